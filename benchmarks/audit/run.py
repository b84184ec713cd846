"""How long a whole audit takes: read, decide, screen and report a chat of many lines.

    .venv/bin/python -m benchmarks.audit.run [LINES]

Goal: a million lines in under 90 s on two cores, with memory that does not grow with the file.
There is no public peer for a whole audit; reading, deciding and screening are measured beside theirs.
"""

import random
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from handrail.actions.audit_chat import audit_chat
from handrail.core.audit.report import Report
from handrail.store.report_json import report_text
from handrail.ui.report.render import render_report_html

LINES, GOAL_S, SEED = 1_000_000, 90, 4
YOUNG = [f"Young {number}" for number in range(1, 25)]
ADULTS = [f"Adult {number}" for number in range(1, 5)]
WORDS = (
    "see you at",
    "the library",
    "on tuesday",
    "bring",
    "waterproof",
    "pizza",
    "yes",
    "no",
    "ok",
    "when is it",
)
NOW_AND_THEN = (
    "my number is 07700 900123",
    "dont tell anyone ok",
    "add me on snap its easier",
    "we are at 14 Mill Lane",
    "<Media omitted>",
    "This message was deleted",
)


def lines(count: int) -> Iterator[str]:
    """Yield a group's export of so many lines over some years, with comings and goings."""
    chance, at = random.Random(SEED), datetime(2022, 9, 1, 8, 0)  # noqa: DTZ001 (exports carry no time zone)
    yield f"{at:%d/%m/%Y, %H:%M} - Adult 1 created group “Tuesday group”\n"
    for _ in range(count - 1):
        at += timedelta(seconds=chance.randrange(160))
        stamp = f"{at:%d/%m/%Y, %H:%M} - "
        if chance.random() < 0.0005:
            yield f"{stamp}Adult 1 {chance.choice(('added', 'removed'))} {chance.choice(ADULTS[1:])}\n"
            continue
        text = " ".join(chance.choices(WORDS, k=chance.randrange(1, 9)))
        if chance.random() < 0.01:
            text = chance.choice(NOW_AND_THEN)
        yield f"{stamp}{chance.choice(YOUNG + ADULTS)}: {text}\n"


def people() -> str:
    """Return the people file: everybody in order but three young people."""
    rows = ["name,role,date_of_birth,vetted_on,trained_on,consents"]
    rows += [f"{name},representative,,2022-01-10,2022-01-10," for name in ADULTS]
    rows += [f"{name},young_person,2009-05-0{n % 9 + 1},,,{_consent(n)}" for n, name in enumerate(YOUNG)]
    return "\n".join(rows)


def _consent(number: int) -> str:
    return "whatsapp=refused" if number % 9 == 0 else "whatsapp=given 2022-01-10"


def main() -> None:
    """Make a chat, audit it, print the figures."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else LINES
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "chat.txt"
        with path.open("w", encoding="utf-8") as out:
            out.writelines(lines(count))
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        wall, cpu = time.perf_counter(), time.process_time()
        with path.open("rb") as chat:
            report = audit_chat(
                chat=chat, name="chat.txt", people=people(), people_name="people.csv", at=datetime.now(UTC)
            )
        assert isinstance(report, Report), report
        sizes = len(report_text(report)), len(render_report_html(report))
        wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        size = path.stat().st_size
    totals = report.totals
    within = wall / GOAL_S * LINES / count
    print(f"{count:,} lines, {size / 1e6:.0f} MB, {totals.decided:,} decided, {totals.refused:,} refused")
    print(f"read + decide + screen + report: {wall:.1f} s wall, {cpu:.1f} s CPU, {count / wall:,.0f} lines/s")
    print(f"against the goal of {GOAL_S} s for a million: {within:.2f} (below 1 is within it)")
    print(f"memory: {before / 1024:.0f} MB before, {peak / 1024:.0f} MB at most")
    print(f"report: {sizes[0]:,} B JSON, {sizes[1]:,} B HTML")


if __name__ == "__main__":
    main()
