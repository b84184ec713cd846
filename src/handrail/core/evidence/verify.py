"""Checks an evidence pack (§10). A second implementation stands in `standalone/verify.py`."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import BinaryIO

from handrail.core.evidence import layout
from handrail.core.evidence.check_chain import ChainCheck, check_chain
from handrail.core.evidence.check_entries import Checked, check_entries
from handrail.core.evidence.check_fields import check_fields
from handrail.core.evidence.check_files import check_custody, check_files
from handrail.core.evidence.check_log import LogCheck, check_log
from handrail.core.evidence.custody_file import read_custody
from handrail.core.evidence.limits import limits
from handrail.core.evidence.parts import Custody
from handrail.core.evidence.problems import PartRefused
from handrail.core.evidence.unpack import NotAPack, Unpacked, unpack
from handrail.core.evidence.verdict import EntryStanding, Fault, Verdict
from handrail.core.record.erasure import FieldStanding
from handrail.core.record.trust_policy import TrustPolicy


def verify(pack: BinaryIO, *, trust: TrustPolicy | None, at: datetime | None) -> Verdict:
    """Check everything that a pack holds, and name everything that is wrong.

    pack     can seek; any bytes
    trust    whose keys are believed; without it the keys are the pack's own, and the verdict says so
    at       the reader's clock, UTC; without it nothing can be found to come from the future
    returns  never raises for what the pack holds; what could not be checked is a fault
    """
    try:
        unpacked = unpack(pack)
    except NotAPack as error:
        return Verdict(is_pack=False, faults=(Fault("the pack", f"{error}"),))
    if unpacked.manifest is None:
        return Verdict(is_pack=True, faults=unpacked.faults)
    parts = unpacked.parts
    check = check_log(
        keys=parts.get(layout.KEYS),
        checkpoint=parts.get(layout.CHECKPOINT),
        earlier=parts.get(layout.EARLIER),
        trust=trust,
        at=at,
    )
    entries, faults = check_entries(parts.get(layout.ENTRIES, b""), check.checkpoint)
    return _judged(unpacked, check, entries, [*unpacked.faults, *check.faults, *faults])


def _judged(unpacked: Unpacked, check: LogCheck, entries: list[Checked], faults: list[Fault]) -> Verdict:
    standings, field_faults = check_fields(entries)
    chain = check_chain(entries)
    custody = _custody(unpacked, chain, faults)
    faults += [*field_faults, *chain.faults, *_future_faults(check, entries, custody)]
    faults += check_files(entries, files=unpacked.files, named=_named(unpacked))
    flat = [one for fields in standings.values() for one in fields.values()]
    is_whole = not chain.left_out and FieldStanding.WITHHELD not in flat and not faults
    manifest = unpacked.manifest
    if manifest and manifest.is_whole and (chain.left_out or FieldStanding.WITHHELD in flat):
        faults.append(Fault(layout.MANIFEST, "says that the pack is whole, and it is not"))
    return Verdict(
        is_pack=True,
        title=manifest.title if manifest else None,
        is_whole=is_whole,
        log=check.standing,
        witnessed=check.witnessed,
        entries=tuple(
            _standing(one, standings[place], is_signed=check.is_signed) for place, one in enumerate(entries)
        ),
        left_out=chain.left_out,
        files=tuple(sorted(unpacked.files)),
        custody=custody,
        limits=limits(check, entries, flat, chain.left_out, unpacked.timestamps),
        faults=tuple(faults),
    )


def _custody(unpacked: Unpacked, chain: ChainCheck, faults: list[Fault]) -> Custody | None:
    raw = unpacked.parts.get(layout.CUSTODY)
    if raw is None:
        return None
    try:
        custody = read_custody(raw)
    except PartRefused as error:
        faults.append(Fault(layout.CUSTODY, f"{error}"))
        return None
    if chain.export is not None:
        faults += check_custody(custody, chain.export)
    return custody


def _future_faults(check: LogCheck, entries: Sequence[Checked], custody: Custody | None) -> Iterator[Fault]:
    for checked in entries:
        if check.is_future(checked.leaf.at.timestamp()):
            yield checked.fault("is of a moment that has not come yet")
    if custody is not None and check.is_future(custody.exported_at.timestamp()):
        yield Fault(layout.CUSTODY, "is of a moment that has not come yet")


def _named(unpacked: Unpacked) -> frozenset[str]:
    listed = unpacked.manifest.files.keys() if unpacked.manifest else ()
    return frozenset((*listed, *unpacked.files))


def _standing(checked: Checked, fields: Mapping[str, FieldStanding], *, is_signed: bool) -> EntryStanding:
    return EntryStanding(
        index=checked.entry.index,
        number=checked.link.seq if checked.link else None,
        conversation=checked.link.conversation if checked.link else None,
        type_text=checked.leaf.type_text,
        at=checked.leaf.at,
        values=checked.values,
        fields=fields,
        false=frozenset(checked.false),
        is_proved=checked.is_proved and is_signed,
    )
