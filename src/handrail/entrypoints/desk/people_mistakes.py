"""What is wrong on the page about people, by person: what a form found, what the file would not take."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from handrail.core.people.name_key import bare_key
from handrail.core.people.person import Person
from handrail.core.people.roster_checks import Problem
from handrail.entrypoints.desk.people_forms import NameForm

HEADING_LINES = 1  # of a people file
FIELD_OF = {"consents": "consent", "explained_on": "agreed_on"}  # where the page asks by another name
COLUMN = re.compile(r"\b[a-z]+(?:_[a-z]+)+\b")
QUOTED = re.compile(r"`([^`]*)`")


class Mistake(NamedTuple):
    """One mistake: whose, in which field, and the id of that field; empty where it is not on the page."""

    name: str
    label: str
    sentence: str
    at: str


def mistakes_of(name: str, form: NameForm) -> Iterator[Mistake]:
    """Yield what is wrong in the form about a name."""
    for field, sentences in form.errors.items():
        for sentence in sentences:
            yield Mistake(name, _label(field), str(sentence), str(form[field].auto_id))


def placed(
    problems: Sequence[Problem], people: Sequence[Person], forms: Mapping[str, NameForm]
) -> list[Mistake]:
    """Mark what a people file would not take at the fields it came from; return what came from none.

    people  as they stand in that file, a line each
    forms   the forms that added somebody, by that person's name
    """
    by_key = {bare_key(name): form for name, form in forms.items()}
    left: list[Mistake] = []
    for problem in problems:
        person = people[problem.line - HEADING_LINES - 1]
        column, _, sentence = problem.sentence.partition(": ")
        field, form = FIELD_OF.get(column, column), by_key.get(bare_key(person.name))
        if form is not None and field in form.fields:
            form.add_error(field, _in_words(sentence))
        else:
            left.append(Mistake(person.name, _label(field), _in_words(sentence), ""))
    return left


def _label(field: str) -> str:
    """Return how the page calls a field, as it stands within a sentence."""
    known = NameForm.base_fields.get(FIELD_OF.get(field, field))
    label = str(known.label).rstrip("?") if known else field.replace("_", " ")
    return label[:1].lower() + label[1:]


def _in_words(sentence: str) -> str:
    """Return an operator's sentence as one for the page."""
    named = COLUMN.sub(lambda column: _label(column[0]), sentence)
    return f"{QUOTED.sub(r'“\1”', named)}."
