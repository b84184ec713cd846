"""Conversations, where their leaves are, and what keeps them from being erased."""

import uuid

from django.conf import settings  # noqa: TID251  # Django's way to name the table of accounts
from django.db import models


class Conversation(models.Model):
    """One conversation of the record.

    retention    class that says when somebody must look whether it is still to be kept
    last_on      day of its last message, from which the review is counted
    reviewed_on  day on which somebody last decided to keep it
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    opened_at = models.DateTimeField()
    platform = models.CharField(max_length=100)
    retention = models.CharField(max_length=50)
    last_on = models.DateField()
    reviewed_on = models.DateField(null=True)

    def __str__(self) -> str:
        return str(self.id)


class ChainLink(models.Model):
    """The leaf with one number of a conversation: a way to find it, the truth is in the leaf."""

    pk = models.CompositePrimaryKey("conversation_id", "seq")
    conversation = models.ForeignKey(Conversation, on_delete=models.PROTECT, related_name="+", db_index=False)
    seq = models.BigIntegerField()
    leaf_hash = models.BinaryField(max_length=32)

    class Meta:
        indexes = (models.Index(fields=["leaf_hash"], name="chain_link_of_leaf"),)

    def __str__(self) -> str:
        return f"{self.conversation_id}/{self.seq}"


class Hold(models.Model):
    """A legal hold: nothing of the conversation is erased while it stands."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    conversation = models.ForeignKey(Conversation, on_delete=models.PROTECT, related_name="+")
    placed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    placed_at = models.DateTimeField()
    reason = models.TextField()

    def __str__(self) -> str:
        return str(self.id)


class HoldRelease(models.Model):
    """One person's word that a hold may end. It ends with the word of a second."""

    hold = models.ForeignKey(Hold, on_delete=models.PROTECT, related_name="releases")
    released_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    released_at = models.DateTimeField()
    reason = models.TextField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["hold", "released_by"], name="hold_release_once_a_person"),
        )

    def __str__(self) -> str:
        return str(self.hold_id)
