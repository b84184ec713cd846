"""Checks the keys, the pack's checkpoint and the earlier ones (§4, §5, §6)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from handrail.core.evidence import layout
from handrail.core.evidence.keys_file import PackKeys, read_earlier, read_keys
from handrail.core.evidence.parts import Earlier
from handrail.core.evidence.problems import PartRefused
from handrail.core.evidence.verdict import Fault, LogKey, LogStanding, Voucher, Witnessing
from handrail.core.record.checkpoint import Checkpoint, parse_checkpoint
from handrail.core.record.notes import parse_note, verify_note
from handrail.core.record.problems import RecordError
from handrail.core.record.proofs import verify_consistency
from handrail.core.record.rotation import KeyTerm, key_terms, verify_in_term
from handrail.core.record.trust_policy import TrustPolicy
from handrail.core.record.verifier_keys import VerifierKey

CLOCK_SLACK_S = 300  # clocks of different machines differ: what is this far ahead is not yet the future
_LAST_S = 253_402_300_799  # the end of the year 9999, as far as calendars go


@dataclass(slots=True)
class LogCheck:
    """A log being checked: what was found so far.

    at_s  the reader's clock, in seconds since 1970; None where no clock is given
    """

    trust: TrustPolicy | None
    at_s: float | None
    faults: list[Fault]
    keys: PackKeys | None = None
    terms: tuple[KeyTerm, ...] = ()
    voucher: Voucher = Voucher.PACK
    checkpoint: Checkpoint | None = None
    witnessed: tuple[Witnessing, ...] = ()
    is_signed: bool = False  # by a key of the log, at a size for which it speaks
    unknown: int = 0  # signature lines of keys that nobody handed in
    unplaced: tuple[str, ...] = ()  # ids of keys that took over where no proof of the tree leads to

    @property
    def standing(self) -> LogStanding | None:
        """The log as the pack's checkpoint shows it; None without a checkpoint."""
        if self.checkpoint is None:
            return None
        return LogStanding(
            origin=self.checkpoint.origin,
            size=self.checkpoint.size,
            root=self.checkpoint.root,
            is_signed=self.is_signed,
            keys=tuple(LogKey(term.key, term.from_size, term.until_size) for term in self.terms),
            voucher=self.voucher,
        )

    def is_future(self, at_s: float) -> bool:
        """Say whether a moment lies beyond the reader's clock."""
        return self.at_s is not None and at_s > self.at_s + CLOCK_SLACK_S


def check_log(
    *,
    keys: bytes | None,
    checkpoint: bytes | None,
    earlier: bytes | None,
    trust: TrustPolicy | None,
    at: datetime | None,
) -> LogCheck:
    """Check everything that is signed. A part that is None is missing, which is named elsewhere."""
    check = LogCheck(trust=trust, at_s=None if at is None else at.timestamp(), faults=[])
    if keys is not None:
        _take_keys(check, keys)
    if checkpoint is not None:
        _take_checkpoint(check, checkpoint)
    if earlier is not None:
        _take_earlier(check, earlier)
    return check


def _take_keys(check: LogCheck, raw: bytes) -> None:
    try:
        check.keys = read_keys(raw)
        check.terms = key_terms(check.keys.first, check.keys.rotations)
    except (PartRefused, RecordError) as error:
        check.faults.append(Fault(layout.KEYS, f"{error}"))


def _take_checkpoint(check: LogCheck, raw: bytes) -> None:
    place = layout.CHECKPOINT
    check.checkpoint = _read_checkpoint(check, raw, place)
    if check.checkpoint is None:
        return
    signers = _signers(check, raw, place)
    check.is_signed = bool(signers)
    if signers and check.trust is not None:
        _check_trust(check, signers)
    cosigned = _cosigned(check, raw, check.checkpoint.size, place)
    if check.trust is not None and not check.trust.is_met(frozenset(cosigned)):
        check.faults.append(Fault(place, "fewer witnesses have signed it than the trust policy asks for"))
    known = {(key.name, key.key_id) for key in (*_witness_keys(check), *(term.key for term in check.terms))}
    lines = parse_note(raw).signatures
    check.unknown = sum((line.name, line.key_id) not in known for line in lines)


def _read_checkpoint(check: LogCheck, raw: bytes, place: str) -> Checkpoint | None:
    try:
        return parse_checkpoint(parse_note(raw).text)
    except RecordError as error:
        check.faults.append(Fault(place, f"cannot be read: {error}"))
        return None


def _signers(check: LogCheck, raw: bytes, place: str) -> frozenset[VerifierKey]:
    """Return the log's keys that truly signed a checkpoint at a size for which they speak."""
    if not check.terms:
        check.faults.append(Fault(place, "could not be checked: there are no keys to check it with"))
        return frozenset()
    try:
        verify_in_term(raw, check.terms)
        signed = verify_note(parse_note(raw), [term.key for term in check.terms])
    except RecordError as error:
        check.faults.append(Fault(place, f"{error}"))
        return frozenset()
    return frozenset(one.key for one in signed)


def _check_trust(check: LogCheck, signers: frozenset[VerifierKey]) -> None:
    """Accept keys that follow from one that the reader trusts, and no others."""
    trusted = check.trust.logs if check.trust else ()
    keys = [term.key for term in check.terms]
    anchored = next((place for place, key in enumerate(keys) if key in trusted), len(keys))
    if signers & set(keys[anchored:]):
        check.voucher = Voucher.READER
    else:
        check.faults.append(Fault(layout.KEYS, "the keys do not lead from a key that you trust"))


def _cosigned(check: LogCheck, raw: bytes, size: int, place: str) -> list[VerifierKey]:
    """Return the witnesses' keys that truly signed a checkpoint, and keep their moments."""
    keys = _witness_keys(check)
    note = parse_note(raw)
    known = {(key.name, key.key_id) for key in keys}
    if not any((line.name, line.key_id) in known for line in note.signatures):
        return []
    try:
        signed = verify_note(note, keys)
    except RecordError as error:
        check.faults.append(Fault(place, f"{error}"))
        return []
    handed_in = set(check.trust.witnesses.values()) if check.trust else set()
    for key, at_s in ((one.key, one.at_s) for one in signed):
        if at_s is None or at_s > _LAST_S or check.is_future(at_s):
            check.faults.append(Fault(place, f"`{key.name}` signed it at a moment that has not come yet"))
            continue
        voucher = Voucher.READER if key in handed_in else Voucher.PACK
        said = Witnessing(size, key.name, datetime.fromtimestamp(at_s, UTC), voucher)
        check.witnessed = (*check.witnessed, said)
    return [one.key for one in signed]


def _witness_keys(check: LogCheck) -> Sequence[VerifierKey]:
    brought = check.keys.witnesses if check.keys else ()
    handed_in = check.trust.witnesses.values() if check.trust else ()
    return tuple(dict.fromkeys((*handed_in, *brought)))


def _take_earlier(check: LogCheck, raw: bytes) -> None:
    try:
        earlier = read_earlier(raw)
    except PartRefused as error:
        check.faults.append(Fault(layout.EARLIER, f"{error}"))
        return
    roots = {} if check.checkpoint is None else {check.checkpoint.size: check.checkpoint.root}
    before = 0
    for number, one in enumerate(earlier, start=1):
        place = f"{layout.EARLIER} checkpoint {number}"
        old = _read_checkpoint(check, one.note, place)
        if old is None:
            continue
        if old.size <= before:
            check.faults.append(Fault(place, "is not in the order of sizes"))
        before = old.size
        _check_earlier(check, one, old, place)
        roots[old.size] = old.root
    check.witnessed = tuple(sorted(check.witnessed, key=lambda said: (said.size, said.at, said.name)))
    _check_handovers(check, roots)


def _check_earlier(check: LogCheck, one: Earlier, old: Checkpoint, place: str) -> None:
    _signers(check, one.note, place)
    _cosigned(check, one.note, old.size, place)
    if check.checkpoint is None:
        return
    try:
        verify_consistency(
            old_size=old.size,
            new_size=check.checkpoint.size,
            old_root=old.root,
            new_root=check.checkpoint.root,
            proof=one.proof,
        )
    except RecordError as error:
        check.faults.append(Fault(place, f"the log did not grow from it: {error}"))


def _check_handovers(check: LogCheck, roots: dict[int, bytes]) -> None:
    """Compare the checkpoints at which keys took over with those that proofs lead to."""
    unplaced = []
    for new_key, note in _handovers(check):
        at = parse_checkpoint(parse_note(note).text)
        if at.size not in roots:
            unplaced.append(new_key.key_id.hex())
        elif roots[at.size] != at.root:
            text = f"the key `{new_key.key_id.hex()}` took over in another tree of size `{at.size}`"
            check.faults.append(Fault(layout.KEYS, text))
    check.unplaced = tuple(unplaced)


def _handovers(check: LogCheck) -> Iterable[tuple[VerifierKey, bytes]]:
    # without terms the notes have not been read
    return check.keys.rotations if check.keys and check.terms else ()
