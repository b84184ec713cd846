"""People who sign in to the desk."""

import uuid

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower


class AccountQueries(BaseUserManager["Account"]):
    def get_by_natural_key(self, username: str | None) -> "Account":
        """Return the account of an e-mail address, however it is capitalised."""
        return self.get(email=(username or "").strip().lower())


class Account(AbstractBaseUser):
    """One member of staff or volunteer. The e-mail address is the user name, kept in lower case."""

    class Role(models.TextChoices):
        LEAD = "lead"
        DEPUTY = "deputy"
        REPRESENTATIVE = "representative"
        AUDITOR = "auditor"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(max_length=254)
    full_name = models.CharField(max_length=200)
    role = models.CharField(max_length=20, choices=Role)
    is_active = models.BooleanField(default=True)
    opened_at = models.DateTimeField()

    objects = AccountQueries()

    EMAIL_FIELD = "email"
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["full_name", "role"]  # noqa: RUF012  # Django declares it as a list

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["email"], name="account_email_is_unique"),
            models.CheckConstraint(
                condition=models.Q(email=Lower("email")), name="account_email_is_lower_case"
            ),
            models.CheckConstraint(
                condition=models.Q(role__in=["lead", "deputy", "representative", "auditor"]),
                name="account_role_is_known",
            ),
        )

    def __str__(self) -> str:
        return self.email
