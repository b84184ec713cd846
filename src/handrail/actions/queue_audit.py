"""A lead has said who is who; the chat may be read."""

from dataclasses import dataclass
from uuid import UUID

from handrail.actions.deps import Deps
from handrail.store.reads.accounts import LEADS, AccountRow
from handrail.store.writes import audits
from handrail.store.writes.audits import AskedFor

WALKS = 2  # a chat is walked once for who is in it and once for the findings


@dataclass(frozen=True, slots=True, kw_only=True)
class Queued:
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class NotQueued:
    """Nobody's, a colleague's, or asked for already: an audit is made once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WhoIsWho:
    """What somebody said about the people of a chat.

    people_csv   text of a people file that can be read
    people_name  how errors call it
    exporter     name by which the owner of the exporting telephone writes; empty when nobody said
    messages     how many a look into the chat counted, for the progress; 0 when nobody looked
    """

    people_csv: str
    people_name: str
    exporter: str = ""
    messages: int = 0


def queue_audit(*, deps: Deps, actor: AccountRow, audit_id: UUID, people: WhoIsWho) -> Queued | NotQueued:
    """Keep the people file and ask for the audit to be made."""
    if actor.role not in LEADS:
        return NotQueued()
    asked = AskedFor(
        people_csv=people.people_csv,
        people_name=people.people_name,
        exporter=people.exporter,
        messages_expected=people.messages * WALKS,
    )
    was_queued = audits.queue_audit(actor.id, audit_id, asked, at=deps.now())
    return Queued() if was_queued else NotQueued()
