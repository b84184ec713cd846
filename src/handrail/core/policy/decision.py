"""What the policy answers. Numbers and order of fields are fixed: decisions are stored and replayed."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True, kw_only=True)
class Violation:
    """One clause that stands in the way.

    about       refs of the people concerned, in the order given; empty when it concerns the whole request
    is_unknown  the clause could not be checked: `unknown` names the facts nobody recorded,
                and is empty when something else broke
    remedies    ids of the safe next steps the clause offers
    """

    clause_id: str
    severity: str
    reason: str
    about: tuple[str, ...] = ()
    remedies: tuple[str, ...] = ()
    is_unknown: bool = False
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Decided:
    pack_id: str
    pack_version: str
    pack_digest: str
    violations: tuple[Violation, ...] = ()

    @property
    def clause_ids(self) -> frozenset[str]:
        """Return the ids of every clause in the way, whatever it is about."""
        return frozenset(violation.clause_id for violation in self.violations)


class Allow(_Decided):
    """Nothing stands in the way; acknowledged warnings may still be listed."""

    __slots__ = ()
    outcome: ClassVar = "allow"


class Warn(_Decided):
    """May go ahead once the person has acknowledged each violation."""

    __slots__ = ()
    outcome: ClassVar = "warn"


class Hold(_Decided):
    """Kept back until a second adult or the lead has looked."""

    __slots__ = ()
    outcome: ClassVar = "hold"


class Refuse(_Decided):
    """Must not happen."""

    __slots__ = ()
    outcome: ClassVar = "refuse"


type Decision = Allow | Warn | Hold | Refuse
