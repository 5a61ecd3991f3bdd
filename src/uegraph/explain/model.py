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


@dataclass(frozen=True, slots=True)
class Question:
    """A question to the graph that anybody can ask again.

    Attributes:
        shows: What its answer shows, in words.
        name: The named question that it was made from.
        text: The SPARQL, whole.
    """

    shows: str
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Source:
    """The paragraph of a source that says so; ``page`` is where the source is published."""

    name: str
    section: str
    paragraph: int
    page: str

    def __str__(self) -> str:
        return f"{self.name}, {self.section} ¶{self.paragraph}"


@dataclass(frozen=True, slots=True)
class Line:
    """The row of a table that holds it.

    Attributes:
        file: The file.
        sheet: The sheet of a workbook; empty for a CSV file.
        row: The row as a spreadsheet counts it; the header is row 1.
        columns: The headings of the columns that it fills.
        hash: The SHA-256 of the file's bytes at the build.
    """

    file: str
    sheet: str
    row: int
    columns: tuple[str, ...]
    hash: str

    def __str__(self) -> str:
        sheet = f", sheet {self.sheet}" if self.sheet else ""
        columns = f", columns {', '.join(self.columns)}" if self.columns else ""
        return f"{self.file}{sheet}, row {self.row}{columns}"


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement on which a state rests, or which does not count for it.

    Attributes:
        id: Its IRI.
        kind: ``participation``, ``non-engagement`` or ``completeness``.
        sentence: What it says.
        who: Who took part, or was not engaged.
        activity: The name of the activity.
        activity_id: Its IRI.
        role: The role, in words.
        level: How deeply it was engaged; empty where not recorded.
        direction: Which way information went; empty where not recorded.
        outcome: What came of it.
        reason: Why it was not engaged, as stated.
        stated_by: Who states it.
        when: When it was, or the time spoken of, as recorded.
        counts_as: The state that it alone would give; empty where none.
        shortfalls: Why it is less than engaged, less than certain, or does not count.
        partial: Whether it concerns a part of the target only.
        inherited: Whether it concerns what the target was before.
        chain: The names from the target to the activity.
        sources: Where sources say so.
        lines: Where tables hold it; those of its activity come last.
    """

    id: str
    kind: Literal["participation", "non-engagement", "completeness"]
    sentence: str
    who: str = ""
    activity: str = ""
    activity_id: str = ""
    role: str = ""
    level: str = ""
    direction: str = ""
    outcome: str = ""
    reason: str = ""
    stated_by: str = ""
    when: str = ""
    counts_as: str = ""
    shortfalls: tuple[str, ...] = ()
    partial: bool = False
    inherited: bool = False
    chain: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class WhyNot:
    """A rule that is not met, and what is recorded that fails it.

    Attributes:
        rule: A short fixed name, listed in ``docs/explain.md``.
        sentence: The rule and how it fails, in words.
        statements: The statements that fail it; none where nothing is recorded.
    """

    rule: str
    sentence: str
    statements: tuple[Statement, ...] = ()


@dataclass(frozen=True, slots=True)
class Record:
    """A row of a table as it would have to stand there.

    Attributes:
        table: The table.
        id: The IRI of the row to change or take out; empty for a new one.
        values: Heading to value. A thing is given by its IRI, a word by its slug.
    """

    table: str
    id: str
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Change:
    """The least that would move a state, and where to.

    Attributes:
        act: ``add`` or ``change`` a record, ``withdraw`` one, or ``ask`` as of another day.
        becomes: The state that it would give.
        sentence: The same in words.
        records: The rows to add, change or take out.
        as_of: The day to ask as of, where it is another.
    """

    act: Literal["add", "change", "withdraw", "ask"]
    becomes: State
    sentence: str
    records: tuple[Record, ...] = ()
    as_of: date | None = None


@dataclass(frozen=True, slots=True)
class RankTerm:
    """One term of a gap's score; ``points`` are its value times its weight."""

    name: str
    points: float
    weight: float
    note: str


@dataclass(frozen=True, slots=True)
class Rank:
    """The place of a gap in its scope's list, with the sum that it rests on."""

    rank: int
    of: int
    score: float
    best_rank: int
    worst_rank: int
    fragile: bool
    terms: tuple[RankTerm, ...]


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
