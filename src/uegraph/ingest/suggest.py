"""Near names: what somebody probably meant, to be offered and never assumed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from uegraph.shapes import key

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

# A search among 100,000 names takes 20 ms. After so many searches only names that are the same but
# for case, spaces and hyphens are still found: 100,000 unknown ids must not take minutes.
_SEARCHES: Final = 200
# How much of a name must be there, letter for letter: "deprtment" has 0.9 of "department", and
# "Atlantis" 0.4 of "East Midlands".
_ALIKE: Final = 0.65


class NearNames:
    """Names to be offered for what was written in their place.

    >>> NearNames(names(["organisations", "themes"])).nearest("Organisation")
    'organisations'
    """

    def __init__(self, candidates: Mapping[str, str]) -> None:
        """Take the candidates: each way to write one, in the form of ``key``, and what it is."""
        self._candidates = candidates
        self._left = _SEARCHES

    def nearest(self, text: str) -> str | None:
        """The candidate most like a text, or ``None`` where none is near."""
        wanted = key(text[:200])
        if wanted in self._candidates:
            return self._candidates[wanted]
        if not self._left:
            return None
        self._left -= 1
        from rapidfuzz import process  # noqa: PLC0415 - only where there is a mistake
        from rapidfuzz.distance import OSA  # noqa: PLC0415 - as above

        found = process.extractOne(
            wanted, self._candidates.keys(), scorer=OSA.normalized_similarity, score_cutoff=_ALIKE
        )
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
