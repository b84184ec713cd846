"""Says of each field of each entry where it stands, and what may not be so (§3.3)."""

from collections.abc import Iterator, Mapping, Sequence

from handrail.core.evidence.check_entries import Checked
from handrail.core.evidence.verdict import Fault
from handrail.core.record.erasure import Erasure, FieldStanding, field_standings, read_erasure
from handrail.core.record.leaf_types import LINK_FIELDS, LeafType
from handrail.core.record.problems import RecordError

# without these nobody could tell where an entry belongs, or how far to believe it: they hold nothing personal
NEVER_HIDDEN = LINK_FIELDS | {"grade"}
type Standings = dict[int, Mapping[str, FieldStanding]]


def check_fields(entries: Sequence[Checked]) -> tuple[Standings, list[Fault]]:
    """Return where the fields of each entry stand, by the entry's place in the sequence."""
    faults: list[Fault] = []
    erasures = list(_erasures(entries, faults))
    standings: Standings = {}
    for place, checked in enumerate(entries):
        found = field_standings(
            checked.leaf,
            leaf_hash=checked.hash,
            index=checked.entry.index,
            shown=checked.values.keys(),
            withheld=checked.entry.withheld,
            erasures=erasures,
        )
        standings[place] = {name: one for name, one in found.items() if name not in checked.false}
        faults += _field_faults(checked, standings[place])
    return standings, faults


def _erasures(entries: Sequence[Checked], faults: list[Fault]) -> Iterator[Erasure]:
    """Yield the certificates that stand in the log: one that does not excuses nothing."""
    for checked in entries:
        if checked.leaf.type is not LeafType.CONTENT_ERASED or checked.false:
            continue
        try:
            erasure = read_erasure(checked.values, index=checked.entry.index)
        except RecordError as error:
            faults.append(checked.fault(f"cannot be read: {error}"))
            continue
        if checked.is_proved:
            yield erasure


def _field_faults(checked: Checked, standings: Mapping[str, FieldStanding]) -> Iterator[Fault]:
    for name, standing in sorted(standings.items()):
        match standing:
            case FieldStanding.MISSING:
                text = f"`{name}` is missing, unauthorised: nothing says that it was withheld or erased"
                yield checked.fault(text, name)
            case FieldStanding.SHOWN_THOUGH_ERASED:
                yield checked.fault(f"`{name}` is shown, though a certificate says it was destroyed", name)
            case FieldStanding.WITHHELD | FieldStanding.ERASED if name in NEVER_HIDDEN:
                yield checked.fault(f"`{name}` is not shown, and may never be hidden", name)
