"""Reads the terms of a log's keys from its list of them, across a change of origin (§5.7)."""

from collections.abc import Sequence
from typing import NamedTuple

from handrail.core.record.rotation import KeyTerm, Rotation, RotationError, key_terms
from handrail.core.record.verifier_keys import VerifierKey


class KeyLine(NamedTuple):
    """One key in a log's list.

    from_size  the size at which it took over; 0 for the first
    note       the checkpoint that both keys signed; None for the first key of an origin
    """

    key: VerifierKey
    from_size: int
    note: bytes | None


class Origin(NamedTuple):
    """The keys under one name: the first, and how each next one took over.

    from_size  the size at which the log began to go by this name; 0 unless it was restored
    """

    from_size: int
    first_key: VerifierKey
    rotations: tuple[Rotation, ...]


def origins(lines: Sequence[KeyLine]) -> tuple[Origin, ...]:
    """Return the names a log went by, the oldest first.

    raises  RotationError: no key, or the first came by a rotation
    """
    if not lines or lines[0].note is not None:
        raise RotationError("the log's first key is not there")
    found: list[Origin] = []
    for line in lines:
        if line.note is None:
            found.append(Origin(line.from_size, line.key, ()))
        else:
            last = found[-1]
            found[-1] = last._replace(rotations=(*last.rotations, Rotation(line.key, line.note)))
    return tuple(found)


def all_terms(lines: Sequence[KeyLine]) -> tuple[KeyTerm, ...]:
    """Return every key with the sizes for which it speaks, across all origins.

    raises  RotationError: a key is listed from another size than was signed for; and the rest of `key_terms`
    """
    terms: list[KeyTerm] = []
    known = origins(lines)
    if known[0].from_size:
        raise RotationError("the log's first key does not speak from the first leaf on")
    for number, origin in enumerate(known):
        ends = known[number + 1].from_size if number + 1 < len(known) else None
        for term in key_terms(origin.first_key, origin.rotations):
            until = ends if term.until_size is None else term.until_size
            terms.append(
                KeyTerm(key=term.key, from_size=max(term.from_size, origin.from_size), until_size=until)
            )
    for line, term in zip(lines, terms, strict=True):
        if line.from_size != term.from_size:
            raise RotationError(
                f"the key `{line.key.key_id.hex()}` is listed from size `{line.from_size}`,"
                f" and was signed for at `{term.from_size}`"
            )
    return tuple(terms)
