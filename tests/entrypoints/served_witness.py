"""The real witness, served on loopback by a process of its own."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

from tests.core.record.sample_log import FIRST_KEY, SECOND_KEY, WITNESS

from handrail.core.record.keys import print_signing_key
from handrail.core.record.verifier_keys import print_verifier_key
from handrail.store.writes.private_file import write_new_private

SRC = Path(__file__).parents[2] / "src"
LOGS = [print_verifier_key(key.verifier) for key in (FIRST_KEY, SECOND_KEY)]


@dataclass(frozen=True, slots=True)
class Served:
    port: int
    process: subprocess.Popen[str]

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    def ask(
        self,
        body: bytes,
        *,
        method: str = "POST",
        path: str = "/add-checkpoint",
        headers: dict[str, str] | None = None,
    ) -> tuple[int, str, str]:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.request(method, path, body=body, headers=headers or {})
            response = connection.getresponse()
            return response.status, response.headers["Content-Type"], response.read().decode()
        finally:
            connection.close()


def key_file(folder: Path) -> Path:
    path = folder / "witness.key"
    if not path.exists():
        write_new_private(path, print_signing_key(WITNESS))
    return path


def serve_words(folder: Path) -> list[str]:
    logs = [word for key in LOGS for word in ("--log", key)]
    return ["serve", "--key", str(key_file(folder)), "--state", str(folder / "state"), "--port", "0", *logs]


@contextmanager
def served(folder: Path, *, before: str = "") -> Iterator[Served]:
    """Serve until the block ends; only the process started here is ended.

    before  Python that is run in the process first
    """
    program = f"{before}\nfrom handrail.entrypoints.cli.witness import app\napp()"
    process = subprocess.Popen(
        [sys.executable, "-c", program, *serve_words(folder)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(SRC), "PYTHONUNBUFFERED": "1"},
    )
    assert process.stdout
    try:
        first = process.stdout.readline()
        assert " is at http://127.0.0.1:" in first, first
        yield Served(int(first.rstrip("/\n").rpartition(":")[2]), process)
    finally:
        process.kill()
        process.wait(timeout=20)
        process.stdout.close()
