import json

import pytest
from tests import audit_sample

from handrail.core.audit.report import Severity
from handrail.store.report_json import ReportUnreadable, read_report, report_text


@pytest.mark.parametrize(
    "sample", [audit_sample.report, audit_sample.clean_report, audit_sample.empty_report]
)
def test_a_report_written_and_read_is_the_same_report(sample):
    assert read_report(report_text(sample())) == sample()


def test_moments_and_outcomes_come_back_as_what_they_are():
    report = read_report(report_text(audit_sample.report()))
    assert report.findings[0].severity is Severity.REFUSE
    assert report.findings[0].episodes[0].quoted[3].marks == ((47, 58), (62, 83))


def test_a_report_from_before_doubts_were_told_is_still_read():
    tree = json.loads(report_text(audit_sample.clean_report()))
    del tree["doubts"]
    del tree["totals"]["unscreened"]
    del tree["unmatched_left_out"]
    assert read_report(json.dumps(tree)) == audit_sample.clean_report()


def changed(**changes):
    return json.dumps(json.loads(report_text(audit_sample.report())) | changes)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"schema": "handrail.audit/1"}',
        changed(schema="handrail.audit/2"),
        changed(headline=3),
        changed(summary="one"),
        changed(made_at="yesterday"),
        changed(totals=[]),
    ],
)
def test_anything_else_is_refused(text):
    with pytest.raises(ReportUnreadable):
        read_report(text)
