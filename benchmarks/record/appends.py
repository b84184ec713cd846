"""Durable appends, beside the same rows with no tree and triggers. Run by `run.py`; prints JSON."""

import json
import statistics
import sys
import threading
import time
from base64 import b64encode
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from itertools import count

from benchmarks.record.installation import deps

# isort: split
from django.db import OperationalError, connection, transaction

from handrail.actions._sequencing import sequence_waiting, signed
from handrail.core.record.proofs import leaf_hash
from handrail.core.record.tree import Frontier, grow
from handrail.store.reads.key_files import signing_key
from handrail.store.reads.log import head
from handrail.store.writes.log import NewEntry, hold_log, insert_entries, insert_pending

CLIENTS, EACH, ROUNDS = 64, 4, 5
_numbers = count()


def leaf() -> bytes:
    """Return a leaf as long as a message's, never twice the same."""
    committed = b64encode(sha256(str(next(_numbers)).encode()).digest()).decode()
    fields = ",".join(f'"field_{letter}":"{committed}"' for letter in "abcdefghijkl")
    return f'{{"at":"2026-11-23T10:00:00.000000Z","c":{{{fields}}},"type":"software.started","v":1}}'.encode()


def with_tree(leaves: list[bytes]) -> None:
    """Append a batch as the sequencer does: hash, lock, grow, sign, insert."""
    key = signing_key(deps().keys)
    entries = [NewEntry(leaf_hash(one), one) for one in leaves]
    with transaction.atomic():
        hold_log()
        now = head()
        growth = grow(now.frontier if now else Frontier(), (entry.leaf_hash for entry in entries))
        insert_entries(growth.frontier.size - len(leaves), entries, growth, signed(key, growth.frontier))


def bare(leaves: list[bytes]) -> None:
    """Insert the same rows into a table of the same columns and indexes, and nothing else."""
    rows = [(next(_numbers), leaf_hash(one), one) for one in leaves]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.executemany("INSERT INTO bare_entry (seq, leaf_hash, leaf) VALUES (%s, %s, %s)", rows)


def rate(step: Callable[[list[bytes]], None], batch: int, times: int) -> float:
    batches = [[leaf() for _ in range(batch)] for _ in range(times)]
    start = time.perf_counter()
    for leaves in batches:
        step(leaves)
    return batch * times / (time.perf_counter() - start)


def left_waiting() -> None:
    """Leave one leaf, as a deed's own transaction does."""
    with transaction.atomic():
        insert_pending([leaf()])


def insisted(step: Callable[[], object]) -> None:
    """Do something, again and again while SQLite says that it waited too long for other writers."""
    while True:
        try:
            step()
        except OperationalError as error:
            if "locked" not in str(error):
                raise
        else:
            return


class Clients:
    """Threads that each leave a leaf with their own transaction, and wait until it has its place."""

    def __init__(self) -> None:
        self._turned = threading.Condition()
        self._begun = self._ended = 0
        self._over = False
        self.waits_s: list[float] = []

    def place(self) -> None:
        while not self._over:
            with self._turned:
                self._begun += 1
                number = self._begun
            insisted(lambda: sequence_waiting(deps()))
            with self._turned:
                self._ended = number
                self._turned.notify_all()
        connection.close()

    def deed(self) -> None:
        start = time.perf_counter()
        insisted(left_waiting)
        with self._turned:
            needed = self._begun + 1  # a turn that begins after the commit
            self._turned.wait_for(lambda: self._ended >= needed)
        self.waits_s.append(time.perf_counter() - start)

    def run(self) -> float:
        self._over = False
        placing = threading.Thread(target=self.place)
        placing.start()
        spent = together(self.deed)
        self._over = True
        placing.join()
        return CLIENTS * EACH / spent


def together(deed: Callable[[], None]) -> float:
    def several() -> None:
        for _ in range(EACH):
            deed()
        connection.close()

    start = time.perf_counter()
    with ThreadPoolExecutor(CLIENTS) as pool:
        for done in [pool.submit(several) for _ in range(CLIENTS)]:
            done.result()
    return time.perf_counter() - start


def main() -> None:
    """Print one JSON object a figure: what, appends a second with the tree and without, and their ratio."""
    blob = "bytea" if connection.vendor == "postgresql" else "blob"
    with connection.cursor() as cursor:
        columns = f"seq bigint PRIMARY KEY, leaf_hash {blob} NOT NULL, leaf {blob} NOT NULL"
        cursor.execute(f"CREATE TABLE bare_entry ({columns})")
        cursor.execute("CREATE INDEX bare_of_leaf ON bare_entry (leaf_hash)")
    for batch, times in ((1, 150), (100, 30)):
        pairs = [(rate(with_tree, batch, times), rate(bare, batch, times)) for _ in range(ROUNDS)]
        told(f"batches of {batch}", pairs)
    clients = Clients()
    pairs = [
        (clients.run(), CLIENTS * EACH / together(lambda: insisted(lambda: bare([leaf()])))) for _ in range(3)
    ]
    waits = sorted(clients.waits_s)
    told(f"{CLIENTS} waiting clients", pairs, p99_ms=1000 * waits[int(len(waits) * 0.99)])


def told(what: str, pairs: list[tuple[float, float]], **more: float) -> None:
    tree, plain = (statistics.median(side) for side in zip(*pairs, strict=True))
    said = {"database": connection.vendor, "what": what, "tree": tree, "bare": plain, "ratio": tree / plain}
    json.dump(said | more, sys.stdout)
    sys.stdout.write("\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
