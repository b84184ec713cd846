"""The record's page says what the code does: every sample, type, limit and section number is compared."""

import json
import re
import subprocess
from pathlib import Path

import pytest
from tests.core.record.format_samples import GROWN, SAMPLES
from tests.core.record.sample_log import CHAT, FIRST_KEY, LEAVES, OPENINGS, SECOND_KEY, hash_at

from handrail.core.record import (
    canonical,
    chain,
    erasure,
    notes,
    proofs,
    tiles,
    tlog_proof,
    tree,
    witness_request,
)
from handrail.core.record.checkpoint import verify_checkpoint
from handrail.core.record.commitments import OpeningRefused, check_field
from handrail.core.record.erasure import FieldStanding, field_standings, read_erasure
from handrail.core.record.leaf import opened, read_leaf
from handrail.core.record.leaf_types import NEEDED_FIELDS, LeafType
from handrail.core.record.rotation import Rotation, key_terms, verify_in_term
from handrail.core.record.tlog_proof import parse_tlog_proof, verify_tlog_proof
from handrail.core.record.trust_policy import parse_trust_policy
from handrail.core.record.witnessed import verify_witnessed

ROOT = Path(__file__).parents[3]
PAGE = (ROOT / "docs" / "formats" / "record.md").read_text(encoding="utf-8")
FENCE = re.compile(r"^```([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SHOWN = {title.partition(" ")[2]: content for title, content in FENCE.findall(PAGE)}
SECTIONS = set(re.findall(r"^##+ ([0-9.]+) ", PAGE, re.MULTILINE))
LIMITS = {
    "a whole number in a value": canonical.MOST_NUMBER,
    "lists and objects around a value": canonical.MOST_DEPTH,
    "bytes of a leaf": tiles.MOST_LEAF_BYTES,
    "letters of a field's name": 64,
    "leaves of a log, and moments": proofs.MOST_LEAVES,
    "hashes of a proof": tlog_proof.MOST_HASHES,
    "bytes of a note": notes.MOST_BYTES,
    "signatures below a note": notes.MOST_SIGNATURES,
    "bytes of a proof of one leaf": 2 * notes.MOST_BYTES,
    "width of a tile": tree.TILE_WIDTH,
    "level of a tile": 63,
    "bytes of a request to a witness": witness_request.MOST_REQUEST_BYTES,
}


def rows(section: str) -> list[list[str]]:
    """Return the cells of the tables in a section, without heads and rules."""
    text = re.split(r"^##+ ", PAGE.partition(f"# {section} ")[2], maxsplit=1, flags=re.MULTILINE)[0]
    found = [line.strip("|").split(" | ") for line in text.splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in row] for row in found[1:]]


def ticked(text: str) -> list[str]:
    return re.findall(r"`([^`]+)`", text)


@pytest.mark.parametrize("name", SAMPLES)
def test_every_sample_is_what_the_code_makes(name: str):
    assert SHOWN[name] == SAMPLES[name]


def test_the_page_shows_nothing_that_is_not_compared():
    assert len(FENCE.findall(PAGE)) == len(SHOWN)
    assert set(SHOWN) == set(SAMPLES)


def test_every_section_that_the_code_cites_is_on_the_page():
    cited = {
        number
        for path in (ROOT / "src" / "handrail").rglob("*.py")
        if "record" in path.parts or "witness" in path.stem or "witness" in path.parts
        for number in re.findall(r"§([0-9]+(?:\.[0-9]+)?)", path.read_text(encoding="utf-8"))
    }
    assert len(cited) > 15
    assert cited <= SECTIONS


def test_every_type_is_on_the_page_with_the_fields_it_needs():
    written = {ticked(row[0])[0]: set(ticked(row[1])) if row[1:] else set() for row in rows("3.1")}
    assert written == {
        type_.value: set(NEEDED_FIELDS.get(type_, ())) for type_ in LeafType if type_ is not LeafType.UNKNOWN
    }


@pytest.mark.parametrize(
    ("section", "words"),
    [("11", chain.ChainFaultKind), ("12", erasure.FieldStanding)],
    ids=["faults", "standings"],
)
def test_every_fault_and_standing_is_on_the_page(section, words):
    capitals = {word for row in rows(section) for word in ticked(row[0]) if word.isupper()}
    assert capitals == {word.name for word in words}


def test_the_limits_are_the_codes():
    assert {what: int(most) for what, most in rows("15")} == LIMITS
    check_field("a" * 64)
    with pytest.raises(OpeningRefused):
        check_field("a" * 65)
    with pytest.raises(tiles.TileError):
        tiles.tile_path(tiles.Tile(level=64, index=0, width=1))


def test_the_paths_of_tiles_are_the_codes():
    assert f"`{tiles.tile_path(tiles.Tile(level=0, index=0, width=6))}`" in PAGE
    assert f"`{tiles.entries_path(0, 6)}`" in PAGE
    assert tiles.entries_path(1_234_067).endswith("/x001/x234/067")
    assert "1234067 is `x001/x234/067`" in PAGE


def test_the_canonical_form_is_that_of_the_json_beside_it():
    value = json.loads(SHOWN["canonical-in"])
    assert canonical.canonical(value).decode() == SHOWN["canonical-out"].removesuffix("\n")
    with pytest.raises(canonical.NotCanonical):
        canonical.read_canonical(SHOWN["canonical-in"].strip().encode())


def test_the_commands_in_the_page_compute_the_commitment(tmp_path):
    ran = subprocess.run(["sh", "-c", SHOWN["committed"]], cwd=tmp_path, capture_output=True, check=True)
    assert ran.stdout.decode() == SHOWN["commitment"]
    assert SHOWN["commitment"].strip() in SHOWN["leaf-1"]


def test_the_sample_log_holds_together():
    terms = key_terms(FIRST_KEY.verifier, [Rotation(SECOND_KEY.verifier, SHOWN["handover"].encode())])
    keys = [term.key for term in terms]
    checkpoint = verify_in_term(SHOWN["checkpoint"].encode(), terms)
    proof = parse_tlog_proof(SHOWN["tlog-proof"].encode())
    assert verify_tlog_proof(proof, LEAVES[1], keys) == checkpoint == GROWN.checkpoint
    trusted = verify_witnessed(SHOWN["cosigned"].encode(), parse_trust_policy(SHOWN["trust-policy"]))
    assert [one.name for one in trusted.witnesses] == ["council"]
    proofs.verify_consistency(
        old_size=3,
        new_size=checkpoint.size,
        old_root=verify_checkpoint(SHOWN["witness-first"].partition("\n\n")[2].encode(), keys).root,
        new_root=checkpoint.root,
        proof=list(GROWN.proof),
    )


def test_the_sample_chain_is_whole_and_its_erasure_certified():
    values = [opened(read_leaf(leaf), OPENINGS[index].values()) for index, leaf in enumerate(LEAVES)]
    links = [chain.read_link(values[index], leaf_hash=hash_at(index), index=index) for index in range(3)]
    (end,) = chain.read_ends(values[5])
    assert (end.conversation, chain.chain_faults(links, end=end)) == (CHAT, ())
    standings = field_standings(
        read_leaf(LEAVES[2]),
        leaf_hash=hash_at(2),
        index=2,
        shown=values[2].keys() - {"author", "body"},
        withheld=frozenset(),
        erasures=[read_erasure(values[3], index=3)],
    )
    assert {field for field, found in standings.items() if found is FieldStanding.ERASED} == {
        "author",
        "body",
    }
    assert set(standings.values()) == {FieldStanding.ERASED, FieldStanding.SHOWN}
