from concurrent.futures import ThreadPoolExecutor

from tests.core.record.signers import checkpoint, log_key

from handrail.core.record.checkpoint import sign_checkpoint, verify_checkpoint
from handrail.store.reads.key_files import GUARD, guard_note
from handrail.store.writes.key_files import keep_guard


def test_threads_that_keep_the_guard_file_at_once_leave_it_whole_and_nothing_beside_it(tmp_path):
    key = log_key()
    notes = {size: sign_checkpoint(checkpoint(size), [key]) for size in range(1, 200)}

    def keep(size: int) -> None:
        keep_guard(tmp_path, notes[size], size=size)

    for _ in range(5):
        with ThreadPoolExecutor(8) as pool:
            list(pool.map(keep, notes))
        kept = guard_note(tmp_path)
        assert kept is not None
        assert verify_checkpoint(kept, [key.verifier]).size in notes
    assert [path.name for path in tmp_path.iterdir()] == [GUARD]
