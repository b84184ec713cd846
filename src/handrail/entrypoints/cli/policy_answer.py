"""Turns a decision into the JSON others rely on, and into a panel for people."""

from typing import TypedDict

from rich.console import Group, RenderableType
from rich.panel import Panel
from rich.text import Text

from handrail.core.policy.decide import RECORD
from handrail.core.policy.decision import Decision, Violation
from handrail.core.policy.explain import record_step
from handrail.core.policy.facts import Action
from handrail.core.policy.pack import Pack
from handrail.core.policy.problems import printable
from handrail.core.policy.remedies import NextSteps

COLOURS = {"allow": "green", "warn": "yellow", "hold": "dark_orange", "refuse": "red"}
NOT_PERMITTED_WORDS = ("Not permitted", "Whatever the policy does not name is refused.")


class RemedyAnswer(TypedDict):
    id: str
    text: str


class StepAnswer(RemedyAnswer):
    who: str


class PackAnswer(TypedDict):
    id: str
    version: str
    digest: str


class ViolationAnswer(TypedDict):
    clause: str
    title: str
    text: str
    severity: str
    about: list[str]
    reason: str
    is_unknown: bool
    unknown: list[str]
    remedies: list[RemedyAnswer]


class NextStepsAnswer(TypedDict):
    record: list[str]
    ways: list[list[StepAnswer]]


class Answer(TypedDict):
    outcome: str
    pack: PackAnswer
    action: str
    violations: list[ViolationAnswer]
    next_steps: NextStepsAnswer


def answer(pack: Pack, action: Action, decision: Decision, steps: NextSteps) -> Answer:
    """Return the decision as `policy decide --json` prints it."""
    return Answer(
        outcome=decision.outcome,
        pack=PackAnswer(id=pack.id, version=pack.version, digest=pack.digest),
        action=action,
        violations=[_violation(pack, violation) for violation in decision.violations],
        next_steps=NextStepsAnswer(
            record=list(steps.record),
            ways=[[StepAnswer(id=r.id, text=r.text, who=r.who) for r in way.remedies] for way in steps.ways],
        ),
    )


def _violation(pack: Pack, violation: Violation) -> ViolationAnswer:
    title, text = _words(pack, violation.clause_id)
    return ViolationAnswer(
        clause=violation.clause_id,
        title=title,
        text=text,
        severity=violation.severity,
        about=list(violation.about),
        reason=violation.reason,
        is_unknown=violation.is_unknown,
        unknown=list(violation.unknown),
        remedies=[RemedyAnswer(id=found, text=_remedy(pack, found)) for found in violation.remedies],
    )


def _words(pack: Pack, clause_id: str) -> tuple[str, str]:
    found = next((clause for clause in pack.clauses if clause.id == clause_id), None)
    return (found.title, found.text) if found else NOT_PERMITTED_WORDS


def _remedy(pack: Pack, remedy_id: str) -> str:
    if remedy_id.startswith(RECORD):
        return record_step(remedy_id.removeprefix(RECORD))
    return pack.remedies[remedy_id].text


def panel(given: Answer) -> Panel:
    """Return the decision for a person: the outcome, each clause in the way, then what to do."""
    colour = COLOURS[given["outcome"]]
    parts: list[RenderableType] = [_clause(found) for found in given["violations"]]
    parts += _next(given["next_steps"])
    name = f"{given['action'].replace('_', ' ')}: {given['outcome']}"
    return Panel(
        Group(*(parts or [Text("Nothing stands in the way.")])),
        title=Text(name, style=f"bold {colour}"),
        subtitle=Text(f"{given['pack']['id']} {given['pack']['version']} · {given['pack']['digest'][:12]}"),
        border_style=colour,
        padding=(1, 2),
    )


def _clause(found: ViolationAnswer) -> Text:
    about = printable(", ".join(found["about"]))
    lines = Text()
    lines.append(f"{found['clause']}  {found['title']}", style="bold")
    lines.append(f"  {found['severity']}\n", style=COLOURS[found["severity"]])
    lines.append(f"{found['reason']}\n")
    if about:
        lines.append(f"About: {about}\n")
    for remedy in found["remedies"]:
        lines.append(f"  - {remedy['text']}\n")
    return lines


def _next(steps: NextStepsAnswer) -> list[RenderableType]:
    if steps["record"]:
        said = dict.fromkeys(record_step(path) for path in steps["record"])
        return [Text("First:", style="bold"), *(Text(f"  - {line}") for line in said)]
    shown: list[RenderableType] = []
    for number, way in enumerate(steps["ways"], 1):
        shown.append(Text("What would be enough:" if number == 1 else "Or:", style="bold"))
        shown += [
            Text(f"  {n}. {step['text']} ({step['who'].replace('_', ' ')})") for n, step in enumerate(way, 1)
        ]
    return shown
