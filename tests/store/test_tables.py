import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from tests.staff import NOW

from handrail.store.models import Account, Audit

pytestmark = pytest.mark.django_db


def audit(owner, **values):
    return Audit.objects.create(
        owner_id=owner.id,
        made_at=NOW,
        chat_name="a.txt",
        chat_sha256="0" * 64,
        chat_size_bytes=1,
        pack="sg04",
        platform="whatsapp",
        **values,
    )


@pytest.mark.parametrize(
    "values",
    [
        {"started_at": NOW},
        {"finished_at": NOW},
        {"queued_at": NOW, "started_at": NOW, "finished_at": NOW},
        {"queued_at": NOW, "started_at": NOW, "report_json": "{}"},
        {
            "queued_at": NOW,
            "started_at": NOW,
            "finished_at": NOW,
            "report_json": "{}",
            "refused_because": "no",
        },
    ],
)
def test_an_audit_that_contradicts_itself_cannot_be_stored(lead, values):
    with pytest.raises(IntegrityError), transaction.atomic():
        audit(lead, **values)


@pytest.mark.parametrize(
    "values", [{"email": "Big@brooklane.example"}, {"role": "king"}, {"email": "lead@brooklane.example"}]
)
def test_an_account_needs_a_known_role_and_a_lower_case_address_of_its_own(lead, values):
    with pytest.raises(IntegrityError), transaction.atomic():
        Account.objects.create(
            **({"email": "x@brooklane.example", "role": "lead", "opened_at": NOW} | values)
        )


def test_somebody_who_owns_audits_cannot_be_removed(lead):
    audit(lead)
    with pytest.raises(ProtectedError):
        Account.objects.get(id=lead.id).delete()
