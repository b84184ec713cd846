"""A fact nobody recorded. Touching it in a condition raises, so no condition can pass over it by accident."""

from typing import Final, NoReturn, Self, final


class NotKnown(Exception):
    """A condition needed a fact that is not recorded."""


@final
class Unknown:
    """The one value of a fact that is not recorded; comparing, hashing or testing it raises NotKnown.

    Closures therefore need no checks of their own, and the common path pays nothing.
    Compare by identity: `value is UNKNOWN`.
    """

    __slots__ = ()

    def _raise(self, *_: object) -> NoReturn:
        raise NotKnown

    __eq__ = __ne__ = __lt__ = __le__ = __gt__ = __ge__ = _raise
    __bool__ = __hash__ = __add__ = __sub__ = __iter__ = _raise

    def __getattr__(self, name: str) -> NoReturn:
        """Raise for a fact inside a part of the facts that is not recorded at all."""
        if name.startswith("__"):
            raise AttributeError(name)
        raise NotKnown

    def __repr__(self) -> str:
        return "UNKNOWN"

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, _: object) -> Self:
        return self

    def __reduce__(self) -> str:
        return "UNKNOWN"


UNKNOWN: Final = Unknown()
