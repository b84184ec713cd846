"""Phrases that no single indicator was written from: most must be seen, and no harmless one flagged."""

import tomllib
from pathlib import Path

import pytest

from handrail.core.screening.screen import screen

SETS = tomllib.loads((Path(__file__).parent / "phrases.toml").read_text(encoding="utf-8"))
MOST_MISSED = 0.1


def fires(category: str, text: str) -> bool:
    return any(signal.category == category for signal in screen(text))


@pytest.mark.parametrize("category", SETS)
def test_nine_in_ten_worrying_phrases_are_seen(category: str):
    phrases = SETS[category]["fires"]
    missed = [text for text in phrases if not fires(category, text)]
    assert len(missed) <= MOST_MISSED * len(phrases), missed


@pytest.mark.parametrize("category", SETS)
def test_harmless_phrases_stay_quiet(category: str):
    assert [text for text in SETS[category]["quiet"] if fires(category, text)] == []
