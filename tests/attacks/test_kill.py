"""Writers are killed at random moments, with a sequencer beside them: nothing acknowledged is lost."""

import random
import time

from tests.attacks.homes import home

KILLS = 40


def test_no_acknowledged_leaf_is_lost_when_the_writer_is_killed_forty_times(tmp_path):
    chance = random.Random(20)
    with home(tmp_path / "home") as there:
        for number in range(KILLS):
            pid = there.ask("write")
            if number % 4:  # else it may be killed before its first deed
                there.wait_for("acked")
            time.sleep(chance.uniform(0, 0.08))
            there.kill(pid)
            said = there.checked(content=number == KILLS - 1)
            assert (said["sentence"], said["lost"], said["faults"]) == ("", 0, [])
        assert len(there.acked) >= KILLS * 3 // 4
        assert said["size"] >= len(there.acked)


def test_several_processes_write_and_sequence_side_by_side_without_a_gap_or_a_double(tmp_path):
    with home(tmp_path / "home") as there:
        pids = [there.ask("write", deeds=25) for _ in range(3)]
        for _ in pids:
            there.wait_for("finished")
        for pid in pids:
            there.ended(pid)
        said = there.checked(content=True)
        # 25 deeds of one, two and three leaves in turn
        assert len(there.acked) == len(set(there.acked)) == 3 * 49
        assert (said["sentence"], said["lost"], said["faults"], said["size"]) == ("", 0, [], 3 * 49)
