"""The job loop takes up work."""

from handrail.actions.deps import Deps
from handrail.store.reads.audits import ClaimedAudit
from handrail.store.writes import audits


def claim_audit(*, deps: Deps) -> ClaimedAudit | None:
    """Return the audit that waited longest, now taken up; None when nothing waits."""
    return audits.claim_audit(deps.now())
