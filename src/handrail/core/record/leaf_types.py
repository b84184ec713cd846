"""What a leaf can tell of: a closed list, and the fields some of them cannot do without (§3.1)."""

from collections.abc import Mapping
from enum import StrEnum


class LeafType(StrEnum):
    """What happened. UNKNOWN is only read: a later version wrote what this one has no word for."""

    DECISION_MADE = "decision.made"
    MESSAGE_POSTED = "message.posted"
    MESSAGE_EDITED = "message.edited"
    MESSAGE_HIDDEN = "message.hidden"
    MESSAGE_READ = "message.read"
    DELIVERY_RECEIPT = "delivery.receipt"
    FILE_ADDED = "file.added"
    MEMBER_JOINED = "member.joined"
    MEMBER_LEFT = "member.left"
    ROLE_CHANGED = "role.changed"
    CONSENT_SIGNED = "consent.signed"
    CONSENT_WITHDRAWN = "consent.withdrawn"
    AGREEMENT_EXPLAINED = "agreement.explained"
    AGREEMENT_AGREED = "agreement.agreed"
    ASSESSMENT_APPROVED = "assessment.approved"
    SIGNAL_RAISED = "signal.raised"
    CONCERN_RAISED = "concern.raised"
    CONCERN_ADDED = "concern.added"
    CONCERN_CLOSED = "concern.closed"
    RECORD_READ = "record.read"
    EXPORT_MADE = "export.made"
    CONTENT_ERASED = "content.erased"
    HOLD_PLACED = "hold.placed"
    HOLD_LIFTED = "hold.lifted"
    POLICY_ADOPTED = "policy.adopted"
    KEY_ROTATED = "key.rotated"
    ANCHOR = "anchor"
    CLOCK_ANOMALY = "clock.anomaly"
    SOFTWARE_STARTED = "software.started"
    UNKNOWN = "unknown"


LINK_FIELDS = frozenset({"conversation", "conv_seq", "conv_prev"})
# Fields that say nothing about a person. They outlive an erasure, so that a conversation's numbers still show
# that nothing else is missing.
LASTING_FIELDS = LINK_FIELDS | {"grade", "kind", "source", "offset", "marks"}
_SPOKEN = LINK_FIELDS | {"author", "body", "grade"}

# INVARIANT: a leaf of these types is neither made nor read without these fields.
# More of them need a new `v`, or old leaves would become unreadable.
NEEDED_FIELDS: Mapping[LeafType, frozenset[str]] = {
    LeafType.MESSAGE_POSTED: _SPOKEN,
    LeafType.MESSAGE_EDITED: _SPOKEN,
    LeafType.MESSAGE_HIDDEN: LINK_FIELDS,
    LeafType.CONTENT_ERASED: frozenset({"of", "fields", "basis", "rule", "authorised_by"}),
    LeafType.EXPORT_MADE: frozenset({"ends"}),
    LeafType.KEY_ROTATED: frozenset({"old_key", "new_key"}),
}
