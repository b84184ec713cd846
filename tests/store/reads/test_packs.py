from pathlib import Path
from shutil import copytree

import pytest

import handrail.packs
from handrail.core.policy.problems import PackRefused
from handrail.store.reads.packs import MOST_BYTES, MOST_FILES, read_pack, shipped_packs

SG04 = Path(handrail.packs.__file__).parent / "sg04"


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    copytree(SG04, tmp_path / "club")
    return tmp_path / "club"


def refusal(name: object) -> str:
    with pytest.raises(PackRefused) as refused:
        read_pack(str(name))
    return str(refused.value)


def test_the_shipped_packs_load_by_id():
    assert [read_pack(name).id for name in shipped_packs()] == list(shipped_packs())


def test_a_folder_holds_the_same_pack_with_the_same_digest(pack: Path):
    assert read_pack(str(pack)).digest == read_pack("sg04").digest


def test_a_byte_order_mark_changes_nothing(pack: Path):
    file = pack / "pack.toml"
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes())
    assert read_pack(str(pack)).digest == read_pack("sg04").digest


def test_what_lies_beside_a_pack_is_not_read(pack: Path):
    (pack / "node_modules").mkdir()
    (pack / "node_modules" / "README.md").write_bytes(b"\xff")
    (pack / "notes.txt").write_bytes(b"\xff")
    assert read_pack(str(pack)).digest == read_pack("sg04").digest


def test_a_pack_that_is_not_there_is_refused_in_one_sentence():
    assert refusal("nowhere") == "nowhere: no such pack; give a folder, or one of sg04"


@pytest.mark.parametrize("name", ["a\0b", "x" * 5_000, ""])
def test_a_name_no_folder_can_have_is_refused_too(name: str):
    assert refusal(name)


def test_a_file_that_is_not_utf_8_is_refused_with_its_line(pack: Path):
    (pack / "policy.md").write_bytes(b"# Policy\n\n\xff\n")
    assert refusal(pack) == f"{pack}/policy.md:3: not UTF-8 text"


def test_a_file_that_is_too_large_is_refused_before_it_is_read_whole(pack: Path):
    (pack / "policy.md").write_bytes(b" " * (MOST_BYTES + 1))
    assert refusal(pack) == f"{pack}/policy.md: larger than {MOST_BYTES} bytes"


def test_a_folder_that_leads_back_into_itself_comes_to_an_end(pack: Path):
    (pack / "cases" / "again").symlink_to(pack / "cases")
    assert f"holds more than {MOST_FILES} files" in refusal(pack) or "cannot be read" in refusal(pack)
