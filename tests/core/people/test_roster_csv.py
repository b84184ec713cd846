import csv
from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handrail.core.people.name_key import bare_key
from handrail.core.people.person import AccountOwner, Consent, ConsentStanding, Person, Role
from handrail.core.people.roster_checks import RosterRefused
from handrail.core.people.roster_csv import read_roster, template_csv, write_roster
from handrail.core.people.roster_table import COLUMNS

SHORT = "name,role,date_of_birth,numbers,guardians\n"
BORN = "name,role,date_of_birth\nJo,young_person,{}\n"
CONSENT = "name,role,consents\nJo,young_person,{}\n"
DAY_FIRST = ": the day comes before the month"
WRITE_CONSENTS = ": write `whatsapp=given 2026-03-01` or `pictures=refused`"
WRITE_DATES = ": write `2026-03-31` or `31/03/2026`"


def refusals(text, **kwargs):
    with pytest.raises(RosterRefused) as refused:
        read_roster(text, name="people.csv", **kwargs)
    return str(refused.value).splitlines()


def people(text):
    return read_roster(text, name="people.csv").people


def test_the_template_names_every_column_and_holds_three_people_we_can_read():
    assert next(csv.reader(template_csv().splitlines())) == list(COLUMNS)
    assert [person.role for person in people(template_csv())] == [
        Role.REPRESENTATIVE,
        Role.YOUNG_PERSON,
        Role.GUARDIAN,
    ]


def test_every_cell_reaches_its_place():
    text = (
        "name,aliases,numbers,role,date_of_birth,project,guardians,vetted_on,vetting_until,trained_on,"
        "training_until,assessed_on,"
        "consents,agreement_version,explained_on,agreed_on,joined_on,left_on,account\n"
        "Ash Fox,Ash; Ash 🌱,07700 900104; 020 7946 0018,young person,14/09/2011,Brook  Lane,jo carter,"
        "2026-01-01,2026-01-02,2026-01-03,2026-01-04,2026-01-05,"
        "WhatsApp=Given 2026-01-06 until 06/01/2027; pictures = refused,"
        "v2,2026-01-07,2026-01-08,2026-01-09,2026-01-10,\n"
        "Jo Carter,,,Representative,,,,,,,,,,,,,,,Organisation\n"
    )
    ash, jo = people(text)
    assert ash == Person(
        name="Ash Fox",
        role=Role.YOUNG_PERSON,
        aliases=("Ash", "Ash 🌱"),
        numbers=("+447700900104", "+442079460018"),
        born_on=date(2011, 9, 14),
        project="Brook Lane",
        guardians=("Jo Carter",),
        vetted_on=date(2026, 1, 1),
        vetting_until=date(2026, 1, 2),
        trained_on=date(2026, 1, 3),
        training_until=date(2026, 1, 4),
        assessed_on=date(2026, 1, 5),
        consents=(
            Consent(
                platform="whatsapp",
                standing=ConsentStanding.GIVEN,
                on=date(2026, 1, 6),
                until=date(2027, 1, 6),
            ),
            Consent(platform="pictures", standing=ConsentStanding.REFUSED),
        ),
        agreement_version="v2",
        explained_on=date(2026, 1, 7),
        agreed_on=date(2026, 1, 8),
        joined_on=date(2026, 1, 9),
        left_on=date(2026, 1, 10),
    )
    assert jo.account is AccountOwner.ORGANISATION


@pytest.mark.parametrize(
    "text",
    [
        "name,role,date_of_birth\nRobin Vale,young_person,2011-09-14\n",
        "name,role,date_of_birth\r\nRobin Vale,young_person,2011-09-14",
        "name,role,date_of_birth\rRobin Vale,young_person,2011-09-14\r",
        "\ufeffname,role,date_of_birth\nRobin Vale,young_person,2011-09-14\n",
        "name;role;date_of_birth\nRobin Vale;young_person;14/09/2011\n",
        "sep=;\nname;role;date_of_birth\nRobin Vale;young_person;14/09/2011\n",
        "name\trole\tdate_of_birth\nRobin Vale\tyoung_person\t14/09/2011\n",
        "Date of Birth, ROLE ,Name\n14/09/2011,Young Person,Robin  Vale\n",
        '"name","role","date-of-birth"\n"Robin Vale","young-person","2011-09-14"\n',
        "name,role,date_of_birth,,\n\n,,,,\nRobin Vale,young_person,2011-09-14,,\n\n",
        "name,role,date_of_birth,numbers\nRobin Vale,young_person,2011-09-14\n",
        '"name","role","date_of_birth"\n"Robin\nVale","young_person","2011-09-14"\n',
    ],
)
def test_the_same_table_reads_the_same_however_a_spreadsheet_saved_it(text):
    assert people(text) == (Person(name="Robin Vale", role=Role.YOUNG_PERSON, born_on=date(2011, 9, 14)),)


def test_lines_may_be_given_one_by_one():
    lines = iter(["name,role\r\n", "Jo Carter,representative"])
    assert [person.name for person in people(lines)] == ["Jo Carter"]


def test_only_the_first_line_names_a_separator():
    assert [person.name for person in people("sep=,\nname,role\nsep=x,guardian\n")] == ["sep=x"]


def test_a_young_person_without_a_date_of_birth_is_read_as_not_recorded():
    assert people("name,role\nRobin,young_person\n")[0].born_on is None


def test_a_semicolon_in_a_name_is_written_with_a_backslash():
    assert people("name,aliases,role\nSam,Sam \\;); Sammy,guardian\n")[0].aliases == ("Sam ;)", "Sammy")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "1: is empty: the first line must name the columns, `name`, `role` at least"),
        ("name,role\n", "1: has headings but nobody under them"),
        ("name\nJo\n", "1: the column `role` is missing"),
        ("role\nguardian\n", "1: the column `name` is missing"),
        ("name,role,vetted\nJo,guardian,\n", "1: `vetted` is not a column; did you mean `vetted_on`?"),
        ("name,role,name\nJo,guardian,Jo\n", "1: the column `name` is there 2 times"),
        ("name,role\nJo,guardian,extra\n", "2: has more cells than there are headings"),
        ("name,role\nJ\x00o,guardian\n", "2: 'J\\x00o' holds a control character"),
        ('name,role\n"Pat,guardian\n', "2: cannot be read as a table from here: unexpected end of data"),
        ("name,role\n,guardian\n", "2: name: is empty"),
        ("name,role\n\u200b,guardian\n", "2: name: shows nothing"),
        ("name,role\nJo,\n", "2: role: is empty"),
        ("name,role\nJo,x\n", "2: role: `x` is not one of `representative`, `young_person`, `guardian`"),
        (
            "name,role,account\nJo,guardian,personel\n",
            "2: account: `personel` is not one of `organisation`, `personal`; did you mean `personal`?",
        ),
        (
            BORN.format("31/02/2012"),
            "2: date_of_birth: `31/02/2012` is not a day of the calendar" + DAY_FIRST,
        ),
        (
            BORN.format("03/13/2012"),
            "2: date_of_birth: `03/13/2012` is not a day of the calendar" + DAY_FIRST,
        ),
        (
            BORN.format("2011-02-29"),
            "2: date_of_birth: `2011-02-29` is not a day of the calendar" + DAY_FIRST,
        ),
        (BORN.format("3/4/2012"), "2: date_of_birth: `3/4/2012` is not a date" + WRITE_DATES),
        (BORN.format("14.09.2011"), "2: date_of_birth: `14.09.2011` is not a date" + WRITE_DATES),
        (BORN.format("0012-03-04"), "2: date_of_birth: `0012-03-04` is not a date of our time"),
        (
            SHORT + "Jo,guardian,,4.477E+11,\n",
            "2: numbers: `4.477E+11` is not a telephone number: write `07700 900123` or `+44 7700 900123`",
        ),
        (
            CONSENT.format("whatsapp"),
            "2: consents: `whatsapp` is not a consent" + WRITE_CONSENTS,
        ),
        (CONSENT.format("sms=yes"), "2: consents: `yes` is not one of `given`, `refused`, `withdrawn`"),
        (
            CONSENT.format("sms=given 2026-03-32"),
            "2: consents: `2026-03-32` is not a day of the calendar" + DAY_FIRST,
        ),
        (
            CONSENT.format("sms=given 2026-03-02 until 2026-03-02"),
            "2: consents: `sms=given 2026-03-02 until 2026-03-02` ends before it begins",
        ),
        (
            "name,role\nJo Carter,guardian\njo  carter,representative\n",
            "3: name: `jo carter` is already on line 2; tell them apart, aliases may be shared",
        ),
        (
            SHORT + "Jo,guardian,,07700 900101,\nPat,guardian,,+447700900101,\n",
            "3: numbers: `+447700900101` already belongs to `Jo` on line 2",
        ),
        (SHORT + "Jo,young_person,,,Pat\n", "2: guardians: nobody in this file is called `Pat`"),
        (SHORT + "Jo,young_person,,,jo\n", "2: guardians: `jo` cannot be their own guardian"),
        (SHORT + "Jo,young_person,,,Al\nAl,young_person,,,\n", "2: guardians: `Al` is a young person"),
        (
            SHORT + "Jo,guardian,,,Pat\nPat,guardian,,,\n",
            "2: guardians: only a young person has guardians, and this is a guardian",
        ),
        (
            "name,role,vetted_on,vetting_until\nJo,representative,2026-01-02,2026-01-01\n",
            "2: vetting_until: `2026-01-01` is before vetted_on `2026-01-02`",
        ),
        (
            "name,role,date_of_birth,agreed_on\nJo,young_person,2012-01-02,2011-01-01\n",
            "2: agreed_on: `2011-01-01` is before the birth on `2012-01-02`",
        ),
    ],
)
def test_a_mistake_is_refused_in_one_sentence_with_its_line(text, expected):
    assert refusals(text) == [f"people.csv:{expected}"]


def test_a_birth_in_the_future_is_refused_when_today_is_known():
    text = SHORT + "Jo,young_person,2026-05-04,,\n"
    assert refusals(text, today=date(2026, 5, 3)) == [
        "people.csv:2: date_of_birth: `2026-05-04` is in the future"
    ]
    assert people(text)


def test_all_mistakes_are_told_at_once_in_the_order_of_lines():
    text = (
        SHORT
        + "Jo,guardain,,12,Pat\n\n"
        + "Ash,young_person,2012-02-30,07700 900101,Jo\nAsh,young_person,,07700 900101,\n"
    )
    assert [line.split(": ")[:2] for line in refusals(text)] == [
        ["people.csv:2", "role"],
        ["people.csv:2", "numbers"],
        ["people.csv:2", "guardians"],
        ["people.csv:4", "date_of_birth"],
        ["people.csv:5", "name"],
        ["people.csv:5", "numbers"],
    ]


def test_the_line_of_a_mistake_is_where_its_row_begins_though_a_cell_runs_over_lines():
    text = 'name,project,role\nJo,"Brook\nLane",guardian\nPat,,nobody\n'
    assert refusals(text)[0].startswith("people.csv:4: role:")


def test_a_cell_that_a_spreadsheet_would_run_is_written_with_an_apostrophe():
    mallory = Person(name="=1+1", role=Role.GUARDIAN, aliases=("@sum", "b"), numbers=("+14155550123",))
    row = list(csv.reader(write_roster([mallory]).splitlines()))[1]
    assert row[:3] == ["'=1+1", "'@sum; b", "'+14155550123"]
    assert people(write_roster([mallory])) == (mallory,)


NAMES = (
    st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=1, max_size=12)
    .map(lambda name: " ".join(name.split()))
    .filter(bare_key)
)
DAYS = st.none() | st.dates(date(1900, 1, 1), date(2100, 12, 31))
NUMBERS = st.integers(0, 999).map("+447700900{:03}".format) | st.integers(0, 99).map("+141555501{:02}".format)
CONSENTS = st.builds(
    Consent,
    platform=st.sampled_from(["whatsapp", "sms", "pictures", "web_chat"]),
    standing=st.sampled_from(ConsentStanding),
    on=st.none() | st.dates(date(1900, 1, 1), date(2000, 1, 1)),
    until=st.none() | st.dates(date(2000, 1, 2), date(2100, 1, 1)),
)
PEOPLE = st.builds(
    Person,
    name=NAMES,
    role=st.sampled_from(Role),
    aliases=st.lists(NAMES, max_size=3, unique=True).map(tuple),
    numbers=st.lists(NUMBERS, max_size=2, unique=True).map(tuple),
    project=st.none() | NAMES,
    vetted_on=DAYS,
    trained_on=DAYS,
    assessed_on=DAYS,
    consents=st.lists(CONSENTS, max_size=3, unique=True).map(tuple),
    agreement_version=st.none() | NAMES,
    explained_on=DAYS,
    agreed_on=DAYS,
    left_on=DAYS,
    account=st.none() | st.sampled_from(AccountOwner),
)


def _belongs_to_one(people):
    numbers = [number for person in people for number in person.numbers]
    return len(numbers) == len(set(numbers))


@given(st.lists(PEOPLE, min_size=1, max_size=4, unique_by=lambda p: bare_key(p.name)).filter(_belongs_to_one))
def test_what_is_written_is_read_back_the_same(written):
    assert people(write_roster(written)) == tuple(written)


@given(st.text() | st.text("name,role;\"\n'=jo guardian").map("name,role\n{}".format))
def test_any_text_is_read_or_refused_and_nothing_else(text):
    with suppress(RosterRefused):
        assert people(text)
