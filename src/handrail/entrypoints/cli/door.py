"""The one way out of every command: the status it ends with, and what is said when it cannot be finished."""

import contextlib
import sys
import traceback
from collections.abc import Callable

from handrail.entrypoints.cli.streams import OutputLost, guarded, silence

UNFINISHED = 2
CLOSED_PIPE = 141  # as a shell shows a program that SIGPIPE ended


def status_of(command: Callable[[], object]) -> int:
    """Run a command and return its status.

    returns  what the command ended with, once all it printed is really written; 2 when that could not be or
             when Handrail itself broke; 141, without a word, when whoever read it has gone
    """
    sys.stdout, sys.stderr = guarded(sys.stdout, "standard output"), guarded(sys.stderr, "standard error")
    try:
        status = _ended(command)
        sys.stdout.flush()
        sys.stderr.flush()
    except OutputLost as lost:
        status = CLOSED_PIPE if lost.is_closed_pipe else UNFINISHED
        if not lost.is_closed_pipe:
            _say(str(lost))
    silence(sys.stdout)
    silence(sys.stderr)
    return status


def _ended(command: Callable[[], object]) -> int:
    try:
        command()
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else UNFINISHED if end.code else 0
    except OutputLost:
        raise
    except Exception as error:  # noqa: BLE001  # failing safe: a fault of ours must not look like an answer
        # Where, not what: the text of an exception may quote a chat.
        _say("".join(traceback.format_tb(error.__traceback__)).rstrip())
        _say(f"handrail: broke ({type(error).__name__}); this is a fault of Handrail, please report it")
        return UNFINISHED
    return 0


def _say(sentence: str) -> None:
    with contextlib.suppress(OutputLost):
        sys.stderr.write(f"{sentence}\n")
        sys.stderr.flush()
