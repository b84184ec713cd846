"""Compares original files and custody with what the log committed to (§3.6, §7)."""

from collections.abc import Iterator, Mapping, Sequence

from handrail.core.evidence import layout
from handrail.core.evidence.check_entries import Checked
from handrail.core.evidence.parts import Custody
from handrail.core.evidence.verdict import Fault
from handrail.core.record.leaf_types import LeafType


def check_files(
    entries: Sequence[Checked], *, files: Mapping[str, int], named: frozenset[str]
) -> list[Fault]:
    """Check that each file which an entry speaks of is there, and that an entry speaks of each.

    files  sizes of those whose bytes are what their name says
    named  all that the zip holds or should: what is wrong with the others has been told
    """
    spoken: dict[str, Checked] = {}
    faults: list[Fault] = []
    for checked in entries:
        if checked.leaf.type is not LeafType.FILE_ADDED or "sha256" not in checked.values:
            continue
        sha256 = checked.values["sha256"]
        if not isinstance(sha256, str) or not layout.SHA256.fullmatch(sha256):
            faults.append(checked.fault("`sha256` is not a digest", "sha256"))
            continue
        name = layout.file_name(sha256)
        spoken[name] = checked
        if name not in named:
            faults.append(checked.fault(f"the file that it speaks of, `{name}`, is not in the pack"))
        size_bytes = checked.values.get("size_bytes")
        if name in files and "size_bytes" in checked.values and size_bytes != files[name]:
            faults.append(checked.fault("`size_bytes` is not the size of its file", "size_bytes"))
    faults += [Fault(name, "no entry speaks of it") for name in sorted(files.keys() - spoken.keys())]
    return faults


def check_custody(custody: Custody, export: Checked) -> Iterator[Fault]:
    """Compare who made the pack and why with what the log says of its export."""
    for name, said, told in (
        ("by", custody.exported_by, "exported_by"),
        ("reason", custody.reason, "reason"),
    ):
        if name in export.values and export.values[name] != said:
            text = f"`{told}` is not what entry {export.entry.index} (export.made) says in `{name}`"
            yield Fault(layout.CUSTODY, text)
