"""`handrail verify`: check an evidence pack. It needs no database, no settings and no network."""

import json as json_text
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from rich.console import Console

from handrail.core.evidence.verdict import Verdict
from handrail.core.evidence.verify import verify as verdict_on
from handrail.core.policy.problems import printable
from handrail.core.record.problems import RecordError
from handrail.core.record.trust_policy import NO_QUORUM, TrustPolicy, parse_trust_policy
from handrail.core.record.verifier_keys import SignatureType, parse_verifier_key
from handrail.entrypoints.cli.verify_answer import answer, printed

FAULTS, NOT_A_PACK = 1, 2
MOST_POLICY_BYTES = 1_000_000
KEY = typer.Option(metavar="NAME+ID+KEY", help="The log's first key, as the organisation publishes it.")
POLICY = typer.Option(metavar="FILE", help="A trust policy: whose logs and which witnesses are believed.")
JSON = typer.Option("--json", help="Print the answer as JSON, without what the messages say.")


def verify(
    pack: Annotated[Path, typer.Argument(metavar="PACK", help="The evidence pack: a .zip.")],
    key: Annotated[str | None, KEY] = None,
    policy: Annotated[Path | None, POLICY] = None,
    *,
    json: Annotated[bool, JSON] = False,
) -> None:
    """Check an evidence pack, and name exactly what is wrong.

    Exit status: 0 everything was checked and holds, 1 something is wrong, 2 it is not a pack.
    """
    told = _verdict(pack, _trust(key, policy))
    if json:
        typer.echo(json_text.dumps(answer(told), ensure_ascii=False, indent=2))
    else:
        console = Console(highlight=False)
        for part in printed(told):
            console.print(part, soft_wrap=True)
    if not told.is_good:
        raise typer.Exit(FAULTS if told.is_pack else NOT_A_PACK)


def _verdict(pack: Path, trust: TrustPolicy | None) -> Verdict:
    try:
        with pack.open("rb") as stream:
            return verdict_on(stream, trust=trust, at=datetime.now(UTC))
    except OSError as error:
        _stop(f"{pack}: {(error.strerror or 'cannot be read').lower()}")


def _trust(key: str | None, policy: Path | None) -> TrustPolicy | None:
    if key is not None and policy is not None:
        _stop("give `--key` or `--policy`, not both: a policy names the log's key itself")
    try:
        if key is not None:
            return _key_trust(key)
        return None if policy is None else parse_trust_policy(_policy_text(policy))
    except RecordError as error:
        _stop(f"{'the key' if policy is None else policy}: {error}")


def _key_trust(text: str) -> TrustPolicy:
    key = parse_verifier_key(text)
    if key.type is not SignatureType.ED25519:
        _stop("the key: it is a witness's, not a log's")
    return TrustPolicy(logs=(key,), witnesses={}, groups={}, quorum=NO_QUORUM)


def _policy_text(policy: Path) -> str:
    try:
        with policy.open("rb") as stream:
            raw = stream.read(MOST_POLICY_BYTES + 1)
        if len(raw) > MOST_POLICY_BYTES:
            _stop(f"{policy}: a trust policy has at most {MOST_POLICY_BYTES:,} bytes")
        return raw.decode()
    except OSError as error:
        _stop(f"{policy}: {(error.strerror or 'cannot be read').lower()}")
    except UnicodeDecodeError:
        _stop(f"{policy}: it is not UTF-8")


def _stop(sentence: str) -> NoReturn:
    typer.echo(printable(sentence), err=True)
    raise typer.Exit(NOT_A_PACK)
