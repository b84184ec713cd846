"""Ways to change a pack as somebody would who can write zips and JSON, and has no key."""

import json
from collections.abc import Callable, Mapping
from hashlib import sha256
from io import BytesIO
from typing import Any, NamedTuple
from warnings import catch_warnings, simplefilter
from zipfile import ZIP_DEFLATED, ZipFile

type Files = dict[str, bytes]
type Line = dict[str, Any]


def files_of(raw: bytes) -> Files:
    with ZipFile(BytesIO(raw)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(*files: Mapping[str, bytes]) -> bytes:
    """Return a zip of files as they are; a name in two of the mappings is in it twice."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive, catch_warnings():
        simplefilter("ignore")  # of a name that is there twice: it is meant
        for mapping in files:
            for name, content in mapping.items():
                archive.writestr(name, content)
    return out.getvalue()


def relisted(files: Files) -> bytes:
    """Return a zip whose manifest speaks of the files as they are now."""
    manifest = json.loads(files["manifest.json"])
    manifest["files"] = {
        name: {"sha256": sha256(content).hexdigest(), "size_bytes": len(content)}
        for name, content in files.items()
        if name != "manifest.json"
    }
    return zipped(files | {"manifest.json": jcs(manifest)})


def jcs(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def with_file(raw: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    files = files_of(raw)
    files[name] = change(files[name])
    return relisted(files)


def with_json(raw: bytes, name: str, change: Callable[[Any], object]) -> bytes:
    def changed(content: bytes) -> bytes:
        value = json.loads(content)
        change(value)
        return jcs(value)

    return with_file(raw, name, changed)


def with_lines(raw: bytes, change: Callable[[list[Line]], object]) -> bytes:
    """Change the entries, as a list of objects, in place."""

    def changed(content: bytes) -> bytes:
        lines = [json.loads(line) for line in content.splitlines()]
        change(lines)
        return b"".join(jcs(line) + b"\n" for line in lines)

    return with_file(raw, "entries.jsonl", changed)


def opening(line: Line, field: str) -> Line:
    found: Line = next(one for one in line["openings"] if one["field"] == field)
    return found


class Named(NamedTuple):
    """A fault: its place, and words of what is said there."""

    place: str
    words: str


class Attack(NamedTuple):
    """A pack, and every fault in it; with `and_more`, faults that follow from these are there as well."""

    raw: bytes
    faults: tuple[Named, ...]
    and_more: bool = False


def found(raw: bytes, *faults: tuple[str, str], and_more: bool = False) -> Attack:
    return Attack(raw, tuple(Named(*fault) for fault in faults), and_more)
