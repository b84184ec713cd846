from itertools import product

import pytest
from tests.core.record.signers import AT_S, checkpoint, cosigned, log_key, witness_key

from handrail.core.record.checkpoint import CheckpointError
from handrail.core.record.cosignature import add_signatures, cosign
from handrail.core.record.notes import NoteError, parse_note, print_note
from handrail.core.record.trust_policy import Group, PolicyRefused, parse_trust_policy
from handrail.core.record.verifier_keys import SignatureType, VerifierKey, print_verifier_key
from handrail.core.record.witnessed import QuorumMissing, verify_witnessed

LOG = print_verifier_key(log_key().verifier)
WITNESSES = [witness_key(f"witness{number}.example") for number in range(1, 7)]
W = [print_verifier_key(key.verifier) for key in WITNESSES]
SPEC = f"""log {LOG}

witness X1 {W[0]}
witness X2 {W[1]}
witness X3 {W[2]}
group X-witnesses 2 X1 X2 X3

witness Y1 {W[3]}
witness Y2 {W[4]}
witness Y3 {W[5]}
group Y-witnesses any Y1 Y2 Y3

group X-and-Y all X-witnesses Y-witnesses
quorum X-and-Y
"""


def test_the_specifications_example_is_read():
    policy = parse_trust_policy(SPEC)
    assert policy.logs == (log_key().verifier,)
    assert list(policy.witnesses) == ["X1", "X2", "X3", "Y1", "Y2", "Y3"]
    assert policy.groups == {
        "X-witnesses": Group(threshold=2, members=("X1", "X2", "X3")),
        "Y-witnesses": Group(threshold=1, members=("Y1", "Y2", "Y3")),
        "X-and-Y": Group(threshold=2, members=("X-witnesses", "Y-witnesses")),
    }
    assert policy.quorum == "X-and-Y"


def test_the_specifications_example_is_met_by_two_of_x_and_one_of_y():
    policy = parse_trust_policy(SPEC)
    for present in product([False, True], repeat=6):
        cosigning = frozenset(key.verifier for key, is_in in zip(WITNESSES, present, strict=True) if is_in)
        assert policy.is_met(cosigning) == (sum(present[:3]) >= 2 and any(present[3:]))


def test_a_checkpoint_is_trusted_with_its_witnesses_and_their_earliest_moments():
    policy = parse_trust_policy(SPEC)
    raw = cosigned(WITNESSES[0], WITNESSES[2], WITNESSES[5])
    note = parse_note(raw)
    twice = print_note(add_signatures(note, cosign(note, WITNESSES[0], at_s=AT_S - 60)))
    assert verify_witnessed(raw, policy).checkpoint == checkpoint()
    assert verify_witnessed(twice, policy).witnesses == (("X1", AT_S - 60), ("X3", AT_S), ("Y3", AT_S))


def test_too_few_witnesses_are_too_few_however_often_they_sign():
    policy = parse_trust_policy(SPEC)
    note = parse_note(cosigned(WITNESSES[0], WITNESSES[5], witness_key("stranger.example")))
    often = add_signatures(note, *(cosign(note, WITNESSES[0], at_s=AT_S + later) for later in range(1, 5)))
    with pytest.raises(QuorumMissing, match="too few witnesses have cosigned the checkpoint of size `7`"):
        verify_witnessed(print_note(often), policy)


def test_witnesses_do_not_replace_the_log():
    raw = cosigned(*WITNESSES)
    unsigned = print_note(add_signatures(parse_note(raw)))
    line = next(line for line in unsigned.decode().splitlines(keepends=True) if line.startswith("— records"))
    with pytest.raises((NoteError, CheckpointError)):
        verify_witnessed(unsigned.decode().replace(line, "").encode(), parse_trust_policy(SPEC))


def test_a_false_cosignature_spoils_the_checkpoint():
    note = parse_note(cosigned(*WITNESSES))
    false = note.signatures[1]._replace(signature=note.signatures[2].signature)
    with pytest.raises(NoteError, match="is false"):
        verify_witnessed(print_note(add_signatures(note, false)), parse_trust_policy(SPEC))


def test_no_quorum_needs_no_witness():
    policy = parse_trust_policy(f"log {LOG}\nquorum none")
    assert verify_witnessed(cosigned(), policy).witnesses == ()


@pytest.mark.parametrize(
    "text",
    [
        f"\n# comment\n\t # another\n\twitness \t w1  {W[0]}   https://w1.example/  \n\n  quorum\tw1",
        f"log {LOG} https://log.example/\nwitness w1 {W[0]}\nquorum w1\n",
        f"witness Zoë {W[0]}\nquorum Zoë\n",
        f"witness all {W[0]}\nwitness any {W[1]}\ngroup group 2 all any\nquorum group\n",
        "quorum none\n",
    ],
    ids=["spaces and comments", "addresses", "names beyond ASCII", "names that are words", "least"],
)
def test_what_the_specification_allows_is_read(text):
    assert parse_trust_policy(text)


def key_of_log_as_witness() -> str:
    verifier = log_key().verifier
    return print_verifier_key(
        VerifierKey(name="self.example", type=SignatureType.COSIGNATURE, public=verifier.public)
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "a policy has a line `quorum`"),
        (f"witness w1 {W[0]}\n", "a policy has a line `quorum`"),
        ("quorum none\n\x01", "2: the line has a control character"),
        ("quorum none\r\n", "1: the line has a control character"),
        ("quibble w1\nquorum none\n", "1: a line is `log`"),
        (f"witness w1 {W[0]} https://w1.example/ # comment\nquorum w1\n", "1: a line is"),
        ("log\nquorum none\n", "1: a line is"),
        ("witness w1\nquorum none\n", "1: a line is"),
        ("quorum\n", "1: a line is"),
        ("log garbage\nquorum none\n", "1: a key is written `name\\+id\\+key`"),
        (f"log {LOG}\nlog {LOG} https://log.example/\nquorum none\n", "2: the key of .* is already"),
        (f"log {W[0]}\nquorum none\n", "1: the key .* is not of the type"),
        (f"witness w1 {LOG}\nquorum w1\n", "1: the key .* is not of the type"),
        (f"witness none {W[0]}\nquorum none\n", "1: `none` is already defined"),
        (f"witness w1 {W[0]}\nwitness w1 {W[1]}\nquorum w1\n", "2: `w1` is already defined"),
        (f"witness w1 {W[0]}\nwitness w2 {W[0]}\nquorum w1\n", "2: the key of .* is already"),
        (f"log {LOG}\nwitness w1 {key_of_log_as_witness()}\nquorum w1\n", "2: the key of .* is already"),
        (f"witness w1 {W[0]}\ngroup w1 any w1\nquorum w1\n", "2: `w1` is already defined"),
        (f"witness w1 {W[0]}\ngroup none any w1\nquorum none\n", "2: `none` is already defined"),
        (f"witness w1 {W[0]}\ngroup g1 1\nquorum w1\n", "2: `1` is not `any`"),
        (f"witness w1 {W[0]}\ngroup g1 all\nquorum w1\n", "2: `all` is not `any`"),
        (f"witness w1 {W[0]}\ngroup g1\nquorum w1\n", "2: a line is"),
        (f"witness w1 {W[0]}\ngroup g1 0 w1\nquorum g1\n", "2: `0` is not `any`"),
        (f"witness w1 {W[0]}\ngroup g1 -1 w1\nquorum g1\n", "2: `-1` is not `any`"),
        (f"witness w1 {W[0]}\ngroup g1 01 w1\nquorum g1\n", "2: `01` is not `any`"),
        (f"witness w1 {W[0]}\ngroup g1 2 w1\nquorum g1\n", "2: `2` is not `any`"),
        (f"witness w1 {W[0]}\ngroup g1 any w2\nquorum g1\n", "2: `w2` is not defined above"),
        (f"group g1 any w1\nwitness w1 {W[0]}\nquorum g1\n", "1: `w1` is not defined above"),
        (f"witness w1 {W[0]}\ngroup g1 any none w1\nquorum g1\n", "2: `none` is not defined above"),
        (f"witness w1 {W[0]}\ngroup g1 all w1 w1\nquorum g1\n", "2: `w1` is already in a group"),
        (
            f"witness w1 {W[0]}\ngroup g1 any w1\ngroup g2 any w1\nquorum g1\n",
            "3: `w1` is already in a group",
        ),
        (f"witness w1 {W[0]}\nquorum w1\nquorum w1\n", "3: a policy has one line `quorum`"),
        ("quorum unknown\n", "1: `unknown` is not defined above"),
        (f"quorum w1\nwitness w1 {W[0]}\n", "1: `w1` is not defined above"),
    ],
    ids=range(34),
)
def test_what_the_specification_does_not_allow_is_refused_with_its_line(text, said):
    with pytest.raises(PolicyRefused, match=f"^{said}"):
        parse_trust_policy(text)
