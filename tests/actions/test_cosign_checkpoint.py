import multiprocessing
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.actions.witness_sample import OTHER, answer_to, asked, cosigned, made_witness, raw, witness_at
from tests.core.record.sample_log import FIRST_KEY, STORED, WITNESS
from tests.core.record.signers import AT_S, log_key

from handrail.actions.cosign_checkpoint import (
    BadRequest,
    Busy,
    ClockBehind,
    Cosigned,
    StateUnsound,
    Witness,
    cosign_checkpoint,
    state_trouble,
)
from handrail.core.record.checkpoint import Checkpoint, sign_checkpoint
from handrail.core.record.cosignature import add_signatures, cosign
from handrail.core.record.notes import Note, parse_note, parse_signatures, print_note, verify_note
from handrail.core.record.proofs import EMPTY_ROOT
from handrail.core.record.witness import BadProof, Conflict, TwoRoots
from handrail.store.writes import witness_state
from handrail.store.writes.witness_state import StateRefused, held_state


@pytest.fixture
def witness(tmp_path: Path) -> Witness:
    return made_witness(tmp_path)


def kept(witness: Witness) -> list[bytes]:
    return [path.read_bytes() for path in sorted((witness.state / "last").iterdir())]


def test_a_log_is_cosigned_as_it_grows_and_the_cosignature_is_true(witness):
    first = cosigned(witness, 0, 3)
    assert first.before is None
    second = cosigned(witness, 3, 6)
    assert second.before
    assert (second.before.checkpoint, second.before.at_s) == (first.checkpoint, AT_S)
    text = parse_note(asked(3, 6).note).text
    note = Note(text=text, signatures=parse_signatures(second.line))
    assert [one.at_s for one in verify_note(note, [WITNESS.verifier])] == [AT_S]


def test_what_is_answered_was_kept_before(witness):
    answer = cosigned(witness, 0, 3)
    assert kept(witness)[0].endswith(answer.line.encode())
    assert kept(witness)[0].startswith(asked(0, 3).note)


def test_nothing_is_answered_when_it_could_not_be_kept(witness, monkeypatch):
    cosigned(witness, 0, 3)
    before = kept(witness)

    def full(path: Path, content: bytes) -> None:
        raise StateRefused("`last`: no space left on device")

    monkeypatch.setattr(witness_state, "_write_whole", full)
    assert answer_to(witness, 3, 6) == StateUnsound(why="`last`: no space left on device")
    assert kept(witness) == before


def test_a_rollback_is_refused_and_forgets_nothing(witness):
    cosigned(witness, 0, 6)
    before = kept(witness)
    for old_size in (0, 3):
        assert answer_to(witness, old_size, 3) == Conflict(size=6)
    assert kept(witness) == before


def test_a_log_that_rewrote_its_history_is_refused(witness):
    cosigned(witness, 0, 3)
    before = kept(witness)
    assert isinstance(answer_to(witness, 3, 6, stored=OTHER), BadProof)
    assert kept(witness) == before


def test_two_roots_of_one_size_are_both_kept_and_neither_cosigned_again(witness):
    first = cosigned(witness, 0, 3)
    for _ in range(2):
        assert isinstance(answer_to(witness, 3, 3, stored=OTHER), TwoRoots)
    notes = [parse_note(path.read_bytes()) for path in (witness.state / "two-roots").iterdir()]
    assert {note.text for note in notes} == {
        parse_note(asked(0, 3, stored=one).note).text for one in (STORED, OTHER)
    }
    assert all(verify_note(note, [FIRST_KEY.verifier]) for note in notes)
    assert cosigned(witness, 3, 3).checkpoint == first.checkpoint


def test_a_request_handed_in_twice_by_file_is_cosigned_again(witness):
    cosigned(witness, 0, 3)
    cosigned(witness, 3, 6)
    assert answer_to(witness, 3, 6) == Conflict(size=6)
    again = cosign_checkpoint(raw=raw(3, 6), witness=witness, again=True)
    assert isinstance(again, Cosigned)
    assert again.checkpoint.size == 6
    assert cosign_checkpoint(raw=raw(0, 3), witness=witness, again=True) == Conflict(size=6)
    other = cosign_checkpoint(raw=raw(3, 6, stored=OTHER), witness=witness, again=True)
    assert isinstance(other, TwoRoots)


def test_moments_never_fall(witness):
    cosigned(witness, 0, 3)
    early = witness_at(witness.state, AT_S - 1)
    assert answer_to(early, 3, 6) == ClockBehind(at_s=AT_S - 1, last_at_s=AT_S)
    assert cosigned(witness_at(witness.state, AT_S), 3, 6).at_s == AT_S
    assert cosigned(witness_at(witness.state, AT_S + 5), 6, 6).at_s == AT_S + 5
    assert isinstance(answer_to(witness, 6, 6), ClockBehind)


@pytest.mark.parametrize("at_s", [0, -5])
def test_a_clock_that_was_never_set_cosigns_nothing(witness, at_s):
    assert isinstance(answer_to(witness_at(witness.state, at_s), 0, 3), ClockBehind)
    assert kept(witness) == []


def of_another_log() -> bytes:
    other = log_key(name="elsewhere.example/log")
    signed = sign_checkpoint(Checkpoint(origin=other.name, size=0, root=EMPTY_ROOT), [other])
    return print_note(add_signatures(parse_note(signed), cosign(parse_note(signed), WITNESS, at_s=AT_S)))


def folder_in_its_place(_: Path, last: Path) -> None:
    last.unlink()
    last.mkdir()


def folder_gone(_: Path, last: Path) -> None:
    last.unlink()
    last.parent.rmdir()


DAMAGES: dict[str, Callable[[Path, Path], object]] = {
    "emptied": lambda _, last: last.write_bytes(b""),
    "cut": lambda _, last: last.write_bytes(last.read_bytes()[:-30]),
    "one bit": lambda _, last: last.write_bytes(last.read_bytes().replace(b"\n3\n", b"\n2\n")),
    "not cosigned": lambda _, last: last.write_bytes(asked(0, 3).note),
    "a folder": folder_in_its_place,
    "of another log": lambda _, last: last.write_bytes(of_another_log()),
    "last gone": folder_gone,
    "owner gone": lambda state, _: (state / "witness").unlink(),
    "another's": lambda state, _: (state / "witness").write_text("another.example+00000000+AA==\n"),
    "owner not text": lambda state, _: (state / "witness").write_bytes(b"\xff"),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_state_that_cannot_be_believed_refuses(witness, damage):
    cosigned(witness, 0, 3)
    (last,) = (witness.state / "last").iterdir()
    damage(witness.state, last)
    for old_size, size in ((0, 3), (3, 6), (0, 6)):
        assert isinstance(answer_to(witness, old_size, size), StateUnsound)


def test_a_state_that_is_not_there_is_no_new_beginning(tmp_path):
    lost = witness_at(tmp_path / "lost", AT_S)
    assert isinstance(answer_to(lost, 0, 3), StateUnsound)
    assert isinstance(state_trouble(witness=lost), StateUnsound)
    (tmp_path / "lost").mkdir()
    assert isinstance(answer_to(lost, 0, 3), StateUnsound)
    assert list((tmp_path / "lost").iterdir()) == []


def test_a_draft_left_by_a_crash_changes_nothing(witness):
    cosigned(witness, 0, 3)
    (last,) = (witness.state / "last").iterdir()
    last.with_name(f".{last.name}").write_bytes(b"half of a no")
    assert cosigned(witness, 3, 6).before
    assert len(kept(witness)) == 1


def test_whoever_waits_too_long_is_told_so(witness, monkeypatch):
    monkeypatch.setattr(witness_state, "PATIENCE_S", 0.05)
    owner = (witness.state / "witness").read_text().strip()
    with held_state(witness.state, owner):
        assert answer_to(witness, 0, 3) == Busy()
        assert state_trouble(witness=witness) == Busy()
    assert state_trouble(witness=witness) is None
    assert isinstance(answer_to(witness, 0, 3), Cosigned)


def test_of_many_requests_at_once_one_history_comes_out(witness):
    cosigned(witness, 0, 1)
    asks = [raw(1, size, stored=stored) for size in range(2, 7) for stored in (STORED, OTHER)] * 3
    with ThreadPoolExecutor(max_workers=16) as pool:
        answers = list(pool.map(lambda one: cosign_checkpoint(raw=one, witness=witness), asks))
    won = [answer for answer in answers if isinstance(answer, Cosigned)]
    assert len(won) == 1  # all start from size 1: whoever comes second is told the new size
    assert kept(witness)[0].endswith(won[0].line.encode())


def race(state: Path, stored_name: str, start: object, answers: object) -> None:
    start.wait()  # type: ignore[attr-defined]
    stored = STORED if stored_name == "true" else OTHER
    answer = answer_to(witness_at(state, AT_S), 0, 3, stored=stored)
    answers.put((stored_name, isinstance(answer, Cosigned), type(answer).__name__))  # type: ignore[attr-defined]


def test_of_two_processes_with_two_trees_of_one_size_only_one_is_cosigned(witness):
    context = multiprocessing.get_context("spawn")
    start, answers = context.Event(), context.Queue()
    racers = [
        context.Process(target=race, args=(witness.state, name, start, answers)) for name in ("true", "other")
    ]
    for racer in racers:
        racer.start()
    start.set()
    came = [answers.get(timeout=60) for _ in racers]
    for racer in racers:
        racer.join(timeout=60)
    assert sorted(is_cosigned for _, is_cosigned, _ in came) == [False, True]
    assert {kind for _, _, kind in came} == {"Cosigned", "TwoRoots"}
    assert len(list((witness.state / "two-roots").iterdir())) == 2


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6), st.booleans()), max_size=12))
def test_whatever_is_asked_one_size_never_has_two_cosigned_roots(tmp_path_factory, asks):
    witness = made_witness(tmp_path_factory.mktemp("witness"))
    roots: dict[int, bytes] = {}
    largest = 0
    for old_size, size, is_other in asks:
        answer = answer_to(witness, old_size, size, stored=OTHER if is_other else STORED)
        if isinstance(answer, Cosigned):
            assert roots.setdefault(size, answer.checkpoint.root) == answer.checkpoint.root
            assert size >= largest
            largest = size


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
@given(st.binary(max_size=300))
def test_garbage_is_answered_and_nothing_is_kept(witness, garbage):
    assert isinstance(cosign_checkpoint(raw=garbage, witness=witness), BadRequest)
    assert kept(witness) == []


def test_proof_of_two_roots_does_not_fill_the_disk(witness, monkeypatch):
    monkeypatch.setattr(witness_state, "MOST_TWO_ROOTS", 2)
    cosigned(witness, 0, 3)
    third = type(OTHER)([bytes([number]) * 32 for number in range(6)])
    for stored in (OTHER, third):
        assert isinstance(answer_to(witness, 3, 3, stored=stored), TwoRoots)
    assert len(list((witness.state / "two-roots").iterdir())) == 2
