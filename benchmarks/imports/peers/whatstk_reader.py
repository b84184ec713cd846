"""PyPI `whatstk`: regular expressions, a pandas table. It finds the format by itself."""

from collections.abc import Iterator

from whatstk import WhatsAppChat

from benchmarks.imports.peers.adapter import Row, main

MOST_BYTES = 1 << 40  # it refuses files over 50 MiB by itself


def count(path: str) -> int:
    return len(WhatsAppChat.from_source(filepath=path, max_size=MOST_BYTES).df)


def rows(path: str) -> Iterator[Row]:
    table = WhatsAppChat.from_source(filepath=path, max_size=MOST_BYTES).df
    yield from zip(table["username"], table["message"], strict=True)


main(count, rows)
