"""How a pack lists its files (§2)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from handrail.core.evidence.layout import FORMAT, MANIFEST, NAME, SHA256
from handrail.core.evidence.problems import PartRefused
from handrail.core.record.canonical import JsonValue, canonical, read_canonical
from handrail.core.record.problems import RecordError


class Listed(NamedTuple):
    """What the manifest says of one file.

    sha256  hex
    """

    sha256: str
    size_bytes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """Every other file of a pack. Nobody signs it: it finds damage, not deceit."""

    title: str
    is_whole: bool
    files: Mapping[str, Listed]


def print_manifest(manifest: Manifest) -> bytes:
    """Return the bytes of `manifest.json`."""
    return canonical(
        {
            "format": FORMAT,
            "title": manifest.title,
            "is_whole": manifest.is_whole,
            "files": {
                name: {"sha256": one.sha256, "size_bytes": one.size_bytes}
                for name, one in manifest.files.items()
            },
        }
    )


def read_manifest(raw: bytes) -> Manifest:
    """Read `manifest.json`.

    raises  PartRefused: anything `print_manifest` would not have printed, or a name no file of a pack has
    """
    try:
        match read_canonical(raw):
            case {
                "format": str(format_),
                "title": str(title),
                "is_whole": bool(is_whole),
                "files": dict(files),
                **rest,
            } if not rest and format_ == FORMAT:
                listed = {name: _read_listed(name, one) for name, one in files.items()}
                return Manifest(title=title, is_whole=is_whole, files=listed)
    except RecordError as error:
        raise PartRefused(f"it cannot be read: {error}") from error
    raise PartRefused(f"it is not a list of files in the format `{FORMAT}`")


def _read_listed(name: str, written: JsonValue) -> Listed:
    match written:
        case {"sha256": str(sha256), "size_bytes": int(size_bytes), **rest} if not rest:
            is_name = NAME.fullmatch(name) and name != MANIFEST
            if is_name and SHA256.fullmatch(sha256) and type(size_bytes) is int and size_bytes >= 0:
                return Listed(sha256, size_bytes)
    raise PartRefused(f"`{name}` is not listed as a file of a pack is")
