"""Serves a witness over HTTP (C2SP tlog-witness; docs/formats/record.md 13.2).

The standard library's server, and not Granian: Granian's workers import what they serve by name, in a process
of their own, so that key, folder and logs would have to travel through the environment, and its embedded
server takes no plain function. A witness answers a few requests a minute, and one at a time.
"""

from collections.abc import Callable
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socket import socket
from typing import assert_never, override

from handrail.actions.cosign_checkpoint import (
    BadRequest,
    Busy,
    ClockBehind,
    CosignAnswer,
    Cosigned,
    StateUnsound,
    Witness,
    cosign_checkpoint,
)
from handrail.core.record.verifier_keys import print_verifier_key
from handrail.core.record.witness import BadProof, BadSignature, BadSize, Conflict, TwoRoots, UnknownLog
from handrail.core.record.witness_request import MOST_REQUEST_BYTES
from handrail.entrypoints.cli.witness_words import sentence

PATH = "/add-checkpoint"
MOST_CONNECTIONS = 32
SILENCE_S = 10  # LIMIT: somebody who sends a byte every 9 seconds holds one of the connections for long
PLAIN, SIZE = "text/plain; charset=utf-8", "text/x.tlog.size"


class WitnessServer(ThreadingHTTPServer):
    """Listens for requests; each connection has a thread, and the folder's lock puts them in order."""

    daemon_threads = True

    def __init__(self, address: tuple[str, int], witness: Witness, say: Callable[[str], None]) -> None:
        self.witness = witness
        self.say = say
        self._open: set[object] = set()
        super().__init__(address, Exchange)

    @override
    def verify_request(self, request: object, client_address: object) -> bool:
        """Turn away whoever comes while all connections are taken."""
        if len(self._open) >= MOST_CONNECTIONS:
            return False
        self._open.add(request)
        return True

    @override
    def shutdown_request(self, request: socket | tuple[bytes, socket]) -> None:
        """End a connection."""
        self._open.discard(request)
        super().shutdown_request(request)

    @override
    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of a connection that broke: whoever asked asks again."""


class Exchange(BaseHTTPRequestHandler):
    """One connection."""

    server: WitnessServer
    protocol_version = "HTTP/1.1"  # connections are kept open, as tlog-witness asks
    timeout = SILENCE_S

    def do_GET(self) -> None:
        """Answer the witness's verifier key, so that it can be compared with the one handed over."""
        if self.path != "/":
            self._refuse(HTTPStatus.NOT_FOUND, "There is nothing here.")
            return
        self._send(HTTPStatus.OK, f"{print_verifier_key(self.server.witness.key.verifier)}\n")

    def do_POST(self) -> None:
        """Answer a request for a cosignature."""
        if self.path != PATH:
            self._refuse(HTTPStatus.NOT_FOUND, "There is nothing here.")
            return
        lengths = self.headers.get_all("Content-Length", [])
        if len(lengths) != 1 or not (lengths[0].isascii() and lengths[0].isdigit()):
            self._refuse(HTTPStatus.LENGTH_REQUIRED, "A request states its length.")
            return
        # compared as text of a bounded length first: a number of thousands of digits is not worth reading
        if len(lengths[0]) > len(str(MOST_REQUEST_BYTES)) or int(lengths[0]) > MOST_REQUEST_BYTES:
            why = f"A request has at most {MOST_REQUEST_BYTES} bytes."
            self._refuse(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, why)
            return
        raw = self.rfile.read(int(lengths[0]))
        if len(raw) != int(lengths[0]):
            self.close_connection = True  # cut short: nobody is there to be answered
            return
        self._answer(raw)

    def _answer(self, raw: bytes) -> None:
        try:
            answer = cosign_checkpoint(raw=raw, witness=self.server.witness)
        except Exception as error:  # noqa: BLE001  # a door fails safe: no cosignature, and the next is answered
            self._refuse(HTTPStatus.INTERNAL_SERVER_ERROR, "This witness failed; ask again.")
            self.server.say(f"The witness failed: {error!a}")
            return
        self._send(*response(answer))
        self.server.say(sentence(answer))  # last: a screen that is gone must not cost an answer

    def _refuse(self, status: HTTPStatus, why: str) -> None:
        self.close_connection = True  # what follows on the connection was not read
        self._send(status, f"{why}\n")

    def _send(self, status: HTTPStatus, body: str, media_type: str = PLAIN) -> None:
        content = body.encode()
        self.send_response(status)
        self.send_header("Content-Type", media_type)
        self.send_header("Content-Length", str(len(content)))
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(content)

    @override
    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer what is not HTTP, or a method that there is not, in one sentence."""
        unknown = HTTPStatus.METHOD_NOT_ALLOWED if code == HTTPStatus.NOT_IMPLEMENTED else HTTPStatus(code)
        self._refuse(unknown, f"{unknown.phrase}.")

    @override
    def version_string(self) -> str:
        """Tell nobody which Python this is."""
        return "handrail-witness"

    @override
    def log_message(self, format: str, *args: object) -> None:
        """Stay silent: what a request came to is said in words."""


def response(answer: CosignAnswer) -> tuple[HTTPStatus, str, str]:
    """Return status, body and media type of an answer, as tlog-witness has them."""
    said = f"{sentence(answer)}\n"
    match answer:
        case Cosigned(line=line):
            return HTTPStatus.OK, line, PLAIN
        case BadRequest() | BadSize():
            return HTTPStatus.BAD_REQUEST, said, PLAIN
        case UnknownLog():
            return HTTPStatus.NOT_FOUND, said, PLAIN
        case BadSignature():
            return HTTPStatus.FORBIDDEN, said, PLAIN
        case Conflict(size=size) | TwoRoots(size=size, is_conflict=True):
            return HTTPStatus.CONFLICT, f"{size}\n", SIZE
        case TwoRoots():
            return HTTPStatus.CONFLICT, said, PLAIN
        case BadProof():
            return HTTPStatus.UNPROCESSABLE_ENTITY, said, PLAIN
        case ClockBehind() | Busy():
            return HTTPStatus.SERVICE_UNAVAILABLE, said, PLAIN
        case StateUnsound():
            return HTTPStatus.INTERNAL_SERVER_ERROR, "This witness cannot use what it keeps.\n", PLAIN
        case _:
            assert_never(answer)
