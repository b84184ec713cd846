"""A million leaves: writer's memory, proofs, a check of the whole log. Run by `run.py`; prints JSON."""

import json
import random
import resource
import sys
import time

from benchmarks.record.installation import deps

# isort: split
from django.db import connection

from benchmarks.record.appends import leaf, with_tree
from handrail.actions.verify_record import verify_record
from handrail.core.record.cached_hashes import CachedHashes
from handrail.core.record.tree_proofs import inclusion_proof
from handrail.store.reads.log import StoredLog, head

LEAVES, BATCH, PROOFS = 1_000_000, 1_000, 3_000


def main() -> None:
    """Print one JSON object: seconds, milliseconds and megabytes."""
    for _ in range(LEAVES // BATCH):
        with_tree([leaf() for _ in range(BATCH)])
    written_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    now, stored, chosen = head(), StoredLog(), random.Random(7)
    assert now is not None
    took = []
    for _ in range(PROOFS):
        index = chosen.randrange(LEAVES)
        start = time.perf_counter()
        # as for a pack: each tile is read once a proof, and nothing is kept from one proof to the next
        inclusion_proof(CachedHashes(stored, size=now.size), index=index, size=now.size)
        took.append(time.perf_counter() - start)
    took.sort()
    start = time.process_time()
    verdict = verify_record(deps=deps(), with_content=False)
    checked_s = time.process_time() - start
    said = {
        "database": connection.vendor,
        "writer_mb": written_mb,
        "proof_p50_ms": 1000 * took[PROOFS // 2],
        "proof_p99_ms": 1000 * took[int(PROOFS * 0.99)],
        "check_cpu_s": checked_s,
        "checked": verdict.size,
        "faults": verdict.faults[:3],
    }
    json.dump(said, sys.stdout)
    sys.stdout.write("\n")


if __name__ == "__main__":
    main()
