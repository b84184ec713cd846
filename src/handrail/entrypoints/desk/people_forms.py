"""The form about one name in a chat that nobody is known by."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Self

from django import forms

from handrail.core.people.name_key import bare_key, printed
from handrail.core.people.number import e164
from handrail.core.people.person import AccountOwner, Consent, ConsentStanding, Person, Role
from handrail.wording.words import say

UNKNOWN, SAME, ADD = "unknown", "same", "add"
NOT_RECORDED = ("", "Not recorded")
ROLES = (
    ("", "Choose"),
    (Role.REPRESENTATIVE.value, "Representative (staff, volunteer)"),
    (Role.YOUNG_PERSON.value, "Young person"),
    (Role.GUARDIAN.value, "Parent or guardian"),
)
STANDINGS = (
    NOT_RECORDED,
    (ConsentStanding.GIVEN.value, "Yes"),
    (ConsentStanding.REFUSED.value, "No"),
    (ConsentStanding.WITHDRAWN.value, "Withdrawn"),
)
ACCOUNTS = (
    NOT_RECORDED,
    (AccountOwner.ORGANISATION.value, "The organisation's telephone"),
    (AccountOwner.PERSONAL.value, "Their own telephone"),
)


class _Day(forms.DateField):
    def __init__(self, label: str) -> None:
        super().__init__(
            label=label,
            required=False,
            input_formats=["%Y-%m-%d"],
            widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "form-control"}),
            error_messages={"invalid": say("people.bad_day")},
        )


def _choice(label: str, choices: Sequence[tuple[str, str]]) -> forms.ChoiceField:
    select = forms.Select(attrs={"class": "form-select"})
    return forms.ChoiceField(label=label, choices=choices, required=False, widget=select)


class _Line(forms.CharField):
    def to_python(self, value: object) -> str:
        return printed(super().to_python(value) or "")


def _text(label: str) -> forms.CharField:
    return _Line(
        label=label, required=False, max_length=200, widget=forms.TextInput(attrs={"class": "form-control"})
    )


class NameForm(forms.Form):
    """Leave the name unknown, say whose it is, or add a person."""

    use_required_attribute = False

    choice = forms.ChoiceField(
        label="Who is this?",
        choices=((UNKNOWN, "Leave unknown"), (SAME, "Someone on the list"), (ADD, "Add this person")),
        initial=UNKNOWN,
        widget=forms.RadioSelect(attrs={"class": "form-check-input"}),
    )
    person = _choice("Who on the list?", ())
    name = _text("Full name")
    role = _choice("What they are", ROLES)
    date_of_birth = _Day("Date of birth")
    guardians = _text("Parent or guardian, by name")
    consent = _choice("Consent to WhatsApp", STANDINGS)
    consent_on = _Day("Answered on")
    pictures = _choice("Consent to pictures", STANDINGS)
    agreement_version = _text("Safety agreement, version")
    agreed_on = _Day("Explained and agreed on")
    vetted_on = _Day("Vetted on")
    vetting_until = _Day("Vetting ends on")
    trained_on = _Day("Trained on")
    account = _choice("Writes from", ACCOUNTS)

    @classmethod
    def of(
        cls,
        number: int,
        *,
        written: str,
        near: Sequence[str],
        people: Sequence[str],
        sent: Mapping[str, str] | None,
    ) -> Self:
        """Return the form for a name; `near` stand first among the people offered, none is chosen."""
        initial = {"name": "" if e164(written) else printed(written).lstrip("~ ")}
        form = cls(sent, prefix=f"name-{number}", initial=initial, label_suffix="")
        rest = [person for person in people if person not in near]
        choices = [("", "Choose"), *((name, name) for name in (*near, *rest))]
        # Both: forms copies fields, and a select keeps its own list.
        form.fields["person"].choices = choices  # type: ignore[attr-defined]  # a ChoiceField, declared above
        return form

    def clean(self) -> dict[str, object]:
        cleaned = super().clean() or self.cleaned_data
        choice = str(cleaned.get("choice"))
        for field in [field for field in self.errors if field not in _looked_at(choice)]:
            del self.errors[field]
        needed = {
            SAME: (("person", say("people.needs_person")),),
            ADD: (("name", say("people.needs_name")), ("role", say("people.needs_role"))),
        }
        for field, sentence in needed.get(choice, ()):
            if field not in self.errors and not cleaned.get(field):
                self.add_error(field, sentence)
        return cleaned

    def added(self, *, platform: str) -> Person:
        """Return the person of a valid form whose choice is to add one."""
        return Person(
            name=self._words("name"),
            role=Role(self._words("role")),
            born_on=self._day("date_of_birth"),
            guardians=tuple(name.strip() for name in self._words("guardians").split(";") if name.strip()),
            consents=self._consents(platform),
            agreement_version=self._words("agreement_version") or None,
            explained_on=self._day("agreed_on"),
            agreed_on=self._day("agreed_on"),
            vetted_on=self._day("vetted_on"),
            vetting_until=self._day("vetting_until"),
            trained_on=self._day("trained_on"),
            account=AccountOwner(self._words("account")) if self._words("account") else None,
        )

    def _consents(self, platform: str) -> tuple[Consent, ...]:
        answers = ((platform, self._words("consent")), ("pictures", self._words("pictures")))
        return tuple(
            Consent(platform=use, standing=ConsentStanding(answer), on=self._day("consent_on"))
            for use, answer in answers
            if answer
        )

    def _words(self, field: str) -> str:
        return str(self.cleaned_data.get(field) or "").strip()

    def _day(self, field: str) -> date | None:
        value = self.cleaned_data.get(field)
        return value if isinstance(value, date) else None


def _looked_at(choice: str) -> frozenset[str]:
    """Return the fields that count under a choice: what was written and then not chosen is no mistake."""
    fields = frozenset(NameForm.base_fields)
    counting = {
        UNKNOWN: frozenset({"choice"}),
        SAME: frozenset({"choice", "person"}),
        ADD: fields - {"person"},
    }
    return counting.get(choice, fields)


def names_taken(forms_sent: Sequence[NameForm], people: Sequence[Person]) -> bool:
    """Mark every added name that the list has already; return whether there was one."""
    known = {bare_key(person.name) for person in people}
    adding = [form for form in forms_sent if form.cleaned_data.get("choice") == ADD]
    taken = [form for form in adding if bare_key(form.cleaned_data["name"]) in known]
    for form in taken:
        form.add_error("name", say("people.name_taken", name=form.cleaned_data["name"]))
    return bool(taken)
