"""The terms that a gap's score is the sum of: named, from 0 to 1, each with its weight.

What is not known adds nothing, and its term says so: silence does not make a gap more pressing.
A term is one entry of ``TERMS``: the columns of the frame of gaps that it looks at, and what it
makes of each distinct case in them. So there is one judgement for each case, not for each gap.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from uegraph.gaps.traits import protected
from uegraph.words import as_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    import polars as pl
    from numpy.typing import NDArray

    from uegraph.coverage.facts import Facts
    from uegraph.coverage.scope import Scope
    from uegraph.gaps.settings import Weighting
    from uegraph.gaps.traits import Score, Traits

Case = Mapping[str, Any]
"""What a term looks at, by the name of the column: of one gap, and of all that are like it."""

SHARED: Final = ("audience", "characteristic")  # kinds whose members share a characteristic
PEOPLE: Final = ("audience", "place", "characteristic")  # kinds that many people belong to
ASSESSED: Final = ("audience", "organisation", "place", "characteristic")
_PEOPLE_ONLY: Final = "asked of audiences, places and characteristics only"


@dataclass(frozen=True, slots=True)
class Term:
    """One term of a score.

    Attributes:
        name: Its name in ``WEIGHTS``.
        value: How far it applies, from 0 to 1.
        weight: What it counts for when it applies in full.
        points: Value times weight, to the hundredth.
        note: What the value rests on, or that it is not known.
        known: Whether it is known how far it applies; if not, the value is 0.
    """

    name: str
    value: float
    weight: float
    points: float
    note: str
    known: bool


@dataclass(frozen=True, slots=True)
class Judged:
    """What a term makes of one case."""

    value: float
    note: str
    known: bool = True


@dataclass(frozen=True, slots=True)
class Column:
    """A term over all gaps: each distinct case once, and which of them each gap is."""

    cases: tuple[Judged, ...]
    codes: NDArray[np.int64]

    def term(self, name: str, place: int, weight: float) -> Term:
        """The term of one gap, with its arithmetic."""
        found = self.cases[int(self.codes[place])]
        points = round(found.value * (weight * 100)) / 100
        return Term(name, found.value, weight, points, found.note, found.known)

    @property
    def values(self) -> NDArray[np.float64]:
        """How far it applies to each gap."""
        return self._each([case.value for case in self.cases])

    @property
    def unknown(self) -> NDArray[np.float64]:
        """1 for each gap of which it is not known how far the term applies, else 0."""
        return self._each([0.0 if case.known else 1.0 for case in self.cases])

    def _each(self, numbers: list[float]) -> NDArray[np.float64]:
        found: NDArray[np.float64] = np.array(numbers, dtype=np.float64)[self.codes]
        return found


@dataclass(frozen=True, slots=True)
class Basis:
    """What the gaps of one scope are judged by."""

    facts: Facts
    scope: Scope
    traits: Traits
    settings: Weighting


Judge = Callable[[Basis, Case], Judged]


def columns_of(by: Basis, frame: pl.DataFrame) -> dict[str, Column]:
    """Every term over all gaps of a scope, in the order of the weights.

    Args:
        by: What they are judged by.
        frame: The lines of the gaps in the frame of the scope's coverage.
    """
    return {name: _column(by, frame, *TERMS[name]) for name in by.settings.weights}


def _column(by: Basis, frame: pl.DataFrame, wanted: Sequence[str], judge: Judge) -> Column:
    keys = [name for name in wanted if name in frame.columns]
    if not keys:  # nothing that it looks at is asked about, so all gaps are one case
        return Column((judge(by, {}),), np.zeros(frame.height, dtype=np.int64))
    cases = frame.select(keys).unique(maintain_order=True)
    codes = frame.select(keys).join(
        cases.with_row_index("case"), on=keys, how="left", nulls_equal=True, maintain_order="left"
    )["case"]
    judged = tuple(judge(by, case) for case in cases.iter_rows(named=True))
    return Column(judged, codes.to_numpy().astype(np.int64))


def _state(by: Basis, case: Case) -> Judged:
    return Judged(by.settings.severity[case["state"]], as_words(case["state"]))


def _equality_duty(by: Basis, case: Case) -> Judged:
    """Whether its members share a protected characteristic, or all of a wider audience do."""
    if not case:
        return Judged(0.0, "asked of audiences and characteristics only")
    found = [name for one in case.values() for name in protected(by.facts, by.traits, one)]
    note = ", ".join(dict.fromkeys(found)) or "no protected characteristic recorded"
    return Judged(1.0 if found else 0.0, note)


def _priority(by: Basis, case: Case) -> Judged:
    """The mean of the scores for power, interest, legitimacy and urgency on what is asked."""
    themes = frozenset([case["theme"]]) if "theme" in case else by.scope.themes
    members = [one for kind, one in case.items() if kind != "theme"]
    scores = [score for one in members for score in by.traits.scores.get(one, ())]
    found = [score.value for score in scores if _counts(by, themes, score)]
    if not found:
        return Judged(0.0, "not assessed", known=False)
    mean = sum(found) / len(found)
    ends = f", from {min(found)} to {max(found)}" if min(found) < max(found) else ""
    many = f"mean of {len(found)} scores" if len(found) > 1 else "1 score"
    return Judged(min(max((mean - 1) / 4, 0.0), 1.0), f"{many}: {mean:.1f} of 5{ends}")


def _counts(by: Basis, themes: frozenset[str], score: Score) -> bool:
    """Whether a score is on what is asked, was given by the day of reference and is not private."""
    late = score.earliest and by.scope.as_of and score.earliest > by.scope.as_of
    if late or score.source in by.facts.private:
        return False
    if not score.topic or not themes:
        return True
    return not themes.isdisjoint(by.facts.within([score.topic], "broader"))


def _time_since(by: Basis, case: Case) -> Judged:
    if case["months_since"] is None:
        return Judged(0.0, "no engagement with a known end", known=False)
    return _share(case["months_since"], by.settings.limits["months"], "month")


def _population(by: Basis, case: Case) -> Judged:
    """The people of its audience; of a cell of several kinds they are the most there can be."""
    if not case:
        return Judged(0.0, _PEOPLE_ONLY)
    populations = by.traits.populations
    known = [populations[one] for one in case.values() if one in populations]
    if not known:
        return Judged(0.0, "not known", known=False)
    people = max(min(known), 0)
    value = math.log10(people) / math.log10(by.settings.limits["people"]) if people else 0.0
    at_most = "at most " if len(by.scope.kinds) > 1 else ""
    return Judged(min(value, 1.0), f"{at_most}{people:,}")


def _level_shortfall(by: Basis, case: Case) -> Judged:
    if case["state"] != "shallow":
        return Judged(0.0, "")
    if case["level_short"] is None:
        return Judged(0.0, "level not recorded", known=False)
    return _share(case["level_short"], by.settings.limits["levels"], "level")


def _one_way(_: Basis, case: Case) -> Judged:
    if case["state"] == "shallow" and case["one_way"]:
        return Judged(1.0, "one-way only")
    return Judged(0.0, "")


def _representation_only(_: Basis, case: Case) -> Judged:
    if case["state"] == "represented":
        return Judged(1.0, "through others")
    return Judged(0.0, "")


def _narrowness(by: Basis, case: Case) -> Judged:
    """A narrow target can be turned to as it is; a broad one must first be taken apart."""
    if not case:
        return Judged(0.0, _PEOPLE_ONLY)
    parts = by.facts.links.get("~broader", {})
    narrower = sum(len(parts.get(one, frozenset()) - {one}) for one in case.values())
    if narrower:
        return Judged(0.0, f"{narrower} narrower on record")
    return Judged(1.0, "nothing narrower")


def _share(number: int, most: float, noun: str) -> Judged:
    """A number as a share of the most that counts, and in words."""
    return Judged(min(number, most) / most, f"{number} {noun}{'s' * (number != 1)}")


TERMS: Final[Mapping[str, tuple[Sequence[str], Judge]]] = {
    "state": (["state"], _state),
    "equality_duty": (SHARED, _equality_duty),
    "priority": ([*ASSESSED, "theme"], _priority),
    "time_since": (["months_since"], _time_since),
    "population": (PEOPLE, _population),
    "level_shortfall": (["state", "level_short"], _level_shortfall),
    "one_way": (["state", "one_way"], _one_way),
    "representation_only": (["state"], _representation_only),
    "narrowness": (PEOPLE, _narrowness),
}
"""Each term: the columns that it looks at, where they are there, and what it makes of a case."""
