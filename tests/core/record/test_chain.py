from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.record.leaf_sample import FIELDS, made

from handrail.core.record.chain import (
    ChainEnd,
    ChainFault,
    ChainFaultKind,
    ChainRefused,
    Link,
    chain_faults,
    end_fields,
    link_fields,
    read_ends,
    read_link,
)
from handrail.core.record.leaf import opened, read_leaf
from handrail.core.record.leaf_types import LeafType
from handrail.core.record.problems import RecordError
from handrail.core.record.proofs import leaf_hash

GROUP = "walking-group"


def conversation(count: int) -> list[Link]:
    """Return links read from leaves that were written one after the other, with other leaves between them."""
    links: list[Link] = []
    prev = None
    for seq in range(count):
        raw, openings = made(FIELDS | link_fields(GROUP, seq=seq, prev=prev), seed=str(seq))
        prev = leaf_hash(raw)
        links.append(read_link(opened(read_leaf(raw), openings), leaf_hash=prev, index=seq * 3))
    return links


LINKS = conversation(8)
END = ChainEnd(conversation=GROUP, count=8, last=LINKS[-1].leaf_hash)
KIND = ChainFaultKind


def test_a_whole_conversation_has_no_faults_in_whatever_order_it_is_handed_in():
    assert chain_faults(LINKS, end=END) == ()
    assert chain_faults(LINKS[::-1], end=END) == ()
    assert chain_faults(LINKS[:1], end=None) == ()


@given(st.sets(st.integers(0, 7), min_size=1, max_size=7))
def test_every_message_left_out_is_named(left_out):
    kept = [link for link in LINKS if link.seq not in left_out]
    faults = chain_faults(kept, end=END)
    assert {fault.kind for fault in faults} == {KIND.MISSING}
    named = [seq for fault in faults for seq in range(fault.first, fault.last + 1)]
    assert named == sorted(left_out)


def test_a_tail_cut_back_is_seen_only_against_a_stated_end():
    assert chain_faults(LINKS[:5], end=None) == ()
    assert chain_faults(LINKS[:5], end=END) == (ChainFault(KIND.MISSING, 5, 7),)


def test_messages_after_the_stated_end_are_named():
    end = ChainEnd(conversation=GROUP, count=6, last=LINKS[5].leaf_hash)
    assert chain_faults(LINKS, end=end) == (ChainFault(KIND.BEYOND_END, 6, 7),)


def test_another_last_message_than_was_stated_is_named():
    assert chain_faults(LINKS, end=replace(END, last=bytes(32))) == (ChainFault(KIND.ANOTHER_END, 7, 7),)


def test_a_message_with_the_number_of_another_is_named():
    twin = replace(LINKS[3], leaf_hash=bytes(32), index=10)
    assert ChainFault(KIND.TWICE, 3, 3) in chain_faults([*LINKS, twin], end=END)


def test_a_message_replaced_under_its_number_is_named_by_the_next():
    changed = [*LINKS[:3], replace(LINKS[3], leaf_hash=bytes(32)), *LINKS[4:]]
    assert chain_faults(changed, end=END) == (ChainFault(KIND.UNLINKED, 4, 4),)


def test_a_message_deleted_and_the_rest_renumbered_is_named():
    renumbered = [*LINKS[:3], *(replace(link, seq=link.seq - 1) for link in LINKS[4:])]
    faults = chain_faults(renumbered, end=END)
    assert faults == (ChainFault(KIND.UNLINKED, 3, 3), ChainFault(KIND.MISSING, 7, 7))


def test_messages_in_another_order_in_the_log_are_named():
    swapped = [
        *LINKS[:2],
        replace(LINKS[2], index=LINKS[3].index),
        replace(LINKS[3], index=LINKS[2].index),
        *LINKS[4:],
    ]
    assert chain_faults(swapped, end=END) == (ChainFault(KIND.OUT_OF_ORDER, 3, 3),)


def test_a_gap_of_any_size_is_told_at_once():
    far = replace(LINKS[1], seq=2**53 - 1)
    assert chain_faults([LINKS[0], far], end=None) == (ChainFault(KIND.MISSING, 1, 2**53 - 2),)


def test_a_chain_is_of_one_conversation():
    for links, end in (
        ([], END),
        ([LINKS[0], replace(LINKS[1], conversation="other")], None),
        (LINKS, replace(END, conversation="other")),
    ):
        with pytest.raises(ChainRefused):
            chain_faults(links, end=end)


@pytest.mark.parametrize(
    "change",
    [
        {"conversation": None},
        {"conv_seq": "0"},
        {"conv_seq": False},
        {"conv_seq": -1},
        {"conv_seq": 1},
        {"conv_prev": ""},
        {"conv_prev": "AAAA"},
        {"conv_seq": 1, "conv_prev": "AAAA"},
        {"conv_seq": 1, "conv_prev": 1},
    ],
)
def test_fields_that_do_not_place_a_leaf_are_refused(change):
    values = link_fields(GROUP, seq=0, prev=None)
    with pytest.raises(RecordError):
        read_link(values | change, leaf_hash=bytes(32), index=0)


def test_a_field_that_is_not_opened_places_nothing():
    for withheld in link_fields(GROUP, seq=0, prev=None):
        values = {
            name: value for name, value in link_fields(GROUP, seq=0, prev=None).items() if name != withheld
        }
        with pytest.raises(ChainRefused):
            read_link(values, leaf_hash=bytes(32), index=0)


def test_what_an_export_states_is_committed_and_read_back():
    ends = (END, replace(END, conversation="trip", count=1))
    raw, openings = made(end_fields(ends), LeafType.EXPORT_MADE)
    assert read_ends(opened(read_leaf(raw), openings)) == ends


@pytest.mark.parametrize(
    "ends",
    [
        None,
        "ends",
        [1],
        [["a", 1]],
        [["a", 0, "A" * 43 + "="]],
        [["a", True, "A" * 43 + "="]],
        [["a", 1, "AAAA"]],
    ],
)
def test_an_end_that_is_not_one_is_refused(ends):
    with pytest.raises(RecordError):
        read_ends({"ends": ends})
