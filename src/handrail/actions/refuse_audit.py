"""An audit ends without a report."""

from uuid import UUID

from handrail.actions.deps import Deps
from handrail.store.writes import audits


def refuse_audit(*, deps: Deps, audit_id: UUID, sentence: str) -> bool:
    """Keep the one sentence that says why; False when the audit was deleted meanwhile."""
    return audits.refuse_audit(audit_id, sentence, at=deps.now())
