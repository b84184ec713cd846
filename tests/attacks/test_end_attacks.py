"""Attacks that leave a log whole in itself: only what is remembered outside of it contradicts."""

import shutil

import pytest
from tests.actions.kept import keep
from tests.attacks.insider import LOG, put_in_place, rows_of, tamper, wipe
from tests.chats import CHAT
from tests.core.record.signers import checkpoint, log_key

from handrail.actions._sequencing import EndChanged
from handrail.actions.verify_record import verify_record
from handrail.core.record.checkpoint import sign_checkpoint
from handrail.store.models import Entry, Head
from handrail.store.reads.log import head

pytestmark = pytest.mark.django_db
LATER = b"05/01/2026, 19:00 - Mira: see you\n05/01/2026, 19:01 - Lee: yes\n"
OTHER = b"06/01/2026, 19:00 - Mira: no\n06/01/2026, 19:01 - Lee: why\n06/01/2026, 19:02 - Mira: so\n"
CUT = "the end was cut off, or an older backup was restored"


@pytest.fixture
def guard(deps):
    return deps.keys / "guard"


def cut(size: int) -> None:
    """Take away everything from a size on, so that the rest fits together."""
    tamper(
        ("DELETE FROM store_entry WHERE seq >= %s", size),
        ("DELETE FROM store_head WHERE size > %s", size),
    )


def test_a_cut_end_is_found_by_the_guard_file(deps, lead, kept, faults, refusal):
    keep(deps, lead, LATER)
    cut(8)
    assert f"the guard file remembers 11 entries, and there are 8: {CUT}" in faults()
    assert refusal().startswith(
        "the record has 8 entries, and its guard file remembers 11: the end was cut off"
    )


def test_a_cut_end_without_its_checkpoint_is_found_by_the_log_itself(deps, lead, kept, faults, refusal):
    keep(deps, lead, LATER)
    tamper(("DELETE FROM store_entry WHERE seq >= 9",))
    assert "the checkpoint of size 11 is over more than the 9 entries here" in faults()
    assert refusal() == "the record has 9 entries, and its last checkpoint is over 11"


def test_a_cut_end_with_the_guard_file_put_back_as_well_is_found_by_a_checkpoint_in_other_hands(
    deps, lead, kept, guard
):
    shutil.copyfile(guard, guard.with_name("older"))
    keep(deps, lead, LATER)
    outside = note()
    cut(8)
    shutil.move(guard.with_name("older"), guard)
    found = verify_record(deps=deps, outside=[("the council's witness", outside)]).faults
    assert f"the council's witness remembers 11 entries, and there are 8: {CUT}" in found


def note() -> bytes:
    now = head()
    assert now is not None
    return now.note


@pytest.fixture
def older(deps, lead, kept):
    """Put a copy of the database in place that was made three entries ago; return the newest checkpoint."""
    copy = rows_of(*LOG)
    keep(deps, lead, LATER)
    newest = note()
    put_in_place(copy)
    return newest


def test_an_older_copy_is_found_by_the_guard_file(older, faults, refusal):
    assert faults() == (f"the guard file remembers 11 entries, and there are 8: {CUT}",)
    assert "an older backup was put in place" in refusal()


def test_nothing_is_signed_on_top_of_an_older_copy_even_by_a_server_that_was_not_started_anew(
    deps, lead, older, guard
):
    before = guard.read_bytes()
    with pytest.raises(EndChanged, match="an older backup was put in place"):
        keep(deps, lead, OTHER)
    assert Entry.objects.count() == 8
    assert guard.read_bytes() == before


def test_an_older_copy_that_went_on_with_other_entries_is_found_by_a_checkpoint_in_other_hands(
    deps, lead, older, guard
):
    guard.unlink()
    keep(deps, lead, OTHER)
    assert Entry.objects.count() == 12
    said = verify_record(deps=deps)
    assert said.faults == ()  # in itself it is whole
    found = verify_record(deps=deps, outside=[("the minutes", older)]).faults
    assert "the minutes remembers another log: its first 11 entries were not these" in found


def test_an_older_copy_that_went_on_with_other_entries_is_found_by_the_guard_file_put_back(
    deps, lead, older, guard, faults, refusal
):
    remembered = guard.read_bytes()
    guard.unlink()
    keep(deps, lead, OTHER)
    guard.write_bytes(remembered)
    assert faults() == ("the guard file remembers another log: its first 11 entries were not these",)
    assert "are not those that its guard file remembers" in refusal()


@pytest.fixture
def rewritten(deps, lead, kept, guard):
    """Write everything anew with the log's own key, one word changed; return the checkpoint that was."""
    before = note()
    wipe()
    guard.unlink()
    keep(deps, lead, CHAT.replace(b"waterproof", b"swimsuit"))
    assert Entry.objects.count() == 8
    return before


def test_a_log_written_anew_with_its_key_is_whole_in_itself(rewritten, faults):
    assert faults() == ()


def test_a_log_written_anew_is_found_by_the_guard_file_if_that_was_not_reached(
    rewritten, guard, faults, refusal
):
    guard.write_bytes(rewritten)
    assert faults()[0] == "the guard file remembers another log: its first 8 entries were not these"
    assert "are not those that its guard file remembers" in refusal()


def test_a_log_written_anew_is_found_by_a_checkpoint_in_other_hands_and_both_are_proof(deps, rewritten):
    found = verify_record(deps=deps, outside=[("witness.council.example", rewritten)]).faults
    assert found[0] == "witness.council.example remembers another log: its first 8 entries were not these"
    assert "hold two different checkpoints of size 8, both signed" in found[1]
    assert f"for `{log_key().name}`" in found[1]


def test_a_guard_file_that_is_gone_is_told_of(deps, kept, guard):
    guard.unlink()
    assert "there is no guard file" in verify_record(deps=deps).notices[0]


@pytest.mark.parametrize("text", [b"", b"no note\n", b"\xff\xfe"])
def test_a_guard_file_that_is_no_checkpoint_is_one_sentence(kept, guard, faults, refusal, text):
    guard.write_bytes(text)
    assert faults()[0].startswith("the guard file: ")
    assert "cannot be believed" in refusal()


def test_a_checkpoint_of_another_log_is_not_believed(deps, kept):
    strange = sign_checkpoint(checkpoint(8), [log_key("another")])
    found = verify_record(deps=deps, outside=[("a stranger", strange)]).faults
    assert found == ("a stranger: no known key has signed the note",)


def test_a_changed_head_is_never_grown_from(deps, lead, kept, refusal):
    row = Head.objects.get(size=8)
    edge = bytes(row.frontier)
    tamper(("UPDATE store_head SET frontier = %s WHERE size = 8", bytes([edge[0] ^ 1]) + edge[1:]))
    with pytest.raises(EndChanged, match="does not fit"):
        keep(deps, lead, LATER)
    assert refusal() == "the checkpoint of size 8 says something else than its row"
