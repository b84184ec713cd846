import pytest

from handrail.core.screening.screen import screen


def pieces(category: str, text: str) -> list[str]:
    return [text[one.start : one.end] for one in screen(text) if one.category == category]


SEEN = [
    ("phone", "my number is [07700 900123]"),
    ("phone", "ring [+44 7700 900456] after 4"),
    ("phone", "mums on [02079460018]"),
    ("phone", "[01632 960 111] is home"),
    ("phone", "call me [(020) 7946 0999]"),
    ("phone", "[0 7 7 0 0 9 0 0 3 3 3]"),
    ("phone", "[0044 20 7946 0100]"),
    ("phone", "text me on [7700 900 123]"),
    ("phone", "[447700900123] is me"),
    ("phone", "[oh seven seven double oh nine double oh one two three] ring me"),
    ("phone", "０ok [０７７００ ９００１２３]"),
    ("phone", "from abroad: [+33 1 99 00 12 34]"),
    ("email", "mail [jo.bloggs@example.com]."),
    ("email", "[sam at example dot com]"),
    ("email", "[Sam At Example Dot Com]"),
    ("email", "[k-d+club@mail.example.org], thanks"),
    ("postcode", "im at [SW1A 1AA]"),
    ("postcode", "[m1 1ae]"),
    ("postcode", "[EC1A1BB] for the satnav"),
    ("postcode", "live at [B4 2ND]"),
    ("address", "i live at [14 Larkspur Road]"),
    ("address", "come to [7 mill lane]"),
    ("address", "[Flat 3, 22 Harbour Street] is mine"),
    ("address", "[221b Orchard Avenue]"),
    ("address", "we moved to [33 St Annes Close]"),
    ("address", "i live on [maple road]"),
    ("address", "I LIVE ON [MAPLE ROAD]"),
    ("address", "its [2 Mill WAY]"),
    ("address", "51.5 no, [51.5074, -0.1278]"),
    ("handle", "im [jellybean_x99] on insta"),
    ("handle", "snap: [milo.b07]"),
    ("handle", "my gamertag is [RocketFox88]"),
    ("handle", "follow [@tilly_draws]"),
    ("handle", "discord is [frogman#4821]"),
    ("handle", "my insta is [ellieskates]"),
    ("handle", "add me on snap [kd_wolf12]"),
    ("handle", "insta or snap: [Milo.B07]"),
    ("handle", "its [Kestrel] on my Insta"),
    ("handle", "insta gamer tag [jess_x12]"),
    ("handle", "MY SNAP IS [KESTRELWOOD]"),
    ("link", "join [https://discord.gg/aBcD123]!"),
    ("link", "[bit.ly/3xYz12] look"),
    ("link", "([https://maps.app.goo.gl/abcd1234])"),
    ("link", "[t.me/somegroup]"),
    ("link", "[HTTPS://T.ME/SomeGroup]"),
    ("link", "[www.example.com/join]"),
    ("link", "[///daring.lion.race]"),
    ("school", "i go to [Oakfield Academy]"),
    ("school", "I GO TO [OAKFIELD ACADEMY]"),
    ("school", "she is at [St Brigids Primary School]"),
    ("school", "[i finish school at 3.15]"),
]


@pytest.mark.parametrize(("category", "text"), SEEN)
def test_a_private_detail_is_seen_with_its_exact_span(category: str, text: str):
    before, _, rest = text.partition("[")
    detail, _, after = rest.partition("]")
    bare = before + detail + after
    found = [(one.start, one.end) for one in screen(bare) if one.category == category]
    assert found == [(len(before), len(before) + len(detail))]


@pytest.mark.parametrize(
    "text",
    [
        "training is at 10 AM on 12/05/2025",
        "we won 3-2 then 21-19, 19-21",
        "its £14.99 each or 2 for £25",
        "order no 1048829",
        "order 20250117445566",
        "12.30 to 14.00, then 15:30-17:00",
        "see u b4 2nd lesson",
        "b4 2moro",
        "AT 10 AM",
        "m25 2hr delay",
        "2 minute walk from the station",
        "a 45 min drive",
        "4 way tie",
        "bring 2 x 500ml water",
        "ring Childline free on 0800 1111",
        "999 in an emergency, 111 for advice",
        "born in 2011",
        "meet @ 6",
        "meet @ the hall",
        "@everyone bus is here",
        "@Sam can you bring cones",
        "hi @\u2068~Sam\u2069",
        "insta is down",
        "my snap is broken",
        "my phone is on 4%",
        "he lives on chips",
        "i live at home with mum",
        "i go to school by bus",
        "at the high school gates",
        "see https://www.nhs.uk/live-well",
        "e.g. this one.that one",
        "1st aid kit is in cupboard 4",
        "2025-01-17 10:30:00",
        "page 44/52",
        "the answer is 1/2",
        "room 12b",
        "isbn 9780140328721",
    ],
)
def test_ordinary_numbers_and_words_stay_quiet(text: str):
    assert screen(text) == ()


def test_a_number_inside_a_link_is_part_of_the_link():
    assert [one.category for one in screen("https://wa.me/447700900123")] == ["link"]


def test_all_details_of_a_message_are_seen_in_order():
    text = "07700 900123 or 07700 900456, jo@example.com, SW1A 1AA"
    assert [one.category for one in screen(text)] == ["phone", "phone", "email", "postcode"]


def test_a_pre_composed_and_a_decomposed_text_give_the_right_places():
    assert pieces("phone", "cafe\u0301 \u2066 07700 900123") == ["07700 900123"]


def test_after_very_many_details_the_last_signal_stands_for_the_rest_of_the_message():
    text = "07700 900123, " * 300
    signals = screen(text)
    assert len(signals) == 201
    assert signals[-1].end == len(text)
