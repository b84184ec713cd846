"""How the leaf of an export says which of a conversation's numbers a pack leaves out (§3.5).

["left_out",[["saturday-walkers",8,9],["saturday-walkers",14,14]]]
"""

from collections.abc import Collection, Iterator, Mapping

from handrail.core.evidence.problems import PartRefused
from handrail.core.evidence.verdict import Range
from handrail.core.record.canonical import JsonValue

FIELD = "left_out"


def left_out_fields(conversation: str, *, shown: Collection[int], count: int) -> dict[str, JsonValue]:
    """Return the field by which `export.made` commits to what its pack leaves out; none if nothing is.

    shown  numbers that are in the pack
    count  leaves of the conversation, as its end states
    """
    gaps: list[list[JsonValue]] = []
    for number in range(count):
        if number in shown:
            continue
        if gaps and gaps[-1][2] == number - 1:
            gaps[-1][2] = number
        else:
            gaps.append([conversation, number, number])
    return {FIELD: gaps} if gaps else {}


def read_left_out(values: Mapping[str, JsonValue]) -> tuple[Range, ...]:
    """Return what an opened `export.made` says is left out; nothing where it has no such field.

    raises  PartRefused: the field is not written as `left_out_fields` does
    """
    written = values.get(FIELD, [])
    if not isinstance(written, list):
        raise PartRefused("`left_out` is not a list")
    return tuple(_ranges(written))


def _ranges(written: list[JsonValue]) -> Iterator[Range]:
    for one in written:
        match one:
            case [str(name), int(first), int(last)] if (
                type(first) is type(last) is int and 0 <= first <= last
            ):
                yield Range(name, first, last)
            case _:
                raise PartRefused("`left_out` is not a list of a conversation and two numbers each")
