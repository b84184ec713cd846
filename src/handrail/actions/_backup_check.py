"""The step that holds a backup against itself, its keys and what others remember, before it is believed."""

from collections.abc import Sequence

from handrail.core.record.log_check import LogCheck, Remembered, check_log
from handrail.core.record.origins import all_terms
from handrail.core.record.problems import RecordError
from handrail.core.record.rotation import verify_in_term
from handrail.store.backup_file import BackupReader, BackupRefused
from handrail.store.reads import backup as rows


def checked(backup: BackupReader, *, outside: Sequence[tuple[str, bytes]]) -> LogCheck:
    """Return what checking the log in a backup came to; its files are compared with the manifest first.

    outside  checkpoints that others kept: whose, and the signed note
    raises   BackupRefused: it is not whole, or a checkpoint is another log's
    """
    backup.check()
    try:
        terms = all_terms(rows.key_lines(backup))
        remembered = [Remembered(by, verify_in_term(note, terms)) for by, note in outside]
    except RecordError as error:
        raise BackupRefused(f"the backup is of another record, or its keys are not whole: {error}") from error
    result = check_log(
        entries=rows.entries(backup),
        subtrees=rows.subtrees(backup),
        heads=rows.heads(backup),
        terms=terms,
        remembered=remembered,
    )
    said = backup.manifest
    if (result.size, result.root.hex()) != (said.size, said.root):
        raise BackupRefused(f"the manifest says {said.size} entries, and the log in it is another one")
    return result
