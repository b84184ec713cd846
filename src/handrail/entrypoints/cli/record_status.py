"""Rows for `handrail record status` and `list`. Imported once Django is set up."""

from collections.abc import Iterator

from handrail.actions._unsealing import unsealed
from handrail.actions.deps import Deps
from handrail.core.record.checkpoint import parse_checkpoint
from handrail.core.record.notes import parse_note
from handrail.core.record.verifier_keys import print_verifier_key
from handrail.store.reads import log
from handrail.store.reads.conversations import chain, conversations, holds_of
from handrail.store.reads.key_files import guard_note, witnesses
from handrail.store.reads.reviews import again_on


def status_rows(deps: Deps) -> Iterator[tuple[str, str]]:
    """Yield what the record is, a title and a text each."""
    now, key = log.head(), log.log_keys()[-1]
    guard, cosigned = guard_note(deps.keys), log.cosigned_sizes()
    rows = conversations()
    due = sum(again_on(row) <= deps.now().date() for row in rows)
    yield "Name", key.key.name
    yield "Key", print_verifier_key(key.key)
    yield "Entries", str(now.size if now else 0)
    yield "Root", now.root.hex() if now else "of an empty log"
    yield "Waiting", f"{log.pending_count()} for their place"
    yield "Guard file", f"remembers {parse_checkpoint(parse_note(guard).text).size}" if guard else "none yet"
    yield (
        "Witnesses",
        ", ".join(one.name for one in witnesses(deps.keys)) or "none: see docs/guide/witness.md",
    )
    yield "Last cosigned", f"at {cosigned[-1]} entries" if cosigned else "never"
    yield "Conversations", f"{len(rows)}, of which {due} are due to be looked at"


def conversation_rows(deps: Deps) -> Iterator[tuple[str, ...]]:
    """Yield conversations, the newest first, as rows of a table."""
    for row in conversations():
        leaves = chain(row.id)
        holds = sum(hold.stands for hold in holds_of(row.id))
        again = again_on(row)
        mark = " (due)" if again <= deps.now().date() else ""
        title = _title(deps, leaves[:1])
        held = f"{holds} hold" if holds else ""
        yield str(row.id), title, str(len(leaves)), row.retention, f"{again.isoformat()}{mark}", held


def _title(deps: Deps, leaves: tuple[bytes, ...]) -> str:
    values = {one.field: one.value for some in unsealed(deps, leaves).values() for one in some}
    return str(values.get("name") or "(erased)")
