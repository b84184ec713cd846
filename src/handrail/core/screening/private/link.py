"""Web links: what they lead to decides the reason and how sure the detector is."""

import re
from collections.abc import Iterator

from handrail.core.screening.found import Found
from handrail.core.screening.private.lists import listed

LOCATION = listed("link", "location")
INVITATION = listed("link", "invitation")
SHORTENER = listed("link", "shortener")
PROFILE = listed("link", "profile")
KNOWN_PUBLIC = listed("link", "known_public")
KINDS = (
    (LOCATION, 0.95, "link.location/1", "A link that shares a place on a map."),
    (INVITATION, 0.95, "link.invitation/1", "A link that invites to another app or group."),
    (SHORTENER, 0.9, "link.shortened/1", "A shortened link: it hides where it leads."),
    (PROFILE, 0.85, "link.profile/1", "A link to an account on another app."),
)
MARK = re.compile(r"[.:/][A-Za-z/]")
WITH_SCHEME = re.compile(r"\b(?:https?|ftp|tg|whatsapp|snapchat|discord|geo|sms|intent)://[^\s<>\"']{2,2000}")
WITH_WWW = re.compile(r"(?<![\w/.@-])www\.[a-z0-9-]{1,63}\.[^\s<>\"']{2,2000}")
BARE = re.compile(
    r"(?<![\w/.@:-])(?:[a-z0-9-]{1,63}\.){1,4}(?P<top>[a-z]{2,8})/[^\s<>\"']{1,2000}",
)
BARE_HOST = re.compile(r"(?<![\w/.@:-])(?:dsc|discord|invite)\.gg\b(?!/)")
THREE_WORDS = re.compile(r"(?<!\S)///[a-z]{3,20}\.[a-z]{3,20}\.[a-z]{3,20}\b")
ADDRESSES = (("://", WITH_SCHEME), ("www.", WITH_WWW), ("/", BARE), (".gg", BARE_HOST))
TOPS = frozenset(listed("link", "tops"))
CLOSING = ".,;:!?)]}*_~"


def find(text: str) -> Iterator[Found]:
    """Yield links, but not plain pages of well-known public bodies."""
    small = text.lower()
    for mark, pattern in ADDRESSES:
        for match in pattern.finditer(small) if mark in small else ():
            address = match[0].rstrip(CLOSING)
            if pattern is not BARE or match["top"] in TOPS:
                yield from _kind(address, match.start())
    for match in THREE_WORDS.finditer(small) if "///" in small else ():
        yield Found("link", match.start(), match.end(), 0.9, "link.location/1", KINDS[0][3])


def _kind(address: str, start: int) -> Iterator[Found]:
    bare = re.sub(r"^(?:[a-z]{2,10}://)?(?:www\.)?", "", address)
    host = bare.partition("/")[0]
    for prefixes, score, detector, reason in KINDS:
        if any(bare.startswith(prefix) or f".{prefix}" in host for prefix in prefixes):
            yield Found("link", start, start + len(address), score, detector, reason)
            return
    if not any(host == known or host.endswith(f".{known}") for known in KNOWN_PUBLIC):
        yield Found("link", start, start + len(address), 0.6, "link.page/1", "A link to a web page.")
