"""Finds the style sheets, scripts and pictures that stand beside the markup they belong to."""

from collections.abc import Iterable, Iterator

from django.contrib.staticfiles.finders import FileSystemFinder
from django.core.files.storage import FileSystemStorage, Storage

from handrail.ui.sheets import UI

PREFIX = "handrail"
SERVED = (".css", ".js", ".svg")


class UiFinder(FileSystemFinder):
    """Offers only what a browser asks for: never a template or a module."""

    def __init__(self, app_names: object = None, *args: object, **kwargs: object) -> None:  # noqa: ARG002
        # The signature is Django's; our one folder is fixed, so nothing that is passed matters.
        storage = FileSystemStorage(location=UI)
        storage.prefix = PREFIX  # type: ignore[attr-defined]  # Django sets it on its own storages likewise
        self.locations = [(PREFIX, str(UI))]
        self.storages = {str(UI): storage}

    def check(self, **_kwargs: object) -> list[object]:  # type: ignore[override]  # nothing to check
        return []

    def find_location(self, root: str, path: str, prefix: str | None = None) -> str | None:
        return super().find_location(root, path, prefix) if path.endswith(SERVED) else None

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, Storage]]:
        return ((path, storage) for path, storage in super().list(ignore_patterns) if path.endswith(SERVED))
