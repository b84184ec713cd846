"""How a pack writes one entry: a line of canonical JSON (§3).

{"index":60,"leaf":"{...}","openings":[{"field":"body","salt":"...","value":"..."}],"proof":["..."],"withheld":[]}
"""

from handrail.core.evidence.parts import Entry
from handrail.core.evidence.problems import PartRefused
from handrail.core.record.canonical import JsonValue, canonical, read_canonical
from handrail.core.record.commitments import SALT_BYTES, Opening, check_field
from handrail.core.record.problems import RecordError
from handrail.core.record.proofs import MOST_LEAVES
from handrail.core.record.text_forms import print_base64, read_base64, read_hash

MOST_HASHES = 63  # levels of a tree below 2**63 leaves


def print_entry(entry: Entry) -> bytes:
    """Return an entry's line, newline included."""
    openings = sorted(entry.openings, key=lambda opening: opening.field)
    line = canonical(
        {
            "index": entry.index,
            "leaf": entry.leaf.decode("ascii"),  # canonical leaves are ASCII: so are types, times and base64
            "openings": [
                {"field": one.field, "salt": print_base64(one.salt), "value": one.value} for one in openings
            ],
            "proof": [print_base64(one) for one in entry.proof],
            "withheld": sorted(entry.withheld),
        }
    )
    return line + b"\n"


def read_entry(line: bytes) -> Entry:
    """Read an entry's line, without its newline. What it says is not checked yet.

    raises  PartRefused: anything `print_entry` would not have printed
    """
    try:
        match read_canonical(line):
            case {
                "index": int(index),
                "leaf": str(leaf),
                "openings": [*openings],
                "proof": [*proof],
                "withheld": [*withheld],
                **rest,
            } if not rest and type(index) is int and 0 <= index < MOST_LEAVES and len(proof) <= MOST_HASHES:
                return Entry(
                    index=index,
                    leaf=leaf.encode(),
                    openings=tuple(map(_read_opening, openings)),
                    proof=tuple(map(_read_proof_hash, proof)),
                    withheld=_read_withheld(withheld),
                )
    except RecordError as error:
        raise PartRefused(f"the line cannot be read: {error}") from error
    raise PartRefused("an entry is an object of `index`, `leaf`, `openings`, `proof` and `withheld`")


def _read_opening(written: JsonValue) -> Opening:
    match written:
        case {"field": str(field), "salt": str(salt), "value": value, **rest} if not rest:
            check_field(field)
            raw = read_base64(salt)
            if len(raw) == SALT_BYTES:
                return Opening(field=field, salt=raw, value=value)
    raise PartRefused(f"an opening is an object of `field`, `salt` of {SALT_BYTES} bytes and `value`")


def _read_proof_hash(written: JsonValue) -> bytes:
    if not isinstance(written, str):
        raise PartRefused("a proof is a list of hashes in base64")
    return read_hash(written)


def _read_withheld(written: list[JsonValue]) -> frozenset[str]:
    names = [name for name in written if isinstance(name, str)]
    for name in names:
        check_field(name)
    if names != written or sorted(set(names)) != names:
        raise PartRefused("`withheld` is a sorted list of fields, each named once")
    return frozenset(names)
