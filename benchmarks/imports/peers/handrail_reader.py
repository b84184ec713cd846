"""Ours: digest, date order, kinds, events and marks included."""

from collections.abc import Iterator
from pathlib import Path

from benchmarks.imports.peers.adapter import Row, main
from handrail.core.imports.export import open_export


def count(path: str) -> int:
    with Path(path).open("rb") as stream:
        return sum(1 for _ in open_export(stream, name=path).messages())


def rows(path: str) -> Iterator[Row]:
    with Path(path).open("rb") as stream:
        for message in open_export(stream, name=path).messages():
            if message.sender is not None:
                yield message.sender, message.text


main(count, rows)
