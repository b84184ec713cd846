"""Reads policy.md: every clause id is a heading in it, and every heading has a clause or says why none."""

import re
from itertools import pairwise

from handrail.core.policy.pack import Heading
from handrail.core.policy.problems import Problem

_HEADING = re.compile(r"#{2,4} +(?P<id>\S+/\S+) +(?P<title>.+)")
WITHOUT_CLAUSE = ("Recorded:", "Taught:")


def read_headings(file: str, text: str, ids: frozenset[str], problems: list[Problem]) -> tuple[Heading, ...]:
    """Return the headings that carry an id, noting those without a clause and the clauses without one."""
    found: dict[str, Heading] = {}
    for number, line, heading_id, title, words in _sections(text):
        kind = _kind(heading_id in ids, words)
        if kind is None:
            message = (
                f"`{heading_id}` has no clause: begin its text with `Recorded:` or `Taught:` and say why"
            )
            problems.append(Problem(file=file, line=number, column=1, message=message, source=line))
        if heading_id in found:
            message = f"`{heading_id}` is a heading twice"
            problems.append(Problem(file=file, line=number, column=1, message=message, source=line))
        found[heading_id] = Heading(id=heading_id, title=title, kind=kind or "", words=words)
    problems.extend(
        Problem(file=file, message=f"clause `{clause_id}` has no heading here")
        for clause_id in sorted(ids - set(found))
    )
    return tuple(found.values())


def _kind(has_clause: bool, words: str) -> str | None:  # noqa: FBT001 (one truth, one caller)
    if has_clause:
        return "enforced"
    return next((mark[:-1].lower() for mark in WITHOUT_CLAUSE if words.startswith(mark)), None)


def _sections(text: str) -> list[tuple[int, str, str, str, str]]:
    lines = text.replace("\r\n", "\n").split("\n")
    marks = [number for number, line in enumerate(lines) if line.startswith("#")] + [len(lines)]
    found: list[tuple[int, str, str, str, str]] = []
    for start, end in pairwise(marks):
        if heading := _HEADING.fullmatch(lines[start].rstrip()):
            words = "\n".join(lines[start + 1 : end]).strip()
            found.append((start + 1, lines[start], heading["id"], heading["title"], words))
    return found
