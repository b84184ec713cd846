"""The password was right after all."""

from handrail.store.writes import accounts


def clear_sign_in(*, failures: tuple[int, ...]) -> None:
    """Take back what `count_sign_in` counted for this attempt; earlier failures stay."""
    accounts.clear_failures(failures)
