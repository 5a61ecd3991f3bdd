"""What assessments answer with: where each stakeholder stands, by whose judgement.

Invariant: what nobody judged is not known. It leaves several quadrants or classes open and never
counts as low.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, get_args

if TYPE_CHECKING:
    from datetime import date

    from uegraph.coverage import State

Attribute = Literal["power", "interest", "legitimacy", "urgency"]
Quadrant = Literal["manage closely", "keep satisfied", "keep informed", "monitor"]
Salience = Literal[
    "definitive",
    "dominant",
    "dangerous",
    "dependent",
    "dormant",
    "discretionary",
    "demanding",
    "non-stakeholder",
]

ATTRIBUTES: Final[tuple[Attribute, ...]] = get_args(Attribute)
QUADRANTS: Final[tuple[Quadrant, ...]] = get_args(Quadrant)
SALIENCE: Final[tuple[Salience, ...]] = get_args(Salience)

CUT: Final = 3.0  # the middle of the scale from 1 to 5

Prominence = Literal["high", "perhaps high", "not high", "not known"]

# Nothing in these states engaged the stakeholder itself.
UNENGAGED: Final[frozenset[State]] = frozenset(
    ("represented", "attempted", "planned", "known-gap", "inferred-gap", "no-evidence")
)


@dataclass(frozen=True, slots=True)
class Range:
    """The lowest and the highest score that count.

    >>> str(Range(2, 5)), str(Range(4, 4))
    ('2 to 5', '4')
    """

    low: int
    high: int

    def __str__(self) -> str:
        return str(self.low) if self.low == self.high else f"{self.low} to {self.high}"


@dataclass(frozen=True, slots=True, order=True)
class Score:
    """One score of one assessment.

    Attributes:
        attribute: What was judged.
        value: The score, from 1 (little) to 5 (much).
        when: When, as recorded, such as ``2024-05``; empty where not recorded.
        assessment: The IRI of the assessment.
    """

    attribute: Attribute
    value: int
    when: str
    assessment: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """What one body holds of a stakeholder on a topic: its latest score for each attribute.

    Attributes:
        assessor: The IRI of the body.
        name: Its name.
        scores: Its scores that count. Two for one attribute where it is not known which of them
            is the later.
        quadrants: Where it places the stakeholder on the grid. What it did not judge itself is
            taken from the others; what nobody judged leaves both sides open.
        salience: The classes that it leaves open, in the same way.
    """

    assessor: str
    name: str
    scores: tuple[Score, ...]
    quadrants: tuple[Quadrant, ...]
    salience: tuple[Salience, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one stakeholder stands on one topic.

    Attributes:
        stakeholder: Its IRI.
        label: Its name.
        kind: ``organisation``, ``audience`` or ``unnamed party``.
        topic: The IRI of the topic; empty where the assessments name none.
        topic_name: Its name.
        power: The range of the scores that count; None where nobody judged it.
        interest: As power.
        legitimacy: As power.
        urgency: As power.
        quadrants: The quadrants in which some assessor places it; one where all agree.
        salience: The classes that it can have; one where all agree and all is judged.
        split: Whether two assessors place it in different quadrants for certain.
        prominence: Whether its power or its interest is above the cut, by every assessor who
            judged it (``high``), or by some of them only (``perhaps high``).
        state: The coverage state of the stakeholder on the topic, at any time; None where it
            cannot be a target, as what has no name cannot.
        judgements: Each assessor's, by name.
        remarks: What a reader should know beside the figures.
    """

    stakeholder: str
    label: str
    kind: str
    topic: str
    topic_name: str
    power: Range | None
    interest: Range | None
    legitimacy: Range | None
    urgency: Range | None
    quadrants: tuple[Quadrant, ...]
    salience: tuple[Salience, ...]
    split: bool
    prominence: Prominence
    state: State | None
    judgements: tuple[Judgement, ...]
    remarks: tuple[str, ...]

    @property
    def unengaged(self) -> bool:
        """Whether it is or may be high, and nothing recorded engaged it. That is not a no."""
        return self.prominence in ("high", "perhaps high") and self.state in UNENGAGED


@dataclass(frozen=True, slots=True)
class Assessed:
    """How many of a kind are assessed: ``count`` of ``total``."""

    kind: str
    count: int
    total: int


@dataclass(frozen=True, slots=True)
class PowerInterest:
    """Where the assessed stakeholders stand, and what was left out.

    Attributes:
        topic: The IRI of the topic that was asked for; empty for all.
        topic_name: Its name.
        as_of: The day after which no assessment counts; None where all do.
        cut: Above this score power and interest are high, below it low; on it they are open.
        salience_cut: Above this score a stakeholder has an attribute, below it not.
        rows: The standings, those with one quadrant first, in the order of ``QUADRANTS``.
        counted: How many assessments have a score that counts.
        superseded: How many have none, because their assessor judged again later.
        later: How many were made after the day asked for.
        elsewhere: How many are on other topics than the one asked for, or on none.
        private: How many are left out because they, or what they name, are marked private.
        assessed: Of the organisations and audiences, how many are assessed on what was asked.
    """

    topic: str
    topic_name: str
    as_of: date | None
    cut: float
    salience_cut: float
    rows: tuple[Standing, ...]
    counted: int
    superseded: int
    later: int
    elsewhere: int
    private: int
    assessed: tuple[Assessed, ...]

    @property
    def unengaged(self) -> tuple[Standing, ...]:
        """Those whose power or interest is or may be high, and whom nothing recorded engaged."""
        return tuple(row for row in self.rows if row.unengaged)
