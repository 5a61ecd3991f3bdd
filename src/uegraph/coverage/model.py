"""What coverage answers with: a state for each target of a scope, with its reason and evidence.

Invariant: the order of ``STATES`` is the order of precedence; the first that holds is the state.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Final, Literal, get_args

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    import polars as pl

    from uegraph.coverage.decision import Decision
    from uegraph.coverage.scope import Scope

State = Literal[
    "out-of-scope",
    "conflict",
    "engaged",
    "shallow",
    "stale",
    "represented",
    "attempted",
    "planned",
    "known-gap",
    "inferred-gap",
    "no-evidence",
]

STATES: Final[tuple[State, ...]] = get_args(State)

Outcome = Literal["engaged", "shallow", "stale", "represented", "attempted", "planned"]


@dataclass(frozen=True, slots=True)
class Passage:
    """The paragraph of a source that says so."""

    source: str
    section: str
    paragraph: int

    def __str__(self) -> str:
        return f"{self.section} ¶{self.paragraph}"


@dataclass(frozen=True, slots=True)
class TableRow:
    """The row of a table that it was read from; the header is row 1."""

    file: str
    row: int

    def __str__(self) -> str:
        return f"{self.file} row {self.row}"


@dataclass(frozen=True, slots=True)
class Member:
    """One member of a target: an audience, a theme, a year.

    Attributes:
        iri: Its IRI; of a calendar unit its name, such as ``2022-Q1``.
        label: Its name.
        kind: What it is, such as ``audience``.
    """

    iri: str
    label: str
    kind: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """One participation that bears on a target.

    Attributes:
        participation: The IRI of the participation.
        activity: The IRI of the activity or series.
        activity_name: Its name.
        party: The IRI of the party that took part.
        party_name: Its name.
        role: The party's role, in words.
        level: How deeply it was engaged, in words; empty where not recorded.
        direction: Which way information went, in words; empty where not recorded.
        status: What came of it, in words.
        when: The time as recorded, such as ``2022-10``; empty where not recorded.
        outcome: The state that this evidence alone would give.
        certain: Whether it holds for every day that the time can mean.
        partial: Whether it concerns a part of the target only.
        inherited: Whether it concerns a predecessor of the target.
        shortfalls: Why it is less than engaged, or less than certain.
        chain: The names from the target to the activity by which the evidence bears on it.
        parts: The names of the parts, where it concerns a part only.
        before: The names of the predecessors, where it concerns a predecessor.
        passages: Where sources say so.
        rows: Where tables hold it.
        private: Whether the participation, its activity or party is marked private.
    """

    participation: str
    activity: str
    activity_name: str
    party: str
    party_name: str
    role: str
    level: str
    direction: str
    status: str
    when: str
    outcome: Outcome
    certain: bool
    partial: bool
    inherited: bool
    shortfalls: tuple[str, ...]
    chain: tuple[str, ...]
    parts: tuple[str, ...]
    before: tuple[str, ...]
    passages: tuple[Passage, ...]
    rows: tuple[TableRow, ...]
    private: bool


@dataclass(frozen=True, slots=True)
class Stated:
    """A statement of completeness or non-engagement that bears on a target."""

    statement: str
    kind: Literal["completeness", "non-engagement"]
    stated_by: str
    reason: str
    passages: tuple[Passage, ...]
    rows: tuple[TableRow, ...]


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """The state of one target, and why.

    Attributes:
        target: Its IRI; those of its members with spaces between, where it has several.
        label: Its name; the names of its members.
        kind: ``audience``, ``organisation``, ``audience × theme`` and so on.
        state: The first state that holds.
        reason: Why, in one sentence.
        certain: False where an inexact date leaves the state open.
        partial: True where the state rests on a part of the target only.
        inherited: True where the state rests on a predecessor only.
        evidence: Every participation that bears on the target, the deciding one first.
        statements: Every statement that bears on it.
        chain: The names from the target to the deciding activity; empty where there is none.
        remarks: What a reader should know beside the reason.
        months_since: Whole months from the latest engagement to the day of reference.
        level_short: How many levels the deciding engagement lacks; None where that is not known.
        one_way: Whether all that was recorded is one-way.
        private: Whether the target, or a member of it, is marked private.
        members: Its members, in the order of the scope's kinds.
    """

    target: str
    label: str
    kind: str
    state: State
    reason: str
    certain: bool
    partial: bool
    inherited: bool
    evidence: Sequence[Evidence]
    statements: tuple[Stated, ...]
    chain: tuple[str, ...]
    remarks: tuple[str, ...]
    months_since: int | None
    level_short: int | None
    one_way: bool
    private: bool
    members: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class Missing:
    """Targets that are known to exist and are not named, by a source that says how many there are.

    Attributes:
        statement: The IRI of the count statement.
        name: What is counted, in words.
        kind: What kind of target it is.
        stated: The least that there are.
        named: How many the graph knows by name.
    """

    statement: str
    name: str
    kind: str
    stated: int
    named: int


@dataclass(frozen=True)
class CoverageResult:
    """The states of all targets of one scope.

    Attributes:
        scope: The IRI of the scope; empty where it was asked for without being recorded.
        name: Its name.
        kind: What kind of thing its targets are, such as ``audience × theme``.
        as_of: The day from which "recent" and "future" are measured; None where none is known.
        period: The period as the scope gives it; empty where it gives none.
        required_level: The least level that counts as engaged, in words.
        targets: How many targets are in scope: the denominator of ``low`` and ``high``.
        out_of_scope: How many are left out on purpose.
        counts: How many targets have each state; every state is there, in order of precedence.
        uncertain: How many states an inexact date leaves open.
        partial: How many targets are engaged in part only.
        sure: How many targets are engaged for certain, and not in part only.
        low: Engaged ÷ targets; None where there are no targets.
        high: (Engaged + no evidence) ÷ targets; None where there are no targets.
        missing: Targets that are known to exist and are not named, so that no share counts them.
        asked: The scope with all its settings.
        frame: A polars data frame, one line for each target listed: for each kind the member's IRI
            and name, then ``state``, ``certain``, ``partial``, ``inherited``, ``months_since``,
            ``level_short``, ``one_way`` and ``private``.
        rows: The same targets, each with its reason and evidence, made when it is looked at.
    """

    scope: str
    name: str
    kind: str
    as_of: date | None
    period: str
    required_level: str
    targets: int
    out_of_scope: int
    counts: Mapping[State, int]
    uncertain: int
    partial: int
    sure: int
    low: float | None
    high: float | None
    missing: tuple[Missing, ...]
    asked: Scope
    decision: Decision = field(repr=False, compare=False)
    numbers: Sequence[int] = field(repr=False, compare=False)

    @property
    def kinds(self) -> tuple[str, ...]:
        """What each target has one member of."""
        return self.asked.kinds

    @cached_property
    def rows(self) -> Sequence[CoverageRow]:
        """The targets asked for, by name."""
        from uegraph.coverage.rows import Rows  # noqa: PLC0415 - it makes what is defined here

        return Rows(self.decision, self.numbers)

    @cached_property
    def frame(self) -> pl.DataFrame:
        """The targets asked for as a data frame."""
        from uegraph.coverage.frame import frame_of  # noqa: PLC0415 - as above

        return frame_of(self.decision, self.numbers)


def shareable(row: CoverageRow) -> CoverageRow | None:
    """A row as it may stand in a file that is shared: what is marked private is not in it.

    The state and the reason stay, because they count a private engagement and never name it.
    ``None`` where the target itself is private.
    """
    if row.private:
        return None
    shared = getattr(row.evidence, "shared", None)
    kept = shared() if shared else tuple(item for item in row.evidence if not item.private)
    decided_in_private = bool(row.evidence) and row.evidence[0].private
    return replace(row, evidence=kept, chain=() if decided_in_private else row.chain)
