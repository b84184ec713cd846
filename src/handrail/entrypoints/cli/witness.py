"""`handrail witness`: keep somebody else's log honest. No database and no settings: it may run anywhere."""

import secrets
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from handrail.actions.cosign_checkpoint import (
    BadRequest,
    Busy,
    ClockBehind,
    Cosigned,
    StateUnsound,
    Witness,
    cosign_checkpoint,
    state_trouble,
)
from handrail.actions.make_witness import make_witness
from handrail.actions.refused import Refused
from handrail.core.policy.problems import printable
from handrail.core.record.keys import SEED_BYTES
from handrail.core.record.witness import UnknownLog
from handrail.entrypoints.cli.witness_files import NotStarted, read_log_keys, read_request, read_witness_key
from handrail.entrypoints.cli.witness_server import WitnessServer
from handrail.entrypoints.cli.witness_words import sentence
from handrail.entrypoints.cli.write_file import NotWritten, refuse_overwriting, write_whole

REFUSED, BAD_INPUT = 1, 2
NOT_ABOUT_THE_LOG = BadRequest | UnknownLog | ClockBehind | Busy | StateUnsound

app = typer.Typer(help="Keep the last checkpoint of a log, and cosign the next.", no_args_is_help=True)

Key = Annotated[Path, typer.Option("--key", metavar="FILE", help="The witness's key file.")]
State = Annotated[Path, typer.Option("--state", metavar="DIR", help="The folder made together with the key.")]
Logs = Annotated[
    list[str], typer.Option("--log", metavar="KEY", help="Verifier key of a log to watch; may be repeated.")
]


@app.callback()
def witness() -> None:
    """Keep the last checkpoint of a log, and cosign the next one only where the log grew from it."""


@app.command("new-key")
def new_key(
    name: Annotated[str, typer.Argument(help="Name of the witness, such as `witness.council.example`.")],
    *,
    key: Key = Path("witness.key"),
    state: State = Path("witness-state"),
) -> None:
    """Make a witness: a key that only this account may read, and an empty folder to remember in."""
    made = make_witness(name=name, seed=secrets.token_bytes(SEED_BYTES), key_file=key, state=state)
    if isinstance(made, Refused):
        _stop(made.sentence)
    typer.echo(
        f"Wrote {key} (keep it to yourself) and {state} (never set it back to an older copy).", err=True
    )
    typer.echo("Give this verifier key to whoever keeps the log:", err=True)
    typer.echo(made.verifier_key)


@app.command()
def serve(
    *,
    key: Key,
    state: State,
    log: Logs,
    port: Annotated[int, typer.Option(min=0, max=65_535, help="Port to listen on; 0 for any.")] = 8199,
    host: Annotated[
        str, typer.Option(help="Address to listen on; this machine only unless given.")
    ] = "127.0.0.1",
) -> None:
    """Answer requests over HTTP until Ctrl-C."""
    started = _started(key, state, log)
    try:
        server = WitnessServer((host, port), started, typer.echo)
    except OSError as error:
        _stop(f"port `{port}` of `{host}`: {(error.strerror or 'cannot be used').lower()}")
    with server:
        typer.echo(
            f"The witness {started.key.name} is at http://{host}:{server.server_port}/\nCtrl-C ends it."
        )
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            typer.echo("Ended.")


@app.command()
def cosign(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="The request, as it came by e-mail or on a stick.")
    ],
    *,
    key: Key,
    state: State,
    log: Logs,
    stdout: Annotated[bool, typer.Option("--stdout", help="Print the cosignature; write no file.")] = False,
) -> None:
    """Cosign one request, and write the answer to FILE.cosigned to be sent back.

    Exit status: 0 cosigned, 1 the log is not shown to have only grown, 2 it could not be looked at.
    """
    started = _started(key, state, log)
    target = file.with_name(f"{file.name}.cosigned")
    try:
        if not stdout:
            refuse_overwriting([target], keep=[file, key])
        raw = read_request(file)
    except (NotStarted, NotWritten) as refused:
        _stop(str(refused))
    answer = cosign_checkpoint(raw=raw, witness=started, again=True)
    typer.echo(sentence(answer), err=True)
    if not isinstance(answer, Cosigned):
        raise typer.Exit(BAD_INPUT if isinstance(answer, NOT_ABOUT_THE_LOG) else REFUSED)
    if stdout:
        typer.echo(answer.line, nl=False)
        return
    try:
        write_whole(target, answer.line)
    except NotWritten as not_written:
        _stop(f"{not_written}; run the same command again")
    typer.echo(f"Send back {target}", err=True)


def _started(key: Path, state: Path, logs: list[str]) -> Witness:
    try:
        signing = read_witness_key(key)
        log_keys = read_log_keys(logs, signing.verifier)
    except NotStarted as refused:
        _stop(str(refused))
    started = Witness(key=signing, log_keys=log_keys, state=state, now=lambda: datetime.now(UTC))
    trouble = state_trouble(witness=started)
    if trouble:
        _stop(sentence(trouble))
    return started


def _stop(text: str) -> NoReturn:
    typer.echo(printable(text), err=True)
    raise typer.Exit(BAD_INPUT)


if __name__ == "__main__":
    app()
