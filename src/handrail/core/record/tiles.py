"""Names and bytes of exported tiles, as other people's log tools read them (C2SP tlog-tiles; §9)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from handrail.core.record.problems import RecordError
from handrail.core.record.proofs import HASH_BYTES
from handrail.core.record.tree import TILE_HEIGHT, TILE_WIDTH

MOST_LEAF_BYTES = 65_535  # a bundle writes a leaf's length in two bytes
_LENGTH_BYTES = 2
_MOST_LEVEL = 63


class TileError(RecordError):
    """A tile that cannot be, or bytes that are not one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """One tile of hashes.

    level  0 for leaf hashes; above, each hash covers a full tile below
    index  from 0, within its level
    width  hashes in it: 256, or fewer at the growing edge
    """

    level: int
    index: int
    width: int


def tiles_at(size: int) -> Iterator[Tile]:
    """Yield every tile of a tree, full ones and partial ones, from the leaves upwards.

    size  leaves
    """
    level, count = 0, size
    while count:
        full, rest = divmod(count, TILE_WIDTH)
        yield from (Tile(level=level, index=index, width=TILE_WIDTH) for index in range(full))
        if rest:
            yield Tile(level=level, index=full, width=rest)
        level, count = level + 1, size >> TILE_HEIGHT * (level + 1)


def tile_path(tile: Tile) -> str:
    """Return where a tile of hashes is kept, such as `tile/0/x001/x234/067` or `tile/1/000.p/17`.

    raises  TileError: a level, index or width that cannot be
    """
    if not 0 <= tile.level <= _MOST_LEVEL:
        raise TileError(f"a tile's level is from 0 to {_MOST_LEVEL}, not `{tile.level}`")
    return f"tile/{tile.level}/{_numbered(tile.index, tile.width)}"


def entries_path(index: int, width: int = TILE_WIDTH) -> str:
    """Return where a bundle of leaves is kept, such as `tile/entries/x001/000`.

    width   leaves in it
    raises  TileError: an index or width that cannot be
    """
    return f"tile/entries/{_numbered(index, width)}"


def print_tile(hashes: Sequence[bytes]) -> bytes:
    """Return a tile's bytes: its hashes one after the other.

    hashes  from 1 to 256, 32 bytes each
    raises  TileError: others
    """
    _check_width(len(hashes))
    if any(len(one) != HASH_BYTES for one in hashes):
        raise TileError(f"a tile holds hashes of {HASH_BYTES} bytes")
    return b"".join(hashes)


def read_tile(raw: bytes, width: int = TILE_WIDTH) -> tuple[bytes, ...]:
    """Read what `print_tile` returned.

    raises  TileError: not that many hashes
    """
    _check_width(width)
    if len(raw) != width * HASH_BYTES:
        raise TileError(f"`{len(raw)}` bytes are not a tile of `{width}` hashes")
    return tuple(raw[at : at + HASH_BYTES] for at in range(0, len(raw), HASH_BYTES))


def print_entries(leaves: Sequence[bytes]) -> bytes:
    """Return a bundle's bytes: each leaf after its length in two bytes.

    leaves  from 1 to 256, at most 65,535 bytes each
    raises  TileError: others
    """
    _check_width(len(leaves))
    if any(len(leaf) > MOST_LEAF_BYTES for leaf in leaves):
        raise TileError(f"a leaf has at most {MOST_LEAF_BYTES} bytes")
    return b"".join(len(leaf).to_bytes(_LENGTH_BYTES, "big") + leaf for leaf in leaves)


def read_entries(raw: bytes, width: int = TILE_WIDTH) -> tuple[bytes, ...]:
    """Read what `print_entries` returned.

    raises  TileError: not that many leaves, or bytes left over
    """
    _check_width(width)
    leaves, at = [], 0
    while at < len(raw):
        start = at + _LENGTH_BYTES
        at = start + int.from_bytes(raw[at:start], "big")
        leaves.append(raw[start:at])
    if at != len(raw) or len(leaves) != width:
        raise TileError(f"`{len(raw)}` bytes are not a bundle of `{width}` leaves")
    return tuple(leaves)


def _numbered(index: int, width: int) -> str:
    _check_width(width)
    if index < 0:
        raise TileError(f"a tile's index is from 0, not `{index}`")
    groups = [f"{index % 1000:03}"]
    while index := index // 1000:
        groups.append(f"x{index % 1000:03}")
    partial = "" if width == TILE_WIDTH else f".p/{width}"
    return "/".join(reversed(groups)) + partial


def _check_width(width: int) -> None:
    if not 1 <= width <= TILE_WIDTH:
        raise TileError(f"a tile is from 1 to {TILE_WIDTH} wide, not `{width}`")
