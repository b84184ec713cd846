"""Load errors a policy author can act on: file, line, caret and the file's own words."""

from dataclasses import dataclass


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
        shown = self.source.expandtabs(1).rstrip()
        if not shown or not self.column:
            return f"{place}: {self.message}"
        return f"{place}: {self.message}\n    {shown}\n    {' ' * (self.column - 1)}^"


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
