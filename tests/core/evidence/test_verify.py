from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest
from tests.core.evidence.attacks import ATTACKS
from tests.core.evidence.log_attacks import MADE, RAW, STRANGER, WHOLE_RAW
from tests.core.evidence.sample import CHAT, PHOTOS, packed, sample
from tests.core.evidence.sample_log import WITNESSES, hex_digest

from handrail.core.evidence.verdict import Range, Verdict, Voucher
from handrail.core.evidence.verify import verify
from handrail.core.record.erasure import FieldStanding
from handrail.core.record.trust_policy import TrustPolicy

AT = datetime(2026, 11, 25, tzinfo=UTC)


def verdict(raw: bytes, trust: TrustPolicy | None = None, at: datetime | None = AT) -> Verdict:
    return verify(BytesIO(raw), trust=trust, at=at)


@pytest.mark.parametrize("name", ATTACKS)
def test_an_attack_is_found_and_exactly_it_is_named(name):
    attack = ATTACKS[name]
    told = verdict(attack.raw)
    assert not told.is_good
    lines = [str(fault) for fault in told.faults]
    for place, words in attack.faults:
        matching = [line for line in lines if line.startswith(f"{place}: ") and words in line]
        assert matching, f"{place}: ...{words}... is not among {lines}"
        lines.remove(matching[0])
    assert attack.and_more or not lines


def test_a_pack_is_good_and_says_whose_keys_it_was_checked_with():
    own, handed_in = verdict(RAW), verdict(RAW, MADE.policy)
    assert own.is_good
    assert handed_in.is_good
    assert own.log
    assert handed_in.log
    assert (own.log.voucher, handed_in.log.voucher) == (Voucher.PACK, Voucher.READER)
    assert "the pack brings its own keys: compare the key id" in "\n".join(own.limits)
    assert "own keys" not in "\n".join(handed_in.limits)
    assert [term.key for term in own.log.keys] == [MADE.log.first_key.verifier, MADE.log.key.verifier]
    assert own.log.size == len(MADE.log.leaves)


def test_where_every_field_of_every_message_stands_is_told():
    told = verdict(RAW)
    by_number = {entry.number: entry for entry in told.entries if entry.number is not None}
    assert sorted(by_number) == list(range(15))
    hidden = {
        (number, field): standing
        for number, entry in by_number.items()
        for field, standing in entry.fields.items()
        if standing is not FieldStanding.SHOWN
    }
    assert hidden == {
        (0, "name"): FieldStanding.ERASED,
        (0, "sha256"): FieldStanding.ERASED,
        (0, "size_bytes"): FieldStanding.ERASED,
        (5, "author"): FieldStanding.ERASED,
        (5, "body"): FieldStanding.ERASED,
        (7, "author"): FieldStanding.WITHHELD,
    }
    assert all(entry.is_proved for entry in told.entries)
    assert told.files == tuple(sorted(f"files/{hex_digest(raw)}" for raw in PHOTOS))
    assert told.title == "Saturday walkers"
    assert told.custody == MADE.parts.custody


def test_a_pack_is_whole_when_nothing_is_left_out_or_withheld():
    assert not verdict(RAW).is_whole
    assert verdict(WHOLE_RAW).is_good
    assert verdict(WHOLE_RAW).is_whole


def test_witnesses_bound_the_time_by_which_a_size_was_reached():
    told = verdict(RAW, replace(MADE.policy, witnesses={"council": WITNESSES[0].verifier}, quorum="council"))
    assert [said.size for said in told.witnessed] == sorted([14, 14, 37, 37, 43, 43, 60, 60])
    last = told.witnessed[-1]
    assert last.at == datetime(2025, 3, 1, 10, 1, 30, tzinfo=UTC)
    vouchers = {(said.name, said.voucher) for said in told.witnessed}
    assert vouchers == {
        ("witness.council.example", Voucher.READER),
        ("witness.auditor.example", Voucher.PACK),
    }


def test_a_log_of_another_key_fits_together_and_is_not_trusted():
    raw = packed(STRANGER.parts)
    assert verdict(raw).is_good
    told = verdict(raw, MADE.policy)
    assert "keys.json: the keys do not lead from a key that you trust" in map(str, told.faults)


def test_a_later_key_of_the_log_may_be_the_one_that_is_trusted():
    later = replace(MADE.policy, logs=(MADE.log.key.verifier,))
    assert verdict(RAW, later).is_good


def test_too_few_witnesses_do_not_meet_the_policy():
    alone = MADE.log.checkpoint(len(MADE.log.leaves), witnesses=())
    raw = packed(replace(MADE.parts, checkpoint=alone))
    assert verdict(raw).is_good
    assert [str(fault) for fault in verdict(raw, MADE.policy).faults] == [
        "checkpoint: fewer witnesses have signed it than the trust policy asks for"
    ]


def test_without_their_keys_witnesses_are_counted_as_unchecked():
    told = verdict(packed(replace(MADE.parts, witnesses=())))
    assert told.is_good
    assert not told.witnessed
    assert "2 signatures on the checkpoint were not checked: nobody handed in their keys" in told.limits
    assert any("no witness's signature could be checked" in limit for limit in told.limits)


def test_entries_from_after_the_reader_s_clock_are_refused_and_without_a_clock_they_are_not():
    early = MADE.parts.custody.exported_at - timedelta(minutes=6)
    told = verdict(RAW, at=early)
    assert any(
        str(fault).startswith(f"message 14 (entry {MADE.indexes[14]}): is of a moment")
        for fault in told.faults
    )
    assert verdict(RAW, at=None).is_good
    assert verdict(RAW, at=MADE.parts.custody.exported_at).is_good  # clocks may differ a little


def test_what_an_export_leaves_out_is_told_and_nothing_else_may_be_missing():
    partial = sample(left_out=((8, 9), (14, 14)))
    told = verdict(packed(partial.parts))
    assert told.is_good
    assert not told.is_whole
    assert told.left_out == (Range(CHAT, 8, 9), Range(CHAT, 14, 14))
    assert any(
        f"PARTIAL EXPORT: the log says that it leaves out numbers 8 to 9 of `{CHAT}`, number 14 of" in limit
        for limit in told.limits
    )
    fewer = tuple(entry for entry in partial.parts.entries if entry.index != partial.indexes[10])
    told = verdict(packed(replace(partial.parts, entries=fewer)))
    assert [str(fault) for fault in told.faults] == [
        f"number 10 of `{CHAT}`: missing, unauthorised: not in the pack"
    ]


def test_a_key_s_taking_over_without_a_proof_to_it_is_said():
    told = verdict(packed(replace(MADE.parts, earlier=MADE.parts.earlier[:1])))
    assert told.is_good
    assert any("took over in this very tree was not shown" in limit for limit in told.limits)


def test_what_a_pack_cannot_prove_is_said():
    limits = verdict(packed(replace(MADE.parts, timestamps=(b"\x30\x00",)))).limits
    for words in (
        "12 messages were exported by somebody, not witnessed",
        "leaves no trace",
        "1 timestamp by",
    ):
        assert any(words in limit for limit in limits)


def test_under_a_checkpoint_that_is_not_signed_nothing_is_proved():
    told = verdict(packed(replace(MADE.parts, checkpoint=STRANGER.parts.checkpoint)))
    assert told.log
    assert not told.log.is_signed
    assert not any(entry.is_proved for entry in told.entries)
