class RecordError(ValueError):
    """What this room refuses. The text is for operators: lower case, no full stop, input in backticks."""
