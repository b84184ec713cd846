import re
from pathlib import Path

import pytest
from tests.core.record.signers import AT_S, ORIGIN, checkpoint

from handrail.actions.cosign_checkpoint import (
    BadRequest,
    Busy,
    ClockBehind,
    CosignAnswer,
    Cosigned,
    StateUnsound,
)
from handrail.core.record.notes import Note
from handrail.core.record.witness import (
    BadProof,
    BadSignature,
    BadSize,
    Conflict,
    LastSeen,
    TwoRoots,
    UnknownLog,
)
from handrail.entrypoints.cli.witness_server import PLAIN, SIZE, response
from handrail.entrypoints.cli.witness_words import MOST_LETTERS, sentence

NOTE = Note(text="", signatures=())
SEEN = LastSeen(checkpoint=checkpoint(120), at_s=AT_S - 20 * 86_400)


def cosigned(size: int, before: LastSeen | None) -> Cosigned:
    return Cosigned(line="— w AAAAAAA=\n", checkpoint=checkpoint(size), before=before, at_s=AT_S)


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (cosigned(180, SEEN), f"{ORIGIN} grew from 120 to 180 leaves since 3 November 2026."),
        (cosigned(120, SEEN), f"{ORIGIN} is as it was on 3 November 2026: 120 leaves."),
        (
            cosigned(1, None),
            f"{ORIGIN} is seen for the first time, with 1 leaf; what came before is not known.",
        ),
        (Conflict(size=0), "This witness has not cosigned this log before; ask from size 0."),
        (Conflict(size=120), "This witness last cosigned this log at 120 leaves; ask from there."),
        (BadSize(old_size=7, size=1), "A log of 1 leaf cannot have grown from 7."),
        (UnknownLog(origin="x.example"), "This witness does not watch the log x.example."),
        (BadRequest(why="it is short"), "This is not a request to a witness: it is short."),
        (BadSignature(why="no key"), "The log did not sign this checkpoint: no key."),
        (Busy(), "This witness is busy; ask again."),
        (
            ClockBehind(at_s=AT_S, last_at_s=AT_S + 61),
            (
                "This witness's clock says 23 November 2026 10:00:00 UTC, "
                "and it last cosigned at 23 November 2026 10:01:01 UTC."
            ),
        ),
    ],
)
def test_each_answer_is_said_in_plain_words(answer: CosignAnswer, said: str):
    assert sentence(answer) == said


@pytest.mark.parametrize(
    "answer", [TwoRoots(size=3, note=NOTE, is_conflict=False), BadProof(why="x"), StateUnsound(why="x")]
)
def test_what_is_grave_says_that_nothing_was_cosigned(answer: CosignAnswer):
    assert "Nothing was cosigned." in sentence(answer)


def test_what_was_sent_is_quoted_without_force_and_not_at_length():
    assert "\x1b" not in sentence(UnknownLog(origin="\x1b[2Jx"))
    assert len(sentence(BadRequest(why="x" * 50_000))) == MOST_LETTERS + 1


@pytest.mark.parametrize(
    ("answer", "status", "media_type"),
    [
        (cosigned(1, None), 200, PLAIN),
        (BadRequest(why="x"), 400, PLAIN),
        (BadSize(old_size=7, size=1), 400, PLAIN),
        (BadSignature(why="x"), 403, PLAIN),
        (UnknownLog(origin="x"), 404, PLAIN),
        (Conflict(size=3), 409, SIZE),
        (TwoRoots(size=3, note=NOTE, is_conflict=True), 409, SIZE),
        (TwoRoots(size=3, note=NOTE, is_conflict=False), 409, PLAIN),
        (BadProof(why="x"), 422, PLAIN),
        (StateUnsound(why="x"), 500, PLAIN),
        (Busy(), 503, PLAIN),
        (ClockBehind(at_s=1, last_at_s=2), 503, PLAIN),
    ],
)
def test_each_answer_has_its_status_and_only_a_cosignature_is_a_success(answer, status, media_type):
    came = response(answer)
    assert (came[0], came[2]) == (status, media_type)
    assert came[1].endswith("\n")
    assert (came[1] == "3\n") == (media_type == SIZE)


def test_the_guide_quotes_what_is_really_said():
    guide = (Path(__file__).parents[2] / "docs" / "guide" / "witness.md").read_text(encoding="utf-8")
    rows = [line for line in guide.splitlines() if line.startswith("| *")]
    quoted = {phrase for line in rows for phrase in re.findall(r"\*([^*]+)\*", line.split(" | ")[0])}
    said = [
        sentence(answer)
        for answer in (
            Conflict(size=180),
            BadProof(why="x"),
            TwoRoots(size=3, note=NOTE, is_conflict=False),
            BadSignature(why="x"),
            ClockBehind(at_s=1, last_at_s=2),
            StateUnsound(why="`x` is not the state of a witness"),
        )
    ]
    assert len(quoted) == 7
    assert not {phrase for phrase in quoted if not any(phrase.removesuffix(" …") in one for one in said)}
    assert "grew from 120 to 180 leaves since 3 November 2026." in guide
