"""What a server needs before it can start: folders, the secret key, tables, static files. Safe to repeat."""

import os
import secrets
from importlib import import_module
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
        for folder in (
            environment.home,
            environment.home / "uploads",
            environment.home / "static",
            environment.keys,
        ):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not environment.secret_key:
            _make_key(secret_key_file(environment.home))
    except OSError as error:
        raise EnvironmentRefused(f"`HANDRAIL_HOME` (`{environment.home}`) cannot be used: {error}") from error
    django.setup()
    for alias in environment.databases:
        call_command("migrate", database=alias, interactive=False, verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    _begin_record(environment.origin)
    return environment.home


def _begin_record(origin: str) -> None:
    begin_record = import_module("handrail.actions.begin_record")  # only once Django is set up
    answer = begin_record.begin_record(
        deps=import_module("handrail.config.wiring").build_deps(), origin=origin
    )
    if isinstance(answer, begin_record.NotReady):
        raise EnvironmentRefused(f"the record may not be added to: {answer.sentence}")


def _make_key(path: Path) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(f"{secrets.token_urlsafe(48)}\n")
