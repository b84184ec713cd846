"""What differs between SQLite and PostgreSQL, besides the triggers."""

import errno
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg.errors import DiskFull

_LOG_LOCK = 0x68616E64_7261696C  # any number of our own; the same in every process

SQLITE_SETTINGS = {"journal_mode": "wal", "synchronous": "2", "secure_delete": "1"}
POSTGRESQL_SETTINGS = {"synchronous_commit": "on", "fsync": "on", "full_page_writes": "on"}


class NotDurable(Exception):
    """The database could lose what it acknowledged; the text names the setting."""


def lock_log(connection: BaseDatabaseWrapper) -> None:
    """Keep every other sequencer out until the transaction ends. On SQLite the transaction itself does."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOG_LOCK])


def lock_named(connection: BaseDatabaseWrapper, name: str) -> None:
    """Keep others out of what a name stands for, such as one conversation, until the transaction ends.

    On SQLite the transaction itself does: it is the only one that may write.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [name])


@contextmanager
def snapshot(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """Read one state of the database throughout, and keep nobody from writing."""
    if connection.vendor == "sqlite":
        usual = connection.transaction_mode  # type: ignore[attr-defined]  # SQLite's own has it
        connection.transaction_mode = "DEFERRED"  # type: ignore[attr-defined]  # as above
        try:
            with transaction.atomic(using=connection.alias):
                yield
        finally:
            connection.transaction_mode = usual  # type: ignore[attr-defined]  # as above
    else:
        with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
            if connection.savepoint_ids == []:  # within another transaction, such as a test's, it is too late
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            yield


def is_full(error: BaseException) -> bool:
    """Return whether something could not be written for want of room on the disk."""
    match error.__cause__ or error:
        case sqlite3.Error() as cause:
            return getattr(cause, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL
        case OSError() as cause:
            return cause.errno in {errno.ENOSPC, errno.EDQUOT}
        case cause:
            return isinstance(cause, DiskFull)


def check_durable(connection: BaseDatabaseWrapper) -> None:
    """Check that what is acknowledged is on the disk.

    raises  NotDurable
    """
    is_sqlite = connection.vendor == "sqlite"
    expected = SQLITE_SETTINGS if is_sqlite else POSTGRESQL_SETTINGS
    ask = "PRAGMA {}" if is_sqlite else "SHOW {}"
    found = _settings(connection, {name: ask.format(name) for name in expected})
    for name, value in expected.items():
        if found[name] != value:
            raise NotDurable(f"the database's `{name}` is `{found[name]}`, and must be `{value}`")


def overwrite_deleted(connection: BaseDatabaseWrapper) -> None:
    """Have deleted rows overwritten on the disk, as far as the database can be told to.

    LIMIT: a file system or disk may keep old blocks, and PostgreSQL's write-ahead archive keeps old pages
    for as long as it is kept. Within a transaction nothing is deleted yet, and nothing is overwritten.
    """
    if connection.in_atomic_block:
        return
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        else:
            cursor.execute("VACUUM store_contentkey")


def _settings(connection: BaseDatabaseWrapper, questions: Mapping[str, str]) -> dict[str, str]:
    answers = {}
    with connection.cursor() as cursor:
        for name, question in questions.items():
            cursor.execute(question)
            answers[name] = str(cursor.fetchone()[0])
    return answers
