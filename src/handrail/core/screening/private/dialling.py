"""How many digits a telephone number has, told from how it begins: here, abroad, or with its start left out.

The numbering rules come from the `phonenumbers` tables at their POSSIBLE leniency (lengths, not
allocation), because valid-only checks reject the ranges that Ofcom sets aside for drama.
"""

from collections.abc import Mapping
from functools import cache

from phonenumbers import COUNTRY_CODE_TO_REGION_CODE, PhoneMetadata

type Shape = Mapping[int, str]
"""How many digits make a number, and for each count what to say of it. Empty: no number begins so."""

UK = "44"
UK_FIRST = frozenset("1235789")  # of the digits after the 0 or the 44
UK_MOST = 10  # digits after the 0 or the 44: always for mobiles, one less elsewhere in some old areas
COUNTS = range(7, 18)  # digits of any number, with the country's code and the 00 before it
LOCAL = (7, 8)
NO_SHAPE: Shape = {}


def shape_of(digits: str, *, has_plus: bool) -> Shape:
    """Return the shape of a number that is written from its start.

    digits  its first six, or as many as there are
    """
    if digits.startswith("00") and not has_plus:
        return _abroad(digits[2:], before=2)
    if digits[0] == "0":
        return _at_home(digits[1:], before=1)
    if has_plus:
        return _abroad(digits, before=0)
    return _at_home(digits[2:], before=2) if digits.startswith("447") else NO_SHAPE


def shape_without_start(digits: str, *, is_named: bool) -> Shape:
    """Return the shape of a mobile number without its 0, or of one without its area.

    is_named  the words right before say that a number follows: needed for the second kind
    """
    mobile = _at_home(digits, before=0) if digits[0] == "7" else NO_SHAPE
    return {**dict.fromkeys(LOCAL, "Looks like a telephone number."), **mobile} if is_named else mobile


def _abroad(digits: str, *, before: int) -> Shape:
    if digits.startswith(UK):
        zeros = int(digits[2:3] == "0")
        return _at_home(digits[2 + zeros :], before=before + 2 + zeros)
    counts = (before + size + more for size in (1, 2, 3) for more in _lengths(digits[:size]))
    reason = "Looks like a telephone number from abroad."
    return {count: reason for count in counts if count in COUNTS}


def _at_home(digits: str, *, before: int) -> Shape:
    """Return the shape of a UK number, given what follows the 0 or the 44."""
    if digits[:1] not in UK_FIRST:
        return NO_SHAPE
    if digits[0] == "7":
        return {before + UK_MOST: "Looks like a UK mobile number."}
    return dict.fromkeys((before + UK_MOST - 1, before + UK_MOST), "Looks like a UK telephone number.")


@cache
def _lengths(country: str) -> frozenset[int]:
    """Return how many digits may follow a country's calling code; none for codes that do not exist."""
    if not country or country[0] == "0":
        return frozenset()
    regions = COUNTRY_CODE_TO_REGION_CODE.get(int(country), ())
    tables = [PhoneMetadata.metadata_for_region(region) for region in regions if region != "001"]
    return frozenset(
        length
        for table in tables
        if table and table.general_desc
        for length in table.general_desc.possible_length
    )
