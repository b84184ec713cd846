"""Names known from elsewhere, so that one which holds a comma or an `and` is not cut in a list of people."""

from collections.abc import Callable, Iterable, Sequence

from handrail.core.imports.wordlists import flat

MOST_PARTS = 6  # of one name: `Lee and Sons` has two


class KnownNames:
    """Which names are whole.

    is_listed  tells the names of the people file
    seen       names that somebody in the chat writes by
    """

    def __init__(
        self, *, is_listed: Callable[[str], bool] = lambda _: False, seen: Iterable[str] = ()
    ) -> None:
        self._is_listed = is_listed
        self._seen = frozenset(map(flat, seen))

    def whole(self, written: str, cuts: Sequence[tuple[int, int]]) -> list[str]:
        """Return the names in a list of people.

        written  the list as it stands in the line
        cuts     the stretches that part one name from the next, unless both are parts of a known one
        """
        starts = [0, *(end for _, end in cuts)]
        ends = [*(start for start, _ in cuts), len(written)]
        parts = [written[start:end] for start, end in zip(starts, ends, strict=True)]
        names: list[str] = []
        at = 0
        while at < len(parts):
            last = min(at + MOST_PARTS, len(parts)) - 1
            until = next(
                (
                    to
                    for to in range(last, at, -1)
                    if self._is_one(written[starts[at] : ends[to]], parts[at : to + 1])
                ),
                at,
            )
            names.append(written[starts[at] : ends[until]])
            at = until + 1
        return names

    def _is_one(self, name: str, parts: Sequence[str]) -> bool:
        """Return whether a stretch of the list is one name.

        Anyone can call themselves `Ash and Bea`: where both are in the people file, that hides neither.
        """
        if self._is_listed(name):
            return True
        return flat(name) in self._seen and not all(map(self._is_listed, parts))


NOBODY = KnownNames()
