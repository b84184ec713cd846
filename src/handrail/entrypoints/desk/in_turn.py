"""A form sent twice at once, as by a double click: the second waits for what becomes of the first."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID
from weakref import WeakValueDictionary


class _Turn:
    def __init__(self) -> None:
        self.lock = threading.Lock()


_guard = threading.Lock()
_turns: WeakValueDictionary[UUID, _Turn] = WeakValueDictionary()  # kept by whoever waits, and no longer


@contextmanager
def in_turn(form_id: UUID) -> Iterator[None]:
    """Let one request at a time through for a form.

    LIMIT: within one server process, as `handrail serve` runs; of several, another may say that the chat was
    handed in already, which is true.
    """
    with _guard:
        turn = _turns.setdefault(form_id, _Turn())
    with turn.lock:
        yield
