"""What the engines' answers came to: every question that is not answered alike everywhere.

``known.csv`` holds each such question with the data it was asked of, how the answer compares, whose
that is and why. A question that is not in it is answered alike. A line that is no longer true
breaks the tests, as does a question that ceases to be answered alike.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tests.engines.asking import DATA, Outcome, outcomes

from uegraph.queries import questions

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

KNOWN: Final = Path(__file__).with_name("known.csv")
_PATH: Final = re.compile(r"^(?!#).*[A-Za-z)][*+][\s/)|]", re.MULTILINE)
Answers = dict[tuple[str, str], Outcome]
"""How each question, asked of some data, is answered."""


@dataclass(frozen=True, slots=True)
class Known:
    """A question that one engine answers otherwise, whose that is and why."""

    question: str
    data: str
    engine: str
    outcome: str
    whose: str
    why: str


def known() -> tuple[Known, ...]:
    """Every question that is known to be answered otherwise somewhere."""
    with KNOWN.open(encoding="utf-8", newline="") as file:
        return tuple(Known(**row) for row in csv.DictReader(file))


def measured(url: str, data: Collection[str] = DATA) -> Answers:
    """How the engine at an address answers every question."""
    return {(name, of): outcome for name, of, outcome in outcomes(url, data)}


def others(answers: Answers) -> Answers:
    """The questions that are not answered alike."""
    return {key: outcome for key, outcome in answers.items() if outcome != "same"}


def expected(engine: str) -> dict[tuple[str, str], str]:
    """The questions that an engine is known to answer otherwise."""
    return {(row.question, row.data): row.outcome for row in known() if row.engine == engine}


def unsteady(engine: str) -> frozenset[str]:
    """The questions of which an engine answers some well today and badly tomorrow.

    What Virtuoso 7.2.5 finds along a path of any length hangs on what it did before: the same
    question on the same graph loses or repeats a row in one run in some, in another never.
    """
    if engine != "virtuoso":
        return frozenset()
    return frozenset(name for name, query in questions().items() if _PATH.search(query.text))


def surprises(engine: str, answers: Answers) -> set[tuple[tuple[str, str], str]]:
    """What differs from the table, of the questions whose answer is steady."""
    found: set[tuple[tuple[str, str], str]] = set(others(answers).items())
    doubtful = unsteady(engine)
    return {
        (key, outcome)
        for key, outcome in found ^ set(expected(engine).items())
        if key[0] not in doubtful
    }


def counts(answers: Answers) -> Iterable[str]:
    """For each kind of data: alike, otherwise, refused."""
    counted = Counter((data, outcome) for (_, data), outcome in answers.items())
    for data in DATA:
        yield " / ".join(str(counted[data, outcome]) for outcome in ("same", "differs", "refused"))
