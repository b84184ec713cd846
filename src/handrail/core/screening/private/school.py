"""Named schools, and the time when somebody leaves one."""

import re
from collections.abc import Iterator

from handrail.core.screening.found import Found
from handrail.core.screening.private.lists import listed

KINDS = (
    r"(?:primary|infant|junior|high|secondary|grammar|middle|upper|lower|comprehensive|girls'?|boys'?|community"
    r"|catholic|c of e|ce|free|boarding|village)"
)
NAMED = re.compile(
    r"\b(?:go to|goes to|goin to|going to|go|goes|at|attend|attends|from|start at|starts at|in|pupil at"
    r"|outside|near|my school is|school is|school called)"
    r" {1,2}(?P<school>(?:st\.? )?(?P<names>[a-z][a-z'.-]{2,20}(?: {1,2}[a-z][a-z'.-]{2,20}){0,2}?)"
    rf" {{1,2}}(?:{KINDS} {{1,2}}){{0,2}}"
    r"(?:school|academy|college|comp|high|primary|grammar|sixth form))(?![\w'])"
)
TIME = r"[0-9]{1,2}(?:[:.][0-9]{2})?(?: ?pm| ?ish)?"
LEAVES = re.compile(
    r"\b(?:i|she|he|they|we) (?:finish(?:es)?|get(?:s)? out(?: of)?|leave(?:s)?|come(?:s)? out(?: of)?"
    r"|walks? home from)"
    rf" school (?:at|@|about|around) {TIME}(?!\w)"
)
ORDINARY = frozenset(listed("school", "ordinary"))
CUES = frozenset({"school", "academy", "college", "comp", "high", "primary", "grammar", "sixth"})


def find(text: str) -> Iterator[Found]:
    """Yield named schools and leaving times, but not school in general."""
    small = text.lower()
    for match in NAMED.finditer(small):
        if not ORDINARY.intersection(match["names"].split()):
            yield _found(*match.span("school"), 0.8, "school.name/1", "Names somebody's school.")
    for match in LEAVES.finditer(small):
        yield _found(*match.span(), 0.7, "school.time/1", "Says when somebody leaves school.")


def _found(start: int, end: int, score: float, detector: str, reason: str) -> Found:
    return Found("school", start, end, score, detector, reason)
