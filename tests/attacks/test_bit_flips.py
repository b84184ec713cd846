"""One bit of one value changes, in any column of any of the record's tables."""

from typing import NamedTuple
from uuid import UUID

import pytest
from django.db import IntegrityError, connection, connections
from django.db.models import Model
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.actions.kept import keep
from tests.attacks.insider import run, tamper
from tests.core.record.signers import AT_S, log_key, witness_key
from tests.staff import NOW
from tests.store.record_rows import Value
from tests.store.undone import undone

from handrail.actions._cosigning import Added, kept_lines
from handrail.actions._sequencing import sequence_waiting
from handrail.actions.erase_content import Erased, Erasing, erase_content
from handrail.actions.rotate_key import Rotated, rotate_key
from handrail.actions.verify_record import verify_record
from handrail.core.record.cosignature import cosign
from handrail.core.record.leaf import make_leaf
from handrail.core.record.leaf_types import LeafType
from handrail.core.record.notes import parse_note
from handrail.core.record.text_forms import print_base64
from handrail.core.record.verifier_keys import print_verifier_key
from handrail.store import models
from handrail.store.reads.log import head
from handrail.store.reads.rows import columns
from handrail.store.router import CONTENT_KEYS
from handrail.store.writes.log import insert_pending

pytestmark = pytest.mark.django_db
LATER = b"05/01/2026, 19:00 - Mira: see you\n05/01/2026, 19:01 - Lee: yes\n"
IS_SQLITE = connection.vendor == "sqlite"
TABLES: tuple[type[Model], ...] = (
    models.Entry,
    models.Subtree,
    models.Head,
    models.LogKey,
    models.Cosignature,
    models.ChainLink,
    models.Erasure,
    models.Opening,
    models.Blob,
    models.BlobPart,
    models.ContentKey,
    models.PendingLeaf,
)
NUMBERS_ONLY = {"store_cosignature.id", "store_pendingleaf.id"}  # tell rows apart, and say nothing


class Column(NamedTuple):
    """One column, and how many bits a number in it has; 0 for text and bytes."""

    table: type[Model]
    name: str
    bits: int

    def __str__(self) -> str:
        return f"{self.table._meta.db_table}.{self.name}"  # noqa: SLF001  # documented


def every_column() -> list[Column]:
    widths = {"SmallIntegerField": 15, "IntegerField": 31, "BigIntegerField": 63}
    found = [
        Column(table, str(field.column), widths.get(field.get_internal_type(), 0))
        for table in TABLES
        for field in columns(table)
    ]
    return [one for one in found if str(one) not in NUMBERS_ONLY]


@pytest.fixture
def full(deps, lead, kept, monkeypatch):
    """Fill every table: two chats, something erased, a key turned over, a witness, a full tile, a wait."""
    erasing = Erasing(conversation_id=kept.conversation_id, numbers=(2,), basis="a request", rule="SG04/4")
    assert isinstance(erase_content(deps=deps, actor=lead, erasing=erasing), Erased)
    insert_pending(make_leaf(LeafType.CLOCK_ANOMALY, NOW, {}, {})[0] for _ in range(250))
    sequence_waiting(deps)
    assert isinstance(rotate_key(deps=deps, actor=lead), Rotated)
    keep(deps, lead, LATER)
    cosign_newest(deps)
    monkeypatch.setattr("handrail.actions.keep_chat.sequence_waiting", lambda _: None)
    keep(deps, lead, LATER.replace(b"yes", b"no"))
    said = verify_record(deps=deps)
    assert (said.faults, said.notices) == ((), ())
    assert all(table._default_manager.exists() for table in TABLES)  # noqa: SLF001  # documented


def cosign_newest(deps) -> None:
    now, witness = head(), witness_key()
    assert now is not None
    (deps.keys / "witnesses").write_text(
        f"log {print_verifier_key(log_key().verifier)}\n"
        f"witness council {print_verifier_key(witness.verifier)}\nquorum council\n"
    )
    made = cosign(parse_note(now.note), witness, at_s=AT_S)
    line = f"— {made.name} {print_base64(made.key_id + made.signature)}\n"
    assert isinstance(kept_lines(deps, size=now.size, lines=line), Added)


@settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(column=st.sampled_from(every_column()), at=st.integers(0, 2**32))
def test_a_single_changed_bit_is_found_wherever_it_is(deps, full, column, at):
    flip_and_find(deps, column, at)


def test_every_column_is_watched(deps, full):
    for column in every_column():
        flip_and_find(deps, column, at=0)


def flip_and_find(deps, column: Column, at: int) -> None:
    with undone(), undone(CONTENT_KEYS):
        try:
            changed = flip(column, at)
        except IntegrityError:
            return  # two rows would be one
        said = verify_record(deps=deps)
        assert said.faults or said.notices, changed


def flip(column: Column, at: int) -> str:
    """Change one bit of one value, both chosen by `at`; return what was changed."""
    table, name = str(column).split(".")
    is_apart = column.table is models.ContentKey
    row, this = ("rowid", "rowid = %s") if IS_SQLITE else ("ctid::text", "ctid = %s::tid")
    with connections[CONTENT_KEYS if is_apart else "default"].cursor() as cursor:
        cursor.execute(f"SELECT {row}, {name} FROM {table} WHERE {name} IS NOT NULL ORDER BY 1")
        rows = cursor.fetchall()
        at, chosen = divmod(at, len(rows))
        where, value = rows[chosen]
        value = bytes(value) if isinstance(value, memoryview) else value
        new = flipped(value, column.bits, at)
        change = (f"UPDATE {table} SET {name} = %s WHERE {this}", new, where)
        if is_apart:
            run(cursor, change)
        else:
            tamper(change)
    return f"{column}: {value!r} became {new!r}"


def flipped(value: object, bits: int, at: int) -> Value:
    match value:
        case int():
            return value ^ (1 << at % bits)
        case UUID():
            return UUID(int=value.int ^ (1 << at % 128))
        case bytes():
            place, bit = divmod(at % (len(value) * 8), 8)
            return value[:place] + bytes([value[place] ^ (1 << bit)]) + value[place + 1 :]
        case str():
            place, bit = divmod(at % (len(value) * 7), 7)
            letter = chr(ord(value[place]) ^ (1 << bit))
            return value[:place] + (letter if letter != "\0" else "?") + value[place + 1 :]
    raise TypeError(value)
