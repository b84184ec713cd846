import re
from collections.abc import Iterator

from handrail.core.screening.found import Found

EMAIL = re.compile(
    r"(?<![\w.+%-])[A-Za-z0-9][\w.+%'-]{0,63}@(?:[A-Za-z0-9-]{1,63}\.){1,5}[A-Za-z]{2,24}(?![A-Za-z0-9-])"
)
SPOKEN = re.compile(
    r"(?<![\w.])(?:[a-z0-9][\w.+-]{0,40})\s{0,2}(?:@|\[at\]|\(at\)|\bat\b)\s{0,2}"
    r"(?:[a-z0-9-]{2,40})\s{0,2}(?:\.|\[dot\]|\(dot\)|\bdot\b)\s{0,2}"
    r"(?:co|ac|org|sch)?\s{0,2}(?:\.|\[dot\]|\(dot\)|\bdot\b)?\s{0,2}"
    r"(?:com|net|org|uk|me|io|ac|co|info|example)\b"
)
SPOKEN_CUES = frozenset({"dot"})


def find(text: str) -> Iterator[Found]:
    """Yield the e-mail addresses written as such."""
    for match in EMAIL.finditer(text):
        yield Found("email", match.start(), match.end(), 0.98, "email/1", "Looks like an e-mail address.")


def find_spoken(text: str) -> Iterator[Found]:
    """Yield the e-mail addresses written out, such as `sam at example dot com`."""
    for match in SPOKEN.finditer(text.lower()):
        yield Found(
            "email",
            match.start(),
            match.end(),
            0.85,
            "email.spoken/1",
            "Looks like an e-mail address in words.",
        )
