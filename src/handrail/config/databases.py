"""Django's two databases: that of everything, and the small one of content keys, kept apart on purpose."""

from pathlib import Path

from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict

CONTENT_KEYS = "content_keys"
_PARTS = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}


class NotADatabase(ValueError):
    """The text is not the address of a PostgreSQL database."""


def sqlite(path: Path) -> dict[str, object]:
    """Return Django's settings for a database in a file."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "ATOMIC_REQUESTS": False,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 10,  # seconds a writer waits for another
            # A record that was acknowledged outlives a power cut: WAL alone would allow NORMAL.
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
                " PRAGMA secure_delete=ON;"
            ),
        },
    }


def postgresql(address: str) -> dict[str, object]:
    """Return Django's settings for a database on a server.

    address  such as postgresql://user@host/name
    raises   NotADatabase
    """
    try:
        parts = conninfo_to_dict(address)
    except ProgrammingError as error:
        raise NotADatabase("not an address such as postgresql://user@host/name") from error
    if not address.startswith(("postgresql://", "postgres://")) or not parts.get("dbname"):
        raise NotADatabase("not an address such as postgresql://user@host/name")
    known = {ours: parts.pop(theirs, "") for theirs, ours in _PARTS.items()}
    return {
        "ENGINE": "django.db.backends.postgresql",
        **known,
        "ATOMIC_REQUESTS": False,
        # What was acknowledged is on the disk, whatever the server's own setting says.
        "OPTIONS": {**parts, "options": f"{parts.get('options') or ''} -c synchronous_commit=on".strip()},
    }
