"""Keeps the table of content keys in a database of its own, and everything else out of it."""

from django.db.models import Model

CONTENT_KEYS = "content_keys"
_APART = "contentkey"


class ContentKeyRouter:
    """Django asks this for every query and every migration."""

    def db_for_read(self, model: type[Model], **_hints: object) -> str | None:
        return CONTENT_KEYS if model._meta.model_name == _APART else None  # noqa: SLF001  # Django's documented way in

    db_for_write = db_for_read

    def allow_migrate(
        self, db: str, app_label: str, model_name: str | None = None, **_hints: object
    ) -> bool | None:
        is_apart = app_label == "store" and model_name == _APART
        return is_apart == (db == CONTENT_KEYS)
