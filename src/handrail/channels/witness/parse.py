"""Reads what a witness answered (C2SP tlog-witness; docs/formats/record.md 13.2)."""

from http import HTTPStatus

from handrail.channels.witness.answers import Answer, Behind, Cosigned, Refused, Unsure
from handrail.core.record.notes import Note, NoteError, parse_note, parse_signatures, verify_note
from handrail.core.record.text_forms import FormRefused, read_decimal
from handrail.core.record.verifier_keys import VerifierKey
from handrail.core.record.witness_request import WitnessRequest

SIZE = "text/x.tlog.size"
LONGEST_SENTENCE = 300  # letters; what a stranger says is quoted, and not at length


def answer(
    status: int, media_type: str, body: bytes, *, request: WitnessRequest, witness: VerifierKey
) -> Answer:
    """Return what a response comes to.

    witness  whose cosignature is believed; others' lines are passed over
    """
    if status == HTTPStatus.OK:
        return _cosigned(body, request, witness)
    if status == HTTPStatus.CONFLICT and media_type.partition(";")[0].strip().lower() == SIZE:
        return _behind(body, request)
    said = _said(body)
    is_final = HTTPStatus.BAD_REQUEST <= status < HTTPStatus.INTERNAL_SERVER_ERROR
    # these ask for patience, not for another checkpoint
    if not is_final or status in {HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_MANY_REQUESTS}:
        return Unsure(sentence=f"{witness.name} answered with status {status}: {said}")
    return Refused(sentence=f"{witness.name} refused with status {status}: {said}")


def _cosigned(body: bytes, request: WitnessRequest, witness: VerifierKey) -> Answer:
    try:
        lines = parse_signatures(body.decode())
        signed = verify_note(Note(text=parse_note(request.note).text, signatures=lines), [witness])
    except (UnicodeDecodeError, NoteError) as error:
        return Unsure(sentence=f"{witness.name} answered no cosignature of its own: {error}")
    moments = [one.at_s for one in signed if one.at_s]
    if len(moments) != len(signed):
        return Unsure(sentence=f"{witness.name} answered a cosignature without a moment")
    return Cosigned(lines=tuple(one.signature for one in signed), at_s=min(moments))


def _behind(body: bytes, request: WitnessRequest) -> Answer:
    try:
        text = body.decode("ascii")
        size = read_decimal(text.removesuffix("\n"))
    except (UnicodeDecodeError, FormRefused):
        text, size = "", 0
    if not text.endswith("\n"):  # a size cut short is another size
        return Unsure(sentence="the witness answered a size that cannot be read")
    if size == request.old_size:
        # the same again would go on for ever
        return Refused(sentence=f"the witness asks for size {size}, which is what it was asked from")
    return Behind(size=size)


def _said(body: bytes) -> str:
    text = body.decode(errors="replace").strip()
    shown = "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in text)
    return shown[:LONGEST_SENTENCE] or "nothing"
