"""What leaves commit to, still encrypted, and the wrapped keys."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from handrail.store.models import Blob, BlobPart, ChainLink, ContentKey, Entry, Erasure, Opening

_TOGETHER = 500  # values in one question: SQLite takes a limited number


@dataclass(frozen=True, slots=True, kw_only=True)
class OpeningRow:
    """One field of one leaf, encrypted."""

    leaf_hash: bytes
    field: str
    key_id: bytes
    ciphertext: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class BlobRow:
    """A file of the record."""

    leaf_hash: bytes
    sha256: str
    size_bytes: int
    key_id: bytes


def openings_of(leaf_hashes: Sequence[bytes], *, field: str = "") -> Iterator[OpeningRow]:
    """Yield what is kept of some leaves: all of it, or one field."""
    for start in range(0, len(leaf_hashes), _TOGETHER):
        some = Opening.objects.filter(leaf_hash__in=leaf_hashes[start : start + _TOGETHER])
        if field:
            some = some.filter(field=field)
        for leaf_hash, name, key_id, sealed in some.values_list("leaf_hash", "field", "key_id", "ciphertext"):
            yield OpeningRow(
                leaf_hash=bytes(leaf_hash), field=name, key_id=bytes(key_id), ciphertext=bytes(sealed)
            )


def wrapped_keys(ids: Sequence[bytes]) -> dict[bytes, bytes]:
    """Return wrapped keys by their id; destroyed ones are not among them."""
    found: dict[bytes, bytes] = {}
    for start in range(0, len(ids), _TOGETHER):
        some = ContentKey.objects.filter(id__in=ids[start : start + _TOGETHER])
        found |= {bytes(id_): bytes(wrapped) for id_, wrapped in some.values_list("id", "wrapped")}
    return found


def blobs_of(leaf_hashes: Sequence[bytes]) -> tuple[BlobRow, ...]:
    """Return the files that belong to some leaves."""
    rows = Blob.objects.filter(leaf_hash__in=leaf_hashes)
    return tuple(
        BlobRow(
            leaf_hash=bytes(row.leaf_hash),
            sha256=row.sha256,
            size_bytes=row.size_bytes,
            key_id=bytes(row.key_id),
        )
        for row in rows
    )


def blob_part(leaf_hash: bytes, number: int) -> bytes | None:
    """Return one encrypted stretch of a file; None where there is none."""
    found = BlobPart.objects.filter(leaf_hash=leaf_hash, number=number).values_list("ciphertext", flat=True)
    part = found.first()
    return None if part is None else bytes(part)


def blob_parts(leaf_hash: bytes) -> int:
    """Return in how many stretches a file is kept."""
    return BlobPart.objects.filter(leaf_hash=leaf_hash).count()


def certificates_of(leaf_hashes: Sequence[bytes]) -> dict[bytes, tuple[bytes, ...]]:
    """Return, by erased leaf, the certificates that cover it."""
    found: dict[bytes, tuple[bytes, ...]] = {}
    for start in range(0, len(leaf_hashes), _TOGETHER):
        some = Erasure.objects.filter(leaf_hash__in=leaf_hashes[start : start + _TOGETHER])
        for leaf_hash, certificate in some.values_list("leaf_hash", "certificate"):
            found[bytes(leaf_hash)] = (*found.get(bytes(leaf_hash), ()), bytes(certificate))
    return found


def homeless(most: int) -> dict[bytes, str]:
    """Return leaf hashes of no entry for which something is kept, with what it is; so many of each kind."""
    kinds = {
        "a place in a conversation": ChainLink,
        "a field": Opening,
        "a file": Blob,
        "a part of a file": BlobPart,
    }
    there = Entry.objects.filter(leaf_hash=OuterRef("leaf_hash"))
    return {
        bytes(leaf_hash): what
        for what, table in kinds.items()
        for leaf_hash in table._default_manager.filter(~Exists(there))  # noqa: SLF001  # documented
        .values_list("leaf_hash", flat=True)
        .distinct()[:most]
    }


def unfinished_erasures(*, lasting: Sequence[str]) -> list[bytes]:
    """Return the leaves that have a certificate, and of which something that can be erased is still kept."""
    certified = Erasure.objects.values("leaf_hash")
    fields = Opening.objects.filter(leaf_hash__in=certified).exclude(field__in=lasting)
    files = Blob.objects.filter(leaf_hash__in=certified)
    hashes = (*fields.values_list("leaf_hash", flat=True), *files.values_list("leaf_hash", flat=True))
    return list(dict.fromkeys(bytes(one) for one in hashes))
