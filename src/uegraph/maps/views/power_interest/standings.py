"""Where stakeholders stand by the judgements that may be shown, and whom nobody judged."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from uegraph.assessments import ATTRIBUTES, CUT, Range, power_interest
from uegraph.assessments.placing import in_order, prominence, quadrants
from uegraph.coverage import coverage, shareable
from uegraph.words import as_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from uegraph.assessments import Judgement, PowerInterest, Quadrant, Score, Standing
    from uegraph.assessments.model import Attribute, Prominence
    from uegraph.coverage import CoverageRow
    from uegraph.maps.material import Material

JUDGED: Final = ("organisation", "audience")
"""Of which kinds it is told whom nobody judged."""


@dataclass(frozen=True, slots=True)
class Place:
    """A stakeholder on a topic, with the judgements that may be shown.

    Attributes:
        row: As `power_interest` answers, with judgements that may not be shown.
        scores: By assessor the scores that may be shown.
        ranges: Of each attribute that was judged the lowest and the highest of them.
        quadrants: Where some assessor places it.
        prominence: Whether its power or its interest is high.
        whole: Whether all judgements are shown.
    """

    row: Standing
    scores: tuple[tuple[Judgement, tuple[Score, ...]], ...]
    ranges: Mapping[Attribute, Range]
    quadrants: tuple[Quadrant, ...]
    prominence: Prominence
    whole: bool

    @property
    def home(self) -> tuple[str, str]:
        """Who, on what."""
        return self.row.stakeholder, self.row.topic

    @property
    def high(self) -> bool:
        """Whether it is or may be high."""
        return self.prominence in ("high", "perhaps high")

    @property
    def state(self) -> str:
        """Its state of coverage on the topic, in words; empty where it has none."""
        return as_words(self.row.state) if self.row.state else ""


@dataclass(frozen=True)
class Standings:
    """All judgements of a graph.

    Attributes:
        material: What the graph holds.
        topic: A theme or product; None for all.
        as_of: The day after which judgements do not count; None where all do.
    """

    material: Material
    topic: str | None
    as_of: date | None

    @cached_property
    def found(self) -> PowerInterest:
        """All that is judged."""
        return power_interest(self.material.store, topic=self.topic, as_of=self.as_of)

    @cached_property
    def places(self) -> Sequence[Place]:
        """Where each stakeholder stands: the highest first, then by name."""
        shown = [row for row in self.found.rows if row.stakeholder in self.material.points]
        made = [place for row in shown if (place := self._place(row))]
        return sorted(made, key=_order)

    @cached_property
    def several(self) -> frozenset[str]:
        """Those who are judged on several topics."""
        per = Counter(place.row.stakeholder for place in self.places)
        return frozenset(iri for iri, number in per.items() if number > 1)

    @cached_property
    def unjudged(self) -> Sequence[str]:
        """The bodies and audiences that nobody judged: those who took part in most come first."""
        judged = {place.row.stakeholder for place in self.places}
        points = self.material.points
        found = [iri for iri, (kind, _) in points.items() if kind in JUDGED and iri not in judged]
        return sorted(found, key=lambda iri: (-self.attended[iri], points[iri][1], iri))

    @cached_property
    def attended(self) -> Counter[str]:
        """How many activities each took part in."""
        return Counter(one for parties in self.material.joins.values() for one in parties)

    @cached_property
    def reasons(self) -> Mapping[tuple[str, str], CoverageRow]:
        """Why each stakeholder has its state on its topic."""
        found: dict[tuple[str, str], CoverageRow] = {}
        for kind in JUDGED:
            mine = [place.home for place in self.places if place.row.kind == kind]
            points = self.material.points
            themed = {home for home in mine if points.get(home[1], ("",))[0] == "theme"}
            found |= self._of_pairs(kind, themed)
            alone = self._of_targets(kind, {home[0] for home in mine if home not in themed})
            found |= {home: alone[home[0]] for home in mine if home[0] in alone}
        return found

    def _of_pairs(
        self, kind: str, homes: set[tuple[str, str]]
    ) -> dict[tuple[str, str], CoverageRow]:
        if not homes:
            return {}
        targets = sorted({iri for home in homes for iri in home})
        [result] = coverage(
            self.material.store, of=[kind, "theme"], targets=targets, as_of=self.as_of
        )
        pairs = zip(*(result.frame[name] for name in (kind, "theme")), strict=True)
        at = {pair: place for place, pair in enumerate(pairs) if pair in homes}
        rows = {home: shareable(result.rows[place]) for home, place in at.items()}
        return {home: row for home, row in rows.items() if row}

    def _of_targets(self, kind: str, targets: set[str]) -> dict[str, CoverageRow]:
        if not targets:
            return {}
        [result] = coverage(
            self.material.store, of=[kind], targets=sorted(targets), as_of=self.as_of
        )
        return {row.target: shared for row in result.rows if (shared := shareable(row))}

    def _place(self, row: Standing) -> Place | None:
        left_out = self.material.unpublished
        given = [
            (one, tuple(score for score in one.scores if score.assessment not in left_out))
            for one in row.judgements
        ]
        kept = tuple((one, scores) for one, scores in given if scores)
        if not kept:
            return None
        each = [_by_attribute(scores) for _, scores in kept]
        every = _by_attribute(score for _, scores in kept for score in scores)
        return Place(
            row=row,
            scores=kept,
            ranges={name: Range(min(of), max(of)) for name, of in every.items()},
            quadrants=in_order(quadrants(each, CUT)),
            prominence=prominence(every, CUT),
            whole=sum(len(one) for _, one in kept)
            == sum(len(one.scores) for one in row.judgements),
        )


def _by_attribute(scores: Iterable[Score]) -> dict[Attribute, list[int]]:
    found: dict[Attribute, list[int]] = defaultdict(list)
    for score in scores:
        found[score.attribute].append(score.value)
    return {name: found[name] for name in ATTRIBUTES if name in found}


def middle(of: Range | None) -> float:
    """Between the lowest and the highest score; 0 where there is none.

    >>> middle(Range(2, 5)), middle(None)
    (3.5, 0)
    """
    return (of.low + of.high) / 2 if of else 0


def _order(place: Place) -> tuple[object, ...]:
    height = sum(middle(place.ranges.get(name)) for name in ("power", "interest"))
    return -height, place.row.label.casefold(), place.row.topic_name, *place.home


def judged_by(place: Place, material: Material) -> Iterator[tuple[str, str]]:
    """What each assessor holds, with the day of it."""
    from uegraph.dates import in_words  # noqa: PLC0415 - here alone

    for judgement, scores in place.scores:
        known = judgement.assessor in material.points
        said = [
            f"{score.attribute} {score.value}"
            + (f" ({in_words(score.when)})" if score.when else " (no date)")
            for score in scores
        ]
        yield f"judged by {judgement.name if known else 'somebody'}", ", ".join(said)
