"""`handrail audit`: answer whether a chat that already exists followed the policy."""

from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from handrail.actions.audit_chat import audit_chat
from handrail.actions.refused import Refused
from handrail.core.audit.report import Report
from handrail.core.people.roster_bytes import decode_roster
from handrail.core.people.roster_checks import RosterRefused
from handrail.core.people.roster_csv import template_csv
from handrail.core.policy.problems import printable
from handrail.entrypoints.cli.audit_tables import printed
from handrail.entrypoints.cli.date_orders import ORDERS, Dates
from handrail.entrypoints.cli.import_keep import kept
from handrail.entrypoints.cli.write_file import NotWritten, refuse_overwriting, write_whole
from handrail.store.report_json import report_text

REFUSALS, BAD_INPUT = 1, 2
MOST_PEOPLE_BYTES = 20_000_000
CHAT = typer.Argument(metavar="CHAT", help="The exported chat: .txt or .zip.")
DATES = typer.Option(help="What comes first in a date, where the file cannot tell.")
EXPORTER = typer.Option(metavar="NAME", help="The name the exporting phone's owner writes by.")
HTML = typer.Option(metavar="FILE", help="Also write the report as one HTML file.")
JSON = typer.Option(metavar="FILE", help="Also write the report as JSON.")
KEEP = typer.Option("--keep", metavar="EMAIL", help="Also keep the chat in the record, as this account.")
TEMPLATE = typer.Option("--template", help="Print a people file to fill in, and stop.")


def audit(
    chat: Annotated[Path | None, CHAT] = None,
    people: Annotated[Path | None, typer.Option(help="The people file (CSV): who is who.")] = None,
    pack: Annotated[str, typer.Option(help="Id of a policy pack, or its folder.")] = "sg04",
    platform: Annotated[str, typer.Option(help="Where the chat took place.")] = "whatsapp",
    dates: Annotated[Dates | None, DATES] = None,
    exporter: Annotated[str | None, EXPORTER] = None,
    html: Annotated[Path | None, HTML] = None,
    json: Annotated[Path | None, JSON] = None,
    *,
    keep: Annotated[str, KEEP] = "",
    template: Annotated[bool, TEMPLATE] = False,
) -> None:
    """Check an exported chat against the policy, message by message.

    Exit status: 0 nothing would have been refused, 1 something would have been, 2 it could not be audited.
    """
    if template:
        typer.echo(template_csv(), nl=False)
        return
    if chat is None or people is None:
        _stop("give the chat and `--people`; `handrail audit --template` prints a people file to fill in")
    outputs = [(path, write) for path, write in ((html, _html_text), (json, report_text)) if path]
    try:
        refuse_overwriting([path for path, _ in outputs], keep=[chat, people])
        report = _audited(chat, people, pack, platform, dates, exporter)
        if keep:
            typer.echo(kept(chat, by=keep, platform=platform, dates=dates), err=True)
        for path, write in outputs:
            write_whole(path, write(report))
    except NotWritten as not_written:
        _stop(str(not_written))
    console = Console()
    for part in printed(report):
        console.print(part)
    raise typer.Exit(REFUSALS if report.totals.refused else 0)


def _audited(
    chat: Path, people: Path, pack: str, platform: str, dates: Dates | None, exporter: str | None
) -> Report:
    console = Console(stderr=True)
    shown = Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        TextColumn("{task.completed:,} lines walked"),
        TimeElapsedColumn(),
        console=console,
        transient=True,
        disable=not console.is_terminal,
    )
    try:
        with chat.open("rb") as stream, shown:
            task = shown.add_task(f"auditing {chat.name}", total=None)
            report = audit_chat(
                chat=stream,
                name=chat.name,
                people=_people_text(people),
                people_name=people.name,
                pack=pack,
                platform=platform,
                dates=ORDERS[dates] if dates else None,
                exporter=exporter,
                at=datetime.now(UTC),
                on_progress=lambda lines: shown.update(task, completed=lines),
            )
    except OSError as error:
        _stop(f"{error.filename or chat}: {(error.strerror or 'cannot be read').lower()}")
    if isinstance(report, Refused):
        _stop(report.sentence)
    return report


def _html_text(report: Report) -> str:
    # brought in here, for it brings Django: `handrail verify` has to run where nothing is set up
    text: str = import_module("handrail.ui.report.render").render_report_html(report)
    return text


def _people_text(people: Path) -> str:
    with people.open("rb") as stream:
        raw = stream.read(MOST_PEOPLE_BYTES + 1)
    if len(raw) > MOST_PEOPLE_BYTES:
        _stop(f"{people.name}: a people file has at most {MOST_PEOPLE_BYTES:,} bytes")
    try:
        return decode_roster(raw, name=people.name).text
    except RosterRefused as refused:
        _stop(str(refused))


def _stop(sentence: str) -> NoReturn:
    """End with what is wrong on the error stream, a sentence a line."""
    for line in sentence.splitlines():
        typer.echo(printable(line), err=True)
    raise typer.Exit(BAD_INPUT)
