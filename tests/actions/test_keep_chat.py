import io

import pytest
from tests.chats import CHAT

from handrail.actions.keep_chat import ChatToKeep, Kept, keep_chat
from handrail.store.reads.conversations import chain
from handrail.store.reads.log import entries_of, head

pytestmark = pytest.mark.django_db


def kept(deps, actor, chat: bytes = CHAT) -> Kept:
    answer = keep_chat(
        deps=deps,
        actor=actor,
        handed_in=ChatToKeep(chat=io.BytesIO(chat), name="Tuesday.txt", platform="whatsapp"),
    )
    assert isinstance(answer, Kept)
    return answer


def test_a_kept_chat_has_a_leaf_for_the_file_and_one_for_each_message(deps, lead):
    answer = kept(deps, lead)
    leaves = chain(answer.conversation_id)
    assert len(leaves) == answer.messages + 1
    placed = entries_of(leaves)
    assert [placed[leaf].seq for leaf in leaves] == list(range(len(leaves)))
    now = head()
    assert now is not None
    assert now.size == len(leaves)


def test_the_same_file_is_kept_once(deps, lead):
    first = kept(deps, lead)
    again = kept(deps, lead)
    assert again.was_there
    assert again.conversation_id == first.conversation_id
    assert again.messages == first.messages
