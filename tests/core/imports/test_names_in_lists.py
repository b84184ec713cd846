"""Names that hold a comma or an `and`: known ones stay whole in a list of several people."""

import io

import pytest

from handrail.core.imports.events import EventReader
from handrail.core.imports.export import open_export
from handrail.core.imports.known_names import KnownNames

LISTS = {
    "en": ("You added {}", "Lee and Sons", "and"),
    "cy": ("Mae Ana wedi ychwanegu {}", "Lee a Mab", "a"),
    "es": ("Ana añadió a {}", "Lee y Hijos", "y"),
    "fr": ("Vous avez ajouté {}", "Lee et Fils", "et"),
    "de": ("Du hast {} hinzugefügt.", "Lee und Söhne", "und"),
    "pt": ("Você adicionou {}", "Lee e Filhos", "e"),
    "it": ("Hai aggiunto {}", "Lee e Figli", "e"),
    "nl": ("Je hebt {} toegevoegd", "Lee en Zonen", "en"),
    "pl": ("Ana dodała {}", "Lee i Synowie", "i"),
    "hi": ("आशा ने {} को जोड़ा", "ली और बेटे", "और"),
    "ar": ("قام سامي بإضافة {}", "لي وأولاده", "و"),
}


def subjects(line: str, *listed: str, seen: tuple[str, ...] = ()) -> tuple[str, ...]:
    event = EventReader(KnownNames(is_listed=listed.__contains__, seen=seen)).read(line)
    assert event is not None
    return event.subjects


@pytest.mark.parametrize(("line", "name", "word"), LISTS.values(), ids=LISTS)
def test_a_name_of_the_people_file_is_tried_before_the_list_is_cut(line, name, word):
    last = f" {word}" if word == "و" else f" {word} "
    several = line.format(f"Bea, {name}{last}Ash Fox")
    assert subjects(several, name) == ("Bea", name, "Ash Fox")
    assert subjects(line.format(name), name) == (name,)
    assert len(subjects(several)) == 4  # nobody knows better


@pytest.mark.parametrize(("line", "name", "word"), LISTS.values(), ids=LISTS)
def test_so_is_a_name_that_somebody_writes_by(line, name, word):
    last = f" {word}" if word == "و" else f" {word} "
    assert subjects(line.format(f"Ash Fox{last}{name}"), seen=(name,)) == ("Ash Fox", name)


def test_a_name_with_a_comma_stays_whole_too():
    assert subjects("You added Fox, Ash, Bea and Dev", "Fox, Ash") == ("Fox, Ash", "Bea", "Dev")


def test_the_longest_known_name_counts():
    line = "You added Lee and Sons and Ash and Bea"
    assert subjects(line, "Lee and Sons", "Lee and Sons and Ash") == ("Lee and Sons and Ash", "Bea")


def test_nobody_hides_two_known_people_behind_a_name_they_write_by():
    line = "You added Ash and Bea"
    assert subjects(line, "Ash", "Bea", seen=("Ash and Bea",)) == ("Ash", "Bea")
    assert subjects(line, "Ash", seen=("Ash and Bea",)) == ("Ash and Bea",)
    assert subjects(line, "Ash", "Bea", "Ash and Bea") == ("Ash and Bea",)


def _subjects(chat: str, *, seen: tuple[str, ...] = (), listed: tuple[str, ...] = ()) -> tuple[str, ...]:
    export = open_export(io.BytesIO(chat.encode()), name="x", is_listed=listed.__contains__)
    first = next(export.knowing(seen).messages())
    assert first.event is not None
    return first.event.subjects


ADDED = "13/03/2024, 10:00 - You added Lee and Sons and Ash Fox\n"
TALK = "13/03/2024, 10:01 - Ash Fox: hi\n"
SPOKEN = "13/03/2024, 10:02 - Lee and Sons: hello\n"


def test_an_export_knows_the_names_it_is_given_and_those_who_write_in_its_first_part():
    cut = ("Lee", "Sons", "Ash Fox")
    whole = ("Lee and Sons", "Ash Fox")
    assert _subjects(ADDED + TALK) == cut
    assert _subjects(ADDED + TALK, listed=("Lee and Sons",)) == whole
    assert _subjects(ADDED + TALK, seen=("Lee and Sons",)) == whole
    assert _subjects(ADDED + TALK + SPOKEN) == whole
    assert _subjects(ADDED + TALK * 40_000 + SPOKEN) == cut
