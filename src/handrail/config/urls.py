"""Every address of the desk. Who may open each stands on its view; a law test walks this list."""

from handrail.entrypoints.desk.routes import urlpatterns

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

handler400 = "handrail.entrypoints.desk.refusals.malformed"
handler403 = "handrail.entrypoints.desk.refusals.forbidden"
handler404 = "handrail.entrypoints.desk.refusals.not_found"
handler500 = "handrail.entrypoints.desk.refusals.broken"
