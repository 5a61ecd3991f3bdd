"""What receipts are made of: statements with their places, rules, changes, ranks, questions."""

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
