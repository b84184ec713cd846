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


# What is no deed of anybody: the machine's own progress, looks that change nothing, and what is on its way to
# a deed that has a leaf. Each with its reason; the list may only shrink.
WITHOUT_LEAF = {
    "claim_audit": "work is taken up; `keep_chat` has the leaves",
    "note_progress": "a figure on a page",
    "clear_interrupted": "the machine clears up after itself",
    "note_failed_sign_in": "forgotten after a day",
    "start_audit": "a chat is handed in; `keep_chat` has the leaves once it is read",
    "queue_audit": "as above",
    "refuse_audit": "a chat that could not be read leaves nothing",
    "finish_audit": "as `start_audit`: the report is worked out from what is kept",
    "audit_chat": "reads and answers",
    "preview_chat": "reads and answers",
    "verify_record": "reads and answers",
    "begin_record": "there is no record before it",
    "sequence_leaves": "gives leaves their places",
    "add_cosignatures": "a witness's word is beside the log, not in it",
    "request_cosignature": "as above",
    "back_up": "reads, and writes outside",
    "cosign_checkpoint": "a witness keeps no record of its own",
    "make_witness": "as above",
}


def test_every_action_appends_a_leaf_or_says_why_not():
    appending = {"append", "append_to_chain", "certify"}
    without = {
        name
        for name, tree in trees().items()
        if not is_shared(name)
        and not any(
            isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in appending
            for node in ast.walk(tree)
        )
    }
    assert without == set(WITHOUT_LEAF)
