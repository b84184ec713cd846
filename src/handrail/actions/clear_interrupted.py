"""The job loop, at its start, clears what an earlier run left."""

from handrail.actions.deps import Deps
from handrail.store.reads.audits import audit_ids
from handrail.store.reads.uploads import stray_uploads
from handrail.store.writes import audits


def clear_interrupted(*, deps: Deps, sentence: str) -> int:
    """End audits that a stopped server left half-read, remove stray files; return how many audits ended."""
    ended = audits.refuse_interrupted(sentence, at=deps.now())
    for path in stray_uploads(deps.uploads, known=audit_ids()):
        path.unlink(missing_ok=True)
    return ended
