"""What a start refuses, and what it writes down."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from tests.actions.kept import keep

from handrail.actions.begin_record import Ready, begin_record
from handrail.actions.verify_record import verify_record
from handrail.core.record.leaf import read_leaf
from handrail.core.record.leaf_types import LeafType
from handrail.store.dialects import NotDurable
from handrail.store.models import Entry

pytestmark = pytest.mark.django_db
LATER = b"05/01/2026, 19:00 - Mira: see you\n05/01/2026, 19:01 - Lee: yes\n"
DROPPED = "DROP TRIGGER store_entry_kept" + (" ON store_entry" if connection.vendor == "postgresql" else "")


def test_a_record_in_order_is_ready(deps, kept):
    assert isinstance(begin_record(deps=deps, origin=""), Ready)


def test_a_dropped_trigger_is_refused_and_named(kept, faults, refusal):
    connection.check_constraints()
    connection.cursor().execute(DROPPED)
    said = "the trigger `store_entry_kept` that keeps the record is not as it should be"
    assert refusal() == said
    assert faults() == (said,)


def test_a_trigger_that_looks_away_is_refused_and_named(kept, faults, refusal):
    connection.check_constraints()
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ALTER TABLE store_entry DISABLE TRIGGER store_entry_kept")
        else:
            cursor.execute(DROPPED)
            cursor.execute(
                "CREATE TRIGGER store_entry_kept BEFORE DELETE ON store_entry"
                " WHEN 0 BEGIN SELECT RAISE(ABORT, 'the record is only added to'); END"
            )
    assert "`store_entry_kept`" in refusal()
    assert "`store_entry_kept`" in faults()[0]


def test_a_setting_that_could_lose_something_is_refused(monkeypatch, kept, refusal):
    def refuse(_):
        raise NotDurable("the database's `synchronous` is `0`, and must be `2`")

    monkeypatch.setattr("handrail.actions.begin_record.check_durable", refuse)
    assert "`synchronous`" in refusal()


def test_a_database_without_its_tables_is_one_sentence(kept, faults, refusal):
    connection.check_constraints()
    connection.cursor().execute("DROP TABLE store_entry")
    assert "`store_entry_" in refusal()
    assert faults()[0].startswith("the database cannot be read: ")


def test_a_clock_set_back_leaves_an_entry_of_its_own_and_a_notice(deps, lead, kept):
    back = replace(deps, now=lambda: deps.now() - timedelta(days=3))
    keep(back, lead, LATER)
    types = [read_leaf(bytes(row.leaf)).type for row in Entry.objects.order_by("seq")]
    assert types[8] is LeafType.CLOCK_ANOMALY
    said = verify_record(deps=deps)
    assert said.faults == ()
    assert said.notices[0].startswith("entry 8 is dated 2026-05-29T09:30")
    assert "a clock was set back" in said.notices[0]
