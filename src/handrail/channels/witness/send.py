"""Sends a request to a witness over HTTP, and reads the answer."""

from contextlib import suppress
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from socket import SHUT_RDWR, socket
from threading import Timer
from urllib.parse import SplitResult, urlsplit

from handrail.channels.witness.answers import Answer, Refused, Unsure
from handrail.channels.witness.parse import answer
from handrail.core.record.verifier_keys import VerifierKey
from handrail.core.record.witness_request import WitnessRequest, print_witness_request

MOST_ANSWER_BYTES = 20_000  # a cosignature has 200; a witness may have a few keys, some of them long
PATIENCE_S = 10.0
PATH = "/add-checkpoint"


def ask_witness(
    *, address: str, request: WitnessRequest, witness: VerifierKey, patience_s: float = PATIENCE_S
) -> Answer:
    """Ask a witness to cosign, and return what came of it; nothing is raised for what the network does.

    address     submission prefix, such as `https://witness.council.example/`; redirects are not followed
    witness     its verifier key: nobody else's word is taken
    patience_s  for the connection, and again for everything after it
    """
    body = print_witness_request(request)
    try:
        parts = urlsplit(address)
        connection = _connection(parts, patience_s)
    except ValueError as error:
        return Refused(sentence=f"`{address}` is not the address of a witness: {error}")
    try:
        connection.connect()
        status, media_type, raw = _exchanged(connection, parts.path.rstrip("/") + PATH, body, patience_s)
    except (OSError, HTTPException, UnicodeError) as error:
        return Unsure(sentence=f"{witness.name} at {address} gave no answer: {_why(error)}")
    finally:
        connection.close()
    if len(raw) > MOST_ANSWER_BYTES:
        return Unsure(sentence=f"{witness.name} answered more than {MOST_ANSWER_BYTES} bytes")
    return answer(status, media_type, raw, request=request, witness=witness)


def _connection(parts: SplitResult, patience_s: float) -> HTTPConnection:
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ValueError("it begins with `https://` or `http://` and a name")
    if parts.username is not None or parts.query or parts.fragment:
        raise ValueError("it has no user name, `?` or `#`")
    if not parts.path.isascii() or not parts.path.isprintable() or " " in parts.path:
        raise ValueError("its path is plain letters")
    # what is sent is signed and holds only sizes and hashes: plain http can spy on it and not forge it
    kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
    return kind(parts.hostname, parts.port, timeout=patience_s)


def _exchanged(
    connection: HTTPConnection, path: str, body: bytes, patience_s: float
) -> tuple[int, str, bytes]:
    # a time-out of the socket starts anew with each byte: the timer ends what drips
    timer = Timer(patience_s, _cut, [connection.sock])  # named now: the connection lets go of it early
    timer.daemon = True
    timer.start()
    try:
        connection.request("POST", path, body=body, headers={"Content-Type": "text/plain; charset=utf-8"})
        response = connection.getresponse()
        raw = response.read(MOST_ANSWER_BYTES + 1)
        if not timer.is_alive():
            raise TimeoutError("it took too long")
        return response.status, response.headers.get("Content-Type", ""), raw
    finally:
        timer.cancel()


def _cut(connected: socket) -> None:
    with suppress(OSError):
        connected.shutdown(SHUT_RDWR)


def _why(error: Exception) -> str:
    return (getattr(error, "strerror", None) or str(error) or type(error).__name__).lower()
