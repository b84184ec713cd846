"""Reads policy packs from disk: the shipped ones by id, others by folder."""

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from handrail.core.policy.load import load_pack
from handrail.core.policy.pack import Pack
from handrail.core.policy.problems import PackRefused, Problem

MOST_BYTES = 1_000_000  # of one file of a pack
READ_ENDINGS = (".toml", ".md")


def shipped_packs() -> tuple[str, ...]:
    """Return the ids of the packs that come with Handrail."""
    return tuple(
        sorted(p.name for p in files("handrail.packs").iterdir() if p.joinpath("pack.toml").is_file())
    )


def read_pack(name: str) -> Pack:
    """Return the pack with this id, or in this folder.

    raises  PackRefused: no such pack, or one that does not load
    """
    if name in shipped_packs():
        return load_pack(_texts(files("handrail.packs") / name, ""), name=f"packs/{name}")
    folder = Path(name)
    if not folder.is_dir():
        known = ", ".join(shipped_packs())
        raise PackRefused((Problem(file=name, message=f"no such pack; give a folder, or one of {known}"),))
    return load_pack(_texts(folder, ""), name=name.rstrip("/"))


def _texts(folder: Traversable, prefix: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for entry in folder.iterdir():
        path = f"{prefix}{entry.name}"
        if entry.is_dir():
            found |= _texts(entry, f"{path}/")
        elif entry.name.endswith(READ_ENDINGS):
            found[path] = _text(entry, path)
    return found


def _text(entry: Traversable, path: str) -> str:
    with entry.open("rb") as stream:
        content = stream.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise PackRefused((Problem(file=path, message=f"larger than {MOST_BYTES} bytes"),))
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise PackRefused((Problem(file=path, line=line, message="not UTF-8 text"),)) from error
