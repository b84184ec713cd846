import os
import subprocess
import sys
from dataclasses import replace

import pytest
from django.conf import settings
from django.db import connection

from handrail.config.environment import EnvironmentRefused
from handrail.config.wiring import refuse_to_start_without_a_key

NAMES = ("SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_SSL_REDIRECT")


def under(home, **variables: str) -> str:
    """Return what the settings are when Handrail starts with these variables."""
    show = f"print([getattr(s, name) for name in {NAMES}], s.SECURE_HSTS_SECONDS)"
    code = f"from handrail.config import settings as s; {show}"
    clean = {name: text for name, text in os.environ.items() if not name.startswith("HANDRAIL_")}
    environment = clean | {"HANDRAIL_HOME": str(home)} | variables
    done = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True, env=environment
    )
    return done.stdout.strip()


def test_behind_https_nothing_travels_in_the_clear(tmp_path):
    assert under(tmp_path, HANDRAIL_HTTPS="yes") == "[True, True, True] 31536000"


def test_on_a_single_machine_plain_http_works(tmp_path):
    assert under(tmp_path) == "[False, False, False] 0"


def test_debug_pages_are_never_shown():
    assert settings.DEBUG is False


def test_a_server_without_a_key_does_not_start(settings):
    settings.ENVIRONMENT = replace(settings.ENVIRONMENT, secret_key="")
    with pytest.raises(EnvironmentRefused, match="`HANDRAIL_SECRET_KEY` is missing"):
        refuse_to_start_without_a_key()


@pytest.mark.skipif(connection.vendor != "sqlite", reason="asks for SQLite's own settings")
@pytest.mark.django_db
@pytest.mark.parametrize(("pragma", "value"), [("synchronous", 2), ("foreign_keys", 1), ("secure_delete", 1)])
def test_the_database_keeps_what_it_acknowledged_and_wipes_what_is_deleted(pragma, value):
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA {pragma}")
        assert cursor.fetchone() == (value,)
