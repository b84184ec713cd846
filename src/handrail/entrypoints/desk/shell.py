"""What the frame around every page shows: who is signed in, and where they can go."""

from typing import NamedTuple

from django.http import HttpRequest

from handrail.entrypoints.desk.gate import ROLES, Who
from handrail.entrypoints.desk.request import DeskRequest
from handrail.store.reads.accounts import AccountRow, account_row
from handrail.ui.sheets import SITE_SHEETS

ROLE_WORDS = {
    "lead": "Safeguarding lead",
    "deputy": "Deputy safeguarding lead",
    "representative": "Representative",
    "auditor": "Auditor",
}


# Every list there is, and who has it in the navigation; the first that somebody has is where they begin.
PLACES = (("audits", "Audits", Who.LEADS), ("record", "Record", Who.LEADS_AND_AUDITORS))


class Place(NamedTuple):
    route: str
    label: str
    is_here: bool


class Shell(NamedTuple):
    sheets: tuple[str, ...]
    staff: AccountRow | None
    role: str
    initials: str
    places: tuple[Place, ...]


def shell(request: HttpRequest) -> dict[str, Shell]:
    """Return the frame's facts for the templates."""
    # Where no view was found the gate was not asked, but the person is still signed in.
    staff = getattr(request, "staff", None) or account_row(getattr(request, "user", None))
    return {
        "shell": Shell(
            sheets=SITE_SHEETS,
            staff=staff,
            role=ROLE_WORDS[staff.role] if staff else "",
            initials=_initials(staff.full_name) if staff else "",
            places=_places(request, staff),
        )
    }


def first_place(staff: AccountRow | None) -> str:
    """Return the route of the page on which somebody begins."""
    mine = [route for route, _, who in PLACES if staff is not None and staff.role in ROLES[who]]
    return mine[0] if mine else PLACES[0][0]


def _places(request: HttpRequest | DeskRequest, staff: AccountRow | None) -> tuple[Place, ...]:
    return tuple(
        Place(route, label, is_here=request.path.startswith(f"/{route}"))
        for route, label, who in PLACES
        if staff is not None and staff.role in ROLES[who]
    )


def _initials(name: str) -> str:
    words = name.split()
    return "".join(word[0] for word in (words[0], words[-1])[: len(words)]).upper() if words else "?"
