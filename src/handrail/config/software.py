"""Which program this is: its name and version, and a digest over its own files."""

from functools import cache
from hashlib import sha256
from importlib.metadata import version
from importlib.resources import files
from importlib.resources.abc import Traversable


@cache
def software() -> tuple[str, str]:
    """Return name and version, and the digest in hex over every file's path and bytes, sorted by path.

    `find . -type f ! -path '*/__pycache__/*' | sort | xargs sha256sum | sha256sum`, run where the package
    lies, prints the same.
    """
    lines = sorted(_lines(files("handrail"), "."), key=lambda line: line[66:].encode())
    return f"handrail {version('handrail')}", sha256("".join(lines).encode()).hexdigest()


def _lines(folder: Traversable, path: str) -> list[str]:
    lines = []
    for one in folder.iterdir():
        if one.is_dir():
            lines += [] if one.name == "__pycache__" else _lines(one, f"{path}/{one.name}")
        else:
            lines.append(f"{sha256(one.read_bytes()).hexdigest()}  {path}/{one.name}\n")
    return lines
