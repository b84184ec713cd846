"""A report as one self-contained HTML file: no script, no network, nothing to go missing."""

import re
from functools import cache

from django.template import Context, Engine

from handrail.core.audit.report import Report
from handrail.ui.report.view import report_view
from handrail.ui.sheets import REPORT_SHEETS, UI, sheet_text

# Characters that HTML forbids or that cannot be written as UTF-8; hostile chats hold them.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


def render_report_html(report: Report) -> str:
    """Return the report as one HTML document, complete in itself.

    report   any report; its texts are hostile and are escaped, kept apart in direction, and wrapped
    returns  a document ending with a newline; it names no other file and holds no script
    """
    template = _engine().get_template("report/file.html")
    # Every value is already text: Django's own formats, which need settings, stay off.
    context = Context({"report": report_view(report), "css": _css()}, use_l10n=False, use_tz=False)
    return writable(template.render(context))


def writable(text: str) -> str:
    """Return a text in which each character that a UTF-8 page cannot hold is the replacement character."""
    return _UNWRITABLE.sub("\ufffd", text)


@cache
def _engine() -> Engine:
    return Engine(dirs=[str(UI)], autoescape=True)


@cache
def _css() -> str:
    return "\n".join(sheet_text(name) for name in REPORT_SHEETS)
