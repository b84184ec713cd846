"""The disk is full: nothing acknowledged is lost, one sentence says so, and with room again all goes on.

On SQLite a real small file system, where this account may mount one, and SQLite's own limit on its pages. On
PostgreSQL the server's error is planted: it is raised by the server under its own code, not by a full disk.
"""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.db import connection
from tests.attacks.homes import Home, home
from tests.settings_for_tests import postgresql

IS_SQLITE = connection.vendor == "sqlite"
SENTENCE = "`Tuesday.txt` was not kept: there is no room left on the disk"


@pytest.fixture
def small_disk(tmp_path) -> Iterator[Path]:
    """Mount a file system of 6 MB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=6m,mode=0700", "tmpfs", str(folder)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("this account may not mount a file system")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


def filled(there: Home, **limit: int) -> None:
    pid = there.ask("fill", most=400, **limit)
    assert there.wait_for("refused") == SENTENCE
    there.wait_for("finished")
    there.ended(pid)
    assert there.acked


def goes_on(there: Home) -> None:
    """Find everything that was acknowledged, and keep another chat."""
    said = there.checked(content=True)
    assert (said["sentence"], said["lost"], said["faults"]) == ("", 0, [])
    before = len(there.acked)
    pid = there.ask("grow", name="after", deeds=2)
    there.wait_for("finished")
    there.ended(pid)
    assert len(there.acked) > before
    said = there.checked(content=True)
    assert (said["sentence"], said["lost"], said["faults"]) == ("", 0, [])


@pytest.mark.skipif(not IS_SQLITE, reason="the server's disk is not ours to fill")
def test_a_full_file_system_loses_nothing_and_is_one_sentence(small_disk):
    with home(small_disk) as there:
        filled(there)
        subprocess.run(["mount", "-o", "remount,size=60m", str(small_disk)], check=True)
        goes_on(there)


@pytest.mark.skipif(not IS_SQLITE, reason="a limit of SQLite's")
def test_a_full_database_file_loses_nothing_and_is_one_sentence(tmp_path):
    with home(tmp_path / "home") as there:
        filled(there, pages=400)
        goes_on(there)


@pytest.mark.skipif(IS_SQLITE, reason="an error of PostgreSQL's")
def test_a_servers_full_disk_loses_nothing_and_is_one_sentence(tmp_path):
    with (
        home(tmp_path / "home") as there,
        psycopg.connect(postgresql.replace("/postgres?", "/attacked?"), autocommit=True) as server,
    ):
        server.execute(
            "CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN"
            " IF (SELECT count(*) FROM store_opening) > 2000 THEN"
            " RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = '53100';"
            " END IF; RETURN NULL; END$$"
        )
        server.execute("CREATE TRIGGER full_disk AFTER INSERT ON store_opening EXECUTE FUNCTION full_disk()")
        filled(there)
        server.execute("DROP FUNCTION full_disk CASCADE")
        goes_on(there)
