"""Indicators: worrying phrases, one file a category, each with examples that fire and twins that must not."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files

from handrail.core.screening.failure import BadPhrase
from handrail.core.screening.phrase import Sets

FOLDER = files("handrail.core.screening") / "indicators"
COMMON_SETS = "sets.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """Phrases of one kind. A signal from them is for a person to read, never a verdict.

    id        category and name, e.g. `secrecy.our_secret`
    category  id of a row in categories.toml
    reason    one plain sentence for the person who reads the signal
    score     0 to 1: how sure these phrases are
    phrases   in the language of phrase.py
    unless    phrases that, standing near, show the harmless meaning
    sets      the word sets that the phrases may name
    examples  must fire this category
    twins     look alike and must not fire this category
    """

    id: str
    category: str
    reason: str
    score: float
    phrases: tuple[str, ...]
    unless: tuple[str, ...]
    sets: Sets
    examples: tuple[str, ...]
    twins: tuple[str, ...]


def indicators() -> tuple[Indicator, ...]:
    """Return every indicator in the folder, by file name and then in file order.

    raises  BadPhrase: a file is out of shape; the message names it
    """
    common = _sets(tomllib.loads((FOLDER / COMMON_SETS).read_text(encoding="utf-8")))
    names = sorted(file.name for file in FOLDER.iterdir() if file.name.endswith(".toml"))
    return tuple(found for name in names if name != COMMON_SETS for found in _read(name, common))


def _read(name: str, common: Sets) -> tuple[Indicator, ...]:
    table = tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))
    try:
        sets = {**common, **_sets(table["sets"])}
        return tuple(_indicator(row, table["category"], sets) for row in table["indicator"])
    except (KeyError, TypeError, ValueError) as wrong:
        raise BadPhrase(f"{name}: not in the shape of an indicator file: {wrong}") from wrong


def _sets(table: Mapping[str, list[str]]) -> Sets:
    return {name: tuple(entries) for name, entries in table.items()}


def _indicator(row: Mapping[str, object], category: str, sets: Sets) -> Indicator:
    return Indicator(
        id=f"{category}.{_text(row, 'id')}",
        category=category,
        reason=_text(row, "reason"),
        score=float(str(row["score"])),
        phrases=_texts(row, "patterns"),
        unless=_texts(row, "unless"),
        sets=sets,
        examples=_texts(row, "examples"),
        twins=_texts(row, "twins"),
    )


def _text(row: Mapping[str, object], key: str) -> str:
    if not isinstance(value := row[key], str):
        raise TypeError(f"`{key}` must be a text")
    return value


def _texts(row: Mapping[str, object], key: str) -> tuple[str, ...]:
    if not isinstance(value := row[key], list):
        raise TypeError(f"`{key}` must be a list")
    return tuple(str(entry) for entry in value)
