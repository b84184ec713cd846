"""`handrail import show`: what an exported chat holds, as a summary or as one JSON object a message."""

import sys
from collections import Counter
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from handrail.core.imports.dates import WORDS
from handrail.core.imports.export import Export, open_export
from handrail.core.imports.unreadable import UnreadableExport
from handrail.core.policy.problems import printable
from handrail.entrypoints.cli.date_orders import ORDERS, Dates
from handrail.entrypoints.cli.import_lines import json_lines

BAD_INPUT = 2
TOGETHER = 1 << 20  # characters written at once
MOST_SENDERS = 50_000  # counted each by itself; no real chat has more
MOST_SHOWN = 50
OTHERS = "(others)"
app = typer.Typer(help="Read an exported chat.", no_args_is_help=True)

FILE = typer.Argument(metavar="FILE", help="The exported chat: .txt or .zip.")
DATES = typer.Option(help="What comes first in a date, where the file cannot tell.")
JSONL = typer.Option("--jsonl", help="Print one JSON object a message, after one about the file.")


@app.callback()
def imports() -> None:
    """Read an exported chat."""


@app.command()
def show(
    file: Annotated[Path, FILE],
    dates: Annotated[Dates | None, DATES] = None,
    *,
    jsonl: Annotated[bool, JSONL] = False,
) -> None:
    """Show what an exported chat holds.

    Exit status: 0 it was read, 2 it could not be.
    """
    try:
        with file.open("rb") as stream:
            export = open_export(stream, name=file.name, dates=ORDERS[dates] if dates else None)
            if jsonl:
                _print_lines(export)
            else:
                Console().print(_summary(export, file.name))
    except UnreadableExport as refused:
        _stop(
            f"{file.name}:{refused.line}: {refused.reason}"
            if refused.line
            else f"{file.name}: {refused.reason}"
        )
    except OSError as error:
        _stop(f"{file.name}: {(error.strerror or 'cannot be read').lower()}")


def _stop(sentence: str) -> None:
    typer.echo(printable(sentence), err=True)
    raise typer.Exit(BAD_INPUT)


def _print_lines(export: Export) -> None:
    """Write the JSON lines as UTF-8, whatever the terminal's encoding."""
    ready: list[str] = []
    size = 0
    for line in json_lines(export):
        ready.append(line)
        size += len(line)
        if size > TOGETHER:
            sys.stdout.buffer.write(("\n".join(ready) + "\n").encode())
            ready, size = [], 0
    if ready:
        sys.stdout.buffer.write(("\n".join(ready) + "\n").encode())
    sys.stdout.buffer.flush()


def _summary(export: Export, name: str) -> Table:
    """Return one table: the file, then how many messages of each kind, sender and mark."""
    senders: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    marks: Counter[str] = Counter()
    first = last = None
    for message in export.messages():
        first, last = first or message.at, message.at
        sender = message.sender or "(the app)"
        senders[sender if sender in senders or len(senders) < MOST_SENDERS else OTHERS] += 1
        kinds[message.kind] += 1
        marks.update(message.marks)
    order = f"{WORDS[export.date_order]}{', ambiguous' if export.is_ambiguous else ''}: {export.evidence}"
    table = Table(title=printable(name), show_header=False, title_justify="left")
    table.add_column(style="bold")
    table.add_column(overflow="fold")
    rows = {
        "Format": f"{export.format}, {export.encoding}, {export.size_bytes:,} bytes",
        "SHA-256": export.sha256,
        "Dates": order,
        "Time": f"{first} to {last}",
        "Kinds": _counts(kinds),
        "Senders": _counts(senders),
        "Marks": _counts(marks) or "none",
    }
    for title, shown in rows.items():
        table.add_row(title, printable(shown))
    return table


def _counts(counter: Counter[str]) -> str:
    shown = [f"{name} {count:,}" for name, count in counter.most_common(MOST_SHOWN)]
    if len(counter) > MOST_SHOWN:
        shown.append(f"and {len(counter) - MOST_SHOWN:,} more")
    return ", ".join(shown)
