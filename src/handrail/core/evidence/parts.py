"""What an evidence pack is made of, before it is bundled. Format: docs/formats/evidence-pack.md."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime

from handrail.core.record.commitments import Opening
from handrail.core.record.rotation import Rotation
from handrail.core.record.verifier_keys import VerifierKey


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One leaf of the log, with what of it is shown.

    index     in the log, from 0
    leaf      the leaf's bytes
    openings  of the fields that are shown
    withheld  fields that are kept and not shown in this pack; what is neither shown nor withheld was erased
    proof     that the leaf is in the tree of the pack's checkpoint: 32 bytes each, from its sibling upwards
    """

    index: int
    leaf: bytes
    openings: tuple[Opening, ...]
    withheld: frozenset[str]
    proof: tuple[bytes, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptFile:
    """A file of the record, as it was handed in.

    sha256      hex, as a leaf `file.added` has it
    size_bytes  of the whole file
    chunks      gives its bytes again, from the start, each time it is called
    """

    sha256: str
    size_bytes: int
    chunks: Callable[[], Iterable[bytes]] = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """An older checkpoint, and the proof that the pack's tree grew from it.

    note   the signed note, cosignatures included
    proof  32 bytes each (RFC 9162 2.1.4)
    """

    note: bytes
    proof: tuple[bytes, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Custody:
    """Who made the pack, when, why and with what.

    exported_at      UTC
    exported_by      name and role, as the desk knows them
    reason           as the person gave it
    software         name and version
    software_sha256  hex digest over the program's own files
    """

    exported_at: datetime
    exported_by: str
    reason: str
    software: str
    software_sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """Everything that goes into one pack.

    title       of the conversation
    is_whole    every leaf of the conversation is among the entries, and nothing is withheld
    entries     in the order of the log: the conversation's leaves, the certificates of what was erased from
                them, and the leaf `export.made` of this pack, which is last
    checkpoint  the signed note at which all proofs end
    first_key   the log's first key; `rotations` lead from it to the present one
    earlier     oldest first; those at which a key took over should be among them
    witnesses   keys of those who cosigned, so that a reader can check them and ask whose they are
    timestamps  answers of RFC 3161 authorities over the checkpoint with the log's signature alone, in DER
    """

    title: str
    is_whole: bool
    entries: tuple[Entry, ...]
    files: tuple[KeptFile, ...]
    checkpoint: bytes
    first_key: VerifierKey
    rotations: tuple[Rotation, ...]
    earlier: tuple[Earlier, ...]
    custody: Custody
    witnesses: tuple[VerifierKey, ...] = ()
    timestamps: tuple[bytes, ...] = ()
