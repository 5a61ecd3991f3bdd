"""The terms that a gap's score is the sum of: named, from 0 to 1, each with its weight.

What is not known adds nothing, and its term says so: silence does not make a gap more pressing.
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from uegraph.coverage.questions import ask
from uegraph.errors import UegraphError, UnknownNameError
from uegraph.namespaces import expand

if TYPE_CHECKING:
    from collections.abc import Mapping

    from uegraph.coverage import CoverageRow, State
    from uegraph.coverage.facts import Facts
    from uegraph.coverage.scope import Scope
    from uegraph.store import Store

WEIGHTS: Final[Mapping[str, float]] = MappingProxyType(
    {
        "state": 40,
        "equality_duty": 15,
        "priority": 15,
        "time_since": 10,
        "population": 5,
        "level_shortfall": 5,
        "one_way": 4,
        "representation_only": 3,
        "narrowness": 3,
    }
)

SEVERITY: Final[Mapping[State, float]] = MappingProxyType(
    {
        "known-gap": 1.0,
        "inferred-gap": 0.9,
        "attempted": 0.7,
        "conflict": 0.6,
        "no-evidence": 0.5,
        "stale": 0.5,
        "represented": 0.4,
        "shallow": 0.3,
        "planned": 0.2,
    }
)

LONG_AGO: Final = 60  # months; what is longer ago counts no more
MANY: Final = 8  # the power of ten at which a population counts in full: all of the UK is 7.8
DEEPEST: Final = 4  # steps from the lowest to the highest of the five levels

_PROTECTED: Final = expand("scheme:characteristic/protected")


@dataclass(frozen=True, slots=True)
class Term:
    """One term of a score.

    Attributes:
        name: Its name in ``WEIGHTS``.
        value: How far it applies, from 0 to 1.
        weight: What it counts for when it applies in full.
        points: Value times weight, to the hundredth.
        note: What the value rests on, or that it is not known.
    """

    name: str
    value: float
    weight: float
    points: float
    note: str


@dataclass(frozen=True, slots=True)
class Score:
    """One score, from 1 to 5, of one assessment of a target."""

    value: int
    topic: str
    earliest: date | None


@dataclass(frozen=True, slots=True)
class Traits:
    """What is known of targets beside their engagement."""

    characteristics: Mapping[str, frozenset[str]]
    populations: Mapping[str, int]
    scores: Mapping[str, tuple[Score, ...]]


def read_traits(store: Store) -> Traits:
    """Ask the store for characteristics, populations and assessments."""
    rows: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in ask(store, "weights"):
        known = row["fact"] in ("characteristic", "population")
        rows[row["fact"] if known else "score"].append(row)
    scores: dict[str, list[Score]] = defaultdict(list)
    for row in rows["score"]:
        day = date.fromisoformat(row["earliest"]) if row["earliest"] else None
        scores[row["target"]].append(Score(row["value"], row["topic"] or "", day))
    characteristics: dict[str, set[str]] = defaultdict(set)
    for row in rows["characteristic"]:
        characteristics[row["target"]].add(row["value"])
    return Traits(
        {target: frozenset(found) for target, found in characteristics.items()},
        {row["target"]: row["value"] for row in rows["population"]},
        {target: tuple(found) for target, found in scores.items()},
    )


def weights_of(given: Mapping[str, float] | None) -> dict[str, float]:
    """The published weights, with those given in place of theirs.

    Raises:
        UnknownNameError: No term has such a name.
        UegraphError: A weight is not a number from 0 upwards.
    """
    unknown = sorted(set(given or {}) - WEIGHTS.keys())
    if unknown:
        raise UnknownNameError(
            f"No term of the ranking is called '{unknown[0]}'. Its terms: {', '.join(WEIGHTS)}."
        )
    for name, weight in (given or {}).items():
        if not math.isfinite(weight) or weight < 0:
            raise UegraphError(f"The weight of '{name}' is {weight}. Give a number from 0 upwards.")
    return {**WEIGHTS, **(given or {})}


def terms_of(
    facts: Facts, traits: Traits, scope: Scope, row: CoverageRow, weights: Mapping[str, float]
) -> tuple[Term, ...]:
    """The terms of one gap's score, in the order of ``WEIGHTS``."""
    values = {
        "state": (SEVERITY[row.state], row.state),
        "equality_duty": _equality_duty(facts, traits, row),
        "priority": _priority(facts, traits, scope, row),
        "time_since": _time_since(row),
        "population": _population(traits, row),
        "level_shortfall": _level_shortfall(row),
        "one_way": (1.0, "one-way only") if row.one_way and row.state == "shallow" else (0.0, ""),
        "representation_only": (1.0, "through others") if row.state == "represented" else (0.0, ""),
        "narrowness": _narrowness(facts, row),
    }
    return tuple(
        Term(name, value, weight, round(value * weight * 100) / 100, note)
        for name, weight in weights.items()
        for value, note in [values[name]]
    )


def _equality_duty(facts: Facts, traits: Traits, row: CoverageRow) -> tuple[float, str]:
    """Whether its members share a protected characteristic, or all of a wider audience do."""
    if row.kind != "audience":
        return 0.0, "asked of audiences only"
    shared = {
        characteristic
        for audience in facts.within([row.target], "broader")
        for characteristic in traits.characteristics.get(audience, ())
        if _PROTECTED in facts.within([characteristic], "broader")
    }
    named = shared - {_PROTECTED} or shared
    names = sorted(facts.name(characteristic) for characteristic in named)
    return (1.0, ", ".join(names)) if names else (0.0, "no protected characteristic recorded")


def _priority(
    facts: Facts, traits: Traits, scope: Scope, row: CoverageRow
) -> tuple[float, str]:  # fmt: skip
    """The mean of its scores for power, interest, legitimacy and urgency on the scope's themes."""
    found = [
        score.value
        for score in traits.scores.get(row.target, ())
        if _on_topic(facts, scope, score.topic)
        and not (score.earliest and scope.as_of and score.earliest > scope.as_of)
    ]
    if not found:
        return 0.0, "not assessed"
    mean = sum(found) / len(found)
    return (mean - 1) / 4, f"mean of {len(found)} scores: {mean:.1f} of 5"


def _on_topic(facts: Facts, scope: Scope, topic: str) -> bool:
    if not topic or not scope.themes:
        return True
    return not scope.themes.isdisjoint(facts.within([topic], "broader"))


def _time_since(row: CoverageRow) -> tuple[float, str]:
    if row.months_since is None:
        return 0.0, "no engagement with a known end"
    return _share(row.months_since, LONG_AGO, "month")


def _population(traits: Traits, row: CoverageRow) -> tuple[float, str]:
    people = traits.populations.get(row.target)
    if not people or people < 1:
        return 0.0, "not known"
    return min(math.log10(people) / MANY, 1.0), f"{people:,}"


def _level_shortfall(row: CoverageRow) -> tuple[float, str]:
    if row.state != "shallow":
        return 0.0, ""
    if row.level_short is None:
        return 0.0, "level not recorded"
    return _share(row.level_short, DEEPEST, "level")


def _share(number: int, most: int, noun: str) -> tuple[float, str]:
    """A number as a share of the most that counts, and in words."""
    return min(number, most) / most, f"{number} {noun}{'s' * (number != 1)}"


def _narrowness(facts: Facts, row: CoverageRow) -> tuple[float, str]:
    """A narrow target can be turned to as it is; a broad one must first be taken apart."""
    if row.kind == "organisation":
        return 0.0, "asked of audiences and places only"
    narrower = len(facts.links.get("~broader", {}).get(row.target, ()))
    return (0.0, f"{narrower} narrower on record") if narrower else (1.0, "nothing narrower")
