"""How a pack writes who made it, when, why and with what (§7)."""

from datetime import UTC, datetime
from re import compile as pattern

from handrail.core.evidence.layout import SHA256
from handrail.core.evidence.parts import Custody
from handrail.core.evidence.problems import PartRefused
from handrail.core.record.canonical import canonical, read_canonical
from handrail.core.record.problems import RecordError

_AT = pattern(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{6}Z")


def print_moment(at: datetime) -> str:
    """Return a moment as leaves write it: UTC, to the microsecond."""
    return at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def print_custody(custody: Custody) -> bytes:
    """Return the bytes of `custody.json`."""
    return canonical(
        {
            "exported_at": print_moment(custody.exported_at),
            "exported_by": custody.exported_by,
            "reason": custody.reason,
            "software": custody.software,
            "software_sha256": custody.software_sha256,
        }
    )


def read_custody(raw: bytes) -> Custody:
    """Read `custody.json`.

    raises  PartRefused: anything `print_custody` would not have printed
    """
    try:
        match read_canonical(raw):
            case {
                "exported_at": str(at),
                "exported_by": str(by),
                "reason": str(reason),
                "software": str(software),
                "software_sha256": str(digest),
                **rest,
            } if not rest and _AT.fullmatch(at) and SHA256.fullmatch(digest):
                return Custody(
                    exported_at=datetime.fromisoformat(at),
                    exported_by=by,
                    reason=reason,
                    software=software,
                    software_sha256=digest,
                )
    except RecordError as error:
        raise PartRefused(f"it cannot be read: {error}") from error
    except ValueError as error:  # the thirtieth of February
        raise PartRefused(f"`{at}` is no moment") from error
    raise PartRefused("custody is who made the pack, when, why and with what")
