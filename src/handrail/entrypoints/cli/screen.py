"""`handrail screen`: what a person should look at in some texts. Signals, never verdicts."""

import json
import sys
from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from handrail.core.screening.category import categories
from handrail.core.screening.failure import ScreeningFailed
from handrail.core.screening.screen import screen as signals_of
from handrail.core.screening.signal import Level, Signal

STYLES = {Level.LOW: "cyan", Level.MEDIUM: "yellow", Level.HIGH: "bold red"}


def screen(
    texts: Annotated[list[str] | None, typer.Argument(help="Texts to look at.", metavar="TEXT...")] = None,
    *,
    jsonl: Annotated[
        bool, typer.Option("--jsonl", help='Read {"text": ...} lines, answer each with one line.')
    ] = False,
) -> None:
    """Look for private details and warning signs, each with its place and a plain reason."""
    if jsonl:
        if not _answer_lines():
            raise typer.Exit(1)
    elif texts:
        _show(texts)
    else:
        raise typer.BadParameter("give a text, or `--jsonl` and lines on the input")


def _answer_lines() -> bool:
    """Answer each line before reading the next; return whether every line could be screened."""
    is_whole = True
    for answer in answers(sys.stdin.buffer):
        is_whole = is_whole and "error" not in answer
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()  # whoever waits for this answer may not send the next line before it comes
    return is_whole


def answers(lines: Iterable[bytes]) -> Iterator[dict[str, object]]:
    """Yield the answer to each line, so that the third answer is always to the third line.

    lines   UTF-8 JSON objects with a `text`
    yields  `signals`; for a line that cannot be screened `signals` is null and `error` says why
    """
    for number, line in enumerate(lines, start=1):
        # Some programs begin every file with a byte order mark.
        whole = line.removeprefix(BOM_UTF8) if number == 1 else line
        try:
            yield {"signals": [asdict(signal) for signal in signals_of(_text(whole))]}
        except ValueError as wrong:
            yield {"signals": None, "error": f"line {number}: {wrong}"}
        except ScreeningFailed as failed:
            yield {"signals": None, "error": f"line {number}: unscreened, hold it for a person: {failed}"}


def _text(line: bytes) -> str:
    """Return the text of a line; raise ValueError in words where there is none."""
    try:
        row = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as wrong:
        raise ValueError("not UTF-8") from wrong
    except (json.JSONDecodeError, RecursionError) as wrong:
        raise ValueError("not JSON") from wrong
    except ValueError as wrong:
        raise ValueError("not JSON: a number in it has too many digits") from wrong
    if not isinstance(row, dict) or not isinstance(text := row.get("text"), str):
        raise ValueError("needs an object with a `text`")  # noqa: TRY004 - the caller tells bad lines by ValueError
    return text


def _show(texts: list[str]) -> None:
    console = Console()
    for text in texts:
        signals = signals_of(text)
        console.print(_marked(text, signals))
        for signal in signals:
            console.print(_line(text, signal))
        if not signals:
            console.print(Text("  nothing seen; that does not mean it is safe", style="dim"))


def _marked(text: str, signals: tuple[Signal, ...]) -> Text:
    marked = Text(text)
    for signal in signals:
        marked.stylize(f"underline {STYLES[signal.severity]}", signal.start, signal.end)
    return marked


def _line(text: str, signal: Signal) -> Text:
    title = categories()[signal.category].title
    return Text.assemble(
        (f"  {signal.severity:<7}", STYLES[signal.severity]),
        (f"{title}: ", "bold"),
        f"“{text[signal.start : signal.end]}”. {signal.reason}",
    )
