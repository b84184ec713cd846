"""Asks a database whether its own files are sound: its pages, and its indexes against its tables."""

from django.db.backends.base.base import BaseDatabaseWrapper


def unsound(connection: BaseDatabaseWrapper) -> str:
    """Return what SQLite finds wrong first; nothing where there is nothing.

    LIMIT: PostgreSQL is not asked, for it has no such question without an extension.
    """
    if connection.vendor != "sqlite":
        return ""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check(1)")
        (answer,) = cursor.fetchone()
    return "" if answer == "ok" else str(answer)
