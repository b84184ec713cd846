"""PyPI `chatpack`: the Rust crate of that name behind a Python door; system lines are left out by it."""

from collections.abc import Iterator

import chatpack

from benchmarks.imports.peers.adapter import Row, main


def count(path: str) -> int:
    return len(chatpack.parse_whatsapp(path))


def rows(path: str) -> Iterator[Row]:
    for message in chatpack.parse_whatsapp(path):
        yield message.sender, message.content


main(count, rows)
