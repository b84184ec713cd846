import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.record.rfc6962_vectors import CONSISTENCY, INCLUSION, LEAVES, ROOTS
from tests.core.record.tree_peer import ListedHashes, hashed, path, subproof, tree_hash

from handrail.core.record.problems import RecordError
from handrail.core.record.proofs import EMPTY_ROOT, leaf_hash, verify_consistency, verify_inclusion
from handrail.core.record.tree import (
    Frontier,
    Subtree,
    TreeError,
    frontier_at,
    grow,
    print_frontier,
    range_hash,
    read_frontier,
    root_at,
)
from handrail.core.record.tree_proofs import consistency_proof, inclusion_proof

MOST = 70_000
HASHES = [hashed(str(number).encode()) for number in range(MOST)]
STORED = ListedHashes(HASHES)
PUBLISHED = ListedHashes([leaf_hash(leaf) for leaf in LEAVES])


def test_published_roots_grow_leaf_by_leaf_and_are_read_back():
    frontier = Frontier()
    assert frontier.root == root_at(PUBLISHED, 0) == EMPTY_ROOT
    for size, root in enumerate(ROOTS, start=1):
        frontier = grow(frontier, [leaf_hash(LEAVES[size - 1])]).frontier
        assert frontier.root == root_at(PUBLISHED, size) == root


def test_published_proofs_are_made_exactly():
    for index, size, proof in INCLUSION:
        assert inclusion_proof(PUBLISHED, index=index, size=size) == proof
    for old_size, new_size, proof in CONSISTENCY:
        assert consistency_proof(PUBLISHED, old_size=old_size, new_size=new_size) == proof


def test_every_proof_of_every_size_up_to_three_hundred_is_made_as_the_definition_says_and_holds():
    roots = [tree_hash(HASHES[:size]) for size in range(301)]
    for size in (*range(1, 34), *range(63, 67), *range(127, 130), *range(254, 260), 300):
        for index in range(size):
            proof = inclusion_proof(STORED, index=index, size=size)
            assert list(proof) == path(index, HASHES[:size])
            verify_inclusion(index=index, size=size, leaf_hash=HASHES[index], proof=proof, root=roots[size])
            grown = consistency_proof(STORED, old_size=index + 1, new_size=size)
            assert list(grown) == subproof(index + 1, HASHES[:size])


def test_proofs_of_every_size_up_to_three_hundred_hold():
    roots = [root_at(STORED, size) for size in range(301)]
    for size in range(1, 301):
        # every index of the smaller trees; of the larger ones every seventh, another seventh for each size
        for index in range(size) if size <= 128 else range(size % 7, size, 7):
            verify_inclusion(
                index=index,
                size=size,
                leaf_hash=HASHES[index],
                proof=inclusion_proof(STORED, index=index, size=size),
                root=roots[size],
            )
            verify_consistency(
                old_size=index + 1,
                new_size=size,
                old_root=roots[index + 1],
                new_root=roots[size],
                proof=consistency_proof(STORED, old_size=index + 1, new_size=size),
            )


@settings(max_examples=20, deadline=None)
@given(st.integers(1, MOST), st.data())
def test_proofs_of_large_trees_hold(size, data):
    index = data.draw(st.integers(0, size - 1))
    root = root_at(STORED, size)
    proof = inclusion_proof(STORED, index=index, size=size)
    verify_inclusion(index=index, size=size, leaf_hash=HASHES[index], proof=proof, root=root)
    old = data.draw(st.integers(1, size))
    grown = consistency_proof(STORED, old_size=old, new_size=size)
    verify_consistency(old_size=old, new_size=size, old_root=root_at(STORED, old), new_root=root, proof=grown)


def test_growing_in_any_steps_gives_one_tree_and_every_full_tile_once():
    steps = [1, 254, 1, 1, 255, 256, 300, 65_536 - 1068, 1, 500]
    frontier, at = Frontier(), 0
    full: list[Subtree] = []
    for step in steps:
        grown = grow(frontier, HASHES[at : at + step])
        frontier, at = grown.frontier, at + step
        full += grown.subtrees
        assert frontier == frontier_at(STORED, at)
    assert frontier.root == tree_hash(HASHES[:at])
    assert [(one.level, one.index) for one in full if one.level > 1] == [(2, 0)]
    assert [one.index for one in full if one.level == 1] == list(range(at // 256))
    assert all([one.hash] == STORED.hashes(one.level, one.index, one.index + 1) for one in full)


@given(st.integers(0, 5_000))
def test_a_frontier_is_written_and_read_back(size):
    frontier = frontier_at(STORED, size)
    raw = print_frontier(frontier)
    assert len(raw) == 32 * size.bit_count()
    assert read_frontier(size, raw) == frontier


def test_a_frontier_that_does_not_fit_its_size_is_refused():
    raw = print_frontier(frontier_at(STORED, 7))
    for size, wrong in ((6, raw), (7, raw[:-1]), (-7, raw), (0, raw), (2**63, raw[:32])):
        with pytest.raises(TreeError):
            read_frontier(size, wrong)


@pytest.mark.parametrize("wrong", [b"", bytes(31), bytes(33)])
def test_a_leaf_hash_of_another_length_is_refused(wrong):
    for size in (0, 1):
        with pytest.raises(RecordError):
            grow(frontier_at(STORED, size), [wrong])


def test_hashes_that_are_not_stored_are_named():
    with pytest.raises(TreeError, match="hashes `0` to `1` of level `2` are not all stored") as missing:
        root_at(ListedHashes(HASHES[:300]), 65_536 + 512)
    assert missing.type is TreeError


@pytest.mark.parametrize(("start", "stop"), [(-1, 1), (0, 0), (2, 1), (1, 3), (4, 12)])
def test_a_range_that_no_node_covers_is_refused(start, stop):
    with pytest.raises(TreeError, match="no node of the tree covers"):
        range_hash(STORED, start, stop)


@pytest.mark.parametrize(("index", "size"), [(0, 0), (1, 1), (-1, 1)])
def test_no_proof_is_made_for_a_leaf_outside_the_tree(index, size):
    with pytest.raises(TreeError):
        inclusion_proof(STORED, index=index, size=size)


@pytest.mark.parametrize(("old_size", "new_size"), [(0, 1), (2, 1), (0, 0), (-1, 1)])
def test_no_proof_is_made_for_trees_that_cannot_have_grown(old_size, new_size):
    with pytest.raises(TreeError):
        consistency_proof(STORED, old_size=old_size, new_size=new_size)
