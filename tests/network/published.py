"""Networks from the literature whose measures have been published: oracles that we did not write.

networkx carries the data. Codes follow IRIs, so IRIs are numbered where the paper numbers its
points; the code of a point of ``karate`` and ``kite`` is then its node in networkx's graph.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import networkx as nx
import polars as pl

from uegraph.network import Incidence, Network, make_network
from uegraph.network.projecting import derived

if TYPE_CHECKING:
    from collections.abc import Mapping

KITE = ("Andre", "Beverly", "Carol", "Diane", "Ed", "Fernando", "Garth", "Heather", "Ike", "Jane")


def southern_women() -> Network:
    """The 18 women of Natchez and the 14 events that they went to: two modes, 89 links.

    Points are ``woman/<name>`` and ``event/<two digits>``; the events' names are E1 to E14.

    References:
        Davis, A., Gardner, B. B. and Gardner, M. R. (1941). Deep South. University of Chicago
        Press, p. 148.
    """
    graph = nx.davis_southern_women_graph()
    women = graph.graph["top"]
    points = {
        node: {"iri": f"woman/{node}", "kind": "woman", "name": node}
        if node in women
        else {"iri": f"event/{int(node[1:]):02}", "kind": "event", "name": node}
        for node in graph
    }
    return _network(graph, points, kinds=("woman", "event"))


def women_together() -> Network:
    """The same 18 women, linked by the events that they both went to; it rests on the 14 events."""
    graph = nx.davis_southern_women_graph()
    women, events = (sorted(graph.graph[side]) for side in ("top", "bottom"))
    iris = [f"woman/{woman}" for woman in women]
    points = pl.DataFrame({"iri": iris, "name": women}).with_columns(
        pl.lit("woman").alias("kind"), pl.lit(None, pl.String).alias("sector")
    )
    went = [(women.index(one), events.index(event)) for one, event in graph.edges]
    schema = {"point": pl.UInt32, "activity": pl.UInt32}
    parts = pl.DataFrame(sorted(went), schema=schema, orient="row").with_columns(
        pl.lit(1.0).alias("weight"), pl.lit(value=False).alias("organiser")
    )
    activities = pl.DataFrame(
        {
            "iri": [f"event/{event}" for event in events],
            "name": events,
            "size": [graph.degree[event] for event in events],
        }
    ).with_columns(
        pl.lit(None, pl.String).alias("when"),
        pl.lit(None, pl.Int32).alias("day"),
        pl.lit(1.0).alias("factor"),
    )
    incidence = Incidence(parts, activities)
    links = derived(points, ("woman",), incidence)
    return Network(points, links, kinds=("woman",), incidence=incidence)


def karate() -> Network:
    """The 34 members of a karate club and their 78 ties before it split, weighed by contexts.

    Points are ``member/01`` to ``member/34``, named as the paper numbers them: 1 is the instructor
    (Mr. Hi), 34 the officer (John A.). ``sector`` is the faction that each joined.

    References:
        Zachary, W. W. (1977). An information flow model for conflict and fission in small groups.
        Journal of Anthropological Research 33, 452-473.
    """
    graph = nx.karate_club_graph()
    points = {
        node: {"iri": f"member/{node + 1:02}", "name": str(node + 1), "sector": faction}
        for node, faction in graph.nodes(data="club")
    }
    return _network(graph, points)


def kite() -> Network:
    """Ten people whose degree, closeness and betweenness each name another centre: 18 links.

    Diane has most links, Fernando and Garth are nearest to all, Heather lies between most.

    References:
        Krackhardt, D. (1990). Assessing the political landscape: structure, cognition, and power
        in organizations. Administrative Science Quarterly 35, 342-369.
    """
    graph = nx.krackhardt_kite_graph()
    points = {node: {"iri": f"person/{KITE[node]}", "name": KITE[node]} for node in graph}
    return _network(graph, points)


def florentine() -> Network:
    """The marriages between 15 families of Florence around 1430: 20 links.

    The sixteenth, Pucci, married none of them and is not in networkx's data.

    References:
        Padgett, J. F. and Ansell, C. K. (1993). Robust action and the rise of the Medici,
        1400-1434. American Journal of Sociology 98, 1259-1319.
        Breiger, R. L. and Pattison, P. E. (1986). Cumulated social roles: the duality of persons
        and their algebras. Social Networks 8, 215-256.
    """
    graph = nx.florentine_families_graph()
    return _network(graph, {node: {"iri": f"family/{node}", "name": node} for node in graph})


def _network(
    graph: nx.Graph[Any], points: Mapping[Any, Mapping[str, str]], **settings: Any
) -> Network:
    links = pl.DataFrame(
        [
            (points[one]["iri"], points[other]["iri"], float(weight))
            for one, other, weight in graph.edges(data="weight", default=1.0)
        ],
        schema={"source": pl.String, "target": pl.String, "weight": pl.Float64},
        orient="row",
    )
    return make_network(pl.DataFrame(list(points.values())), links, **settings)
