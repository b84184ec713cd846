"""A pack of 200 messages out of 20,000: made and verified. Run by `run.py`; prints JSON."""

import io
import json
import subprocess
import sys
import time
import zipfile
from datetime import datetime, timedelta

from benchmarks.record.installation import HOME, deps

# isort: split
from handrail.actions.export_evidence import Export, Exported, export_evidence
from handrail.actions.keep_chat import ChatToKeep, Kept, keep_chat
from handrail.actions.open_account import open_account
from handrail.store.reads.accounts import StaffRole, account_of

MESSAGES, TAKEN, ROUNDS = 20_000, 200, 5
EMAIL = "lead@brooklane.example"


def chat(messages: int, first: int = 0) -> bytes:
    begun = datetime.fromisoformat("2026-01-31T09:00")
    lines = (
        f"{begun + timedelta(minutes=number):%d/%m/%Y, %H:%M} - {'Mira' if number % 2 else 'Lee'}:"
        f" see you at the hall, number {number}\n"
        for number in range(first, first + messages)
    )
    return "".join(lines).encode()


def kept(raw: bytes) -> Kept:
    actor = account_of(EMAIL)
    assert actor is not None
    handed_in = ChatToKeep(chat=io.BytesIO(raw), name="chat.txt", platform="whatsapp")
    answer = keep_chat(deps=deps(), actor=actor, handed_in=handed_in)
    assert isinstance(answer, Kept)
    return answer


def export(conversation: Kept, numbers: tuple[int, ...]) -> tuple[float, bytes]:
    actor, out = account_of(EMAIL), io.BytesIO()
    assert actor is not None
    asked = Export(conversation_id=conversation.conversation_id, reason="a benchmark", numbers=numbers)
    start = time.perf_counter()
    answer = export_evidence(deps=deps(), actor=actor, export=asked, out=out)
    assert isinstance(answer, Exported), answer
    return time.perf_counter() - start, out.getvalue()


def verified_s(pack: bytes) -> float:
    path, program = HOME / "pack.zip", HOME / "verify.py"
    path.write_bytes(pack)
    program.write_bytes(zipfile.ZipFile(path).read("verify.py"))
    start = time.perf_counter()
    subprocess.run([sys.executable, "-I", "-S", str(program), str(path)], check=True, capture_output=True)
    return time.perf_counter() - start


def main() -> None:
    """Print one JSON object a way of choosing 200 messages."""
    name, password = "Sam Okafor", "a long and invented password"
    open_account(deps=deps(), email=EMAIL, full_name=name, role=StaffRole.LEAD, password=password)
    start = time.perf_counter()
    long = kept(chat(MESSAGES))
    kept_s = time.perf_counter() - start
    short = kept(chat(TAKEN - 1, first=MESSAGES))
    ways = {
        "a stretch of one conversation of 20,000": (long, tuple(range(9_000, 9_000 + TAKEN))),
        "a whole conversation in a log of 20,000": (short, ()),
    }
    for what, (conversation, numbers) in ways.items():
        runs = [export(conversation, numbers) for _ in range(ROUNDS)]
        said = {
            "what": what,
            "kept_s": kept_s,
            "first_s": runs[0][0],
            "made_s": min(spent for spent, _ in runs),
            "verified_s": min(verified_s(pack) for _, pack in runs),
            "bytes": len(runs[0][1]),
        }
        json.dump(said, sys.stdout)
        sys.stdout.write("\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
