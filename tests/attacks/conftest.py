"""What the attacks begin with."""

import pytest
from tests.actions.kept import keep

from handrail.actions.begin_record import NotReady, begin_record
from handrail.actions.verify_record import verify_record


@pytest.fixture(autouse=True)
def _database_in_memory(monkeypatch):
    """Let a start pass over how the tests' own database is set; `test_files.py` starts on real ones."""
    monkeypatch.setattr("handrail.actions.begin_record.check_durable", lambda _: None)


@pytest.fixture
def kept(deps, lead):
    """Keep a chat of eight leaves, from 0 to 7."""
    return keep(deps, lead)


@pytest.fixture
def faults(deps):
    """Return what is wrong with the record, as a function."""
    return lambda: verify_record(deps=deps).faults


@pytest.fixture
def refusal(deps):
    """Return why the record may not be added to at a start, as a function."""

    def refused() -> str:
        answer = begin_record(deps=deps, origin="")
        assert isinstance(answer, NotReady)
        return answer.sentence

    return refused
