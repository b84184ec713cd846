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
STATED = re.compile(
    rf"(?<![\w@])(?P<owner>{OWNER} {{1,2}})?(?:{APPS}){KIND}(?P<link>{LINKING}){NAME}(?P<after>.{{0,6}})",
    re.IGNORECASE,
)
BESIDE = re.compile(rf"(?<![\w@])(?:{APPS}){KIND}[ @]{{1,3}}{NAME}", re.IGNORECASE)
BEFORE_APP = re.compile(
    rf"(?<![\w@.])(?P<cue>(?:im|i'm|i am|am|its|it's|add|follow|find|search|called|as|me) {{1,2}})?{NAME}"
    rf" {{1,2}}(?:on|over on|is my|is me on|thats my|that's my|for) {{1,2}}(?:my {{1,2}})?(?:{APPS})\b",
    re.IGNORECASE,
)
MARKED = re.compile(r"(?<![\w@.+/\u2068])@(?P<name>[A-Za-z0-9_](?:[\w.]{1,29}))(?![\w@]|\.[A-Za-z])")
NUMBERED = re.compile(r"(?<![\w#])[A-Za-z0-9_.]{2,32}#[0-9]{4,5}\b")
FRIEND_CODE = re.compile(r"\bSW[- ]?[0-9]{4}[- ][0-9]{4}[- ][0-9]{4}\b", re.IGNORECASE)
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
    for match in STATED.finditer(text):
        if _is_stated(match):
            yield _found(*match.span("name"), 0.85)
    for match in BESIDE.finditer(text):
        if SURE.search(match["name"]) and _is_name(match["name"]):
            yield _found(*match.span("name"), 0.8)
    for match in BEFORE_APP.finditer(text):
        if (SURE.search(match["name"]) or match["cue"]) and _is_name(match["name"]):
            yield _found(*match.span("name"), 0.8)
    for match in FRIEND_CODE.finditer(text):
        yield _found(*match.span(), 0.9)


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


def _is_stated(match: re.Match[str]) -> bool:
    """Tell `my insta is ellieskates` from `insta is broken`: a plain word stands last and is no adjective."""
    name = match["name"]
    if not _is_name(name):
        return False
    if SURE.search(name) or not match["link"].strip().isalpha():
        return True
    return bool(match["owner"]) and not DESCRIBES.search(name) and ENDS.match(match["after"]) is not None


def _is_name(name: str) -> bool:
    return name.lower() not in PLAIN and any(letter.isalpha() for letter in name)


def _found(start: int, end: int, score: float) -> Found:
    return Found("handle", start, end, score, "handle/1", "Looks like somebody's account name or game id.")
