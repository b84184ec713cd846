"""The shape of a header: learnt from the first lines, then locked for the whole file.

    Android  12/03/2024, 15:04 - Sender: text
    iOS      [12/03/2024, 15:04:05] Sender: text
    old iOS  12/03/2024 15:04:05: Sender: text

One phone writes all headers of one export in one locale, so one shape a file is enough, and holding to it
is what stops pasted text in another shape from becoming somebody's message.
"""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from handrail.core.imports.clock import BETWEEN, PERIODS, letters
from handrail.core.imports.direction import DIRECTION, MARKS, NARROW_MARKS, SPACE, narrowed, without_marks

MOST_LINES = 20_000  # how far down the first header may be

_DATE = (
    rf"(?P<date>(?P<n1>\d{{4}}|\d{{1,2}}){MARKS}(?P<s1>[/\-]|\.{SPACE}?|年|년{SPACE}?){MARKS}"
    rf"(?P<n2>\d{{1,2}}){MARKS}(?P<s2>[/\-]|\.{SPACE}?|月|월{SPACE}?){MARKS}"
    rf"(?P<n3>\d{{4}}|\d{{1,2}})(?P<tail>\.|日|일)?(?P<era>{SPACE}(?:BE|AP|AH|พ\.ศ\.|هـ))?)"
)
_TIME = rf"\d{{1,2}}{MARKS}(?P<t1>[:.]|{SPACE}h{SPACE}){MARKS}\d{{2}}(?:{MARKS}(?P<t2>[:.]){MARKS}\d{{2}})?"
_AFTER = r"(?P<after>[^\d\n\[\]:/]{0,16}?)"
_CLOSE = rf"{MARKS}(?P<close>\]{SPACE}?|{SPACE}[-–—]{SPACE}|:{SPACE})"
_GLUE = r"(?P<glue>[,،]?[^\d\n\[\]/]{1,18}?)"
_DATE_FIRST = re.compile(rf"{MARKS}(?P<open>\[?){MARKS}{_DATE}{_GLUE}(?P<time>{_TIME}{_AFTER}){_CLOSE}")
_TIME_FIRST = re.compile(
    rf"{MARKS}(?P<open>\[?){MARKS}(?P<time>{_TIME}{_AFTER})(?P<glue>,{SPACE}){_DATE}{_CLOSE}"
)
_JOIN = re.compile(rf"[,،]?{SPACE}?")


class _Signature(NamedTuple):
    """The parts of a header that stay the same from line to line."""

    opening: str
    separators: tuple[str, str]
    year_at: int | None
    tail: str
    era: str
    glue: str
    clock: tuple[str, str | None]
    word: str  # before | after | none: where a 12 hour clock says which half of the day
    close: str
    is_time_first: bool


class _Form(NamedTuple):
    """How a locked shape is spelt: what stands for a digit, for marks inside a header and before it."""

    figure: str
    marks: str
    leading: str
    word: str
    spell: Callable[[str], str]


_WORD = r"[^\d\n\[\]:/]{1,%d}?"
_PLAIN = _Form("[0-9]", "", MARKS, _WORD % 16, str)
_MARKED = _Form(r"\d", MARKS, MARKS, _WORD % 16, str)
_NARROW = _Form("[0-9]", "", NARROW_MARKS, _WORD % 48, narrowed)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """What every header of one file has in common.

    pattern        groups: header with the newline before it; then date and time, as the file orders them;
                   then the sender up to the first colon, or None
    narrow         the same over UTF-8 read as one character a byte (see text_stream); None where headers hold
                   other digits than ours or direction marks
    dates          finds the date of every header, nothing else
    is_ios         in brackets, or with a colon at its end
    is_time_first  time before date
    year_at        0 first, 2 last, None where all years have two figures
    is_dotted      `24. 3. 12.`: a stop after the last number too, the way of year-first countries
    """

    pattern: re.Pattern[str]
    narrow: re.Pattern[str] | None
    dates: re.Pattern[str]
    is_ios: bool
    is_time_first: bool
    year_at: int | None
    is_dotted: bool


def looks_like_header(line: str) -> bool:
    """Return whether a line begins the way some phone, in some locale, begins a message."""
    return _match(line) is not None


def find_shape(text: str) -> Shape | None:
    """Return the shape that most headers among the first lines have, or None where there is no header.

    text  the beginning of the file, line ends as `\\n`
    """
    seen: Counter[_Signature] = Counter()
    is_plain = True
    for line in islice(text.split("\n"), MOST_LINES):
        if (match := _match(line)) is not None:
            seen[_signature(match)] += 1
            is_plain = is_plain and _is_plain(match[0].lstrip(DIRECTION))
    if not seen:
        return None
    signature, _ = seen.most_common(1)[0]
    form = _PLAIN if is_plain else _MARKED
    return Shape(
        pattern=_splitting(signature, form),
        narrow=_splitting(signature, _NARROW) if is_plain else None,
        dates=re.compile(_header(signature, form, date="({})", clock="{}")),
        is_ios=bool(signature.opening) or signature.close[0] == ":",
        is_time_first=signature.is_time_first,
        year_at=signature.year_at,
        is_dotted=signature.tail == ".",
    )


def _match(line: str) -> re.Match[str] | None:
    for form in (_DATE_FIRST, _TIME_FIRST):
        if (match := form.match(line)) is not None and _is_sound(match):
            return match
    return None


def _is_sound(match: re.Match[str]) -> bool:
    """Return whether brackets pair up and the words around the time are ones that stand there."""
    if (match["open"] == "[") != (match["close"][0] == "]"):
        return False
    after, glue = letters(match["after"]), letters(match["glue"])
    return (not after or after in PERIODS) and (not glue or glue in PERIODS or glue in BETWEEN)


def _signature(match: re.Match[str]) -> _Signature:
    years = (len(match["n1"]) == 4, len(match["n3"]) == 4)  # noqa: PLR2004  (figures of a year)
    is_before = letters(match["glue"]) in PERIODS
    glue = without_marks(match["glue"])
    return _Signature(
        opening=match["open"],
        separators=(match["s1"], match["s2"]),
        year_at=0 if years[0] else 2 if years[1] else None,
        tail=match["tail"] or "",
        era=match["era"] or "",
        glue=_JOIN.match(glue)[0] if is_before else glue,  # type: ignore[index]  # it matches even nothing
        clock=(match["t1"], match["t2"]),
        word="before" if is_before else "after" if letters(match["after"]) else "none",
        close=match["close"],
        is_time_first=match.start("time") < match.start("date"),
    )


def _is_plain(header: str) -> bool:
    """Return whether a header has our own digits and no direction marks inside."""
    return header == without_marks(header) and all(c.isascii() for c in header if c.isdigit())


def _splitting(sign: _Signature, form: _Form) -> re.Pattern[str]:
    return re.compile(rf"({_header(sign, form, date='({})', clock='({})')}(?:([^:\n]++): |))")


def _header(sign: _Signature, form: _Form, *, date: str, clock: str) -> str:
    """Return the regular expression that finds only headers of this shape, as cheaply as it can.

    date   what is put around the part for the date, at `{}`
    clock  the same for the time
    """
    marks, leading = form.marks, form.leading
    glue, close = (_spelt(part, form) for part in (sign.glue, sign.close))
    stamp = [date.format(_date(sign, form)), clock.format(_clock(sign, form))]
    between = (glue + marks).join(reversed(stamp) if sign.is_time_first else stamp)
    return rf"\n{leading}{re.escape(sign.opening)}{marks}{between}{marks}{close}"


def _date(sign: _Signature, form: _Form) -> str:
    two, four = f"{form.figure}{{1,2}}{form.marks}", f"{form.figure}{{4}}{form.marks}"
    first, last = (four if sign.year_at == at else two for at in (0, 2))
    one, other = (_spelt(separator, form) + form.marks for separator in sign.separators)
    return f"{first}{one}{two}{other}{last}{_spelt(sign.tail + sign.era, form)}{form.marks}"


def _clock(sign: _Signature, form: _Form) -> str:
    marks, (hour, second) = form.marks, sign.clock
    clock = f"{form.figure}{{1,2}}{marks}{_spelt(hour, form)}{marks}{form.figure}{{2}}"
    clock += f"{marks}{re.escape(second)}{marks}{form.figure}{{2}}" if second else ""
    return {"before": form.word + clock, "after": clock + form.word, "none": clock}[sign.word]


def _spelt(literal: str, form: _Form) -> str:
    return re.escape(form.spell(literal))
