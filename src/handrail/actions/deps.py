"""What the outside hands to actions: built once in config/wiring.py, or by a test."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Deps:
    """The clock, the folder of uploads and the limits.

    now                 aware, UTC
    uploads             folder of the kept chats; made when first needed
    upload_limit_bytes  largest chat that is accepted
    """

    now: Callable[[], datetime]
    uploads: Path
    upload_limit_bytes: int
