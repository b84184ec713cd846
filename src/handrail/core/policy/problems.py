"""Load errors a policy author can act on: file, line, caret and the file's own words."""

from dataclasses import dataclass

WIDEST = 110  # characters of a line shown under a message


def printable(text: str) -> str:
    """Return the text with everything a terminal would obey rather than show replaced by a mark."""
    return "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing wrong with a pack. `line` and `column` count from 1; 0 means the file as a whole."""

    file: str
    line: int = 0
    column: int = 0
    message: str
    source: str = ""

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.file, self.line, self.column) if part)
        said = printable(f"{place}: {self.message}")
        if not self.source.strip() or not self.column:
            return said
        shown, ahead = _cropped(printable(self.source.replace("\t", " ").rstrip()), self.column - 1)
        return f"{said}\n    {shown}\n    {' ' * ahead}^"


def _cropped(line: str, at: int) -> tuple[str, int]:
    """Return the part of a line around a place that fits, and the place within it."""
    if len(line) <= WIDEST:
        return line, at
    start = max(0, min(at - WIDEST // 2, len(line) - WIDEST))
    before, after = "…" * (start > 0), "…" * (start + WIDEST < len(line))
    return f"{before}{line[start : start + WIDEST]}{after}", at - start + len(before)


class PolicyError(Exception):
    """Base of every exception of this room."""


class PackRefused(PolicyError):
    """The pack does not load; every problem found is named."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


class FactsRefused(PolicyError):
    """The facts given are not of the shape the policy knows; every fault is named."""

    def __init__(self, faults: tuple[str, ...]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults
