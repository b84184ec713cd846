"""Every table that a backup holds, in the order in which its rows can be put back."""

from django.db.models import Model

from handrail.store import models

CONTENT_KEY_TABLE: type[Model] = models.ContentKey
TABLES: tuple[type[Model], ...] = (
    models.Account,
    models.Conversation,
    models.Audit,
    models.Hold,
    models.HoldRelease,
    models.ChainLink,
    models.Erasure,
    models.Opening,
    models.Blob,
    models.BlobPart,
    models.PendingLeaf,
    models.Entry,
    models.Subtree,
    models.Head,
    models.LogKey,
    models.Cosignature,
)
# Who failed to sign in is forgotten after a day, and sessions end with the machine.
LEFT_OUT: tuple[type[Model], ...] = (models.SignInFailure,)
