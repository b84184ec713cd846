"""An operator turns the log's key over: the old one introduces the new one, and is gone."""

from dataclasses import dataclass

from django.db import transaction

from handrail.actions._appending import Told, append
from handrail.actions._sequencing import sequence_waiting
from handrail.actions.deps import Deps
from handrail.actions.refused import Refused
from handrail.core.record.checkpoint import Checkpoint, sign_checkpoint
from handrail.core.record.keys import SEED_BYTES, SigningKey
from handrail.core.record.leaf_types import LeafType
from handrail.core.record.verifier_keys import print_verifier_key
from handrail.store.reads.accounts import LEADS, AccountRow, named
from handrail.store.reads.key_files import signing_key
from handrail.store.reads.log import head, log_keys
from handrail.store.writes.key_files import keep_next_key, use_next_key
from handrail.store.writes.log import hold_log, insert_log_key


@dataclass(frozen=True, slots=True, kw_only=True)
class Rotated:
    """The new key signs from this size on; publish it as the old one was."""

    key: str
    from_size: int


def rotate_key(*, deps: Deps, actor: AccountRow) -> Rotated | Refused:
    """Make a new key, have both sign one checkpoint, and let the new one take over.

    A crash on the way leaves the next key beside the present one; the next start goes on from there.
    """
    if actor.role not in LEADS:
        return Refused(sentence="only a safeguarding lead or deputy may turn the record's key over")
    old = signing_key(deps.keys)
    if old.verifier != log_keys()[-1].key:
        return Refused(sentence=f"the key in `{deps.keys}` is not the one that signs this record")
    new = SigningKey(name=old.name, type=old.type, seed=deps.random_bytes(SEED_BYTES))
    keep_next_key(deps.keys, new)
    keys = {"old_key": print_verifier_key(old.verifier), "new_key": print_verifier_key(new.verifier)}
    with transaction.atomic():
        append(deps, Told(type=LeafType.KEY_ROTATED, fields={**keys, "by": named(actor)}), at=deps.now())
    sequence_waiting(deps)
    from_size = _handed_over(old, new)
    use_next_key(deps.keys)
    return Rotated(key=keys["new_key"], from_size=from_size)


@transaction.atomic
def _handed_over(old: SigningKey, new: SigningKey) -> int:
    hold_log()
    now = head()
    assert now is not None, "the leaf that tells of the rotation has its place"
    checkpoint = Checkpoint(origin=old.name, size=now.size, root=now.root)
    note = sign_checkpoint(checkpoint, [old, new])
    insert_log_key(len(log_keys()), print_verifier_key(new.verifier), from_size=now.size, note=note)
    return now.size
