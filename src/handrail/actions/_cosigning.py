"""The step that keeps a witness's word over one of our checkpoints, by whatever way it came."""

from dataclasses import dataclass

from django.db import transaction

from handrail.actions.deps import Deps
from handrail.actions.refused import Refused
from handrail.core.record.cosignature import add_signatures
from handrail.core.record.notes import parse_note, parse_signatures, print_signatures, verify_note
from handrail.core.record.problems import RecordError
from handrail.store.reads.key_files import KeysMissing, witnesses
from handrail.store.reads.log import head_at
from handrail.store.writes.log import insert_cosignatures


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """Who has signed, by the names of their keys."""

    names: tuple[str, ...]


def kept_lines(deps: Deps, *, size: int, lines: str) -> Added | Refused:
    """Keep signature lines over our checkpoint of a size, once each is found true.

    lines  as a witness answers them
    """
    there = head_at(size)
    if there is None:
        return Refused(sentence=f"the record has no checkpoint of size {size}")
    try:
        given = parse_signatures(lines)
        signed = verify_note(add_signatures(parse_note(there.note), *given), witnesses(deps.keys))
    except (RecordError, KeysMissing) as error:
        return Refused(sentence=f"the cosignature is not kept: {error}")
    true = [one.signature for one in signed if one.signature in given]
    with transaction.atomic():
        insert_cosignatures(size, [print_signatures([one]).removesuffix("\n") for one in true])
    return Added(names=tuple(one.name for one in true))
