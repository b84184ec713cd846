"""`handrail serve`: the desk on this machine, set up on the way."""

import contextlib
import os
import secrets
import socket
from importlib import import_module
from pathlib import Path
from typing import Annotated

import typer

HOST = "127.0.0.1"
DEMO_EMAIL = "lead@brooklane.example"
DEMO_NAME = "Sam Okafor"


def serve(
    *,
    demo: Annotated[bool, typer.Option("--demo", help="Also open an account to try things with.")] = False,
    port: Annotated[int, typer.Option(envvar="HANDRAIL_PORT", help="Port to listen on.")] = 8000,
) -> None:
    """Set up what is missing, then serve the desk until Ctrl-C."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "handrail.config.settings")
    # The command line stands below config in the order of rooms: it reaches config by name, as Django does.
    setting_up = import_module("handrail.config.setting_up")
    try:
        home = setting_up.prepare()
    except setting_up.EnvironmentRefused as refused:
        _stop(str(refused))
    if not _is_free(port):
        _stop(f"port `{port}` is taken; choose another: HANDRAIL_PORT=8080")
    typer.echo(f"Handrail is at http://localhost:{port}")
    if demo:
        password = _kept_password(home)
        accounts = import_module("handrail.config.accounts")
        accounts.open_demo_account(email=DEMO_EMAIL, full_name=DEMO_NAME, password=password)
        typer.echo(f"Sign in as {DEMO_EMAIL} with the password {password}")
    typer.echo("Ctrl-C ends it.")
    import_module("handrail.config.server").serve_pages(host=HOST, port=port)


def _stop(sentence: str) -> None:
    typer.echo(f"handrail: {sentence}", err=True)
    raise typer.Exit(2)


def _is_free(port: int) -> bool:
    with contextlib.closing(socket.socket(socket.AF_INET, socket.SOCK_STREAM)) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
        return True


def _kept_password(home: Path) -> str:
    """Return the demo account's password: made once, kept readable for this account only."""
    path = home / "demo-password"
    if path.is_file():
        return path.read_text(encoding="ascii").strip()
    password = secrets.token_urlsafe(12)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(f"{password}\n")
    return password
