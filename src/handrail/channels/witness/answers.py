"""What asking a witness comes to."""

from dataclasses import dataclass

from handrail.core.record.notes import NoteSignature


@dataclass(frozen=True, slots=True, kw_only=True)
class Cosigned:
    """The witness cosigned, and its lines were found true: they may be added below the checkpoint.

    lines  of this witness only
    at_s   the earliest moment they state: seconds since 1970, UTC
    """

    lines: tuple[NoteSignature, ...]
    at_s: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Behind:
    """The witness last cosigned at another size: ask again with a proof from there.

    size  0 where it has cosigned nothing of this log
    """

    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """The witness will not cosign this, today or tomorrow: somebody has to look at it.

    sentence  what the witness said, or why it was not asked
    """

    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Unsure:
    """No answer that can be believed: the witness may have cosigned. Asking again later is safe.

    sentence  what happened
    """

    sentence: str


type Answer = Cosigned | Behind | Refused | Unsure
