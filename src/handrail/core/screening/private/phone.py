"""Telephone numbers: how they are written here and abroad, then whether such a number can exist.

The numbering rules come from the `phonenumbers` tables at their POSSIBLE leniency (lengths, not
allocation), because valid-only checks reject the ranges that Ofcom sets aside for drama.
"""

import re
from collections.abc import Iterator
from functools import cache

from phonenumbers import COUNTRY_CODE_TO_REGION_CODE, PhoneMetadata

from handrail.core.screening.found import Found
from handrail.core.screening.private.lists import listed

DIGITS = re.compile(
    r"(?<![\w+.,£$€#/:-])(?:\+|\(\+|\()?[0-9](?:[ \t\u00a0().\-/]{0,3}[0-9]){6,16}(?![\w/:]|[.,-][0-9])"
)
CUE = re.compile(
    r"\b(?:num|number|no|nr|digits|call|text|txt|ring|phone|fone|mob|mobile|whatsapp|wa|cell|tel|me|on"
    r"|contact|msg|home|landline|its|it's)\b",
    re.IGNORECASE,
)
STRONG_CUE = re.compile(
    r"\b(?:num|number|digits|phone|fone|mob|mobile|whatsapp|cell|tel|landline)(?: is|s|'s|:| =|)\W{1,3}$",
    re.IGNORECASE,
)
CUE_REACH = 24
DATES = re.compile(r"[0-9]{1,4}([./-])[0-9]{1,2}\1[0-9]{2,4}(?:\D.{0,12})?")
HELPLINES = frozenset(listed("phone", "helplines"))
UK_LENGTHS = frozenset({10, 11})
UK_FIRST = frozenset("1235789")
MOBILE = 11
SPOKEN_NAMES = "zero one two three four five six seven eight nine"
SPOKEN_DIGITS = {name: str(digit) for digit, name in enumerate(SPOKEN_NAMES.split())}
SPOKEN_DIGITS |= dict.fromkeys(("oh", "o", "nought", "naught"), "0")
SPOKEN_TIMES = {"double": 2, "triple": 3, "treble": 3}
SPOKEN_HUNDREDS = frozenset({"hundred", "thousand"})
SPOKEN_CUES = frozenset({"seven", "nine", "zero", "double"})
SPOKEN_WORD = "|".join((*SPOKEN_DIGITS, *SPOKEN_TIMES, *SPOKEN_HUNDREDS, "[0-9]"))
SPOKEN = re.compile(rf"\b(?:{SPOKEN_WORD})(?:[\s,.-]{{1,3}}(?:{SPOKEN_WORD})){{5,18}}\b", re.IGNORECASE)


def find(text: str) -> Iterator[Found]:
    """Yield telephone numbers written in digits."""
    for match in DIGITS.finditer(text):
        written = match[0].rstrip("( .-/")
        if reason := _reason(written, text[max(0, match.start() - CUE_REACH) : match.start()]):
            yield Found("phone", match.start(), match.start() + len(written), 0.95, "phone/1", reason)


def find_spoken(text: str) -> Iterator[Found]:
    """Yield United Kingdom numbers written as words, such as `oh seven seven double oh`."""
    for match in SPOKEN.finditer(text):
        digits = _spoken(match[0])
        if len(digits) in UK_LENGTHS and digits.startswith("0"):
            yield Found(
                "phone", match.start(), match.end(), 0.85, "phone.spoken/1", "A telephone number in words."
            )


def _reason(written: str, before: str) -> str | None:
    digits = re.sub(r"\D", "", written)
    if digits in HELPLINES or DATES.fullmatch(written):
        return None
    if "+" in written:
        return _abroad(digits)
    if digits.startswith("00"):
        return _abroad(digits[2:])
    if digits.startswith("0"):
        return _at_home(digits)
    return _without_prefix(written, digits, before)


def _abroad(digits: str) -> str | None:
    if digits.startswith("44"):
        return _at_home("0" + digits[2:].removeprefix("0"))
    is_possible = any(len(digits) - size in _lengths(int(digits[:size])) for size in (1, 2, 3))
    return "Looks like a telephone number from abroad." if is_possible else None


def _at_home(digits: str) -> str | None:
    if len(digits) not in UK_LENGTHS or digits[1] not in UK_FIRST:
        return None
    if digits.startswith("07"):
        return "Looks like a UK mobile number." if len(digits) == MOBILE else None
    return "Looks like a UK telephone number."


def _without_prefix(written: str, digits: str, before: str) -> str | None:
    """A UK number whose writer left out the 0 or the +, trusted only beside a word that asks to be rung."""
    if digits.startswith("447") and len(digits) == MOBILE + 1:
        return "Looks like a UK mobile number."
    if digits.startswith("7") and len(digits) == MOBILE - 1 and CUE.search(before):
        return "Looks like a UK mobile number."
    if "." not in written and "/" not in written and len(digits) in {7, 8} and STRONG_CUE.search(before):
        return "Looks like a telephone number."
    return None


@cache
def _lengths(country: int) -> frozenset[int]:
    """Return how many digits may follow a country's calling code; none for codes that do not exist."""
    regions = COUNTRY_CODE_TO_REGION_CODE.get(country, ())
    tables = [PhoneMetadata.metadata_for_region(region) for region in regions if region != "001"]
    return frozenset(
        length
        for table in tables
        if table and table.general_desc
        for length in table.general_desc.possible_length
    )


def _spoken(words: str) -> str:
    digits, times = "", 1
    for word in re.findall(r"[a-z]+|[0-9]", words.lower()):
        if word in SPOKEN_TIMES:
            times = SPOKEN_TIMES[word]
        elif word in SPOKEN_HUNDREDS:
            digits += "00" if word == "hundred" else "000"
        else:
            digits += SPOKEN_DIGITS.get(word, word) * times
            times = 1
    return digits
