"""Writes an evidence pack (§1). The same parts give the same bytes."""

from collections.abc import Iterable, Iterator
from hashlib import sha256
from importlib.resources import files
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from handrail.core.evidence import layout
from handrail.core.evidence.certificate import certificate_text
from handrail.core.evidence.custody_file import print_custody
from handrail.core.evidence.entry_line import print_entry
from handrail.core.evidence.howto import howto_text
from handrail.core.evidence.keys_file import PackKeys, print_earlier, print_keys
from handrail.core.evidence.manifest import Listed, Manifest, print_manifest
from handrail.core.evidence.parts import KeptFile, Parts
from handrail.core.evidence.problems import PartRefused

_NEVER = (1980, 1, 1, 0, 0, 0)  # a zip's earliest moment: when a file was packed is no evidence
_UNIX = 3
_READABLE = 0o100644 << 16


def bundle(parts: Parts, *, report: bytes, out: BinaryIO) -> None:
    """Write a pack. What was written is not a pack when this raises: write beside its place, then move.

    report  the PDF: a rendering for people; the entries are the evidence
    out     from its present position; it need not be able to seek
    raises  PartRefused: a kept file's bytes are not those the record speaks of;
            RecordError: a value without one form
    """
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        listed = {name: _write(archive, name, chunks) for name, chunks in _written(parts, report)}
        for file in sorted(parts.files, key=lambda one: one.sha256):
            listed[layout.file_name(file.sha256)] = _write_kept(archive, file)
        for number, raw in enumerate(parts.timestamps, start=1):
            listed[layout.timestamp_name(number)] = _write(archive, layout.timestamp_name(number), [raw])
        manifest = Manifest(title=parts.title, is_whole=parts.is_whole, files=listed)
        _write(archive, layout.MANIFEST, [print_manifest(manifest)])


def program_bytes() -> bytes:
    """Return the program `verify.py`, which checks a pack where there is nothing but Python."""
    return (files("handrail.core.evidence") / "standalone" / "verify.py").read_bytes()


def _written(parts: Parts, report: bytes) -> Iterator[tuple[str, Iterable[bytes]]]:
    keys = PackKeys(parts.first_key, parts.rotations, parts.witnesses)
    yield layout.HOWTO, [howto_text(parts).encode()]
    yield layout.PROGRAM, [program_bytes()]
    yield layout.REPORT, [report]
    yield layout.CERTIFICATE, [certificate_text(parts).encode()]
    yield layout.CUSTODY, [print_custody(parts.custody)]
    yield layout.ENTRIES, map(print_entry, parts.entries)
    yield layout.CHECKPOINT, [parts.checkpoint]
    yield layout.EARLIER, [print_earlier(parts.earlier)]
    yield layout.KEYS, [print_keys(keys)]


def _write(archive: ZipFile, name: str, chunks: Iterable[bytes]) -> Listed:
    place = ZipInfo(name, _NEVER)
    place.compress_type, place.create_system, place.external_attr = ZIP_DEFLATED, _UNIX, _READABLE
    digest, size_bytes = sha256(), 0
    with archive.open(place, "w", force_zip64=name.startswith(layout.FILES)) as target:
        for chunk in chunks:
            digest.update(chunk)
            size_bytes += len(chunk)
            target.write(chunk)
    return Listed(digest.hexdigest(), size_bytes)


def _write_kept(archive: ZipFile, file: KeptFile) -> Listed:
    written = _write(archive, layout.file_name(file.sha256), file.chunks())
    if written != (file.sha256, file.size_bytes):
        raise PartRefused(f"the kept file `{file.sha256}` does not hold the bytes that the record speaks of")
    return written
