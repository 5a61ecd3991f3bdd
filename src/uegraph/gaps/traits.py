"""What the graph tells of targets beside their engagement: whom they are, and how they were judged.

An assessment that is marked private is left out: its scores would show in the terms.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from uegraph.namespaces import expand
from uegraph.queries import ask

if TYPE_CHECKING:
    from collections.abc import Mapping

    from uegraph.coverage.facts import Facts
    from uegraph.store import Store

PROTECTED: Final = expand("scheme:characteristic/protected")
"""The concept that is broader than the nine characteristics of the Equality Act 2010."""


@dataclass(frozen=True, slots=True)
class Score:
    """One score, from 1 to 5, of one assessment of a target."""

    value: int
    topic: str
    earliest: date | None
    source: str


@dataclass(frozen=True, slots=True)
class Traits:
    """What is known of targets beside their engagement.

    Attributes:
        characteristics: The characteristics that the members of an audience share.
        populations: How many people an audience has.
        scores: How a target was assessed.
    """

    characteristics: Mapping[str, frozenset[str]]
    populations: Mapping[str, int]
    scores: Mapping[str, tuple[Score, ...]]


def read_traits(store: Store) -> Traits:
    """Ask the store for characteristics, populations and assessments."""
    characteristics: dict[str, set[str]] = defaultdict(set)
    populations: dict[str, int] = {}
    scores: dict[str, list[Score]] = defaultdict(list)
    for row in ask(store, "coverage/weights"):
        target, value = row["target"], row["value"]
        if row["fact"] == "characteristic":
            characteristics[target].add(value)
        elif row["fact"] == "population":
            populations[target] = value
        else:
            day = date.fromisoformat(row["earliest"]) if row["earliest"] else None
            scores[target].append(Score(value, row["topic"] or "", day, row["source"]))
    return Traits(
        {target: frozenset(found) for target, found in characteristics.items()},
        populations,
        {target: tuple(found) for target, found in scores.items()},
    )


def protected(facts: Facts, traits: Traits, target: str) -> tuple[str, ...]:
    """The names of the protected characteristics of a target, or of what is broader than it."""
    wider = facts.within([target], "broader")
    stated = {found for one in wider for found in traits.characteristics.get(one, ())}
    shared = {one for one in wider | stated if PROTECTED in facts.within([one], "broader")}
    named = shared - {PROTECTED} or shared
    return tuple(sorted(facts.name(one) for one in named))
