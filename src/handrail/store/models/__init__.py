"""The tables. Nothing outside this room imports them; every column is classed in `columns.py`."""

from handrail.store.models.account import Account
from handrail.store.models.audit import Audit
from handrail.store.models.conversation import ChainLink, Conversation, Hold, HoldRelease
from handrail.store.models.kept import Blob, BlobPart, ContentKey, Erasure, Opening
from handrail.store.models.log import Cosignature, Entry, Head, LogKey, PendingLeaf, Subtree
from handrail.store.models.sign_in_failure import SignInFailure

__all__ = [
    "Account",
    "Audit",
    "Blob",
    "BlobPart",
    "ChainLink",
    "ContentKey",
    "Conversation",
    "Cosignature",
    "Entry",
    "Erasure",
    "Head",
    "Hold",
    "HoldRelease",
    "LogKey",
    "Opening",
    "PendingLeaf",
    "SignInFailure",
    "Subtree",
]
