"""Chats of many shapes with what must be read from each: one per style, then the traps.

Names are invented and numbers are of the ranges kept for drama.
"""

import io
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from tests.core.imports.chat_writer import LRM, Said, Style, render
from tests.core.imports.styles import STYLES

from handrail.core.imports.dates import DateOrder
from handrail.core.imports.message import Kind

START = datetime(2024, 3, 9, 7, 58, 31)  # noqa: DTZ001  (exports have no time zone)
STEP = timedelta(hours=7, minutes=21, seconds=13)  # passes noon, midnight and the twelfth of the month
GB = next(style for style in STYLES if style.name == "android-en-gb")
IOS = next(style for style in STYLES if style.name == "ios-en-gb")
NUMBER = "+44 7700 900123"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What one message must be read as."""

    at: datetime
    sender: str | None
    text: str
    kind: Kind | None = None  # None: not looked at


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """One file and what is in it."""

    name: str
    content: bytes
    wanted: tuple[Wanted, ...]
    dates: DateOrder | None = None
    file_name: str = "chat.txt"


def samples() -> Iterator[Sample]:
    """Yield every file of the corpus."""
    for style in STYLES:
        yield _sample(style.name, _talk(), style)
    yield from _bytes()
    yield from _bodies()
    yield from _names()
    yield from _zips()


def _talk() -> list[Said]:
    """Return a conversation with a bit of everything, over more than twelve days."""
    texts: list[tuple[str | None, str]] = [
        (None, "Messages and calls are end-to-end encrypted. Only people in this chat can read them."),
        (None, 'Ana Reed created group "Tuesday Club"'),
        (None, "Ana Reed added Ben and Cerys"),
        ("Ana Reed", "Hello everyone"),
        ("Ben", "hi :)"),
        (NUMBER, "when: half past five?"),
        ("Cerys", "first line\nsecond line\n\nafter a gap"),
        ("Ben", "1/2 of us can come, 3 - maybe: 4"),
        ("Ana Reed", "see https://example.org/a?b=c: good"),
        ("Cerys", "🎉🎉 ¡qué bien! 日本"),
        (None, "Ben left"),
        ("Ana Reed", "[not a header] at all: really"),
        ("Cerys", "bye"),
    ]
    return [Said(START + at * 5 * STEP, sender, text) for at, (sender, text) in enumerate(texts)]


def _wanted(said: Sequence[Said], style: Style) -> tuple[Wanted, ...]:
    return tuple(
        Wanted(
            at=style.shown(message.at),
            sender=message.sender,
            text=message.text,
            kind=Kind.SYSTEM if message.sender is None else None,
        )
        for message in said
    )


def _sample(
    name: str, said: Sequence[Said], style: Style, *, newline: str = "\n", encoding: str = "utf-8"
) -> Sample:
    text = render(said, style, newline=newline)
    return Sample(name=name, content=text.encode(encoding), wanted=_wanted(said, style))


def _bytes() -> Iterator[Sample]:
    """Yield the same talk in other bytes."""
    talk = _talk()
    yield _sample("crlf", talk, GB, newline="\r\n")
    yield _sample("ios-crlf", talk, IOS, newline="\r\n")
    yield _sample("bom", talk, GB, encoding="utf-8-sig")
    yield _sample("utf-16", talk, IOS, encoding="utf-16")
    yield replace(_sample("utf-16-be", talk, GB), content=b"\xfe\xff" + render(talk, GB).encode("utf-16-be"))
    latin = [
        message._replace(text=message.text.replace("🎉🎉 ¡qué bien! 日本", "¡qué bien! “ok”"))
        for message in talk
    ]
    yield _sample("cp1252", latin, GB, encoding="cp1252")
    whole = _sample("no-last-newline", talk, GB)
    yield replace(whole, content=whole.content.removesuffix(b"\n"))
    yield replace(
        whole, name="starts-with-a-continuation", content=b"rest of an older message\n\n" + whole.content
    )
    yield replace(
        whole, name="long-line", content=whole.content[:-1] + b"x" * 300_000 + b"\n", wanted=_longer(whole)
    )


def _longer(sample: Sample) -> tuple[Wanted, ...]:
    *before, last = sample.wanted
    return (*before, replace(last, text=last.text + "x" * 300_000))


def _talks(lines: Sequence[tuple[str | None, str]]) -> list[Said]:
    """Return the lines over days that pass the twelfth."""
    return [Said(datetime(2024, 3, 12) + at * STEP, sender, text) for at, (sender, text) in enumerate(lines)]  # noqa: DTZ001


def _bodies() -> Iterator[Sample]:
    """Yield bodies that tempt a reader to cut or to trim them."""
    odd = {
        "separators-are-not-line-ends": "one\u2028two\u2029three\x0bfour\x85five",
        "blank-lines-inside": "one\n\n\n\ntwo",
        "spaces-kept": "  two before and after  ",
        "another-phones-header-inside": "look\n[03/12/24, 3:04:05 PM] Ben: that was me",
        "date-that-cannot-be": "look\n45/13/2024, 10:00 - Ben: that was me",
        "time-that-cannot-be": "look\n12/03/2024, 99:99 - Ben: that was me",
        "colons": "a: b: c:d",
        "looks-like-system": "Ben left",
        "empty": "",
        "tabs": "\tindented\t",
        "lists": "1. one\n2. two\n12/03 buy bread\n10:30 meet",
    }
    for name, text in odd.items():
        for style in (GB, IOS):
            lines = [("Ana", "hi"), ("Ben", text), ("Ana", "ok"), ("Ben", "bye")]
            yield _sample(f"{name}-{style.name}", _talks([*lines] * 2), style)


def _names() -> Iterator[Sample]:
    """Yield senders that tempt a reader to cut them wrongly."""
    talk: list[tuple[str | None, str]] = [
        (None, 'Ana changed the subject from "Trip: May" to "Trip: June"'),
        (None, "Ana added Coach: Ben"),
        ("Coach: Ben", "hello: all"),
        ("Ana", "Coach: what time"),
        ("Coach: Ben", "two\nthree: four"),
    ]
    yield _sample("colon-in-a-name-that-was-added", _talks(talk), GB)
    often: list[tuple[str | None, str]] = [
        ("Team: North", "one"),
        ("Ana", "re: two"),
        ("Team: North", "three"),
    ] * 3
    yield _sample("colon-in-a-name-used-often", _talks(often), GB)
    signed = replace(IOS, group="Club: Tuesdays")
    yield _sample("colon-in-the-groups-name", _talk(), signed)
    yield _sample("unsaved-contact", _talks([("~\u202fBen", "hi"), ("~ Cerys 🌈", "hello")] * 2), IOS)
    yield _sample("name-of-symbols", _talks([("🦊", "hi"), ("A. - B. [c]", "x"), ("Zoë (mum)", "y")] * 2), GB)
    marked = _sample(
        "number-between-marks", _talks([(f"\u202a{NUMBER}\u202c", "hi"), ("Ana", "yes")] * 2), IOS
    )
    bare = tuple(replace(want, sender=NUMBER) if want.sender != "Ana" else want for want in marked.wanted)
    yield replace(marked, wanted=bare)
    month_first = Style(name="us", header="{m:02}/{d:02}/{Y}, {H:02}:{M:02} - ")
    few = [Said(datetime(2024, 3, 4, 10), "Ana", "hi"), Said(datetime(2024, 3, 5, 10), "Ben", "yes")]  # noqa: DTZ001
    yield replace(_sample("told-month-first", few, month_first), dates=DateOrder.MDY)


def _zips() -> Iterator[Sample]:
    """Yield zips as phones make them."""
    for style, member in (
        (IOS, "_chat.txt"),
        (GB, "WhatsApp Chat with Ana.txt"),
        (GB, "Sgwrs WhatsApp gydag Ana.txt"),
    ):
        plain = _sample(f"zip-{member}", _talk(), style)
        held = io.BytesIO()
        with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(member, plain.content)
            archive.writestr("IMG-20240312-WA0001.jpg", b"\xff\xd8\xff")
        yield replace(plain, content=held.getvalue(), file_name="chat.zip")


def marked(text: str) -> str:
    """Return the text as the app writes its own words on iOS."""
    return f"{LRM}{text}"
