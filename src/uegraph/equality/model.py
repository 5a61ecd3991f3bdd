"""What the views of equality and of areas answer with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from uegraph.coverage import CoverageRow, State

Reading = Literal["below", "near", "above", "open", "not known", "not shown"]


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as it may be shown.

    Attributes:
        low: The least that it can be; None where it is not known or must not be shown.
        high: The most that it can be; None also where nothing says.
        text: The number in words, or why there is none.
    """

    low: float | None
    high: float | None
    text: str

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Representation:
    """Whether a group took part as much as its share of the population would suggest.

    Attributes:
        kind: What was counted, such as ``attended``; empty where no number is recorded.
        activities: In how many activities.
        left_out: In how many more the group has a number that nothing can be set against.
        group: The attendances of the group.
        whole: The attendances of all in the same activities.
        share: Group ÷ whole.
        prevalence: The group's population ÷ that of what it is a part of.
        ratio: Share ÷ prevalence, the participation-to-prevalence ratio.
        reading: What the ratio says, as far as its interval allows.
        sentence: All this in one sentence, or why the ratio is not known.
    """

    kind: str
    activities: int
    left_out: int
    group: Figure
    whole: Figure
    share: Figure
    prevalence: Figure
    ratio: Figure
    reading: Reading
    sentence: str


@dataclass(frozen=True, slots=True)
class Group:
    """An audience with a characteristic or of a place; never one that is marked private.

    Attributes:
        row: Its own state, reason and evidence, without what is private.
        population: How many it comprises.
        population_source: Who says so; empty where that is not recorded.
        part_of: The name of what its prevalence is measured in; empty where there is nothing.
        part_of_population: The population of that.
        part_of_source: Who says so.
        representations: One for each kind of number; one without kind where no number is recorded.
    """

    row: CoverageRow
    population: Figure
    population_source: str
    part_of: str
    part_of_population: Figure
    part_of_source: str
    representations: tuple[Representation, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """How many of some characteristics or places are engaged, with what is not known.

    Attributes:
        targets: How many there are; those out of scope are not counted.
        counts: How many have each state.
        partial: How many are engaged in part only.
        uncertain: How many states an inexact date leaves open.
        low: Engaged ÷ targets; None where there are none.
        high: (Engaged + no evidence) ÷ targets; None where there are none.
        together: Of how many of those engaged all that is recorded names other places as well.
    """

    targets: int
    counts: Mapping[State, int]
    partial: int
    uncertain: int
    low: float | None
    high: float | None
    together: int


@dataclass(frozen=True, slots=True)
class Characteristic:
    """One characteristic: its state, and the groups that are recorded for it.

    Attributes:
        row: Its state, reason and evidence, without what is private.
        heading: ``protected``, ``inclusion``, or the slug of another heading of the scheme.
        groups: The audiences with it or with a narrower one, by name.
    """

    row: CoverageRow
    heading: str
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class Area:
    """One place: its state, where it lies, and the groups that are recorded for it.

    Attributes:
        row: Its state, reason and evidence, without what is private.
        level: ``nation``, ``region``, or ``finer`` for any other place.
        code: Its code, such as one of the GSS; empty where none is recorded.
        inside: The names of the places around it, the widest first.
        alone: Whether some of what decides its state concerns it and nothing outside it; None
            where nothing that may be named does.
        population: How many people live there.
        population_source: Who says so; empty where that is not recorded.
        groups: The audiences of just this place, by name.
    """

    row: CoverageRow
    level: Literal["nation", "region", "finer"]
    code: str
    inside: tuple[str, ...]
    alone: bool | None
    population: Figure
    population_source: str
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class View:
    """What both views say of themselves.

    Attributes:
        as_of: The day from which "recent" and "future" are measured.
        period: The period asked for; empty where none.
        threshold: Smaller counts of people are not shown.
        tallies: The figures of each heading: of ``protected``, the nine of the Act, and
            ``inclusion``; of ``nation``, ``region`` and, where there are any, ``finer``.
    """

    as_of: date | None
    period: str
    threshold: int
    tallies: Mapping[str, Tally]


@dataclass(frozen=True, slots=True)
class EqualityView(View):
    """How far the nine protected characteristics and the wider inclusion groups were engaged.

    Attributes:
        rows: The nine first, then the wider groups, by name.
    """

    rows: tuple[Characteristic, ...]


@dataclass(frozen=True, slots=True)
class AreaView(View):
    """How far the nations, the English regions and finer places were engaged.

    Attributes:
        rows: Each place followed by those inside it.
    """

    rows: tuple[Area, ...]
