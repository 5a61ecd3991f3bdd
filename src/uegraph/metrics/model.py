"""What measures answer with: tables of rows, each with its sentence and its receipts.

Invariant: nothing that is marked private is named here; it is counted, and ``private`` says how
much of a figure it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True)
class Receipt:
    """An activity that a figure rests on.

    Attributes:
        id: Its IRI.
        name: Its name.
        when: Its time as recorded, such as ``2022-10``; empty where not recorded.
        certain: False where it may lie outside the period asked for.
        note: What it adds to the figure, such as a number or who organised it.
    """

    id: str
    name: str
    when: str
    certain: bool
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What every row of every measure has.

    Attributes:
        sentence: The row in words, with what is not known.
        activities: The activities that it rests on.
        private: How many more it rests on that are marked private, and so not named.
    """

    sentence: str
    activities: tuple[Receipt, ...] = ()
    private: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Recency(Row):
    """When a party was last engaged.

    Attributes:
        id: The IRI of the party.
        name: Its name.
        kind: ``organisation``, ``audience`` or ``unnamed party``.
        engagements: Its engagements that surely lie in the period.
        possibly: Those that may lie in it.
        one_way: Contacts that only informed it, which are no engagement.
        last_from: The first day that the last engagement can have ended on; None where not known.
        last_to: The last day that it can have ended on; None where not known, or none is recorded.
        months_low: The least whole months that have passed since; None where not known.
        months_high: The most; None where not known.
    """

    id: str
    name: str
    kind: str
    engagements: int
    possibly: int
    one_way: int
    last_from: date | None
    last_to: date | None
    months_low: int | None
    months_high: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Frequency(Row):
    """How often a series was held, against how often it is declared to be.

    Attributes:
        id: The IRI of the series.
        name: Its name.
        cadence: How often it is declared to be held; empty where that is not declared.
        finding: What the comparison says, in a few words.
        expected_low: The fewest occasions that the cadence leaves room for; None where not known.
        expected_high: The most.
        recorded_low: The occasions recorded that surely lie in the period; None where no occasion
            is recorded at all, which is not none.
        recorded_high: Those that surely or possibly do.
        expected_days: The days between two occasions that the cadence means; None where open.
        recorded_days_low: The least mean number of days between those recorded; None below two.
        recorded_days_high: The most; None where not known.
    """

    id: str
    name: str
    cadence: str
    finding: str
    expected_low: int | None
    expected_high: int | None
    recorded_low: int | None
    recorded_high: int | None
    expected_days: float | None
    recorded_days_low: float | None
    recorded_days_high: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach(Row):
    """The sum of all numbers of one kind.

    Attributes:
        kind: What is counted, such as ``attended``.
        of: Of what: ``activities``, ``bodies`` or ``products``; never added to each other.
        low: The least that the true sum can be.
        high: The most; None where a number has no upper end.
        about: Whether a number in it is known only as "about".
        number: The sum in words, such as "more than 580".
        added: How many numbers are in the sum.
        figures: How many things have such a number, those left out of the sum among them.
        things: How many things there are, the denominator of ``figures``; None for products.
        when: From when to when the things in the sum were, as EDTF; empty where not known.
        left_out: Numbers that are not in the sum, each with the reason.
    """

    kind: str
    of: str
    low: int
    high: int | None
    about: bool
    number: str
    added: int
    figures: int
    things: int | None
    when: str
    left_out: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Depth(Row):
    """How many participations have one level.

    Attributes:
        level: The level, or ``level not recorded``.
        rank: Its place in the order of levels; None where not recorded.
        participations: How many surely lie in the period.
        possibly: How many more may lie in it.
        parties: How many parties they are of, those possibly in the period among them.
        of: How many participations of any level surely lie in the period.
        low: The least share that this level can have; None where there are no participations.
        high: The most.
    """

    level: str
    rank: int | None
    participations: int
    possibly: int
    parties: int
    of: int
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TwoWay(Row):
    """In how many participations information went both ways.

    Attributes:
        kind: The kind of party, or ``all``.
        two_way: How many participations are recorded as two-way.
        other: How many as inward or outward only.
        not_recorded: How many have no direction recorded.
        possibly: How many of all these may lie outside the period.
        of: How many there are in all.
        low: The least share that is two-way; None where there are no participations.
        high: The most.
    """

    kind: str
    two_way: int
    other: int
    not_recorded: int
    possibly: int
    of: int
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Feedback(Row):
    """Whether it was told what came of an activity that gathered views or needs, and is over.

    Attributes:
        id: The IRI of the activity.
        name: Its name.
        when: Its time as recorded.
        certain: False where it may lie outside the period, or not be over.
        feedback: ``published``, ``published for the whole`` or ``not recorded``.
        products: The products in which it is told.
    """

    id: str
    name: str
    when: str
    certain: bool
    feedback: str
    products: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Concentration(Row):
    """How far participations gather on a few bodies.

    Attributes:
        kind: The kind of party: ``organisation`` or ``audience``.
        bodies: How many have a participation, those possibly in the period among them.
        participations: How many participations surely lie in the period.
        possibly: How many more may lie in it.
        top_low: The least share of the ten with the most; None where there are none.
        top_high: The most.
        hhi_low: The least that the Herfindahl-Hirschman index can be, from 1 ÷ bodies to 1.
        hhi_high: The most.
        normalised_low: The least of the index made to run from 0 to 1; None for a single body.
        normalised_high: The most.
        effective_low: The least number of bodies, all equal, that would give the index.
        effective_high: The most.
        top: The ten with the most, each with its number.
    """

    kind: str
    bodies: int
    participations: int
    possibly: int
    top_low: float | None
    top_high: float | None
    hhi_low: float | None
    hhi_high: float | None
    normalised_low: float | None
    normalised_high: float | None
    effective_low: float | None
    effective_high: float | None
    top: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Burden(Row):
    """A party that several teams asked within some weeks of each other.

    Attributes:
        id: The IRI of the party.
        name: Its name.
        kind: ``organisation``, ``audience`` or ``unnamed party``.
        certain: Whether that is so for every day that the dates can mean.
        asked: To how many activities it was asked, in the whole period.
        most_low: To how many it surely was within the weeks, at the busiest time.
        most_high: To how many it may have been, at the busiest time.
        organisers: Who asked, of those asks that came together.
    """

    id: str
    name: str
    kind: str
    certain: bool
    asked: int
    most_low: int
    most_high: int
    organisers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """One headline of a measure.

    Attributes:
        measure: The measure that it is of.
        figure: What it is, in a few words.
        low: The least that it can be; None where not known.
        high: The most; None where not known.
        unit: What it counts, or ``share`` or ``index``.
        of: The denominator, or how many things it was reckoned over.
        not_known: How many of these leave it open.
        sentence: The figure in words.
    """

    measure: str
    figure: str
    low: float | None
    high: float | None
    unit: str
    of: int
    not_known: int
    sentence: str
