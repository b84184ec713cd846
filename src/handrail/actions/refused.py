from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """Expected bad input: one clear sentence, with file and line where there is one. Nothing was changed."""

    sentence: str
