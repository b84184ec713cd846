"""Whose logs, and which witnesses of them, are enough (C2SP tlog-policy; §10).

log records.charity.example/2026+...
witness council witness.council.example+...
witness auditor witness.auditor.example+...
group either any council auditor
quorum either
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from handrail.core.record.problems import RecordError
from handrail.core.record.verifier_keys import KeyRefused, SignatureType, VerifierKey, parse_verifier_key

NO_QUORUM = "none"


class PolicyRefused(RecordError):
    """A policy file cannot be read. The text begins with the line's number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Witnesses and groups of which some must have cosigned."""

    threshold: int
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TrustPolicy:
    """Who is believed.

    logs       keys; any one of them may have signed
    witnesses  keys by the name they have in the file
    groups     by name
    quorum     name of the witness or group that must have cosigned, or `none`
    """

    logs: tuple[VerifierKey, ...]
    witnesses: Mapping[str, VerifierKey]
    groups: Mapping[str, Group]
    quorum: str

    def is_met(self, cosigned: frozenset[VerifierKey]) -> bool:
        """Say whether the keys that truly cosigned a checkpoint are enough."""
        return self.quorum == NO_QUORUM or self._has_witnessed(self.quorum, cosigned)

    def _has_witnessed(self, name: str, cosigned: frozenset[VerifierKey]) -> bool:
        group = self.groups.get(name)
        if group is None:
            return self.witnesses[name] in cosigned
        return sum(self._has_witnessed(one, cosigned) for one in group.members) >= group.threshold


def parse_trust_policy(text: str) -> TrustPolicy:
    """Read a policy file.

    raises  PolicyRefused: with the line's number, what is wrong there
    """
    reading = _Reading()
    for number, line in enumerate(text.split("\n"), start=1):
        try:
            reading.take(line)
        except (PolicyRefused, KeyRefused) as error:
            raise PolicyRefused(f"{number}: {error}") from error
    if reading.quorum is None:
        raise PolicyRefused("a policy has a line `quorum`")
    return TrustPolicy(
        logs=tuple(reading.logs), witnesses=reading.witnesses, groups=reading.groups, quorum=reading.quorum
    )


@dataclass(slots=True)
class _Reading:
    """A policy half read: names must be defined above the line that uses them."""

    logs: list[VerifierKey] = field(default_factory=list)
    witnesses: dict[str, VerifierKey] = field(default_factory=dict)
    groups: dict[str, Group] = field(default_factory=dict)
    quorum: str | None = None
    grouped: set[str] = field(default_factory=set)

    def take(self, line: str) -> None:
        if any(letter < " " and letter != "\t" for letter in line):
            raise PolicyRefused("the line has a control character")
        words = line.replace("\t", " ").split(" ")
        match [word for word in words if word]:
            case []:
                return
            case [word, *_] if word.startswith("#"):
                return
            case ["log", key] | ["log", key, _]:
                self.logs.append(self._key(key, SignatureType.ED25519))
            case ["witness", name, key] | ["witness", name, key, _]:
                self._check_new(name)
                self.witnesses[name] = self._key(key, SignatureType.COSIGNATURE)
            case ["group", name, wanted, *members]:
                self._check_new(name)
                self.groups[name] = self._group(wanted, members)
            case ["quorum", name]:
                self._take_quorum(name)
            case _:
                raise PolicyRefused("a line is `log`, `witness`, `group` or `quorum` with its words")

    def _key(self, text: str, type_: SignatureType) -> VerifierKey:
        key = parse_verifier_key(text)
        if key.type is not type_:
            raise PolicyRefused(f"the key `{key.name}` is not of the type that this line needs")
        # one key under two names would let one witness count twice, or a log vouch for itself
        if any(key.public == known.public for known in (*self.logs, *self.witnesses.values())):
            raise PolicyRefused(f"the key of `{key.name}` is already in the policy")
        return key

    def _group(self, wanted: str, members: Sequence[str]) -> Group:
        for name in members:
            if name not in self.witnesses and name not in self.groups:
                raise PolicyRefused(f"`{name}` is not defined above")
            if name in self.grouped:
                raise PolicyRefused(f"`{name}` is already in a group")
            self.grouped.add(name)
        spelled = {"any": "1", "all": str(len(members))}.get(wanted, wanted)
        if spelled not in map(str, range(1, len(members) + 1)):
            raise PolicyRefused(f"`{wanted}` is not `any`, `all` or a number up to the members listed")
        return Group(threshold=int(spelled), members=tuple(members))

    def _take_quorum(self, name: str) -> None:
        if self.quorum is not None:
            raise PolicyRefused("a policy has one line `quorum`")
        if name != NO_QUORUM and name not in self.witnesses and name not in self.groups:
            raise PolicyRefused(f"`{name}` is not defined above")
        self.quorum = name

    def _check_new(self, name: str) -> None:
        if name == NO_QUORUM or name in self.witnesses or name in self.groups:
            raise PolicyRefused(f"`{name}` is already defined")
