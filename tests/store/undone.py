"""A stretch of a test whose changes to the database are taken back, tables and triggers included."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DEFAULT_DB_ALIAS, transaction


@contextmanager
def undone(using: str = DEFAULT_DB_ALIAS) -> Iterator[None]:
    with transaction.atomic(using=using):
        yield
        transaction.set_rollback(True, using=using)
