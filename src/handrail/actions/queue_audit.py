"""A lead has said who is who; the chat may be read."""

from dataclasses import dataclass
from uuid import UUID

from handrail.actions.deps import Deps
from handrail.store.reads.accounts import LEADS, AccountRow
from handrail.store.writes import audits
from handrail.store.writes.audits import AskedFor


@dataclass(frozen=True, slots=True, kw_only=True)
class Queued:
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class NotQueued:
    """Nobody's, a colleague's, or asked for already: an audit is made once."""


def queue_audit(
    *, deps: Deps, actor: AccountRow, audit_id: UUID, people_csv: str, people_name: str, exporter: str = ""
) -> Queued | NotQueued:
    """Keep the people file and ask for the audit to be made.

    exporter  name by which the owner of the exporting telephone writes; empty when nobody said
    """
    if actor.role not in LEADS:
        return NotQueued()
    asked = AskedFor(people_csv=people_csv, people_name=people_name, exporter=exporter)
    was_queued = audits.queue_audit(actor.id, audit_id, asked, at=deps.now())
    return Queued() if was_queued else NotQueued()
