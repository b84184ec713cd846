"""Standard output and error that say so when they cannot be written, and are not taken for files.

The libraries between a command and the terminal end the program with status 1 when a write fails. For `audit`
that status tells of refusals, so a lost write travels as an exception that none of them knows.
"""

import errno
import io
import os
import sys
from collections.abc import Buffer
from typing import TextIO


class OutputLost(Exception):
    """What was to be printed could not be.

    is_closed_pipe  whoever read it has gone; that is no fault
    """

    def __init__(self, name: str, error: OSError) -> None:
        super().__init__(f"{name}: {(error.strerror or 'cannot be written').lower()}")
        self.is_closed_pipe = error.errno == errno.EPIPE


class _Descriptor(io.FileIO):
    def __init__(self, number: int, name: str) -> None:
        super().__init__(number, "wb", closefd=False)
        self._called = name

    def write(self, part: Buffer, /) -> int:
        try:
            return super().write(part)
        except OSError as error:
            raise OutputLost(self._called, error) from error


def guarded(stream: TextIO | None, name: str) -> TextIO:
    """Return a stream that writes where this one does, and raises OutputLost where it cannot.

    stream  None where the program was started with it closed
    """
    if stream is None:  # nothing may be opened in its place and then be written to by mistake
        return io.TextIOWrapper(io.BufferedWriter(_Descriptor(os.open(os.devnull, os.O_RDONLY), name)))
    return io.TextIOWrapper(
        io.BufferedWriter(_Descriptor(stream.fileno(), name)),
        encoding=stream.encoding,
        errors="backslashreplace",  # letters that the terminal does not have: half a report would be worse
        line_buffering=stream is sys.stderr or stream.isatty(),
    )


def silence(stream: TextIO) -> None:
    """Send what is left in a stream nowhere, if it cannot be written: Python would complain as it ends."""
    try:
        stream.flush()
    except OutputLost:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
