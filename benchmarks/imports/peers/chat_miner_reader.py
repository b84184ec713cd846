"""PyPI `chat-miner`: reads from the end, gives a polars table."""

import contextlib
import os
from collections.abc import Iterator

from chatminer.chatparsers import WhatsAppParser

from benchmarks.imports.peers.adapter import Row, main


def _table(path: str):
    with open(os.devnull, "w") as nowhere, contextlib.redirect_stderr(nowhere):  # noqa: PTH123  (it draws a bar)
        parser = WhatsAppParser(path)
        parser.parse_file()
    return parser.parsed_messages.get_df()


def count(path: str) -> int:
    return len(_table(path))


def rows(path: str) -> Iterator[Row]:
    table = _table(path)
    yield from reversed(list(zip(table["author"], table["message"], strict=True)))


main(count, rows)
