"""Shows a verdict on an evidence pack: to people in plain words, to programs as JSON."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from rich.text import Text

from handrail.core.evidence.custody_file import print_moment
from handrail.core.evidence.verdict import EntryStanding, LogStanding, Verdict, Voucher
from handrail.core.policy.problems import printable
from handrail.core.record.erasure import FieldStanding
from handrail.core.record.leaf_types import LeafType
from handrail.core.record.text_forms import print_base64
from handrail.core.record.verifier_keys import print_verifier_key

SCHEMA = "handrail.verdict/1"
_VOUCHED = {Voucher.READER: "which you trust", Voucher.PACK: "which only the pack itself vouches for"}


def printed(told: Verdict) -> Iterator[Text]:
    """Yield what is printed for people."""
    if told.title is not None:
        yield Text(f"Evidence pack “{printable(told.title)}”, as it calls itself", style="bold")
    yield from _section("Checked", _checked(told))
    yield from _section("Messages", _messages(told.entries))
    yield from _section("What this cannot prove", told.limits)
    yield from _section("Wrong", [str(fault) for fault in told.faults], style="bold red")
    yield Text()
    if told.is_good:
        yield Text("Good: everything in the pack was checked and holds.", style="bold green")
        if told.log and told.log.voucher is Voucher.PACK:
            yield Text(
                "Nobody but the pack has said whose keys these are: hand the published key in with `--key`."
            )
    elif told.is_pack:
        yield Text(f"Not good: {len(told.faults)} found wrong.", style="bold red")
    else:
        yield Text("Not an evidence pack.", style="bold red")


def answer(told: Verdict) -> dict[str, object]:
    """Return a verdict for programs; what messages say is not repeated."""
    return {
        "schema": SCHEMA,
        "is_pack": told.is_pack,
        "is_good": told.is_good,
        "is_whole": told.is_whole,
        "title": told.title,
        "log": _log(told.log) if told.log else None,
        "witnessed": [
            {"size": size, "name": name, "at": print_moment(at), "voucher": voucher}
            for size, name, at, voucher in told.witnessed
        ],
        "entries": [_entry(entry) for entry in told.entries],
        "left_out": [list(gap) for gap in told.left_out],
        "files": list(told.files),
        "limits": list(told.limits),
        "faults": [
            {"place": one.place, "text": one.text, "entry": one.index, "field": one.field}
            for one in told.faults
        ],
    }


def _section(title: str, lines: Sequence[str] | Iterator[str], style: str = "bold") -> Iterator[Text]:
    told = list(lines)
    if told:
        yield Text(f"\n{title}", style=style)
        yield from (Text(f"  {printable(line)}") for line in told)


def _checked(told: Verdict) -> Iterator[str]:
    if told.log:
        signed = "signed by its key" if told.log.is_signed else "NOT SIGNED BY ITS KEY"
        yield f"the log `{told.log.origin}` at {told.log.size} entries, {signed}"
        if told.log.keys:
            first, last = told.log.keys[0].key.key_id.hex(), told.log.keys[-1].key.key_id.hex()
            yield f"its first key {first}, {_VOUCHED[told.log.voucher]}; its present key {last}"
    for size, name, at, voucher in told.witnessed:
        yield f"by {print_moment(at)} it had {size} entries, says the key of `{name}`, {_VOUCHED[voucher]}"
    if told.is_pack:
        proved = sum(entry.is_proved for entry in told.entries)
        yield f"{proved} of {len(told.entries)} entries stand in the log"
        yield f"{len(told.files)} original files hold the bytes that their names say"
    if told.custody:
        made, moment = told.custody, print_moment(told.custody.exported_at)
        yield f"made {moment} by {made.exported_by}: {made.reason}; with {made.software}"


def _messages(entries: Sequence[EntryStanding]) -> Iterator[str]:
    """Yield where messages stand, neighbours that stand alike together."""
    messages = [one for one in entries if one.type_text == LeafType.MESSAGE_POSTED and one.number is not None]
    for said, run in groupby(messages, key=_said):
        numbers = [one.number for one in run]
        first, last = numbers[0], numbers[-1]
        yield f"message {first}: {said}" if first == last else f"messages {first} to {last}: {said}"


def _said(entry: EntryStanding) -> str:
    hidden = [
        f"`{name}` {one.name.lower()}"
        for name, one in sorted(entry.fields.items())
        if one is not FieldStanding.SHOWN
    ]
    hidden += [f"`{name}` false" for name in sorted(entry.false)]
    hidden += [] if entry.is_proved else ["not proved"]
    return f"{entry.values.get('grade')}, {'; '.join(hidden) or 'all shown'}"


def _log(log: LogStanding) -> dict[str, object]:
    return {
        "origin": log.origin,
        "size": log.size,
        "root": print_base64(log.root),
        "is_signed": log.is_signed,
        "voucher": log.voucher,
        "keys": [
            {"key": print_verifier_key(key), "from_size": from_size, "until_size": until_size}
            for key, from_size, until_size in log.keys
        ],
    }


def _entry(entry: EntryStanding) -> dict[str, object]:
    return {
        "entry": entry.index,
        "conversation": entry.conversation,
        "number": entry.number,
        "type": entry.type_text,
        "at": print_moment(entry.at),
        "grade": entry.values.get("grade"),
        "is_proved": entry.is_proved,
        "fields": {name: one.name.lower() for name, one in sorted(entry.fields.items())},
        "false": sorted(entry.false),
    }
