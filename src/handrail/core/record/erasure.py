"""Says of every field whether it is shown, withheld, erased with a certificate, or simply gone (§12)."""

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import Enum, auto

from handrail.core.record.canonical import JsonValue
from handrail.core.record.leaf import Leaf
from handrail.core.record.problems import RecordError
from handrail.core.record.text_forms import print_base64, read_hash


class ErasureRefused(RecordError):
    """Fields that do not say what was erased."""


class FieldStanding(Enum):
    """Where one field of a leaf stands."""

    SHOWN = auto()  # opened, and it is what was committed to
    WITHHELD = auto()  # kept, and not shown in this pack
    ERASED = auto()  # destroyed, with a leaf that says on whose authority
    SHOWN_THOUGH_ERASED = auto()  # a leaf says destroyed, and here it is
    MISSING = auto()  # gone without such a leaf: missing, unauthorised


@dataclass(frozen=True, slots=True, kw_only=True)
class Erasure:
    """A certificate: what one leaf `content.erased` says.

    of             hash of the leaf whose fields were destroyed
    fields         which of them
    basis          in law, such as a request by the person
    rule           of the policy that was followed
    authorised_by  who decided
    index          of the certificate in the log
    """

    of: bytes
    fields: frozenset[str]
    basis: str
    rule: str
    authorised_by: str
    index: int


def erasure_fields(erasure: Erasure) -> dict[str, JsonValue]:
    """Return the fields of the leaf `content.erased` for a certificate."""
    return {
        "of": print_base64(erasure.of),
        "fields": sorted(erasure.fields),
        "basis": erasure.basis,
        "rule": erasure.rule,
        "authorised_by": erasure.authorised_by,
    }


def read_erasure(values: Mapping[str, JsonValue], *, index: int) -> Erasure:
    """Return the certificate from a leaf's opened fields.

    index   of that leaf in the log
    raises  ErasureRefused: a field is not opened, or not written as `erasure_fields` does;
            FormRefused: `of` is not a hash
    """
    match values:
        case {
            "of": str(of),
            "fields": [str(), *_] as fields,
            "basis": str(basis),
            "rule": str(rule),
            "authorised_by": str(by),
        }:
            named = frozenset(str(field) for field in fields)
            read = Erasure(
                of=read_hash(of), fields=named, basis=basis, rule=rule, authorised_by=by, index=index
            )
            if {name: values[name] for name in erasure_fields(read)} == erasure_fields(read):
                return read
    raise ErasureRefused("the leaf does not say what was erased, why, and who decided")


def field_standings(
    leaf: Leaf,
    *,
    leaf_hash: bytes,
    index: int,
    shown: AbstractSet[str],
    withheld: AbstractSet[str],
    erasures: Iterable[Erasure],
) -> dict[str, FieldStanding]:
    """Return where every field of a leaf stands.

    leaf_hash  of this leaf
    index      of this leaf in the log; a certificate from before it says nothing about it
    shown      fields opened and checked
    withheld   fields the pack says it keeps back
    erasures   certificates, all proved to be in the log
    """
    erased: set[str] = set()
    for erasure in erasures:
        if erasure.of == leaf_hash and erasure.index > index:
            erased |= erasure.fields
    return {field: _standing(field, shown, withheld, erased) for field in leaf.commitments}


def _standing(
    field: str, shown: AbstractSet[str], withheld: AbstractSet[str], erased: AbstractSet[str]
) -> FieldStanding:
    if field in shown:
        return FieldStanding.SHOWN_THOUGH_ERASED if field in erased else FieldStanding.SHOWN
    if field in erased:
        return FieldStanding.ERASED
    return FieldStanding.WITHHELD if field in withheld else FieldStanding.MISSING
