"""The program `verify.py`, loaded as nobody else would: to run it often without starting Python again."""

import re
import sys
from contextlib import redirect_stderr, redirect_stdout
from importlib.util import module_from_spec, spec_from_file_location
from io import BytesIO, TextIOWrapper
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType
from typing import NamedTuple

import handrail.core.evidence

PROGRAM = Path(handrail.core.evidence.__path__[0]) / "standalone" / "verify.py"


class Answer(NamedTuple):
    """What the program said, and how it ended."""

    code: int
    text: str

    @property
    def faults(self) -> list[str]:
        _, _, below = self.text.partition("\nWRONG\n")
        return re.findall(r"^  (.*)$", below, re.MULTILINE)


def loaded() -> ModuleType:
    spec = spec_from_file_location("standalone_verify", PROGRAM)
    assert spec
    assert spec.loader
    module = module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


MODULE = loaded()


def answer(raw: bytes, *words: str) -> Answer:
    """Run the program on a pack's bytes."""
    out = TextIOWrapper(BytesIO())
    with TemporaryDirectory() as folder, redirect_stdout(out), redirect_stderr(out):
        pack = Path(folder) / "pack.zip"
        pack.write_bytes(raw)
        code = MODULE.main([*words, str(pack)])
    out.flush()
    return Answer(code, out.buffer.getvalue().decode())
