"""Reading an exported chat, ours beside every public reader we know, in one run.

    .venv/bin/python -m benchmarks.imports.run [--lines N] [--peers PYTHON] [--npm FOLDER]

Each reader runs in a process of its own, quick ones several times in turn, and the best counts. First a long
file: messages a second and the most memory. Then a corpus of small files of many phones and traps: lossless
means that sender and text of every person's message, in order, are as they were written. Forgiven: marks of
direction at the start of a text or around a sender, a newline after the last message, and all about lines of
the app's own.

Peers are looked for in the interpreter given with --peers (default: this one). `chatpack` comes built for
Python 3.11 only and needs Rust for others; so on most machines:

    python3.11 -m venv .venv-bench && .venv-bench/bin/pip install whatstk chat-miner chatpack
    .venv/bin/python -m benchmarks.imports.run --peers .venv-bench/bin/python

The npm reader is installed into a folder of its own where npm is present. What is missing is named.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from tests.core.imports.corpus import Sample, samples

from benchmarks.imports.make_chat import chat

ROOT = Path(__file__).parents[2]
PYTHON_PEERS = (  # name, module, script
    ("whatstk", "whatstk", "whatstk_reader"),
    ("whatstk, format given", "whatstk", "whatstk_told_reader"),
    ("chat-miner", "chatminer", "chat_miner_reader"),
    ("chatpack", "chatpack", "chatpack_reader"),
)
NPM_READER = str(ROOT / "benchmarks/imports/peers/npm_reader.mjs")
NPM_PACKAGE = "whatsapp-chat-parser@4.0.2"
QUICK_S, ROUNDS, PATIENCE_S = 15.0, 5, 1800
FORGIVEN = "\u200e\u200f\u202a\u202c"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """One reader: how it is called, and how it is run."""

    name: str
    command: list[str]
    environment: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Speed:
    messages: int
    seconds: float
    peak_mib: float

    @property
    def a_second(self) -> float:
        return self.messages / self.seconds


def main() -> None:
    """Run every reader and print two tables."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--lines", type=int, default=1_000_000)
    asked.add_argument("--peers", default=sys.executable)
    asked.add_argument("--npm", type=Path)
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        there = readers(given.peers, given.npm or Path(folder) / "npm")
        long = Path(folder) / "long.txt"
        with long.open("w", encoding="utf-8") as file:
            file.writelines(chat(given.lines))
        print_speeds(there, long, given.lines)
        print_corpus(there, Path(folder) / "corpus")


def readers(python: str, npm: Path) -> list[Reader]:
    """Return ours and the peers that are here; say which are not."""
    found = [_python_reader("handrail", sys.executable, "handrail_reader")]
    for name, module, script in PYTHON_PEERS:
        if subprocess.run([python, "-c", f"import {module}"], capture_output=True, check=False).returncode:
            print(f"missing: {name} (`{module}` is not in {Path(python).name}; see --peers)")
        else:
            found.append(_python_reader(name, python, script))
    if _install_npm(npm):
        node = {**os.environ, "NODE_PACKAGE": str(npm)}
        found.append(Reader(name="whatsapp-chat-parser", command=["node", NPM_READER], environment=node))
    else:
        print(f"missing: whatsapp-chat-parser (needs node and npm, and {NPM_PACKAGE} to be reachable)")
    return found


def _python_reader(name: str, python: str, script: str) -> Reader:
    home = {**os.environ, "PYTHONPATH": str(ROOT)}
    return Reader(name=name, command=[python, "-m", f"benchmarks.imports.peers.{script}"], environment=home)


def _install_npm(folder: Path) -> bool:
    if (folder / "node_modules/whatsapp-chat-parser").is_dir():
        return True
    if not (shutil.which("npm") and shutil.which("node")):
        return False
    folder.mkdir(parents=True, exist_ok=True)
    command = ["npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", str(folder), NPM_PACKAGE]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def ask(reader: Reader, question: str, path: Path) -> list[dict[str, object]] | None:
    """Return what a reader prints, a value a line; None where it failed as a whole."""
    try:
        answered = subprocess.run(
            [*reader.command, question, str(path)],
            capture_output=True,
            check=True,
            env=reader.environment,
            timeout=PATIENCE_S,
        )
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
        return None
    return [json.loads(line) for line in answered.stdout.splitlines() if line.startswith(b"{")]


def speeds(there: list[Reader], path: Path) -> dict[str, Speed]:
    """Return the best of a few rounds by reader's name; slow readers run once, failed ones are not in it."""
    best: dict[str, Speed] = {}
    turn = list(there)
    for _ in range(ROUNDS):
        for reader in list(turn):
            answer = ask(reader, "speed", path)
            found = Speed(**answer[0]) if answer else None  # type: ignore[arg-type]  # what adapter.py prints
            if found is not None:
                best[reader.name] = min(best.get(reader.name, found), found, key=lambda one: one.seconds)
            if found is None or found.seconds > QUICK_S:
                turn.remove(reader)
    return best


def print_speeds(there: list[Reader], long: Path, lines: int) -> None:
    """Print messages a second, memory, and how many times as quick as each peer ours is."""
    print(f"\n{lines:,} lines, {long.stat().st_size / 2**20:.0f} MiB\n")
    print(f"{'reader':24} {'messages':>10} {'seconds':>8} {'messages/s':>11} {'peak MiB':>9} {'ours is':>11}")
    best = speeds(there, long)
    ours = best[there[0].name]
    for reader in there:
        found = best.get(reader.name)
        if found is None:
            print(f"{reader.name:24} failed")
            continue
        times = f"{ours.a_second / found.a_second:.2f} times" if found is not ours else ""
        print(
            f"{reader.name:24} {found.messages:>10,} {found.seconds:>8.2f} {found.a_second:>11,.0f} "
            f"{found.peak_mib:>9,.0f} {times:>11}"
        )


def print_corpus(there: list[Reader], folder: Path) -> None:
    """Print on how many files of the corpus each reader loses nothing, and on how many it fails."""
    texts = [sample for sample in samples() if sample.file_name.endswith(".txt") and sample.dates is None]
    folder.mkdir()
    for at, sample in enumerate(texts):
        (folder / f"{at:03}.txt").write_bytes(sample.content)
    print(f"\n{len(texts)} files of many phones and traps\n")
    print(f"{'reader':24} {'lossless':>9} {'lossy':>6} {'failed':>7}")
    for reader in there:
        if "given" in reader.name:
            continue
        answers = {str(answer["file"]): answer for answer in ask(reader, "read", folder) or []}
        judged = Counter(_judge(sample, answers.get(f"{at:03}.txt", {})) for at, sample in enumerate(texts))
        print(f"{reader.name:24} {judged['lossless']:>9} {judged['lossy']:>6} {judged['failed']:>7}")


def _judge(sample: Sample, answer: dict[str, object]) -> str:
    rows = answer.get("rows")
    if not isinstance(rows, list):
        return "failed"
    wanted = [(want.sender, want.text) for want in sample.wanted if want.sender is not None]
    read = [
        (str(sender).strip(FORGIVEN), str(text).lstrip(FORGIVEN).removesuffix("\n")) for sender, text in rows
    ]
    return "lossless" if read == wanted else "lossy"


if __name__ == "__main__":
    main()
