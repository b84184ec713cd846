"""What the log only commits to: kept encrypted, each under a key of its own that can be destroyed."""

from django.db import models


class Opening(models.Model):
    """One field of one leaf: its salt and value, encrypted."""

    pk = models.CompositePrimaryKey("leaf_hash", "field")
    leaf_hash = models.BinaryField(max_length=32)
    field = models.CharField(max_length=64)
    key_id = models.BinaryField(max_length=16)
    ciphertext = models.BinaryField()

    def __str__(self) -> str:
        return self.field


class Blob(models.Model):
    """A file, encrypted in parts. It belongs to the leaf `file.added` with this hash."""

    leaf_hash = models.BinaryField(primary_key=True, max_length=32)
    sha256 = models.CharField(max_length=64)
    size_bytes = models.BigIntegerField()
    key_id = models.BinaryField(max_length=16)

    class Meta:
        indexes = (models.Index(fields=["sha256"], name="blob_of_file"),)

    def __str__(self) -> str:
        return self.sha256


class BlobPart(models.Model):
    """One stretch of a file, encrypted; numbered from 0."""

    pk = models.CompositePrimaryKey("leaf_hash", "number")
    leaf_hash = models.BinaryField(max_length=32)
    number = models.IntegerField()
    ciphertext = models.BinaryField()

    def __str__(self) -> str:
        return str(self.number)


class ContentKey(models.Model):
    """A key, wrapped under the master key. It lives in a database of its own, see `store/router.py`."""

    id = models.BinaryField(primary_key=True, max_length=16)
    wrapped = models.BinaryField()

    def __str__(self) -> str:
        return bytes(self.id).hex()


class Erasure(models.Model):
    """Which certificate covers an erased leaf: a way to find it, the truth is in the log."""

    pk = models.CompositePrimaryKey("leaf_hash", "certificate")
    leaf_hash = models.BinaryField(max_length=32)
    certificate = models.BinaryField(max_length=32)

    def __str__(self) -> str:
        return bytes(self.leaf_hash).hex()
