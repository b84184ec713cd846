from dataclasses import replace

import pytest
from tests.core.record.leaf_sample import FIELDS, made

from handrail.core.record.erasure import (
    Erasure,
    FieldStanding,
    erasure_fields,
    field_standings,
    read_erasure,
)
from handrail.core.record.leaf import opened, read_leaf
from handrail.core.record.leaf_types import LeafType
from handrail.core.record.problems import RecordError
from handrail.core.record.proofs import leaf_hash

RAW, _ = made()
CERTIFICATE = Erasure(
    of=leaf_hash(RAW),
    fields=frozenset({"body", "author"}),
    basis="request by the person",
    rule="retention/chat",
    authorised_by="Lead: Ottoline Marsh",
    index=12,
)


def standings(shown: set[str], withheld: set[str], *erasures: Erasure) -> dict[str, FieldStanding]:
    return field_standings(
        read_leaf(RAW), leaf_hash=leaf_hash(RAW), index=5, shown=shown, withheld=withheld, erasures=erasures
    )


def test_a_certificate_is_committed_to_the_log_and_read_back():
    raw, openings = made(erasure_fields(CERTIFICATE), LeafType.CONTENT_ERASED)
    assert read_erasure(opened(read_leaf(raw), openings), index=12) == CERTIFICATE


def test_content_gone_with_its_certificate_is_erased_and_without_it_missing():
    rest = set(FIELDS) - {"body", "author"}
    with_leaf = standings(rest, set(), CERTIFICATE)
    assert with_leaf["body"] is with_leaf["author"] is FieldStanding.ERASED
    assert {with_leaf[field] for field in rest} == {FieldStanding.SHOWN}
    without = standings(rest, set())
    assert without["body"] is without["author"] is FieldStanding.MISSING


@pytest.mark.parametrize(
    "useless",
    [
        replace(CERTIFICATE, of=bytes(32)),
        replace(CERTIFICATE, index=5),
        replace(CERTIFICATE, index=4),
        replace(CERTIFICATE, fields=frozenset({"author"})),
    ],
)
def test_a_certificate_of_another_leaf_moment_or_field_excuses_nothing(useless):
    assert standings(set(), set(), useless)["body"] is FieldStanding.MISSING


def test_content_kept_back_is_withheld_unless_it_was_erased():
    assert standings(set(), {"body"})["body"] is FieldStanding.WITHHELD
    assert standings(set(), {"body"}, CERTIFICATE)["body"] is FieldStanding.ERASED


def test_content_that_should_be_gone_and_is_here_is_named():
    assert standings({"body"}, set(), CERTIFICATE)["body"] is FieldStanding.SHOWN_THOUGH_ERASED


def test_every_field_of_the_leaf_is_answered_for_and_no_other():
    assert standings({"unheard"}, {"of"}).keys() == FIELDS.keys()


@pytest.mark.parametrize(
    "change",
    [
        {"of": None},
        {"of": "AAAA"},
        {"fields": []},
        {"fields": "body"},
        {"fields": ["body", "author"]},
        {"fields": ["author", "author"]},
        {"fields": ["author", 1]},
        {"basis": None},
        {"rule": 1},
        {"authorised_by": []},
    ],
)
def test_what_is_not_a_certificate_is_refused(change):
    values = erasure_fields(CERTIFICATE)
    with pytest.raises(RecordError):
        read_erasure(values | change, index=12)


def test_a_certificate_with_a_field_withheld_excuses_nothing():
    for withheld in erasure_fields(CERTIFICATE):
        values = {name: value for name, value in erasure_fields(CERTIFICATE).items() if name != withheld}
        with pytest.raises(RecordError):
            read_erasure(values, index=12)
