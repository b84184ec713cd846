from dataclasses import dataclass

from handrail.core.audit.not_auditable import NotAuditable
from handrail.core.imports.unreadable import UnreadableExport


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """Expected bad input: one clear sentence, with file and line where there is one. Nothing was changed."""

    sentence: str


def unreadable(name: str, error: UnreadableExport | NotAuditable) -> Refused:
    """Return the refusal of a file that is no chat, or none to audit, as `name:line: reason`."""
    place = f"{name}:{error.line}" if error.line else name
    return Refused(sentence=f"{place}: {error.reason}")
