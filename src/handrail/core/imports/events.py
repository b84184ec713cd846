"""System lines: what the app tells of the group, in eleven languages and more, with the names in them."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache, cached_property

from handrail.core.imports.direction import SPACE, without_marks
from handrail.core.imports.known_names import NOBODY, KnownNames
from handrail.core.imports.message import YOU, Event, EventKind
from handrail.core.imports.wordlists import Language, flat, languages

_PLACE = re.compile(r"\{(\w+)\}")
_GROUPS = {
    "actor": r"(?P<actor>.+?)",
    "subjects": r"(?P<subjects>.+)",
    "name": r"(?P<name>.+)",
    "any": ".*",
    "you": "",
    "us": "",
}
_QUOTE = '["“”„«»]'
_APOSTROPHE = "['’]"
_TITLED = frozenset({EventKind.CREATED, EventKind.NAMED})  # what they are about is the group's name
LONGEST_LINE = 1 << 15  # characters: a full group's names; some wordings take long to try on more
UNKNOWN = Event(EventKind.UNKNOWN, None, ())


@dataclass(frozen=True, kw_only=True)
class _Template:
    """One wording.

    anchor  its longest fixed part: looked for first, because that is cheap
    """

    kind: EventKind
    anchor: str
    wording: str
    is_by_you: bool
    is_to_you: bool

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The wording as a regular expression; made only once its anchor was seen, for there are hundreds."""
        parts = _PLACE.split(self.wording)
        made = "".join(_GROUPS[part] if index % 2 else _literal(part) for index, part in enumerate(parts))
        return re.compile(rf"{made}[.。।]?", re.IGNORECASE)


class EventReader:
    """Reads system lines, trying the language of the line before first: chats seldom change theirs."""

    def __init__(self, known: KnownNames = NOBODY) -> None:
        self._known = known
        self._languages = list(languages())

    def read(self, line: str) -> Event | None:
        """Return what a system line tells, or None where no wording we know fits or it is longer than any.

        line  the first line of the text, as written
        """
        if len(line) > LONGEST_LINE:
            return None
        written = without_marks(line).strip()
        comparing = flat(written)
        for place, language in enumerate(self._languages):
            for anchor, template in _templates(language.code):
                if anchor in comparing and (match := template.pattern.fullmatch(written)):
                    self._languages.insert(0, self._languages.pop(place))
                    return _event(template, match.groupdict(), language, self._known)
        return None


def _event(template: _Template, found: dict[str, str], language: Language, known: KnownNames) -> Event:
    actor = YOU if template.is_by_you else _person(found.get("actor"), language)
    if template.kind in _TITLED:
        return Event(template.kind, actor, (found["name"].strip(),) if "name" in found else ())
    if template.is_to_you:
        return Event(template.kind, actor, (YOU,))
    return Event(template.kind, actor, _people(found.get("subjects"), language, known))


def _person(written: str | None, language: Language) -> str | None:
    if written is None:
        return None
    return YOU if flat(written) in language.you else written.strip()


def _people(written: str | None, language: Language, known: KnownNames) -> tuple[str, ...]:
    """Return the names in `A, B and C`. One that holds a comma or an `and`, and is not known, is cut."""
    if written is None:
        return ()
    names = known.whole(written, [cut.span() for cut in _joiner(language.joiners).finditer(written)])
    return tuple(person for name in names if name and (person := _person(name, language)) is not None)


def may_be_cut(name: str) -> bool:
    """Return whether a list of people in some language would cut this name."""
    return any(_joiner(language.joiners).search(name) for language in languages())


@cache
def _joiner(words: tuple[str, ...]) -> re.Pattern[str]:
    joined = "|".join(map(re.escape, words))
    return re.compile(rf"[,،、]{SPACE}(?:(?:{joined}){SPACE})?|{SPACE}(?:{joined}){SPACE}|{SPACE}و(?=\S)")


@cache
def _templates(code: str) -> tuple[tuple[str, _Template], ...]:
    """Return a language's wordings and their anchors, longest first, so that no short one wins."""
    language = next(language for language in languages() if language.code == code)
    made = [
        _template(EventKind(kind), wording)
        for kind, said in tomllib.loads(language.events).items()
        for wording in said
    ]
    return tuple(
        (template.anchor, template) for template in sorted(made, key=lambda template: -len(template.anchor))
    )


def _template(kind: EventKind, wording: str) -> _Template:
    parts = _PLACE.split(wording)
    return _Template(
        kind=kind,
        anchor=max((flat(part).strip() for part in parts[::2]), key=len),
        wording=wording,
        is_by_you="you" in parts[1::2],
        is_to_you="us" in parts[1::2],
    )


def _literal(text: str) -> str:
    escaped = "".join(map(re.escape, text))
    return escaped.replace(r"\ ", SPACE).replace('"', _QUOTE).replace("'", _APOSTROPHE)
