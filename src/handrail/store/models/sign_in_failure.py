from django.db import models


class SignInFailure(models.Model):
    """One failed sign-in. `key` is a digest of e-mail and network address, so neither is kept here."""

    key = models.CharField(max_length=64)
    failed_at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=["key", "failed_at"], name="sign_in_failure_recent"),)

    def __str__(self) -> str:
        return f"{self.key[:8]} at {self.failed_at:%Y-%m-%d %H:%M}"
