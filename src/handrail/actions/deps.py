"""What the outside hands to actions: built once in config/wiring.py, or by a test."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Deps:
    """The clock, randomness, folders and limits.

    now                 aware, UTC
    random_bytes        so many bytes that nobody can guess
    uploads             folder of the kept chats; made when first needed
    upload_limit_bytes  largest chat that is accepted
    keys                folder of the record's keys and its guard file
    software            name and version, and a digest over the program's own files
    """

    now: Callable[[], datetime]
    random_bytes: Callable[[int], bytes]
    uploads: Path
    upload_limit_bytes: int
    keys: Path
    software: tuple[str, str]
