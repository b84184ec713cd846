from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.record.rfc6962_vectors import CONSISTENCY, INCLUSION, LEAVES, ROOTS
from tests.core.record.tree_peer import hashed, path, subproof, tree_hash

from handrail.core.record.proofs import (
    EMPTY_ROOT,
    ProofError,
    leaf_hash,
    node_hash,
    verify_consistency,
    verify_inclusion,
)

MOST = 300
HASHES = [hashed(str(number).encode()) for number in range(MOST)]
SOME = bytes.fromhex("abacaba000000000000000000000000000000000000000000060061e00123456")


def includes(index: int, size: int, leaf: bytes, proof: Sequence[bytes], root: bytes) -> bool:
    try:
        verify_inclusion(index=index, size=size, leaf_hash=leaf, proof=proof, root=root)
    except ProofError:
        return False
    return True


def consistent(old: int, new: int, old_root: bytes, new_root: bytes, proof: Sequence[bytes]) -> bool:
    try:
        verify_consistency(old_size=old, new_size=new, old_root=old_root, new_root=new_root, proof=proof)
    except ProofError:
        return False
    return True


def spoilt(proof: Sequence[bytes], root: bytes) -> list[list[bytes]]:
    """The ways in which the published test suites spoil a proof."""
    kept = list(proof)
    ways = [[*kept, b""], [*kept, root], [b"", *kept], [root, *kept], [SOME, *kept], [*kept, SOME]]
    if kept:
        ways += [kept[:-1], kept[1:], [kept[0], *kept]]
        ways += [[*kept[:at], bytes([one[0] ^ 16]) + one[1:], *kept[at + 1 :]] for at, one in enumerate(kept)]
    return ways


@pytest.mark.parametrize(("index", "size", "proof"), INCLUSION)
def test_published_inclusion_proofs_hold_and_spoilt_ones_do_not(index, size, proof):
    leaf, root = leaf_hash(LEAVES[index]), ROOTS[size - 1]
    assert includes(index, size, leaf, proof, root)
    for wrong in spoilt(proof, root):
        assert not includes(index, size, leaf, wrong, root)
    for wrong_index, wrong_size in (
        (index - 1, size),
        (index + 1, size),
        (index ^ 2, size),
        (index, size * 2),
    ):
        assert not includes(wrong_index, wrong_size, leaf, proof, root)
    for wrong_root in (EMPTY_ROOT, SOME, b"", root[:-1]):
        assert not includes(index, size, leaf, proof, wrong_root)
    assert not includes(index, size, SOME, proof, root)


@pytest.mark.parametrize(("old", "new", "proof"), CONSISTENCY)
def test_published_consistency_proofs_hold_and_spoilt_ones_do_not(old, new, proof):
    roots = ROOTS[old - 1], ROOTS[new - 1]
    assert consistent(old, new, *roots, proof)
    for root in roots:
        for wrong in spoilt(proof, root):
            assert not consistent(old, new, *roots, wrong)
    if old != new:
        assert not consistent(old, new, roots[1], roots[0], proof)
        for sizes in ((old - 1, new), (old + 1, new), (old ^ 2, new), (old, new * 2), (old, new // 2)):
            assert not consistent(*sizes, *roots, proof)


def test_the_empty_leaf_and_the_empty_tree_hash_as_published():
    assert leaf_hash(b"") == ROOTS[0]
    assert EMPTY_ROOT.hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert node_hash(leaf_hash(LEAVES[0]), leaf_hash(LEAVES[1])) == ROOTS[1]


def test_every_leaf_of_every_tree_up_to_three_hundred_is_proved():
    for size in range(1, MOST + 1):
        leaves, root = HASHES[:size], tree_hash(HASHES[:size])
        for index in range(size):
            proof = path(index, leaves)
            assert includes(index, size, leaves[index], proof, root)
            assert not includes((index + 1) % size, size, leaves[index], proof, root) or size == 1


def test_every_growth_up_to_three_hundred_is_proved():
    roots = [tree_hash(HASHES[:size]) for size in range(MOST + 1)]
    for new in range(1, MOST + 1):
        for old in range(1, new + 1):
            proof = subproof(old, HASHES[:new])
            assert consistent(old, new, roots[old], roots[new], proof)
            assert old == new or not consistent(old, new, roots[old - 1], roots[new], proof)


@given(st.data())
def test_any_flipped_bit_of_an_inclusion_proof_is_refused(data):
    size = data.draw(st.integers(2, MOST))
    index = data.draw(st.integers(0, size - 1))
    parts = [HASHES[index], tree_hash(HASHES[:size]), *path(index, HASHES[:size])]
    leaf, root, *proof = flipped(data, parts)
    assert not includes(index, size, leaf, proof, root)


@given(st.data())
def test_any_flipped_bit_of_a_consistency_proof_is_refused(data):
    new = data.draw(st.integers(2, MOST))
    old = data.draw(st.integers(1, new - 1))
    parts = [tree_hash(HASHES[:old]), tree_hash(HASHES[:new]), *subproof(old, HASHES[:new])]
    old_root, new_root, *proof = flipped(data, parts)
    assert not consistent(old, new, old_root, new_root, proof)


def flipped(data: st.DataObject, parts: list[bytes]) -> list[bytes]:
    at, bit = data.draw(st.integers(0, len(parts) - 1)), data.draw(st.integers(0, 255))
    changed = int.from_bytes(parts[at], "big") ^ (1 << bit)
    return [*parts[:at], changed.to_bytes(32, "big"), *parts[at + 1 :]]


WRONG_NUMBERS = (-1, True, False, 1.0, "1", None, 2**63, 2**64)


@pytest.mark.parametrize("wrong", WRONG_NUMBERS)
def test_what_is_no_number_of_leaves_is_refused(wrong):
    leaf = HASHES[0]
    assert not includes(wrong, 2, leaf, [HASHES[1]], tree_hash(HASHES[:2]))
    assert not includes(0, wrong, leaf, [], leaf)
    assert not consistent(wrong, 1, leaf, leaf, [])
    assert not consistent(1, wrong, leaf, leaf, [])


@pytest.mark.parametrize(
    "wrong", [b"", bytes(31), bytes(33), bytearray(32), "0" * 32, None, 32, memoryview(bytes(32))]
)
def test_what_is_no_hash_is_refused_wherever_it_stands(wrong):
    leaf = HASHES[0]
    root = tree_hash(HASHES[:2])
    assert not includes(0, 2, wrong, [HASHES[1]], root)
    assert not includes(0, 2, leaf, [wrong], root)
    assert not includes(0, 2, leaf, [HASHES[1]], wrong)
    assert not consistent(1, 2, wrong, root, [HASHES[1]])
    assert not consistent(1, 2, leaf, wrong, [HASHES[1]])
    assert not consistent(1, 2, leaf, root, [wrong])
    with pytest.raises(ProofError):
        node_hash(wrong, leaf)
    with pytest.raises(ProofError):
        node_hash(leaf, wrong)


@pytest.mark.parametrize("wrong", [b"", "", None, b"x" * 32, {}, iter(())])
def test_what_is_no_list_of_hashes_is_refused(wrong):
    assert not includes(0, 1, HASHES[0], wrong, HASHES[0])
    assert not consistent(1, 1, HASHES[0], HASHES[0], wrong)


def test_a_leaf_that_is_not_bytes_is_refused():
    with pytest.raises(ProofError, match="a leaf is bytes, not `str`"):
        leaf_hash("text")  # type: ignore[arg-type]  # the mistake under test


def test_nothing_is_proved_about_an_empty_tree_or_a_shorter_one():
    assert not includes(0, 0, HASHES[0], [], EMPTY_ROOT)
    assert not consistent(0, 0, EMPTY_ROOT, EMPTY_ROOT, [])
    assert not consistent(0, 1, EMPTY_ROOT, HASHES[0], [])
    assert not consistent(2, 1, tree_hash(HASHES[:2]), HASHES[0], [])


def test_two_roots_for_one_size_are_named_as_that():
    with pytest.raises(ProofError, match="two roots for one size: the trees of `3` leaves differ"):
        verify_consistency(old_size=3, new_size=3, old_root=HASHES[0], new_root=HASHES[1], proof=[])


def test_a_tree_as_large_as_numbers_allow_is_refused_without_effort():
    assert not includes(2**62, 2**63 - 1, HASHES[0], [SOME] * 62, SOME)
    assert not consistent(2**62, 2**63 - 1, SOME, SOME, [SOME] * 62)
