import re
from pathlib import Path

import pytest

from handrail.wording.words import NoWords, say, sentences

SRC = Path(__file__).parents[2] / "src" / "handrail"


def ids_in_code() -> set[str]:
    """Return every reason id named in the code: in `say(...)` or as a `reason`."""
    text = "\n".join(
        path.read_text(encoding="utf-8") for path in SRC.rglob("*.py") if "core" not in path.parts
    )
    return set(re.findall(r'(?:\bsay\(\s*|\breason=)"([a-z_.]+)"', text))


def test_every_reason_id_in_the_code_has_words_and_all_words_are_used():
    assert ids_in_code() == set(sentences())


def test_sentences_are_sentences():
    for reason, sentence in sentences().items():
        if not reason.startswith("account."):  # those are for operators: no capital, no full stop
            assert sentence[0].isupper() or sentence[0] == "{", reason
            assert sentence.endswith((".", "?")), reason


def test_values_are_filled_in():
    assert say("sign_in.wait", minutes="15 minutes") == "Too many attempts. Wait 15 minutes and try again."


@pytest.mark.parametrize("values", [("no.such.id", {}), ("sign_in.wait", {})])
def test_an_id_without_words_or_a_value_that_is_missing_is_an_error(values):
    reason, filled = values
    with pytest.raises(NoWords):
        say(reason, **filled)
