"""Reads a request for `policy decide`: one JSON object with the action beside the facts."""

import json
import sys
from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import NoReturn

from handrail.core.policy.facts import Action, Facts
from handrail.core.policy.facts_read import facts_from
from handrail.core.policy.problems import FactsRefused, Problem

MOST_BYTES = 1_000_000
MOST_DIGITS = 18
STANDARD_INPUT = "-"


class RequestRefused(Exception):
    """The file holds no request; one sentence a fault."""

    def __init__(self, *faults: str) -> None:
        super().__init__("\n".join(faults))


def read_request(source: str) -> tuple[Action, Facts]:
    """Return the action and the facts a file holds; `-` reads standard input.

    raises  RequestRefused, naming the file with every fault, and the line where the JSON itself is broken
    """
    label = "standard input" if source == STANDARD_INPUT else source
    document = _document(label, _text(source, label))
    faults: list[str] = []
    action = _action(document.get("action"), faults)
    facts = Facts()
    try:
        facts = facts_from({key: value for key, value in document.items() if key != "action"})
    except FactsRefused as refused:
        faults += refused.faults
    if action is None or faults:
        raise RequestRefused(*(str(Problem(file=label, message=fault)) for fault in faults))
    return action, facts


def _text(source: str, label: str) -> str:
    try:
        with sys.stdin.buffer if source == STANDARD_INPUT else Path(source).open("rb") as stream:
            content = stream.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        why = (getattr(error, "strerror", None) or str(error)).lower()
        raise RequestRefused(str(Problem(file=label, message=f"cannot be read: {why}"))) from error
    if len(content) > MOST_BYTES:
        raise RequestRefused(f"{label}: larger than {MOST_BYTES} bytes")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise RequestRefused(f"{label}:{line}: not UTF-8 text") from error


def _document(label: str, text: str) -> Mapping[str, object]:
    try:
        found = json.loads(text, object_pairs_hook=_once, parse_constant=_no_constant, parse_int=_whole)
        json.dumps(found, ensure_ascii=False).encode()
    except json.JSONDecodeError as error:
        lines = text.split("\n")
        problem = Problem(
            file=label,
            line=error.lineno,
            column=error.colno,
            message=f"not JSON: {error.msg[0].lower()}{error.msg[1:]}",
            source=lines[error.lineno - 1] if error.lineno <= len(lines) else "",
        )
        raise RequestRefused(str(problem)) from error
    except UnicodeEncodeError as error:
        raise RequestRefused(f"{label}: a text in it holds half of a character") from error
    except RecursionError as error:
        raise RequestRefused(f"{label}: nested too deeply") from error
    except ValueError as error:
        raise RequestRefused(str(Problem(file=label, message=str(error)))) from error
    if not isinstance(found, dict):
        raise RequestRefused(f"{label}: a request is one JSON object, with `action` beside the facts")
    return found


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """Build an object whose keys stand once; JSON would keep the last and say nothing."""
    found: dict[str, object] = {}
    for key, value in pairs:
        if key in found:
            raise ValueError(f"`{key}` is written twice in one object")
        found[key] = value
    return found


def _whole(written: str) -> int:
    """Read a number; of very long ones Python would speak in words of its own."""
    if len(written.lstrip("-")) > MOST_DIGITS:
        raise ValueError(f"a number in it has more than {MOST_DIGITS} digits")
    return int(written)


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"`{name}` is not JSON")


def _action(found: object, faults: list[str]) -> Action | None:
    if isinstance(found, str) and found in set(Action):
        return Action(found)
    listed = ", ".join(Action)
    if found is None:
        faults.append(f"`action` is missing; one of {listed}")
    else:
        near = get_close_matches(str(found), list(Action), n=1)
        hint = f"did you mean `{near[0]}`?" if near else f"one of {listed}"
        faults.append(f"unknown action `{found}`; {hint}")
    return None
