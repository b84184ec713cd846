"""What tests are handed."""

import secrets
from collections.abc import Callable
from pathlib import Path
from typing import cast

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client, TransactionTestCase
from pytest_django import Settings
from tests.core.record.signers import log_key
from tests.staff import NOW, open_staff

from handrail.actions.deps import Deps
from handrail.core.record.verifier_keys import print_verifier_key
from handrail.store.reads.accounts import AccountRow
from handrail.store.reads.key_files import signing_key
from handrail.store.triggers import drop_triggers, install_triggers
from handrail.store.writes.key_files import make_master_key, make_signing_key
from handrail.store.writes.log import insert_log_key


@pytest.fixture
def uploads(tmp_path: Path, settings: Settings) -> Path:
    """Give each test a folder of its own for what is handed in."""
    folder = tmp_path / "uploads"
    folder.mkdir()
    settings.UPLOADS = folder
    settings.FILE_UPLOAD_TEMP_DIR = folder
    return folder


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Give every test with a database both of them: that of everything, and that of the content keys."""
    for item in items:
        if "db" in getattr(item, "fixturenames", ()) and item.get_closest_marker("django_db") is None:
            item.add_marker(pytest.mark.django_db)
        for mark in item.iter_markers("django_db"):
            cast("dict[str, object]", mark.kwargs).setdefault("databases", ["default", "content_keys"])


@pytest.fixture(autouse=True)
def _record_can_be_cleared(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a test that commits for real be cleared up after: its tables refuse that, triggers and all."""
    teardown = vars(TransactionTestCase)["_fixture_teardown"]  # a test that rolls back has another

    def without_triggers(case: TransactionTestCase) -> None:
        drop_triggers(connection)
        teardown(case)
        install_triggers(connection)

    monkeypatch.setattr(TransactionTestCase, "_fixture_teardown", without_triggers)


@pytest.fixture
def keys(tmp_path: Path, settings: Settings) -> Path:
    """Give each test a folder of keys of its own."""
    folder = tmp_path / "keys"
    settings.KEYS = folder
    make_master_key(folder, bytes(range(32)))
    make_signing_key(folder, log_key())
    return folder


@pytest.fixture
def deps(uploads: Path, keys: Path) -> Deps:
    return Deps(
        now=lambda: NOW,
        uploads=uploads,
        upload_limit_bytes=10_000,
        random_bytes=secrets.token_bytes,
        keys=keys,
        software=("handrail 0.0.0", "0" * 64),
    )


@pytest.fixture
def record(db: None, keys: Path) -> Path:
    """Begin a record under a key that anybody can make again."""
    insert_log_key(0, print_verifier_key(signing_key(keys).verifier), from_size=0, note=None)
    return keys


@pytest.fixture
def lead(db: None, record: Path) -> AccountRow:
    return open_staff("lead@brooklane.example")


@pytest.fixture
def colleague(db: None) -> AccountRow:
    return open_staff("deputy@brooklane.example", role="deputy", full_name="Ade Bello")


@pytest.fixture
def signed_in(db: None, uploads: Path) -> Callable[[AccountRow], Client]:
    """Return a function that gives a browser in which somebody is signed in."""

    def client_of(staff: AccountRow) -> Client:
        client = Client()
        client.force_login(get_user_model().objects.get(id=staff.id))
        return client

    return client_of


@pytest.fixture
def desk(lead: AccountRow, signed_in: Callable[[AccountRow], Client]) -> Client:
    """Return a browser in which the safeguarding lead is signed in."""
    return signed_in(lead)
