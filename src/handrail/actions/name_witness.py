"""An operator says whose word over the record is asked for, and counts."""

from dataclasses import dataclass

from django.db import transaction

from handrail.actions._appending import Told, append
from handrail.actions._sequencing import sequence_waiting
from handrail.actions.deps import Deps
from handrail.actions.refused import Refused
from handrail.core.record.leaf_types import LeafType
from handrail.core.record.trust_policy import PolicyRefused, parse_trust_policy
from handrail.core.record.verifier_keys import KeyRefused, parse_verifier_key, print_verifier_key
from handrail.store.reads.accounts import LEADS, AccountRow, named
from handrail.store.reads.key_files import KeysMissing, witnesses
from handrail.store.writes.key_files import keep_witnesses


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Everybody whose word counts now."""

    names: tuple[str, ...]


def name_witness(*, deps: Deps, actor: AccountRow, key: str) -> Named | Refused:
    """Add a witness's verifier key to those that are asked.

    key  as `handrail witness new-key` prints it
    """
    if actor.role not in LEADS:
        return Refused(sentence="only a safeguarding lead or deputy may name a witness")
    try:
        new = parse_verifier_key(key.strip())
        known = witnesses(deps.keys)
        if new in known:
            return Named(names=tuple(one.name for one in known))
        lines = [f"witness w{number} {print_verifier_key(one)}" for number, one in enumerate((*known, new))]
        text = "\n".join((*lines, "quorum none", ""))
        parse_trust_policy(text)
    except (KeyRefused, PolicyRefused, KeysMissing) as error:
        return Refused(sentence=f"the witness is not named: {error}")
    fields = {"decision": "name a witness", "key": print_verifier_key(new), "by": named(actor)}
    with transaction.atomic():
        append(deps, Told(type=LeafType.DECISION_MADE, fields=fields), at=deps.now())
    keep_witnesses(deps.keys, text)
    sequence_waiting(deps)
    return Named(names=tuple(one.name for one in (*known, new)))
