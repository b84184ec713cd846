#!/usr/bin/env python3
"""Checks an evidence pack with Python 3.8 or later and nothing else (docs/formats/evidence-pack.md).

    python3 verify.py [--key NAME+ID+KEY]... [--witness NAME+ID+KEY]... [--messages] [PACK.zip]

--key is the first key of the log as the organisation publishes it; without it the pack's own keys are used,
and the answer says so. Without PACK the folder of this file is checked, or the one zip beside it.
--messages prints the conversation as well.
Exit status: 0 all was checked and holds, 1 something is wrong, 2 this is not a pack.
"""

from __future__ import annotations

import binascii
import datetime
import hashlib
import json
import os
import re
import sys
import time
import zipfile
from typing import Any, Callable, Dict, Iterable, Iterator, List, Optional, Tuple

PARTS = ["HOWTO.txt", "verify.py", "report.pdf", "certificate.txt", "custody.json", "entries.jsonl"]
PARTS += ["checkpoint", "earlier.json", "keys.json"]
MANIFEST = "manifest.json"
NAMES = re.compile("|".join(map(re.escape, PARTS)) + r"|files/[0-9a-f]{64}|timestamps/[1-9][0-9]{0,3}\.tsr")
LINKS = ("conversation", "conv_prev", "conv_seq")
NEEDED = {
    "message.posted": {*LINKS, "author", "body", "grade"},
    "message.edited": {*LINKS, "author", "body", "grade"},
    "message.hidden": set(LINKS),
    "content.erased": {"of", "fields", "basis", "rule", "authorised_by"},
    "export.made": {"ends"},
    "key.rotated": {"old_key", "new_key"},
}
MOST, FIELD, DIGEST = 2**63 - 1, re.compile(r"[a-z][a-z0-9_]{0,63}"), re.compile("[0-9a-f]{64}")
SLACK_S, SLACK_BYTES = 300, 1_000_000
Key = Tuple[str, bytes, int, bytes]  # name, id, type, public
Point = Tuple[int, int, int, int]


class Wrong(ValueError):
    """Something is not as the format says."""


def need(truth: object, text: str) -> None:
    if not truth:
        raise Wrong(text)


# Ed25519 (RFC 8032 5.1), strict: one encoding for each number and point, no keys of small order
P, ORDER = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P


def double(p: Point) -> Point:
    a, b = p[0] * p[0] % P, p[1] * p[1] % P
    e, g = a + b - (p[0] + p[1]) ** 2 % P, a - b
    f = (2 * p[2] * p[2] + g) % P
    return e * f % P, g * (a + b) % P, f * g % P, e * (a + b) % P


def add(p: Point, q: Point) -> Point:
    a, b = (p[1] - p[0]) * (q[1] - q[0]) % P, (p[1] + p[0]) * (q[1] + q[0]) % P
    c, d = 2 * D * p[3] * q[3] % P, 2 * p[2] * q[2] % P
    return (b - a) * (d - c) % P, (d + c) * (b + a) % P, (d - c) * (d + c) % P, (b - a) * (b + a) % P


def point(raw: bytes) -> Optional[Point]:
    number = int.from_bytes(raw, "little")
    y, sign = number & (2**255 - 1), number >> 255
    if len(raw) != 32 or y >= P:
        return None
    u, v = (y * y - 1) % P, (D * y * y + 1) % P
    x = u * v**3 * pow(u * v**7 % P, (P - 5) // 8, P) % P
    if v * x * x % P != u:
        x = x * pow(2, (P - 1) // 4, P) % P
    if v * x * x % P != u or (x == 0 and sign):
        return None
    x = P - x if x & 1 != sign else x
    return x, y, 1, x * y % P


def multiples(p: Point) -> List[Point]:
    row: List[Point] = [(0, 1, 1, 0)]
    for _ in range(15):
        row.append(add(row[-1], p))
    return row


BASE = multiples(point(bytes([0x58]) + b"\x66" * 31) or (0, 1, 1, 0))
KNOWN: Dict[bytes, Optional[List[Point]]] = {}


def negated(public: bytes) -> Optional[List[Point]]:
    """Return multiples of the key's point, its sign turned; None for a key that is none."""
    if public not in KNOWN:
        p = point(public)
        x8, _, _, _ = double(double(double(p))) if p else (0, 0, 0, 0)
        KNOWN[public] = multiples((P - p[0], p[1], 1, P - p[3])) if p and x8 else None
    return KNOWN[public]


def is_signed(public: bytes, message: bytes, signature: bytes) -> bool:
    row, s = negated(public), int.from_bytes(signature[32:], "little")
    if row is None or len(signature) != 64 or s >= ORDER:
        return False
    k = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little") % ORDER
    p: Point = (0, 1, 1, 0)
    for shift in range(252, -1, -4):
        p = double(double(double(double(p))))
        p = add(add(p, BASE[s >> shift & 15]), row[k >> shift & 15])
    inverse = pow(p[2], -1, P)
    x, y = p[0] * inverse % P, p[1] * inverse % P
    return (y | (x & 1) << 255).to_bytes(32, "little") == signature[:32]


# canonical JSON (RFC 8785 without fractions) and the forms of bytes
ENCODE = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


def check_value(value: Any, depth: int) -> None:
    if isinstance(value, dict):
        keys = "".join(value)
        need(keys.isascii() and keys.isprintable(), "a key is not printable ASCII")
        value = list(value.values())
    if isinstance(value, list) and value:
        need(depth, "lists and objects are too deep")
        for one in value:
            if type(one) in (dict, list):
                check_value(one, depth - 1)


def whole(text: str) -> int:
    need(len(text) < 18 and abs(int(text)) < 2**53, "a number is too large")
    return int(text)


def refuse(text: str) -> None:
    raise Wrong("`%s` is not a whole number" % text[:20])


def from_json(raw: bytes) -> Any:
    try:
        value = json.loads(raw.decode(), parse_int=whole, parse_float=refuse, parse_constant=refuse)
        check_value(value, 32)
        need(ENCODE(value).encode() == raw, "the JSON is not in its canonical form")
    except RecursionError:
        raise Wrong("lists and objects are too deep") from None
    except ValueError as error:
        raise error if isinstance(error, Wrong) else Wrong("the bytes are not JSON in UTF-8") from None
    return value


def fields_of(value: Any, /, **kinds: Any) -> List[Any]:
    """Return an object's values, once it has exactly these keys, of these kinds; `bool` is no `int`."""
    is_fit = isinstance(value, dict) and value.keys() == kinds.keys()
    for key, kind in kinds.items() if is_fit else ():
        is_fit = is_fit and (kind is None or type(value[key]) is kind)
    need(is_fit, "this is not an object of " + ", ".join("`%s`" % key for key in kinds))
    return [value[key] for key in kinds]


def unbase64(text: Any, length: int = 0) -> bytes:
    try:
        raw = binascii.a2b_base64(text)
    except (ValueError, TypeError):
        raise Wrong("something is not base64") from None
    is_usual = binascii.b2a_base64(raw, newline=False).decode() == text  # nothing was passed over
    need(is_usual and length in (0, len(raw)), "base64 is not as usual")
    return raw


def moment(text: str) -> datetime.datetime:
    need(
        re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{6}Z", text),
        "it has no moment in UTC",
    )
    try:
        return datetime.datetime.fromisoformat(text[:-1]).replace(tzinfo=datetime.timezone.utc)
    except ValueError:
        raise Wrong("`%s` is no moment" % text) from None


# trees (RFC 9162 2.1), signed notes, keys
def sha256(raw: bytes) -> bytes:
    return hashlib.sha256(raw).digest()


def joined(left: bytes, right: bytes) -> bytes:
    return sha256(b"\x01" + left + right)


def check_proof(
    start: bytes, place: int, last: int, proof: List[bytes], root: bytes, old: Optional[bytes] = None
) -> None:
    """Walk a proof upwards; with `old`, that root is reached too, from the parts that stand to the left."""
    reached = older = start
    for step in proof:
        need(last, "the proof is too long")
        if place % 2 or place == last:
            reached, older = joined(step, reached), joined(step, older)
            while place % 2 == 0 and place:
                place, last = place >> 1, last >> 1
        else:
            reached = joined(reached, step)
        place, last = place >> 1, last >> 1
    need(not last and reached == root and old in (None, older), "the proof leads to another root")


def check_growth(old: Tuple[str, int, bytes], new: Tuple[str, int, bytes], proof: List[bytes]) -> None:
    need(0 < old[1] <= new[1], "the log did not grow from it")
    if old[1] == new[1]:
        need(not proof and old[2] == new[2], "two roots for one size")
        return
    path = proof if old[1] & (old[1] - 1) else [old[2], *proof]
    need(len(path) > 1, "the proof is too short")
    place, last = old[1] - 1, new[1] - 1
    while place % 2:
        place, last = place >> 1, last >> 1
    check_proof(path[0], place, last, path[1:], new[2], old[2])


def check_name(name: str) -> None:
    bad = any(one.isspace() or one == "+" or one < " " or "\ud800" <= one <= "\udfff" for one in name)
    need(name and not bad, "a key's name cannot be read")


def read_key(text: Any, kind: int) -> Key:
    need(isinstance(text, str) and text.count("+") >= 2, "a key is written NAME+ID+KEY")
    name, written, encoded = text.split("+", 2)
    check_name(name)
    raw = unbase64(encoded, 33)
    key_id = sha256(name.encode() + b"\n" + raw)[:4]
    need(raw[0] == kind and key_id.hex() == written, "the id of the key of `%s` is not its own" % name)
    y = (int.from_bytes(raw[1:], "little") & (2**255 - 1)) % P
    is_point = point(y.to_bytes(32, "little")) is not None
    need(negated(y.to_bytes(32, "little")) or not is_point, "the key of `%s` fits any text" % name)
    return name, key_id, kind, raw[1:]


Note = Tuple[str, List[Tuple[str, bytes, bytes]]]


def read_note(raw: bytes) -> Note:
    need(len(raw) <= 1_000_000, "the note is too long")
    try:
        text, parted, below = raw.decode().rpartition("\n\n")
    except UnicodeDecodeError:
        raise Wrong("the note is not UTF-8") from None
    need(parted and below.endswith("\n"), "the note has no signatures")
    need(not any(one < " " and one != "\n" for one in text), "the note has control characters")
    signed = []
    for line in below[:-1].split("\n"):
        words = line.split(" ")
        need(len(words) == 3 and words[0] == "\u2014", "a signature line cannot be read")
        check_name(words[1])
        made = unbase64(words[2])
        need(len(made) > 4, "a signature is too short")
        signed.append((words[1], made[:4], made[4:]))
    need(len(signed) <= 100, "there are too many signatures")
    return text + "\n", signed


def read_checkpoint(note: Note) -> Tuple[str, int, bytes]:
    lines = note[0].split("\n")
    need(len(lines) > 3 and all(lines[:-1]), "a checkpoint is an origin, a size and a root")
    need(re.fullmatch("0|[1-9][0-9]{0,18}", lines[1]) and int(lines[1]) <= MOST, "its size cannot be read")
    root = unbase64(lines[2], 32)
    need(int(lines[1]) or root == sha256(b""), "the root of an empty log is the hash of nothing")
    return lines[0], int(lines[1]), root


def signers(note: Note, keys: Iterable[Key]) -> List[Tuple[Key, int]]:
    """Return the keys that truly signed, with their moments; a known key's false signature is refused."""
    known = {key[:2]: key for key in keys}
    need(len(known) == len(set(keys)), "two keys have one name and one id")
    found = []
    for name, key_id, made in note[1]:
        key = known.get((name, key_id))
        if key is None:
            continue
        at, text = 0, note[0]
        if key[2] == 4:
            at = int.from_bytes(made[:8], "big")
            text = "cosignature/v1\ntime %d\n%s" % (at, text)
        need(
            at <= MOST and is_signed(key[3], text.encode(), made[8:] if key[2] == 4 else made),
            "the signature of `%s` is false" % name,
        )
        found.append((key, at))
    return found


# entries: what the log wrote, what of it is shown, and where each field stands
class Entry:
    """One line of `entries.jsonl`, and what could be believed of it."""

    def __init__(self, line: bytes) -> None:
        kinds = {"index": int, "leaf": str, "openings": list, "proof": list, "withheld": list}
        self.index, leaf, openings, proof, self.withheld = fields_of(from_json(line), **kinds)
        need(0 <= self.index < MOST and len(proof) <= 63, "its index or proof is out of range")
        self.proof = [unbase64(step, 32) for step in proof]
        self.openings = [fields_of(one, field=str, salt=str, value=None) for one in openings]
        for name in [one[0] for one in self.openings] + self.withheld:
            check_field(name)
        need(sorted(set(self.withheld)) == self.withheld, "`withheld` is not a sorted list")
        self.salts = [unbase64(one[1], 32) for one in self.openings]
        self.hash = sha256(b"\x00" + leaf.encode())
        need(len(leaf.encode()) <= 65535, "the leaf is too long")
        version, self.type, at, committed = fields_of(
            from_json(leaf.encode()), v=int, type=str, at=str, c=dict
        )
        need(version == 1 and re.fullmatch(r"[a-z]{1,32}(\.[a-z]{1,32})?", self.type), "this is no leaf")
        self.at = moment(at)
        self.committed = {name: unbase64(one, 32) for name, one in committed.items()}
        for name in self.committed:
            check_field(name)
        need(self.committed.keys() >= NEEDED.get(self.type, set()), "the leaf lacks fields")
        self.values: Dict[str, Any] = {}
        self.false: set[str] = set()
        self.standing: Dict[str, str] = {}
        self.link: Optional[Tuple[str, int, Optional[bytes]]] = None
        self.is_proved = False

    @property
    def place(self) -> str:
        if self.link and self.type == "message.posted":
            return "message %d (entry %d)" % (self.link[1], self.index)
        return "entry %d (%s%s)" % (self.index, self.type, ", number %d" % self.link[1] if self.link else "")

    def faults(self) -> Iterator[str]:
        """Check what is shown against what the leaf committed to."""
        for (name, _, value), salt in zip(self.openings, self.salts):
            preimage = b"handrail/commit/v1\n" + salt + ENCODE([name, value]).encode()
            if name not in self.committed:
                yield "`%s` is shown, and the leaf has no such field" % name
            elif name in self.values or name in self.false:
                yield "`%s` is shown twice" % name
            elif sha256(preimage) != self.committed[name]:
                self.false.add(name)
                yield "`%s` is not what the leaf committed to" % name
            else:
                self.values[name] = value
        for name in self.withheld:
            if name not in self.committed:
                yield "`%s` is withheld, and the leaf has no such field" % name
            elif name in self.values or name in self.false:
                yield "`%s` is withheld and shown" % name
        if all(name in self.values for name in LINKS):
            name, before, seq = (self.values[one] for one in LINKS)
            try:
                is_first = type(seq) is int and seq >= 0 and (before is None) == (seq == 0)
                need(isinstance(name, str) and is_first, "the fields do not place it in a conversation")
                self.link = (name, seq, None if before is None else unbase64(before, 32))
            except Wrong as error:
                yield str(error)


def check_field(name: Any) -> None:
    need(isinstance(name, str) and FIELD.fullmatch(name), "a field's name cannot be read")


def erased_by(entry: Entry) -> Tuple[bytes, List[str], int]:
    said = {name: entry.values.get(name) for name in ("of", "fields", "basis", "rule", "authorised_by")}
    of, fields, *_ = fields_of(said, of=str, fields=list, basis=str, rule=str, authorised_by=str)
    is_list = fields and all(isinstance(one, str) for one in fields) and sorted(set(fields)) == fields
    need(is_list, "it does not say which fields")
    return unbase64(of, 32), fields, entry.index


def stand(entry: Entry, erasures: List[Tuple[bytes, List[str], int]]) -> Iterator[str]:
    """Say where each field stands; yield what may not be so."""
    gone = {name for of, names, at in erasures if of == entry.hash and at > entry.index for name in names}
    for name in sorted(entry.committed.keys() - entry.false):
        is_shown, is_withheld = name in entry.values, name in entry.withheld
        if is_shown and name in gone:
            yield "`%s` is shown, though a certificate says it was destroyed" % name
        elif not is_shown and name not in gone and not is_withheld:
            yield "`%s` is missing, unauthorised: nothing says that it was withheld or erased" % name
        elif not is_shown and name in (*LINKS, "grade"):
            yield "`%s` is not shown, and may never be hidden" % name
        if not is_shown and (name in gone or is_withheld):
            entry.standing[name] = "erased" if name in gone else "withheld"


# the whole pack
Source = Tuple[List[str], Callable[[str], Any]]


class Pack:
    """A pack being checked: what is wrong, and what was found."""

    def __init__(self, source: Source, keys: List[Key], witnesses: List[Key]) -> None:
        self.names, self.open = source
        self.trusted, self.handed_in, self.now = keys, witnesses, time.time()
        self.faults: List[str] = []
        self.parts: Dict[str, bytes] = {}
        self.files: Dict[str, int] = {}
        self.entries: List[Entry] = []
        self.certificates: List[Tuple[Entry, Tuple[bytes, List[str], int]]] = []
        self.keys: List[Tuple[Key, int, Optional[int]]] = []  # each with the sizes from and until it speaks
        self.brought: List[Key] = []
        self.handovers: List[Tuple[Key, Tuple[str, int, bytes]]] = []
        self.checkpoint: Optional[Tuple[str, int, bytes]] = None
        self.told: List[str] = []
        self.manifest: Any = None
        self.left_out: List[str] = []
        self.witnesses = 0
        self.unplaced: List[str] = []  # ids of keys that took over where no proof of this tree leads to

    def wrong(self, place: str, text: object) -> None:
        self.faults.append("%s: %s" % (place, text))

    def check(self) -> None:
        if not self.read_manifest():
            return
        self.read_files()
        if "keys.json" in self.parts:
            self.attempt("keys.json", self.read_keys)
        if "checkpoint" in self.parts:
            self.checkpoint = self.check_note("checkpoint", self.parts["checkpoint"])
        if "earlier.json" in self.parts:
            self.attempt("earlier.json", self.check_earlier)
        self.check_entries()
        export = self.check_chains()
        self.check_added_files()
        self.check_custody(export)
        is_hidden = any("withheld" in entry.standing.values() for entry in self.entries)
        if self.manifest[2] and (self.left_out or is_hidden):
            self.wrong(MANIFEST, "says that the pack is whole, and it is not")

    def attempt(self, place: str, step: Callable[..., Any], *given: Any) -> Any:
        try:
            return step(*given)
        except Wrong as error:
            self.wrong(place, error)
            return None

    def read(self, name: str, most: int) -> Iterator[bytes]:
        read = 0
        try:
            with self.open(name) as stream:
                while read <= most:
                    chunk = stream.read(min(1_000_000, most + 1 - read))
                    if not chunk:
                        return
                    read += len(chunk)
                    yield chunk
        except Exception:  # noqa: BLE001  # zipfile has many ways to say damaged
            raise Wrong("is damaged") from None
        raise Wrong("is longer than the manifest says")

    def read_manifest(self) -> bool:
        times: Dict[str, int] = {}
        for name in self.names:
            times[name] = times.get(name, 0) + 1
        for name, count in times.items():
            if count > 1:
                self.wrong(name, "is in the zip more than once")
            elif name != MANIFEST and not NAMES.fullmatch(name):
                self.wrong(name, "is not a file of a pack")
        self.names = [name for name, count in times.items() if count == 1 and NAMES.fullmatch(name)]
        if times[MANIFEST] == 1:
            self.manifest = self.attempt(MANIFEST, self.listed)
        return self.manifest is not None

    def listed(self) -> Any:
        raw = b"".join(self.read(MANIFEST, 16_000_000))
        read = fields_of(from_json(raw), format=str, title=str, is_whole=bool, files=dict)
        need(read[0] == "handrail.evidence/1", "it is of another format")
        for name, one in read[3].items():
            digest, size = fields_of(one, sha256=str, size_bytes=int)
            is_fit = NAMES.fullmatch(name) and DIGEST.fullmatch(digest) and size >= 0
            need(is_fit, "`%s` is not listed as a file of a pack is" % name)
        return read

    def read_files(self) -> None:
        listed = self.manifest[3]
        for name in self.names:
            if name not in listed:
                self.wrong(name, "is not listed in the manifest")
            else:
                self.attempt(name, self.read_file, name, listed[name]["sha256"], listed[name]["size_bytes"])
        for name in sorted({*PARTS, *listed}.difference(self.names)):
            self.wrong(name, "is missing")

    def read_file(self, name: str, listed: str, size: int) -> None:
        is_kept = name.startswith("files/")
        most, hashed, read, kept = size if is_kept else size + SLACK_BYTES, hashlib.sha256(), 0, []
        for chunk in self.read(name, min(most, MOST if is_kept else 256_000_000)):
            hashed.update(chunk)
            read += len(chunk)
            kept.append(b"" if is_kept else chunk)
        need(
            not is_kept or name == "files/" + hashed.hexdigest(), "does not hold the bytes that its name says"
        )
        if is_kept:
            need((listed, size) == (hashed.hexdigest(), read), "is not what the manifest says")
            self.files[name] = read
        else:
            self.parts[name] = b"".join(kept)
            need((listed, size) == (hashed.hexdigest(), read), "is not what the manifest says")

    # who signed

    def read_keys(self) -> None:
        first, rotations, witnesses = fields_of(
            from_json(self.parts["keys.json"]), first=str, rotations=list, witnesses=list
        )
        key, since = read_key(first, 1), 0
        terms: List[Tuple[Key, int, Optional[int]]] = []
        self.brought = [read_key(one, 4) for one in witnesses]
        handed_over = [fields_of(one, new_key=str, note=str) for one in rotations]
        for new, note in [(read_key(new, 1), read_note(note.encode())) for new, note in handed_over]:
            at = read_checkpoint(note)
            both = {one for one, _ in signers(note, [key, new])} == {key, new}
            need(both and key[0] == new[0] == at[0], "a key took over, and not both keys signed for it")
            is_new = new[3] not in [one[0][3] for one in terms] + [key[3]]
            need(is_new and at[1] > since, "a key came back, or took over at a size of the past")
            terms.append((key, since, at[1]))
            self.handovers.append((new, at))
            key, since = new, at[1]
        self.keys = [*terms, (key, since, None)]

    def check_note(self, place: str, raw: bytes) -> Optional[Tuple[str, int, bytes]]:
        """Check a checkpoint's signatures; return it also where they are false, so that more can be named."""
        note = self.attempt(place, read_note, raw)
        at = self.attempt(place, read_checkpoint, note) if note else None
        if at:
            self.attempt(place, self.check_signers, note, at, place == "checkpoint")
            self.attempt(place, self.check_witnesses, note, at, place)
        return at

    def check_signers(self, note: Note, at: Tuple[str, int, bytes], is_last: bool) -> None:
        need(self.keys, "could not be checked: there are no keys to check it with")
        signed = [key for key, _ in signers(note, [term[0] for term in self.keys])]
        need(signed, "no known key has signed it")
        need(at[0] in [key[0] for key in signed], "the log `%s` was signed for by another" % at[0])
        spoke = [
            key for key, since, until in self.keys if since <= at[1] <= (MOST if until is None else until)
        ]
        need(set(spoke).intersection(signed), "it is signed by a key whose term it is not")
        if not is_last:
            return
        self.told.append(
            "the checkpoint of `%s` at %d entries is signed by the key %s" % (*at[:2], signed[-1][1].hex())
        )
        keys = [term[0] for term in self.keys]
        anchor = min((keys.index(key) for key in self.trusted if key in keys), default=len(keys))
        if self.trusted and not set(keys[anchor:]).intersection(signed):
            self.wrong("keys.json", "the keys do not lead from a key that you trust")

    def check_witnesses(self, note: Note, at: Tuple[str, int, bytes], place: str) -> None:
        for key, moment_s in signers(note, {*self.brought, *self.handed_in}):
            if moment_s > min(self.now + SLACK_S, 253_402_300_799):
                self.wrong(place, "`%s` signed it at a moment that has not come yet" % key[0])
                continue
            self.witnesses += 1
            when = datetime.datetime.fromtimestamp(moment_s, datetime.timezone.utc).isoformat()
            whose = "a key you handed in" if key in self.handed_in else "a key the pack brings itself"
            self.told.append("by %s the log had %d entries, says `%s` (%s)" % (when, at[1], key[0], whose))

    def check_earlier(self) -> None:
        earlier = from_json(self.parts["earlier.json"])
        need(isinstance(earlier, list), "it is not a list")
        read = [fields_of(one, note=str, proof=list) for one in earlier]
        proofs = [[unbase64(step, 32) for step in proof] for _, proof in read]
        roots, before = {at[1]: at[2] for at in [self.checkpoint] if at}, 0
        for number, ((note, _), proof) in enumerate(zip(read, proofs), start=1):
            place = "earlier.json checkpoint %d" % number
            at = self.check_note(place, note.encode())
            if not at:
                continue
            if at[1] <= before:
                self.wrong(place, "is not in the order of sizes")
            before = at[1]
            roots[at[1]] = at[2]
            if self.checkpoint:
                self.attempt(place, check_growth, at, self.checkpoint, proof)
        for key, at in self.handovers if self.keys else []:
            if at[1] not in roots:
                self.unplaced.append(key[1].hex())
            elif roots[at[1]] != at[2]:
                self.wrong("keys.json", "the key %s took over in another tree" % key[1].hex())

    # what the log says

    def check_entries(self) -> None:
        lines = self.parts.get("entries.jsonl", b"").split(b"\n")
        if lines.pop() or not lines:
            self.wrong("entries.jsonl", "its last line has no end")
        before = -1
        for number, line in enumerate(lines, start=1):
            entry = self.attempt("entries.jsonl line %d" % number, Entry, line)
            if not entry:
                continue
            self.entries.append(entry)
            for fault in list(entry.faults()):
                self.wrong(entry.place, fault)
            if entry.index <= before:
                self.wrong(entry.place, "is not in the order of the log, or there twice")
            before = entry.index
            self.attempt(entry.place, self.prove, entry)
        erasing = [entry for entry in self.entries if entry.type == "content.erased" and not entry.false]
        read = [(entry, self.attempt(entry.place, erased_by, entry)) for entry in erasing]
        self.certificates = [(entry, erased) for entry, erased in read if erased and entry.is_proved]
        erasures = [erased for _, erased in self.certificates]
        for entry in self.entries:
            for fault in stand(entry, erasures):
                self.wrong(entry.place, fault)
            if entry.at.timestamp() > self.now + SLACK_S:
                self.wrong(entry.place, "is of a moment that has not come yet")

    def prove(self, entry: Entry) -> None:
        need(self.checkpoint, "could not be checked: there is no checkpoint")
        _, size, root = self.checkpoint or ("", 0, b"")
        need(entry.index < size, "is not in the log: it is beyond the checkpoint")
        check_proof(entry.hash, entry.index, size - 1, entry.proof, root)
        entry.is_proved = True

    def check_chains(self) -> Optional[Entry]:
        exports = [entry for entry in self.entries if entry.type == "export.made"]
        for entry in exports:
            if entry is not self.entries[-1]:
                self.wrong(entry.place, "is an export that is not the last entry")
        if not exports:
            self.wrong("entries.jsonl", "has no entry `export.made`: nothing says where the pack ends")
        ends: Dict[str, Tuple[int, bytes]] = {}
        excused: Dict[str, List[Tuple[int, int]]] = {}
        if exports and "ends" not in exports[-1].false:
            ends = self.attempt(exports[-1].place, read_ends, exports[-1]) or {}
            excused = self.attempt(exports[-1].place, read_left_out, exports[-1]) or {} if ends else {}
        chains: Dict[str, List[Entry]] = {name: [] for name in ends}
        for entry in self.entries:
            if entry.link:
                chains.setdefault(entry.link[0], []).append(entry)
        for name in sorted(chains):
            if ends and name not in ends:
                self.wrong("conversation `%s`" % name, "the export does not speak of it")
            self.check_chain(name, chains[name], ends.get(name), excused.get(name, []))
        return exports[-1] if exports else None

    def check_chain(self, name: str, chain: List[Entry], end: Any, excused: List[Tuple[int, int]]) -> None:
        expected, last, before = 0, None, (len(self.faults), len(self.left_out))
        for entry in sorted(chain, key=lambda one: (one.link[1] if one.link else 0, one.index)):
            seq, linked = entry.link[1:] if entry.link else (0, None)
            if last and seq == expected - 1:
                self.wrong(entry.place, "has the number of another entry")
            elif seq > expected:
                self.missing(name, expected, seq - 1, excused)
            elif last:
                if linked != last.hash:
                    self.wrong(entry.place, "names another entry before it than the one that is there")
                if entry.index <= last.index:
                    self.wrong(entry.place, "is in the log before the one numbered one less")
            if end and seq >= end[0]:
                self.wrong(entry.place, "comes after the end that the export states")
            expected, last = seq + 1, entry
        if end:
            self.check_end(name, expected, last, end, excused)
        if end and (len(self.faults), len(self.left_out)) == before:
            told = (
                "conversation `%s`: its %d entries are numbered and linked up to the end that the log states"
            )
            self.told.append(told % (name, len(chain)))

    def check_end(
        self, name: str, count: int, last: Optional[Entry], end: Any, excused: List[Tuple[int, int]]
    ) -> None:
        if count < end[0]:
            self.missing(name, count, end[0] - 1, excused)
        elif last and count == end[0] and last.hash != end[1]:
            self.wrong(last.place, "is not the last entry that the export states")

    def missing(self, name: str, first: int, last: int, excused: List[Tuple[int, int]]) -> None:
        """Tell of missing numbers, save those that the export's leaf says are left out."""
        for start, stop in [*sorted(excused), (last + 1, last + 1)]:
            if start > last + 1 or stop < first:
                continue
            if start > first:
                self.wrong(numbered(name, first, start - 1), "missing, unauthorised: not in the pack")
            if start <= last:
                self.left_out.append(numbered(name, max(start, first), min(stop, last)))
            first = max(first, stop + 1)

    def check_added_files(self) -> None:
        spoken = set()
        for entry in self.entries:
            if entry.type != "file.added" or "sha256" not in entry.values:
                continue
            digest, size = entry.values["sha256"], entry.values.get("size_bytes")
            if not isinstance(digest, str) or not DIGEST.fullmatch(digest):
                self.wrong(entry.place, "`sha256` is not a digest")
                continue
            name = "files/" + digest
            spoken.add(name)
            if name not in self.manifest[3] and name not in self.files:
                self.wrong(entry.place, "the file that it speaks of, `%s`, is not in the pack" % name)
            elif name in self.files and "size_bytes" in entry.values and size != self.files[name]:
                self.wrong(entry.place, "`size_bytes` is not the size of its file")
        for name in sorted(self.files.keys() - spoken):
            self.wrong(name, "no entry speaks of it")

    def check_custody(self, export: Optional[Entry]) -> None:
        if "custody.json" not in self.parts:
            return
        kinds = dict.fromkeys(("exported_at", "exported_by", "reason", "software", "software_sha256"), str)
        said = self.attempt("custody.json", lambda: fields_of(from_json(self.parts["custody.json"]), **kinds))
        at = self.attempt("custody.json", moment, said[0]) if said else None
        if not said or not at:
            return
        if not DIGEST.fullmatch(said[4]):
            self.wrong("custody.json", "`software_sha256` is not a digest")
        if at.timestamp() > self.now + SLACK_S:
            self.wrong("custody.json", "is of a moment that has not come yet")
        for field, told, value in (("by", "exported_by", said[1]), ("reason", "reason", said[2])):
            if export and field in export.values and export.values[field] != value:
                self.wrong("custody.json", "`%s` is not what entry %d says" % (told, export.index))


def numbered(name: str, first: int, last: int) -> str:
    numbers = "number %d" % first if first == last else "numbers %d to %d" % (first, last)
    return "%s of `%s`" % (numbers, name)


def read_ends(export: Entry) -> Dict[str, Tuple[int, bytes]]:
    ends, found = export.values.get("ends"), {}
    need(isinstance(ends, list) and ends, "does not show where its conversations end")
    for end in ends or []:
        is_end = isinstance(end, list) and [type(one) for one in end] == [str, int, str]
        need(is_end and end[1] > 0 and end[0] not in found, "its ends cannot be read")
        found[end[0]] = (end[1], unbase64(end[2], 32))
    return found


def read_left_out(export: Entry) -> Dict[str, List[Tuple[int, int]]]:
    found: Dict[str, List[Tuple[int, int]]] = {}
    written = export.values.get("left_out", [])
    need(isinstance(written, list), "`left_out` cannot be read")
    for one in written:
        is_range = isinstance(one, list) and [type(part) for part in one] == [str, int, int]
        need(is_range and 0 <= one[1] <= one[2], "`left_out` cannot be read")
        found.setdefault(one[0], []).append((one[1], one[2]))
    return found


# where a pack is read from, and what is said of it
def from_zip(path: str) -> Source:
    try:
        archive = zipfile.ZipFile(path)
        names = archive.namelist()
    except Exception:  # noqa: BLE001  # as above
        raise Wrong("this is not a zip, or its end is missing") from None

    def opened(name: str) -> Any:
        place = archive.getinfo(name)
        need(
            place.compress_type in (0, 8) and not place.flag_bits & 1, "is packed in a way that a pack is not"
        )
        return archive.open(place)

    return names, opened


def from_folder(folder: str) -> Source:
    names = []
    for at, _, files in os.walk(folder):
        names += [os.path.relpath(os.path.join(at, one), folder).replace(os.sep, "/") for one in files]

    def opened(name: str) -> Any:
        path = os.path.join(folder, *name.split("/"))
        need(not os.path.islink(path), "is a link")
        return open(path, "rb")

    return sorted(names), opened


def clean(text: object) -> str:
    """Return a text that a terminal shows and does not obey."""
    return "".join(one if one.isprintable() or one == "\u200d" else "\ufffd" for one in str(text))


def standings(entries: List[Entry]) -> Iterator[str]:
    """Yield where messages stand, those that stand alike together."""
    runs: List[List[Any]] = []
    for entry in entries:
        if entry.link and entry.type == "message.posted":
            hidden = ["`%s` %s" % item for item in sorted(entry.standing.items())]
            hidden += ["`%s` FALSE" % name for name in sorted(entry.false)]
            hidden += [] if entry.is_proved else ["NOT PROVED"]
            said = "%s: %s" % (entry.values.get("grade"), ", ".join(hidden) or "all shown")
            if runs and runs[-1][2] == said and runs[-1][1] == entry.link[1] - 1:
                runs[-1][1] = entry.link[1]
            else:
                runs.append([entry.link[1], entry.link[1], said])
    for first, last, said in runs:
        yield (
            ("message %d, %s" % (first, said))
            if first == last
            else "messages %d to %d, %s" % (first, last, said)
        )


def limits(pack: Pack) -> Iterator[str]:
    if pack.left_out:
        yield "THIS IS A PARTIAL EXPORT: the log says that it leaves out " + ", ".join(pack.left_out)
    if pack.keys and not pack.trusted:
        name, key_id, _, _ = pack.keys[0][0]
        yield (
            "the pack brings its own keys: compare the key id %s with the one that is published "
            "for `%s`, or use --key" % (key_id.hex(), name)
        )
    if not pack.witnesses:
        yield "no witness's signature could be checked: the organisation alone vouches for the log"
    for key in pack.unplaced:
        yield "that the key %s took over in this very tree was not shown" % key
    if any("withheld" in entry.standing.values() for entry in pack.entries):
        yield "something is withheld: who made the pack knows what, and the log holds it"
    grades = [entry.values.get("grade") for entry in pack.entries]
    if "imported" in grades:
        yield "%d messages were exported by somebody, not witnessed" % grades.count("imported")
    if "witnessed" in grades:
        yield "%d messages were copied after they were sent" % grades.count("witnessed")
    yield "a message deleted before it reached the record leaves no trace"
    yield "moments of entries are by the log's own clock; only a witness can say by when a size was reached"
    yield "report.pdf, certificate.txt and custody.json are not signed: entries and files are the evidence"
    if any(name.startswith("timestamps/") for name in pack.parts):
        yield "timestamps by outside authorities were not checked: HOWTO.txt says how"


def certificates(pack: Pack) -> Iterator[str]:
    for entry, (of, fields, _) in pack.certificates:
        about = [one.place for one in pack.entries if one.hash == of] or ["another entry"]
        said = [entry.values[name] for name in ("basis", "rule", "authorised_by")]
        names = ", ".join("`%s`" % name for name in fields)
        yield "entry %d: %s of %s: %s; %s; %s" % (entry.index, names, about[0], *said)


def conversation(entries: List[Entry]) -> Iterator[str]:
    for entry in entries:
        if entry.type == "message.posted":
            said = {
                name: entry.values.get(name, "[%s]" % entry.standing.get(name, "?"))
                for name in ("author", "body")
            }
            when = entry.values.get("shown_at", entry.at.isoformat())
            body = "\n        ".join(map(clean, str(said["body"]).split("\n")))
            yield "%s, %s, %s:\n        %s" % (entry.place, clean(when), clean(said["author"]), body)


def tell(pack: Pack, with_messages: bool) -> None:
    def section(title: str, lines: Iterable[str], is_clean: bool = True) -> None:
        told = list(lines)
        if told:
            print("\n%s\n  %s" % (title, "\n  ".join(map(clean, told) if is_clean else told)))

    if pack.manifest:
        print("Evidence pack `%s`, as it calls itself" % clean(pack.manifest[1]))
        proved = sum(entry.is_proved for entry in pack.entries)
        pack.told.append("%d of %d entries stand in the log" % (proved, len(pack.entries)))
        pack.told.append("%d original files hold the bytes that their names say" % len(pack.files))
        section("CHECKED", pack.told)
        section("MESSAGES", standings(pack.entries))
        section("ERASED, with a certificate in the log", certificates(pack))
        section("CONVERSATION", conversation(pack.entries) if with_messages else [], False)
        section("WHAT THIS CANNOT PROVE", limits(pack))
    section("WRONG", pack.faults)
    count = len(pack.faults)
    print(
        "\n%s"
        % (
            "NOT GOOD: %d found wrong" % count
            if count
            else "GOOD: everything in the pack was checked and holds"
        )
    )
    if not count and not pack.trusted:
        print("(with the pack's own keys: nobody but the pack has said whose they are)")


def beside() -> str:
    folder = os.path.dirname(os.path.abspath(__file__))
    zips = [name for name in sorted(os.listdir(folder)) if name.lower().endswith(".zip")]
    if os.path.exists(os.path.join(folder, MANIFEST)):
        return folder
    need(len(zips) == 1, "say which pack: there is not exactly one zip beside this file")
    return os.path.join(folder, zips[0])


def arguments(words: List[str]) -> Tuple[List[Key], List[Key], bool, str]:
    keys: Dict[str, List[Key]] = {"--key": [], "--witness": []}
    path, with_messages = "", False
    while words:
        word = words.pop(0)
        if word in keys:
            need(words, "`%s` needs a key" % word)
            keys[word].append(read_key(words.pop(0), 1 if word == "--key" else 4))
        elif word == "--messages":
            with_messages = True
        else:
            need(not word.startswith("-") and not path, (__doc__ or "").strip())
            path = word
    return keys["--key"], keys["--witness"], with_messages, path or beside()


def main(words: List[str]) -> int:
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    try:
        keys, witnesses, with_messages, path = arguments(words)
        source = from_folder(path) if os.path.isdir(path) else from_zip(path)
        need(MANIFEST in source[0], "there is no `%s` in it" % MANIFEST)
    except Wrong as error:
        print("NOT A PACK: %s" % error, file=sys.stderr)
        return 2
    pack = Pack(source, keys, witnesses)
    pack.check()
    tell(pack, with_messages)
    return 1 if pack.faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
