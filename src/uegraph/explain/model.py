"""What an explanation holds: the receipt of a state, a figure or a thing.

Invariant: nothing that is marked private is named here. ``left_out`` says how many were.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from uegraph.coverage import State
    from uegraph.explain.pieces import Change, Line, Question, Rank, Source, Statement, WhyNot


@dataclass(frozen=True, slots=True)
class StateReceipt:
    """Why a target has its state in one scope.

    Attributes:
        scope: The IRI of the scope; empty where it was asked for on the spot.
        scope_name: Its name.
        as_of: The day of reference.
        period: The period, as the scope gives it.
        targets: The IRIs of what is judged: one, or the members of a pair or triple.
        target: Its name, or theirs.
        state: The state.
        reason: Why, in one sentence.
        certain: False where an inexact date leaves the state open.
        partial: Whether it rests on a part only.
        inherited: Whether it rests on a predecessor only.
        chain: The names from the target to the deciding activity.
        remarks: What a reader should know besides.
        statements: What the state rests on, the deciding statement first.
        why_not: The rules that are not met; empty where it is engaged in full.
        changes: What would move the state.
        rank: Its place in the list of gaps; None where it is no gap.
        questions: How to see the statements in the graph.
        left_out: How many statements are marked private and not shown.
    """

    scope: str
    scope_name: str
    as_of: date | None
    period: str
    targets: tuple[str, ...]
    target: str
    state: State
    reason: str
    certain: bool
    partial: bool
    inherited: bool
    chain: tuple[str, ...]
    remarks: tuple[str, ...]
    statements: tuple[Statement, ...]
    why_not: tuple[WhyNot, ...]
    changes: tuple[Change, ...]
    rank: Rank | None
    questions: tuple[Question, ...]
    left_out: int


@dataclass(frozen=True, slots=True)
class FigureReceipt:
    """What the share of a scope is made of.

    Attributes:
        scope: The IRI of the scope.
        scope_name: Its name.
        kind: What kind of thing its targets are.
        as_of: The day of reference.
        period: The period, as the scope gives it.
        required_level: The least level that counts, in words.
        targets: The denominator.
        engaged: The numerator of the low end.
        no_evidence: How many more would count if all that is unknown were a yes.
        low: Engaged ÷ targets; None without targets.
        high: (Engaged + no evidence) ÷ targets; None without targets.
        partial: How many are engaged in part only.
        uncertain: How many states an inexact date leaves open.
        names: State to the names of the targets that have it.
        private: State to how many more have it that are marked private and not named.
        remarks: What the figure cannot tell.
        questions: How to see the targets and the deciding statements.
    """

    scope: str
    scope_name: str
    kind: str
    as_of: date | None
    period: str
    required_level: str
    targets: int
    engaged: int
    no_evidence: int
    low: float | None
    high: float | None
    partial: int
    uncertain: int
    names: Mapping[State, tuple[str, ...]]
    private: Mapping[State, int]
    remarks: tuple[str, ...]
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """One statement about a thing.

    Attributes:
        property: What is told, in words.
        value: The text, or the name of the thing.
        value_id: The IRI of the thing, where it is one.
        graph: The named graph that holds it.
        stated_by: The source that the graph speaks for, or how it came about.
        basis: ``stated`` by a source, ``judged`` by the editors or ``derived`` by a rule.
        column: The heading of the column that holds it; empty where it is of no column.
    """

    property: str
    value: str
    value_id: str
    graph: str
    stated_by: str
    basis: Literal["stated", "judged", "derived", "model"]
    column: str


@dataclass(frozen=True, slots=True)
class Dataset:
    """The data set that a thing was built from."""

    title: str
    publisher: str
    licence: str
    retrieved: str
    page: str


@dataclass(frozen=True, slots=True)
class FactReceipt:
    """What is recorded about one thing, and where it comes from.

    Attributes:
        id: Its IRI.
        name: Its name; empty where it has none.
        facts: The statements about it.
        statements: The participations that name it, or that it is.
        mentions: What else names it: kind of thing to how many.
        sources: The passages that it names as its evidence.
        lines: The rows of tables that it was read from.
        datasets: The data sets that these belong to.
        questions: How to see the statements in the graph.
        left_out: How many statements are marked private and not shown.
    """

    id: str
    name: str
    facts: tuple[Fact, ...]
    statements: tuple[Statement, ...]
    mentions: Mapping[str, int]
    sources: tuple[Source, ...]
    lines: tuple[Line, ...]
    datasets: tuple[Dataset, ...]
    questions: tuple[Question, ...]
    left_out: int


@dataclass(frozen=True, slots=True)
class Explanation:
    """The answer to one question of `explain`.

    Attributes:
        kind: What is explained.
        states: The states, one for each scope that asks for the target.
        figures: The figures, one for each scope.
        facts: The things.
        remarks: What a reader should know about the answer as a whole.
    """

    kind: Literal["state", "figure", "fact"]
    states: tuple[StateReceipt, ...] = ()
    figures: tuple[FigureReceipt, ...] = ()
    facts: tuple[FactReceipt, ...] = ()
    remarks: tuple[str, ...] = ()

    @property
    def questions(self) -> tuple[Question, ...]:
        """Every question to the graph that the explanation rests on, each once."""
        found = [one for receipt in self.states for one in receipt.questions]
        found += [one for receipt in self.figures for one in receipt.questions]
        found += [one for receipt in self.facts for one in receipt.questions]
        return tuple(dict.fromkeys(found))
