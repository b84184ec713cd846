"""PyPI `whatstk` with the format given, which is quicker; for speed only, a corpus has many formats."""

from whatstk import WhatsAppChat

from benchmarks.imports.peers.adapter import main

FORMAT = "%d/%m/%Y, %H:%M - %name:"


def count(path: str) -> int:
    return len(WhatsAppChat.from_source(filepath=path, hformat=FORMAT, max_size=1 << 40).df)


main(count, lambda _: [])
