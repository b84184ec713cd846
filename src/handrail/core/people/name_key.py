"""The one form in which names are compared. Nothing is shown in this form."""

import re
import unicodedata

_ALIKE = str.maketrans({"\u2018": "'", "\u2019": "'", "\u02bc": "'", "\u2010": "-", "\u2013": "-"})
_DECORATION = frozenset({"So", "Sk", "Cf", "Co", "Cs"})  # emoji, skin tones, joiners
_EMOJI_PARTS = frozenset("\ufe0e\ufe0f\u20e3")


def full_key(name: str) -> str:
    """Return a name with case, width, spaces, marks and look-alike quotes evened out; emoji stay.

    A `~` at the start is dropped: WhatsApp writes it before a name that the sender chose.
    """
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())
    # direction marks, joiners and other letters that show nothing
    visible = "".join(c for c in folded if unicodedata.category(c) != "Cf").translate(_ALIKE)
    key = printed(visible)
    return key.lstrip("~ ") or key


def bare_key(name: str) -> str:
    """Return the full key without emoji at either end; a name of nothing but emoji keeps them."""
    key = full_key(name)
    start, end = 0, len(key)
    while start < end and (key[start] == "~" or _is_decoration(key[start])):
        start += 1
    while end > start and _is_decoration(key[end - 1]):
        end -= 1
    return key[start:end] or key


def printed(name: str) -> str:
    """Return a name on one line without control characters: they show nothing, and no list may hold them."""
    spaced = "".join(" " if c.isspace() else c for c in name)
    return " ".join("".join(c for c in spaced if unicodedata.category(c) != "Cc").split())


def is_self_chosen(name: str) -> bool:
    """Return whether a name is one its bearer chose (`~Sam`), not one saved on the phone that exported."""
    return re.match(r"[\s\u200e\u200f\u202a-\u202e\u2066-\u2069]*~", name) is not None


def _is_decoration(letter: str) -> bool:
    return letter.isspace() or letter in _EMOJI_PARTS or unicodedata.category(letter) in _DECORATION
