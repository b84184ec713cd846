"""Every way to write a pack wrongly, with the words its author reads; those are reviewed like code.

`errors/NAME.toml` says what is changed in the small pack, `errors/NAME.txt` what the loader then says.
"""

import tomllib
from pathlib import Path

import pytest
from tests.core.policy.saved_pack import SMALL, texts

from handrail.core.policy.load import load_pack
from handrail.core.policy.problems import PackRefused

ERRORS = Path(__file__).parent / "errors"
NAMES = sorted(path.stem for path in ERRORS.glob("*.toml"))


def test_the_small_pack_is_sound():
    assert len(load_pack(texts(SMALL), name="small").clauses) == 3


@pytest.mark.parametrize("name", NAMES)
def test_a_pack_written_wrongly_is_refused_in_the_saved_words(name: str):
    change = tomllib.loads((ERRORS / f"{name}.toml").read_text(encoding="utf-8"))
    files = texts(SMALL)
    assert files[change["file"]].count(change["old"]) >= 1
    files[change["file"]] = files[change["file"]].replace(change["old"], change["new"], 1)
    with pytest.raises(PackRefused) as refused:
        load_pack(files, name="small")
    assert f"{refused.value}\n" == (ERRORS / f"{name}.txt").read_text(encoding="utf-8")


def test_every_saved_text_has_its_input():
    assert sorted(path.stem for path in ERRORS.glob("*.txt")) == NAMES


@pytest.mark.parametrize("missing", ["pack.toml", "policy.md", "platforms.toml"])
def test_a_missing_file_is_named(missing: str):
    files = {path: text for path, text in texts(SMALL).items() if path != missing}
    with pytest.raises(PackRefused, match=f"^small/{missing}: this file is missing$"):
        load_pack(files, name="small")


def test_files_that_are_not_toml_are_named_together_and_nothing_else_is_said():
    files = texts(SMALL) | {"pack.toml": "id = ", "platforms.toml": "a = 1\nb"}
    with pytest.raises(PackRefused) as refused:
        load_pack(files, name="small")
    assert [problem.file for problem in refused.value.problems] == ["small/pack.toml", "small/platforms.toml"]


def test_lines_that_end_as_on_windows_are_counted_and_shown_alike():
    files = texts(SMALL)
    broken = {"pack.toml": files["pack.toml"].replace("window.until_on)", "window.until_no)")}
    said = []
    for ending in ("\n", "\r\n"):
        with pytest.raises(PackRefused) as refused:
            load_pack(
                files | {path: text.replace("\n", ending) for path, text in broken.items()}, name="small"
            )
        said.append(str(refused.value))
    assert said[0] == said[1]


def test_a_line_separator_inside_a_text_does_not_shift_the_lines_after_it():
    files = texts(SMALL)
    spoilt = files["pack.toml"].replace("A small policy", "A\u2028small\x85policy").replace("y.age", "y.aged")
    with pytest.raises(PackRefused) as refused:
        load_pack(files | {"pack.toml": spoilt}, name="small")
    (problem,) = refused.value.problems
    assert (problem.line, problem.source) == (43, 'violated = "y.aged < 13"')
