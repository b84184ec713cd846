"""One way to write a value as bytes (RFC 8785; §2).

Stricter than the standard: no fractions, so that no two programs round differently; keys in ASCII, so that
sorting needs no rules about character units. Text is kept as received: nothing is normalised.
"""

import json
from collections.abc import Mapping, Sequence
from typing import NoReturn

import rfc8785

from handrail.core.record.problems import RecordError

type JsonValue = bool | int | str | Sequence[JsonValue] | Mapping[str, JsonValue] | None

MOST_DEPTH = 32  # lists and objects within each other
MOST_NUMBER = 2**53 - 1  # what every JSON reader keeps exactly (RFC 8785 3.2.2.3)


class NotCanonical(RecordError):
    """A value that has no canonical form here, or bytes that are not it."""


class FractionRefused(NotCanonical):
    """A number with a fraction or an exponent."""


class NumberTooLarge(NotCanonical):
    """A whole number that not every JSON reader keeps exactly."""


class KeyNotAscii(NotCanonical):
    """An object's key that is not printable ASCII text."""


class HalfCharacter(NotCanonical):
    """Text with half of a surrogate pair: it has no UTF-8."""


class TooDeep(NotCanonical):
    """Lists or objects within each other more often than we read."""


def canonical(value: JsonValue) -> bytes:
    """Return the one form of a value (RFC 8785 3.2): UTF-8, sorted keys, no spaces.

    raises  NotCanonical: one of its kinds, for what has no such form
    """
    _check(value, MOST_DEPTH)
    return rfc8785.dumps(value)


def read_canonical(raw: bytes) -> JsonValue:
    """Read what `canonical` returned: any other spelling of the same value is refused.

    raises  NotCanonical: or one of its kinds
    """
    try:
        text = raw.decode()
        value: JsonValue = json.loads(text, parse_float=_refuse_fraction, parse_constant=_refuse_fraction)
    except NotCanonical:
        raise
    except RecursionError as error:
        raise TooDeep(f"more than {MOST_DEPTH} lists or objects are within each other") from error
    except ValueError as error:  # not UTF-8, not JSON, or a number of thousands of digits
        raise NotCanonical("the bytes are not JSON in UTF-8") from error
    # a key written twice, spaces, other escapes or another order all print differently
    if canonical(value) != raw:
        raise NotCanonical("the JSON is not in its canonical form")
    return value


def _check(value: JsonValue, depth: int) -> None:
    if depth < 0:
        raise TooDeep(f"more than {MOST_DEPTH} lists or objects are within each other")
    # exact types here and below: a subclass could print itself as something else
    if type(value) is dict:
        for key, one in value.items():
            _check_key(key)
            _check(one, depth - 1)
    elif type(value) is list or type(value) is tuple:
        for one in value:
            _check(one, depth - 1)
    else:
        _check_single(value)


def _check_single(value: JsonValue) -> None:
    if type(value) is str:
        _check_text(value)
    elif type(value) is int:
        if abs(value) > MOST_NUMBER:
            raise NumberTooLarge("the number is not kept exactly by every JSON reader")
    elif type(value) is float:
        _refuse_fraction(repr(value))
    elif value is not None and type(value) is not bool:
        raise NotCanonical(f"a value of type `{type(value).__name__}` has no canonical form")


def _check_text(text: str) -> None:
    if not text.isascii() and any("\ud800" <= letter <= "\udfff" for letter in text):
        raise HalfCharacter("the text holds half a character")


def _check_key(key: str) -> None:
    if type(key) is not str or not key.isascii() or not key.isprintable():
        raise KeyNotAscii(f"`{key!a}` cannot be a key: keys are printable ASCII")


def _refuse_fraction(written: str) -> NoReturn:
    raise FractionRefused(f"`{written}` has a fraction or an exponent")
