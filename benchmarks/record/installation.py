"""A record of its own for a benchmark: begun where the environment says."""

import os
from functools import cache
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "handrail.config.settings")

from handrail.config.setting_up import prepare_record  # after the environment it reads

ENVIRONMENT = prepare_record()

from handrail.actions.deps import Deps  # noqa: E402  # once Django is set up
from handrail.config.wiring import build_deps  # noqa: E402  # as above

HOME: Path = ENVIRONMENT.home


@cache
def deps() -> Deps:
    return build_deps()
