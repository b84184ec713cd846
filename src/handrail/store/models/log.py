"""The log: INSERT only. Triggers refuse everything else on both databases, see `store/triggers.py`."""

from django.db import models


class PendingLeaf(models.Model):
    """A leaf that was written with its deed and waits for its place in the log."""

    id = models.BigAutoField(primary_key=True)
    leaf = models.BinaryField()

    def __str__(self) -> str:
        return str(self.id)


class Entry(models.Model):
    """One leaf in its place. `seq` is from 0, without gaps."""

    seq = models.BigIntegerField(primary_key=True)
    leaf_hash = models.BinaryField(max_length=32)
    leaf = models.BinaryField()

    class Meta:
        # not unique: SQLite's REPLACE would remove the row that stands in the way
        indexes = (models.Index(fields=["leaf_hash"], name="entry_of_leaf"),)

    def __str__(self) -> str:
        return str(self.seq)


class Subtree(models.Model):
    """The hash over one full tile of 256 below it; `level` from 1."""

    pk = models.CompositePrimaryKey("level", "idx")
    level = models.SmallIntegerField()
    idx = models.BigIntegerField()
    hash = models.BinaryField(max_length=32)

    def __str__(self) -> str:
        return f"{self.level}/{self.idx}"


class Head(models.Model):
    """The log after one batch: its signed checkpoint and the growing edge of the tree."""

    size = models.BigIntegerField(primary_key=True)
    root = models.BinaryField(max_length=32)
    frontier = models.BinaryField()
    note = models.BinaryField()

    def __str__(self) -> str:
        return str(self.size)


class LogKey(models.Model):
    """A public key that speaks for the log, kept for ever.

    The first, and the first of each new origin, has no note; any other came by a rotation, whose checkpoint
    both keys signed.
    """

    number = models.IntegerField(primary_key=True)
    key = models.TextField()
    from_size = models.BigIntegerField()
    note = models.BinaryField(null=True)

    def __str__(self) -> str:
        return self.key


class Cosignature(models.Model):
    """A witness's signature line over one of our checkpoints."""

    id = models.BigAutoField(primary_key=True)
    size = models.BigIntegerField()
    line = models.TextField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["size", "line"], name="cosignature_once"),)

    def __str__(self) -> str:
        return self.line
