from pathlib import Path

ROOT = Path(__file__).parents[2]
MOST_LINES = 400
# by name, and this list may only shrink: a pack carries its verifier as one file that needs nothing beside it
ONE_FILE = frozenset({"src/handrail/core/evidence/standalone/verify.py"})


def test_no_python_file_is_longer_than_four_hundred_lines():
    long = [
        f"{path.relative_to(ROOT)}: {lines} lines"
        for folder in ("src", "tests", "benchmarks")
        for path in (ROOT / folder).rglob("*.py")
        if "migrations" not in path.parts and path.relative_to(ROOT).as_posix() not in ONE_FILE
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > MOST_LINES
    ]
    assert not long, f"split these: {long}"
