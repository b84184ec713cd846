"""What this room refuses."""


class EvidenceError(ValueError):
    """What this room refuses. The text is for operators: lower case, no full stop, input in backticks."""


class PartRefused(EvidenceError):
    """A file of a pack is not written as the format says, or cannot be made."""
