"""`handrail record checkpoint` and `name-witness`: the log's signed size, and other people's word on it."""

from pathlib import Path
from typing import Annotated

import typer

from handrail.entrypoints.cli.wired import By, acting, attached, begun, stop
from handrail.entrypoints.cli.write_file import NotWritten, drafted

WITNESS = typer.Option("--witness", metavar="NAME", help="Which witness: the name of its key.")
REQUEST = typer.Option("--request", metavar="FILE", help="Write what to send to the witness.")
ADD = typer.Option("--add", metavar="FILE", help="Take in FILE.cosigned, the witness's answer to FILE.")
ASK = typer.Option("--ask", metavar="ADDRESS", help="Ask the witness over the network now.")
KEY = typer.Argument(metavar="KEY", help="As `handrail witness new-key` printed it.")


def checkpoint(
    witness: Annotated[str, WITNESS] = "",
    request: Annotated[Path | None, REQUEST] = None,
    add: Annotated[Path | None, ADD] = None,
    ask: Annotated[str, ASK] = "",
) -> None:
    """Print the newest checkpoint with every cosignature; or have a witness cosign it.

    Keep a printed copy, such as in the minutes: whoever has one can tell whether the record was rewritten.
    """
    if sum((request is not None, add is not None, bool(ask))) > 1:
        stop("choose one of `--request`, `--add` and `--ask`")
    if (request or ask) and not witness:
        stop("say which witness: `--witness NAME`")
    if request:
        _write_request(witness, request)
    elif add:
        _add(add)
    elif ask:
        _ask(witness, ask)
    else:
        _print()


def name_witness(
    key: Annotated[str, typer.Argument(metavar="KEY", help="As `handrail witness new-key` printed it.")],
    by: By,
) -> None:
    """Say whose word over the record is asked for, and counts."""
    deps = begun()
    from handrail.actions.name_witness import name_witness as name
    from handrail.actions.refused import Refused

    answer = name(deps=deps, actor=acting(by), key=key)
    if isinstance(answer, Refused):
        stop(answer.sentence)
    typer.echo(f"witnesses: {', '.join(answer.names)}")


def _print() -> None:
    attached()
    from handrail.store.reads.log import cosigned_note, head

    now = head()
    if now is None:
        stop("the record has no checkpoint yet")
    typer.echo(cosigned_note(now).decode(), nl=False)


def _write_request(witness: str, path: Path) -> None:
    deps = begun()
    from handrail.actions.refused import Refused
    from handrail.actions.request_cosignature import witness_request
    from handrail.core.record.witness_request import print_witness_request

    answer = witness_request(deps=deps, name=witness)
    if isinstance(answer, Refused):
        stop(answer.sentence)
    try:
        with drafted(path) as file:
            file.write(print_witness_request(answer))
    except NotWritten as not_written:
        stop(str(not_written))
    typer.echo(f"Send {path} to {witness}; then `--add {path}` with its answer beside it")


def _add(path: Path) -> None:
    deps = begun()
    from handrail.actions.add_cosignatures import add_cosignatures
    from handrail.actions.refused import Refused

    try:
        request = path.read_bytes()
        lines = path.with_name(f"{path.name}.cosigned").read_text(encoding="utf-8")
    except UnicodeDecodeError:
        stop(f"{path}.cosigned: is not a witness's answer")
    except OSError as error:
        stop(f"{error.filename}: {(error.strerror or 'cannot be read').lower()}")
    answer = add_cosignatures(deps=deps, request=request, lines=lines)
    if isinstance(answer, Refused):
        stop(answer.sentence)
    typer.echo(f"kept: cosigned by {', '.join(answer.names)}")


def _ask(witness: str, address: str) -> None:
    deps = begun()
    from handrail.actions.refused import Refused
    from handrail.actions.request_cosignature import request_cosignature

    answer = request_cosignature(deps=deps, name=witness, address=address)
    if isinstance(answer, Refused):
        stop(answer.sentence)
    typer.echo(f"cosigned by {answer.name} at {answer.size} entries")
