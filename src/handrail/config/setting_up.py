"""What a server or a command needs before it can start: folders, keys, tables, sheets. Safe to repeat."""

import os
import secrets
from importlib import import_module
from pathlib import Path

import django
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db import OperationalError, ProgrammingError

from handrail.config.environment import Environment, EnvironmentRefused, read_environment, secret_key_file

__all__ = ["EnvironmentRefused", "attach", "prepare", "prepare_record", "prepare_tables"]


def prepare() -> Path:
    """Make what is missing for a server and return the folder it is in.

    raises  EnvironmentRefused: a variable is malformed, a folder cannot be written to, or the record may not
            be added to
    """
    environment = prepare_record()
    import_module("handrail.actions.note_start").note_start(
        deps=import_module("handrail.config.wiring").build_deps()
    )
    call_command("collectstatic", interactive=False, verbosity=0)
    return environment.home


def prepare_record() -> Environment:
    """Make tables and keys that are missing, and look the record over.

    raises  EnvironmentRefused: as `prepare`
    """
    environment = prepare_tables()
    begin_record = import_module("handrail.actions.begin_record")  # only once Django is set up
    deps = import_module("handrail.config.wiring").build_deps()
    answer = begin_record.begin_record(deps=deps, origin=environment.origin)
    if isinstance(answer, begin_record.NotReady):
        raise EnvironmentRefused(f"the record may not be added to: {answer.sentence}")
    return environment


def prepare_tables() -> Environment:
    """Make folders, the secret key and tables that are missing; no record is begun.

    raises  EnvironmentRefused: a variable is malformed, or a folder or database cannot be used
    """
    os.umask(0o077)  # whatever is made from here on is for this account only
    environment = read_environment(os.environ)
    home = environment.home
    try:
        for folder in (home, home / "uploads", home / "static", environment.keys):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not environment.secret_key:
            _make_key(secret_key_file(home))
    except OSError as error:
        raise EnvironmentRefused(f"`HANDRAIL_HOME` (`{home}`) cannot be used: {error}") from error
    django.setup()
    for alias in environment.databases:
        try:
            call_command("migrate", database=alias, interactive=False, verbosity=0)
        except OperationalError as error:
            raise EnvironmentRefused(
                f"the database `{alias}` cannot be used: {_first_line(error)}"
            ) from error
    return environment


def attach() -> None:
    """Use the installation that is there; nothing is written.

    raises  EnvironmentRefused: a variable is malformed, or there is no record here
    """
    environment = read_environment(os.environ)
    try:
        django.setup()
        has_record = bool(import_module("handrail.store.reads.log").log_keys())
    except (OperationalError, ProgrammingError, ImproperlyConfigured) as error:
        raise EnvironmentRefused(
            f"there is no record in `{environment.home}`: {_first_line(error)}"
        ) from error
    if not has_record:
        raise EnvironmentRefused(f"there is no record in `{environment.home}` yet")


def _first_line(error: Exception) -> str:
    return str(error).partition("\n")[0]


def _make_key(path: Path) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(f"{secrets.token_urlsafe(48)}\n")
