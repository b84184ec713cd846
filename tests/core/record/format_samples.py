"""Every sample of docs/formats/record.md by the name it has there, made by the code."""

from collections.abc import Iterable

from tests.core.record.leaf_sample import salts
from tests.core.record.sample_log import FIRST_KEY, LEAVES, OPENINGS, SECOND_KEY, STORED, WITNESS, hash_at
from tests.core.record.sample_log import cosigned_at as cosigned
from tests.core.record.sample_log import signed_at as signed
from tests.core.record.signers import AT_S

from handrail.core.record.canonical import canonical
from handrail.core.record.keys import print_signing_key
from handrail.core.record.notes import parse_note, sign_note
from handrail.core.record.proofs import EMPTY_ROOT
from handrail.core.record.text_forms import print_base64
from handrail.core.record.tiles import print_entries
from handrail.core.record.timestamped import cosigned_message
from handrail.core.record.tlog_proof import TlogProof, print_tlog_proof
from handrail.core.record.tree import frontier_at, print_frontier, root_at
from handrail.core.record.tree_proofs import consistency_proof, inclusion_proof
from handrail.core.record.verifier_keys import VerifierKey, print_verifier_key
from handrail.core.record.witness_request import WitnessRequest, print_witness_request

GROWN = WitnessRequest(
    old_size=3, proof=consistency_proof(STORED, old_size=3, new_size=6), note=signed(6, SECOND_KEY)
)
TIMESTAMP_ASK = "openssl ts -query -data checkpoint.note -sha256 -cert -out request.tsq\n"
TIMESTAMP_CHECK = (
    "openssl ts -verify -data checkpoint.note -in answer.tsr -CAfile authority.pem\n"
    "openssl ts -reply -in answer.tsr -text\n"
)
NOTE_TEXT = "Ten leaves, in good order \U0001f342\n"


def _lines(texts: Iterable[str]) -> str:
    return "".join(f"{text}\n" for text in texts)


def _base64_lines(hashes: Iterable[bytes]) -> str:
    return _lines(map(print_base64, hashes))


def _hex_lines(raw: bytes, width: int = 32) -> str:
    return _lines(raw[at : at + width].hex() for at in range(0, len(raw), width))


def _openings(index: int) -> str:
    return _lines(
        canonical([one.field, one.value]).decode() + f" {print_base64(one.salt)}"
        for one in OPENINGS[index].values()
    )


def _policy(log: VerifierKey, witness: VerifierKey) -> str:
    return _lines(
        [
            "# whose word is enough",
            f"log {print_verifier_key(log)}",
            f"witness council {print_verifier_key(witness)} https://witness.council.example/",
            "group either any council",
            "quorum either",
        ]
    )


def _commands(index: int, field: str) -> str:
    """Return how anybody recomputes a commitment with the tools of a terminal."""
    one = OPENINGS[index][field]
    return _lines(
        [
            "printf 'handrail/commit/v1\\n' > committed",
            f"printf '%s' '{print_base64(one.salt)}' | base64 -d >> committed",
            f"printf '%s' '{canonical([one.field, one.value]).decode()}' >> committed",
            "openssl dgst -sha256 -binary committed | base64",
        ]
    )


SAMPLES: dict[str, str] = {
    "canonical-in": '{ "text": "Gr\\u00fcn \\/ \\u0007\\n\\ud83c\\udf33", "n": [1, -0, true], "Z": {} }\n',
    "canonical-out": canonical({"text": "Grün / \x07\n\U0001f333", "n": [1, 0, True], "Z": {}}).decode()
    + "\n",
    **{f"leaf-{index}": leaf.decode() + "\n" for index, leaf in enumerate(LEAVES)},
    **{f"openings-{index}": _openings(index) for index in range(len(LEAVES))},
    "salt": salts(["body"], "1/")["body"].hex() + "\n",
    "committed": _commands(1, "body"),
    "commitment": print_base64(OPENINGS[1]["body"].commitment) + "\n",
    "leaf-hashes": _hex_lines(b"".join(map(hash_at, range(len(LEAVES))))),
    "roots": _hex_lines(b"".join([EMPTY_ROOT, *(root_at(STORED, size) for size in range(1, 7))])),
    "frontier": _hex_lines(print_frontier(frontier_at(STORED, 6))),
    "inclusion": _base64_lines(inclusion_proof(STORED, index=1, size=6)),
    "consistency": _base64_lines(consistency_proof(STORED, old_size=3, new_size=6)),
    "note": sign_note(NOTE_TEXT, [FIRST_KEY]).decode(),
    "verifier-key": print_verifier_key(FIRST_KEY.verifier) + "\n",
    "witness-key": print_verifier_key(WITNESS.verifier) + "\n",
    "private-key": print_signing_key(FIRST_KEY),
    "handover": signed(5, FIRST_KEY, SECOND_KEY).decode(),
    "checkpoint": signed(6, SECOND_KEY).decode(),
    "cosigned": cosigned(6, SECOND_KEY).decode(),
    "cosigned-message": cosigned_message(parse_note(signed(6, SECOND_KEY)).text, AT_S).decode(),
    "tlog-proof": print_tlog_proof(
        TlogProof(index=1, hashes=inclusion_proof(STORED, index=1, size=6), note=cosigned(6, SECOND_KEY))
    ).decode(),
    "entries": print_entries(LEAVES)[:24].hex() + "\n",
    "witness-first": print_witness_request(
        WitnessRequest(old_size=0, proof=(), note=signed(3, FIRST_KEY))
    ).decode(),
    "witness-request": print_witness_request(GROWN).decode(),
    "witness-answer": cosigned(6, SECOND_KEY).decode().splitlines(keepends=True)[-1],
    "timestamp-ask": TIMESTAMP_ASK,
    "timestamp-check": TIMESTAMP_CHECK,
    "trust-policy": _policy(SECOND_KEY.verifier, WITNESS.verifier),
}
