"""What the tree, the signature and the triggers cost, on both databases, and how fast proofs and packs are.

    .venv/bin/python -m benchmarks.record.run [appends] [million] [packs]

Goals: at least 0.6 of the bare rows in batches of 100; with a million leaves an inclusion proof's p99 under
5 ms, a check of the whole log under 6 s of one core, the writer under 100 MB; a pack of 200 messages out of
20,000 made in under 1 s and verified in under 0.2 s. The peer of an append is the same row in a table without
tree, signature and triggers, in the same run.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
POSTGRESQL = "HANDRAIL_TEST_POSTGRESQL"


def figures(module: str, **more: str) -> Iterator[dict[str, Any]]:
    """Run a part in a process and an installation of its own; yield what it prints."""
    clean = {name: text for name, text in os.environ.items() if not name.startswith("HANDRAIL_")}
    with tempfile.TemporaryDirectory() as home:
        environment = clean | {"HANDRAIL_HOME": f"{home}/var", "PYTHONPATH": f"{ROOT}/src:{ROOT}"} | more
        command = [sys.executable, "-m", f"benchmarks.record.{module}"]
        done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(done.stderr)
    yield from map(json.loads, done.stdout.splitlines())


def on_postgresql() -> dict[str, str]:
    """Return the settings that name the databases of the cluster this was started beside."""
    address = os.environ[POSTGRESQL]
    for name in ("handrail", "content_keys"):
        subprocess.run(["psql", address, "-q", "-c", f"CREATE DATABASE {name}"], check=True)
    return {
        "HANDRAIL_DATABASE": address.replace("/postgres?", "/handrail?"),
        "HANDRAIL_CONTENT_KEYS_DATABASE": address.replace("/postgres?", "/content_keys?"),
    }


def appends(**more: str) -> None:
    for one in figures("appends", **more):
        tail = f", p99 {one['p99_ms']:.0f} ms" if "p99_ms" in one else ""
        print(
            f"{one['database']:11} {one['what']:20} {one['tree']:9,.0f}/s   bare rows {one['bare']:9,.0f}/s"
            f"   ratio {one['ratio']:.2f}{tail}"
        )


def million() -> None:
    for one in figures("million"):
        print(f"a million leaves, {one['database']}: {one['checked']:,} checked, faults {one['faults']}")
        print(f"  writer's peak           {one['writer_mb']:8.0f} MB   goal 100")
        print(f"  inclusion proof p50     {one['proof_p50_ms']:8.2f} ms")
        print(f"  inclusion proof p99     {one['proof_p99_ms']:8.2f} ms   goal 5")
        print(f"  whole log, CPU          {one['check_cpu_s']:8.2f} s    goal 6")


def packs() -> None:
    for one in figures("packs"):
        print(
            f"200 messages, {one['what']}: {one['bytes']:,} bytes (20,000 were kept in {one['kept_s']:.1f} s)"
        )
        print(f"  made, first in process  {one['first_s']:8.2f} s    goal 1")
        print(f"  made, best of five      {one['made_s']:8.2f} s    goal 1")
        print(f"  verify.py, best of five {one['verified_s']:8.2f} s    goal 0.2")


def main() -> None:
    """Print every figure beside its goal or its peer."""
    asked = sys.argv[1:] or ["appends", "million", "packs"]
    if POSTGRESQL in os.environ:  # started again below, beside a cluster
        appends(**on_postgresql())
        return
    if "appends" in asked:
        appends()
        command = [str(ROOT / "scripts" / "with-postgres"), sys.executable, "-m", "benchmarks.record.run"]
        subprocess.run(command, cwd=ROOT, check=True)
    if "million" in asked:
        million()
    if "packs" in asked:
        packs()


if __name__ == "__main__":
    main()
