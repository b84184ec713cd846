"""An invented group's export of any length, always the same for the same length."""

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

SEED = 20240313
PEOPLE = [
    f"{first} {last}"
    for first in ("Ana", "Ben", "Cerys", "Dev", "Ella")
    for last in ("Reed", "Okafor", "Novak")
]
PEOPLE += [f"+44 7700 900{number}" for number in range(100, 110)]
WORDS = [
    "see",
    "you",
    "at",
    "the",
    "hall",
    "on",
    "tuesday",
    "bring",
    "a",
    "coat",
    "and",
    "lunch",
    "thanks",
    "for",
    "that",
    "great",
    "idea",
    "who",
    "can",
    "come",
    "home",
    "late",
    "with",
    "bus",
    "game",
    "film",
    "music",
    "half",
    "past",
    "five",
    "yes",
    "no",
    "ok",
    "maybe",
    "ask",
    "mum",
    "football",
    "art",
    "room",
    "photo",
]
EMOJI = ("😀", "🎉🎉", "👍🏽", "❤️", "😂😂😂")
HAPPENINGS = (
    "{} added {}",
    "{} removed {}",
    "{} changed to {}",
    "{} joined using this group's invite link",
    "{} left",
    "{} changed this group's icon",
    '{} changed the group name to "Club of {}"',
)
PLACEHOLDERS = (
    "<Media omitted>",
    "<Media omitted>",
    "<Media omitted>",
    "IMG-20240313-WA{:04}.jpg (file attached)",
    "IMG-20240313-WA{:04}.jpg (file attached)\nus at the hall",
    "This message was deleted",
    "Missed voice call",
    "location: https://maps.google.com/?q=51.5,-0.{}",
    "POLL:\nWhere to?\nOPTION: Pool ({} votes)\nOPTION: Park (2 votes)",
)


def chat(lines: int) -> Iterator[str]:
    """Yield messages, each with its newline, until the export has so many lines."""
    chance, at, written = random.Random(SEED), datetime(2021, 1, 1, 8, tzinfo=UTC), 0
    while written < lines:
        at += timedelta(seconds=min(chance.expovariate(1 / 150), 40_000))
        message = f"{at:%d/%m/%Y, %H:%M} - {_line(chance)}\n"
        written += message.count("\n")
        yield message


def _line(chance: random.Random) -> str:
    kind = chance.random()
    if kind < 0.01:
        return chance.choice(HAPPENINGS).format(*chance.sample(PEOPLE, 2))
    sender = chance.choice(PEOPLE)
    if kind < 0.06:
        return f"{sender}: {chance.choice(PLACEHOLDERS).format(chance.randrange(1000))}"
    text = " ".join(chance.choices(WORDS, k=chance.randint(1, 16)))
    if kind < 0.16:
        text += f" {chance.choice(EMOJI)}"
    elif kind < 0.22:
        text += "\n" + " ".join(chance.choices(WORDS, k=5))
    elif kind < 0.24:
        text += f" https://example.org/{chance.randrange(10**6)}"
    elif kind < 0.25:
        text += " <This message was edited>"
    return f"{sender}: {text}"
