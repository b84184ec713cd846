"""The tables. Nothing outside this room imports them; every column is classed in `columns.py`."""

from handrail.store.models.account import Account
from handrail.store.models.audit import Audit
from handrail.store.models.sign_in_failure import SignInFailure

__all__ = ["Account", "Audit", "SignInFailure"]
