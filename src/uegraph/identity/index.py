"""Finding what may be the same without comparing everything with everything.

Names that are alike share words, or misspellings of them. So each name is looked up by its words,
and only the few things with which it shares the most weight are compared with care.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from uegraph.identity.folding import Form, fold_short, forms
from uegraph.identity.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from uegraph.identity.parties import Party

_CROWD: Final = 1_500  # names; a word in more of them leads nowhere alone, only beside another
_MET: Final = 20  # things at one short form or code; more say nothing by meeting there
_FEW: Final = 25  # names that are compared with care, of each reading of a name
_LEAST: Final = 0.2  # of the weight of two names, half of what they share: less cannot be alike
_SPELLINGS: Final = 12


@dataclass(frozen=True, slots=True)
class Entry:
    """A thing with its names, read.

    Attributes:
        party: The thing.
        forms: The ways to read its names.
        shorts: Its short forms, folded.
    """

    party: Party
    forms: tuple[Form, ...]
    shorts: frozenset[str]


def read(party: Party) -> Entry:
    """A thing with its names and short forms as they are compared."""
    # What stands as an acronym may be a name, such as Number 10.
    names = (party.name, *party.others, *(text for text in party.acronyms if " " in text.strip()))
    found = tuple(form for name in names for form in forms(name))
    given = {form.short for form in found} | {fold_short(text) for text in party.acronyms}
    given |= {form.single for form in found}
    return Entry(party, tuple(dict.fromkeys(found)), frozenset(given) - {""})


class Index:
    """The things of a graph by the words, short forms and codes at which they can be found.

    Attributes:
        entries: The things.
        words: The words of their names, with how rare each is.
    """

    def __init__(self, parties: Iterable[Party]) -> None:
        self.entries = [read(party) for party in parties]
        named = [(at, form) for at, entry in enumerate(self.entries) for form in entry.forms]
        self.words = Words(form for _, form in named)
        self._owner = [at for at, _ in named]
        self._total = [self._weight(form) for _, form in named]
        self._by_word: defaultdict[str, list[int]] = defaultdict(list)
        self._by_key: defaultdict[str, list[int]] = defaultdict(list)
        for number, (_, form) in enumerate(named):
            for word in set(form.words):
                self._by_word[word].append(number)
            for pair in _beside(form):
                self._by_word[pair].append(number)
        for at, entry in enumerate(self.entries):
            for key in _keys(entry):
                self._by_key[key].append(at)

    def near(self, entry: Entry) -> list[int]:
        """The places of the things that are worth comparing with one."""
        found = {at for key in _keys(entry) for at in self._by_key.get(key, ())[:_MET]}
        for form in entry.forms:
            found.update(self._owner[number] for number in self._best(form))
        return sorted(found)

    def _weight(self, form: Form) -> float:
        return sum(map(self.words.weight, set(form.words)))

    def _best(self, form: Form) -> list[int]:
        """The names that share the most weight with one, as a part of what both weigh."""
        shared: defaultdict[int, float] = defaultdict(float)
        for word, weight in self._probes(form):
            places = self._by_word.get(word, ())
            if len(places) <= _CROWD:
                for number in places:
                    shared[number] += weight
        own = self._weight(form)
        part = {number: weight / (own + self._total[number]) for number, weight in shared.items()}
        likely = [number for number, found in part.items() if found > _LEAST]
        return heapq.nlargest(_FEW, likely, key=lambda number: (part[number], -number))

    def _probes(self, form: Form) -> Iterator[tuple[str, float]]:
        for word in set(form.words):
            weight = self.words.weight(word)
            spellings = self.words.neighbours(word)
            near = ((self.words.alike(word, found), found) for found in spellings)
            yield from ((found, weight * sure) for sure, found in heapq.nlargest(_SPELLINGS, near))
        yield from ((pair, 0.1) for pair in _beside(form))


def _keys(entry: Entry) -> set[str]:
    initials = {found for form in entry.forms for found in form.initials}
    return {f"code {within} {code}" for within, code in entry.party.codes} | {
        *(f"short {short}" for short in entry.shorts | initials),
        *(f"name {form.text}" for form in entry.forms),
    }


def _beside(form: Form) -> set[str]:
    """Each two words that stand together: they lead to a name of which every word is common."""
    return {f"{one} {other}" for one, other in zip(form.words, form.words[1:], strict=False)}
