"""Telephone numbers written in words, such as `oh seven seven double oh`."""

import re
from collections.abc import Iterator

from handrail.core.screening.found import Found

LENGTHS = frozenset({10, 11})
NAMES = "zero one two three four five six seven eight nine"
DIGITS = {name: str(digit) for digit, name in enumerate(NAMES.split())}
DIGITS |= dict.fromkeys(("oh", "o", "nought", "naught"), "0")
TIMES = {"double": 2, "triple": 3, "treble": 3}
HUNDREDS = frozenset({"hundred", "thousand"})
CUES = frozenset({"seven", "nine", "zero", "double"})
WORD = "|".join((*DIGITS, *TIMES, *HUNDREDS, "[0-9]"))
SPOKEN = re.compile(rf"\b(?:{WORD})(?:[\s,.-]{{1,3}}(?:{WORD})){{5,18}}\b")


def find(text: str) -> Iterator[Found]:
    """Yield United Kingdom numbers written as words."""
    for match in SPOKEN.finditer(text.lower()):
        digits = _digits(match[0])
        if len(digits) in LENGTHS and digits.startswith("0"):
            yield Found(
                "phone", match.start(), match.end(), 0.85, "phone.spoken/1", "A telephone number in words."
            )


def _digits(words: str) -> str:
    digits, times = "", 1
    for word in re.findall(r"[a-z]+|[0-9]", words):
        if word in TIMES:
            times = TIMES[word]
        elif word in HUNDREDS:
            digits += "00" if word == "hundred" else "000"
        else:
            digits += DIGITS.get(word, word) * times
            times = 1
    return digits
