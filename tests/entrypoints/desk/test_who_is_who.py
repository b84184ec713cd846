from handrail.core.people.person import Person, Role
from handrail.entrypoints.desk.who_is_who import people_after

PRIYA = Person(name="Priya Nair", role=Role.REPRESENTATIVE)
NEW = Person(name="Jo Bright", role=Role.YOUNG_PERSON)


def test_a_name_becomes_an_alias_and_a_number_a_number():
    after = people_after([PRIYA], same_as={"Preeya": "Priya Nair", "+44 7700 900417": "Priya Nair"}, added={})
    assert after[0].aliases == ("Preeya",)
    assert after[0].numbers == ("+447700900417",)


def test_a_person_added_under_two_names_is_one_person():
    after = people_after([PRIYA], same_as={}, added={"Jo": NEW, "+44 7700 900123": NEW})
    assert [person.name for person in after] == ["Priya Nair", "Jo Bright"]
    assert after[1].aliases == ("Jo",)
    assert after[1].numbers == ("+447700900123",)


def test_a_name_somebody_has_already_is_not_written_twice():
    after = people_after([PRIYA], same_as={"priya nair": "Priya Nair"}, added={"Jo Bright": NEW})
    assert [person.aliases for person in after] == [(), ()]


def test_a_parent_named_beside_a_child_becomes_a_person_once():
    child = Person(name="Robin Vale", role=Role.YOUNG_PERSON, guardians=("Pat Vale",))
    other = Person(name="Ash Vale", role=Role.YOUNG_PERSON, guardians=("pat vale", "Priya Nair"))
    after = people_after([PRIYA], same_as={}, added={"Robin": child, "Ash": other})
    assert [(person.name, person.role) for person in after[3:]] == [("Pat Vale", Role.GUARDIAN)]
