"""What a log cannot have said: packs that were tampered with, and exactly what is to be named."""

from base64 import b64encode
from collections.abc import Callable
from dataclasses import replace

from tests.core.evidence.sample import CHAT, PHOTOS, Sample, packed, sample
from tests.core.evidence.sample_log import hex_digest
from tests.core.evidence.tampering import (
    Attack,
    Line,
    files_of,
    found,
    opening,
    with_json,
    with_lines,
    zipped,
)
from tests.core.record.leaf_sample import salts
from tests.core.record.signers import witness_key

from handrail.core.record.chain import ChainEnd
from handrail.core.record.cosignature import add_signatures, cosign
from handrail.core.record.leaf import make_leaf
from handrail.core.record.leaf_types import LeafType
from handrail.core.record.notes import parse_note, print_note
from handrail.core.record.proofs import leaf_hash
from handrail.core.record.verifier_keys import print_verifier_key

MADE = sample()
RAW = packed(MADE.parts)
WHOLE = sample(is_erased=False, is_withheld=False)
WHOLE_RAW = packed(WHOLE.parts)
STRANGER = sample(key_seed="stranger")
PHOTO, OTHER_PHOTO = (f"files/{hex_digest(raw)}" for raw in PHOTOS)
IMPORT, FIRST_PHOTO, SECOND_PHOTO = (
    f"entry {MADE.indexes[seq]} (file.added, number {seq})" for seq in range(3)
)
CERTIFICATES = [
    f"entry {one.index} (content.erased)" for one in MADE.parts.entries if b"content.erased" in one.leaf
]
EXPORT = f"entry {MADE.parts.entries[-1].index} (export.made)"


def message(seq: int) -> str:
    return f"message {seq} (entry {MADE.indexes[seq]})"


def line_of(lines: list[Line], seq: int) -> Line:
    return lines[seq]  # the conversation's leaves come first


def lines_changed(change: Callable[[list[Line]], object]) -> bytes:
    return with_lines(RAW, change)


FALSE = "is not what the leaf committed to"
GONE = "missing, unauthorised"
ELSEWHERE = "leads to another root"


def _text_attacks() -> dict[str, Attack]:
    def edit(lines: list[Line]) -> None:
        opening(line_of(lines, 8), "body")["value"] += "."

    def edit_salted(lines: list[Line]) -> None:
        edit(lines)
        opening(line_of(lines, 8), "body")["salt"] = b64encode(bytes(32)).decode()

    def swap(lines: list[Line], first: int, second: int, *, field: str, whole: bool) -> None:
        a, b = opening(line_of(lines, first), field), opening(line_of(lines, second), field)
        a["value"], b["value"] = b["value"], a["value"]
        if whole:
            a["salt"], b["salt"] = b["salt"], a["salt"]

    def retell(lines: list[Line]) -> None:
        line = line_of(lines, 8)
        edit(lines)
        values = {one["field"]: one["value"] for one in line["openings"]}
        leaf, openings = make_leaf(LeafType.MESSAGE_POSTED, MADE.log.at, values, salts(values))
        line["leaf"] = leaf.decode()
        for one, made in zip(line["openings"], openings, strict=True):
            one["salt"] = b64encode(made.salt).decode()

    both = ((message(8), f"`body` {FALSE}"), (message(9), f"`body` {FALSE}"))
    edited = lines_changed(edit)
    unlisted = zipped(files_of(RAW) | {"entries.jsonl": files_of(edited)["entries.jsonl"]})
    return {
        "a text edited": found(edited, (message(8), f"`body` {FALSE}")),
        "a text edited, the manifest not": found(
            unlisted, ("entries.jsonl", "is not what the manifest says"), (message(8), f"`body` {FALSE}")
        ),
        "a text edited, with a new salt": found(lines_changed(edit_salted), (message(8), f"`body` {FALSE}")),
        "a text edited, with a new leaf": found(
            lines_changed(retell), (message(8), ELSEWHERE), (message(9), "names another entry before it")
        ),
        "two texts swapped": found(
            lines_changed(lambda lines: swap(lines, 8, 9, field="body", whole=False)), *both
        ),
        "two texts swapped with their salts": found(
            lines_changed(lambda lines: swap(lines, 8, 9, field="body", whole=True)), *both
        ),
        "two attachments swapped": found(
            lines_changed(lambda lines: swap(lines, 1, 2, field="sha256", whole=True)),
            (FIRST_PHOTO, f"`sha256` {FALSE}"),
            (SECOND_PHOTO, f"`sha256` {FALSE}"),
            *((name, "no entry speaks of it") for name in sorted((PHOTO, OTHER_PHOTO))),
        ),
    }


def _entry_attacks() -> dict[str, Attack]:
    def swap_proofs(lines: list[Line]) -> None:
        a, b = line_of(lines, 8), line_of(lines, 9)
        a["proof"], b["proof"] = b["proof"], a["proof"]

    def reorder(lines: list[Line]) -> None:
        lines[8], lines[9] = lines[9], lines[8]

    def pop(*places: int) -> Callable[[list[Line]], object]:
        return lambda lines: [lines.pop(place) for place in sorted(places, reverse=True)]

    certificate = len(MADE.indexes)
    return {
        "proofs of two entries swapped": found(
            lines_changed(swap_proofs), (message(8), ELSEWHERE), (message(9), ELSEWHERE)
        ),
        "a proof cut": found(
            lines_changed(lambda lines: line_of(lines, 8)["proof"].pop()), (message(8), "is not in the log")
        ),
        "an entry at another place": found(
            lines_changed(lambda lines: line_of(lines, 14).update(index=MADE.indexes[14] + 5)),
            (f"message 14 (entry {MADE.indexes[14] + 5})", ""),
            and_more=True,
        ),
        "entries reordered": found(lines_changed(reorder), (message(8), "is not in the order of the log")),
        "an entry twice": found(
            lines_changed(lambda lines: lines.insert(9, dict(lines[8]))),
            (message(8), "is not in the order of the log, or there twice"),
            (message(8), "has the number of another entry"),
        ),
        "a message left out": found(lines_changed(pop(8)), (f"number 8 of `{CHAT}`", GONE)),
        "two messages left out": found(lines_changed(pop(8, 9)), (f"numbers 8 to 9 of `{CHAT}`", GONE)),
        "the end cut off": found(lines_changed(pop(13, 14)), (f"numbers 13 to 14 of `{CHAT}`", GONE)),
        "the beginning cut off": found(lines_changed(pop(0)), (f"number 0 of `{CHAT}`", GONE)),
        "every message left out": found(
            lines_changed(pop(*range(15))),
            (f"numbers 0 to 14 of `{CHAT}`", GONE),
            *((name, "no entry speaks of it") for name in sorted((PHOTO, OTHER_PHOTO))),
        ),
        "the export's own entry left out": found(
            lines_changed(pop(-1)), ("entries.jsonl", "nothing says where the pack ends")
        ),
        "a certificate left out": found(
            lines_changed(pop(certificate + 1)),
            (message(5), f"`author` is {GONE}"),
            (message(5), f"`body` is {GONE}"),
        ),
        "a certificate that is not in the log": found(
            lines_changed(lambda lines: lines[certificate + 1]["proof"].pop()),
            (CERTIFICATES[1], "is not in the log"),
            (message(5), f"`author` is {GONE}"),
            (message(5), f"`body` is {GONE}"),
        ),
    }


def _field_attacks() -> dict[str, Attack]:
    def withhold(field: str, seq: int = 8) -> Callable[[list[Line]], None]:
        return lambda lines: line_of(lines, seq).update(
            withheld=[field],
            openings=[one for one in line_of(lines, seq)["openings"] if one["field"] != field],
        )

    def surplus(lines: list[Line]) -> None:
        line_of(lines, 8)["openings"].append(
            {"field": "mood", "salt": b64encode(bytes(32)).decode(), "value": 1}
        )

    def drop(lines: list[Line]) -> None:
        line_of(lines, 8)["openings"].remove(opening(line_of(lines, 8), "marks"))

    def show_erased(lines: list[Line]) -> None:
        index = MADE.indexes[5]
        for one in MADE.log.openings[index]:
            if one.field == "body":
                shown = {"field": "body", "salt": b64encode(one.salt).decode(), "value": one.value}
                line_of(lines, 5)["openings"].append(shown)

    twice = lines_changed(
        lambda lines: line_of(lines, 8)["openings"].append(opening(line_of(lines, 8), "body"))
    )
    hidden = f"entry {MADE.indexes[8]} (message.posted)"
    return {
        "an opening of a field that is not there": found(
            lines_changed(surplus), (message(8), "`mood` is shown")
        ),
        "a field shown twice": found(twice, (message(8), "`body` is shown twice")),
        "a field neither shown nor withheld": found(lines_changed(drop), (message(8), f"`marks` is {GONE}")),
        "a field withheld that is not there": found(
            lines_changed(lambda lines: line_of(lines, 8).update(withheld=["mood"])),
            (message(8), "`mood` is withheld, and the leaf has no such field"),
        ),
        "a field withheld and shown": found(
            lines_changed(lambda lines: line_of(lines, 8).update(withheld=["body"])),
            (message(8), "`body` is withheld and shown"),
        ),
        "the number hidden": found(
            lines_changed(withhold("conv_seq")),
            (hidden, "`conv_seq` is not shown, and may never be hidden"),
            (f"number 8 of `{CHAT}`", GONE),
        ),
        "the grade hidden": found(lines_changed(withhold("grade")), (message(8), "`grade` is not shown")),
        "what was erased is shown": found(
            lines_changed(show_erased), (message(5), "`body` is shown, though a certificate")
        ),
        "said to be whole, with something withheld": found(
            with_json(RAW, "manifest.json", lambda one: one.update(is_whole=True)),
            ("manifest.json", "says that the pack is whole"),
        ),
    }


def _ends_attacks() -> dict[str, Attack]:
    end = MADE.log.end(CHAT)
    before = leaf_hash(MADE.log.leaves[MADE.indexes[-2]])

    def ending(**changes: object) -> bytes:
        return packed(sample(ends=(replace(end, **changes),)).parts)  # type: ignore[arg-type]

    two = packed(sample(ends=(end, ChainEnd(conversation="another", count=2, last=before))).parts)
    return {
        "an export that states more": found(ending(count=17), (f"numbers 15 to 16 of `{CHAT}`", GONE)),
        "an export that states fewer": found(
            ending(count=14, last=before), (message(14), "comes after the end that the export states")
        ),
        "an export that states another last entry": found(
            ending(last=before), (message(14), "is not the last entry that the export states")
        ),
        "an export that states another conversation": found(
            ending(conversation="another"),
            (f"conversation `{CHAT}`", "the export does not speak of it"),
            ("numbers 0 to 14 of `another`", GONE),
        ),
        "a conversation of the export not there": found(two, ("numbers 0 to 1 of `another`", GONE)),
    }


def _signed_attacks() -> dict[str, Attack]:
    parts = MADE.parts
    thief = STRANGER.parts
    future = _cosigned_at(MADE, 4_102_444_800)
    beyond = _cosigned_at(MADE, 2**62)
    false = bytearray(parts.checkpoint)
    at = parts.checkpoint.index(b" ", parts.checkpoint.index("— ".encode()) + 5) + 60
    false[at] = ord("A") if false[at] != ord("A") else ord("B")
    first = replace(parts.earlier[0], proof=parts.earlier[0].proof[:-1])
    stripped = parts.rotations[0]._replace(note=_without_line(parts.rotations[0].note, 1))
    return {
        "another log's checkpoint": found(
            packed(replace(parts, checkpoint=thief.checkpoint)),
            ("checkpoint", "no known key has signed"),
            (message(8), ELSEWHERE),
            and_more=True,
        ),
        "a signature changed": found(
            packed(replace(parts, checkpoint=bytes(false))), ("checkpoint", "is false")
        ),
        "an older key's checkpoint": found(
            packed(
                replace(parts, checkpoint=MADE.log.checkpoint(len(MADE.log.leaves), [MADE.log.first_key]))
            ),
            ("checkpoint", "by a key whose term it is not"),
        ),
        "a checkpoint from the future": found(future, ("checkpoint", "at a moment that has not come yet")),
        "a checkpoint beyond all calendars": found(
            beyond, ("checkpoint", "at a moment that has not come yet")
        ),
        "a key that the old one did not introduce": found(
            packed(replace(parts, rotations=(stripped,))), ("keys.json", "sign"), and_more=True
        ),
        "another first key": found(
            with_json(RAW, "keys.json", lambda one: one.update(first=print_verifier_key(thief.first_key))),
            ("keys.json", ""),
            and_more=True,
        ),
        "a consistency proof cut": found(
            packed(replace(parts, earlier=(first, *parts.earlier[1:]))), ("earlier.json checkpoint 1", "")
        ),
        "another log's earlier checkpoint": found(
            packed(replace(parts, earlier=(thief.earlier[0], *parts.earlier[1:]))),
            ("earlier.json checkpoint 1", "no known key has signed"),
            ("earlier.json checkpoint 1", ""),
        ),
        "earlier checkpoints in another order": found(
            packed(replace(parts, earlier=parts.earlier[::-1])),
            ("earlier.json checkpoint 2", "is not in the order of sizes"),
            ("earlier.json checkpoint 3", "is not in the order of sizes"),
        ),
        "custody with another reason": found(
            packed(replace(parts, custody=replace(parts.custody, reason="none"))),
            ("custody.json", "`reason` is not what entry"),
        ),
        "custody from the future": found(
            packed(
                replace(
                    parts,
                    custody=replace(parts.custody, exported_at=parts.custody.exported_at.replace(year=2199)),
                )
            ),
            ("custody.json", "of a moment that has not come yet"),
        ),
    }


def _cosigned_at(made: Sample, at_s: int) -> bytes:
    witness = witness_key("witness.council.example")
    note = parse_note(made.log.checkpoint(len(made.log.leaves), witnesses=()))
    return packed(
        replace(made.parts, checkpoint=print_note(add_signatures(note, cosign(note, witness, at_s=at_s))))
    )


def _without_line(raw: bytes, line: int) -> bytes:
    note = parse_note(raw)
    return print_note(replace(note, signatures=note.signatures[:line] + note.signatures[line + 1 :]))


LOG_ATTACKS: dict[str, Attack] = (
    _text_attacks() | _entry_attacks() | _field_attacks() | _ends_attacks() | _signed_attacks()
)
