"""Which files a pack has, and how much of each is read (§1).

Numbers such as `§1` in this room's docstrings are sections of docs/formats/evidence-pack.md.
"""

from re import compile as pattern
from re import escape

FORMAT = "handrail.evidence/1"

MANIFEST = "manifest.json"
ENTRIES = "entries.jsonl"
CHECKPOINT = "checkpoint"
EARLIER = "earlier.json"
KEYS = "keys.json"
CUSTODY = "custody.json"
REPORT = "report.pdf"
CERTIFICATE = "certificate.txt"
HOWTO = "HOWTO.txt"
PROGRAM = "verify.py"
FILES = "files/"
TIMESTAMPS = "timestamps/"

# every pack has these, in this order; then come `files/` and `timestamps/`, and the manifest is last
ALWAYS = (HOWTO, PROGRAM, REPORT, CERTIFICATE, CUSTODY, ENTRIES, CHECKPOINT, EARLIER, KEYS)
SHA256 = pattern(r"[0-9a-f]{64}")
NAME = pattern(
    rf"{'|'.join(map(escape, (*ALWAYS, MANIFEST)))}|{FILES}[0-9a-f]{{64}}|{TIMESTAMPS}[1-9][0-9]{{0,3}}\.tsr"
)

MOST_MANIFEST_BYTES = 16_000_000
MOST_PART_BYTES = 256_000_000  # of a file that is read as a whole; those in `files/` are only hashed
SLACK_BYTES = 1_000_000  # read beyond what the manifest says, so that an edited entry can still be named


def file_name(sha256: str) -> str:
    """Return where a file of the record is in a pack."""
    return f"{FILES}{sha256}"


def timestamp_name(number: int) -> str:
    """Return where a timestamp is in a pack.

    number  from 1
    """
    return f"{TIMESTAMPS}{number}.tsr"
