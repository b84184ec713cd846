"""What is still so on the day of the audit: a step asks nobody to mend what has ended since."""

from collections.abc import Iterator, Mapping

from handrail.core.audit.judging import about_of
from handrail.core.audit.situation import Moment, Setting, scene_of, sent_by
from handrail.core.people.person import Person, Role
from handrail.core.policy.decide import decide
from handrail.core.policy.facts import Action

ASKED = (Action.SEND_MESSAGE, Action.SEND_PICTURE, Action.RECEIVE_MESSAGE)

type Still = Mapping[
    str, frozenset[str]
]  # clause id > people it is still about; nobody: about the conversation


def still_broken(setting: Setting, moment: Moment) -> Still:
    """Return which clauses a message would break, or could not be shown to keep, and about whom.

    moment  who is in the chat as it ends, under which name and mode, on the day of the audit
    """
    scene = scene_of(setting, moment)
    found: dict[str, set[str]] = {}
    for sender in _senders(setting):
        facts = sent_by(scene, sender, is_worrying=False)
        for action in ASKED:
            for violation in decide(setting.pack, action, facts).violations:
                found.setdefault(violation.clause_id, set()).update(about_of(setting, violation, sender))
    return {clause_id: frozenset(about) for clause_id, about in found.items()}


def _senders(setting: Setting) -> Iterator[Person | None]:
    """Yield each representative the chat shows, also who left it: what they write from is theirs to mend."""
    working = [p for p in setting.cast.people.values() if p.role is Role.REPRESENTATIVE]
    yield from working or (None,)
