"""What others did: two data sets in one graph, the same thing once, contradictions side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.ingest.samples import own

from uegraph import coverage, ingest, queries, shapes
from uegraph.namespaces import ID

if TYPE_CHECKING:
    from pathlib import Path

ACTIVITY = "id,name,type,status,when\nday,Day,event,held,2024-03-01\n"
PARTICIPATION = (
    "activity,party,role,level,direction,status\nDay,ONS,attendee,consult,two-way,attended\n"
)
SCOPE = "id,name,target kind\nbodies,Bodies,organisation\n"


def two(place: Path, first: str, second: str, **more: str) -> list[Path]:
    header = "id,name,acronym,type,sector\n"
    return [
        own(place / name, f"name: {name}\ntitle: {name}\n", organisations=header + row, **more)
        for name, row in {"ann": first, "ben": second}.items()
    ]


def test_the_same_row_twice_is_the_same_thing_once(tmp_path: Path) -> None:
    row = "ons,Office for National Statistics,ONS,department,\n"
    tables = {"activities": ACTIVITY, "participations": PARTICIPATION, "scopes": SCOPE}
    sources = two(tmp_path, row, row, **tables)
    assert ingest.check(sources) == []
    built = ingest.build(sources, ":memory:")
    (found,) = queries.run(built.store, "stakeholders/organisations-by-type").to_dicts()
    assert found["name"] == "Office for National Statistics"
    (alone,) = coverage.coverage(ingest.build(sources[:1], ":memory:").store, scope="bodies")
    (both,) = coverage.coverage(built.store, scope="bodies")
    assert [(r.target, r.state) for r in both.rows] == [(r.target, r.state) for r in alone.rows]
    assert len(both.rows) == 1
    assert (both.low, both.high) == (alone.low, alone.high)


def test_a_thing_keeps_one_name_and_the_other_beside_it(tmp_path: Path) -> None:
    sources = two(tmp_path, "ons,The Office,,department,\n", "ons,The ONS,,department,\n")
    assert ingest.check(sources) == []
    lines = [line for line in ingest.to_nquads(sources).splitlines() if "Label>" in line]
    assert [line.split("> ", 1)[1] for line in lines] == [
        f'<http://www.w3.org/2004/02/skos/core#altLabel> "The ONS" <{ID}graph/ben> .',
        f'<http://www.w3.org/2004/02/skos/core#prefLabel> "The Office" <{ID}graph/ann> .',
    ]


def test_contradictions_stand_side_by_side_with_their_sources(tmp_path: Path) -> None:
    sources = two(tmp_path, "ons,ONS,,department,health\n", "ons,ONS,,team,health\n")
    (told,) = ingest.check(sources)
    assert (told.file, told.cell, told.severity) == ("ben/organisations.csv", "D2", "warning")
    assert told.message == "'team' here, but 'department' in ann/organisations.csv, row 2"
    built = ingest.build(sources, ":memory:")
    (row,) = queries.run(built.store, "checks/sources-disagree").to_dicts()
    assert (row["source"], row["value"]) == ("ann", "department")
    assert (row["other_source"], row["other_value"]) == ("ben", "team")
    assert (row["name"], row["graph_id"]) == ("ONS", f"{ID}graph/ann")


def test_every_single_value_is_compared_but_names_and_remarks(tmp_path: Path) -> None:
    header = (
        "id,name,acronym,type,sector,part of,unit of,description,website,private,permission,note\n"
    )
    others = "b,B,,team,,,,,,,,\nc,C,,team,,,,,,,,\n"
    one = "a,One,O,team,health,b,b,Short.,https://a.example/,yes,given,Seen.\n"
    two = "a,Two,T,hub,academia,c,c,Long.,https://b.example/,no,withdrawn,Heard.\n"
    sources = [
        own(tmp_path / name, f"name: {name}\ntitle: {name}\n", organisations=header + row + others)
        for name, row in {"ann": one, "ben": two}.items()
    ]
    told = [p.column for p in ingest.check(sources) if p.rule == "check:contradiction"]
    single = {c.name for c in shapes.tables()["organisations"].columns if c.max_count == 1}
    assert set(told) == single - {"name", "description", "note"}
    assert len(told) == 8


def test_the_order_of_sources_changes_nothing_but_the_name(tmp_path: Path) -> None:
    sources = two(tmp_path, "ons,ONS,,department,\n", "ons,ONS,,team,health\n")
    assert ingest.to_nquads(sources) == ingest.to_nquads(sources[::-1])


def test_own_rows_come_first_where_names_are_shared(tmp_path: Path) -> None:
    """Two data sets with bases of their own may each have their own 'Data team'."""
    row = "team,Data team,,team,\nhub,Hub,,hub,\n"
    sources = two(tmp_path, row, row)
    for source in sources:
        name = source.name
        (source / "dataset.yml").write_text(
            f"name: {name}\ntitle: {name}\nbase: https://example.org/{name}/\n"
        )
        (source / "relations.csv").write_text("from,type,to\nHub,supports,Data team\n")
    assert [p for p in ingest.check(sources) if p.severity == "error"] == []
    links = [
        line.split("/")
        for line in ingest.to_nquads(sources).splitlines()
        if "/relation/" in line.split()[0] and "/organisation/" in line.split()[2]
    ]
    assert len(links) == 4
    assert all({"ann", "ben"} & set(parts) in ({"ann"}, {"ben"}) for parts in links)
