"""Who is who: every name the chat shows, matched once to the people file, or said not to be."""

from dataclasses import dataclass, field

from handrail.core.imports.message import YOU
from handrail.core.people.match import Ambiguous, Matched, look_up
from handrail.core.people.person import Person, Role
from handrail.core.people.roster import Roster

NOBODY = "Nobody in the people file has this name or number."


@dataclass(slots=True, kw_only=True)
class Cast:
    """The names of one chat, placed as they appear.

    exporter  the name the exporting phone's owner writes by; without it whoever has the alias `you`
    written   by name as written: the person, where the match is certain
    unplaced  likewise why not, for the rest
    people    by the people file's name: everyone certainly matched so far
    """

    roster: Roster
    exporter: str | None = None
    written: dict[str, Person] = field(default_factory=dict)
    unplaced: dict[str, str] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    self_chosen: set[str] = field(default_factory=set)

    def called(self, written: str) -> str:
        """Return what to call someone: by the people file's name, else as written."""
        if written == YOU:
            return self._owner()
        if written not in self.written and written not in self.unplaced:
            self._place(written)
        person = self.written.get(written)
        return person.name if person else written

    def person(self, written: str | None) -> Person | None:
        """Return who wrote a line; None when nobody knows."""
        return None if written is None else self.people.get(self.called(written))

    def role(self, written: str | None) -> Role | None:
        """Return what the writer of a line is to the organisation; None when nobody knows."""
        person = self.person(written)
        return person.role if person else None

    def _owner(self) -> str:
        if self.exporter:
            return self.called(self.exporter)
        owner = look_up(self.roster, YOU)
        if not isinstance(owner, Matched):
            return YOU
        self.people[owner.person.name] = owner.person
        return owner.person.name

    def _place(self, written: str) -> None:
        match look_up(self.roster, written):
            case Matched(person, _, is_self_chosen):
                self.written[written] = self.people[person.name] = person
                if is_self_chosen:
                    self.self_chosen.add(written)
            case Ambiguous(several):
                shared = ", ".join(person.name for person in several)
                self.unplaced[written] = f"Several people in the people file answer to this name: {shared}."
            case None:
                self.unplaced[written] = NOBODY
