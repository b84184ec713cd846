"""An exported chat as JSON lines: first one about the file, then one a message.

A busy group fills a million lines, so each is put together by hand around the parts that `json` writes.
"""

import json
from collections.abc import Iterator
from json.encoder import encode_basestring as quoted

from handrail.core.imports.export import Export
from handrail.core.imports.message import YOU, Event

MOST_NAMES = 50_000  # no real chat has more; memory must not grow with a made one
_ENCODE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def json_lines(export: Export) -> Iterator[str]:
    """Yield the lines, without their ends."""
    yield _ENCODE({"meta": _about(export)})
    names = _Names()
    for at, sender, kind, text, file, offset, line, event, marks in export.messages():
        yield (
            f'{{"at":"{at.isoformat()}","sender":{names[sender]},"kind":"{kind.value}","text":{quoted(text)},'
            f'"file":{quoted(file) if file is not None else "null"},"offset":{offset},"line":{line},'
            f'"event":{_ENCODE(_event(event)) if event is not None else "null"},'
            f'"marks":{_ENCODE(sorted(marks)) if marks else "[]"}}}'
        )


class _Names(dict[str | None, str]):
    """Senders as JSON, each written once."""

    def __missing__(self, name: str | None) -> str:
        if len(self) >= MOST_NAMES:
            self.clear()
        self[name] = _ENCODE(name)
        return self[name]


def _about(export: Export) -> dict[str, object]:
    return {
        "format": export.format,
        "date_order": export.date_order,
        "ambiguous": export.is_ambiguous,
        "evidence": export.evidence,
        "encoding": export.encoding,
        "broken_bytes": export.broken_bytes,
        "sha256": export.sha256,
        "size_bytes": export.size_bytes,
        "chat": export.chat_member,
        "files": export.files,
    }


def _event(event: Event) -> dict[str, object]:
    """Return what a system line tells; the phone's owner is `{"you": true}`, which no name can be."""
    actor, *subjects = [{"you": True} if name == YOU else name for name in (event.actor, *event.subjects)]
    return {"kind": event.kind, "actor": actor, "subjects": subjects}
