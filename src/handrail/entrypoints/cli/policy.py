"""`handrail policy`: show, explain, check and test a pack, and decide one request with it."""

import json
from collections import Counter
from difflib import get_close_matches
from typing import Annotated

import typer
from rich.console import Console

from handrail.core.policy.cases import run_cases
from handrail.core.policy.decide import decide as decision_of
from handrail.core.policy.findings import findings
from handrail.core.policy.pack import Heading, Pack
from handrail.core.policy.problems import PackRefused, printable
from handrail.core.policy.remedies import next_steps
from handrail.entrypoints.cli.policy_answer import answer, panel
from handrail.entrypoints.cli.policy_tables import clauses_table, explained_table, failure
from handrail.entrypoints.cli.request_file import RequestRefused, read_request
from handrail.store.reads.packs import read_pack

BAD_INPUT = 2
app = typer.Typer(help="Read, check and ask a safeguarding policy.", no_args_is_help=True)

PackName = Annotated[
    str, typer.Argument(metavar="PACK", help="Id of a pack that comes with Handrail, or a folder.")
]


def _loaded(name: str) -> Pack:
    try:
        return read_pack(name)
    except PackRefused as refused:
        typer.echo(str(refused), err=True)
        raise typer.Exit(BAD_INPUT) from refused


@app.command()
def show(pack: PackName) -> None:
    """List the policy's clauses by heading: what each does and when."""
    Console().print(clauses_table(_loaded(pack)))


@app.command()
def explain(
    pack: PackName,
    clause: Annotated[
        str, typer.Argument(metavar="[CLAUSE]", help="Id of one clause; all when left out.")
    ] = "",
) -> None:
    """Show the policy's own words beside what is really checked."""
    loaded = _loaded(pack)
    headings = (_heading(loaded, clause),) if clause else loaded.headings
    Console().print(explained_table(loaded, headings))


def _heading(pack: Pack, clause_id: str) -> Heading:
    by_id = {heading.id: heading for heading in pack.headings}
    if clause_id not in by_id:
        near = get_close_matches(clause_id, by_id, n=1)
        hint = f"; did you mean `{near[0]}`?" if near else f"; `handrail policy show {pack.id}` lists them"
        typer.echo(printable(f"{pack.id}: there is no clause `{clause_id}`{hint}"), err=True)
        raise typer.Exit(BAD_INPUT)
    return by_id[clause_id]


@app.command()
def check(pack: PackName) -> None:
    """Load the policy and name everything wrong with it, by file, line and column; exit 2 when refused."""
    loaded = _loaded(pack)
    kinds = Counter(heading.kind for heading in loaded.headings)
    typer.echo(
        f"{loaded.id} {loaded.version} loads: {len(loaded.clauses)} clauses, {len(loaded.cases)} cases, "
        f"{kinds['enforced']} headings enforced, {kinds['recorded']} recorded, {kinds['taught']} taught, "
        f"{len(loaded.platforms)} platforms"
    )
    typer.echo(f"digest {loaded.digest}")
    for found in findings(loaded):
        typer.echo(f"for information: `{found.subject}`: {found.message}")


@app.command()
def test(pack: PackName) -> None:
    """Run the policy's own worked examples. Exit 1 when any comes out otherwise than it says."""
    results = run_cases(_loaded(pack))
    failed = [result for result in results if not result.is_as_expected]
    for result in failed:
        typer.echo(failure(result))
    typer.echo(f"{len(results) - len(failed)} of {len(results)} cases as expected")
    if failed:
        raise typer.Exit(1)


@app.command()
def decide(
    pack: PackName,
    facts: Annotated[
        str,
        typer.Option(
            metavar="FILE", help='JSON: {"action": "send_message", ...facts}; `-` reads standard input.'
        ),
    ],
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON instead of a panel.")] = False,
) -> None:
    """Say what the policy answers to one request, with every clause in the way and the safe next steps.

    The outcome (allow, warn, hold or refuse) is in what is printed: the exit status is 0 for every decision,
    and 2 when there is none because the pack or the request could not be read.
    """
    loaded = _loaded(pack)
    try:
        action, known = read_request(facts)
    except RequestRefused as refused:
        typer.echo(str(refused), err=True)
        raise typer.Exit(BAD_INPUT) from refused
    given = answer(loaded, action, decision_of(loaded, action, known), next_steps(loaded, action, known))
    if as_json:
        typer.echo(json.dumps(given, indent=2, ensure_ascii=False))
    else:
        Console().print(panel(given))
