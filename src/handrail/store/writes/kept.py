"""What leaves commit to, and the keys it is encrypted under."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from django.db import connection, connections, transaction

from handrail.store.dialects import overwrite_deleted
from handrail.store.models import Blob, BlobPart, ContentKey, Erasure, Opening
from handrail.store.router import CONTENT_KEYS


class SealedOpening(NamedTuple):
    """One field of one leaf, encrypted."""

    leaf_hash: bytes
    field: str
    key_id: bytes
    ciphertext: bytes


class WrappedKey(NamedTuple):
    """A content key under the master key."""

    id: bytes
    wrapped: bytes


def insert_content_keys(keys: Iterable[WrappedKey]) -> None:
    """Keep content keys; one that is kept already stays. They are there before what they open is."""
    # in one transaction of its own: the disk is waited for once
    with transaction.atomic(using=CONTENT_KEYS), connections[CONTENT_KEYS].cursor() as cursor:
        cursor.executemany(
            "INSERT INTO store_contentkey (id, wrapped) VALUES (%s, %s) ON CONFLICT DO NOTHING", list(keys)
        )


def insert_openings(openings: Iterable[SealedOpening]) -> None:
    """Keep what opens leaves, in the transaction of the deed."""
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO store_opening (leaf_hash, field, key_id, ciphertext) VALUES (%s, %s, %s, %s)",
            list(openings),
        )


def insert_blob(leaf_hash: bytes, *, sha256: str, size_bytes: int, key_id: bytes) -> None:
    """Say that a file belongs to a leaf; its parts are inserted one by one."""
    Blob.objects.create(leaf_hash=leaf_hash, sha256=sha256, size_bytes=size_bytes, key_id=key_id)


def insert_blob_part(leaf_hash: bytes, number: int, ciphertext: bytes) -> None:
    """Keep one encrypted stretch of a file."""
    BlobPart.objects.create(leaf_hash=leaf_hash, number=number, ciphertext=ciphertext)


def insert_erasures(leaf_hashes: Iterable[bytes], certificates: Sequence[bytes]) -> None:
    """Remember which certificate covers which leaf."""
    rows = zip(leaf_hashes, certificates, strict=True)
    Erasure.objects.bulk_create(
        Erasure(leaf_hash=leaf, certificate=certificate) for leaf, certificate in rows
    )


def destroy_content_keys(ids: Sequence[bytes]) -> None:
    """Destroy keys: from here on nothing opens what they encrypted, wherever a copy of it is."""
    for start in range(0, len(ids), 500):
        ContentKey.objects.filter(id__in=ids[start : start + 500]).delete()
    overwrite_deleted(connections[CONTENT_KEYS])


def delete_content(leaf_hashes: Sequence[bytes], *, lasting: Iterable[str]) -> None:
    """Remove the ciphertexts of erased leaves, save for the fields that outlive an erasure."""
    for start in range(0, len(leaf_hashes), 500):
        some = leaf_hashes[start : start + 500]
        Opening.objects.filter(leaf_hash__in=some).exclude(field__in=tuple(lasting)).delete()
        BlobPart.objects.filter(leaf_hash__in=some).delete()
        Blob.objects.filter(leaf_hash__in=some).delete()
