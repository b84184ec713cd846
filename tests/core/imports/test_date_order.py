import io
from datetime import date

import pytest

from handrail.core.imports.dates import DateOrder
from handrail.core.imports.export import Export, open_export
from handrail.core.imports.unreadable import UnreadableExport


def _open(*dates: str, told: DateOrder | None = None) -> Export:
    text = "".join(f"{date}, 10:00 - Ana: hi\n" for date in dates)
    return open_export(io.BytesIO(text.encode()), name="chat.txt", dates=told)


@pytest.mark.parametrize(
    ("dates", "order"),
    [
        (("01/02/2024", "13/02/2024"), DateOrder.DMY),
        (("01/02/2024", "02/13/2024"), DateOrder.MDY),
        (("25/03/24",), DateOrder.DMY),
        (("3/25/24",), DateOrder.MDY),
        (("2024-03-04",), DateOrder.YMD),
        (("2024. 3. 4.",), DateOrder.YMD),
        (("24. 3. 4.", "24. 3. 5."), DateOrder.YMD),
        (("24/03/05", "24/03/06"), DateOrder.YMD),
    ],
)
def test_a_number_above_twelve_or_a_year_tells_the_order(dates, order):
    export = _open(*dates)
    assert (export.date_order, export.is_ambiguous) == (order, False)


def test_one_proof_at_the_end_of_a_long_file_is_enough():
    assert _open(*["01/02/2024"] * 20_000, "01/13/2024").date_order is DateOrder.MDY


def test_dates_that_would_run_backwards_in_one_order_tell_the_other():
    export = _open("12/01/2024", "01/02/2024")
    assert (export.date_order, export.is_ambiguous) == (DateOrder.DMY, False)
    assert export.evidence == "only day first keeps the dates from running backwards"


def test_a_file_that_cannot_tell_says_so_and_is_read_day_first():
    export = _open("03/04/2024", "03/04/2024")
    assert (export.date_order, export.is_ambiguous) == (DateOrder.DMY, True)
    assert export.evidence == "no date tells the day from the month; day first was assumed"


def test_a_person_settles_what_the_file_cannot_tell():
    export = _open("03/04/2024", told=DateOrder.MDY)
    assert (export.date_order, export.is_ambiguous) == (DateOrder.MDY, False)
    assert next(export.messages()).at.date() == date(2024, 3, 4)


def test_an_order_that_the_file_contradicts_is_refused_with_the_line():
    with pytest.raises(UnreadableExport) as refused:
        _open("03/04/2024", "04/04/2024", "25/04/2024", told=DateOrder.MDY)
    assert refused.value.reason == "the date `25/04/2024` cannot be read month first"
    assert refused.value.line == 3


def test_one_pasted_line_in_another_order_does_not_turn_the_file():
    export = _open("03/13/2024", "25/03/2024", "03/14/2024", "03/15/2024")
    messages = list(export.messages())
    assert export.date_order is DateOrder.MDY
    assert [message.at.day for message in messages] == [13, 14, 15]
    assert messages[0].text == "hi\n25/03/2024, 10:00 - Ana: hi"


def test_years_of_the_buddhist_calendar_are_brought_to_ours_and_named():
    export = _open("13/3/2567")
    assert next(export.messages()).at.date() == date(2024, 3, 13)
    assert export.evidence.endswith("its years are Buddhist")


def test_dates_of_the_persian_calendar_are_refused_not_guessed():
    with pytest.raises(UnreadableExport, match="`1403/01/05` is of another calendar"):
        _open("1403/01/05")
