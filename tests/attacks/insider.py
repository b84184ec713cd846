"""What somebody can do who has the database, and perhaps the keys: round the triggers, which are put back."""

from collections.abc import Iterable
from dataclasses import replace

from django.db import connection
from django.db.backends.utils import CursorWrapper
from django.db.models import Model
from tests.store.record_rows import Value

from handrail.actions._unsealing import unsealed
from handrail.actions.deps import Deps
from handrail.core.record.commitments import Opening
from handrail.core.record.sealing import seal_opening, unwrap
from handrail.store import models, tables
from handrail.store.reads.key_files import master_key
from handrail.store.triggers import drop_triggers, install_triggers

LOG: tuple[type[Model], ...] = tuple(
    table for table in tables.TABLES if table not in {models.Account, models.Audit, models.LogKey}
)


def tamper(*statements: tuple[str, *tuple[Value, ...]]) -> None:
    """Run statements, each with its values."""
    connection.check_constraints()  # PostgreSQL changes no table that still has some to check
    drop_triggers(connection)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL session_replication_role = replica")
        run(cursor, *statements)
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL session_replication_role = origin")
    install_triggers(connection)


def run(cursor: CursorWrapper, *statements: tuple[str, *tuple[Value, ...]]) -> None:
    """Run statements where no trigger stands in the way; each must change something."""
    for statement, *values in statements:
        cursor.execute(statement, values)
        assert cursor.rowcount, f"nothing was changed: {statement}"


def rows_of(*some: type[Model]) -> dict[type[Model], list[Model]]:
    """Return a copy of tables, as a backup of the database itself would have it."""
    return {table: list(table._default_manager.all()) for table in some}  # noqa: SLF001  # documented


def put_in_place(copy: dict[type[Model], list[Model]]) -> None:
    """Put a copy in the place of what is there now."""
    connection.check_constraints()
    drop_triggers(connection)
    for table in reversed(copy):
        table._default_manager.all().delete()  # noqa: SLF001  # documented
    for table, rows in copy.items():
        table._default_manager.bulk_create(rows)  # noqa: SLF001  # documented
    connection.check_constraints()
    install_triggers(connection)


def wipe(some: Iterable[type[Model]] = LOG) -> None:
    """Remove every row, as if nothing had been."""
    put_in_place({table: [] for table in some})


def reseal(deps: Deps, leaf: bytes, field: str, **changes: object) -> None:
    """Change what opens one field, sealed again under its own key: for whoever has the master key."""
    row = models.Opening.objects.get(leaf_hash=leaf, field=field)
    wrapped = models.ContentKey.objects.get(id=bytes(row.key_id)).wrapped
    key = unwrap(master_key(deps.keys), bytes(row.key_id), bytes(wrapped))
    changed = replace(opening_of(deps, leaf, field), **changes)  # type: ignore[arg-type]  # either of its parts
    sealed = seal_opening(key.secret, changed, leaf)
    tamper(
        ("UPDATE store_opening SET ciphertext = %s WHERE leaf_hash = %s AND field = %s", sealed, leaf, field)
    )


def opening_of(deps: Deps, leaf: bytes, field: str) -> Opening:
    """Return what opens one field."""
    return next(one for one in unsealed(deps, [leaf])[leaf] if one.field == field)
