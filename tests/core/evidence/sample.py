"""A pack of an imported chat, as the log would give it: for tests of packs, of the report and of the export.

    made = sample(messages=20)
    raw = packed(made.parts)

What was erased is one message's author and body, and with them the export that also held them.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from io import BytesIO

from tests.core.evidence.sample_log import WITNESSES, SampleLog, hex_digest
from tests.core.record.signers import log_key

from handrail.core.evidence.bundle import bundle
from handrail.core.evidence.left_out import left_out_fields
from handrail.core.evidence.parts import Custody, KeptFile, Parts
from handrail.core.record.canonical import JsonValue
from handrail.core.record.chain import ChainEnd, end_fields
from handrail.core.record.erasure import Erasure, erasure_fields
from handrail.core.record.leaf_types import LeafType
from handrail.core.record.proofs import leaf_hash
from handrail.core.record.trust_policy import Group, TrustPolicy

REPORT = b"%PDF-1.7\n% a rendering stands here\n%%EOF\n"
CHAT = "saturday-walkers"
TITLE = "Saturday walkers"
PHOTOS = (b"\xff\xd8\xff\xe0 the bandstand in the rain", b"\xff\xd8\xff\xe0 the duck pond")
AUTHORS = ("Marta Quillfeather", "Tobias Fennimore", "نور الهدى", "נועה ברק", "Ottoline Marsh")
BODIES = (
    "We meet at the bandstand on Saturday at ten \U0001f333",
    'It\'s on the left-hand side: the gate by the "Old Mill"',
    "سأحضر معي بعض التمر والماء",
    "אני מביאה עוגיות לכולם \U0001f36a",
    "Bring a waterproof;\nit may rain after eleven",
    "\U0001f468\u200d\U0001f469\u200d\U0001f467 are coming too \U0001f44d\U0001f3fd",
    "Ten o'clock is fine",
    "Is the café open? — yes, until 4 p.m.",
)
SHOWN_AT = datetime.fromisoformat("2025-02-22T09:15")  # as the export shows it: the phone's local time
ERASED_SEQ, WITHHELD_SEQ = 5, 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """A pack's parts, and what they were made from.

    indexes   in the log, of every leaf of the conversation, in the order of their numbers
    policy    trusts the log's first key, and asks for one of its two witnesses
    """

    parts: Parts
    log: SampleLog
    indexes: tuple[int, ...]
    policy: TrustPolicy
    original: bytes


def sample(
    messages: int = 12,
    *,
    others: int = 40,
    is_erased: bool = True,
    is_withheld: bool = True,
    ends: tuple[ChainEnd, ...] | None = None,
    key_seed: str = "",
    left_out: tuple[tuple[int, int], ...] = (),
) -> Sample:
    """Return a pack's parts.

    messages  from 6; beside them the conversation has a leaf for the export and one for each of two photos
    others    leaves of the log that are not the conversation's, before, between and after
    ends      what `export.made` commits to, where it is to be something else than the truth
    key_seed  for another log of the same name
    left_out  numbers, from and to, that the pack leaves out, as `export.made` then says
    """
    log = SampleLog(log_key(f"first{key_seed}"))
    log.fill(others // 3 + 1)
    started = log.checkpoint(len(log.leaves))
    original = "\n".join(_body(number) for number in range(messages)).encode()
    indexes = _imported(log, messages, others, original, key_seed)
    read = log.checkpoint(len(log.leaves))
    certificates = _erased(log, indexes) if is_erased else ()
    log.fill(others // 3)
    told: dict[str, JsonValue] = {"by": _CUSTODY_BY, "reason": _CUSTODY_REASON}
    numbers = [seq for seq in range(len(indexes)) if not any(a <= seq <= b for a, b in left_out)]
    told |= left_out_fields(CHAT, shown=numbers, count=len(indexes))
    shown = [indexes[seq] for seq in numbers]
    exported = log.append(LeafType.EXPORT_MADE, end_fields(ends or [log.end(CHAT)]) | told)
    exported_at = log.at
    log.fill(1)
    size = len(log.leaves)
    gone = {indexes[ERASED_SEQ]: {"author", "body"}, indexes[0]: set(_FILE_FIELDS)} if is_erased else {}
    kept_back = {indexes[WITHHELD_SEQ]: {"author"}} if is_withheld else {}
    notes = [started, *(rotation.note for rotation in log.rotations), read]
    parts = Parts(
        title=TITLE,
        is_whole=not is_withheld and not left_out,
        entries=log.entries(
            [*shown, *certificates, exported], size=size, unopened=gone | kept_back, withheld=kept_back
        ),
        files=_files(original, is_erased=is_erased),
        checkpoint=log.checkpoint(size),
        first_key=log.first_key.verifier,
        rotations=tuple(log.rotations),
        earlier=tuple(log.earlier(note, size=size) for note in notes),
        custody=_custody(exported_at),
        witnesses=tuple(key.verifier for key in WITNESSES),
    )
    return Sample(parts=parts, log=log, indexes=indexes, policy=policy(log), original=original)


def packed(parts: Parts, report: bytes = REPORT) -> bytes:
    out = BytesIO()
    bundle(parts, report=report, out=out)
    return out.getvalue()


def kept_file(raw: bytes) -> KeptFile:
    return KeptFile(sha256=hex_digest(raw), size_bytes=len(raw), chunks=lambda: iter([raw[:9], raw[9:]]))


def policy(log: SampleLog) -> TrustPolicy:
    council, auditor = (key.verifier for key in WITNESSES)
    return TrustPolicy(
        logs=(log.first_key.verifier,),
        witnesses={"council": council, "auditor": auditor},
        groups={"either": Group(threshold=1, members=("council", "auditor"))},
        quorum="either",
    )


_FILE_FIELDS = ("name", "sha256", "size_bytes")
_CUSTODY_BY = "Ottoline Marsh, designated safeguarding lead"
_CUSTODY_REASON = "asked for by the youth court, reference 17"


def _imported(log: SampleLog, messages: int, others: int, original: bytes, key_seed: str) -> tuple[int, ...]:
    """Write the conversation's leaves; in the middle of them the log's key is turned over."""
    indexes = [log.append_to(CHAT, LeafType.FILE_ADDED, _file_fields("chat.txt", original, "text/plain"))]
    for number, photo in enumerate(PHOTOS, start=1):
        fields = _file_fields(f"IMG-{number}.jpg", photo, "image/jpeg")
        indexes.append(log.append_to(CHAT, LeafType.FILE_ADDED, fields))
    for number in range(messages):
        if number == messages // 2:
            log.fill(others // 3)
            log.rotate_key(log_key(f"second{key_seed}"))
        fields = _message_fields(number, hex_digest(original))
        indexes.append(log.append_to(CHAT, LeafType.MESSAGE_POSTED, fields))
    return tuple(indexes)


def _file_fields(name: str, raw: bytes, media_type: str) -> dict[str, JsonValue]:
    return {
        "name": name,
        "sha256": hex_digest(raw),
        "size_bytes": len(raw),
        "media_type": media_type,
        "added_by": "Marta Quillfeather, representative",
    }


def _message_fields(number: int, source: str) -> dict[str, JsonValue]:
    picture = f"IMG-{number + 1}.jpg" if number < len(PHOTOS) else None
    return {
        "grade": "imported",
        "author": AUTHORS[number % len(AUTHORS)],
        "body": _body(number),
        "kind": "media" if picture else "text",
        "shown_at": (SHOWN_AT + timedelta(minutes=7 * number)).isoformat(),
        "offset": 80 * number,
        "source": source,
        "file": picture,
        "marks": ["the line may imitate another's header"] if number == 4 else [],
    }


def _body(number: int) -> str:
    return f"{BODIES[number % len(BODIES)]} ({number + 1})"


def _erased(log: SampleLog, indexes: tuple[int, ...]) -> tuple[int, ...]:
    """Certify what was erased: a message, and the export that also holds it."""
    erased = ((indexes[0], frozenset(_FILE_FIELDS)), (indexes[ERASED_SEQ], frozenset({"author", "body"})))
    return tuple(
        log.append(
            LeafType.CONTENT_ERASED,
            erasure_fields(
                Erasure(
                    of=leaf_hash(log.leaves[of]),
                    fields=fields,
                    basis="request by the person",
                    rule="retention/chat",
                    authorised_by="Lead: Ottoline Marsh",
                    index=len(log.leaves),
                )
            ),
        )
        for of, fields in erased
    )


def _files(original: bytes, *, is_erased: bool) -> tuple[KeptFile, ...]:
    kept = PHOTOS if is_erased else (original, *PHOTOS)
    return tuple(map(kept_file, kept))


def _custody(at: datetime) -> Custody:
    return Custody(
        exported_at=at,
        exported_by=_CUSTODY_BY,
        reason=_CUSTODY_REASON,
        software="handrail 0.1.0",
        software_sha256=hex_digest(b"handrail"),
    )
