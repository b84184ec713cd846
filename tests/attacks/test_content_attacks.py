"""Somebody with the database, and some with the master key, changes what the log commits to."""

import pytest
from tests.actions.kept import keep
from tests.attacks.insider import opening_of, reseal, tamper

from handrail.actions._appending import part_name
from handrail.actions.erase_content import Erased, Erasing, erase_content
from handrail.core.record.sealing import ContentKey, seal, wrap
from handrail.store.models import Blob, BlobPart, Opening
from handrail.store.models import ContentKey as ContentKeys
from handrail.store.reads.conversations import chain
from handrail.store.reads.key_files import master_key

pytestmark = pytest.mark.django_db
LATER = b"05/01/2026, 19:00 - Mira: see you\n05/01/2026, 19:01 - Lee: yes\n"


@pytest.fixture
def leaves(kept):
    return chain(kept.conversation_id)


def test_a_text_changed_without_its_key_is_named(leaves, faults):
    row = Opening.objects.get(leaf_hash=leaves[3], field="body")
    changed = bytes(row.ciphertext)[:-1] + bytes([bytes(row.ciphertext)[-1] ^ 1])
    tamper(
        (
            "UPDATE store_opening SET ciphertext = %s WHERE leaf_hash = %s AND field = 'body'",
            changed,
            leaves[3],
        )
    )
    assert faults() == ("entry 3: `body` was changed",)


def test_a_text_edited_and_sealed_again_with_the_master_key_is_named(deps, leaves, faults):
    reseal(deps, leaves[3], "body", value="Bring nothing.")
    assert faults() == ("entry 3: `body` is not what the leaf committed to",)


def test_a_text_edited_with_a_new_salt_is_named(deps, leaves, faults):
    reseal(deps, leaves[3], "body", value="Bring nothing.", salt=bytes(32))
    assert faults() == ("entry 3: `body` is not what the leaf committed to",)


def test_a_new_salt_alone_is_named(deps, leaves, faults):
    reseal(deps, leaves[3], "body", salt=bytes(32))
    assert faults() == ("entry 3: `body` is not what the leaf committed to",)


def test_two_swapped_texts_are_both_named(deps, leaves, faults):
    one, other = (opening_of(deps, leaves[number], "body") for number in (2, 3))
    reseal(deps, leaves[2], "body", value=other.value, salt=other.salt)
    reseal(deps, leaves[3], "body", value=one.value, salt=one.salt)
    assert faults() == tuple(f"entry {seq}: `body` is not what the leaf committed to" for seq in (2, 3))


def test_two_texts_swapped_as_they_lie_there_are_both_named(leaves, faults):
    one, other = (bytes(Opening.objects.get(leaf_hash=leaf, field="body").ciphertext) for leaf in leaves[2:4])
    change = "UPDATE store_opening SET ciphertext = %s WHERE leaf_hash = %s AND field = 'body'"
    tamper((change, other, leaves[2]), (change, one, leaves[3]))
    assert faults() == tuple(f"entry {seq}: `body` was changed" for seq in (2, 3))


@pytest.fixture
def files(deps, lead, kept):
    """Keep a second chat; return the leaves of both files."""
    return [chain(one.conversation_id)[0] for one in (kept, keep(deps, lead, LATER))]


def test_two_attachments_swapped_as_they_lie_there_are_both_named(files, faults):
    one, other = (bytes(BlobPart.objects.get(leaf_hash=leaf).ciphertext) for leaf in files)
    change = "UPDATE store_blobpart SET ciphertext = %s WHERE leaf_hash = %s"
    tamper((change, other, files[0]), (change, one, files[1]))
    assert faults() == tuple(f"entry {seq}: stretch 0 of the file was changed" for seq in (0, 8))


def test_two_attachments_swapped_with_everything_that_belongs_to_them_are_both_named(files, faults):
    """The parts go with their keys and rows: only what the leaves committed to is left to contradict."""
    move = "UPDATE {} SET leaf_hash = %s WHERE leaf_hash = %s"
    aside = bytes(32)
    for table in ("store_blob", "store_blobpart"):
        change = move.format(table)
        tamper((change, aside, files[0]), (change, files[0], files[1]), (change, files[1], aside))
    assert faults() == tuple(
        f"entry {seq}: the row of its file says another hash or size than the leaf" for seq in (0, 8)
    )


def test_an_attachment_replaced_with_the_master_key_is_named(deps, leaves, faults):
    key = ContentKey(id=bytes(16), secret=bytes(32))
    ContentKeys.objects.create(id=key.id, wrapped=wrap(master_key(deps.keys), key))
    sealed = seal(key.secret, bytes(Blob.objects.get().size_bytes), bound_to=part_name(leaves[0], 0))
    tamper(
        ("UPDATE store_blob SET key_id = %s", key.id),
        ("UPDATE store_blobpart SET ciphertext = %s", sealed),
    )
    assert faults() == ("entry 0: its file is not the one that was added",)


def test_a_text_that_is_gone_without_a_certificate_is_missing(leaves, faults):
    tamper(("DELETE FROM store_opening WHERE leaf_hash = %s AND field = 'body'", leaves[3]))
    assert faults() == ("entry 3: `body` is missing, and no certificate says that it may be",)


def test_a_file_that_is_gone_without_a_certificate_is_missing(leaves, faults):
    tamper(("DELETE FROM store_blob WHERE leaf_hash = %s", leaves[0]))
    assert faults() == ("entry 0: its file is missing, and no certificate says that it may be",)


def test_a_key_destroyed_without_a_certificate_is_named_with_all_it_opened(leaves, faults):
    row = Opening.objects.get(leaf_hash=leaves[3], field="body")
    ContentKeys.objects.filter(id=bytes(row.key_id)).delete()
    assert set(faults()) == {
        f"entry 3: `{field}` is missing, and no certificate says that it may be"
        for field in ("author", "body", "shown_at", "file")
    }


def test_another_master_key_is_named_and_nothing_raises(deps, leaves, faults):
    (deps.keys / "master-key").write_text("A" * 43 + "=\n")
    assert "or the master key is another than it was made under" in faults()[0]


def test_content_behind_a_certificate_of_another_leaf_is_still_missing(deps, lead, kept, leaves, faults):
    """The row that leads to a certificate is turned to one that certifies something else."""
    erasing = Erasing(conversation_id=kept.conversation_id, numbers=(2,), basis="a request", rule="SG04/4")
    assert isinstance(erase_content(deps=deps, actor=lead, erasing=erasing), Erased)
    assert faults() == ()
    tamper(
        ("UPDATE store_erasure SET leaf_hash = %s WHERE leaf_hash = %s", leaves[5], leaves[2]),
        ("DELETE FROM store_opening WHERE leaf_hash = %s AND field = 'body'", leaves[5]),
    )
    assert "entry 5: `body` is missing, and no certificate says that it may be" in faults()


def test_a_message_moved_to_another_number_of_its_conversation_is_named(leaves, faults):
    move = "UPDATE store_chainlink SET seq = %s WHERE seq = %s"
    tamper((move, -1, 3), (move, 3, 4), (move, 4, -1))
    said = "its conversation lists it under another number, or not at all"
    assert faults() == tuple(f"entry {seq}: {said}" for seq in (3, 4))


def test_a_message_that_its_conversation_no_longer_lists_is_named(leaves, faults):
    tamper(("DELETE FROM store_chainlink WHERE seq = 7",))
    assert faults() == (
        "entry 7: its conversation lists it under another number, or not at all",
        "entry 7: its conversation does not find it",
    )
