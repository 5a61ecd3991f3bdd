"""Rows poured into the template and read back: nothing is lost and nothing is added."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from uegraph import ingest, resources, shapes
from uegraph.ingest.grids import read_book
from uegraph.workbooks.template import read_rows, write_template

if TYPE_CHECKING:
    from pathlib import Path

SHIPPED = resources.root() / "data" / "gss-2024"
FORMS = ["gss-2024.xlsx", "gss-2024.ods", "gss-2024"]


def said(source: Path) -> set[str]:
    """What a source says: its graph, but for the files and rows that it was read from."""
    lines = ingest.to_nquads([source]).splitlines()
    return {line for line in lines if "/graph/trace> ." not in line}


def traced(source: Path) -> set[tuple[str, str]]:
    """Each thing with the row that it was read from, files and sheets by their tables' names."""
    found = re.findall(
        r"<([^>]+)> <[^>]+readFrom> <[^>]+/([^>/]+)#row=(\d+)>", ingest.to_nquads([source])
    )
    return {
        (thing, f"{shapes.key(table.removesuffix('.csv'))} {row}") for thing, table, row in found
    }


@pytest.mark.parametrize("form", FORMS)
def test_the_shipped_data_in_a_template_is_the_identical_graph(tmp_path: Path, form: str) -> None:
    rows, given_settings = read_rows(SHIPPED)
    assert sum(map(len, rows.values())) > 800
    write_template(tmp_path / form, rows, given_settings)
    assert ingest.check([tmp_path / form]) == ingest.check([SHIPPED])
    expected = said(SHIPPED)
    assert len(expected) > 8000
    assert said(tmp_path / form) == expected
    unquoted = {(thing, row.replace("%20", "")) for thing, row in traced(tmp_path / form)}
    assert unquoted == traced(SHIPPED)
    assert len(unquoted) > 800


@pytest.mark.parametrize("form", FORMS)
def test_the_drop_downs_know_the_words_poured_in(tmp_path: Path, form: str) -> None:
    """Concepts are written as the lists offer them, not by the slugs of the source."""
    write_template(tmp_path / form, *read_rows(SHIPPED))
    if (tmp_path / form).is_dir():
        text = (tmp_path / form / "organisations.csv").read_bytes()
        found = read_book(text, "organisations.csv").grids[0]
    else:
        grids = read_book((tmp_path / form).read_bytes(), form).grids
        found = next(grid for grid in grids if grid.name == "Organisations")
    types = {cells[4] for _, cells in found.records[1:]}
    labels = {concept.label for concept in shapes.concepts("organisation-type").values()}
    assert types <= labels
    assert "statistical office" in types


@pytest.mark.parametrize("form", ["e.xlsx", "e.ods", "e"])
def test_the_example_rows_fit_together(tmp_path: Path, form: str) -> None:
    """Given ids of their own, and two bodies that they name beside, they are free of errors."""
    rows = {}
    for table in shapes.tables().values():
        row = {**shapes.example_row(table), "id": "shown"}
        rows[table.name] = [row]
    rows["organisations"].append({"name": "Riverside Tenants' Association", "type": "charity"})
    rows["audiences"].append({"name": "Landlords in Riverside"})
    write_template(tmp_path / form, rows, {"name": "examples"})
    problems = ingest.check([tmp_path / form])
    assert [str(problem) for problem in problems if problem.severity == "error"] == []


def test_every_column_that_must_be_filled_in_has_an_example() -> None:
    for table in shapes.tables().values():
        example = shapes.example_row(table)
        assert list(example) == ["id", *(column.name for column in table.columns)]
        for column in table.columns:
            assert example[column.name] or not column.min_count, column.shape


TEXT = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff\u2028\u2029"),
    min_size=1,
    max_size=40,
)


@settings(
    max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    names=st.lists(TEXT.filter(str.strip), min_size=1, max_size=60),
    ending=st.sampled_from([".xlsx", ".ods"]),
)
def test_any_text_comes_back_as_it_was_poured_in(
    tmp_path: Path, names: list[str], ending: str
) -> None:
    path = tmp_path / f"any{ending}"
    rows = [{"id": f"r{at}", "name": name, "description": name} for at, name in enumerate(names)]
    write_template(path, {"organisations": rows}, force=True)
    grids = read_book(path.read_bytes(), path.name).grids
    grid = next(grid for grid in grids if grid.name == "Organisations")
    assert [cells[1] for _, cells in grid.records[1:]] == names
