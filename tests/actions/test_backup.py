import shutil
import zipfile

import pytest
from django.apps import apps
from django.db import connection
from tests.actions.kept import keep

from handrail.actions._unsealing import unsealed
from handrail.actions.back_up import BackedUp, back_up
from handrail.actions.refused import Refused
from handrail.actions.restore import Backup, NewOrigin, Restored, restore
from handrail.actions.verify_record import verify_record
from handrail.store import tables
from handrail.store.models import Entry
from handrail.store.reads.accounts import account_of
from handrail.store.reads.conversations import chain
from handrail.store.triggers import drop_triggers, install_triggers

pytestmark = pytest.mark.django_db


def made(deps, folder) -> Backup:
    answer = back_up(deps=deps, folder=folder)
    assert isinstance(answer, BackedUp)
    return Backup(record=answer.record, content_keys=answer.content_keys)


@pytest.fixture
def emptied():
    """Return what empties the databases, as on a fresh machine."""

    def empty() -> None:
        connection.check_constraints()  # PostgreSQL changes no table that still has some to check
        drop_triggers(connection)
        for table in reversed((*tables.TABLES, tables.CONTENT_KEY_TABLE)):
            table._default_manager.all().delete()  # noqa: SLF001  # documented
        connection.check_constraints()
        install_triggers(connection)

    return empty


def test_what_is_put_back_is_what_was_backed_up(deps, lead, tmp_path, emptied):
    kept = keep(deps, lead)
    leaves = chain(kept.conversation_id)
    before, root = unsealed(deps, leaves), verify_record(deps=deps).root
    backup = made(deps, tmp_path / "backups")
    emptied()
    assert restore(deps=deps, backup=backup) == Restored(
        origin="records.charity.example/2026", size=len(leaves)
    )
    after = verify_record(deps=deps)
    assert (after.root, after.faults) == (root, ())
    assert unsealed(deps, leaves) == before


def test_a_record_goes_on_after_it_was_put_back(deps, lead, tmp_path, emptied):
    keep(deps, lead)
    backup = made(deps, tmp_path / "backups")
    emptied()
    restore(deps=deps, backup=backup)
    actor = account_of(lead.email)
    assert actor is not None
    keep(deps, actor, b"05/01/2026, 19:00 - Mira: see you\n05/01/2026, 19:01 - Lee: yes\n")
    assert verify_record(deps=deps).faults == ()


def test_an_older_backup_is_not_put_back_under_the_old_name(deps, lead, tmp_path, emptied):
    keep(deps, lead)
    backup = made(deps, tmp_path / "backups")
    keep(deps, lead, b"05/01/2026, 19:00 - Mira: see you\n05/01/2026, 19:01 - Lee: yes\n")
    emptied()
    answer = restore(deps=deps, backup=backup)
    assert isinstance(answer, Refused)
    assert "the guard file remembers" in answer.sentence
    assert not Entry.objects.exists()
    name = "records.charity.example/2027"
    went_on = restore(deps=deps, backup=backup, new_origin=NewOrigin(name=name, reason="the disk broke"))
    assert isinstance(went_on, Restored)
    assert went_on.origin == name
    assert verify_record(deps=deps).faults == ()


def test_nothing_is_put_back_over_a_record(deps, lead, tmp_path):
    keep(deps, lead)
    assert isinstance(restore(deps=deps, backup=made(deps, tmp_path / "backups")), Refused)


def changed(path, name, change):
    """Write a zip again with one file changed, its manifest as it was."""
    copy = path.with_suffix(".changed.zip")
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(copy, "w") as target:
        for info in source.infolist():
            raw = source.read(info)
            target.writestr(info.filename, change(raw) if info.filename == name else raw)
    return copy


@pytest.mark.parametrize("name", ["tables/entry.jsonl", "tables/opening.jsonl", "tables/head.jsonl"])
def test_a_backup_that_was_changed_is_named_and_nothing_is_put_back(deps, lead, tmp_path, emptied, name):
    keep(deps, lead)
    backup = made(deps, tmp_path / "backups")
    emptied()
    record = changed(backup.record, name, lambda raw: raw.replace(b"1", b"2", 1))
    answer = restore(deps=deps, backup=Backup(record=record, content_keys=backup.content_keys))
    assert isinstance(answer, Refused)
    assert name in answer.sentence
    assert not Entry.objects.exists()


def test_half_a_backup_is_refused(deps, lead, tmp_path, emptied):
    keep(deps, lead)
    backup = made(deps, tmp_path / "backups")
    emptied()
    half = tmp_path / "half.zip"
    shutil.copyfile(backup.record, half)
    with half.open("r+b") as file:
        file.truncate(half.stat().st_size // 2)
    answer = restore(deps=deps, backup=Backup(record=half, content_keys=backup.content_keys))
    assert isinstance(answer, Refused)
    assert "not a whole backup" in answer.sentence


def test_every_table_is_in_a_backup_or_left_out_on_purpose():
    known = {*tables.TABLES, tables.CONTENT_KEY_TABLE, *tables.LEFT_OUT}
    assert set(apps.get_app_config("store").get_models()) == known
