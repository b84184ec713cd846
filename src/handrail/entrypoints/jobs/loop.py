"""The loop beside the web pages: one thread that takes up audits one after the other."""

import logging
import threading

from django.db import close_old_connections

from handrail.actions.clear_interrupted import clear_interrupted
from handrail.actions.deps import Deps
from handrail.actions.refused import Refused
from handrail.actions.sequence_leaves import sequence_leaves
from handrail.entrypoints.jobs.audits import make_next_audit
from handrail.wording.words import say

log = logging.getLogger("handrail.jobs")
PAUSE_S = 0.5  # between two looks when nothing waits


def start_loop(deps: Deps) -> threading.Event:
    """Start the thread; return the event that ends it. It ends with the server in any case."""
    stop = threading.Event()
    threading.Thread(target=_run, args=(deps, stop), name="handrail-jobs", daemon=True).start()
    return stop


def _run(deps: Deps, stop: threading.Event) -> None:
    is_cleared = False
    while not stop.is_set():
        try:
            if not is_cleared:
                clear_interrupted(deps=deps, sentence=say("audit.end.interrupted"))
                is_cleared = True
            _sequence(deps)
            was_busy = make_next_audit(deps)
        except Exception:
            # The database was away for a moment: the loop must outlive that.
            log.exception("the loop could not look for work")
            was_busy = False
        close_old_connections()
        if not was_busy:
            stop.wait(PAUSE_S)


def _sequence(deps: Deps) -> None:
    match sequence_leaves(deps=deps):
        case Refused(sentence=sentence):
            log.error("what was done waits for its place in the record: %s", sentence)
        case _:
            pass
