"""A backup as one zip: a manifest, a file of rows for each table, and the files that were handed in.

Format: docs/formats/backup.md.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

FORMAT = "handrail backup 1"
MANIFEST = "manifest.json"
_BLOCK = 1024 * 1024


class BackupRefused(Exception):
    """A file that is not a whole backup; the text says what is wrong with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a backup says of itself.

    kind      `record` or `content-keys`
    origin    the record's name
    size      entries of the log
    root      of the log, hex
    files     name, then hex digest, of everything else in the zip
    """

    kind: str
    made_at: str
    software: str
    origin: str
    size: int
    root: str
    files: dict[str, str]


class BackupWriter:
    """Writes a backup; the manifest comes last, so that half a backup has none."""

    def __init__(self, path: Path) -> None:
        self._archive = ZipFile(path, "x", ZIP_DEFLATED)
        self._digests: dict[str, str] = {}

    def add(self, name: str, chunks: Iterable[bytes]) -> None:
        """Write one file."""
        digest = sha256()
        with self._archive.open(name, "w", force_zip64=True) as target:
            for chunk in chunks:
                digest.update(chunk)
                target.write(chunk)
        self._digests[name] = digest.hexdigest()

    def close(self, **said: str | int) -> None:
        """Write the manifest and end the file."""
        manifest = {"format": FORMAT, **said, "files": self._digests}
        self._archive.writestr(MANIFEST, json.dumps(manifest, indent=1, sort_keys=True))
        self._archive.close()


class BackupReader:
    """Reads a backup. Nothing of it is believed before `check`."""

    def __init__(self, path: Path) -> None:
        try:
            self._archive = ZipFile(path)
            self.manifest = _manifest(self._archive.read(MANIFEST))
        except (BadZipFile, KeyError, ValueError, OSError, EOFError) as error:
            raise BackupRefused(
                f"{path.name}: not a whole backup: its end or its manifest is missing"
            ) from error
        self._name = path.name

    def check(self) -> None:
        """Read every file through and compare it with the manifest.

        raises  BackupRefused: names the first that is missing, changed or too many
        """
        there = set(self._archive.namelist()) - {MANIFEST}
        if len(self._archive.namelist()) != len(there) + 1:
            raise BackupRefused(f"{self._name}: a name is in it twice")
        for name in sorted(there ^ self.manifest.files.keys()):
            raise BackupRefused(f"{self._name}: `{name}` is {'missing' if name not in there else 'too many'}")
        for name, digest in self.manifest.files.items():
            running = sha256()
            for block in self.blocks(name):
                running.update(block)
            if running.hexdigest() != digest:
                raise BackupRefused(f"{self._name}: `{name}` is not what the manifest says")

    def blocks(self, name: str) -> Iterator[bytes]:
        """Yield the bytes of a file.

        raises  BackupRefused: it is damaged
        """
        try:
            with self._archive.open(name) as source:
                while block := source.read(_BLOCK):
                    yield block
        except (
            BadZipFile,
            KeyError,
            OSError,
            EOFError,
            NotImplementedError,
            RuntimeError,
            ValueError,
        ) as error:
            raise BackupRefused(f"{self._name}: `{name}` cannot be read: it is damaged") from error

    def lines(self, name: str) -> Iterator[bytes]:
        """Yield the lines of a file, without reading it whole."""
        rest = b""
        for block in self.blocks(name):
            *whole, rest = (rest + block).split(b"\n")
            yield from whole
        if rest:
            yield rest


def _manifest(raw: bytes) -> Manifest:
    match json.loads(raw):
        case {
            "format": str(format_),
            "kind": str(kind),
            "made_at": str(made_at),
            "software": str(software),
            "origin": str(origin),
            "size": int(size),
            "root": str(root),
            "files": dict(files),
        } if format_ == FORMAT and all(isinstance(one, str) for one in files.values()):
            return Manifest(
                kind=kind,
                made_at=made_at,
                software=software,
                origin=origin,
                size=size,
                root=root,
                files=files,
            )
    raise ValueError("not a manifest of this format")
