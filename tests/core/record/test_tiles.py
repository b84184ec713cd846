import pytest
from hypothesis import given
from hypothesis import strategies as st

from handrail.core.record.tiles import (
    Tile,
    TileError,
    entries_path,
    print_entries,
    print_tile,
    read_entries,
    read_tile,
    tile_path,
    tiles_at,
)


def test_tiles_are_kept_where_the_specification_says():
    assert tile_path(Tile(level=0, index=1_234_067, width=256)) == "tile/0/x001/x234/067"
    assert tile_path(Tile(level=1, index=0, width=17)) == "tile/1/000.p/17"
    assert tile_path(Tile(level=63, index=999, width=255)) == "tile/63/999.p/255"
    assert entries_path(1000) == "tile/entries/x001/000"
    assert entries_path(273, 112) == "tile/entries/273.p/112"


def test_a_tree_of_70000_leaves_has_the_tiles_of_the_specification():
    tiles = list(tiles_at(70_000))
    assert [tile for tile in tiles if tile.width < 256] == [
        Tile(level=0, index=273, width=112),
        Tile(level=1, index=1, width=17),
        Tile(level=2, index=0, width=1),
    ]
    assert [tile.index for tile in tiles if tile.level == 0] == list(range(274))
    assert [tile.index for tile in tiles if tile.level == 1] == [0, 1]


def test_a_tree_of_256_leaves_has_one_full_tile_and_one_hash_above():
    assert list(tiles_at(256)) == [Tile(level=0, index=0, width=256), Tile(level=1, index=0, width=1)]
    assert list(tiles_at(0)) == []


@given(st.integers(1, 3_000_000))
def test_every_partial_tile_is_as_wide_as_the_specification_says(size):
    widths = {tile.level: tile.width for tile in tiles_at(size) if tile.width < 256}
    assert widths == {level: size // 256**level % 256 for level in range(4) if size // 256**level % 256}


@given(st.lists(st.binary(min_size=32, max_size=32), min_size=1, max_size=256))
def test_a_tile_is_written_and_read_back(hashes):
    assert list(read_tile(print_tile(hashes), len(hashes))) == hashes


@given(st.lists(st.binary(max_size=300), min_size=1, max_size=20))
def test_a_bundle_of_leaves_is_written_and_read_back(leaves):
    assert list(read_entries(print_entries(leaves), len(leaves))) == leaves


def test_a_bundle_writes_each_length_in_two_bytes():
    assert print_entries([b"", b"ab", b"x" * 258]) == b"\x00\x00\x00\x02ab\x01\x02" + b"x" * 258
    assert read_entries(print_entries([b"x" * 65_535]), 1) == (b"x" * 65_535,)


@pytest.mark.parametrize(
    "raw", [b"", b"\x00", b"\x00\x02a", b"\x00\x01ab", b"\x00\x01a\x00", b"\x00\x01a\x00\x00"]
)
def test_bytes_that_are_not_one_leaf_are_refused(raw):
    with pytest.raises(TileError):
        read_entries(raw, 1)


def test_tiles_that_cannot_be_are_refused():
    for refused in (
        lambda: tile_path(Tile(level=64, index=0, width=1)),
        lambda: tile_path(Tile(level=-1, index=0, width=1)),
        lambda: tile_path(Tile(level=0, index=-1, width=1)),
        lambda: tile_path(Tile(level=0, index=0, width=0)),
        lambda: entries_path(0, 257),
        lambda: print_tile([]),
        lambda: print_tile([bytes(32)] * 257),
        lambda: print_tile([bytes(31)]),
        lambda: read_tile(bytes(33), 1),
        lambda: read_tile(b"", 0),
        lambda: print_entries([]),
        lambda: print_entries([bytes(65_536)]),
    ):
        with pytest.raises(TileError):
            refused()
