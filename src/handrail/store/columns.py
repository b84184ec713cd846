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
    },
    "SignInFailure": {
        "id": Column(Class.SAFE, ONE_DAY),
        "key": Column(Class.PERSONAL, ONE_DAY),
        "failed_at": Column(Class.PERSONAL, ONE_DAY),
    },
}
