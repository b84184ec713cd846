"""What every reader here is asked, in a process of its own: how fast, or what it makes of a folder of files.

    python -m benchmarks.imports.peers.NAME speed FILE   prints {"messages", "seconds", "peak_mib"}
    python -m benchmarks.imports.peers.NAME read FOLDER  prints a line a file: {"file", "error"}, or
                                                         {"file", "rows": [[sender, text], ...]}

Runs under the interpreter that has the peer, so nothing of Handrail is imported here.
"""

import json
import resource
import signal
import sys
import time
import warnings
from collections.abc import Callable, Iterable
from pathlib import Path

PATIENCE_S = 10  # for one small file
Row = tuple[str | None, str]


def main(count: Callable[[str], int], rows: Callable[[str], Iterable[Row]]) -> None:
    """Answer what the command line asks.

    count  reads a file as its users would and gives back how many messages there were
    rows   gives sender and text of each message of a person, in the file's order
    """
    warnings.simplefilter("ignore")
    question, path = sys.argv[1:]
    if question == "speed":
        start = time.perf_counter()
        messages = count(path)
        seconds = time.perf_counter() - start
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(json.dumps({"messages": messages, "seconds": seconds, "peak_mib": peak}))
        return
    for file in sorted(Path(path).iterdir()):
        print(json.dumps({"file": file.name, **_read(str(file), rows)}), flush=True)


def _read(file: str, rows: Callable[[str], Iterable[Row]]) -> dict[str, object]:
    signal.signal(signal.SIGALRM, _enough)
    signal.alarm(PATIENCE_S)
    try:
        return {"rows": [list(row) for row in rows(file)]}
    except BaseException as error:  # some peers end in a panic, which is no Exception
        return {"error": type(error).__name__}
    finally:
        signal.alarm(0)


def _enough(*_: object) -> None:
    raise TimeoutError
