"""An evidence pack's report: one PDF that prints, is read aloud, and is the same for the same parts."""

import json
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import fields, is_dataclass

from handrail.core.evidence.parts import Parts
from handrail.ui.evidence.lines import drawn
from handrail.ui.evidence.typesetter import CannotSet, set_pdf, unshowable
from handrail.ui.evidence.view import evidence_view


def render_evidence_pdf(parts: Parts) -> bytes:
    """Return the report of an evidence pack as a tagged PDF/A; the same parts give the same bytes.

    parts   its texts are hostile: they reach the typesetter as values, and what no font has is named
    raises  RecordError: something in the parts cannot be read, is not what was signed, or contradicts itself;
            CannotSet: the typesetter refuses
    """
    at = parts.custody.exported_at
    unknown = unshowable(frozenset(_letters(parts)), at=at)
    try:
        return set_pdf("report.typ", _inputs(parts, unknown), at=at)
    except CannotSet as error:
        if not error.refused:
            raise
        # letters may meet to a form that a font lacks, each of them drawn alone
        return set_pdf("report.typ", _inputs(parts, unknown | error.refused), at=at)


def _letters(parts: Parts) -> Iterator[str]:
    """Yield every letter of the parts that a font would have to draw."""
    made = parts.custody
    for text in (parts.title, made.exported_by, made.reason, made.software, made.software_sha256):
        yield from drawn(text)
    yield from drawn(parts.checkpoint.decode(errors="replace"))  # names of the log and of its witnesses
    for entry in parts.entries:
        for opening in entry.openings:
            yield from _of_value(opening.value)


def _of_value(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield from drawn(value)
    elif isinstance(value, (list, tuple)):
        for one in value:
            yield from _of_value(one)


def _inputs(parts: Parts, unknown: AbstractSet[str]) -> dict[str, str]:
    return {"report": json.dumps(evidence_view(parts, unknown), default=_plain)}


def _plain(value: object) -> dict[str, object]:
    """Return a view as JSON has it; `asdict` would copy every line of the chat first."""
    if is_dataclass(value):
        return {field.name: getattr(value, field.name) for field in fields(value)}
    raise TypeError(f"`{type(value).__name__}` is no part of a view")
