"""What a server needs before it can start: folders, the secret key, tables, static files. Safe to repeat."""

import os
import secrets
from pathlib import Path

import django
from django.core.management import call_command

from handrail.config.environment import EnvironmentRefused, read_environment, secret_key_file

__all__ = ["EnvironmentRefused", "prepare"]


def prepare() -> Path:
    """Make what is missing and return the folder it is in.

    raises  EnvironmentRefused: a variable is malformed, or the folder cannot be written to
    """
    os.umask(0o077)  # whatever is made from here on is for this account only
    environment = read_environment(os.environ)
    try:
        for folder in (environment.home, environment.home / "uploads", environment.home / "static"):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not environment.secret_key:
            _make_key(secret_key_file(environment.home))
    except OSError as error:
        raise EnvironmentRefused(f"`HANDRAIL_HOME` (`{environment.home}`) cannot be used: {error}") from error
    django.setup()
    call_command("migrate", interactive=False, verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    return environment.home


def _make_key(path: Path) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(f"{secrets.token_urlsafe(48)}\n")
