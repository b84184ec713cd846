"""What can happen to SQLite's files: cut, mixed, put back from an older copy, or the disk full."""

import random
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection
from tests.attacks.homes import Home, home

pytestmark = pytest.mark.skipif(connection.vendor != "sqlite", reason="these are SQLite's files")
CUTS = 24
DATABASE, WAL = "handrail.sqlite3", "handrail.sqlite3-wal"


@pytest.fixture
def there(tmp_path) -> Iterator[Home]:
    with home(tmp_path / "home") as made:
        yield made


def copied(there: Home, name: str) -> Path:
    """Copy the files as they lie there; the shared memory beside them never outlives a machine."""
    to = there.folder.with_name(name)
    shutil.copytree(there.folder, to, ignore=shutil.ignore_patterns("*-shm"))
    return to


def is_one_sentence(text: str) -> bool:
    return bool(text) and "\n" not in text and "Traceback" not in text


def test_a_write_ahead_log_cut_anywhere_is_whole_up_to_there_or_the_start_is_refused(there, tmp_path):
    pid = there.ask("grow", name="one", deeds=20, stay=True)
    there.wait_for("finished")
    size = (there.folder / WAL).stat().st_size
    assert size > 100_000
    chance, refused = random.Random(5), 0
    for number, cut in enumerate([0, 31, 32, size - 1, size, *(chance.randrange(size) for _ in range(CUTS))]):
        folder = copied(there, f"cut{number}")
        with (folder / WAL).open("r+b") as file:
            file.truncate(cut)
        said = there.checked(home=str(folder), content=True)
        if said["sentence"]:
            refused += 1
            assert is_one_sentence(said["sentence"])
            assert said["faults"], "a start is refused, and checking finds nothing"
        else:
            assert (said["lost"], said["faults"]) == (0, []), cut
        shutil.rmtree(folder)
    there.kill(pid)
    assert 0 < refused < CUTS + 5  # the last bytes after a commit may go, nothing before it


def test_content_keys_whose_write_ahead_log_was_cut_are_missed(there, tmp_path):
    pid = there.ask("grow", name="one", deeds=20, stay=True)
    there.wait_for("finished")
    folder = copied(there, "cut")
    wal = folder / "keys" / "content-keys.sqlite3-wal"
    with wal.open("r+b") as file:
        file.truncate(wal.stat().st_size // 2)
    said = there.checked(home=str(folder), content=True)
    assert "is missing, and no certificate says that it may be" in said["faults"][0]
    there.kill(pid)


def grown(there: Home, name: str, deeds: int) -> None:
    pid = there.ask("grow", name=name, deeds=deeds)
    there.wait_for("finished")
    there.ended(pid)


def test_an_older_copy_of_the_file_is_found_at_the_start_and_by_checking(there):
    grown(there, "one", 4)
    older = copied(there, "older")
    grown(there, "two", 4)
    shutil.copyfile(older / DATABASE, there.folder / DATABASE)
    said = there.checked(content=True)
    assert "an older backup was put in place" in said["sentence"]
    assert "the guard file remembers 14 entries, and there are 7" in said["faults"][0]
    assert said["lost"] == 7


@pytest.mark.parametrize("more", [1, 12])
def test_a_stale_write_ahead_log_beside_a_restored_file_is_found(there, more):
    """SQLite plays it back onto a file that it does not belong to."""
    grown(there, "one", 4)
    older = copied(there, "older")
    grown(there, "two", 30)
    pid = there.ask("grow", name="three", deeds=more, stay=True)
    there.wait_for("finished")
    there.kill(pid)
    assert (there.folder / WAL).stat().st_size > 0
    shutil.copyfile(older / DATABASE, there.folder / DATABASE)
    said = there.checked(content=True)
    assert is_one_sentence(said["sentence"])
    assert said["faults"]


def test_a_write_ahead_log_beside_the_file_it_belongs_to_is_played_back_whole(there):
    pid = there.ask("grow", name="one", deeds=6, stay=True)
    there.wait_for("finished")
    there.kill(pid)
    said = there.checked(content=True)
    assert (said["sentence"], said["lost"], said["faults"]) == ("", 0, [])
