"""A row or two in each of the record's tables, and the next one, for tests of what keeps them."""

from dataclasses import dataclass
from uuid import UUID

from django.db import connection
from tests.staff import NOW

from handrail.store.models import Conversation
from handrail.store.writes.conversations import insert_conversation

type Value = bool | int | str | bytes | UUID | None
CONVERSATION = UUID(int=7)
ONE, TWO, THREE = (bytes([number]) * 32 for number in (1, 2, 3))


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """Rows of one table.

    key      its columns that no two rows share
    there    inserted first
    next     would be the next one
    skipped  a row that is not the next; None where rows have no numbers
    """

    table: str
    columns: tuple[str, ...]
    key: tuple[str, ...]
    there: tuple[tuple[Value, ...], ...]
    next: tuple[Value, ...]
    skipped: tuple[Value, ...] | None = None

    @property
    def insert(self) -> str:
        marks = ", ".join(["%s"] * len(self.columns))
        return f"INTO {self.table} ({', '.join(self.columns)}) VALUES ({marks})"


def conversation_id() -> Value:
    return Conversation._meta.pk.get_db_prep_value(CONVERSATION, connection)  # type: ignore[no-any-return]  # noqa: SLF001  # documented


def samples() -> tuple[Sample, ...]:
    """Return the rows, as this database writes them."""
    chat = conversation_id()
    return (
        Sample(
            table="store_entry",
            columns=("seq", "leaf_hash", "leaf"),
            key=("seq",),
            there=((0, ONE, b"a"), (1, TWO, b"b")),
            next=(2, THREE, b"c"),
            skipped=(3, THREE, b"c"),
        ),
        Sample(
            table="store_subtree",
            columns=("level", "idx", "hash"),
            key=("level", "idx"),
            there=((1, 0, ONE), (1, 1, TWO)),
            next=(1, 2, THREE),
            skipped=(2, 1, THREE),
        ),
        Sample(
            table="store_head",
            columns=("size", "root", "frontier", "note"),
            key=("size",),
            there=((1, ONE, ONE, b"a"), (4, TWO, TWO, b"b")),
            next=(5, THREE, THREE, b"c"),
            skipped=(3, THREE, THREE, b"c"),
        ),
        Sample(
            table="store_logkey",
            columns=("number", "key", "from_size", "note"),
            key=("number",),
            there=((0, "a", 0, None), (1, "b", 4, b"b")),
            next=(2, "c", 5, b"c"),
            skipped=(3, "c", 5, b"c"),
        ),
        Sample(
            table="store_cosignature",
            columns=("size", "line"),
            key=("size", "line"),
            there=((1, "a"), (4, "b")),
            next=(5, "c"),
        ),
        Sample(
            table="store_chainlink",
            columns=("conversation_id", "seq", "leaf_hash"),
            key=("conversation_id", "seq"),
            there=((chat, 0, ONE), (chat, 1, TWO)),
            next=(chat, 2, THREE),
            skipped=(chat, 3, THREE),
        ),
        Sample(
            table="store_erasure",
            columns=("leaf_hash", "certificate"),
            key=("leaf_hash", "certificate"),
            there=((ONE, TWO), (TWO, ONE)),
            next=(THREE, ONE),
        ),
    )


def fill(sample: Sample) -> None:
    """Put the rows into an empty table."""
    insert_conversation(
        CONVERSATION, opened_at=NOW, platform="whatsapp", retention="unsorted", last_on=NOW.date()
    )
    with connection.cursor() as cursor:
        for row in sample.there:
            cursor.execute(f"INSERT {sample.insert}", row)


def rows(sample: Sample) -> list[tuple[Value, ...]]:
    """Return what is in the table."""
    columns = ", ".join(sample.columns)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {columns} FROM {sample.table} ORDER BY {columns}")
        return [tuple(bytes(one) if isinstance(one, memoryview) else one for one in row) for row in cursor]
