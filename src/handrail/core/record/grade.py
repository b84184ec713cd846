"""How far a message can be believed to be what was sent (§3.3)."""

from enum import StrEnum


class Grade(StrEnum):
    """Where a message came from."""

    CHECKED = "checked"  # the policy ran before it left
    WITNESSED = "witnessed"  # copied to us by the vendor after the fact
    IMPORTED = "imported"  # handed in later by a person: as exported, not witnessed
