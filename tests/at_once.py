"""Requests that are under way together, for tests."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connection

PATIENCE_S = 30


def at_once[Answer](attempts: Sequence[Callable[[], Answer]]) -> list[Answer]:
    """Begin all attempts together, each in a thread of its own; return their answers in order."""
    start = Barrier(len(attempts))

    def one(attempt: Callable[[], Answer]) -> Answer:
        try:
            start.wait(timeout=PATIENCE_S)
            return attempt()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(attempts)) as pool:
        return list(pool.map(one, attempts))
