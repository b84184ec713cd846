import io

import pytest
from tests.actions.kept import keep
from tests.chats import CHAT
from tests.staff import open_staff

from handrail.actions._unsealing import file_parts, unsealed
from handrail.actions.keep_chat import ChatToKeep, keep_chat
from handrail.actions.refused import Refused
from handrail.core.imports.export import open_export
from handrail.core.record.leaf import opened, read_leaf
from handrail.store.models import BlobPart, Conversation, Opening, PendingLeaf
from handrail.store.reads.conversations import chain
from handrail.store.reads.kept import blobs_of
from handrail.store.reads.log import entries_of, head

pytestmark = pytest.mark.django_db


def test_a_kept_chat_has_a_leaf_for_the_file_and_one_for_each_message_in_their_order(deps, lead):
    answer = keep(deps, lead)
    leaves = chain(answer.conversation_id)
    assert len(leaves) == answer.messages + 1 == len(list(messages())) + 1
    placed = entries_of(leaves)
    assert [placed[leaf].seq for leaf in leaves] == list(range(len(leaves)))
    now = head()
    assert now is not None
    assert now.size == len(leaves)
    assert not PendingLeaf.objects.exists()


def messages():
    return open_export(io.BytesIO(CHAT), name="Tuesday.txt").messages()


def test_what_was_kept_opens_to_what_was_handed_in(deps, lead):
    leaves = chain(keep(deps, lead).conversation_id)
    openings, placed = unsealed(deps, leaves), entries_of(leaves)
    fields = [opened(read_leaf(placed[leaf].leaf), openings[leaf]) for leaf in leaves]
    (blob,) = blobs_of(leaves)
    assert b"".join(file_parts(deps, blob)) == CHAT
    assert fields[0]["sha256"] == blob.sha256
    assert [(one["author"], one["body"], one["offset"]) for one in fields[1:]] == [
        (message.sender, message.text, message.offset) for message in messages()
    ]
    assert {one["grade"] for one in fields[1:]} == {"imported"}


def test_nothing_of_it_lies_in_the_database_in_clear(deps, lead):
    keep(deps, lead)
    rows = [model.objects.values_list("ciphertext", flat=True) for model in (Opening, BlobPart)]
    kept = b"".join(bytes(one) for some in rows for one in some)
    for message in messages():
        if len(message.text) > 8:
            assert message.text.encode() not in kept


def test_the_same_file_is_kept_once(deps, lead):
    first, again = keep(deps, lead), keep(deps, lead)
    assert again.was_there
    assert (again.conversation_id, again.messages) == (first.conversation_id, first.messages)
    assert Conversation.objects.count() == 1


@pytest.mark.parametrize("chat", [b"", b"not a chat at all", b"PK\x03\x04 broken"])
def test_what_is_no_chat_leaves_nothing_behind(deps, lead, chat):
    handed_in = ChatToKeep(chat=io.BytesIO(chat), name="a.txt", platform="whatsapp")
    assert isinstance(keep_chat(deps=deps, actor=lead, handed_in=handed_in), Refused)
    assert not Conversation.objects.exists()
    assert not PendingLeaf.objects.exists()


def test_a_representative_may_not_keep_a_chat(deps, lead):
    other = open_staff("rep@brooklane.example", role="representative", full_name="Jo Vale")
    handed_in = ChatToKeep(chat=io.BytesIO(CHAT), name="a.txt", platform="whatsapp")
    assert isinstance(keep_chat(deps=deps, actor=other, handed_in=handed_in), Refused)


def test_a_crash_in_the_middle_of_a_chat_leaves_nothing_behind(deps, lead):
    def stop(_):
        raise RuntimeError

    chat = CHAT + b"".join(b"05/01/2026, 19:%02d - Mira: on my way\n" % (n % 60) for n in range(1_500))
    handed_in = ChatToKeep(chat=io.BytesIO(chat), name="a.txt", platform="whatsapp")
    with pytest.raises(RuntimeError):
        keep_chat(deps=deps, actor=lead, handed_in=handed_in, on_progress=stop)
    assert not Conversation.objects.exists()
    assert not Opening.objects.exists()
    assert not PendingLeaf.objects.exists()
