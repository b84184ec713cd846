"""`handrail account`: accounts of the desk, opened from the machine it runs on."""

import os
from importlib import import_module
from typing import Annotated

import typer

ROLES = ("lead", "deputy", "representative", "auditor")

app = typer.Typer(help="Accounts of the desk.", no_args_is_help=True)


@app.callback()
def account() -> None:
    """Accounts of the desk."""


@app.command("open")
def open_account(
    email: Annotated[str, typer.Argument(help="E-mail address, which is also the user name.")],
    name: Annotated[str, typer.Option("--name", help="Full name.")],
    role: Annotated[str, typer.Option("--role", help=" | ".join(ROLES))] = "lead",
    password: Annotated[
        str,
        typer.Option(prompt=True, hide_input=True, confirmation_prompt=True, help="Asked for when left out."),
    ] = "",
) -> None:
    """Open an account, or give the one with this e-mail address a new name, role and password."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "handrail.config.settings")
    setting_up = import_module("handrail.config.setting_up")
    try:
        setting_up.prepare_record()
        accounts = import_module("handrail.config.accounts")
        problem = accounts.open_staff_account(email=email, full_name=name, role=role, password=password)
    except setting_up.EnvironmentRefused as refused:
        problem = str(refused)
    if problem:
        typer.echo(f"handrail: {problem}", err=True)
        raise typer.Exit(2)
    typer.echo(f"{email} can sign in")
