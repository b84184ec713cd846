"""Reads policy packs from disk: the shipped ones by id, others by folder."""

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from handrail.core.policy.load import load_pack
from handrail.core.policy.pack import Pack
from handrail.core.policy.problems import PackRefused, Problem
from handrail.core.record.retention import RetentionClass, read_retention

MOST_BYTES = 1_000_000  # of one file of a pack
MOST_FILES = 500
READ_ENDINGS = (".toml", ".md")
FOLDERS = ("agreement", "cases", "consent")  # whatever else lies beside a pack is not read


def shipped_packs() -> tuple[str, ...]:
    """Return the ids of the packs that come with Handrail."""
    return tuple(
        sorted(p.name for p in files("handrail.packs").iterdir() if p.joinpath("pack.toml").is_file())
    )


def read_pack(name: str) -> Pack:
    """Return the pack with this id, or in this folder.

    raises  PackRefused: no such pack, or one that cannot be read or does not load
    """
    if name in shipped_packs():
        return load_pack(_texts(files("handrail.packs") / name, f"packs/{name}"), name=f"packs/{name}")
    folder = Path(name)
    try:
        if folder.is_dir():
            label = name.rstrip("/") or name
            return load_pack(_texts(folder, label), name=label)
    except (OSError, ValueError) as error:
        why = (getattr(error, "strerror", None) or str(error)).lower()
        raise PackRefused((Problem(file=name, message=f"cannot be read: {why}"),)) from error
    known = ", ".join(shipped_packs())
    raise PackRefused((Problem(file=name, message=f"no such pack; give a folder, or one of {known}"),))


@cache
def retention_classes(pack: str = "sg04") -> dict[str, RetentionClass]:
    """Return the retention classes of a shipped pack, by id.

    raises  RetentionRefused: its file cannot be read
    """
    return read_retention((files("handrail.packs") / pack / "retention.toml").read_text(encoding="utf-8"))


def _texts(folder: Traversable, label: str) -> dict[str, str]:
    """Return the texts of a pack's files by path, `/` between parts."""
    found: dict[str, str] = {}
    for path, entry in _entries(folder):
        if len(found) == MOST_FILES:
            raise PackRefused((Problem(file=label, message=f"holds more than {MOST_FILES} files"),))
        found[path] = _text(entry, f"{label}/{path}")
    return found


def _entries(folder: Traversable, prefix: str = "") -> Iterator[tuple[str, Traversable]]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir() and (prefix or entry.name in FOLDERS):
            yield from _entries(entry, f"{prefix}{entry.name}/")
        elif entry.name.endswith(READ_ENDINGS) and entry.is_file():
            yield f"{prefix}{entry.name}", entry


def _text(entry: Traversable, label: str) -> str:
    with entry.open("rb") as stream:
        content = stream.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise PackRefused((Problem(file=label, message=f"larger than {MOST_BYTES} bytes"),))
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise PackRefused((Problem(file=label, line=line, message="not UTF-8 text"),)) from error
