"""Somebody with the database changes the log itself. What finds it is named in each test."""

import pytest
from tests.actions.kept import keep
from tests.attacks.insider import tamper

from handrail.core.record.proofs import leaf_hash
from handrail.store.models import Entry

pytestmark = pytest.mark.django_db
LATER = b"05/01/2026, 19:00 - Mira: see you\n05/01/2026, 19:01 - Lee: yes\n"


def leaf_at(seq: int) -> bytes:
    return bytes(Entry.objects.get(seq=seq).leaf)


def edited(seq: int) -> bytes:
    """Return the leaf, one minute earlier."""
    return leaf_at(seq).replace(b"T09:30", b"T09:29", 1)


def test_an_edited_leaf_is_named_by_its_own_hash(kept, faults):
    tamper(("UPDATE store_entry SET leaf = %s WHERE seq = 3", edited(3)))
    found = faults()
    assert found[0] == "entry 3: the leaf is not what its hash says"
    assert any("entry from 0 to 7 is not what was signed for" in one for one in found)


def test_a_leaf_edited_with_its_hash_is_found_by_the_signed_root_and_by_what_it_no_longer_opens(
    kept, faults, refusal
):
    leaf = edited(3)
    tamper(("UPDATE store_entry SET leaf = %s, leaf_hash = %s WHERE seq = 3", leaf, leaf_hash(leaf)))
    found = faults()
    assert found[0].startswith("an entry from 0 to 7 is not what was signed for")
    assert "entry 3: `body` is missing, and no certificate says that it may be" in found
    assert any("the guard file remembers another log" in one for one in found)
    assert refusal() == "the 8 entries of the record are not those that its last checkpoint was signed for"


def test_an_edit_is_narrowed_down_to_the_batch_it_is_in(deps, lead, kept, faults):
    keep(deps, lead, LATER)
    leaf = edited(9)
    tamper(("UPDATE store_entry SET leaf = %s, leaf_hash = %s WHERE seq = 9", leaf, leaf_hash(leaf)))
    assert faults()[0].startswith("an entry from 8 to 10 is not what was signed for")


def test_a_deleted_row_is_named(kept, faults):
    tamper(("DELETE FROM store_entry WHERE seq = 3",))
    found = faults()
    assert found[0] == "entry 3 is missing"
    assert "the checkpoint of size 8 is over more than the 7 entries here" in found
    assert not any("entry 4" in one for one in found)
    assert f"conversation {kept.conversation_id}: leaf 3 is missing" in found


def test_several_deleted_rows_are_named_once(kept, faults):
    tamper(("DELETE FROM store_entry WHERE seq BETWEEN 2 AND 4",))
    assert faults()[0] == "entries 2 to 4 are missing"


def test_a_row_deleted_and_the_rest_renumbered_is_found_by_the_root_and_by_the_conversations_numbers(
    kept, faults, refusal
):
    moves = [("UPDATE store_entry SET seq = seq - 1 WHERE seq = %s", seq) for seq in range(4, 8)]
    tamper(("DELETE FROM store_entry WHERE seq = 3",), *moves)
    found = faults()
    assert found[0] == "the checkpoint of size 8 is over more than the 7 entries here"
    assert f"conversation {kept.conversation_id}: leaf 3 is missing" in found
    assert any(one.startswith("a field is kept for a leaf that is neither in the log") for one in found)
    assert refusal() == "the record has 7 entries, and its last checkpoint is over 8"


def test_rows_in_another_order_are_found_by_the_root_and_named_by_their_conversation(kept, faults):
    swap_entries(3, 4)
    found = faults()
    assert found[0].startswith("an entry from 0 to 7 is not what was signed for, or stands at another place")
    assert f"conversation {kept.conversation_id}: leaf 4 stands before the one before it" in found


def swap_entries(one: int, other: int) -> None:
    move = "UPDATE store_entry SET seq = %s WHERE seq = %s"
    tamper((move, -9, one), (move, one, other), (move, other, -9))


def test_an_added_entry_is_under_no_checkpoint(kept, faults, refusal):
    leaf = edited(3)
    tamper(("INSERT INTO store_entry (seq, leaf_hash, leaf) VALUES (8, %s, %s)", leaf_hash(leaf), leaf))
    assert "the last entry is under no checkpoint" in faults()
    assert refusal() == "the record has 9 entries, and its last checkpoint is over 8"


def test_a_leaf_taken_away_before_it_had_its_place_leaves_what_is_kept_for_it(
    deps, lead, kept, monkeypatch, faults
):
    monkeypatch.setattr("handrail.actions.keep_chat.sequence_waiting", lambda _: None)
    keep(deps, lead, LATER)
    assert faults() == ()
    tamper(("DELETE FROM store_pendingleaf WHERE id = (SELECT max(id) FROM store_pendingleaf)",))
    (found,) = faults()
    assert found.startswith("a field is kept for a leaf that is neither in the log nor waiting: `")
