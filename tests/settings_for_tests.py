"""The settings under test: the real ones, with an environment of their own."""

import os
import tempfile
from pathlib import Path

HOME = Path(tempfile.mkdtemp(prefix="handrail-tests-"))
# With a PostgreSQL to test on, everything runs there; otherwise on SQLite.
postgresql = os.environ.get("HANDRAIL_TEST_POSTGRESQL", "")
for name in [name for name in os.environ if name.startswith("HANDRAIL_")]:
    del os.environ[name]
os.environ["HANDRAIL_HOME"] = str(HOME)
os.environ["HANDRAIL_SECRET_KEY"] = "only-for-tests-" * 3
if postgresql:
    os.environ["HANDRAIL_DATABASE"] = postgresql.replace("/postgres?", "/handrail?")
    os.environ["HANDRAIL_CONTENT_KEYS_DATABASE"] = postgresql.replace("/postgres?", "/content_keys?")

for folder in ("static", "uploads", "keys"):
    (HOME / folder).mkdir()

from handrail.config.settings import *  # noqa: E402, F403  # after the environment they read

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # the real one is slow on purpose
STORAGES = {  # no collected files in tests
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
if not postgresql:
    # A file, as in use: threads that write at once wait for each other there, in memory they would fail.
    DATABASES["default"]["TEST"] = {"NAME": HOME / "handrail-test.sqlite3"}  # noqa: F405  # the real settings'
