import ast
from pathlib import Path

ACTIONS = Path(__file__).parents[2] / "src" / "handrail" / "actions"
SHARED = {"deps", "refused"}  # what actions are handed, and answer with


def is_shared(name: str) -> bool:
    """Say whether a file is no action: its name begins with an underscore where it is a step of several."""
    return name in SHARED or name.startswith("_")


def trees() -> dict[str, ast.Module]:
    return {path.stem: ast.parse(path.read_text(encoding="utf-8")) for path in ACTIONS.glob("*.py")}


def test_an_action_never_calls_an_action():
    wrong = [
        f"{name} imports {node.module}"
        for name, tree in trees().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("handrail.actions.")
        if not is_shared((node.module or "").removeprefix("handrail.actions."))
    ]
    assert not wrong


def test_every_public_function_of_an_action_takes_only_named_values_and_says_what_it_does():
    wrong = [
        f"{name}.{node.name}"
        for name, tree in trees().items()
        if not is_shared(name)
        for node in tree.body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
        if node.args.args or not ast.get_docstring(node)
    ]
    assert not wrong
