from pathlib import Path

ROOT = Path(__file__).parents[2]
MOST_LINES = 400
TABLES: frozenset[str] = frozenset()  # tables of data, by name; this list may only shrink


def test_no_python_file_is_longer_than_four_hundred_lines():
    long = [
        f"{path.relative_to(ROOT)}: {lines} lines"
        for folder in ("src", "tests", "benchmarks")
        for path in (ROOT / folder).rglob("*.py")
        if "migrations" not in path.parts and path.name not in TABLES
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > MOST_LINES
    ]
    assert not long, f"split these: {long}"
