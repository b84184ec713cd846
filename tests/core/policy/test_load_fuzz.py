"""Whatever a pack's files hold, the loader answers with a pack or with PackRefused, and with nothing else."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.core.policy.saved_pack import SG04, SMALL, texts

from handrail.core.policy.load import load_pack
from handrail.core.policy.pack import Pack
from handrail.core.policy.problems import PackRefused
from handrail.core.policy.reader import ConditionFault, read_condition
from handrail.store.reads.packs import read_pack

SMALL_FILES = texts(SMALL)
SG04_FILES = texts(SG04)
PIECES = (
    *("'", '"', '"""', "'''", "[", "]", "[[", "]]", "{", "}", "=", "\n", "\r", "\\", '\\"', "\\u0000", "#"),
    *("\t", "\x00", "\x0c", "\x1b", "\u2028", "\x85", "\ufeff", "\ud800", "é", "\N{GRINNING FACE}", " "),
    *("(", ")", "not ", " and ", " or ", " is None", " in {1}", "days(9)", "days(99999999999)", "clock('8')"),
    *(
        "None",
        "True",
        "lambda: 0",
        "__class__",
        "f''",
        "1j",
        "...",
        "0x1f",
        "1_0",
        ":=",
        "y.",
        "window.from_on",
    ),
    *("1e400", "-1", "99999999999999999999", "nan", "inf", "true", '""', "[]", "2026-01-01", "01:02:03"),
    *("2026-01-01T00:00:00Z", "a.b.c.d = 1\n", "[clause]\n", "[[clause]]\n", "[base]\n", "[groups.x]\n"),
    *(
        "clause = 3\n",
        "base = 3\n",
        "rule = 3\n",
        "unknown",
        "absent",
        "change = {}\n",
        "### S/9 \n",
        "[" * 3000,
    ),
)

type Change = tuple[float, int, str]  # where, from 0 to 1; how many characters go; what comes


@st.composite
def changes(draw: st.DrawFn) -> tuple[str, list[Change]]:
    file = draw(st.sampled_from(["pack.toml", "pack.toml", "policy.md", "platforms.toml", "cases"]))
    change = st.tuples(st.floats(0, 1), st.integers(0, 40), st.sampled_from(PIECES) | st.text(max_size=8))
    return file, draw(st.lists(change, min_size=1, max_size=4))


def changed(files: dict[str, str], file: str, listed: list[Change]) -> dict[str, str]:
    path = next(path for path in sorted(files) if path.startswith(file))
    text = files[path]
    for where, gone, new in listed:
        at = int(where * len(text))
        text = text[:at] + new + text[at + gone :]
    return files | {path: text}


def loaded(files: dict[str, str]) -> Pack | str:
    try:
        return load_pack(files, name="x")
    except PackRefused as refused:
        assert refused.problems
        return str(refused)


@settings(max_examples=1_500, deadline=None)
@given(changes())
def test_a_small_pack_mutated_loads_or_is_refused(found: tuple[str, list[Change]]):
    said = loaded(changed(SMALL_FILES, *found))
    assert not isinstance(said, str) or all(line.isprintable() for line in said.split("\n"))


@settings(max_examples=150, deadline=None)
@given(changes())
def test_the_shipped_pack_mutated_loads_or_is_refused(found: tuple[str, list[Change]]):
    loaded(changed(SG04_FILES, *found))


@settings(max_examples=1_500, deadline=None)
@given(st.lists(st.sampled_from(PIECES) | st.sampled_from(SMALL_FILES["pack.toml"].split()), max_size=12))
def test_a_condition_of_any_pieces_is_read_or_is_at_fault_at_a_place_within_it(pieces: list[str]):
    text = " ".join(pieces)
    try:
        read_condition(text, each="young")
    except ConditionFault as fault:
        assert 0 <= fault.at <= len(text)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=60), st.floats(0, 1), st.sampled_from(sorted(SMALL_FILES)))
def test_bytes_of_any_kind_on_disk_are_a_pack_or_refused(
    tmp_path: Path, some: bytes, where: float, path: str
):
    for name, text in SMALL_FILES.items():
        content = text.encode()
        at = int(where * len(content))
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(content[:at] + some + content[at:] if name == path else content)
    try:
        assert read_pack(str(tmp_path)).id
    except PackRefused as refused:
        assert refused.problems


@pytest.mark.parametrize("depth", [20, 100, 3_000, 100_000])
def test_a_toml_file_nested_to_any_depth_is_refused_not_followed(depth: int):
    for nest in ("[" * depth + "]" * depth, "{a=" * depth + "1" + "}" * depth):
        assert "nested" in str(loaded(SMALL_FILES | {"pack.toml": f"id = {nest}"}))
    dotted = ".".join(["a"] * depth)
    assert "nested too deeply" in str(loaded(SMALL_FILES | {"cases/small.toml": f"base.{dotted} = 1"}))
