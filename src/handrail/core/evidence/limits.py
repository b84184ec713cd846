"""What a pack cannot prove, in plain words (§11)."""

from collections.abc import Iterator, Sequence

from handrail.core.evidence.check_entries import Checked
from handrail.core.evidence.check_log import LogCheck
from handrail.core.evidence.verdict import Range, Voucher
from handrail.core.record.erasure import FieldStanding

_GRADES = {
    "imported": (
        "{count} were exported by somebody, not witnessed: that this is what was written cannot be proved"
    ),
    "witnessed": "{count} were copied by the vendor after they were sent: the policy did not run before",
}
_DELETED = (
    "a message deleted before it reached the record leaves no trace: not every channel reports deletions"
)
_UNSIGNED = (
    "the report, the certificate and the custody file are not signed: the entries and files are the evidence"
)
_OWN_CLOCK = (
    "moments of entries are by the log's own clock; only a witness says that a size was reached by then"
)
_OWN_KEYS = (
    "the pack brings its own keys: compare the key id {key_id} with the one that `{origin}` publishes, "
    "or hand the published key in"
)
_OWN_WITNESSES = "the keys of these witnesses come from the pack itself: {names}"
_UNWITNESSED = "no witness's signature could be checked: the organisation alone vouches for the log"
_UNKNOWN = "{count} on the checkpoint were not checked: nobody handed in their keys"
_UNPLACED = (
    "that the key {key_id} took over in this very tree was not shown: no proof leads to its checkpoint"
)
_TIMESTAMPS = "{count} by outside authorities were not checked here; HOWTO.txt says how"
_PARTIAL = "THIS IS A PARTIAL EXPORT: the log says that it leaves out {what}"
_WITHHELD = "something is withheld: who made the pack knows what, and the log holds it"


def limits(
    check: LogCheck,
    entries: Sequence[Checked],
    standings: Sequence[FieldStanding],
    left_out: Sequence[Range],
    timestamps: int,
) -> tuple[str, ...]:
    """Return what the pack cannot prove, the gravest first."""
    told = [_TIMESTAMPS.format(count=_counted(timestamps, "timestamp"))] if timestamps else []
    extent = _of_extent(standings, left_out)
    return (*extent, *_of_keys(check), *_of_messages(entries), *told, _OWN_CLOCK, _UNSIGNED)


def _of_extent(standings: Sequence[FieldStanding], left_out: Sequence[Range]) -> Iterator[str]:
    if left_out:
        yield _PARTIAL.format(what=", ".join(map(str, left_out)))
    if FieldStanding.WITHHELD in standings:
        yield _WITHHELD


def _of_keys(check: LogCheck) -> Iterator[str]:
    if check.voucher is Voucher.PACK and check.terms:
        first = check.terms[0].key
        yield _OWN_KEYS.format(key_id=first.key_id.hex(), origin=first.name)
    names = {said.name for said in check.witnessed if said.voucher is Voucher.PACK}
    if names:
        yield _OWN_WITNESSES.format(names=", ".join(f"`{name}`" for name in sorted(names)))
    if not check.witnessed:
        yield _UNWITNESSED
    if check.unknown:
        yield _UNKNOWN.format(count=_counted(check.unknown, "signature"))
    for key_id in check.unplaced:
        yield _UNPLACED.format(key_id=key_id)


def _of_messages(entries: Sequence[Checked]) -> Iterator[str]:
    grades = [checked.values.get("grade") for checked in entries]
    for grade, text in _GRADES.items():
        if count := grades.count(grade):
            yield text.format(count=_counted(count, "message"))
    if any(grade is not None for grade in grades):
        yield _DELETED


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"
