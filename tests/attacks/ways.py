"""What a forked process does to an installation, and what it tells of it in lines of JSON."""

import io
import json
import os
import sys
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

from django.db import DatabaseError, connection, connections, transaction

from handrail.actions._appending import Told, append_to_chain
from handrail.actions._sequencing import sequence_waiting
from handrail.actions.begin_record import Ready, begin_record
from handrail.actions.deps import Deps
from handrail.actions.keep_chat import ChatToKeep, keep_chat
from handrail.actions.refused import Refused
from handrail.actions.verify_record import verify_record
from handrail.config.setting_up import prepare_tables
from handrail.config.wiring import build_deps
from handrail.core.record.leaf_types import LeafType
from handrail.core.record.proofs import leaf_hash
from handrail.store.reads.accounts import AccountRow, StaffRole
from handrail.store.reads.conversations import chain
from handrail.store.reads.log import entries_of, pending, pending_count
from handrail.store.writes.conversations import insert_conversation

CHATS = UUID(int=1)
LEAD = AccountRow(id=UUID(int=2), email="lead@brooklane.example", full_name="Sam Okafor", role=StaffRole.LEAD)


def answer(**values: object) -> None:
    os.write(1, f"{json.dumps(values)}\n".encode())  # one call: lines of several processes stay whole


def deed(deps: Deps, chat: UUID, number: int) -> tuple[bytes, ...]:
    """Write a few messages into a conversation, as an action does; return their hashes once committed."""
    fields = {"grade": "checked", "author": "Sam Okafor", "body": f"see you at {number}"}
    told = [Told(type=LeafType.MESSAGE_POSTED, fields=fields)] * (number % 3 + 1)
    with transaction.atomic():
        return append_to_chain(deps, chat, told, at=deps.now())


def write(deps: Deps, asked: dict[str, Any]) -> None:
    """Do deeds while a sequencer runs beside; forever, or so many."""
    ready = begin_record(deps=deps, origin="")
    if not isinstance(ready, Ready):
        answer(refused=ready.sentence)
        return
    chat = uuid5(CHATS, str(asked.get("name") or os.getpid()))
    at = deps.now()
    insert_conversation(chat, opened_at=at, platform="sms", retention="unsorted", last_on=at.date())
    done = threading.Event()
    beside = threading.Thread(target=_sequence, args=(deps, done))
    beside.start()
    for number in range(asked.get("deeds") or sys.maxsize):
        answer(acked=[one.hex() for one in deed(deps, chat, number)])
    done.set()
    beside.join()
    connections.close_all()
    answer(finished=True)


def _sequence(deps: Deps, done: threading.Event) -> None:
    while not done.is_set():
        sequence_waiting(deps)
        done.wait(0.002)
    sequence_waiting(deps)
    connections.close_all()


def grow(deps: Deps, asked: dict[str, Any]) -> None:
    """Do deeds, each of which has its place in the log before it is told of; then wait, or end."""
    begin_record(deps=deps, origin="")
    chat = uuid5(CHATS, asked["name"])
    at = deps.now()
    insert_conversation(chat, opened_at=at, platform="sms", retention="unsorted", last_on=at.date())
    for number in range(asked["deeds"]):
        try:
            done = deed(deps, chat, number)
            sequence_waiting(deps)
        except DatabaseError as error:
            answer(failed=str(error), cause=type(error.__cause__).__name__)
            break
        answer(acked=[one.hex() for one in done])
    answer(finished=True)
    if asked.get("stay"):
        threading.Event().wait()
    connections.close_all()


def fill(deps: Deps, asked: dict[str, Any]) -> None:
    """Keep one chat after the other until that is refused."""
    if "pages" in asked:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA page_count")
            cursor.execute(f"PRAGMA max_page_count = {cursor.fetchone()[0] + asked['pages']}")
    for number in range(asked["most"]):
        lines = (f"05/01/2026, 19:{at:02} - Mira: see you at {number}, {at}\n" for at in range(60))
        chat = ChatToKeep(chat=io.BytesIO("".join(lines).encode()), name="Tuesday.txt", platform="whatsapp")
        kept = keep_chat(deps=deps, actor=LEAD, handed_in=chat)
        if isinstance(kept, Refused):
            answer(refused=kept.sentence)
            break
        answer(acked=[one.hex() for one in chain(kept.conversation_id)])
    connections.close_all()
    answer(finished=True)


def check(deps: Deps, asked: dict[str, Any]) -> None:
    """Start as a server does, look for what was acknowledged, let what waits in, and check everything."""
    ready = begin_record(deps=deps, origin="")
    sentence = "" if isinstance(ready, Ready) else ready.sentence
    acked = [bytes.fromhex(one) for one in Path(asked["acked"]).read_text(encoding="ascii").split()]
    try:
        waiting = {leaf_hash(leaf) for _, leaf in pending(pending_count())}
        lost = [one for one in acked if one not in waiting and one not in entries_of([one])]
        if not sentence:
            sequence_waiting(deps)
    except DatabaseError as error:
        lost, sentence = [], sentence or str(error)
    said = verify_record(deps=deps, with_content=bool(asked.get("content")))
    answer(sentence=sentence, lost=len(lost), size=said.size, faults=said.faults[:5], acked=len(acked))
    connections.close_all()


def elsewhere(deps: Deps, home: Path) -> Deps:
    """Use another folder's databases and keys, before anything was opened."""
    connection.settings_dict["NAME"] = home / "handrail.sqlite3"
    connections["content_keys"].settings_dict["NAME"] = home / "keys" / "content-keys.sqlite3"
    return replace(deps, keys=home / "keys")


def begin(_deps: Deps, _asked: dict[str, Any]) -> None:
    prepare_tables()
    ready = begin_record(deps=build_deps(), origin="records.charity.example/2026")
    connections.close_all()
    answer(ready=isinstance(ready, Ready))


type Way = Callable[[Deps, dict[str, Any]], None]
WAYS: dict[str, Way] = {"begin": begin, "write": write, "grow": grow, "fill": fill, "check": check}
