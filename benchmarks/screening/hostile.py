"""Long texts written to make a screener slow: near misses of every detector, repeated to a length."""

import random
from collections.abc import Mapping

SEEDS = {
    "one letter": "a",
    "one digit": "7",
    "digits apart": "0 7 7 0 0 ",
    "brackets and digits": "(+0)-",
    "numbers side by side": "07700 900123 ",
    "almost numbers": "020 7946 00 ",
    "almost numbers abroad": "+1 ",
    "helplines": "0808 800 5000 ",
    "full stops": "a.",
    "at signs": "a@",
    "almost e-mails": "a@a.a.a",
    "almost links": "http://",
    "almost postcodes": "SW1A 1",
    "almost addresses": "14 mill mill mill ",
    "flats": "flat 1, ",
    "numbers in words": "oh seven double ",
    "e-mails in words": "sam at sam dot ",
    "account names": "my snap is ",
    "names beside apps": "add me insta ",
    "hashes": "a_b#123 ",
    "schools": "i go to mary mary ",
    "one phrase over and over": "dont tell ur mum ",
    "almost phrases": "dont dont u never ever tell ",
    "optional words": "come on over to my ",
    "letters apart": "s e c r e t ",
    "stretched words": "seeeecret teeell ",
    "digits for letters": "t3ll s3cr3t ",
    "marks for letters": "$ecret t@ll ",
    "apostrophes": "d'''o'''n't ",
    "zero-width marks": "a\u200bb\u200d\u2060",
    "stacked accents": "e\u0301\u0323\u0308\u0330",
    "look-alike letters": "тeӏӏ уoυr мum ",
    "wide ligatures": "ﷺ",  # one character that folds to eighteen
    "new lines": "\n",
}


def hostile_texts(length: int) -> Mapping[str, str]:
    """Return texts of exactly this many characters by what they are made of."""
    chance = random.Random(3)
    texts = {name: (seed * (length // len(seed) + 1))[:length] for name, seed in SEEDS.items()}
    texts["any characters"] = "".join(chr(chance.randrange(32, 0xD7FF)) for _ in range(length))
    texts["every seed mixed"] = "".join(chance.choices(list(SEEDS.values()), k=length))[:length]
    return texts
