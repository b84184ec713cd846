"""Logs that were signed and are wrong all the same: their keeper wrote something that cannot be."""

from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO

import pytest
from tests.core.evidence.sample import CHAT, PHOTOS, kept_file, packed
from tests.core.evidence.sample_log import SampleLog, hex_digest
from tests.core.evidence.standalone import answer

from handrail.core.evidence.parts import Custody, Parts
from handrail.core.evidence.verify import verify
from handrail.core.record.canonical import JsonValue
from handrail.core.record.chain import end_fields
from handrail.core.record.leaf_types import LeafType
from handrail.core.record.proofs import leaf_hash
from handrail.core.record.text_forms import print_base64

type Write = Callable[[SampleLog], None]
MESSAGE: dict[str, JsonValue] = {
    "author": "Marta Quillfeather",
    "body": "Ten o'clock is fine",
    "grade": "checked",
}
ERASURE: dict[str, JsonValue] = {"basis": "b", "rule": "r", "authorised_by": "a"}


def pack_of(write: Write, *, has_photo: bool = False) -> bytes:
    """Return a pack of everything that was written, all of it shown."""
    log = SampleLog()
    write(log)
    size = len(log.leaves)
    return packed(
        Parts(
            title="Written wrongly",
            is_whole=True,
            entries=log.entries(range(size), size=size, unopened={}, withheld={}),
            files=(kept_file(PHOTOS[0]),) if has_photo else (),
            checkpoint=log.checkpoint(size),
            first_key=log.first_key.verifier,
            rotations=(),
            earlier=(),
            custody=Custody(
                exported_at=log.at, exported_by="x", reason="x", software="x", software_sha256=hex_digest(b"")
            ),
        )
    )


def named(raw: bytes) -> list[str]:
    """Return what both verifiers name, once they agree on the places."""
    ours = [str(fault) for fault in verify(BytesIO(raw), trust=None, at=datetime.now(UTC)).faults]
    theirs = answer(raw)
    assert theirs.code == (1 if ours else 0)
    assert sorted(one.partition(": ")[0] for one in ours) == sorted(
        one.partition(": ")[0] for one in theirs.faults
    )
    return ours


def export(log: SampleLog, **fields: JsonValue) -> None:
    log.append(LeafType.EXPORT_MADE, end_fields([log.end(CHAT)]) | fields)


def post(log: SampleLog, **fields: JsonValue) -> None:
    log.append_to(CHAT, LeafType.MESSAGE_POSTED, MESSAGE | fields)


def placed(seq: JsonValue, prev: JsonValue) -> dict[str, JsonValue]:
    return MESSAGE | {"conversation": CHAT, "conv_seq": seq, "conv_prev": prev}


def added(**fields: JsonValue) -> Write:
    def write(log: SampleLog) -> None:
        log.append_to(CHAT, LeafType.FILE_ADDED, {"grade": "imported", **fields})
        export(log)

    return write


def test_a_small_log_is_good():
    def write(log: SampleLog) -> None:
        post(log)
        export(log)

    assert named(pack_of(write)) == []


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({"size_bytes": 7}, "entry 0 (file.added, number 0): `size_bytes` is not the size of its file"),
        ({"size_bytes": "28"}, "entry 0 (file.added, number 0): `size_bytes` is not the size of its file"),
    ],
)
def test_a_size_that_is_not_the_file_s_is_named(fields, fault):
    assert named(pack_of(added(sha256=hex_digest(PHOTOS[0]), **fields), has_photo=True)) == [fault]


@pytest.mark.parametrize("sha256", [7, "A" * 64, "../../etc/passwd", None])
def test_a_digest_that_is_none_is_named(sha256):
    assert named(pack_of(added(sha256=sha256))) == [
        "entry 0 (file.added, number 0): `sha256` is not a digest"
    ]


@pytest.mark.parametrize(
    ("seq", "prev"), [(-1, None), (True, None), ("0", None), (0, "A" * 43 + "="), (1, None), (1, 7), (1, "x")]
)
def test_fields_that_place_a_message_nowhere_are_named(seq, prev):
    def write(log: SampleLog) -> None:
        post(log)
        log.append(LeafType.MESSAGE_POSTED, placed(seq, prev))
        export(log)

    (fault,) = named(pack_of(write))
    assert fault.startswith("entry 1 (message.posted): ")


def test_a_message_that_stands_before_the_one_it_follows_is_named():
    other = SampleLog()
    other.fill(1)
    post(other)
    link = print_base64(leaf_hash(other.leaves[1]))

    def write(log: SampleLog) -> None:
        log.append(LeafType.MESSAGE_POSTED, placed(1, link))
        post(log)
        log.append(LeafType.EXPORT_MADE, {"ends": [[CHAT, 2, print_base64(leaf_hash(log.leaves[0]))]]})

    assert named(pack_of(write)) == ["message 1 (entry 0): is in the log before the one numbered one less"]


@pytest.mark.parametrize(
    "ends",
    [
        [],
        "all",
        None,
        [[CHAT, 0, "A" * 43 + "="]],
        [[CHAT, 1]],
        [[CHAT, True, "A" * 43 + "="]],
        [[CHAT, 1, "x"]],
    ],
)
def test_ends_that_cannot_be_read_are_named(ends):
    def write(log: SampleLog) -> None:
        post(log)
        log.append(LeafType.EXPORT_MADE, {"ends": ends})

    (fault,) = named(pack_of(write))
    assert fault.startswith("entry 1 (export.made): ")


def test_two_ends_for_one_conversation_are_named():
    def write(log: SampleLog) -> None:
        post(log)
        log.append(LeafType.EXPORT_MADE, end_fields([log.end(CHAT), log.end(CHAT)]))

    assert any(fault.startswith("entry 1 (export.made): ") for fault in named(pack_of(write)))


@pytest.mark.parametrize("left_out", ["all", [[CHAT, 2, 1]], [[CHAT, 0]], [[7, 0, 1]]])
def test_what_is_left_out_in_another_form_is_named(left_out):
    def write(log: SampleLog) -> None:
        post(log)
        export(log, left_out=left_out)

    (fault,) = named(pack_of(write))
    assert fault.startswith("entry 1 (export.made): `left_out`")


def test_a_second_export_is_named():
    def write(log: SampleLog) -> None:
        post(log)
        export(log)
        export(log)

    assert named(pack_of(write)) == ["entry 1 (export.made): is an export that is not the last entry"]


@pytest.mark.parametrize(
    "fields",
    [
        {"of": "x", "fields": ["body"]},
        {"of": "A" * 43 + "=", "fields": []},
        {"of": "A" * 43 + "=", "fields": ["b", "a"]},
        {"of": "A" * 43 + "=", "fields": ["a", "a"]},
        {"of": "A" * 43 + "=", "fields": ["a", 7]},
        {"of": 7, "fields": ["a"]},
        {"of": "A" * 43 + "=", "fields": ["a"], "basis": None},
    ],
)
def test_a_certificate_that_cannot_be_read_is_named(fields):
    def write(log: SampleLog) -> None:
        post(log)
        log.append(LeafType.CONTENT_ERASED, ERASURE | fields)
        export(log)

    (fault,) = named(pack_of(write))
    assert fault.startswith("entry 1 (content.erased): ")


def test_a_certificate_from_before_the_leaf_excuses_nothing():
    shown = SampleLog()
    shown.fill(1)
    post(shown)
    of = print_base64(leaf_hash(shown.leaves[1]))

    def write(log: SampleLog) -> None:
        log.append(LeafType.CONTENT_ERASED, ERASURE | {"of": of, "fields": ["body"]})
        post(log)
        export(log)

    # were it counted, the text would be shown though it was destroyed
    assert named(pack_of(write)) == []
