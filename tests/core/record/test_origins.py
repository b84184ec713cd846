import pytest
from tests.core.record.signers import checkpoint, log_key

from handrail.core.record.checkpoint import sign_checkpoint
from handrail.core.record.origins import KeyLine, all_terms
from handrail.core.record.rotation import RotationError

FIRST, SECOND = log_key(), log_key("second")
HANDOVER = sign_checkpoint(checkpoint(5), [FIRST, SECOND])


def test_each_key_speaks_from_where_it_was_signed_for():
    lines = [KeyLine(FIRST.verifier, 0, None), KeyLine(SECOND.verifier, 5, HANDOVER)]
    assert [(term.from_size, term.until_size) for term in all_terms(lines)] == [(0, 5), (5, None)]


@pytest.mark.parametrize("sizes", [(0, 4), (0, 7), (1, 5)])
def test_a_list_that_says_another_size_than_was_signed_for_is_refused(sizes):
    lines = [KeyLine(FIRST.verifier, sizes[0], None), KeyLine(SECOND.verifier, sizes[1], HANDOVER)]
    with pytest.raises(RotationError):
        all_terms(lines)


def test_a_list_without_its_first_key_is_refused():
    with pytest.raises(RotationError):
        all_terms([KeyLine(SECOND.verifier, 5, HANDOVER)])
