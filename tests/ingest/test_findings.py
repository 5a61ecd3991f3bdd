"""What the checks across tables find is told at the row it is about."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pyoxigraph as ox
from tests.ingest.samples import folder as data_set
from tests.ingest.samples import own

from uegraph import ingest, queries, resources, shapes, store
from uegraph.ingest.check import read_sources
from uegraph.ingest.findings import findings
from uegraph.ingest.triples import quads
from uegraph.namespaces import graph_iri, shorten

DATA = resources.datasets()["gss-2024"]


def test_the_shipped_data_has_nothing_to_find() -> None:
    assert ingest.check([DATA]) == []


def test_a_name_given_twice_is_told_at_both_rows(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(DATA, tmp_path / "mine"))
    table = folder / "places.csv"
    header, *rows = table.read_text(encoding="utf-8").splitlines()
    twin = "twin" + rows[0][rows[0].index(",") :]
    table.write_text("\n".join([header, *rows, twin]) + "\n", encoding="utf-8")
    found = [p for p in ingest.check([folder]) if p.rule == "checks/same-name-twice"]
    assert [(p.file, p.row, p.severity) for p in found] == [
        ("places.csv", 2, "warning"),
        ("places.csv", len(rows) + 2, "warning"),
    ]
    assert rows[0].split(",")[1] in found[0].message
    assert "(name: " in found[0].message
    assert "; other: place/twin)" in found[0].message
    assert found[0].remedy.startswith("Make them one")
    assert ingest.build([folder], ":memory:").warnings == tuple(ingest.check([folder]))


def test_errors_do_not_hide_what_is_found_across_tables(tmp_path: Path) -> None:
    """All is told at once; of a row with an error nothing else is."""
    rows = "id,name,type\na,Same,hub\nb,Same,team\nc,Same,tem\n"
    found = ingest.check([own(tmp_path / "d", organisations=rows)])
    assert [(p.row, p.severity, p.rule.rpartition("/")[2]) for p in found] == [
        (2, "warning", "same-name-twice"),
        (3, "warning", "same-name-twice"),
        (4, "error", "shp:OrganisationShape-type"),
    ]


def test_what_is_too_much_to_read_is_told_as_a_number(tmp_path: Path) -> None:
    """3,000 things of one name are 3,000 rows, not 9 million pairs, of which 1,000 are told."""
    folder = Path(shutil.copytree(DATA, tmp_path / "mine"))
    table = folder / "places.csv"
    header, *rows = table.read_text(encoding="utf-8").splitlines()
    twins = [f"twin-{n}{rows[0][rows[0].index(',') :]}" for n in range(2_999)]
    table.write_text("\n".join([header, *rows, *twins]) + "\n", encoding="utf-8")
    found = [p for p in ingest.check([folder]) if p.rule == "checks/same-name-twice"]
    numbers = [2, *range(len(rows) + 2, len(rows) + 3_001)]
    assert [p.row for p in found] == numbers[:1_001]
    assert [" more, from this row on" in p.message for p in found] == [False] * 1_000 + [True]
    assert ": 2,000 more" in found[-1].message


def test_what_lies_in_the_future_is_asked_only_of_a_day(tmp_path: Path) -> None:
    place = data_set(
        tmp_path / "d",
        activities="id,name,type,status,when,evidence\nday,Day,event,held,2024-07,p1\n",
    )
    checked = read_sources([place])
    with store.open_store(read_only=False) as graph:
        graph.load_nquads("".join(quads(checked.datasets, checked.rows)).encode())
        graph.load_nquads(concepts())
        assert findings(graph, checked.rows) == []
        assert findings(graph, checked.rows, as_of=date(2024, 7, 1)) == []
        (found,) = findings(graph, checked.rows, as_of=date(2024, 6, 30))
    assert (found.file, found.row, found.severity) == ("activities.csv", 2, "warning")
    assert found.rule == "checks/happened-in-the-future"
    assert found.message.endswith("(name: Day; when: 2024-07; claim: held)")


def concepts() -> bytes:
    """What the ontology says of the status and the types of activities."""
    graph = ox.NamedNode(graph_iri("ontology"))
    found = [
        ox.Quad(one.subject, one.predicate, one.object, graph)
        for path in resources.ontology_files()
        if path.stem in {"activity-status", "activity-type"}
        for one in ox.parse(path=path)
    ]
    return ox.serialize(found, format=ox.RdfFormat.N_QUADS) or b""


def test_the_check_of_concepts_looks_at_every_column_that_takes_one() -> None:
    text = queries.questions()["checks/unknown-concept"].text
    listed = set(text.partition("VALUES ?property_id {")[2].partition("}")[0].split())
    columns = [column for table in shapes.tables().values() for column in table.columns]
    paths = {shorten(column.path) for column in columns if column.scheme}
    assert len(paths) > 20
    assert paths <= listed
