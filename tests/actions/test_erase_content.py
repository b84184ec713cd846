from uuid import uuid4

import pytest
from tests.actions.kept import keep
from tests.staff import open_staff

from handrail.actions._unsealing import unsealed
from handrail.actions.erase_content import Erased, Erasing, erase_content
from handrail.actions.note_start import note_start
from handrail.actions.place_hold import Held, place_hold
from handrail.actions.refused import Refused
from handrail.actions.release_hold import HalfReleased, Released, release_hold
from handrail.core.record.erasure import read_erasure
from handrail.core.record.leaf import opened, read_leaf
from handrail.core.record.leaf_types import LASTING_FIELDS, LeafType
from handrail.store.models import Blob, ContentKey, Entry, Opening
from handrail.store.reads.conversations import chain
from handrail.store.reads.log import entries_of

pytestmark = pytest.mark.django_db


def erase(deps, actor, conversation_id, *numbers, **changes):
    said = {"basis": "request by the person", "rule": "SG04/4"} | changes
    erasing = Erasing(conversation_id=conversation_id, numbers=numbers, **said)
    return erase_content(deps=deps, actor=actor, erasing=erasing)


def test_an_erased_message_keeps_its_number_and_has_a_certificate(deps, lead):
    kept = keep(deps, lead)
    leaves = chain(kept.conversation_id)
    answer = erase(deps, lead, kept.conversation_id, 2)
    assert isinstance(answer, Erased)
    fields = {one.field for one in unsealed(deps, leaves)[leaves[2]]}
    assert fields
    assert fields <= LASTING_FIELDS
    certificate = entries_of(answer.certificates)[answer.certificates[-1]]
    said = opened(read_leaf(certificate.leaf), unsealed(deps, answer.certificates)[answer.certificates[-1]])
    erasure = read_erasure(said, index=certificate.seq)
    assert erasure.of == leaves[2]
    assert (
        erasure.fields
        == frozenset(read_leaf(entries_of(leaves)[leaves[2]].leaf).commitments) - LASTING_FIELDS
    )
    assert "Sam Okafor" in erasure.authorised_by


def test_the_file_it_came_from_goes_with_it_for_it_holds_the_same_words(deps, lead):
    kept = keep(deps, lead)
    answer = erase(deps, lead, kept.conversation_id, 2)
    assert isinstance(answer, Erased)
    assert len(answer.certificates) == 2
    assert not Blob.objects.exists()


def test_other_messages_stay_as_they_are(deps, lead):
    kept = keep(deps, lead)
    leaves = chain(kept.conversation_id)
    before = unsealed(deps, leaves)
    erase(deps, lead, kept.conversation_id, 2)
    after = unsealed(deps, leaves)
    assert all(before[leaf] == after[leaf] for leaf in (leaves[1], *leaves[3:]))


def test_a_whole_conversation_is_erased_at_once_and_only_once(deps, lead):
    kept = keep(deps, lead)
    first = erase(deps, lead, kept.conversation_id)
    assert isinstance(first, Erased)
    assert len(first.certificates) == kept.messages + 1
    assert erase(deps, lead, kept.conversation_id) == Refused(sentence="all of that was erased before")


@pytest.mark.parametrize(
    ("numbers", "changes", "says"),
    [
        ((99_999,), {}, "has no leaf 99999"),
        ((-1,), {}, "has no leaf -1"),
        ((), {"basis": " "}, "basis in law"),
        ((), {"rule": ""}, "basis in law"),
    ],
)
def test_what_cannot_be_erased_is_refused_in_one_sentence(deps, lead, numbers, changes, says):
    kept = keep(deps, lead)
    answer = erase(deps, lead, kept.conversation_id, *numbers, **changes)
    assert isinstance(answer, Refused)
    assert says in answer.sentence
    assert not Entry.objects.filter(seq__gt=kept.messages).exists()


def test_a_conversation_that_is_not_there_is_refused(deps, lead):
    assert isinstance(erase(deps, lead, uuid4()), Refused)


def test_only_a_lead_erases(deps, lead):
    kept = keep(deps, lead)
    other = open_staff("auditor@brooklane.example", role="auditor", full_name="Jo Vale")
    assert isinstance(erase(deps, other, kept.conversation_id), Refused)


def test_under_a_legal_hold_nothing_is_erased_until_two_people_have_released_it(deps, lead, colleague):
    kept = keep(deps, lead)
    hold = place_hold(deps=deps, actor=lead, conversation_id=kept.conversation_id, reason="an inquiry began")
    assert isinstance(hold, Held)

    def release(actor):
        return release_hold(deps=deps, actor=actor, hold_id=hold.hold_id, reason="the inquiry ended")

    assert "legal hold" in erase(deps, lead, kept.conversation_id).sentence
    assert release(lead) == HalfReleased()
    assert "second person" in release(lead).sentence
    assert "legal hold" in erase(deps, lead, kept.conversation_id).sentence
    assert release(colleague) == Released()
    assert "ended before" in release(colleague).sentence
    assert isinstance(erase(deps, lead, kept.conversation_id), Erased)
    types = [read_leaf(bytes(row.leaf)).type for row in Entry.objects.order_by("seq")]
    told = [LeafType.HOLD_PLACED, LeafType.DECISION_MADE, LeafType.HOLD_LIFTED, LeafType.CONTENT_ERASED]
    assert [one for one in dict.fromkeys(types) if one in told] == told


def test_what_a_crash_left_certified_and_not_destroyed_is_destroyed_at_the_next_start(
    deps, lead, monkeypatch
):
    kept = keep(deps, lead)

    def crash(_):
        raise RuntimeError

    monkeypatch.setattr("handrail.actions.erase_content.destroy_covered", crash)
    with pytest.raises(RuntimeError):
        erase(deps, lead, kept.conversation_id)
    assert Blob.objects.exists()
    assert note_start(deps=deps) == kept.messages + 1
    assert not Blob.objects.exists()
    assert not Opening.objects.filter(field="body").exists()
    assert note_start(deps=deps) == 0


def test_the_key_goes_before_the_rows_so_that_a_copy_of_the_rows_opens_nothing(deps, lead):
    kept = keep(deps, lead)
    leaves = chain(kept.conversation_id)
    copied = list(Opening.objects.filter(leaf_hash=leaves[2]))
    keys = ContentKey.objects.count()
    erase(deps, lead, kept.conversation_id, 2)
    Opening.objects.bulk_create(copied, ignore_conflicts=True)
    assert "body" not in {one.field for one in unsealed(deps, leaves)[leaves[2]]}
    assert ContentKey.objects.filter(id=copied[0].key_id).count() <= 1
    assert ContentKey.objects.count() < keys + 6
