class ScreeningFailed(Exception):
    """Screening did not finish: the message counts as unscreened and is held for a person."""


class BadPhrase(ScreeningFailed):
    """A phrase or a file of phrases is out of shape."""
