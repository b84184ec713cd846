"""The web server: one process, a few threads."""

from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

THREADS = 8  # requests at once; each is short, the long work is in the job loop
PATIENCE_S = 5  # before a worker that does not end is ended


def serve_pages(*, host: str, port: int) -> None:
    """Serve until the process is told to stop."""
    Server(
        "handrail.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=THREADS,
        log_level=LogLevels.error,
        websockets=False,
        respawn_failed_workers=True,
        workers_kill_timeout=PATIENCE_S,
    ).serve()
