"""Times of day as phones write them, in 12 and 24 hours, in many languages.

15:04   3:04 PM   3:04:05 p. m.   15.04   下午3:04   오후 3:04   15 h 04
"""

import re
from datetime import time

from handrail.core.imports.direction import without_marks

_NOT_LETTERS = re.compile(r"[\d:.,،\s\u00a0\u202f״׳\"'’]+")
_NUMBER = re.compile(r"\d+")


def letters(written: str) -> str:
    """Return only the letters of a stretch around a time, small, marks and dots gone."""
    return _NOT_LETTERS.sub("", without_marks(written)).casefold()


def _words(listed: str) -> frozenset[str]:
    return frozenset(map(letters, listed.split()))


# One word per language or so; several languages share some. Spaces inside (`a. m.`) are gone by then.
AM = _words(
    "am ap vm fm yb rn de dop öö sa sáng дп пр.об. π.μ. ص ق.ظ. صباحًا 上午 午前 早上 清晨 凌晨 오전 새벽 "
    "पूर्वाह्न सुबह म.पू. পূর্বাহ্ণ முற்பகல் ಪೂರ್ವಾಹ್ನ ก่อนเที่ยง לפנה״צ pg eparadites delamañana delamadrugada"
)
PM = _words(
    "pm ip nm em yh in du odp ös ch chiều пп сл.об. μ.μ. م ب.ظ. مساءً 下午 午後 오후 अपराह्न दोपहर शाम म.उ. "
    "অপরাহ্ণ பிற்பகல் ಅಪರಾಹ್ನ หลังเที่ยง אחה״צ ptg epasdites delatarde"
)
NIGHT = _words("रात 晚上 밤 delanoche tối đêm")  # before six it is morning, otherwise evening
NOON = _words("中午 delmediodía trưa")
PERIODS = AM | PM | NIGHT | NOON
BETWEEN = _words("klo kl à às um at alle ore ob o u kell kello в") - PERIODS | {""}  # words that only join


def clock_time(written: str) -> time | None:
    """Return the time of day that a header shows, or None if it is none.

    written  the whole stretch from the hour (or the word before it) to the last word after it
    """
    numbers = [int(number) for number in _NUMBER.findall(without_marks(written))]
    word = letters(written).removeprefix("h")  # `15 h 04`
    hour = _hour(numbers[0], word) if numbers else 24
    if not 2 <= len(numbers) <= 3 or max(numbers[1:]) > 59 or hour > 23:  # noqa: PLR2004  (clock faces)
        return None
    return time(hour, numbers[1], numbers[2] if len(numbers) == 3 else 0)  # noqa: PLR2004


def _hour(shown: int, word: str) -> int:
    """Return the hour of the day; 24 where the word and the number make none."""
    if not word or word in BETWEEN:
        return shown
    if shown > 12:  # noqa: PLR2004  (a 24 hour clock that still writes the word)
        return shown
    hour = shown % 12
    if word in AM:
        return hour
    if word in PM:
        return hour + 12
    if word in NIGHT:
        return hour if hour < 6 else hour + 12  # noqa: PLR2004  (the small hours)
    return (hour + 12 if hour < 10 else hour) if word in NOON else 24  # noqa: PLR2004
