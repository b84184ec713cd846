from hashlib import sha256

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tests.core.record.signers import ORIGIN, log_key, witness_key

from handrail.core.record.keys import SigningKey, parse_signing_key
from handrail.core.record.notes import (
    Note,
    NoteError,
    NoteSignature,
    parse_note,
    parse_signatures,
    print_note,
    sign_note,
    verify_note,
)
from handrail.core.record.verifier_keys import SignatureType, VerifierKey, parse_verifier_key

# published with Go's sumdb/note
PETER_KEY = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz\n"
PETER = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
ENOCH = "EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop"
TEXT = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
PETER_LINE = (
    "— PeterNeumann "
    "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
)
ENOCH_LINE = (
    "— EnochRoot "
    "rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGrQ5ovTG01oOTGwnWLox33WWd1RvMc+QQ=\n"
)
# C2SP signed-note
SPEC = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
SPEC_NOTE = (
    "This is an example message.\n\n— example.com/foo "
    "Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n"
)
POEM = (
    "Ognuno sta solo sul cuor della terra\n"
    "trafitto da un raggio di sole:\n"
    "\n"
    "ed è subito sera.\n"
    "\n"
    "— quasimodo.example/salvatore "
    "NnugSzTjtVAewIS+Z/iJhUPeFDkO/5QQ2i5ddnGITLlC+EhfLW9oJKONrMouFSQU0xMcXxj99ihAQwaqP3ZekRwNtIc=\n"
)
SIGNED = sign_note(TEXT, [log_key()])


def key(text: str) -> VerifierKey:
    return parse_verifier_key(text)


def test_the_published_note_is_signed_byte_for_byte():
    assert sign_note(TEXT, [parse_signing_key(PETER_KEY)]) == f"{TEXT}\n{PETER_LINE}".encode()


def test_published_signatures_are_true_and_strangers_are_passed_over():
    note = parse_note(f"{TEXT}\n{PETER_LINE}{ENOCH_LINE}".encode())
    assert [one.key for one in verify_note(note, [key(PETER)])] == [key(PETER)]
    assert [one.key for one in verify_note(note, [key(ENOCH), key(PETER)])] == [key(PETER), key(ENOCH)]
    assert [one.at_s for one in verify_note(note, [key(PETER)])] == [None]
    with pytest.raises(NoteError, match="no known key has signed the note"):
        verify_note(note, [key(SPEC)])


def test_the_specifications_notes_are_read():
    note = parse_note(SPEC_NOTE.encode())
    assert note.text == "This is an example message.\n"
    assert [one.key for one in verify_note(note, [key(SPEC)])] == [key(SPEC)]
    poem = parse_note(POEM.encode())
    assert poem.text == POEM[: POEM.index("—") - 1]
    assert [(one.name, one.key_id.hex()) for one in poem.signatures] == [
        ("quasimodo.example/salvatore", "367ba04b")
    ]
    assert print_note(poem) == POEM.encode()


def test_a_false_signature_of_a_known_key_spoils_the_note_beside_true_ones():
    spoilt = f"{TEXT}\n{PETER_LINE}{ENOCH_LINE.replace('rwz+eBzm', 'rwz+eBzn')}".encode()
    assert verify_note(parse_note(spoilt), [key(PETER)])
    with pytest.raises(NoteError, match="the signature of `EnochRoot` is false"):
        verify_note(parse_note(spoilt), [key(PETER), key(ENOCH)])


def test_a_signature_moved_to_another_text_is_false():
    with pytest.raises(NoteError, match="is false"):
        verify_note(parse_note(f"{TEXT}{TEXT}\n{PETER_LINE}".encode()), [key(PETER)])


def test_a_name_or_an_id_alone_is_not_a_known_key():
    other = log_key(seed="other").verifier
    namesake = VerifierKey(name="elsewhere", type=SignatureType.ED25519, public=log_key().verifier.public)
    for stranger in (other, namesake):
        with pytest.raises(NoteError, match="no known key"):
            verify_note(parse_note(SIGNED), [stranger])


def test_keys_are_known_once_however_often_they_are_listed():
    verifier = log_key().verifier
    assert len(verify_note(parse_note(SIGNED), [verifier, verifier])) == 1


def two_keys_alike() -> tuple[VerifierKey, VerifierKey]:
    first = log_key().verifier

    class Twin(VerifierKey):
        @property
        def key_id(self) -> bytes:
            return first.key_id

    return first, Twin(name=ORIGIN, type=SignatureType.ED25519, public=log_key(seed="twin").verifier.public)


def test_two_known_keys_of_one_name_and_id_are_refused():
    with pytest.raises(NoteError, match="two of the known keys have one name and one id"):
        verify_note(parse_note(SIGNED), two_keys_alike())


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\n",
        b"\n\n",
        TEXT.encode(),
        f"{TEXT}{PETER_LINE}".encode(),
        f"{TEXT}\n{PETER_LINE}".encode()[:-1],
        f"{TEXT}\n{PETER_LINE}\n".encode(),
        f"{TEXT}\n{PETER_LINE}more\n".encode(),
        f"{TEXT}\n{PETER_LINE.replace('— ', '- ')}".encode(),
        f"{TEXT}\n{PETER_LINE.replace('— ', '—')}".encode(),
        f"{TEXT}\n{PETER_LINE.replace('— ', '—  ')}".encode(),
        f"{TEXT}\n{PETER_LINE.replace(' x08', '  x08')}".encode(),
        f"{TEXT}\n{PETER_LINE.replace(' x08', '\u00a0x08')}".encode(),
        f"{TEXT}\n{PETER_LINE.replace('PeterNeumann', 'Peter+Neumann')}".encode(),
        f"{TEXT}\n{PETER_LINE.replace('PeterNeumann', 'Peter\u2003Neumann')}".encode(),
        f"{TEXT}\n{PETER_LINE.replace('PeterNeumann', '')}".encode(),
        f"{TEXT}\n{PETER_LINE.replace('AM=', 'AN=')}".encode(),
        f"{TEXT}\n{PETER_LINE.replace('=', '')}".encode(),
        f"{TEXT}\n{PETER_LINE.replace('/', '_')}".encode(),
        f"{TEXT}\n— a AAAAAA==\n".encode(),
        f"{TEXT}\n— a \n".encode(),
        f"{TEXT}\r\n\n{PETER_LINE}".encode(),
        f"{TEXT}\x00\n\n{PETER_LINE}".encode(),
        f"{TEXT}\t\n\n{PETER_LINE}".encode(),
        b"\xff\n\n" + PETER_LINE.encode(),
        b"\xed\xa0\x80\n\n" + PETER_LINE.encode(),
        b"\xef\xbb\xbf" + SPEC_NOTE.encode()[:-1],
        f"{TEXT}\n{PETER_LINE * 101}".encode(),
        b"a" * 1_000_000 + f"\n\n{PETER_LINE}".encode(),
    ],
    ids=range(29),
)
def test_what_is_not_a_note_is_refused(raw):
    with pytest.raises(NoteError):
        parse_note(raw)


def test_a_hundred_signatures_are_read():
    assert len(parse_note(f"{TEXT}\n{PETER_LINE * 100}".encode()).signatures) == 100


def test_a_witness_answer_is_read_as_lines():
    assert (
        parse_signatures(PETER_LINE + ENOCH_LINE)
        == parse_note(f"{TEXT}\n{PETER_LINE}{ENOCH_LINE}".encode()).signatures
    )
    for wrong in ("", "\n", PETER_LINE[:-1], f"{PETER_LINE}\n"):
        with pytest.raises(NoteError):
            parse_signatures(wrong)


@pytest.mark.parametrize(
    "text", ["", "no newline", "tab\t\n", "null\x00\n", "half \ud800\n", "cosignature/v1\ntime 1\n"]
)
def test_a_text_that_could_mislead_is_not_signed(text):
    with pytest.raises(NoteError):
        sign_note(text, [log_key()])


def test_a_note_needs_a_signature_of_a_key_for_notes():
    with pytest.raises(NoteError):
        sign_note(TEXT, [])
    with pytest.raises(NoteError, match="a key for cosignatures does not sign plain notes"):
        sign_note(TEXT, [witness_key()])


@pytest.mark.parametrize("signature", [NoteSignature("a", b"123", b"1"), NoteSignature("a", b"1234", b"")])
def test_a_signature_that_could_not_be_read_back_is_not_written(signature):
    with pytest.raises(NoteError):
        print_note(Note(text=TEXT, signatures=(signature,)))


letters = st.characters(
    exclude_categories=["Cs"], exclude_characters=[chr(code) for code in range(32) if code != 10]
)


@given(st.text(letters), st.integers(1, 4))
@example("\n\n", 1)
@example("— a AAAAAAAA\n", 1)
def test_any_signed_text_is_read_back_and_verified(text, count):
    keys = [log_key(seed=str(number)) for number in range(count)]
    raw = sign_note(f"{text}\n", keys)
    note = parse_note(raw)
    assert note.text == f"{text}\n"
    assert print_note(note) == raw
    assert [one.key for one in verify_note(note, [one.verifier for one in keys])] == [
        one.verifier for one in keys
    ]


@given(st.integers(0, len(SIGNED) * 8 - 1))
def test_any_flipped_bit_of_a_note_is_refused(bit):
    changed = bytearray(SIGNED)
    changed[bit // 8] ^= 1 << bit % 8
    with pytest.raises(NoteError):
        verify_note(parse_note(bytes(changed)), [log_key().verifier])


@given(st.binary(max_size=60), st.binary(max_size=200))
def test_whatever_is_read_is_printed_the_same(text, lines):
    for raw in (text, text + b"\n\n" + lines, text + b"\n\n" + PETER_LINE.encode() + lines):
        try:
            note = parse_note(raw)
        except NoteError:
            continue
        assert print_note(note) == raw


def test_a_private_key_does_not_show_in_traces():
    secret = SigningKey(name="a", type=SignatureType.ED25519, seed=sha256(b"secret").digest())
    assert "seed" not in repr(secret)
