import stat
from pathlib import Path

import pytest
from tests.actions.witness_sample import cosigned, witness_at
from tests.core.record.signers import AT_S

from handrail.actions.make_witness import MadeWitness, make_witness
from handrail.actions.refused import Refused
from handrail.core.record.keys import parse_signing_key
from handrail.core.record.verifier_keys import SignatureType, print_verifier_key

NAME = "witness.council.example"
SEED = bytes(range(32))


def make(folder: Path, *, name: str = NAME, seed: bytes = SEED) -> MadeWitness | Refused:
    return make_witness(name=name, seed=seed, key_file=folder / "key", state=folder / "state")


def test_key_and_state_are_made_for_their_owner_alone(tmp_path):
    made = make(tmp_path)
    assert isinstance(made, MadeWitness)
    key = parse_signing_key((tmp_path / "key").read_text())
    assert (key.name, key.type, key.seed) == (NAME, SignatureType.COSIGNATURE, SEED)
    assert made.verifier_key == print_verifier_key(key.verifier)
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "key", tmp_path / "state")}
    assert modes == {"key": 0o600, "state": 0o700}
    assert (tmp_path / "state" / "witness").read_text() == f"{made.verifier_key}\n"


def test_the_private_half_is_never_answered(tmp_path):
    made = make(tmp_path)
    secret = (tmp_path / "key").read_text().strip().split("+")[-1]
    assert secret not in repr(made)
    assert secret not in repr(make(tmp_path))


def test_nothing_is_written_over(tmp_path):
    make(tmp_path)
    before = (tmp_path / "key").read_bytes()
    answer = make(tmp_path, seed=bytes(32))
    assert answer == Refused(sentence=f"{tmp_path / 'key'}: is there already; nothing was made")
    assert (tmp_path / "key").read_bytes() == before


def test_a_state_that_exists_is_not_taken_over_and_no_key_is_left(tmp_path):
    (tmp_path / "state").mkdir()
    (tmp_path / "state" / "letter").write_text("kept")
    answer = make(tmp_path)
    assert answer == Refused(sentence=f"{tmp_path / 'state'}: is not empty; nothing was made")
    assert [path.name for path in tmp_path.rglob("*")] == ["state", "letter"]


def test_an_empty_folder_may_become_the_state(tmp_path):
    (tmp_path / "state").mkdir()
    assert isinstance(make(tmp_path), MadeWitness)


@pytest.mark.parametrize("name", ["", "two words", "a+b", "tab\t"])
def test_a_name_that_cannot_be_is_refused(tmp_path, name):
    answer = make(tmp_path, name=name)
    assert isinstance(answer, Refused)
    assert "cannot be a key's name" in answer.sentence
    assert list(tmp_path.iterdir()) == []


def test_where_nothing_can_be_written_nothing_is_made(tmp_path):
    answer = make(tmp_path / "absent")
    assert answer == Refused(
        sentence=f"{tmp_path / 'absent' / 'key'}: no such file or directory; nothing was made"
    )


def test_a_half_made_state_is_taken_away(tmp_path, monkeypatch):
    def full(path: Path, text: str) -> None:
        raise OSError(28, "No space left on device", str(path))

    monkeypatch.setattr("handrail.store.writes.witness_state.write_new_private", full)
    answer = make(tmp_path)
    assert answer == Refused(sentence=f"{tmp_path / 'state'}: no space left on device; nothing was made")
    assert [path.name for path in tmp_path.rglob("*")] == ["state"]
    monkeypatch.undo()
    assert isinstance(make(tmp_path), MadeWitness)


def test_what_was_made_can_witness(tmp_path):
    make(tmp_path)
    key = parse_signing_key((tmp_path / "key").read_text())
    sample = witness_at(tmp_path / "state", AT_S)
    witness = type(sample)(key=key, log_keys=sample.log_keys, state=sample.state, now=sample.now)
    assert cosigned(witness, 0, 3).line.startswith(f"— {NAME} ")
