"""Remembers the hashes of a tree that many proofs are made from (§4.2)."""

from collections.abc import Sequence

from handrail.core.record.tree import TILE_WIDTH, StoredHashes


class CachedHashes:
    """Reads each tile of a stored tree once, however many proofs need it.

    LIMIT: a tile of hashes stays in memory for each that was read: 8 KiB.
    """

    def __init__(self, stored: StoredHashes, *, size: int) -> None:
        """Begin with nothing read.

        size  leaves of the tree that proofs are made for; the edge beyond it is not read
        """
        self._stored, self._size = stored, size
        self._tiles: dict[tuple[int, int], Sequence[bytes]] = {}

    def hashes(self, level: int, start: int, stop: int) -> Sequence[bytes]:
        """Return the 32-byte hashes from `start` to before `stop` of one level, in order."""
        index = start // TILE_WIDTH
        if (stop - 1) // TILE_WIDTH != index:
            return self._stored.hashes(level, start, stop)
        tile = self._tiles.get((level, index))
        if tile is None:
            first = index * TILE_WIDTH
            there = self._size // TILE_WIDTH**level
            tile = self._stored.hashes(level, first, min(first + TILE_WIDTH, there))
            self._tiles[level, index] = tile
        return tile[start - index * TILE_WIDTH : stop - index * TILE_WIDTH]
