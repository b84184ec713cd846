"""The shape of a header: learnt from the first lines, then locked for the whole file.

    Android  12/03/2024, 15:04 - Sender: text
    iOS      [12/03/2024, 15:04:05] Sender: text
    old iOS  12/03/2024 15:04:05: Sender: text

One phone writes all headers of one export in one locale, so one shape a file is enough, and holding to it
is what stops pasted text in another shape from becoming somebody's message.
"""

import re
from collections import Counter
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from handrail.core.imports.clock import BETWEEN, PERIODS, letters
from handrail.core.imports.direction import MARKS, SPACE, without_marks

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """What every header of one file has in common.

    pattern        groups: header with the newline before it; then date and time, as the file orders them;
                   then the sender up to the first colon, or None
    dates          finds the date of every header, nothing else
    is_ios         in brackets, or with a colon at its end
    is_time_first  time before date
    year_at        0 first, 2 last, None where all years have two figures
    is_dotted      `24. 3. 12.`: a stop after the last number too, the way of year-first countries
    """

    pattern: re.Pattern[str]
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
            is_plain = is_plain and match[0].isascii()
    if not seen:
        return None
    signature, _ = seen.most_common(1)[0]
    date, clock, header = _patterns(signature, is_plain=is_plain)
    return Shape(
        pattern=re.compile(rf"({header.format(date=f'({date})', clock=f'({clock})')}(?:([^:\n]++): )?)"),
        dates=re.compile(header.format(date=f"({date})", clock=clock)),
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


def _patterns(sign: _Signature, *, is_plain: bool) -> tuple[str, str, str]:
    """Return regular expressions for this shape's date, its clock, and its header with places for both."""
    figure, marks = ("[0-9]", "") if is_plain else (r"\d", MARKS)
    two, four = f"{figure}{{1,2}}{marks}", f"{figure}{{4}}{marks}"
    first, last = (four if sign.year_at == at else two for at in (0, 2))
    one, other = (re.escape(separator) + marks for separator in sign.separators)
    date = f"{first}{one}{two}{other}{last}{re.escape(sign.tail)}{re.escape(sign.era)}{marks}"
    hour, second = sign.clock
    clock = f"{two}{re.escape(hour)}{marks}{figure}{{2}}"
    clock += f"{marks}{re.escape(second)}{marks}{figure}{{2}}" if second else ""
    word = r"[^\d\n\[\]:/]{1,16}?"
    clock = {"before": word + clock, "after": clock + word, "none": clock}[sign.word]
    glue = re.escape(sign.glue) + marks
    stamp = f"{{clock}}{glue}{{date}}" if sign.is_time_first else f"{{date}}{glue}{{clock}}"
    return date, clock, rf"\n{MARKS}{re.escape(sign.opening)}{marks}{stamp}{marks}{re.escape(sign.close)}"
