"""Which style sheets there are, in the order they apply. Each stands beside the markup it dresses."""

from pathlib import Path

UI = Path(__file__).parent

REPORT_SHEETS = (
    "theme/tokens.css",
    "theme/base.css",
    "report/report.css",
    "report/quotes.css",
    "report/timeline.css",
    "report/file.css",
    "report/print.css",
)


def sheet_text(name: Path) -> str:
    """Return a style sheet's text.

    name    relative to the ui room
    raises  OSError: there is no such sheet
    """
    return (UI / name).read_text(encoding="utf-8")
