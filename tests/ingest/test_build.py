"""Building: all or nothing, with the ontology, the trace and what follows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.ingest.samples import ORGANISATIONS, as_tables, folder, good_rows

from uegraph import ingest, resources
from uegraph.errors import InvalidSourceError
from uegraph.namespaces import ID, PREFIXES, graph_iri
from uegraph.store import open_store

if TYPE_CHECKING:
    from pathlib import Path

QUERY_PREFIXES = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())


def test_the_graphs_of_a_build_are_those_agreed(tmp_path: Path) -> None:
    place = folder(tmp_path / "d", **as_tables(good_rows()))
    told: list[str] = []
    built = ingest.build([place], ":memory:", progress=told.append)
    conclusions = {path.stem for path in (resources.root() / "queries" / "build").glob("*.rq")}
    assert {"organisation-classes", "public-events"} <= conclusions
    expected = {"ontology", "trace", "sample", "source-a"}
    expected |= {f"derived-{name}" for name in conclusions}
    assert {graph.removeprefix(graph_iri("")) for graph in built.graphs} <= expected
    assert built.triples == len(built.store)
    assert sum(built.rows.values()) == len(good_rows()) * 2
    assert told[0] == "reading the tables"
    data = ingest.to_nquads([place]).count("\n")
    derived = {g: n for g, n in built.graphs.items() if "derived-" in g or "ontology" in g}
    assert built.triples == data + sum(derived.values())


def test_conclusions_are_drawn(tmp_path: Path) -> None:
    """By the ontology a department is a formal organisation, a team a unit, a forum neither."""
    place = folder(
        tmp_path / "d",
        organisations=ORGANISATIONS + "o,O,department,p1\nt,T,team,p1\nf,F,forum,p1\n",
        unnamed_parties="id,name,type,evidence\nu,U,department,p1\n",
        activities="id,name,type,status,public,evidence\n"
        "a,A,event,held,yes,p1\nb,B,event,held,no,p1\nc,C,event,held,,p1\n",
    )
    store = ingest.build([place], ":memory:").store
    query = QUERY_PREFIXES + "SELECT ?x ?c { GRAPH <%s> { ?x a ?c } } ORDER BY ?x ?c"
    org = PREFIXES["org"]
    assert list(store.select(query % graph_iri("derived-organisation-classes"))) == [
        (f"{ID}organisation/f", f"{org}OrganizationalCollaboration"),
        (f"{ID}organisation/o", f"{org}FormalOrganization"),
        (f"{ID}organisation/t", f"{org}OrganizationalUnit"),
    ]
    assert list(store.select(query % graph_iri("derived-public-events"))) == [
        (f"{ID}activity/a", f"{PREFIXES['cv']}PublicEvent"),
    ]


def test_an_error_leaves_the_old_graph(tmp_path: Path) -> None:
    graph = tmp_path / "graph"
    good = folder(tmp_path / "d", organisations=ORGANISATIONS + "a,A,team,p1\n")
    before = ingest.build([good], graph)
    dump = before.store.dump()
    before.store.close()
    bad = folder(tmp_path / "d", organisations=ORGANISATIONS + "a,A,tem,p1\n")
    with pytest.raises(InvalidSourceError, match="nothing was loaded"):
        ingest.build([bad], graph)
    with open_store(graph) as store:
        assert store.dump() == dump


def test_an_error_makes_no_graph(tmp_path: Path) -> None:
    bad = folder(tmp_path / "d", themes=b"%PDF")
    with pytest.raises(InvalidSourceError):
        ingest.build([bad], tmp_path / "graph")
    assert not (tmp_path / "graph").exists()


def test_building_twice_gives_the_same_graph(tmp_path: Path) -> None:
    place = folder(tmp_path / "d", **as_tables(good_rows()))
    one = ingest.build([place], ":memory:").store.dump()
    assert ingest.build([place], ":memory:").store.dump() == one


def test_warnings_come_with_the_graph(tmp_path: Path) -> None:
    place = folder(tmp_path / "d", organisations=ORGANISATIONS + "a,A,team,p1|p1\n")
    built = ingest.build([place], ":memory:")
    assert [problem.severity for problem in built.warnings] == ["warning"]


def test_every_shipped_data_set_builds_without_a_problem() -> None:
    shipped = resources.datasets()
    assert shipped
    for name, place in shipped.items():
        assert ingest.check([place]) == [], name
