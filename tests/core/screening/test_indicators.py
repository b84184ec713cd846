import pytest

from handrail.core.screening.category import categories
from handrail.core.screening.indicator import Indicator, indicators
from handrail.core.screening.screen import screen

ALL = indicators()


def fires(category: str, text: str) -> bool:
    return any(signal.category == category for signal in screen(text))


@pytest.mark.parametrize("indicator", ALL, ids=lambda one: one.id)
def test_every_example_fires_its_category(indicator: Indicator):
    assert [text for text in indicator.examples if not fires(indicator.category, text)] == []


@pytest.mark.parametrize("indicator", ALL, ids=lambda one: one.id)
def test_no_harmless_twin_fires_its_category(indicator: Indicator):
    assert [text for text in indicator.twins if fires(indicator.category, text)] == []


@pytest.mark.parametrize("indicator", ALL, ids=lambda one: one.id)
def test_an_indicator_explains_itself_in_one_plain_sentence(indicator: Indicator):
    assert indicator.category in categories()
    assert 0 < indicator.score <= 1
    assert indicator.reason[0].isupper()
    assert indicator.reason.endswith(".")
    assert indicator.examples
    assert indicator.twins


def test_no_two_indicators_share_an_id():
    assert len({one.id for one in ALL}) == len(ALL)
