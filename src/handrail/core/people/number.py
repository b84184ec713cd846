"""Telephone numbers, told apart from names and written one way: E.164."""

import re

from phonenumbers import (
    NumberParseException,
    PhoneNumberFormat,
    ValidationResult,
    format_number,
    is_possible_number_with_reason,
    parse,
)

HOME_REGION = "GB"  # for numbers written without a country code
_NUMBER = re.compile(r"[+(]?\d[\d ()./-]{5,24}")  # nothing but what a number is written with; never a name


def e164(written: str) -> str | None:
    """Return the E.164 form of a telephone number as people write it; None for anything else.

    Numbers without a country code are read as United Kingdom ones. Reserved numbers (07700 900xxx), which
    no one can own, are numbers too: the length must be possible, the range need not be in use.
    """
    match = _NUMBER.fullmatch(written)
    if match is None:
        return None
    try:
        number = parse(written, HOME_REGION)
    except NumberParseException:
        return None
    if is_possible_number_with_reason(number) is not ValidationResult.IS_POSSIBLE:
        return None
    return format_number(number, PhoneNumberFormat.E164)


def as_people_write_it(number: str) -> str:
    """Return an E.164 number as it is written at home: `07700 900123`; one from abroad stays as it is.

    A leading `+` means a formula to a spreadsheet, and a leading 0 without spaces is dropped by it.
    """
    parsed = parse(number)
    national = format_number(parsed, PhoneNumberFormat.NATIONAL)
    return national if e164(national) == number and " " in national else number
