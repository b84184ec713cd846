"""The client against the real witness, and against servers that misbehave in every way we know."""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.actions.witness_sample import OTHER, asked, made_witness
from tests.core.record.format_samples import GROWN, SAMPLES
from tests.core.record.sample_log import FIRST_KEY, SECOND_KEY, WITNESS, cosigned_at
from tests.core.record.signers import AT_S, witness_key
from tests.entrypoints.served_witness import served

from handrail.channels.witness.answers import Behind, Cosigned, Refused, Unsure
from handrail.channels.witness.parse import SIZE, answer
from handrail.channels.witness.send import MOST_ANSWER_BYTES, ask_witness
from handrail.core.record.cosignature import add_signatures, cosign
from handrail.core.record.notes import parse_note, print_note, print_signatures, verify_note
from handrail.core.record.timestamped import read_timestamped

LINE = SAMPLES["witness-answer"].encode()
PLAIN = "text/plain; charset=utf-8"


def read(status: int, body: bytes, media_type: str = PLAIN):
    return answer(status, media_type, body, request=GROWN, witness=WITNESS.verifier)


@contextmanager
def answering(talk: Callable[[socket.socket], None]) -> Iterator[str]:
    """Serve one connection on loopback with whatever `talk` sends."""
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def once() -> None:
            connection, _ = listening.accept()
            with connection:
                connection.settimeout(20)
                try:
                    talk(connection)
                except OSError:
                    return  # the client left: what it made of it is looked at there

        thread = threading.Thread(target=once, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        thread.join(timeout=20)


def sending(raw: bytes) -> Callable[[socket.socket], None]:
    def talk(connection: socket.socket) -> None:
        connection.recv(100_000)
        connection.sendall(raw)

    return talk


def response(status: str, body: bytes, headers: str = "") -> bytes:
    return f"HTTP/1.1 {status}\r\n{headers}Content-Length: {len(body)}\r\n\r\n".encode() + body


def ask(address: str, patience_s: float = 10):
    return ask_witness(address=address, request=GROWN, witness=WITNESS.verifier, patience_s=patience_s)


def test_a_log_is_cosigned_by_the_real_witness_as_it_grows(tmp_path: Path):
    made_witness(tmp_path)
    with served(tmp_path) as running:

        def from_size(old_size: int, size: int, stored=None):
            request = asked(old_size, size, stored=stored) if stored else asked(old_size, size)
            return ask_witness(address=running.address, request=request, witness=WITNESS.verifier)

        assert from_size(3, 6) == Behind(size=0)
        assert isinstance(from_size(0, 3), Cosigned)
        assert from_size(0, 6) == Behind(size=3)
        grown = from_size(3, 6)
        assert isinstance(grown, Cosigned)
        note = add_signatures(parse_note(asked(3, 6).note), *grown.lines)
        assert len(verify_note(parse_note(print_note(note)), [SECOND_KEY.verifier, WITNESS.verifier])) == 2
        assert abs(grown.at_s - time.time()) < 60
        rewritten = from_size(6, 6, OTHER)
        assert isinstance(rewritten, Refused)
        assert "two different pasts" in rewritten.sentence


def test_a_true_cosignature_is_taken_and_strangers_are_passed_over():
    stranger = cosign(parse_note(GROWN.note), witness_key("stranger.example"), at_s=1)
    (own,) = parse_note(cosigned_at(6, SECOND_KEY)).signatures[1:]
    assert read(200, print_signatures([stranger]).encode() + LINE) == Cosigned(lines=(own,), at_s=AT_S)
    assert read_timestamped(own.signature).at_s == AT_S


@pytest.mark.parametrize(
    "body",
    [
        b"",
        LINE[:-1],
        LINE[:-9],
        LINE + b"\n",
        b"\xff",
        b"<html>",
        cosigned_at(3, FIRST_KEY).splitlines(keepends=True)[-1],
        print_signatures([cosign(parse_note(GROWN.note), witness_key("stranger.example"), at_s=1)]).encode(),
        print_signatures([cosign(parse_note(GROWN.note), WITNESS, at_s=0)]).encode(),
    ],
    ids=[
        "nothing",
        "no newline",
        "cut",
        "surplus",
        "not text",
        "a page",
        "of another size",
        "a stranger's",
        "no moment",
    ],
)
def test_what_is_not_this_witnesss_cosignature_over_this_checkpoint_is_no_success(body):
    assert isinstance(read(200, body), Unsure)


@pytest.mark.parametrize(
    ("body", "media_type", "expected"),
    [
        (b"0\n", SIZE, Behind),
        (b"5\n", SIZE, Behind),
        (b"5\n", "Text/X.Tlog.Size; charset=utf-8", Behind),
        (b"3\n", SIZE, Refused),
        (b"5", SIZE, Unsure),
        (b"05\n", SIZE, Unsure),
        (b"-5\n", SIZE, Unsure),
        (b"5\n\n", SIZE, Unsure),
        (b"\xd9\xa5\n", SIZE, Unsure),
        (b"5\n", PLAIN, Refused),
    ],
)
def test_a_conflict_says_from_where_to_ask_or_is_not_followed(body, media_type, expected):
    assert isinstance(read(409, body, media_type), expected)


@pytest.mark.parametrize("status", [400, 403, 404, 405, 411, 413, 422])
def test_a_refusal_is_quoted_without_force_and_not_at_length(status):
    came = read(status, b"\x1b[2J" + b"no " * 500)
    assert isinstance(came, Refused)
    assert "\x1b" not in came.sentence
    assert len(came.sentence) < 400


@pytest.mark.parametrize("status", [201, 301, 302, 307, 408, 429, 500, 502, 503])
def test_what_settles_nothing_leaves_us_unsure(status):
    assert isinstance(read(status, b"later\n"), Unsure)


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"hello\r\n\r\n",
        response("200 OK", LINE)[:-20],
        response("200 OK", b"x" * (MOST_ANSWER_BYTES + 1)),
        response("302 Found", b"", "Location: http://127.0.0.1:1/\r\n"),
        b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 200 + b"\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"HTTP/1.1 200 OK\r\nX: " + b"y" * 70_000,
    ],
    ids=["nothing", "no http", "cut", "too long", "redirect", "many headers", "bad chunk", "long header"],
)
def test_a_server_that_misbehaves_leaves_us_unsure(raw):
    with answering(sending(raw)) as address:
        assert isinstance(ask(address), Unsure)


def test_a_whole_answer_is_read_from_a_server_that_closes_at_once():
    with answering(sending(response("200 OK", LINE, "Connection: close\r\n"))) as address:
        assert isinstance(ask(address), Cosigned)


@pytest.mark.parametrize("head", [b"", b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n"], ids=["head", "body"])
def test_a_server_that_drips_is_left_in_time(head):
    def drip(connection: socket.socket) -> None:
        connection.recv(100_000)
        connection.sendall(head)
        for _ in range(200):
            connection.sendall(b"H")
            time.sleep(0.05)

    with answering(drip) as address:
        began = time.monotonic()
        assert isinstance(ask(address, patience_s=0.5), Unsure)
        assert time.monotonic() - began < 5


def test_a_server_that_says_nothing_is_left_in_time():
    def wait(connection: socket.socket) -> None:
        connection.recv(100_000)
        connection.recv(1)  # until the client leaves

    with answering(wait) as address:
        assert isinstance(ask(address, patience_s=0.3), Unsure)


def test_nobody_there_leaves_us_unsure():
    with socket.create_server(("127.0.0.1", 0)) as gone:
        port = gone.getsockname()[1]
    assert isinstance(ask(f"http://127.0.0.1:{port}"), Unsure)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "witness.example",
        "file:///etc/hosts",
        "ftp://witness.example/",
        "http://",
        "http://x:port/",
        "http://x:99999/",
        "http://me@x.example/",
        "http://x.example/?a",
        "http://x.example/#a",
        "http://x.example/a b",
        "http://x.example/é",
        "http://[x/",
    ],
)
def test_what_is_no_address_is_not_asked(address):
    assert isinstance(ask(address), Refused)


def test_a_name_that_cannot_be_looked_up_is_no_answer():
    assert isinstance(ask(f"http://{'a' * 80}.example/"), Unsure)


def test_a_prefix_in_the_address_is_kept():
    seen = []

    def talk(connection: socket.socket) -> None:
        seen.append(connection.recv(100_000).split(b"\r\n")[0])
        connection.sendall(response("200 OK", LINE))

    with answering(talk) as address:
        assert isinstance(ask(f"{address}/witness/"), Cosigned)
    assert seen == [b"POST /witness/add-checkpoint HTTP/1.1"]


@given(st.integers(100, 599), st.binary(max_size=200), st.sampled_from([PLAIN, SIZE, ""]))
def test_garbage_is_never_a_cosignature(status, body, media_type):
    assert isinstance(read(status, body, media_type), Behind | Refused | Unsure)
