"""United Kingdom postcodes, by the published grammar: area and district, then sector and unit.

The outward code is one of six shapes (A9, A99, AA9, AA99, A9A, AA9A) within the 124 known areas; the inward
code is a digit and two letters, none of C I K M O V. GIR 0AA stands alone.
source  British Standard 7666, as restated in the public Postcode Address File guide
"""

import re
from collections.abc import Iterator

from handrail.core.screening.found import Found
from handrail.core.screening.private.lists import choice, listed

AREAS = choice(listed("postcode", "areas"))
POSTCODE = re.compile(
    r"(?<![A-Z0-9])(?=[A-Z]{1,2}[0-9]|GIR)"  # few places pass this, so that the 124 areas are seldom tried
    rf"(?:(?P<outward>(?:{AREAS})[0-9](?:[0-9]|[ABCDEFGHJKMNPRSTUVWXY])?)"
    r"(?P<gap>[ \u00a0-]{0,2})(?P<inward>[0-9][ABD-HJLNP-UW-Z]{2})|GIR ?0AA)(?![A-Z0-9])",
    re.IGNORECASE,
)
INWARD = re.compile(r"[0-9][A-Z]{2}(?![A-Z0-9])", re.IGNORECASE)  # most texts with digits end here
CUE = re.compile(
    r"post ?code|address|live|sat ?nav|parking|park at|meet|based|venue|at\b|is\b", re.IGNORECASE
)
CUE_REACH = 30  # characters before it
ORDINALS = re.compile(r"1st|2nd|3rd|[04-9]th", re.IGNORECASE)
UNITS = re.compile(r"[0-9](?:hr|ft|lb|pt|wk|gb|yr|st|px|tb|wd|be|us|ur|go|nd|ya|se|pp|ps|pg)")


def find(text: str) -> Iterator[Found]:
    """Yield postcodes, but not times, sizes or text-speak that happen to have their shape."""
    for match in POSTCODE.finditer(text) if INWARD.search(text) else ():
        if not _is_something_else(text, match):
            yield Found(
                "postcode", match.start(), match.end(), 0.95, "postcode/1", "Looks like a UK postcode."
            )


def _is_something_else(text: str, match: re.Match[str]) -> bool:
    inward, outward = match["inward"] or "", match["outward"] or ""
    if not match["gap"] or not inward:
        return False
    if ORDINALS.fullmatch(inward):
        return not (inward.isupper() and outward.isupper())
    if inward.islower() and outward == outward.lower() and UNITS.fullmatch(inward):
        return not CUE.search(text, max(0, match.start() - CUE_REACH), match.start())
    return False
