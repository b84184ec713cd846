"""Sets a document with Typst: our fonts only, no network, and never an empty box in place of a letter.

The standards asked for forbid a letter without a glyph: Typst refuses, and names the text it could not set.
"""

import json
import re
from collections.abc import Collection, Mapping
from datetime import datetime
from functools import cache
from importlib.resources import files
from pathlib import Path

import typst

HERE = Path(__file__).parent

_FONT_PACKAGES = ("manimgx_fonts", "manimgx_fonts_cjk")
# Latin, Greek and Cyrillic first, then each script's own; what is left are signs.
_SCRIPTS = (
    "Arabic", "Hebrew", "Devanagari", "Bengali", "Gurmukhi", "Gujarati", "Oriya", "Tamil", "Telugu",
    "Kannada", "Malayalam", "Sinhala", "Thai", "Lao", "Myanmar", "Khmer", "Ethiopic", "Armenian", "Georgian",
)  # fmt: skip
_FAMILIES = (
    "Noto Sans",
    *(f"Noto Sans {script}" for script in _SCRIPTS),
    *("Noto Sans CJK SC", "Noto Emoji", "Noto Sans Symbols", "DejaVu Sans Mono", "New Computer Modern Math"),
)
_REFUSED = re.compile(r'the text `"((?:[^"\\]|\\.)*)"` could not be displayed', re.DOTALL)
_ESCAPED = re.compile(r"\\(?:u\{([0-9a-f]+)\}|(.))", re.DOTALL)
_SHORT_ESCAPES = {"n": "\n", "r": "\r", "t": "\t", "0": "\0"}


class CannotSet(ValueError):
    """Typst refuses a document.

    refused  texts that no font has; empty where something else is wrong
    """

    def __init__(self, diagnosis: str) -> None:
        self.refused = frozenset(_unescaped(found) for found in _REFUSED.findall(diagnosis))
        super().__init__(f"the document cannot be set: {diagnosis.strip()[:1000]}")


def set_pdf(template: str, inputs: Mapping[str, str], *, at: datetime) -> bytes:
    """Return a document as a tagged PDF/A.

    template  a file of this folder
    inputs    reach the template as values; nothing in them is read as markup
    at        the moment the file states; the same inputs and moment give the same bytes
    raises    CannotSet: a text no font has, or a fault in the template
    """
    compiler = typst.Compiler(HERE / template, root=HERE, font_paths=_fonts(), ignore_system_fonts=True)
    given = {**inputs, "families": json.dumps(_FAMILIES)}
    try:
        made = compiler.compile(
            format="pdf",
            sys_inputs=given,
            pdf_standards=["a-2a", "ua-1"],  # can be kept for decades, and read aloud
            timestamp=at.replace(microsecond=0),  # PDF knows seconds
        )
    except typst.TypstError as error:
        raise CannotSet(error.diagnostic) from error
    if not isinstance(made, bytes):
        raise CannotSet("typst returned no document")
    return made


def unshowable(letters: Collection[str], *, at: datetime) -> frozenset[str]:
    """Return which of some letters no font of ours can draw; the typesetter itself is asked.

    raises  CannotSet: Typst refuses for another reason
    """
    if not letters:
        return frozenset()
    try:
        set_pdf("letters.typ", {"letters": json.dumps(sorted(letters))}, at=at)
    except CannotSet as error:
        if not error.refused:
            raise
        return frozenset(letter for letter in letters if error.refused & _parts(letter))
    return frozenset()


@cache
def _fonts() -> typst.Fonts:
    folders = [Path(str(files(name))) for name in _FONT_PACKAGES]
    return typst.Fonts(include_system_fonts=False, font_paths=folders)


def _parts(letter: str) -> frozenset[str]:
    """Return a letter and what it is made of: the mark on it may be what is lacking."""
    ends = range(len(letter) + 1)
    return frozenset(letter[start:end] for start in ends for end in ends[start + 1 :])


def _unescaped(text: str) -> str:
    """Undo the escapes of a quoted text in Typst's words."""
    return _ESCAPED.sub(
        lambda found: chr(int(found[1], 16)) if found[1] else _SHORT_ESCAPES.get(found[2], found[2]),
        text,
    )
