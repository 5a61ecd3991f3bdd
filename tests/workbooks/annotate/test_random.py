"""Any set of problems, twice in a row: each told once, at its place, and nothing else moved."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.utils import get_column_letter
from tests.workbooks.annotate.samples import assert_sound, listed, notes, parts, plain, rich

from uegraph.errors import Problem
from uegraph.workbooks.annotate import annotate

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

SHEETS = ("Organisations", "O'Brien & <co>", "Not there", "")
CELLS = st.one_of(
    st.just(""),
    st.builds(lambda c, r: f"{get_column_letter(c)}{r}", st.integers(1, 60), st.integers(1, 200)),
)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
FOUND = st.lists(
    st.builds(
        Problem, st.just("w.xlsx"), st.sampled_from(SHEETS), st.integers(0, 200), TEXTS, TEXTS,
        TEXTS, st.sampled_from(["error", "warning"]), TEXTS, CELLS,
    ),
    max_size=12,
)  # fmt: skip


@functools.cache
def source(maker: str, folder: Path) -> Path:
    return {"rich": rich, "plain": plain}[maker](folder / f"{maker}.xlsx")


def places(problems: list[Problem]) -> set[tuple[str, str]]:
    """Where notes are to be, of which joined cells show theirs at the first."""
    found = set()
    for problem in problems:
        cell = problem.cell or f"A{problem.row or 1}"
        found.add((problem.sheet, cell))
    return {place for place in found if place[0] in SHEETS[:2]}


@settings(deadline=None, max_examples=60)
@given(maker=st.sampled_from(["rich", "plain"]), first=FOUND, then=FOUND)
def test_any_problems(
    tmp_path_factory: pytest.TempPathFactory, maker: str, first: list[Problem], then: list[Problem]
) -> None:
    folder = tmp_path_factory.mktemp("random")
    at = source(maker, tmp_path_factory.getbasetemp())
    own = notes(at)
    joined = {("Organisations", f"{column}{row}") for column in "HIJ" for row in (1, 2, 3)}
    joined = joined if maker == "rich" else set()
    for name, problems in (("a", first), ("b", then)):
        out = folder / f"{name}.xlsx"
        annotate(at, problems, out)
        assert_sound(out)
        said = notes(out)
        found = {place for place, text in said.items() if "uegraph" in text}
        assert found - joined == places(problems) - joined
        assert {p: text for p, text in said.items() if p not in found}.items() <= own.items()
        assert len(listed(out, "Problems" if maker == "plain" else "Problems 2")) == (
            len(problems) + 1
        )
        same = {name: data for name, data in parts(at).items() if "/media/" in name or (
            "/charts/" in name) or name.startswith("docProps")}  # fmt: skip
        assert same.items() <= parts(out).items()
        at = out
