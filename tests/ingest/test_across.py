"""Checks between rows: circles (against networkx), times, ranges, and what dataset.yml promises."""

from __future__ import annotations

from typing import TYPE_CHECKING

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.ingest.samples import SETTINGS, folder, table_text

from uegraph import ingest
from uegraph.ingest.across import circles

if TYPE_CHECKING:
    from pathlib import Path

NODES = st.integers(0, 9).map(str)
LINKS = st.dictionaries(NODES, st.lists(NODES, max_size=4, unique=True), max_size=10)


@given(LINKS)
def test_circles_are_real_and_none_is_left(links: dict[str, list[str]]) -> None:
    graph = nx.DiGraph([(low, up) for low, ups in links.items() for up in ups])
    found = list(circles(links))
    assert (not found) == nx.is_directed_acyclic_graph(graph)
    for circle in found:
        assert len(set(circle)) == len(circle)
        assert all(map(graph.has_edge, circle, [*circle[1:], circle[0]]))
    graph.remove_edges_from([(circle[-1], circle[0]) for circle in found])
    assert nx.is_directed_acyclic_graph(graph)


def organisations(*links: tuple[str, str, str]) -> str:
    rows = [[slug, slug, "team", part_of, unit_of, "p1"] for slug, part_of, unit_of in links]
    return table_text([["id", "name", "type", "part of", "unit of", "evidence"], *rows])


def test_a_circle_is_shown_as_a_chain_with_its_rows(tmp_path: Path) -> None:
    text = organisations(("x", "a", ""), ("a", "", "b"), ("b", "c", ""), ("c", "", "a"))
    (found,) = ingest.check([folder(tmp_path / "d", organisations=text)])
    assert (found.file, found.row, found.column) == ("organisations.csv", 3, "unit of")
    assert found.message == "goes round in a circle: a (row 3) → b (row 4) → c (row 5) → a"


def test_a_row_above_itself_is_a_circle(tmp_path: Path) -> None:
    (found,) = ingest.check([folder(tmp_path / "d", organisations=organisations(("a", "a", "")))])
    assert found.message == "goes round in a circle: a (row 2) → a"


def test_a_circle_through_two_tables_names_the_other_file(tmp_path: Path) -> None:
    header = "id,name,type,status,{},evidence\n"
    place = folder(
        tmp_path / "d",
        activities=header.format("series") + "day,Day,event,held,days,p1\n",
        series=header.format("part of") + "days,Days,event,held,day,p1\n",
    )
    (found,) = ingest.check([place])
    assert found.message.endswith("day (row 2) → days (series.csv, row 2) → day")


@pytest.mark.parametrize(
    ("table", "header"),
    [("audiences", "broader"), ("themes", "broader"), ("products", "part_of"),
     ("products", "revision_of"), ("activities", "part_of"), ("places", "broader")],
)  # fmt: skip
def test_every_ladder_is_watched(table: str, header: str, tmp_path: Path) -> None:
    columns = ["id", "name", "evidence", header]
    values = {"products": {"type": "tool", "status": "published"},
              "activities": {"type": "event", "status": "held"}}.get(table, {})  # fmt: skip
    rows = [["a", "A", "p1", "b", *values.values()], ["b", "B", "p1", "a", *values.values()]]
    text = table_text([[*columns, *values], *rows])
    (found,) = ingest.check([folder(tmp_path / "d", **{table: text})])
    assert (found.rule, found.row, found.column) == ("check:circle", 2, header)


def test_forums_may_be_members_of_each_other(tmp_path: Path) -> None:
    text = "id,name,type,member of,evidence\na,A,forum,b,p1\nb,B,forum,a,p1\n"
    assert ingest.check([folder(tmp_path / "d", organisations=text)]) == []


@pytest.mark.parametrize(
    ("when", "warned"),
    [("2024-05", False), ("2023", False), ("2022-12-31", True), ("2026", True), ("", False)],
)
def test_an_occurrence_outside_its_series_is_a_warning(
    when: str, warned: bool, tmp_path: Path
) -> None:
    header = "id,name,type,status,when,{},evidence\n"
    place = folder(
        tmp_path / "d",
        activities=header.format("series") + f"day,Day,event,held,{when},days,p1\n",
        series=header.format("format") + "days,Days,event,held,2023/2025,,p1\n",
    )
    found = [(p.row, p.column, p.severity, p.rule) for p in ingest.check([place])]
    assert found == ([(2, "", "warning", "checks/part-outside-whole")] if warned else [])


@pytest.mark.parametrize(
    ("cells", "column", "words"),
    [
        ("9,7,range", "upper value", "7 is below the lower end of the range, 9"),
        ("9,,range", "bound", "a range has no upper value"),
        ("9,12,exactly", "bound", "there is an upper value, 12, and the bound is no range"),
        ("9,12,range", "", ""),
        ("9,,about", "", ""),
    ],
)
def test_a_range_has_two_ends_in_order(cells: str, column: str, words: str, tmp_path: Path) -> None:
    place = folder(
        tmp_path / "d",
        organisations="id,name,type,evidence\na,A,team,p1\n",
        reaches=f"id,of,kind,value,upper value,bound,evidence\nr,a,members,{cells},p1\n",
    )
    found = [(p.severity, p.column, p.message) for p in ingest.check([place])]
    assert found == ([("warning", column, words)] if column else [])


@pytest.mark.parametrize(
    ("settings", "column", "words"),
    [
        ("assertions: {min: {themes: 1}}", "assertions", "themes has 0 rows, where at least 1"),
        ("assertions: {max: {passages: 2}}", "assertions", "passages has 3 rows, where at most 2"),
        ("unmodelled: {p7: it is a heading}", "unmodelled", "'p7' is not the id of a passage"),
    ],
)
def test_promises_are_kept(settings: str, column: str, words: str, tmp_path: Path) -> None:
    (found,) = ingest.check([folder(tmp_path / "d", f"{SETTINGS}{settings}\n")])
    assert (found.file, found.column) == ("dataset.yml", column)
    assert words in found.message


def test_a_table_that_cannot_be_read_breaks_no_promise(tmp_path: Path) -> None:
    settings = f"{SETTINGS}assertions: {{min: {{themes: 1}}}}\n"
    (found,) = ingest.check([folder(tmp_path / "d", settings, themes=b"%PDF")])
    assert found.file == "themes.csv"


def test_promises_that_are_kept_are_silent(tmp_path: Path) -> None:
    settings = "assertions: {min: {passages: 3}, max: {passages: 3}}\nunmodelled: {p2: a list}\n"
    assert ingest.check([folder(tmp_path / "d", SETTINGS + settings)]) == []
