"""A chat that is kept, for tests of what is done with it."""

import io

from tests.chats import CHAT

from handrail.actions.deps import Deps
from handrail.actions.keep_chat import ChatToKeep, Kept, keep_chat
from handrail.store.reads.accounts import AccountRow


def keep(deps: Deps, actor: AccountRow, chat: bytes = CHAT) -> Kept:
    handed_in = ChatToKeep(chat=io.BytesIO(chat), name="Tuesday.txt", platform="whatsapp")
    answer = keep_chat(deps=deps, actor=actor, handed_in=handed_in)
    assert isinstance(answer, Kept)
    return answer
