"""Audit a chat that already exists. It changes nothing: it reads a file and answers with a report."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from importlib.metadata import version
from typing import BinaryIO

from handrail.actions.refused import Refused, unreadable
from handrail.core.audit.audit import audit
from handrail.core.audit.findings import Titles
from handrail.core.audit.not_auditable import NotAuditable
from handrail.core.audit.order import Closing, Order
from handrail.core.audit.report import Report
from handrail.core.imports.dates import DateOrder
from handrail.core.imports.export import Export, open_export
from handrail.core.imports.unreadable import UnreadableExport
from handrail.core.people.match import is_listed
from handrail.core.people.roster_checks import RosterRefused
from handrail.core.people.roster_csv import read_roster
from handrail.core.policy.pack import Pack
from handrail.core.policy.problems import PackRefused
from handrail.core.screening.category import categories
from handrail.core.screening.failure import ScreeningFailed
from handrail.core.screening.screen import screen
from handrail.store.reads.packs import read_pack


def audit_chat(
    *,
    chat: BinaryIO,
    name: str,
    people: str,
    people_name: str,
    at: datetime,
    pack: str = "sg04",
    platform: str = "whatsapp",
    dates: DateOrder | None = None,
    exporter: str | None = None,
    on_progress: Callable[[int], None] = lambda _: None,
) -> Report | Refused:
    """Return the report on a chat, or one clear sentence why there is none.

    chat         the export's bytes; seekable, read from its start
    name         of the file, for errors and the report
    people       text of a people file
    dates        settles the date order where the file alone cannot tell
    exporter     the name the exporting phone's owner writes by, where it is known
    at           when the audit is made, UTC
    on_progress  called with the number of lines walked so far; the chat is walked twice
    """
    try:
        rules = read_pack(pack)
        if platform not in rules.platforms:
            return Refused(sentence=_no_platform(platform, rules))
        roster = read_roster(people, name=people_name, today=at.date())
        export = open_export(chat, name=name, dates=dates, is_listed=partial(is_listed, roster))
        order = Order(
            source=export,
            roster=roster,
            pack=rules,
            platform=platform,
            exporter=exporter,
            screen=screen,
            titles=_titles(),
            closing=_closing(export, name, at),
        )
        return audit(order, on_progress=on_progress)
    except (PackRefused, RosterRefused) as refused:
        return Refused(sentence=str(refused))
    except (UnreadableExport, NotAuditable) as error:
        return unreadable(name, error)
    except ScreeningFailed as failed:
        return Refused(sentence=f"{name}: a message could not be screened, so there is no report ({failed})")


def _closing(export: Export, name: str, at: datetime) -> Closing:
    return Closing(
        made_at=at,
        handrail_version=version("handrail"),
        name=name,
        sha256=export.sha256,
        size_bytes=export.size_bytes,
        format=export.format,
        date_order=export.date_order,
        is_ambiguous=export.is_ambiguous,
    )


def _titles() -> Titles:
    known = categories()
    return Titles(
        titles={name: category.title for name, category in known.items()},
        worrying=frozenset(name for name, category in known.items() if category.is_worrying),
    )


def _no_platform(platform: str, pack: Pack) -> str:
    return (
        f"the policy `{pack.id}` knows no platform `{platform}`; one of {', '.join(sorted(pack.platforms))}"
    )
