"""Each statement that would change what the record holds is tried on each of its tables."""

from collections.abc import Iterator

import pytest
from django.db import DatabaseError, connection, transaction
from tests.store.record_rows import Sample, Value, fill, rows, samples
from tests.store.undone import undone

from handrail.store.triggers import (
    REFUSAL,
    RULES,
    TriggersDiffer,
    check_triggers,
    install_triggers,
)

pytestmark = pytest.mark.django_db
IS_SQLITE = connection.vendor == "sqlite"
TABLES = [rule.table for rule in RULES]


def sample_of(table: str) -> Sample:
    return next(sample for sample in samples() if sample.table == table)


@pytest.fixture(params=TABLES)
def sample(request, db) -> Sample:
    found = sample_of(request.param)
    fill(found)
    return found


def forbidden(sample: Sample) -> Iterator[tuple[str, tuple[Value, ...]]]:
    """Yield statements, both databases' first."""
    table, last = sample.table, sample.columns[-1]
    changed = (*sample.there[0][:-1], sample.next[-1])
    key = ", ".join(sample.key)
    yield f"UPDATE {table} SET {last} = %s", (sample.next[-1],)
    yield f"UPDATE {table} SET {last} = {last}", ()
    yield f"DELETE FROM {table}", ()
    yield (
        f"INSERT {sample.insert} ON CONFLICT ({key}) DO UPDATE SET {last} = excluded.{last}",
        sample.there[0],
    )
    if sample.skipped:
        yield f"INSERT {sample.insert}", sample.skipped
        yield f"INSERT {sample.insert}", changed
    yield from _on_sqlite(sample, changed) if IS_SQLITE else _on_postgresql(sample)


def _on_sqlite(sample: Sample, changed: tuple[Value, ...]) -> Iterator[tuple[str, tuple[Value, ...]]]:
    table, last = sample.table, sample.columns[-1]
    numbered = sample.insert.replace("(", "(rowid, ", 1).replace("VALUES (", "VALUES (1, ")
    yield f"INSERT OR REPLACE {sample.insert}", sample.there[0]
    yield f"REPLACE {sample.insert}", changed if sample.skipped else sample.there[0]
    yield f"INSERT OR IGNORE {sample.insert}", sample.there[0]
    yield f"UPDATE OR REPLACE {table} SET {last} = %s", (sample.there[1][-1],)
    yield f"UPDATE OR IGNORE {table} SET {last} = %s", (sample.next[-1],)
    # The hidden number of a row is one more way for REPLACE to find what it removes. Where a table's own
    # number is that one, there is no second.
    if "number" not in sample.columns:
        yield f"INSERT OR REPLACE {numbered}", sample.next
        yield f"INSERT OR REPLACE {numbered.replace('rowid', '_rowid_')}", sample.next


def _on_postgresql(sample: Sample) -> Iterator[tuple[str, tuple[Value, ...]]]:
    table, last = sample.table, sample.columns[-1]
    yield f"TRUNCATE {table}", ()
    yield f"TRUNCATE {table} RESTART IDENTITY CASCADE", ()
    for statement in (f"DELETE FROM {table}", f"TRUNCATE {table}", f"UPDATE {table} SET {last} = {last}"):
        yield f"SET LOCAL session_replication_role = replica; {statement}", ()
    yield f"MERGE INTO {table} USING (SELECT 1) AS one ON true WHEN MATCHED THEN DELETE", ()


def test_what_is_in_a_table_of_the_record_stays_as_it_is(sample):
    before = rows(sample)
    connection.check_constraints()  # PostgreSQL truncates no table that still has some to check
    for statement, values in forbidden(sample):
        with pytest.raises(DatabaseError, match=REFUSAL), transaction.atomic():  # noqa: PT012
            connection.cursor().execute(statement, values)
            pytest.fail(statement)
        assert rows(sample) == before, statement


def test_the_next_row_is_taken(sample):
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT {sample.insert}", sample.next)
    assert rows(sample) == sorted([*sample.there, sample.next])


def test_a_temporary_table_of_the_same_name_does_not_stand_in_for_the_real_one(sample):
    before = rows(sample)
    real = f"main.{sample.table}" if IS_SQLITE else f"public.{sample.table}"
    insert = sample.insert.replace(sample.table, real, 1)
    with connection.cursor() as cursor:
        like = f"AS SELECT * FROM {real} WHERE false"
        cursor.execute(f"CREATE TEMPORARY TABLE {sample.table} {like}")
    try:
        for values in (sample.skipped, sample.there[0]):
            if values is None:
                continue
            with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(f"INSERT {insert}", values)
        check_triggers(connection)  # the real ones are looked at, and are as they should be
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"DROP TABLE {'temp' if IS_SQLITE else 'pg_temp'}.{sample.table}")
    assert rows(sample) == before


def altered(table: str) -> Iterator[tuple[str, str]]:
    """Yield statements that weaken what keeps a table, and the name that is complained of."""
    yield from _altered_sqlite(table) if IS_SQLITE else _altered_postgresql(table)


def _altered_sqlite(table: str) -> Iterator[tuple[str, str]]:
    for name in (f"{table}_kept", f"{table}_next", f"{table}_unchanged"):
        yield f"DROP TRIGGER {name}", name
    never = f"BEFORE DELETE ON {table} WHEN 0 BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
    yield f"DROP TRIGGER {table}_kept; CREATE TRIGGER {table}_kept {never}", f"{table}_kept"
    for name in (table, table.upper()):  # SQLite keeps the name as it is typed here
        yield (
            f"CREATE TRIGGER swallow BEFORE INSERT ON {name} BEGIN SELECT RAISE(IGNORE); END",
            "swallow",
        )


def _altered_postgresql(table: str) -> Iterator[tuple[str, str]]:
    kept, function = f"{table}_kept", f"EXECUTE FUNCTION {table}_kept()"
    again = f"DROP TRIGGER {kept} ON {table}; CREATE TRIGGER {kept}"
    always = f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {kept}"
    last = sample_of(table).columns[-1]
    for name in (kept, f"{table}_next", f"{table}_whole"):
        yield f"DROP TRIGGER {name} ON {table}", name
        yield f"ALTER TABLE {table} DISABLE TRIGGER {name}", name
        yield f"ALTER TABLE {table} ENABLE TRIGGER {name}", name
    yield f"ALTER TABLE {table} DISABLE TRIGGER ALL", kept
    yield f"{again} BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW WHEN (false) {function}; {always}", kept
    yield f"{again} BEFORE UPDATE OF {last} OR DELETE ON {table} FOR EACH ROW {function}; {always}", kept
    yield f"{again} BEFORE UPDATE ON {table} FOR EACH ROW {function}; {always}", kept
    yield f"{again} BEFORE DELETE OR UPDATE ON {table} FOR EACH STATEMENT {function}; {always}", kept
    yield f"ALTER FUNCTION {kept}() SET search_path = pg_temp", kept
    lets = "$$BEGIN IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END$$"
    yield f"CREATE OR REPLACE FUNCTION {kept}() RETURNS trigger LANGUAGE plpgsql AS {lets}", kept
    yield f"CREATE RULE swallow AS ON INSERT TO {table} DO INSTEAD NOTHING", "swallow"


@pytest.mark.parametrize("table", TABLES)
def test_a_trigger_that_is_not_as_it_should_be_is_named(table):
    connection.check_constraints()
    for statements, name in altered(table):
        with undone():
            for statement in _split(statements):
                connection.cursor().execute(statement)
            with pytest.raises(TriggersDiffer, match=f"`({name}|{table}_[a-z]+)`"):
                check_triggers(connection)
        check_triggers(connection)


def _split(statements: str) -> list[str]:
    if "$$" in statements or "BEGIN" not in statements:
        return [statements]
    dropped, parted, rest = statements.partition("; CREATE")
    return [dropped, f"CREATE{rest}"] if parted else [statements]


def test_installing_them_again_changes_nothing():
    install_triggers(connection)
    check_triggers(connection)
