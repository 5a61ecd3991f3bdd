"""What a word is worth: rare words say which body is meant, common ones hardly anything."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cached_property
from math import log
from typing import TYPE_CHECKING, Final

from rapidfuzz.distance import OSA

from uegraph.identity.vocabulary import COMMON, NEAR, SLIGHT, SORTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from uegraph.identity.folding import Form

_SHARE: Final = 0.02  # of the names of a list, in which a common word is taken to stand
_FEWEST: Final = 50  # names, from which rareness is told; of fewer, each word is rare


class Words:
    """The words of all names of a graph, with how rare each is.

    Attributes:
        names: The number of names.
    """

    def __init__(self, forms: Iterable[Form]) -> None:
        self._known: Counter[str] = Counter()
        self._nations: defaultdict[frozenset[str], set[frozenset[str]]] = defaultdict(set)
        self.names = 0
        for form in forms:
            self._known.update(set(form.words))
            self._nations[form.unplaced].add(form.nations)
            self.names += 1
        self._weights: dict[str, float] = {}
        self._alike: dict[tuple[str, str], float] = {}

    def count(self, word: str) -> int:
        """In how many names a word stands."""
        return self._known[word]

    def nations(self, form: Form) -> int:
        """In how many countries there is a body of this name, such as Boundary Commission."""
        return len(self._nations.get(form.unplaced, ()))

    def weight(self, word: str) -> float:
        """What a word is worth: from 0.1 for one in every name to 1 for one in a single name.

        A word that no name has is worth as much as the rarest.
        """
        found = self._weights.get(word)
        if found is None:
            count = max(self._known[word], self.names * _SHARE if word in COMMON else 0, 1)
            rare = 1 - log(count) / log(max(self.names, _FEWEST) + 1)
            found = self._weights[word] = max(rare, 0.1) * SLIGHT.get(word, 1)
        return found

    def alike(self, one: str, other: str) -> float:
        """How sure it is that two words are meant to be the same, from 0 to 1.

        Two words that both stand in several names are two words, however much they look alike.
        """
        if one == other:
            return 1.0
        pair = (one, other) if one < other else (other, one)
        if pair not in self._alike:
            self._alike[pair] = self._compare(*pair)
        return self._alike[pair]

    def _compare(self, one: str, other: str) -> float:
        if near := NEAR.get(frozenset((one, other))):
            return near
        shorter, longer = sorted((one, other), key=len)
        if len(shorter) < 4 or one.isdigit() or other.isdigit():
            return 0.0
        if _derived(shorter, longer):
            return 0.7
        if min(self.count(one), self.count(other)) > 1 or {one, other} <= SORTS:
            return 0.0
        found: float = OSA.normalized_similarity(one, other, score_cutoff=0.75)
        steps = OSA.distance(one, other, score_cutoff=2)
        return found if steps == 1 or (steps == 2 and len(longer) >= 10) else 0.0

    def neighbours(self, word: str) -> set[str]:
        """The words of the graph that a word may be a misspelling of, itself included."""
        found = {word} if word in self._known else set()
        for key in _deletes(word):
            found |= self._by_key.get(key, set())
        return found

    @cached_property
    def _by_key(self) -> Mapping[str, set[str]]:
        """Each word under what is left of it without one letter.

        Two words that differ by one letter, or by two that changed places, have one such rest in
        common, so misspellings are found without comparing every word with every other.
        """
        found: defaultdict[str, set[str]] = defaultdict(set)
        for word in self._known:
            for key in _deletes(word):
                found[key].add(word)
        return found


def _derived(shorter: str, longer: str) -> bool:
    """Whether one word is another with an ending, such as statistic and statistical."""
    return (
        longer.startswith(shorter)
        and len(shorter) >= 5
        and len(longer) - len(shorter) <= 3
        and not {shorter, longer} <= SORTS
    )


def _deletes(word: str) -> Iterable[str]:
    if len(word) < 4:
        return ()
    return {word, *(word[:at] + word[at + 1 :] for at in range(len(word)))}
