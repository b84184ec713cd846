"""The step that checks what witnesses are said to have signed."""

from handrail.actions.deps import Deps
from handrail.core.record.cosignature import add_signatures
from handrail.core.record.notes import parse_note, parse_signatures, verify_note
from handrail.core.record.problems import RecordError
from handrail.store.reads import log
from handrail.store.reads.key_files import KeysMissing, witnesses


def check_cosignatures(deps: Deps, faults: list[str], notices: list[str]) -> None:
    """Add what is wrong with kept cosignatures, and which of them nobody here can check."""
    try:
        known = {(key.name, key.key_id): key for key in witnesses(deps.keys)}
    except KeysMissing as error:
        faults.append(str(error))
        return
    for size, line in log.cosignatures():
        note = log.note_at(size)
        if note is None:
            faults.append(f"a cosignature is kept for size {size}, where there is no checkpoint")
            continue
        try:
            (signature,) = parse_signatures(f"{line}\n")
            key = known.get((signature.name, signature.key_id))
            if key is None:
                notices.append(
                    f"the cosignature of `{signature.name}` for size {size} cannot be checked:"
                    " the key is not among those of the witnesses"
                )
            else:
                verify_note(add_signatures(parse_note(note), signature), [key])
        except (RecordError, ValueError) as error:
            faults.append(f"a cosignature of size {size}: {error}")
