"""Near names: what somebody probably meant, to be offered and never assumed."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Final

from uegraph.shapes import key

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

# A comparison of two names costs about 20 µs. Among more names than this only those that begin
# alike are compared, and after so many searches only names that are the same but for case, spaces
# and hyphens are still found: a sheet of 100,000 unknown ids must not take minutes.
_MANY: Final = 500
_SEARCHES: Final = 200
_BEGINNING: Final = 2


class NearNames:
    """Names to be offered for what was written in their place.

    >>> NearNames(names(["organisations", "themes"])).nearest("Organisation")
    'organisations'
    """

    def __init__(self, candidates: Mapping[str, str]) -> None:
        """Take the candidates: each way to write one, in the form of ``key``, and what it is."""
        self._candidates = candidates
        self._left = _SEARCHES
        self._beginnings: dict[str, list[str]] = {}
        if len(candidates) > _MANY:
            for name in candidates:
                self._beginnings.setdefault(name[:_BEGINNING], []).append(name)

    def nearest(self, text: str) -> str | None:
        """The candidate most like a text, or ``None`` where none is near."""
        wanted = key(text[:200])
        if wanted in self._candidates:
            return self._candidates[wanted]
        if not self._left:
            return None
        self._left -= 1
        known: Iterable[str] = self._candidates
        if self._beginnings:
            known = self._beginnings.get(wanted[:_BEGINNING], [])[:_MANY]
        found = get_close_matches(wanted, known, n=1, cutoff=0.6)
        return self._candidates[found[0]] if found else None

    def remedy(self, text: str, otherwise: str) -> str:
        """``Did you mean 'x'?``, or what to do where nothing is near."""
        found = self.nearest(text)
        return f"Did you mean '{found}'?" if found else otherwise


def names(known: Iterable[str]) -> dict[str, str]:
    """Names as candidates for ``NearNames``."""
    return {key(name): name for name in known}


def did_you_mean(text: str, candidates: Mapping[str, str], otherwise: str) -> str:
    """A remedy where only one name is looked for."""
    return NearNames(candidates).remedy(text, otherwise)
