"""Decides one request: default deny, every clause runs, every violation is named."""

from collections.abc import Iterable
from dataclasses import dataclass

from handrail.core.policy.closures import One, is_of_each
from handrail.core.policy.decision import Allow, Decision, Hold, Refuse, Violation, Warn
from handrail.core.policy.facts import Action, Facts
from handrail.core.policy.pack import NOT_PERMITTED, Clause, Pack, Severity
from handrail.core.policy.unknown import UNKNOWN, NotKnown

RECORD = "record:"  # remedy id for a fact nobody recorded: `record:young.age`


@dataclass(frozen=True, slots=True, kw_only=True)
class Acknowledgement:
    """A person has read a warning and goes on. Void once the clause's meaning changes; never for refuse."""

    clause_id: str
    clause_digest: str


def decide(
    pack: Pack, action: Action, facts: Facts, *, acknowledged: Iterable[Acknowledgement] = ()
) -> Decision:
    """Return what the pack says of an action, with every clause in the way.

    action        what somebody wants to do; refused unless the pack permits it
    facts         as they stand at the moment; whatever is not recorded is UNKNOWN
    acknowledged  warnings already read by the person who acts
    returns       Refuse if any clause refuses, else Hold, else Warn, else Allow;
                  clauses that could not be checked come first
    source        docs/formats/policy-pack.md 5
    """
    clauses = pack.by_action.get(action)
    if clauses is None:
        return _decision(pack, [_not_permitted(action)], frozenset())
    found: list[Violation] = []
    for clause in clauses:
        try:
            if clause.each is None:
                if clause.test(facts, None):
                    found.append(_violation(clause, ()))
                continue
            ones: tuple[One, ...] = getattr(facts, clause.each)
            test = clause.test
            hit = [one for one in ones if test(facts, one)]
            if hit:
                found.append(_violation(clause, _refs(hit)))
        except Exception:  # noqa: BLE001 (a clause that cannot be checked must refuse, whatever broke it)
            found += _unchecked(clause, facts)
    if not found:
        return Allow(pack_id=pack.id, pack_version=pack.version, pack_digest=pack.digest)
    return _decision(pack, found, frozenset((a.clause_id, a.clause_digest) for a in acknowledged))


def _violation(clause: Clause, about: tuple[str, ...]) -> Violation:
    return Violation(
        clause_id=clause.id,
        severity=clause.severity,
        reason=clause.reason,
        about=about,
        remedies=clause.remedies,
    )


def _unchecked(clause: Clause, facts: Facts) -> list[Violation]:
    """Return the violations of a clause that met something it could not check, looking at each one alone.

    One for all who break it, then one for each person it could not be checked for.
    """
    ones = (None,) if clause.each is None else getattr(facts, clause.each)
    if not isinstance(ones, tuple):
        return [_unknown(clause, (), (clause.each or "",))]
    hit: list[One] = []
    blind: list[Violation] = []
    for one in ones:
        try:
            if clause.test(facts, one):
                hit.append(one)
        except NotKnown:
            blind.append(_unknown(clause, _refs([one]), _unrecorded(clause, facts, one)))
        except Exception:  # noqa: BLE001 (a clause that cannot be checked must refuse, whatever broke it)
            blind.append(_unknown(clause, _refs([one]), ()))
    return [_violation(clause, _refs(hit)), *blind] if hit else blind


def _unknown(clause: Clause, about: tuple[str, ...], unknown: tuple[str, ...]) -> Violation:
    severity = Severity.HOLD if clause.severity is Severity.HOLD else Severity.REFUSE
    return Violation(
        clause_id=clause.id,
        severity=severity,
        reason=f"This could not be checked: \u201c{clause.title}\u201d.",
        about=about,
        remedies=tuple(RECORD + path for path in unknown),
        is_unknown=True,
        unknown=unknown,
    )


def _unrecorded(clause: Clause, facts: Facts, one: One) -> tuple[str, ...]:
    """Return the facts nobody recorded; of a part that is missing whole, only the part."""
    found: list[str] = []
    for path in clause.reads:
        if _at(facts, one, path) is UNKNOWN and not any(path.startswith(f"{part}.") for part in found):
            found.append(path)
    return tuple(found)


def _at(facts: Facts, one: One, path: str) -> object:
    found: object = one if is_of_each(path) else facts
    for name in (path[2:] if is_of_each(path) else path).split("."):
        if found is UNKNOWN or found is None:
            return found
        found = getattr(found, name, None)  # a part of another shape holds no such fact
    return found


def _refs(ones: list[One]) -> tuple[str, ...]:
    return tuple(one.ref for one in ones if one is not None)


def _not_permitted(action: Action) -> Violation:
    return Violation(
        clause_id=NOT_PERMITTED,
        severity=Severity.REFUSE,
        reason=f"This policy does not permit `{action}`.",
    )


def _decision(pack: Pack, found: list[Violation], read: frozenset[tuple[str, str]]) -> Decision:
    found.sort(key=lambda violation: not violation.is_unknown)  # completeness first; otherwise pack order
    digests = {clause.id: clause.digest for clause in pack.clauses}
    weights = {
        violation.severity
        for violation in found
        if not (
            violation.severity == Severity.WARN
            and (violation.clause_id, digests.get(violation.clause_id, "")) in read
        )
    }
    kind: type[Allow | Warn | Hold | Refuse] = Allow
    if Severity.REFUSE in weights:
        kind = Refuse
    elif Severity.HOLD in weights:
        kind = Hold
    elif Severity.WARN in weights:
        kind = Warn
    return kind(pack_id=pack.id, pack_version=pack.version, pack_digest=pack.digest, violations=tuple(found))
