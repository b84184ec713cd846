"""Writes the log as files of tiles (C2SP tlog-tiles). Imported once Django is set up."""

from itertools import batched
from pathlib import Path

from handrail.core.record.tiles import entries_path, print_entries, print_tile, tile_path, tiles_at
from handrail.core.record.tree import TILE_WIDTH
from handrail.store.reads.log import StoredLog, all_entries, cosigned_note, head


def write_tiles(folder: Path) -> int:
    """Write checkpoint, tiles and bundles of leaves; return how many files there are.

    The checkpoint comes last: it never speaks of tiles that are not there.
    """
    now = head()
    size, stored, count = (now.size if now else 0), StoredLog(), 0
    for index, some in enumerate(batched(all_entries(size), TILE_WIDTH)):
        path = entries_path(index, len(some)) if len(some) < TILE_WIDTH else entries_path(index)
        _write(folder / path, print_entries([bytes(leaf) for _, _, leaf in some]))
        count += 1
    for tile in tiles_at(size):
        start = tile.index * TILE_WIDTH
        _write(folder / tile_path(tile), print_tile(stored.hashes(tile.level, start, start + tile.width)))
        count += 1
    if now:
        _write(folder / "checkpoint", cosigned_note(now))
        count += 1
    return count


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.draft")
    draft.write_bytes(content)
    draft.replace(path)
