"""A small sound pack for tests to break, and the shipped one as texts."""

from pathlib import Path

import handrail.packs

SMALL = Path(__file__).parent / "small_pack"
SG04 = Path(handrail.packs.__file__).parent / "sg04"


def texts(folder: Path) -> dict[str, str]:
    """Return a pack's files as the loader takes them."""
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in folder.rglob("*")
        if path.suffix in {".toml", ".md"}
    }
