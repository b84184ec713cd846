"""Installations of their own, on real files or databases, worked on by processes that can be killed."""

import json
import os
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
from tests.settings_for_tests import postgresql

ROOT = Path(__file__).parents[2]
PATIENCE_S = 20


class Home:
    """One installation, and the program that works on it."""

    def __init__(self, folder: Path, databases: dict[str, str]) -> None:
        self.folder = folder
        self.acked: list[str] = []
        self._lines: queue.Queue[dict[str, Any]] = queue.Queue()
        plain = {name: value for name, value in os.environ.items() if not name.startswith("HANDRAIL_")}
        own = {"HANDRAIL_HOME": str(folder), "HANDRAIL_SECRET_KEY": "x" * 40}
        self._program = subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name("forker.py"))],
            cwd=ROOT,
            env=plain | databases | own | {"PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._ear = threading.Thread(target=self._listen, daemon=True)
        self._ear.start()

    def _listen(self) -> None:
        assert self._program.stdout is not None
        for line in self._program.stdout:
            self._lines.put(json.loads(line))

    def ask(self, do: str, **values: object) -> int:
        """Have something done by a process of its own; return its id."""
        assert self._program.stdin is not None
        self._program.stdin.write(f"{json.dumps({'do': do} | values)}\n")
        self._program.stdin.flush()
        return 0 if do == "reap" else int(self.wait_for("pid"))

    def wait_for(self, name: str) -> Any:
        """Return the next answer of that name; what is acknowledged on the way is remembered."""
        while True:
            said = self._lines.get(timeout=PATIENCE_S)
            assert "crashed" not in said, said["crashed"]
            self.acked += said.get("acked", []) if isinstance(said.get("acked"), list) else []
            if name in said:
                return said if name == "sentence" else said[name]

    def kill(self, pid: int) -> None:
        """Kill a process as a power cut would, and remember what it still acknowledged."""
        os.kill(pid, signal.SIGKILL)
        self.ended(pid)

    def ended(self, pid: int) -> None:
        """Wait until a process is gone."""
        self.ask("reap", pid=pid)
        self.wait_for("reaped")

    def checked(self, **values: object) -> dict[str, Any]:
        """Return what a start and a check come to, in a process of their own."""
        acked = self.folder / "acked"
        acked.write_text("\n".join(self.acked), encoding="ascii")
        pid = self.ask("check", acked=str(acked), **values)
        said: dict[str, Any] = self.wait_for("sentence")
        self.ended(pid)
        return said

    def end(self) -> None:
        assert self._program.stdin is not None
        self._program.stdin.close()
        self._program.wait(PATIENCE_S)
        self._ear.join()
        assert self._program.stdout is not None
        self._program.stdout.close()


@contextmanager
def home(folder: Path) -> Iterator[Home]:
    """Begin a record in a folder, and on PostgreSQL in databases of its own."""
    folder.mkdir(exist_ok=True)
    with _databases() as databases:
        made = Home(folder, databases)
        try:
            made.ended(made.ask("begin"))
            yield made
        finally:
            made.end()


@contextmanager
def _databases() -> Iterator[dict[str, str]]:
    if not postgresql:
        yield {}
        return
    names = {"HANDRAIL_DATABASE": "attacked", "HANDRAIL_CONTENT_KEYS_DATABASE": "attacked_keys"}
    _each(names.values(), "CREATE DATABASE {}")
    try:
        yield {variable: postgresql.replace("/postgres?", f"/{name}?") for variable, name in names.items()}
    finally:
        _each(names.values(), "DROP DATABASE {} WITH (FORCE)")


def _each(names: Any, statement: str) -> None:
    with psycopg.connect(postgresql, autocommit=True) as server:
        for name in names:
            server.execute(statement.format(name).encode())
