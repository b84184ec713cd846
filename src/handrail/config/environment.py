"""What the environment says, read strictly and once. Documented in docs/guide/settings.md."""

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from handrail.config.databases import CONTENT_KEYS, NotADatabase, postgresql, sqlite
from handrail.core.record.verifier_keys import KeyRefused, check_key_name

PREFIX = "HANDRAIL_"
MIB = 1024 * 1024
SECRET_KEY_CHARACTERS = 32
LOCAL_HOSTS = ("localhost", "127.0.0.1", "[::1]")
MOST_DIGITS = 18


class EnvironmentRefused(Exception):
    """A variable is missing, malformed or unknown; the text names it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Environment:
    """Everything an operator can set.

    home                folder of the database, the uploads and the secret key
    secret_key          signs sessions; empty when it is neither set nor kept in `home`
    allowed_hosts       names under which the desk may be opened
    is_https            a proxy in front of us speaks https and says so in X-Forwarded-Proto
    upload_limit_bytes  largest chat that is accepted
    port                on which `handrail serve` listens
    keys                folder of the record's keys and its guard file; not part of any backup
    origin              the record's name when it is begun; empty lets us choose one
    databases           Django's, by alias
    """

    home: Path
    secret_key: str
    allowed_hosts: tuple[str, ...]
    is_https: bool
    upload_limit_bytes: int
    port: int
    keys: Path
    origin: str
    databases: dict[str, dict[str, object]]


DATABASE = "HANDRAIL_DATABASE"
CONTENT_KEYS_DATABASE = "HANDRAIL_CONTENT_KEYS_DATABASE"
VARIABLES = (
    "HANDRAIL_HOME",
    "HANDRAIL_SECRET_KEY",
    "HANDRAIL_ALLOWED_HOSTS",
    "HANDRAIL_HTTPS",
    "HANDRAIL_UPLOAD_LIMIT_BYTES",
    "HANDRAIL_PORT",
    "HANDRAIL_KEYS",
    "HANDRAIL_ORIGIN",
    DATABASE,
    CONTENT_KEYS_DATABASE,
)


def read_environment(variables: Mapping[str, str]) -> Environment:
    """Return what the variables say, with defaults for a single machine.

    raises  EnvironmentRefused: names the variable and what it should hold
    """
    for name in variables:
        if name.startswith(PREFIX) and name not in VARIABLES:
            near = get_close_matches(name, VARIABLES, n=1)
            hint = f", did you mean `{near[0]}`?" if near else ""
            raise EnvironmentRefused(f"`{name}` is not a setting of Handrail{hint}")
    home = Path(variables.get("HANDRAIL_HOME") or "var").absolute()
    keys = Path(variables.get("HANDRAIL_KEYS") or home / "keys").absolute()
    return Environment(
        home=home,
        secret_key=_secret_key(variables, home),
        allowed_hosts=_hosts(variables),
        is_https=_yes_or_no(variables, "HANDRAIL_HTTPS"),
        upload_limit_bytes=_number(variables, "HANDRAIL_UPLOAD_LIMIT_BYTES", default=500 * MIB, least=1),
        port=_number(variables, "HANDRAIL_PORT", default=8000, least=0, most=65_535),
        keys=keys,
        origin=_origin(variables),
        databases=_databases(variables, home, keys),
    )


def secret_key_file(home: Path) -> Path:
    """Return where the secret key is kept when the environment does not give one."""
    return home / "secret-key"


def _secret_key(variables: Mapping[str, str], home: Path) -> str:
    key = variables.get("HANDRAIL_SECRET_KEY", "")
    source = "`HANDRAIL_SECRET_KEY`"
    kept = secret_key_file(home)
    if not key and kept.is_file():
        key = kept.read_text(encoding="ascii").strip()
        source = f"`{kept}`"
    if key and len(key) < SECRET_KEY_CHARACTERS:
        raise EnvironmentRefused(f"{source} must hold at least {SECRET_KEY_CHARACTERS} characters")
    return key


def _hosts(variables: Mapping[str, str]) -> tuple[str, ...]:
    text = variables.get("HANDRAIL_ALLOWED_HOSTS", "")
    hosts = tuple(host.strip() for host in text.split(",") if host.strip())
    for host in hosts:
        if "*" in host or "/" in host or " " in host:
            raise EnvironmentRefused(f"`HANDRAIL_ALLOWED_HOSTS` must hold names of hosts, not `{host}`")
    return (*hosts, *(host for host in LOCAL_HOSTS if host not in hosts))


def _origin(variables: Mapping[str, str]) -> str:
    origin = variables.get("HANDRAIL_ORIGIN", "")
    try:
        if origin:
            check_key_name(origin)
    except KeyRefused as refused:
        raise EnvironmentRefused(f"`HANDRAIL_ORIGIN` must name the record: {refused}") from refused
    return origin


def _databases(variables: Mapping[str, str], home: Path, keys: Path) -> dict[str, dict[str, object]]:
    everything, apart = variables.get(DATABASE, ""), variables.get(CONTENT_KEYS_DATABASE, "")
    # one address for both would put the keys into every backup of what they open
    if everything and everything == apart:
        raise EnvironmentRefused(f"`{CONTENT_KEYS_DATABASE}` must not be `{DATABASE}`")
    return {
        "default": _database(DATABASE, everything, home / "handrail.sqlite3"),
        CONTENT_KEYS: _database(CONTENT_KEYS_DATABASE, apart, keys / "content-keys.sqlite3"),
    }


def _database(name: str, address: str, path: Path) -> dict[str, object]:
    try:
        return postgresql(address) if address else sqlite(path)
    except NotADatabase as error:
        # never quoted: an address holds a password
        raise EnvironmentRefused(f"`{name}` is {error}") from None


def _yes_or_no(variables: Mapping[str, str], name: str) -> bool:
    text = variables.get(name, "no").casefold()
    if text not in {"yes", "no"}:
        raise EnvironmentRefused(f"`{name}` must be `yes` or `no`, not `{variables[name]}`")
    return text == "yes"


def _number(
    variables: Mapping[str, str], name: str, *, default: int, least: int, most: int | None = None
) -> int:
    text = variables.get(name, str(default))
    number = int(text) if text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS else -1
    if number < least or (most is not None and number > most):
        bounds = f"from {least:,} to {most:,}" if most is not None else f"of at least {least:,}"
        raise EnvironmentRefused(f"`{name}` must be a whole number {bounds}, not `{text}`")
    return number
