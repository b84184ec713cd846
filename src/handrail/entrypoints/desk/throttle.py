"""How often a sign-in may fail before it has to wait. Pure: addresses in, limits out."""

import hashlib
from collections.abc import Mapping
from datetime import timedelta
from typing import NamedTuple

# LIMIT: behind a proxy every attempt comes from the proxy's address, so a stranger can make an account wait.
WINDOW = timedelta(minutes=15)
FROM_ONE_PLACE = 5  # failures for one e-mail address from one network address
FROM_EVERYWHERE = 30  # for one e-mail address, so that many machines cannot guess together


class Keys(NamedTuple):
    """Digests under which failures are counted: neither address is kept in the clear."""

    place: str
    everywhere: str


def keys_for(email: str, address: str) -> Keys:
    """Return the keys of an attempt; capitals and spaces around the e-mail address do not matter."""
    name = email.strip().lower()
    return Keys(place=_digest(f"{name}\n{address}"), everywhere=_digest(name))


def limits(keys: Keys) -> Mapping[str, int]:
    """Return how many failures each key may have within the window before an attempt must wait."""
    return {keys.place: FROM_ONE_PLACE, keys.everywhere: FROM_EVERYWHERE}


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
