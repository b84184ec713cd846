"""The one place that reads Django's settings and builds what the rooms below are handed."""

import secrets
from collections.abc import Callable
from datetime import UTC, datetime

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from handrail.actions.deps import Deps
from handrail.config.environment import EnvironmentRefused
from handrail.config.software import software


def build_deps() -> Deps:
    """Return the clock, folders and limits of this installation."""
    return Deps(
        now=lambda: datetime.now(UTC),
        uploads=settings.UPLOADS,
        upload_limit_bytes=settings.UPLOAD_LIMIT_BYTES,
        random_bytes=secrets.token_bytes,
        keys=settings.KEYS,
        software=software(),
    )


def refuse_to_start_without_a_key() -> None:
    """Stop a server that would sign sessions with nothing.

    raises  EnvironmentRefused: no key in the environment and none kept
    """
    if not settings.ENVIRONMENT.secret_key:
        raise EnvironmentRefused(
            "`HANDRAIL_SECRET_KEY` is missing; `handrail serve` makes one, any other server needs it set"
        )


class WiringMiddleware:
    """Hands every request the same Deps, so that no page reads a setting or the clock by itself."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request.deps = build_deps()  # type: ignore[attr-defined]  # DeskRequest declares it
        return self._get_response(request)
