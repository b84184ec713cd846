"""What the app itself writes into a chat, per language, read from `phrases/*.toml`.

An export does not say its language and a phone may change it half-way, so all languages are always known.
"""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from handrail.core.imports.direction import plain

LIKELIEST = "en.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """One file of phrases.

    code     its name, such as `cy`
    you      words for the phone's owner, in comparing form
    joiners  words for `and`
    events   wordings of system lines by event kind, as TOML: read only once the language is tried
    phrases  lists of the other phrases by what they are, as written
    """

    code: str
    you: frozenset[str]
    joiners: tuple[str, ...]
    events: str
    phrases: Mapping[str, list[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wordlists:
    """Phrases of all languages together, in their comparing form (see `flat`).

    whole  those that are a whole message by themselves, as written and in the variants phones show
    """

    omitted: frozenset[str]
    contact_omitted: frozenset[str]
    attached: frozenset[str]
    attached_before: frozenset[str]
    deleted: frozenset[str]
    edited: frozenset[str]
    view_once: tuple[str, ...]
    unshown: frozenset[str]
    calls: tuple[str, ...]
    poll: frozenset[str]
    location: frozenset[str]
    live_location: frozenset[str]
    whole: frozenset[str]


def flat(text: str) -> str:
    """Return the comparing form of a phrase: no marks, plain spaces and quotes, no end stop, small."""
    return plain(text).casefold()


@cache
def languages() -> tuple[Language, ...]:
    """Return every language we know, the likeliest first, read once."""
    folder = files("handrail.core.imports") / "phrases"
    tables = sorted(
        (path for path in folder.iterdir() if path.name.endswith(".toml")),
        key=lambda path: (path.name != LIKELIEST, path.name),
    )
    return tuple(
        _language(path.name.removesuffix(".toml"), path.read_text(encoding="utf-8")) for path in tables
    )


def _language(code: str, text: str) -> Language:
    phrases, _, events = text.partition("\n[events]\n")
    table = tomllib.loads(phrases)
    return Language(
        code=code,
        you=frozenset(map(flat, table.pop("you"))),
        joiners=tuple(table.pop("and")),
        events=events,
        phrases=table,
    )


@cache
def wordlists() -> Wordlists:
    """Return the phrases of every language."""

    def flats(key: str) -> frozenset[str]:
        return frozenset(map(flat, _every(key)))

    alone = ("omitted", "contact_omitted", "deleted", "unshown", "calls", "live_location")
    return Wordlists(
        omitted=flats("omitted"),
        contact_omitted=flats("contact_omitted"),
        attached=flats("attached"),
        attached_before=flats("attached_before"),
        deleted=flats("deleted"),
        edited=flats("edited"),
        view_once=tuple(flats("view_once")),
        unshown=flats("unshown"),
        calls=tuple(flats("calls")),
        poll=flats("poll"),
        location=flats("location"),
        live_location=flats("live_location"),
        whole=frozenset(_forms(phrase for key in alone for phrase in _every(key))),
    )


def _every(key: str) -> Iterator[str]:
    return (phrase for language in languages() for phrase in language.phrases[key])


def _forms(phrases: Iterable[str]) -> Iterator[str]:
    """Yield each phrase with a large and a small first letter, with and without an end stop."""
    for phrase in phrases:
        for form in (phrase, phrase[:1].upper() + phrase[1:], phrase[:1].lower() + phrase[1:]):
            yield form
            yield f"{form}."
