import ast
from pathlib import Path

ROOT = Path(__file__).parents[2]
MOST_LINES = 40


def lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Return how many lines of code a function has; what its docstring promises is not code."""
    first = function.body[0]
    is_told = ast.get_docstring(function) is not None
    told = (first.end_lineno or first.lineno) - first.lineno + 1 if is_told else 0
    return (function.end_lineno or function.lineno) - function.lineno + 1 - told


def test_no_function_is_longer_than_forty_lines():
    long = [
        f"{path.relative_to(ROOT)}:{node.lineno} {node.name}: {length} lines"
        for path in (ROOT / "src").rglob("*.py")
        if "migrations" not in path.parts
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        if (length := lines(node)) > MOST_LINES
    ]
    assert not long, f"split these: {long}"
