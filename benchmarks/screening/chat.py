"""Ordinary chat, made up: each message different, so that nothing remembered of one helps the next."""

import random
from collections.abc import Iterator

OPENINGS = (
    "hi",
    "ok",
    "yeah",
    "lol",
    "omg",
    "haha",
    "thanks",
    "sorry",
    "morning all",
    "right",
    "wait",
    "btw",
    "",
    "",
    "",
    "",
)
PEOPLE = (
    "i",
    "we",
    "you",
    "u",
    "my mum",
    "Priya",
    "the coach",
    "Dan",
    "everyone",
    "my sister",
    "the team",
    "they",
)
DOINGS = (
    "left", "need", "found", "forgot", "like", "saw", "want", "can bring", "cant find", "have to sort",
    "dont know about", "will send", "told Dan about", "was late for", "r coming to", "is watching", "lost",
)  # fmt: skip
THINGS = (
    "the match", "training", "my boots", "the form", "that film", "the bus", "homework", "pizza", "the tents",
    "our kit", "the picture of the poster", "a lift", "the rota", "the new song", "the quiz", "waterproofs",
)  # fmt: skip
WHENS = (
    "tomorrow",
    "at {h}",
    "at {h}:{m}",
    "on friday",
    "after school",
    "this weekend",
    "in {m} mins",
    "now",
    "",
    "",
    "",
    "",
)
ENDINGS = (
    "x",
    "lol",
    "😂",
    "👍",
    "pls",
    "?",
    "!!",
    "…",
    "can’t wait",
    "k",
    "",
    "",
    "",
    "",
    "",
    "",
    "",
    "",
    "",
    "",
)
SYLLABLES = (
    "ba",
    "den",
    "kip",
    "lo",
    "mar",
    "nesh",
    "or",
    "pim",
    "rul",
    "sa",
    "tov",
    "wick",
    "yel",
    "zan",
    "co",
    "fri",
)


def ordinary_chat(seed: int, count: int) -> list[str]:
    """Return so many different messages; the same for the same seed."""
    chance, made = random.Random(seed), dict[str, None]()
    while len(made) < count:
        made[_message(chance)] = None
    return list(made)


def _message(chance: random.Random) -> str:
    parts = [chance.choice(OPENINGS), *_said(chance), chance.choice(ENDINGS)]
    text = " ".join(part for part in parts if part)
    return text.capitalize() if chance.random() < 0.3 else text


def _said(chance: random.Random) -> Iterator[str]:
    yield chance.choice(PEOPLE)
    yield chance.choice(DOINGS)
    yield chance.choice(THINGS)
    if chance.random() < 0.4:  # names, slips of the thumb: words that nobody has seen before
        yield "".join(chance.choices(SYLLABLES, k=chance.randrange(2, 5)))
    yield chance.choice(WHENS).format(h=chance.randrange(1, 13), m=chance.randrange(10, 60))
