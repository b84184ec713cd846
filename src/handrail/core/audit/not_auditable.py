"""Why a chat that can be read cannot be audited: the one exception that leaves this room."""


class NotAuditable(Exception):
    """One clear sentence for the person who gave the chat.

    reason  lower case, no full stop
    line    from 1, where one line is to blame; None where it is the whole file
    """

    def __init__(self, reason: str, line: int | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.line = line
