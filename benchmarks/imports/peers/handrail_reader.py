"""Ours: date order, kinds, events and marks included; the digest is not, for no peer makes one."""

import itertools
from collections import deque
from collections.abc import Iterator
from pathlib import Path

from benchmarks.imports.peers.adapter import Row, main
from handrail.core.imports.export import open_export


def count(path: str) -> int:
    with Path(path).open("rb") as stream:
        number = itertools.count()
        deque(zip(open_export(stream, name=path).messages(), number, strict=False), maxlen=0)
        return next(number)


def rows(path: str) -> Iterator[Row]:
    with Path(path).open("rb") as stream:
        for message in open_export(stream, name=path).messages():
            if message.sender is not None:
                yield message.sender, message.text


main(count, rows)
