"""A witness's word over one of our checkpoints comes in, by whatever way."""

from dataclasses import dataclass

from django.db import transaction

from handrail.actions.deps import Deps
from handrail.actions.refused import Refused
from handrail.core.record.cosignature import add_signatures
from handrail.core.record.notes import NoteError, NoteSignature, parse_note, parse_signatures, verify_note
from handrail.core.record.text_forms import print_base64
from handrail.store.reads.key_files import KeysMissing, witnesses
from handrail.store.reads.log import head_at
from handrail.store.writes.log import insert_cosignatures


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """Who has signed, by the names of their keys."""

    names: tuple[str, ...]


def add_cosignatures(*, deps: Deps, size: int, lines: str) -> Added | Refused:
    """Keep signature lines over our checkpoint of a size, once each is found true.

    lines  as a witness answers them
    """
    there = head_at(size)
    if there is None:
        return Refused(sentence=f"the record has no checkpoint of size {size}")
    try:
        known = witnesses(deps.keys)
        given = parse_signatures(lines)
        true = verify_note(add_signatures(parse_note(there.note), *given), known)
    except (NoteError, KeysMissing) as error:
        return Refused(sentence=f"the cosignature is not kept: {error}")
    kept = [one.signature for one in true if one.signature in given]
    with transaction.atomic():
        insert_cosignatures(size, map(_line, kept))
    return Added(names=tuple(one.name for one in kept))


def _line(signature: NoteSignature) -> str:
    return f"— {signature.name} {print_base64(signature.key_id + signature.signature)}"
