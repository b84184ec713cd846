"""Writes an exported chat in any locale's shape, so that tests can say what a reader must give back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

LRM = "\u200e"
RLM = "\u200f"
NARROW = "\u202f"
ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
PERSIAN = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
DEVANAGARI = str.maketrans("0123456789", "०१२३४५६७८९")


class Said(NamedTuple):
    """One message to write; `sender` None for a line of the app's own."""

    at: datetime
    sender: str | None
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How one phone writes headers.

    header    a format string over d m Y y H h M S p: day, month, year of four and two figures, hour in 24 and
              12, minute, second and the half of the day
    halves    words for before and after noon
    group     signs the app's own lines where phones sign them; None where they do not
    has_seconds  the header shows them
    years_on  added to the year, for other calendars
    """

    name: str
    header: str
    halves: tuple[str, str] = ("AM", "PM")
    digits: dict[int, int] | None = None
    group: str | None = None
    years_on: int = 0

    @property
    def has_seconds(self) -> bool:
        return "{S" in self.header

    def shown(self, at: datetime) -> datetime:
        """Return the moment as far as this phone shows it."""
        return at if self.has_seconds else at.replace(second=0)

    def write(self, said: Said) -> str:
        """Return the message as its lines in the file, without the newline at its end."""
        at = said.at
        header = self.header.format(
            d=at.day,
            m=at.month,
            Y=at.year + self.years_on,
            y=(at.year + self.years_on) % 100,
            H=at.hour,
            h=at.hour % 12 or 12,
            M=at.minute,
            S=at.second,
            p=self.halves[at.hour >= 12],
        )
        header = header.translate(self.digits) if self.digits else header
        if said.sender is not None:
            return f"{header}{said.sender}: {said.text}"
        return f"{header}{said.text}" if self.group is None else f"{header}{self.group}: {LRM}{said.text}"


def render(said: Sequence[Said], style: Style, *, newline: str = "\n") -> str:
    """Return the whole file."""
    text = "".join(f"{style.write(message)}\n" for message in said)
    return text.replace("\n", newline)
