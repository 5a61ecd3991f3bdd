"""The library's answers over the real report are those that were read and kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.golden.make import FOLDER, READ_BY_PROGRAM, answer, kept, store

from uegraph.queries import questions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from uegraph.store import Store


@pytest.fixture(scope="module")
def graph() -> Iterator[Store]:
    with store() as found:
        yield found


def test_every_answer_is_kept_and_nothing_else() -> None:
    assert len(kept()) >= 70
    files = {path.relative_to(FOLDER).with_suffix("").as_posix() for path in FOLDER.rglob("*.csv")}
    assert files == set(kept())
    assert set(questions()) >= READ_BY_PROGRAM


@pytest.mark.parametrize("name", kept())
def test_the_answer_is_the_one_that_was_read(name: str, graph: Store) -> None:
    assert answer(graph, name) == (FOLDER / f"{name}.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", [name for name in kept() if name.startswith("checks/")])
def test_the_report_passes_every_check(name: str) -> None:
    rows = (FOLDER / f"{name}.csv").read_text(encoding="utf-8").splitlines()[1:]
    assert rows == []
