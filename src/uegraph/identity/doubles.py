"""Things of one graph that may be the same: the pairs worth a person's look, best first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from uegraph.identity.index import Index
from uegraph.identity.judging import THRESHOLD, judge
from uegraph.identity.parties import KINDS, Party, parties

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from uegraph.store import Store


@dataclass(frozen=True, slots=True)
class Pair:
    """Two things of one kind that may be one.

    Attributes:
        one: The thing whose address comes first.
        other: The other.
        score: How likely it is that they are one, from 0 to 1; 1 is certain.
        why: The reasons, those against included, in words.
        changed: Whether one became the other by a change: then they are two bodies, however alike.
    """

    one: Party
    other: Party
    score: float
    why: tuple[str, ...]
    changed: bool


def duplicates(
    store: Store, *, kinds: Sequence[str] = KINDS, threshold: float = THRESHOLD
) -> list[Pair]:
    """Pairs of things in a graph that may be the same, the likeliest first.

    Names, other names, acronyms and codes are compared, within a kind. A body and what it became
    by a change are listed too, marked as changed: they are not the same.

    Args:
        store: The graph.
        kinds: What kinds of things are looked through.
        threshold: The score from which a pair is listed.

    Raises:
        UnknownNameError: There is no such kind of thing with a name.
    """
    found = [pair for kind in kinds for pair in _pairs(parties(store, (kind,)), threshold)]
    return sorted(found, key=lambda pair: (-pair.score, pair.one.iri, pair.other.iri))


def _pairs(things: Sequence[Party], threshold: float) -> Iterator[Pair]:
    index = Index(things)
    # A pair may be met from one of its sides only, where the other stands in a crowd.
    near = {
        (min(at, other), max(at, other))
        for at, entry in enumerate(index.entries)
        for other in index.near(entry)
        if other != at
    }
    for at, other in sorted(near):
        verdict = judge(index.entries[at], index.entries[other], index.words)
        if verdict.score >= threshold:
            one, two = things[at], things[other]
            yield Pair(one, two, verdict.score, verdict.why, _changed(one, two))


def _changed(one: Party, other: Party) -> bool:
    return one.iri in other.after or other.iri in one.after
