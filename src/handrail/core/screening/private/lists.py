import tomllib
from importlib.resources import files


def listed(room: str, name: str) -> tuple[str, ...]:
    """Return a list of lists.toml, in file order.

    raises  KeyError: there is no such list
    """
    table = tomllib.loads(
        (files("handrail.core.screening.private") / "lists.toml").read_text(encoding="utf-8")
    )
    return tuple(table[room][name])


def choice(entries: tuple[str, ...]) -> str:
    """Return a pattern for any of some words, longest first; `_` is a space that may be left out."""
    return "|".join(sorted((entry.replace("_", " ?") for entry in entries), key=len, reverse=True))
