"""How a pack is shown in the terminal."""

from rich.table import Table
from rich.text import Text

from handrail.core.policy.cases import CaseResult
from handrail.core.policy.explain import explained
from handrail.core.policy.pack import Clause, Heading, Pack

COLOURS = {"refuse": "red", "hold": "dark_orange", "warn": "yellow"}


def clauses_table(pack: Pack) -> Table:
    """Return every heading of the policy with what it does: refuse, hold, warn, recorded or taught."""
    table = Table(title=f"{pack.title} ({pack.id} {pack.version})", title_justify="left")
    for column in ("Clause", "Title", "Does", "When somebody wants to"):
        table.add_column(column, no_wrap=column == "Does")
    by_id = {clause.id: clause for clause in pack.clauses}
    for heading in pack.headings:
        clause = by_id.get(heading.id)
        if clause is None:
            table.add_row(heading.id, Text(heading.title), heading.kind, "", style="dim")
        else:
            does = Text(clause.severity, style=COLOURS[clause.severity])
            table.add_row(clause.id, Text(clause.title), does, _actions(clause))
    return table


def _actions(clause: Clause) -> Text:
    return Text(", ".join(action.replace("_", " ") for action in sorted(clause.actions)))


def explained_table(pack: Pack, headings: tuple[Heading, ...]) -> Table:
    """Return the policy's own words beside what is really checked."""
    table = Table(title=f"{pack.title} ({pack.id} {pack.version})", title_justify="left", show_lines=True)
    table.add_column("The policy says", ratio=1)
    table.add_column("What is checked", ratio=1)
    by_id = {clause.id: clause for clause in pack.clauses}
    for heading in headings:
        clause = by_id.get(heading.id)
        said = Text.assemble((f"{heading.id} {heading.title}\n", "bold"), " ".join(heading.words.split()))
        checked = Text(explained(clause)) if clause else Text(f"Nothing: {heading.kind}.", style="dim")
        table.add_row(said, checked)
    return table


def failure(result: CaseResult) -> str:
    """Return one failing case: what it expects, and what the pack decided."""
    case = result.case
    return (
        f"{case.clause_id}: {case.id}\n"
        f"    expected {case.outcome}, {_clauses(case.clause_ids)}\n"
        f"    got      {result.outcome}, {_clauses(result.clause_ids)}"
    )


def _clauses(ids: frozenset[str]) -> str:
    return ", ".join(sorted(ids)) or "no clause"
