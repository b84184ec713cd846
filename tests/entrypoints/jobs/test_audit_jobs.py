import logging
from uuid import uuid4

import pytest
from tests import audit_sample
from tests.chats import CHAT, PEOPLE

from handrail.actions.clear_interrupted import clear_interrupted
from handrail.actions.note_progress import note_progress
from handrail.actions.queue_audit import WhoIsWho, queue_audit
from handrail.actions.refused import Refused
from handrail.actions.start_audit import HandedIn, Started, start_audit
from handrail.entrypoints.jobs import audits as jobs
from handrail.store.models import Audit

KNOWN = WhoIsWho(people_csv=PEOPLE, people_name="people.csv")


@pytest.fixture
def waiting(deps, lead):
    """Return a function that hands in a chat and asks for its audit."""

    def make():
        handed_in = HandedIn(
            id=uuid4(),
            chat=(CHAT,),
            chat_name="Tuesday.txt",
            size_bytes=len(CHAT),
            people_csv=PEOPLE,
            people_name="people.csv",
            pack="sg04",
            platform="whatsapp",
            dates="",
        )
        started = start_audit(deps=deps, actor=lead, handed_in=handed_in)
        assert isinstance(started, Started)
        queue_audit(deps=deps, actor=lead, audit_id=started.id, people=KNOWN)
        return Audit.objects.get(id=started.id)

    return make


def made(audit, deps):
    assert jobs.make_next_audit(deps)
    audit.refresh_from_db()
    return audit


def test_nothing_happens_while_nothing_waits(deps, lead):
    assert not jobs.make_next_audit(deps)


def test_an_audit_ends_with_a_report(deps, waiting):
    audit = made(waiting(), deps)
    assert audit.headline
    assert audit.refused_because == ""
    assert not jobs.make_next_audit(deps)


def test_the_one_that_waited_longest_comes_first(deps, waiting):
    first, second = waiting(), waiting()
    Audit.objects.filter(id=first.id).update(queued_at=deps.now().replace(year=2025))
    assert jobs.make_next_audit(deps)
    second.refresh_from_db()
    assert second.started_at is None


def test_a_crash_ends_that_audit_in_plain_words_and_is_not_tried_again(deps, waiting, monkeypatch, caplog):
    def crash(**_):
        raise RuntimeError(CHAT.decode())

    monkeypatch.setattr(jobs, "audit_chat", crash)
    with caplog.at_level(logging.ERROR):
        audit = made(waiting(), deps)
    assert "Something went wrong" in audit.refused_because
    assert "pizza" not in caplog.text
    assert "RuntimeError" in caplog.text
    assert not jobs.make_next_audit(deps)


def test_a_refusal_is_kept_as_its_sentence(deps, waiting, monkeypatch):
    monkeypatch.setattr(jobs, "audit_chat", lambda **_: Refused(sentence="Tuesday.txt:4: no date"))
    assert made(waiting(), deps).refused_because == "Tuesday.txt:4: no date"


def test_a_file_that_is_gone_is_said(deps, waiting, uploads):
    audit = waiting()
    (uploads / str(audit.id)).unlink()
    assert "no longer here" in made(audit, deps).refused_because


def test_progress_is_noted_now_and_then(deps, waiting, monkeypatch):
    seen = []
    monkeypatch.setattr(jobs, "note_progress", lambda **noted: seen.append(noted["messages"]))

    def slow(*, on_progress, **_):
        for count in range(0, 10_001, 500):
            on_progress(count)
        return audit_sample.report()

    monkeypatch.setattr(jobs, "audit_chat", slow)
    made(waiting(), deps)
    assert seen == [2_000, 4_000, 6_000, 8_000, 10_000]


def test_an_audit_deleted_while_it_is_read_stays_deleted(deps, waiting, monkeypatch):
    def delete_then_report(**_):
        Audit.objects.all().delete()
        return audit_sample.report()

    monkeypatch.setattr(jobs, "audit_chat", delete_then_report)
    waiting()
    assert jobs.make_next_audit(deps)
    assert not Audit.objects.exists()


def test_progress_of_a_deleted_audit_is_no_error(db):
    assert not note_progress(audit_id=uuid4(), messages=5)


def test_a_start_after_a_power_cut_ends_what_was_half_read_and_sweeps_up(deps, waiting, uploads):
    audit, later = waiting(), waiting()
    Audit.objects.filter(id=audit.id).update(started_at=deps.now())
    (uploads / "left-behind.upload").write_bytes(b"x")
    assert clear_interrupted(deps=deps, sentence="stopped") == 1
    audit.refresh_from_db()
    assert audit.refused_because == "stopped"
    assert {path.name for path in uploads.iterdir()} == {str(audit.id), str(later.id)}


def test_a_refused_audit_may_be_asked_for_again(deps, lead, waiting, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(jobs, "audit_chat", lambda **_: Refused(sentence="no"))
        audit = made(waiting(), deps)
    queue_audit(deps=deps, actor=lead, audit_id=audit.id, people=KNOWN)
    assert made(audit, deps).headline
