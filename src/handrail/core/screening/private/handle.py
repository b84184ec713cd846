"""Personal account names and game ids. The span covers the name only, not the words around it."""

import re
from collections.abc import Iterator

from handrail.core.screening.found import Found
from handrail.core.screening.private.lists import choice, listed

APPS = choice(listed("handle", "apps"))
NAME = (
    r"@?(?P<name>[A-Za-z0-9_](?:[\w.\-]{1,30}[A-Za-z0-9_]|[A-Za-z0-9_])(?:#[0-9]{3,5})?)(?![\w@]|\.[A-Za-z])"
)
KIND = r"(?: ?(?:name|id|user ?name|user|handle|account|acc|tag|code|@))?"
OWNER = r"(?:my|mine|his|her|ur|your|our|their|the)"
LINKING = (
    r"(?: {0,2}(?:[:=]|->?) {0,2}|(?:'?s) {1,2}"
    r"| {1,2}(?:is|its|it's|as|called|r|are|is called|is just|is now|is still) {1,2}(?:[:=-] {0,2})?)"
)
APP = re.compile(rf"(?<![\w@])(?:{APPS})")
STATED = re.compile(rf"(?:{APPS}){KIND}(?P<link>{LINKING}){NAME}(?P<after>.{{0,6}})")
BESIDE = re.compile(rf"(?:{APPS}){KIND}[ @]{{1,3}}{NAME}")
WHOLE = re.compile(rf"(?:{APPS})\b")
OWNED = re.compile(rf"(?<![\w@]){OWNER} {{1,2}}\Z")
ON = re.compile(r" {1,2}(?:on|over on|is my|is me on|thats my|that's my|for) {1,2}(?:my {1,2})?\Z")
NAME_ON = re.compile(rf"(?<![\w@.]){NAME}\Z")
CUE = re.compile(r"(?<![\w@.])(?:im|i'm|i am|am|its|it's|add|follow|find|search|called|as|me) {1,2}\Z")
OWNED_REACH, ON_REACH, NAME_REACH, CUE_REACH = 7, 17, 40, 10  # characters: the longest that each can be
MARKED = re.compile(r"(?<![\w@.+/\u2068])@(?P<name>[A-Za-z0-9_](?:[\w.]{1,29}))(?![\w@]|\.[A-Za-z])")
NUMBERED = re.compile(r"(?<![\w#])[A-Za-z0-9_.]{2,32}#[0-9]{4,5}\b")
FRIEND_CODE = re.compile(r"\bsw[- ]?[0-9]{4}[- ][0-9]{4}[- ][0-9]{4}\b")
CUES = frozenset(listed("handle", "cues"))
SURE = re.compile(r"[A-Za-z].{0,30}[0-9_#]|[0-9_#].{0,30}[A-Za-z]|[A-Za-z0-9]\.[A-Za-z0-9]|[a-z][A-Z]")
DESCRIBES = re.compile(r"(?:ed|ing|in|ful|less|ous|able|ible|ly|y|ish|est|en|er)$", re.IGNORECASE)
ENDS = re.compile(r"$| {0,2}(?:[,.!?;:)\n]|x\b|xx|add\b|if\b|btw\b|lol\b|and\b|n\b)", re.IGNORECASE)
MAIL = re.compile(r"\.(?:com|co|uk|org|net|sg|example)(?:\.|$)", re.IGNORECASE)
PLAIN = frozenset(listed("handle", "plain"))
PLACES = PLAIN | frozenset(listed("handle", "places"))
SURE_MARK = re.compile(r"[0-9_.]")
MARK_CUE = re.compile(
    r"\b(?:follow|add|insta|ig|snap|tiktok|dm|username|user|handle|im|i'm|my|find|its|twitter|discord|telegram|kik)\b"
    r"[^@]{0,12}$",
    re.IGNORECASE,
)
MARK_REACH = 24
SHORTEST_UNSURE = 8


def find_named(text: str) -> Iterator[Found]:
    """Yield names given beside the name of an app or game."""
    small = text.lower()  # many times faster than ignoring case; capitals tell only whether a name is sure
    for app in APP.finditer(small):
        yield from _after(text, small, app.start())
        yield from _before(text, small, app.start())
    for match in FRIEND_CODE.finditer(small):
        yield _found(*match.span(), 0.9)


def _after(text: str, small: str, app: int) -> Iterator[Found]:
    """Yield the name in `my snap is milo.b07` and `insta jess_x12`, given where the app's name begins."""
    if stated := STATED.match(small, app):
        is_owned = _ends(OWNED, small, app, OWNED_REACH) is not None
        if _is_stated(stated, text[slice(*stated.span("name"))], is_owned=is_owned):
            yield _found(*stated.span("name"), 0.85)
    if (beside := BESIDE.match(small, app)) and _is_sure(text[slice(*beside.span("name"))]):
        yield _found(*beside.span("name"), 0.8)


def _before(text: str, small: str, app: int) -> Iterator[Found]:
    """Yield the name in `im jess_x12 on my insta`, given where the app's name begins."""
    on = _ends(ON, small, app, ON_REACH)
    if on is None or not WHOLE.match(small, app):
        return
    space = small.rfind(" ", max(0, on.start() - NAME_REACH), on.start())
    match = _ends(NAME_ON, small, on.start(), on.start() - space - 1)
    if match is None:
        return
    name = text[slice(*match.span("name"))]
    if _is_sure(name) or (_is_name(name) and _ends(CUE, small, match.start(), CUE_REACH)):
        yield _found(*match.span("name"), 0.8)


def _ends(pattern: re.Pattern[str], text: str, end: int, reach: int) -> re.Match[str] | None:
    """Look for what stands right before a place."""
    return pattern.search(text, max(0, end - reach), end)


def find_marked(text: str) -> Iterator[Found]:
    """Yield `@name`, but not a first name that is only addressed, nor `@ school`."""
    for match in MARKED.finditer(text):
        name = match["name"].rstrip(".")
        if name.lower() in PLACES or MAIL.search(name) or not any(letter.isalpha() for letter in name):
            continue
        before = text[max(0, match.start() - MARK_REACH) : match.start()]
        if (
            SURE_MARK.search(name)
            or MARK_CUE.search(before)
            or (name.islower() and len(name) >= SHORTEST_UNSURE)
        ):
            yield _found(match.start(), match.start("name") + len(name), 0.85)


def find_numbered(text: str) -> Iterator[Found]:
    """Yield names with a number after a hash, as some game chats give them."""
    for match in NUMBERED.finditer(text):
        yield _found(*match.span(), 0.85)


def _is_stated(match: re.Match[str], name: str, *, is_owned: bool) -> bool:
    """Tell `my insta is ellieskates` from `insta is broken`: a plain word stands last and is no adjective."""
    if not _is_name(name):
        return False
    if SURE.search(name) or not match["link"].strip().isalpha():
        return True
    return is_owned and not DESCRIBES.search(name) and ENDS.match(match["after"]) is not None


def _is_sure(name: str) -> bool:
    return SURE.search(name) is not None and _is_name(name)


def _is_name(name: str) -> bool:
    return name.lower() not in PLAIN and any(letter.isalpha() for letter in name)


def _found(start: int, end: int, score: float) -> Found:
    return Found("handle", start, end, score, "handle/1", "Looks like somebody's account name or game id.")
