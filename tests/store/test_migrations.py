import pytest
from django.core.management import call_command


@pytest.mark.django_db
def test_the_migrations_make_exactly_the_models():
    call_command("makemigrations", "store", check=True, dry_run=True, verbosity=0)
