"""Parts of a made-up conversation, signed with keys that anybody can make again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from tests.core.record.signers import AT_S, ORIGIN, log_key, witness_key

from handrail.core.evidence.parts import Custody, Entry, Parts
from handrail.core.record.canonical import JsonValue
from handrail.core.record.chain import ChainEnd, end_fields, link_fields
from handrail.core.record.checkpoint import Checkpoint, sign_checkpoint
from handrail.core.record.cosignature import add_signatures, cosign
from handrail.core.record.erasure import Erasure, erasure_fields
from handrail.core.record.leaf import make_leaf
from handrail.core.record.leaf_types import LeafType
from handrail.core.record.notes import parse_note, print_note
from handrail.core.record.proofs import leaf_hash

CHAT = "walking-group"
AT = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
SOURCE = sha256(b"the export").hexdigest()
FIRST_INDEX = 4_100


def message(body: str = "We meet at the bandstand", **changed: JsonValue) -> dict[str, JsonValue]:
    """Return the fields of a message of an export; where it stands is added by `Record.add`."""
    return {
        "grade": "imported",
        "author": "Marta Quillfeather",
        "body": body,
        "kind": "text",
        "shown_at": "2026-11-20T18:30:00",
        "offset": 0,
        "source": SOURCE,
        "file": None,
        "marks": [],
        **changed,
    }


@dataclass
class Record:
    """Grows a conversation in a log, entry by entry."""

    entries: list[Entry] = field(default_factory=list)
    hashes: list[bytes] = field(default_factory=list)

    def add(
        self,
        fields: Mapping[str, JsonValue],
        *,
        type_: LeafType = LeafType.MESSAGE_POSTED,
        withheld: Sequence[str] = (),
        erased: Sequence[str] = (),
    ) -> bytes:
        link = link_fields(CHAT, seq=len(self.hashes), prev=self.hashes[-1] if self.hashes else None)
        made = self._append({**link, **fields}, type_, withheld=withheld, erased=erased)
        self.hashes.append(made)
        return made

    def certify(self, of: bytes, fields: Sequence[str], **changed: str) -> None:
        erasure = Erasure(
            of=of,
            fields=frozenset(fields),
            basis=changed.get("basis", "request by the person"),
            rule=changed.get("rule", "retention 4.2"),
            authorised_by=changed.get("authorised_by", "Priya Nair, lead"),
            index=0,
        )
        self._append(erasure_fields(erasure), LeafType.CONTENT_ERASED)

    def parts(self, *, is_whole: bool = True, drop: Sequence[int] = (), **changed: str) -> Parts:
        """Return the parts; `drop` leaves entries out by their number in the conversation."""
        end = ChainEnd(conversation=CHAT, count=len(self.hashes), last=self.hashes[-1])
        entries = [entry for number, entry in enumerate(self.entries) if number not in drop]
        record = Record(entries=entries)
        record._append(end_fields([end]), LeafType.EXPORT_MADE, index=FIRST_INDEX + len(self.entries))
        return Parts(
            title=changed.get("title", "Walking group"),
            is_whole=is_whole,
            entries=tuple(record.entries),
            files=(),
            checkpoint=note(FIRST_INDEX + len(self.entries) + 1),
            first_key=log_key().verifier,
            rotations=(),
            earlier=(),
            custody=Custody(
                exported_at=AT + timedelta(days=2),
                exported_by=changed.get("exported_by", "Priya Nair, designated safeguarding lead"),
                reason=changed.get("reason", "Asked for by the trustees at their meeting"),
                software="Handrail 0.1.0",
                software_sha256=sha256(b"the program").hexdigest(),
            ),
        )

    def _append(
        self,
        fields: Mapping[str, JsonValue],
        type_: LeafType,
        *,
        withheld: Sequence[str] = (),
        erased: Sequence[str] = (),
        index: int | None = None,
    ) -> bytes:
        at = FIRST_INDEX + len(self.entries) if index is None else index
        salts = {name: sha256(f"{at} {name}".encode()).digest() for name in fields}
        leaf, openings = make_leaf(type_, AT + timedelta(seconds=at), fields, salts)
        shown = tuple(one for one in openings if one.field not in withheld and one.field not in erased)
        self.entries.append(
            Entry(index=at, leaf=leaf, openings=shown, withheld=frozenset(withheld), proof=())
        )
        return leaf_hash(leaf)


def note(size: int, at_s: int = AT_S) -> bytes:
    root = sha256(str(size).encode()).digest()
    signed = sign_checkpoint(Checkpoint(origin=ORIGIN, size=size, root=root), [log_key()])
    return print_note(
        add_signatures(parse_note(signed), cosign(parse_note(signed), witness_key(), at_s=at_s))
    )
