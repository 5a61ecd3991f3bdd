"""The assessments of a graph, and which of them still count.

An assessor's later score takes the place of its earlier one, attribute by attribute: what the
later assessment leaves blank was not judged anew, and is not taken back.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from uegraph.assessments.model import ATTRIBUTES, Score
from uegraph.dates import Interval, interval
from uegraph.errors import DateError
from uegraph.queries import ask, private

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from uegraph.assessments.model import Attribute
    from uegraph.store import Store

_ALWAYS: Final = Interval(None, None)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked: where the scale is cut, and up to which day.

    Attributes:
        cut: Above this score power and interest are high.
        salience_cut: Above this score a stakeholder has power, legitimacy or urgency.
        as_of: Assessments made after this day do not count; None where all do.
    """

    cut: float
    salience_cut: float
    as_of: date | None


@dataclass(frozen=True, slots=True)
class Assessment:
    """One assessment as recorded.

    Attributes:
        iri: Its IRI.
        stakeholder: Who is judged.
        assessor: Whose judgement it is.
        topic: On what; empty where it names nothing.
        when: When, as recorded; empty where not recorded.
        days: The days on which it can have been made.
        scores: Its scores; two for one attribute only where the graph holds two.
    """

    iri: str
    stakeholder: str
    assessor: str
    topic: str
    when: str
    days: Interval
    scores: tuple[Score, ...]

    @property
    def home(self) -> tuple[str, str]:
        """Who is judged, on what."""
        return self.stakeholder, self.topic


@dataclass(frozen=True, slots=True)
class Record:
    """Everything that the graph holds about assessments.

    Attributes:
        assessments: What is not private, by IRI.
        hidden: What is, or names what is; it enters counts alone.
        names: The names of stakeholders, assessors and topics.
        kinds: The kind of each of these.
        broader: The broader themes of each theme.
        private: What is marked private.
    """

    assessments: tuple[Assessment, ...]
    hidden: tuple[Assessment, ...]
    names: Mapping[str, str]
    kinds: Mapping[str, str]
    broader: Mapping[str, frozenset[str]]
    private: frozenset[str]

    def name(self, iri: str) -> str:
        """A thing's name; the end of its IRI where it has none."""
        return self.names.get(iri) or iri.rpartition("/")[2]


def read_record(store: Store) -> Record:
    """Ask the store for everything that power and interest are decided on.

    Raises:
        DateError: An assessment's date cannot be read.
    """
    named = [(row["thing"], row["name"], row["kind"]) for row in ask(store, "coverage/things")]
    topics = ask(store, "assessments/topics")
    named += [(row["topic"], row["name"], row["kind"]) for row in topics]
    broader: dict[str, set[str]] = defaultdict(set)
    for row in topics:
        broader[row["topic"]] |= {row["broader"]} - {None}
    marked = private(store)
    found = _assessments(store)
    return Record(
        assessments=tuple(one for one in found if marked.isdisjoint(_named_by(one))),
        hidden=tuple(one for one in found if not marked.isdisjoint(_named_by(one))),
        names={iri: name for iri, name, _ in named},
        kinds={iri: kind for iri, _, kind in named},
        broader={iri: frozenset(found) for iri, found in broader.items()},
        private=marked,
    )


def counting(assessments: Sequence[Assessment], as_of: date | None) -> list[Assessment]:
    """The assessments of one stakeholder on one topic, each with the scores that still count.

    A score is superseded where the same assessor gave another to the same attribute on a day that
    is later for certain, and not after the day asked for. Where dates leave open which came last,
    both count.
    """
    left = []
    for one in assessments:
        later = [
            {score.attribute for score in other.scores}
            for other in assessments
            if other.assessor == one.assessor and _after(other, one, as_of)
        ]
        replaced = frozenset[str]().union(*later)
        kept = tuple(score for score in one.scores if score.attribute not in replaced)
        if kept:
            left.append(replace(one, scores=kept))
    return left


def values_of(scores: Iterable[Score]) -> dict[Attribute, list[int]]:
    """The values of scores, by what was judged; what was not judged is left out."""
    found: dict[Attribute, list[int]] = defaultdict(list)
    for score in scores:
        found[score.attribute].append(score.value)
    return dict(found)


def made_after(one: Assessment, day: date | None) -> bool:
    """Whether an assessment was made after a day, for certain."""
    return bool(day and one.days.earliest and one.days.earliest > day)


def perhaps_after(one: Assessment, day: date | None) -> bool:
    """Whether its date leaves open that it was made after a day."""
    return bool(day and (not one.days.latest or one.days.latest > day))


def _after(one: Assessment, other: Assessment, as_of: date | None) -> bool:
    first, last = one.days.earliest, other.days.latest
    return bool(first and last and first > last and not perhaps_after(one, as_of))


def _named_by(one: Assessment) -> tuple[str, ...]:
    return one.iri, one.stakeholder, one.assessor, one.topic


def _assessments(store: Store) -> list[Assessment]:
    scores: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for row in ask(store, "assessments/scores"):
        scores[row["assessment"]].append((row["attribute"], row["score"]))
    return [
        Assessment(
            iri=row["assessment"],
            stakeholder=row["stakeholder"],
            assessor=row["assessor"],
            topic=row["topic"] or "",
            when=row["time"] or "",
            days=_days(row),
            scores=_scores(scores[row["assessment"]], row),
        )
        for row in ask(store, "assessments/judgements")
    ]


def _scores(found: Iterable[tuple[str, int]], row: Mapping[str, Any]) -> tuple[Score, ...]:
    given = list(found)
    return tuple(
        Score(attribute, value, row["time"] or "", row["assessment"])
        for attribute in ATTRIBUTES
        for name, value in given
        if name == attribute
    )


def _days(row: Mapping[str, Any]) -> Interval:
    try:
        return interval(row["time"]) if row["time"] else _ALWAYS
    except DateError as error:
        raise DateError(f"The assessment {row['assessment']} has no date: {error}") from error
