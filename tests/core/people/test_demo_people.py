import re
from datetime import date
from importlib.resources import files

from handrail.core.people.adult import Counts, Lasts, counts_as_adult
from handrail.core.people.match import Matched, match
from handrail.core.people.person import ConsentStanding, Role, age_on, consent_on
from handrail.core.people.roster_bytes import decode_roster
from handrail.core.people.roster_csv import read_roster

LASTS = Lasts(vetting_days=1_095, training_days=730)

DEMO = files("handrail") / "demo"
FIRST, HALFWAY, LAST = date(2026, 4, 13), date(2026, 5, 2), date(2026, 5, 29)


def demo_roster():
    raw = DEMO.joinpath("people.csv").read_bytes()
    return read_roster(decode_roster(raw, name="people.csv").text, name="people.csv", today=LAST)


def senders(file, header):
    return set(re.findall(header, DEMO.joinpath(file).read_text(encoding="utf-8"), re.MULTILINE))


def test_everyone_who_writes_in_the_demo_chats_is_in_its_people_file_but_the_unknown_adult():
    group = senders("chat.txt", r"^\d\d/\d\d/\d{4}, \d\d:\d\d - ([^:\n]+): ")
    pair = senders("one-to-one.txt", r"^\u200e?\[\d\d/\d\d/\d{4}, \d\d:\d\d:\d\d\] ([^:\n]+): ")
    roster = demo_roster()
    unmatched = {name for name in group | pair if not isinstance(match(roster, name), Matched)}
    assert unmatched == {"+44 7700 900177"}
    assert pair == {"Ash Fox", "Jo Carter"}


def test_the_demo_has_one_child_under_thirteen_who_has_her_birthday_in_it():
    young = [person for person in demo_roster().people if person.role is Role.YOUNG_PERSON]
    under = {day: [p.name for p in young if age_on(p.born_on, day) < 13] for day in (FIRST, LAST)}
    assert under == {FIRST: ["Bea Moss"], LAST: []}


def test_the_demo_has_one_consent_refused_and_one_not_recorded():
    young = [person for person in demo_roster().people if person.role is Role.YOUNG_PERSON]
    without = {p.name: standing for p in young if (standing := consent_on(p, "whatsapp", LAST)) != "given"}
    assert without == {"Maya Reed": None, "Dylan Pryce": ConsentStanding.REFUSED}


def test_the_demos_adults_count_but_for_the_one_whose_vetting_lapsed():
    adults = [person for person in demo_roster().people if person.role is Role.REPRESENTATIVE]
    counting = {
        day: [p.name for p in adults if counts_as_adult(p, day, lasts=LASTS) == Counts()]
        for day in (FIRST, HALFWAY, LAST)
    }
    assert counting == {
        FIRST: ["Jo Carter", "Lee Marsh", "Kim Ward"],
        HALFWAY: ["Jo Carter", "Lee Marsh"],
        LAST: ["Jo Carter"],
    }
