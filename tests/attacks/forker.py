"""Run as a program: sets Django up once, then forks a process for each thing that is asked for.

Lines of JSON on standard input ask for a way of `ways.py`, or with `reap` for the end of a process; lines of
JSON on standard output answer. A deed is told of once its transaction is committed.
"""

import json
import os
import sys
from importlib import import_module
from pathlib import Path

import django


def main() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "handrail.config.settings"
    django.setup()
    ways = import_module("tests.attacks.ways")  # only once Django is set up
    deps = ways.build_deps()
    for line in sys.stdin:
        asked = json.loads(line)
        if asked["do"] == "reap":
            os.waitpid(asked["pid"], 0)
            ways.answer(reaped=asked["pid"])
            continue
        pid = os.fork()
        if pid == 0:
            try:
                there = ways.elsewhere(deps, Path(asked["home"])) if "home" in asked else deps
                ways.WAYS[asked["do"]](there, asked)
            except BaseException as error:  # noqa: BLE001  # the test is told, whatever it is
                ways.answer(crashed=f"{type(error).__name__}: {error}")
            finally:
                os._exit(0)
        ways.answer(pid=pid)


if __name__ == "__main__":
    main()
