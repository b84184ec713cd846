"""Makes the record's tables INSERT only, and rows of them only the next ones, on SQLite and on PostgreSQL.

Refusing UPDATE and DELETE is not enough: SQLite's REPLACE removes a row without asking a DELETE trigger. So a
row is also refused unless it carries the next number, and on SQLite a `rowid` that is not taken: every table
there has this hidden number, by which REPLACE would remove a row as well. The start compares what is there
with these texts.
"""

from typing import NamedTuple

from django.db.backends.base.base import BaseDatabaseWrapper

REFUSAL = "the record is only added to"
# PostgreSQL's pg_trigger.tgtype: 1 each row, 2 before, 4 insert, 8 delete, 16 update, 32 truncate
_TYPES = {"next": 1 + 2 + 4, "kept": 1 + 2 + 8 + 16, "whole": 2 + 32}
# LIMIT: where no `rowid` is given, SQLite shows -1 here. A row inserted as -1 blocks all further ones
_FREE_ON_SQLITE = "NOT EXISTS (SELECT 1 FROM {table} WHERE rowid = NEW.rowid)"
# A condition, a list of columns, an argument, another language or a setting would change what a trigger does,
# with the same text; a rewrite rule would keep rows from ever reaching one.
_ASK_POSTGRESQL = """
SELECT t.tgname, CASE WHEN t.tgqual IS NULL AND t.tgattr::text = '' AND t.tgnargs = 0 AND t.tgconstraint = 0
    AND l.lanname = 'plpgsql' AND p.proconfig IS NULL
    THEN t.tgenabled::text || ' ' || t.tgtype || ' ' || p.prosrc ELSE 'altered' END
  FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid JOIN pg_language l ON l.oid = p.prolang
  JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE NOT t.tgisinternal AND c.relname = ANY(%(tables)s) AND n.nspname = current_schema()
UNION ALL SELECT r.rulename, 'rule' FROM pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class
  JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relname = ANY(%(tables)s) AND n.nspname = current_schema()
"""


class Rule(NamedTuple):
    """One table, and what must be true of a new row. `{new}` and `{table}` stand for the database's words."""

    table: str
    expects: str


RULES = (
    Rule("store_entry", "{new}.seq = (SELECT coalesce(max(seq) + 1, 0) FROM {table})"),
    Rule(
        "store_subtree",
        "{new}.idx = (SELECT coalesce(max(idx) + 1, 0) FROM {table} WHERE level = {new}.level)",
    ),
    Rule("store_head", "{new}.size > (SELECT coalesce(max(size), -1) FROM {table})"),
    Rule("store_logkey", "{new}.number = (SELECT coalesce(max(number) + 1, 0) FROM {table})"),
    Rule(
        "store_cosignature",
        "NOT EXISTS (SELECT 1 FROM {table} WHERE size = {new}.size AND line = {new}.line)",
    ),
    Rule(
        "store_chainlink",
        "{new}.seq = (SELECT coalesce(max(seq) + 1, 0) FROM {table}"
        " WHERE conversation_id = {new}.conversation_id)",
    ),
    Rule(
        "store_erasure",
        "NOT EXISTS (SELECT 1 FROM {table} WHERE leaf_hash = {new}.leaf_hash"
        " AND certificate = {new}.certificate)",
    ),
)


class TriggersDiffer(Exception):
    """The database does not hold the triggers that keep the record; the text names the first."""


def install_triggers(connection: BaseDatabaseWrapper) -> None:
    """Create the triggers, in place of any that have their names."""
    drop_triggers(connection)
    with connection.cursor() as cursor:
        for statement in _texts(connection).values():
            cursor.execute(statement)
        if connection.vendor == "postgresql":
            for name, table in _names(connection):
                cursor.execute(f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {name}")


def drop_triggers(connection: BaseDatabaseWrapper) -> None:
    """Remove the triggers: for migrations, and for tests that clear the tables."""
    with connection.cursor() as cursor:
        for name, table in _names(connection):
            if connection.vendor == "postgresql":
                cursor.execute(f"DROP TRIGGER IF EXISTS {name} ON {table}")
                cursor.execute(f"DROP FUNCTION IF EXISTS {name}()")
            else:
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}")


def check_triggers(connection: BaseDatabaseWrapper) -> None:
    """Compare what the database holds with what it must hold.

    raises  TriggersDiffer: one is missing, changed, switched off, or there is one more
    """
    expected = _expected(connection)
    found = _found(connection)
    for name in sorted(expected.keys() | found.keys()):
        if expected.get(name) != found.get(name):
            raise TriggersDiffer(f"the trigger `{name}` that keeps the record is not as it should be")


def _names(connection: BaseDatabaseWrapper) -> list[tuple[str, str]]:
    kinds = ("next", "kept", "whole") if connection.vendor == "postgresql" else ("next", "unchanged", "kept")
    return [(f"{rule.table}_{kind}", rule.table) for rule in RULES for kind in kinds]


def _expected(connection: BaseDatabaseWrapper) -> dict[str, str]:
    if connection.vendor == "sqlite":
        return _texts(connection)
    bodies = {name: text.split("$$")[1] for name, text in _texts(connection).items() if "$$" in text}
    return {name: f"A {_TYPES[name.rpartition('_')[2]]} {body}" for name, body in bodies.items()}


def _found(connection: BaseDatabaseWrapper) -> dict[str, str]:
    tables = tuple(rule.table for rule in RULES)
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name, sql, tbl_name FROM sqlite_master WHERE type = 'trigger'")
            # SQLite keeps the table's name as it was typed, and does not mind capitals
            return {name: text for name, text, table in cursor.fetchall() if table.casefold() in tables}
        cursor.execute(_ASK_POSTGRESQL, {"tables": list(tables)})
        return dict(cursor.fetchall())


def _texts(connection: BaseDatabaseWrapper) -> dict[str, str]:
    """Return the statements by name, in the order in which they are run."""
    if connection.vendor == "sqlite":
        return {name: text for rule in RULES for name, text in _sqlite(rule).items()}
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_schema()")
        (schema,) = cursor.fetchone()
    return {name: text for rule in RULES for name, text in _postgresql(rule, schema).items()}


def _sqlite(rule: Rule) -> dict[str, str]:
    table, expects = rule.table, rule.expects.format(new="NEW", table=rule.table)
    free = _FREE_ON_SQLITE.format(table=table)
    moments = {
        "next": f"BEFORE INSERT ON {table} WHEN NOT ({expects} AND {free})",
        "unchanged": f"BEFORE UPDATE ON {table}",
        "kept": f"BEFORE DELETE ON {table}",
    }
    refuse = f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
    names = {f"{table}_{kind}": when for kind, when in moments.items()}
    return {name: f"CREATE TRIGGER {name} {when} {refuse}" for name, when in names.items()}


def _postgresql(rule: Rule, schema: str) -> dict[str, str]:
    # named with its schema: a temporary table of this name would otherwise be counted instead
    table = f'"{schema}".{rule.table}'
    expects = rule.expects.format(new="NEW", table=table)
    refuse = f"RAISE EXCEPTION '{REFUSAL}';"
    bodies = {
        "next": f"BEGIN IF NOT ({expects}) THEN {refuse} END IF; RETURN NEW; END",
        "kept": f"BEGIN {refuse} END",
        "whole": f"BEGIN {refuse} END",
    }
    moments = {
        "next": "BEFORE INSERT ON {table} FOR EACH ROW",
        "kept": "BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW",
        "whole": "BEFORE TRUNCATE ON {table} FOR EACH STATEMENT",
    }
    texts: dict[str, str] = {}
    for kind, body in bodies.items():
        name = f"{rule.table}_{kind}"
        texts[name] = f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $${body}$$"
        when = moments[kind].format(table=table)
        texts[f"{name} trigger"] = f"CREATE TRIGGER {name} {when} EXECUTE FUNCTION {name}()"
    return texts
