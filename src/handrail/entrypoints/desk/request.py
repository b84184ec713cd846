"""What a page may rely on in a request once it has passed the gate."""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from handrail.actions.deps import Deps
from handrail.store.reads.accounts import AccountRow


class DeskRequest(HttpRequest):
    """A request with the clock and folders, and who asks.

    `staff` is there wherever a page asks for sign-in.
    """

    deps: Deps
    staff: AccountRow
    htmx: HtmxDetails
