"""A draft is valid, runs as it stands, and marks what a person must decide."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.imports.samples import TABLE

from uegraph import imports
from uegraph.errors import SourceError
from uegraph.imports.reading import read_mapping
from uegraph.resources import datasets

if TYPE_CHECKING:
    from pathlib import Path


def drafted(folder: Path, table: str, name: str = "events.csv") -> tuple[str, imports.Imported]:
    (folder / name).write_text(table, encoding="utf-8", newline="")
    text = imports.draft(folder / name)
    (folder / "draft.yml").write_text(text, encoding="utf-8")
    return text, imports.table(folder / name, folder / "draft.yml")


def test_a_draft_finds_what_each_column_holds(tmp_path: Path) -> None:
    more = "".join(
        f"{day}/07/2026,Meeting {day},Wales,{day}0,Harbour Trust,Y\n" for day in range(1, 9)
    )
    table = (
        TABLE.replace("What", "Activity").replace("Came", "Attendees").replace("Who", "Organisers")
    )
    text, done = drafted(tmp_path, table + more)
    mapping = read_mapping(text.encode(), "draft.yml")
    filled = {
        f"{entry.table.name}.{one.column.header}": one.rule.used
        for entry in mapping.entries
        for one in entry.columns
    }
    assert filled["activities.name"] == ("Activity",)
    assert filled["activities.when"] == ("Date",)
    assert filled["activities.status"] == ("Held?",)
    assert filled["organisations.name"] == ("Organisers",)
    assert mapping.entries[1].amount is not None
    assert mapping.entries[1].amount.used == ("Attendees",)
    statuses = {row["status"] for row in done.tables["activities"]}
    assert statuses == {"held", "planned"}
    assert done.counts.data == 11
    assert "# ?" in text
    assert "Ana Low" not in "".join(content.decode() for content in done.files.values())


def test_a_register_of_bodies_becomes_organisations(tmp_path: Path) -> None:
    table = "Organisation,Abbreviation,Web site,Sector\n" + "".join(
        f"Body {n},B{n},https://b{n}.example/,{'Health' if n % 2 else 'Academia'}\n"
        for n in range(8)
    )
    text, done = drafted(tmp_path, table)
    row = done.tables["organisations"][1]
    assert (row["name"], row["acronym"], row["sector"]) == ("Body 1", "B1", "health")
    assert row["website"] == "https://b1.example/"
    assert done.counts.data == 8
    assert "activities" not in text


def test_columns_that_are_left_aside_are_listed(tmp_path: Path) -> None:
    text, done = drafted(tmp_path, "Name,Colour of the folder\nTrust,red\nUnion,blue\n")
    assert "- Colour of the folder" in text
    assert done.columns["Colour of the folder"] == ("(unused)",)


@pytest.mark.parametrize("name", sorted(datasets()))
def test_a_draft_of_our_own_tables_runs(tmp_path: Path, name: str) -> None:
    tables = sorted(datasets()[name].glob("*.csv"))
    assert len(tables) > 10
    for path in tables:
        (tmp_path / "draft.yml").write_text(imports.draft(path), encoding="utf-8")
        done = imports.table(path, tmp_path / "draft.yml")
        with path.open(encoding="utf-8", newline="") as file:
            assert done.counts.read == len(list(csv.reader(file))) - 1


WORDS = st.sampled_from(
    ["Name", "Date", "Event", "Organiser", "Attendees", "URL", "Status", "name", "a: b", "#x",
     "{x}", "[y]", "- z", "yes", "null", "'", '"', "*a", "&b", "!c", "|", "%", "@", "`", "a, b"]
)  # fmt: skip


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    headings=st.lists(st.one_of(WORDS, st.text(min_size=1, max_size=10)), min_size=1, max_size=5),
    cells=st.lists(st.one_of(WORDS, st.text(max_size=8)), min_size=1, max_size=5),
)
def test_a_draft_of_anything_is_valid(
    tmp_path: Path, headings: list[str], cells: list[str]
) -> None:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerows([headings, *[cells[: len(headings)]] * 3])
    (tmp_path / "x.csv").write_bytes(out.getvalue().encode("utf-8", errors="replace"))
    try:
        text = imports.draft(tmp_path / "x.csv")
    except SourceError:
        return  # no table at all
    read_mapping(text.encode(), "draft.yml")
    (tmp_path / "draft.yml").write_text(text, encoding="utf-8", newline="")
    done = imports.table(tmp_path / "x.csv", tmp_path / "draft.yml")
    found = done.counts
    assert found.read == found.data + found.problem + found.skipped + found.blank
