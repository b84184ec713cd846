"""The two roles of docs/guide/postgresql.md, with the SQL as it stands there."""

import re
from pathlib import Path

import pytest
from django.db import ProgrammingError, connection, transaction
from tests.actions.kept import keep

from handrail.actions.erase_content import Erased, Erasing, erase_content
from handrail.store.triggers import RULES

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no roles"),
]
GUIDE = Path(__file__).parents[2] / "docs" / "guide" / "postgresql.md"
FORBIDDEN = (
    "UPDATE {} SET {} = {}",
    "DELETE FROM {}",
    "TRUNCATE {}",
    "ALTER TABLE {} DISABLE TRIGGER ALL",
    "DROP TABLE {}",
)


@pytest.fixture
def application(lead):
    """Make the roles as the guide says, and go on as the application."""
    (sql,) = re.findall(r"```sql\n(.*?)```", GUIDE.read_text(encoding="utf-8"), flags=re.DOTALL)
    with connection.cursor() as cursor:
        cursor.execute(sql)
        cursor.execute("SET LOCAL ROLE handrail_app")
    return lead


def test_the_application_keeps_a_chat_and_erases_it(application, deps):
    kept = keep(deps, application)
    erasing = Erasing(conversation_id=kept.conversation_id, numbers=(), basis="a request", rule="SG04/4")
    assert isinstance(erase_content(deps=deps, actor=application, erasing=erasing), Erased)


@pytest.mark.parametrize("table", [rule.table for rule in RULES])
def test_the_application_can_only_add_to_the_record(application, deps, table):
    keep(deps, application)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {table} LIMIT 0")
        column = cursor.description[0].name
        for statement in FORBIDDEN:
            with (
                pytest.raises(ProgrammingError, match=r"permission denied|must be owner"),
                transaction.atomic(),
            ):
                cursor.execute(statement.format(table, column, column))


def test_the_guide_names_every_table_that_is_only_added_to():
    text = GUIDE.read_text(encoding="utf-8")
    assert all(rule.table in text for rule in RULES)
