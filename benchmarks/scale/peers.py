"""What others do to the same end, each in a process of its own.

Run with ``python -m benchmarks.scale.peers WAY PLACE…``.
"""

from __future__ import annotations

import csv
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from benchmarks.scale.programme import engine

from uegraph import resources

if TYPE_CHECKING:
    from collections.abc import Callable

    import networkx as nx

_FACTS: Final = """
PREFIX ueg: <https://w3id.org/uegraph/ns#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT * WHERE {
  ?part ueg:party ?party ; ueg:activity ?activity ; ueg:role ?role ; ueg:status ?status .
  ?party skos:prefLabel ?name .
  OPTIONAL { ?part ueg:level ?level }
  OPTIONAL { ?activity ueg:earliest ?begin }
}
"""


def read_csv(place: str) -> None:
    """Reads each cell of each table, and does nothing with it."""
    for table in sorted(Path(place).glob("*.csv")):
        with table.open(encoding="utf-8", newline="") as file:
            for _ in csv.reader(file):
                pass


def bulk_load(place: str) -> None:
    """Loads ready N-Quads into a new folder by the engine's own bulk loader."""
    import pyoxigraph as ox

    with tempfile.TemporaryDirectory() as folder:
        ox.Store(folder).bulk_load(path=place, format=ox.RdfFormat.N_QUADS)


def rdflib_load(place: str) -> None:
    """Reads the N-Quads into rdflib's memory."""
    import rdflib

    rdflib.Dataset(default_union=True).parse(place, format="nquads")


def pyshacl_check(place: str) -> None:
    """Checks the same statements by the same shapes with pySHACL."""
    import pyshacl
    import rdflib

    data = rdflib.Graph()
    for triple in (
        rdflib.Dataset(default_union=True).parse(place, format="nquads").triples((None, None, None))
    ):
        data.add(triple[:3])
    shapes = rdflib.Graph().parse(resources.root() / "ontology" / "shapes.ttl")
    pyshacl.validate(data, shacl_graph=shapes)


def list_parts(place: str) -> None:
    """Lists who took part in what and how, by one plain query, as CSV to nowhere."""
    import pyoxigraph as ox

    found = engine(Path(place)).query(_FACTS, use_default_graph_as_union=True)
    assert isinstance(found, ox.QuerySolutions)
    with tempfile.TemporaryFile() as file:
        found.serialize(file, format=ox.QueryResultsFormat.CSV)


def dump(place: str) -> None:
    """Writes all statements as they come, by the engine itself."""
    with tempfile.TemporaryFile() as file:
        import pyoxigraph as ox

        engine(Path(place)).dump(file, format=ox.RdfFormat.N_QUADS)


def duckdb_join(place: str) -> None:
    """Joins bodies by the activities that they share: the join alone, written by hand."""
    import duckdb

    with duckdb.connect() as data:
        data.execute(
            "CREATE TABLE part AS SELECT DISTINCT body, activity FROM read_csv(?, header = true)",
            [place],
        )
        data.execute(
            "SELECT one.body, other.body, count(*) FROM part one JOIN part other USING (activity) "
            "WHERE one.body < other.body GROUP BY ALL"
        ).fetchnumpy()


def nx_summary(place: str) -> None:
    """The network of who met whom with plain networkx: size, components, communities, cores."""
    import networkx as nx

    graph = _projected(place)
    list(nx.connected_components(graph))
    nx.core_number(graph)
    nx.community.louvain_communities(graph, seed=1)


def nx_graphml(place: str) -> None:
    """The same network with degree and communities, written as GraphML by networkx."""
    import networkx as nx

    graph = _projected(place)
    nx.set_node_attributes(graph, dict(graph.degree()), "degree")
    for number, group in enumerate(nx.community.louvain_communities(graph, seed=1)):
        nx.set_node_attributes(graph, dict.fromkeys(group, number), "community")
    with tempfile.TemporaryFile() as file:
        nx.write_graphml(graph, file)


def pyvis_page(place: str) -> None:
    """The same network as a page, as every introduction to pyvis makes it."""
    from pyvis.network import Network

    net = Network(cdn_resources="in_line")
    net.from_nx(_projected(place))
    net.generate_html()


def _projected(place: str) -> nx.Graph[Any]:
    import networkx as nx
    from networkx.algorithms import bipartite

    graph: nx.Graph[Any] = nx.Graph()
    bodies = set()
    with Path(place).open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        next(rows)
        for body, activity in rows:
            bodies.add(body)
            graph.add_edge(body, activity)
    return bipartite.weighted_projected_graph(graph, bodies)


WAYS: Final[dict[str, Callable[[str], None]]] = {
    way.__name__: way
    for way in (
        *(read_csv, bulk_load, rdflib_load, pyshacl_check, list_parts, dump),
        *(duckdb_join, nx_summary, nx_graphml, pyvis_page),
    )
}

if __name__ == "__main__":
    WAYS[sys.argv[1]](sys.argv[2])
