"""What every column holds and how long it is kept. A law test holds this table against the models."""

from enum import StrEnum
from typing import NamedTuple


class Class(StrEnum):
    PERSONAL = "personal"  # says something about a person
    SAFE = "safe"  # says nothing about anyone by itself


class Column(NamedTuple):
    holds: Class
    kept: str


WITH_ACCOUNT = "as long as the account"
WITH_AUDIT = "until the audit is deleted"
ONE_DAY = "one day"
FOR_EVER = "for ever: it commits to what happened and tells nothing by itself"
UNTIL_ERASED = "until its key is destroyed, with a certificate"
WITH_CONVERSATION = "as long as the record"
UNTIL_PLACED = "until the leaf has its place in the log"

COLUMNS: dict[str, dict[str, Column]] = {
    "Account": {
        "id": Column(Class.SAFE, WITH_ACCOUNT),
        "email": Column(Class.PERSONAL, WITH_ACCOUNT),
        "full_name": Column(Class.PERSONAL, WITH_ACCOUNT),
        "role": Column(Class.PERSONAL, WITH_ACCOUNT),
        "password": Column(Class.PERSONAL, WITH_ACCOUNT),
        "is_active": Column(Class.PERSONAL, WITH_ACCOUNT),
        "opened_at": Column(Class.PERSONAL, WITH_ACCOUNT),
        "last_login": Column(Class.PERSONAL, WITH_ACCOUNT),
    },
    "Audit": {
        "id": Column(Class.SAFE, WITH_AUDIT),
        "owner": Column(Class.PERSONAL, WITH_AUDIT),
        "made_at": Column(Class.SAFE, WITH_AUDIT),
        "chat_name": Column(Class.PERSONAL, WITH_AUDIT),
        "chat_sha256": Column(Class.SAFE, WITH_AUDIT),
        "chat_size_bytes": Column(Class.SAFE, WITH_AUDIT),
        "people_name": Column(Class.PERSONAL, WITH_AUDIT),
        "people_csv": Column(Class.PERSONAL, WITH_AUDIT),
        "pack": Column(Class.SAFE, WITH_AUDIT),
        "platform": Column(Class.SAFE, WITH_AUDIT),
        "dates": Column(Class.SAFE, WITH_AUDIT),
        "exporter": Column(Class.PERSONAL, WITH_AUDIT),
        "queued_at": Column(Class.SAFE, WITH_AUDIT),
        "started_at": Column(Class.SAFE, WITH_AUDIT),
        "messages_expected": Column(Class.SAFE, WITH_AUDIT),
        "messages_read": Column(Class.SAFE, WITH_AUDIT),
        "finished_at": Column(Class.SAFE, WITH_AUDIT),
        "refused_because": Column(Class.PERSONAL, WITH_AUDIT),
        "report_json": Column(Class.PERSONAL, WITH_AUDIT),
        "title": Column(Class.PERSONAL, WITH_AUDIT),
        "headline": Column(Class.PERSONAL, WITH_AUDIT),
        "refused": Column(Class.SAFE, WITH_AUDIT),
        "held": Column(Class.SAFE, WITH_AUDIT),
        "conversation": Column(Class.SAFE, WITH_AUDIT),
    },
    "PendingLeaf": {
        "id": Column(Class.SAFE, UNTIL_PLACED),
        "leaf": Column(Class.SAFE, UNTIL_PLACED),
    },
    "Entry": {
        "seq": Column(Class.SAFE, FOR_EVER),
        "leaf_hash": Column(Class.SAFE, FOR_EVER),
        "leaf": Column(Class.SAFE, FOR_EVER),
    },
    "Subtree": {
        "level": Column(Class.SAFE, FOR_EVER),
        "idx": Column(Class.SAFE, FOR_EVER),
        "hash": Column(Class.SAFE, FOR_EVER),
    },
    "Head": {
        "size": Column(Class.SAFE, FOR_EVER),
        "root": Column(Class.SAFE, FOR_EVER),
        "frontier": Column(Class.SAFE, FOR_EVER),
        "note": Column(Class.SAFE, FOR_EVER),
    },
    "LogKey": {
        "number": Column(Class.SAFE, FOR_EVER),
        "key": Column(Class.SAFE, FOR_EVER),
        "from_size": Column(Class.SAFE, FOR_EVER),
        "note": Column(Class.SAFE, FOR_EVER),
    },
    "Cosignature": {
        "id": Column(Class.SAFE, FOR_EVER),
        "size": Column(Class.SAFE, FOR_EVER),
        "line": Column(Class.SAFE, FOR_EVER),
    },
    "Opening": {
        "leaf_hash": Column(Class.SAFE, UNTIL_ERASED),
        "field": Column(Class.SAFE, UNTIL_ERASED),
        "key_id": Column(Class.SAFE, UNTIL_ERASED),
        "ciphertext": Column(Class.PERSONAL, UNTIL_ERASED),
    },
    "Blob": {
        "leaf_hash": Column(Class.SAFE, UNTIL_ERASED),
        "sha256": Column(Class.PERSONAL, UNTIL_ERASED),
        "size_bytes": Column(Class.SAFE, UNTIL_ERASED),
        "key_id": Column(Class.SAFE, UNTIL_ERASED),
    },
    "BlobPart": {
        "leaf_hash": Column(Class.SAFE, UNTIL_ERASED),
        "number": Column(Class.SAFE, UNTIL_ERASED),
        "ciphertext": Column(Class.PERSONAL, UNTIL_ERASED),
    },
    "ContentKey": {
        "id": Column(Class.SAFE, UNTIL_ERASED),
        "wrapped": Column(Class.PERSONAL, UNTIL_ERASED),
    },
    "Erasure": {
        "leaf_hash": Column(Class.SAFE, FOR_EVER),
        "certificate": Column(Class.SAFE, FOR_EVER),
    },
    "Conversation": {
        "id": Column(Class.SAFE, WITH_CONVERSATION),
        "opened_at": Column(Class.SAFE, WITH_CONVERSATION),
        "platform": Column(Class.SAFE, WITH_CONVERSATION),
        "retention": Column(Class.SAFE, WITH_CONVERSATION),
        "last_on": Column(Class.SAFE, WITH_CONVERSATION),
        "reviewed_on": Column(Class.SAFE, WITH_CONVERSATION),
    },
    "ChainLink": {
        "conversation": Column(Class.SAFE, FOR_EVER),
        "seq": Column(Class.SAFE, FOR_EVER),
        "leaf_hash": Column(Class.SAFE, FOR_EVER),
    },
    "Hold": {
        "id": Column(Class.SAFE, WITH_CONVERSATION),
        "conversation": Column(Class.SAFE, WITH_CONVERSATION),
        "placed_by": Column(Class.PERSONAL, WITH_CONVERSATION),
        "placed_at": Column(Class.SAFE, WITH_CONVERSATION),
        "reason": Column(Class.PERSONAL, WITH_CONVERSATION),
    },
    "HoldRelease": {
        "id": Column(Class.SAFE, WITH_CONVERSATION),
        "hold": Column(Class.SAFE, WITH_CONVERSATION),
        "released_by": Column(Class.PERSONAL, WITH_CONVERSATION),
        "released_at": Column(Class.SAFE, WITH_CONVERSATION),
        "reason": Column(Class.PERSONAL, WITH_CONVERSATION),
    },
    "SignInFailure": {
        "id": Column(Class.SAFE, ONE_DAY),
        "key": Column(Class.PERSONAL, ONE_DAY),
        "failed_at": Column(Class.PERSONAL, ONE_DAY),
    },
}
