"""Audits of exported chats. The chat's bytes are kept as a file named by the id, not in the table."""

import uuid

from django.conf import settings  # noqa: TID251  # Django's way to name the table of accounts
from django.db import models
from django.db.models import Q


class Audit(models.Model):
    """One chat handed in by one account, and what became of it.

    Where it stands is read from the moments, never stored: asked for (`queued_at`), taken up (`started_at`),
    ended (`finished_at`) with a report or a refusal.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    chat_name = models.CharField(max_length=255)
    chat_sha256 = models.CharField(max_length=64)
    chat_size_bytes = models.BigIntegerField()
    people_name = models.CharField(max_length=255, blank=True)
    people_csv = models.TextField(blank=True)
    pack = models.CharField(max_length=100)
    platform = models.CharField(max_length=100)
    dates = models.CharField(max_length=20, blank=True)
    exporter = models.CharField(max_length=255, blank=True)
    queued_at = models.DateTimeField(null=True)
    started_at = models.DateTimeField(null=True)
    messages_expected = models.BigIntegerField(default=0)  # to walk, as the first look counted them
    messages_read = models.BigIntegerField(default=0)
    finished_at = models.DateTimeField(null=True)
    refused_because = models.TextField(blank=True)
    report_json = models.TextField(blank=True)
    # A few things of the report that the list shows, so that it need not read whole reports.
    title = models.TextField(blank=True)
    headline = models.TextField(blank=True)
    refused = models.BigIntegerField(default=0)
    held = models.BigIntegerField(default=0)
    conversation = models.ForeignKey(
        "store.Conversation", on_delete=models.PROTECT, null=True, related_name="+"
    )  # where the record keeps the chat, once it was read

    class Meta:
        indexes = (
            models.Index(fields=["owner", "-made_at"], name="audit_of_owner"),
            models.Index(fields=["queued_at"], condition=Q(started_at__isnull=True), name="audit_waiting"),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(started_at__isnull=True) | Q(queued_at__isnull=False),
                name="audit_starts_only_when_asked_for",
            ),
            models.CheckConstraint(
                condition=Q(finished_at__isnull=True, report_json="", refused_because="")
                | Q(finished_at__isnull=False, started_at__isnull=False, refused_because="")
                & ~Q(report_json="")
                | Q(finished_at__isnull=False, started_at__isnull=False, report_json="")
                & ~Q(refused_because=""),
                name="audit_ends_with_a_report_or_a_refusal",
            ),
        )

    def __str__(self) -> str:
        return str(self.id)
