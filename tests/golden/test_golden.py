"""The library's answers over the real report are those that were read and kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.golden.make import CHANGES_WITH_EVERY_ROW, FOLDER, answer, kept, store

from uegraph.queries import questions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from uegraph.store import Store

# The report says nothing of these; each question is there for records that do.
NOTHING_TO_TELL = {
    "coverage/assessments": "it judges no stakeholder",
    "coverage/completeness": "it nowhere says that it names everything",
    "coverage/invited-without-result": "it names nobody who was asked and did not come",
    "coverage/non-engagements": "it names nobody who was left out",
    "engagement/occurrences": "it dates no single occasion of a series",
    "evidence/private": "it is public, and so is all that was read from it",
    "network/shared-memberships": "the GSS is the only group of which it names members",
    "stakeholders/audience-populations": "it gives the size of no audience",
    "stakeholders/decisions": "it names no body twice",
}


@pytest.fixture(scope="module")
def graph() -> Iterator[Store]:
    with store() as found:
        yield found


def test_every_answer_is_kept_and_nothing_else() -> None:
    assert len(kept()) >= 70
    files = {path.relative_to(FOLDER).with_suffix("").as_posix() for path in FOLDER.rglob("*.csv")}
    assert files == set(kept())
    assert set(questions()) > CHANGES_WITH_EVERY_ROW


def test_most_questions_find_something_in_the_report_and_the_others_are_known() -> None:
    found = {name for name in kept() if len(_rows(name)) > 0}
    asked = {name for name in kept() if not name.startswith("checks/")}
    assert asked - found == set(NOTHING_TO_TELL)
    assert len(found) > 60


@pytest.mark.parametrize("name", kept())
def test_the_answer_is_the_one_that_was_read(name: str, graph: Store) -> None:
    assert answer(graph, name) == (FOLDER / f"{name}.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", [name for name in kept() if name.startswith("checks/")])
def test_the_report_passes_every_check(name: str) -> None:
    assert _rows(name) == []


def _rows(name: str) -> list[str]:
    return (FOLDER / f"{name}.csv").read_text(encoding="utf-8").splitlines()[1:]
