"""Which style sheets there are, in the order they apply. Each stands beside the markup it dresses."""

from pathlib import Path

UI = Path(__file__).parent

_PLAIN = ("theme/tokens.css", "theme/base.css")
_REPORT = ("report/report.css", "report/quotes.css", "report/timeline.css")

REPORT_SHEETS = (*_PLAIN, *_REPORT, "report/file.css", "report/print.css")
SITE_SHEETS = (
    "theme/bootstrap.css",
    *_PLAIN,
    "theme/controls.css",
    "shell/shell.css",
    "pages/pages.css",
    *_REPORT,
    "report/print.css",
)


def sheet_text(name: str) -> str:
    """Return a style sheet's text.

    name    relative to the ui room
    raises  OSError: there is no such sheet
    """
    return (UI / name).read_text(encoding="utf-8")
