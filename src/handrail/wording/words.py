"""Sentences by reason id."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files


class NoWords(KeyError):
    """A reason id has no sentence."""


def say(reason: str, **values: str) -> str:
    """Return the sentence of a reason id with its values filled in.

    raises  NoWords: the id is not in the language's file
    """
    try:
        return sentences()[reason].format(**values)
    except KeyError as error:
        raise NoWords(f"`{reason}` has no words, or they ask for {error}") from error


@cache
def sentences() -> Mapping[str, str]:
    """Return every sentence by its id: the tables' names and the key, joined by dots."""
    text = files("handrail.wording").joinpath("en.toml").read_text(encoding="utf-8")
    return dict(_flat(tomllib.loads(text), ""))


def _flat(table: Mapping[str, object], prefix: str) -> list[tuple[str, str]]:
    rows: list[tuple[str, str]] = []
    for key, value in table.items():
        if isinstance(value, dict):
            rows += _flat(value, f"{prefix}{key}.")
        else:
            rows.append((f"{prefix}{key}", str(value)))
    return rows
