import ast
import re
from pathlib import Path

SRC = Path(__file__).parents[2] / "src" / "handrail"
EMPTY = {
    "utils",
    "util",
    "helpers",
    "helper",
    "common",
    "misc",
    "manager",
    "service",
    "handler",
    "data",
    "info",
    "process",
}


def words(name: str) -> set[str]:
    return {word.lower() for word in re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", name)}


def test_no_file_folder_function_or_class_has_a_name_that_says_nothing():
    wrong = []
    for path in SRC.rglob("*.py"):
        if "migrations" in path.parts:
            continue
        wrong += [str(path)] if words(path.relative_to(SRC).with_suffix("").as_posix()) & EMPTY else []
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.ClassDef) and words(node.name) & EMPTY:
                wrong.append(f"{path.name}:{node.lineno} {node.name}")
    # Django asks middleware for this one by name.
    assert [name for name in wrong if not name.endswith(" process_view")] == []
