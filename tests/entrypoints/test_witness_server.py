import socket
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection, RemoteDisconnected
from pathlib import Path

import pytest
from tests.actions.witness_sample import OTHER, OWNER, asked, made_witness, raw
from tests.core.record.sample_log import WITNESS
from tests.core.record.signers import ORIGIN, log_key
from tests.entrypoints.served_witness import Served, served

from handrail.core.record.checkpoint import Checkpoint, sign_checkpoint
from handrail.core.record.notes import Note, parse_note, parse_signatures, verify_note
from handrail.core.record.proofs import EMPTY_ROOT
from handrail.core.record.witness_request import MOST_REQUEST_BYTES, WitnessRequest, print_witness_request
from handrail.entrypoints.cli.witness_server import MOST_CONNECTIONS

PLAIN = "text/plain; charset=utf-8"
DIE_BEFORE_ANSWERING = """
import os, signal
import handrail.entrypoints.cli.witness_server as server
cosign = server.cosign_checkpoint
def kept_and_gone(**given):
    cosign(**given)
    os.kill(os.getpid(), signal.SIGKILL)
server.cosign_checkpoint = kept_and_gone
"""
DIE_BEFORE_KEEPING = """
import os, signal
from pathlib import Path
import handrail.store.writes.witness_state
Path.replace = lambda path, other: os.kill(os.getpid(), signal.SIGKILL)
"""
FAIL = """
import handrail.entrypoints.cli.witness_server as server
def fail(**given):
    raise RuntimeError("planted")
server.cosign_checkpoint = fail
"""


@pytest.fixture
def witness(tmp_path: Path):
    made_witness(tmp_path)
    with served(tmp_path) as running:
        yield running


def is_cosigned(answer: tuple[int, str, str], old_size: int, size: int) -> bool:
    status, _, body = answer
    if status != 200:
        return False
    note = Note(text=parse_note(asked(old_size, size).note).text, signatures=parse_signatures(body))
    return bool(verify_note(note, [WITNESS.verifier]))


def test_it_answers_as_the_specification_says(witness: Served):
    unknown = log_key(name="elsewhere.example/log")
    stranger = sign_checkpoint(Checkpoint(origin=unknown.name, size=0, root=EMPTY_ROOT), [unknown])
    forged = sign_checkpoint(asked(0, 6).checkpoint, [log_key(seed="thief")])
    without_proof = WitnessRequest(old_size=3, proof=(), note=asked(3, 6).note)
    assert witness.ask(print_witness_request(WitnessRequest(old_size=0, proof=(), note=stranger)))[0] == 404
    assert witness.ask(print_witness_request(WitnessRequest(old_size=0, proof=(), note=forged)))[0] == 403
    assert witness.ask(raw(3, 6)) == (409, "text/x.tlog.size", "0\n")
    assert is_cosigned(witness.ask(raw(0, 3)), 0, 3)
    assert witness.ask(b"old 3\nnonsense")[0] == 400
    assert witness.ask(raw(6, 3))[0] == 400
    assert witness.ask(raw(0, 6)) == (409, "text/x.tlog.size", "3\n")
    assert witness.ask(raw(3, 6, stored=OTHER))[0] == 422
    assert witness.ask(print_witness_request(without_proof))[0] == 422
    assert witness.ask(raw(3, 3, stored=OTHER))[:2] == (409, PLAIN)
    assert witness.ask(raw(0, 3, stored=OTHER)) == (409, "text/x.tlog.size", "3\n")
    status, media_type, body = witness.ask(raw(3, 6))
    assert is_cosigned((status, media_type, body), 3, 6)
    assert (media_type, body.count("\n"), body.endswith("\n")) == (PLAIN, 1, True)
    assert is_cosigned(witness.ask(raw(6, 6)), 6, 6)
    assert witness.ask(raw(0, 3)) == (409, "text/x.tlog.size", "6\n")


def test_it_says_who_it_is_and_has_nothing_else(witness: Served):
    assert witness.ask(b"", method="GET", path="/") == (200, PLAIN, f"{OWNER}\n")
    assert witness.ask(b"", method="GET", path="/state")[0] == 404
    assert witness.ask(raw(0, 3), path="/")[0] == 404
    assert witness.ask(raw(0, 3), path="/add-checkpoint/../add-checkpoint")[0] == 404
    assert witness.ask(raw(0, 3), method="PUT")[0] == 405


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ("", 411),
        ("Transfer-Encoding: chunked\r\n", 411),
        ("Content-Length: 5\r\nContent-Length: 5\r\n", 411),
        ("Content-Length: -5\r\n", 411),
        ("Content-Length: ٥\r\n", 411),
        (f"Content-Length: {MOST_REQUEST_BYTES + 1}\r\n", 413),
        (f"Content-Length: {'9' * 5000}\r\n", 413),
    ],
)
def test_a_body_without_a_fit_length_is_not_read(witness: Served, headers: str, status: int):
    with socket.create_connection(("127.0.0.1", witness.port), timeout=20) as connection:
        connection.sendall(f"POST /add-checkpoint HTTP/1.1\r\nHost: x\r\n{headers}\r\n".encode())
        assert connection.recv(4096).decode().startswith(f"HTTP/1.1 {status} ")


@pytest.mark.parametrize(
    "sent", [b"\x00\x01\x02\r\n\r\n", b"GET\r\n\r\n", b"A" * 70_000, b"POST / HTTP/9.9\r\n\r\n"]
)
def test_what_is_not_http_is_refused_and_the_next_is_answered(witness: Served, sent: bytes):
    with socket.create_connection(("127.0.0.1", witness.port), timeout=20) as connection:
        try:
            connection.sendall(sent)
            answer = connection.recv(4096)
        except ConnectionError:
            answer = b""
    assert b"200" not in answer[:15]
    assert b"Traceback" not in answer
    assert witness.ask(b"", method="GET", path="/")[0] == 200


def test_a_request_cut_short_leaves_nothing_behind(witness: Served, tmp_path: Path):
    body = raw(0, 3)
    with socket.create_connection(("127.0.0.1", witness.port), timeout=20) as connection:
        head = f"POST /add-checkpoint HTTP/1.1\r\nHost: x\r\nContent-Length: {len(body)}\r\n\r\n"
        connection.sendall(head.encode() + body[:-40])
    assert witness.ask(b"", method="GET", path="/")[0] == 200
    assert list((tmp_path / "state" / "last").iterdir()) == []


def test_one_connection_carries_several_requests(witness: Served):
    connection = HTTPConnection("127.0.0.1", witness.port, timeout=20)
    came = []
    for old_size, size in ((0, 3), (3, 6), (0, 3)):
        connection.request("POST", "/add-checkpoint", body=raw(old_size, size))
        response = connection.getresponse()
        came.append((response.status, connection.sock.getsockname()))
        response.read()
    connection.close()
    assert [status for status, _ in came] == [200, 200, 409]
    assert len({name for _, name in came}) == 1


def test_whoever_comes_while_all_connections_are_taken_is_turned_away(witness: Served):
    idle = [
        socket.create_connection(("127.0.0.1", witness.port), timeout=20) for _ in range(MOST_CONNECTIONS)
    ]
    for connection in idle:
        connection.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
        assert connection.recv(4096).startswith(b"HTTP/1.1 200 ")
    with pytest.raises((RemoteDisconnected, ConnectionError)):
        witness.ask(b"", method="GET", path="/")
    for connection in idle:
        connection.close()
    for _ in range(100):
        try:
            status = witness.ask(b"", method="GET", path="/")[0]
        except ConnectionError:
            continue
        assert status == 200
        return
    pytest.fail("the closed connections were not given back")


def test_of_two_trees_of_one_size_asked_at_once_one_is_cosigned(witness: Served):
    asks = [raw(0, 3), raw(0, 3, stored=OTHER)] * 6
    with ThreadPoolExecutor(max_workers=12) as pool:
        answers = list(pool.map(witness.ask, asks))
    assert [status for status, _, _ in answers].count(200) == 1
    assert {status for status, _, _ in answers} == {200, 409}


def test_killed_after_keeping_and_before_answering_it_goes_on_from_there(tmp_path: Path):
    made_witness(tmp_path)
    with served(tmp_path) as running:
        assert is_cosigned(running.ask(raw(0, 3)), 0, 3)
    with (
        served(tmp_path, before=DIE_BEFORE_ANSWERING) as running,
        pytest.raises((RemoteDisconnected, ConnectionError)),
    ):
        running.ask(raw(3, 6))
    with served(tmp_path) as running:
        assert running.ask(raw(3, 6)) == (409, "text/x.tlog.size", "6\n")
        assert running.ask(raw(3, 6, stored=OTHER))[0] == 409
        assert is_cosigned(running.ask(raw(6, 6)), 6, 6)


def test_killed_before_keeping_it_has_forgotten_nothing_and_said_nothing(tmp_path: Path):
    made_witness(tmp_path)
    with served(tmp_path) as running:
        assert is_cosigned(running.ask(raw(0, 3)), 0, 3)
    with (
        served(tmp_path, before=DIE_BEFORE_KEEPING) as running,
        pytest.raises((RemoteDisconnected, ConnectionError)),
    ):
        running.ask(raw(3, 6))
    with served(tmp_path) as running:
        assert is_cosigned(running.ask(raw(3, 6)), 3, 6)


def test_what_nobody_foresaw_is_answered_without_a_cosignature(tmp_path: Path):
    made_witness(tmp_path)
    with served(tmp_path, before=FAIL) as running:
        assert running.ask(raw(0, 3)) == (500, PLAIN, "This witness failed; ask again.\n")
        assert running.ask(b"", method="GET", path="/")[0] == 200


def test_a_closed_screen_costs_no_cosignature(witness: Served):
    assert witness.process.stdout
    witness.process.stdout.close()
    for old_size, size in ((0, 3), (3, 6), (6, 6)):
        assert is_cosigned(witness.ask(raw(old_size, size)), old_size, size)


def test_a_state_that_cannot_be_read_is_no_cosignature(witness: Served, tmp_path: Path):
    assert is_cosigned(witness.ask(raw(0, 3)), 0, 3)
    (last,) = (tmp_path / "state" / "last").iterdir()
    last.write_bytes(b"")
    assert witness.ask(raw(3, 6)) == (500, PLAIN, "This witness cannot use what it keeps.\n")


def test_its_keeper_reads_what_it_saw(witness: Served):
    witness.ask(raw(0, 3))
    witness.ask(raw(3, 6, stored=OTHER))
    assert witness.process.stdout
    said = [witness.process.stdout.readline().rstrip("\n") for _ in range(3)]
    assert said[1] == f"{ORIGIN} is seen for the first time, with 3 leaves; what came before is not known."
    assert said[2].startswith("The log is not shown to have only grown: ")
