"""What tests are handed."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from pytest_django import Settings
from tests.staff import NOW, open_staff

from handrail.actions.deps import Deps
from handrail.store.reads.accounts import AccountRow


@pytest.fixture
def uploads(tmp_path: Path, settings: Settings) -> Path:
    """Give each test a folder of its own for what is handed in."""
    folder = tmp_path / "uploads"
    folder.mkdir()
    settings.UPLOADS = folder
    settings.FILE_UPLOAD_TEMP_DIR = folder
    return folder


@pytest.fixture
def deps(uploads: Path) -> Deps:
    return Deps(now=lambda: NOW, uploads=uploads, upload_limit_bytes=10_000)


@pytest.fixture
def lead(db: None) -> AccountRow:
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
