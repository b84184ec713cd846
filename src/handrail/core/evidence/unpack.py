"""Reads a pack's zip, believing nothing it says of itself (§1, §2).

# LIMIT: bytes of a zip outside the files that its directory lists are not looked at; nor does unzipping.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from struct import error as struct_error
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo
from zlib import error as zlib_error

from handrail.core.evidence import layout
from handrail.core.evidence.manifest import Listed, Manifest, read_manifest
from handrail.core.evidence.problems import EvidenceError, PartRefused
from handrail.core.evidence.verdict import Fault

_IS_ENCRYPTED = 0x1
_CHUNK_BYTES = 1_000_000
# what bytes can make `zipfile` say; each means that the zip is damaged (RuntimeError: encrypted; OSError:
# a seek to before the start)
_DAMAGED = (
    BadZipFile,
    zlib_error,
    struct_error,
    EOFError,
    ValueError,
    OverflowError,
    LookupError,
    RuntimeError,
    OSError,
)


class NotAPack(EvidenceError):
    """Not a zip, or one without a manifest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unpacked:
    """What a pack's zip holds.

    parts       bytes of each file that is read as a whole, also where the manifest says otherwise
    files       names in `files/` whose bytes are those that the name says
    timestamps  how many there are
    manifest    None where it cannot be read: then nothing else was read either
    """

    parts: Mapping[str, bytes]
    files: Mapping[str, int]
    timestamps: int
    manifest: Manifest | None
    faults: tuple[Fault, ...]


def unpack(pack: BinaryIO) -> Unpacked:
    """Read a pack's files, each at most as far as the manifest says.

    raises  NotAPack: nothing to read
    """
    try:
        archive = ZipFile(pack)
    except _DAMAGED as error:
        raise NotAPack("this is not a zip, or its end is missing") from error
    with archive:
        return _unpacked(archive)


def _unpacked(archive: ZipFile) -> Unpacked:
    places = archive.infolist()
    if all(place.filename != layout.MANIFEST for place in places):
        raise NotAPack(f"there is no `{layout.MANIFEST}` in it")
    faults = [*_name_faults(places)]
    refused = {fault.place for fault in faults}
    if layout.MANIFEST in refused:
        return Unpacked(parts={}, files={}, timestamps=0, manifest=None, faults=tuple(faults))
    try:
        raw = b"".join(_read(archive, layout.MANIFEST, layout.MOST_MANIFEST_BYTES))
        manifest = read_manifest(raw)
    except PartRefused as error:
        faults.append(Fault(layout.MANIFEST, f"{error}; nothing else was checked"))
        return Unpacked(parts={}, files={}, timestamps=0, manifest=None, faults=tuple(faults))
    return _listed(archive, manifest, refused, faults)


def _name_faults(places: list[ZipInfo]) -> Iterator[Fault]:
    for name, count in Counter(place.filename for place in places).items():
        if count > 1:
            yield Fault(name, "is in the zip more than once")
        elif not layout.NAME.fullmatch(name):
            yield Fault(name, "is not a file of a pack")
    for place in places:
        if place.flag_bits & _IS_ENCRYPTED:
            yield Fault(place.filename, "is encrypted")
        elif place.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            yield Fault(place.filename, "is packed in a way that a pack is not")


def _listed(archive: ZipFile, manifest: Manifest, refused: set[str], faults: list[Fault]) -> Unpacked:
    names = set(archive.namelist()) - {layout.MANIFEST} - refused
    faults += [Fault(name, "is not listed in the manifest") for name in sorted(names - manifest.files.keys())]
    needed = set(layout.ALWAYS) | manifest.files.keys()
    faults += [Fault(name, "is missing") for name in sorted(needed - names - refused)]
    parts: dict[str, bytes] = {}
    files: dict[str, int] = {}
    for name in sorted(names & manifest.files.keys()):
        try:
            if name.startswith(layout.FILES):
                files[name] = _check_kept(archive, name, manifest.files[name])
            else:
                parts[name] = _read_part(archive, name, manifest.files[name], faults)
        except PartRefused as error:
            faults.append(Fault(name, str(error)))
    timestamps = sum(name.startswith(layout.TIMESTAMPS) for name in parts)
    return Unpacked(parts=parts, files=files, timestamps=timestamps, manifest=manifest, faults=tuple(faults))


def _read_part(archive: ZipFile, name: str, listed: Listed, faults: list[Fault]) -> bytes:
    most = min(listed.size_bytes + layout.SLACK_BYTES, layout.MOST_PART_BYTES)
    raw = b"".join(_read(archive, name, most))
    if listed != (sha256(raw).hexdigest(), len(raw)):
        faults.append(Fault(name, "is not what the manifest says"))
    return raw


def _check_kept(archive: ZipFile, name: str, listed: Listed) -> int:
    digest, size_bytes = sha256(), 0
    for chunk in _read(archive, name, listed.size_bytes):
        digest.update(chunk)
        size_bytes += len(chunk)
    found = digest.hexdigest()
    if layout.file_name(found) != name:
        raise PartRefused("does not hold the bytes that its name says")
    if listed != (found, size_bytes):
        raise PartRefused("is not what the manifest says")
    return size_bytes


def _read(archive: ZipFile, name: str, most: int) -> Iterator[bytes]:
    """Yield a file's bytes, one more than so many at most: what a zip says of sizes is not believed."""
    read = 0
    try:
        with archive.open(name) as source:
            while read <= most and (chunk := source.read(min(_CHUNK_BYTES, most + 1 - read))):
                read += len(chunk)
                yield chunk
    except _DAMAGED as error:
        raise PartRefused("is damaged in the zip") from error
    if read > most:
        raise PartRefused("is longer than the manifest says")
