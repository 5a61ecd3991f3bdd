"""A user's own networkx graph as a network: any nodes, any attributes, any kind of graph.

The graph is never changed. What cannot be taken is refused, naming the edge that it is about, or
left out, which the remarks say.
"""

from __future__ import annotations

from datetime import date
from itertools import chain, compress
from reprlib import repr as shortened
from typing import TYPE_CHECKING, Any, Final

import polars as pl

from uegraph.errors import UegraphError
from uegraph.network.attributes import as_columns, as_text, strength
from uegraph.network.model import LINKS, POINTS, Network, tidy
from uegraph.words import many

if TYPE_CHECKING:
    from collections.abc import Sequence

    import networkx as nx

_OF_POINTS: Final = frozenset({"iri"})
_OF_LINKS: Final = frozenset({"source", "target", "weight", "parallel"})


def refuse_no_graph(given: object) -> None:
    """What is no graph at all has none of its parts, and Python would name only the first.

    Raises:
        UegraphError: It is neither a network nor a graph of networkx.
    """
    if not isinstance(given, Network) and not hasattr(given, "is_directed"):
        raise UegraphError(
            f"{type(given).__name__} is no graph. Give a Network or a graph of networkx."
        )


def from_networkx(graph: nx.Graph[Any]) -> Network:
    """A network with the points, links, weights and attributes of any networkx graph.

    A node becomes a point whose IRI is the node as text; its name is its attribute ``name`` or
    ``label``. Attributes become columns: numbers and truth values as they are, all else as text,
    NaN as not known. A link without a ``weight`` counts as 1; parallel links are kept each.
    A link counts as stated unless its attribute ``stated`` says otherwise. Links from a node to
    itself are left out, which the remarks say. Nodes that are marked ``bipartite`` 0 and 1, as
    networkx has it, or with one of two kinds that no link stays within, make a two-mode network.

    Raises:
        UegraphError: It is no graph, two nodes are written alike, or a weight is no number above 0.
    """
    refuse_no_graph(graph)
    nodes, settings = list(graph), graph.graph
    iris = texts_of(nodes)
    told = [attributes for _, attributes in graph.nodes(data=True)]
    columns, lost = as_columns(told, POINTS, {"name": "label"}, _OF_POINTS)
    points = pl.DataFrame({"iri": pl.Series(iris, dtype=pl.String), **columns}).sort("iri")
    links, loops, lost_too = _links(graph, nodes, ranks(iris))
    kinds, kind = _kinds(settings.get("kinds"), points, links)
    of_loops = [f"{many(loops, 'link')} from a point to itself left out."] if loops else []
    return Network(
        _completed(points, kind),
        links,
        directed=graph.is_directed(),
        kinds=kinds,
        weighing=as_text(settings.get("weighing", "count")),
        remarks=(
            *_texts(settings.get("remarks")),
            *of_loops,
            *(f"The attribute {word} of points has no place and is left out." for word in lost),
            *(f"The attribute {word} of links has no place and is left out." for word in lost_too),
        ),
        sources=_texts(settings.get("sources")),
        as_of=settings["as_of"] if isinstance(settings.get("as_of"), date) else None,
    )


def texts_of(nodes: Sequence[Any]) -> list[str]:
    """The nodes as text, each another.

    Raises:
        UegraphError: Two of them are written alike.
    """
    found = [as_text(node) for node in nodes]
    first: dict[str, Any] = {}
    for node, text in zip(nodes, found, strict=True):
        other = first.setdefault(text, node)
        if other is not node:
            raise UegraphError(
                f"The nodes {shortened(other)} ({type(other).__name__}) and {shortened(node)} "
                f"({type(node).__name__}) are written alike and cannot be told apart. Rename one "
                f"of them with networkx.relabel_nodes."
            )
    return found


def ranks(texts: Sequence[str]) -> pl.Series:
    """The place that each text has among all once they are sorted: the code of its point."""
    return pl.Series(texts, dtype=pl.String).arg_sort().arg_sort().cast(pl.UInt32)


def _links(
    graph: nx.Graph[Any], nodes: Sequence[Any], codes: pl.Series
) -> tuple[pl.DataFrame, int, tuple[str, ...]]:
    """The links, how many led from a node to itself, and the attributes that have no place."""
    ends, told = _adjacency(graph, nodes)
    columns, lost = as_columns(told, LINKS, {"type": "label"}, _OF_LINKS)
    coded = ends.select(codes.gather(column).alias(column.name) for column in ends)
    links = coded.with_columns(weight=_weights(nodes, ends, told), **columns)
    stated = pl.col("stated").fill_null(value=True) if "stated" in columns else pl.lit(value=True)
    missing = {name: pl.lit(None, form) for name, form in LINKS.items() if name not in links}
    links = links.with_columns(**missing | {"stated": stated})
    if graph.is_multigraph() and links.is_duplicated().any():
        # A network holds each link once, so those that are alike in everything are numbered.
        links = links.with_columns(parallel=pl.int_range(pl.len()).over(links.columns))
    loops = len(links.filter(pl.col("source") == pl.col("target")))
    tidied = tidy(links, directed=graph.is_directed())
    return tidied, loops, tuple(word for word in lost if word != "weight")


def _adjacency(
    graph: nx.Graph[Any], nodes: Sequence[Any]
) -> tuple[pl.DataFrame, list[dict[Any, Any]]]:
    """The two ends of each link, as places among the nodes, and its attributes; each link once."""
    import numpy as np  # noqa: PLC0415 - heavy

    place = {node: row for row, node in enumerate(nodes)}
    near: list[Any] = [contacts for _, contacts in graph.adjacency()]
    target = np.fromiter(map(place.__getitem__, chain.from_iterable(near)), np.int64)
    source = np.repeat(np.arange(len(near)), np.fromiter(map(len, near), np.int64, len(near)))
    told = list(chain.from_iterable(contacts.values() for contacts in near))
    if graph.is_multigraph():
        times = np.fromiter(map(len, told), np.int64, len(told))
        source, target = np.repeat(source, times), np.repeat(target, times)
        told = list(chain.from_iterable(keyed.values() for keyed in told))
    if not graph.is_directed():  # each link stands with both of its ends
        once = source <= target
        told = list(compress(told, once.tolist()))
        source, target = source[once], target[once]
    return pl.DataFrame({"source": source, "target": target}), told


def _weights(nodes: Sequence[Any], ends: pl.DataFrame, told: Sequence[dict[Any, Any]]) -> pl.Series:
    """The strength of each link.

    Raises:
        UegraphError: A weight is no number above 0.
    """
    weights = pl.Series([strength(one.get("weight")) for one in told], dtype=pl.Float64)
    if weights.is_nan().any():
        odd = weights.is_nan().to_list().index(True)
        source, target = (shortened(nodes[ends[end][odd]]) for end in ends.columns)
        raise UegraphError(
            f"The weight of the edge from {source} to {target} is "
            f"{shortened(told[odd]['weight'])}. A weight says how strong a tie is, as a number "
            f"above 0: correct it, remove the edge where there is no tie, or remove the weight "
            f"and the edge counts as 1."
        )
    return weights


def _kinds(
    said: object, points: pl.DataFrame, links: pl.DataFrame
) -> tuple[tuple[str, ...], pl.Series]:
    """What is linked, and the kind of each point."""
    kind = points["kind"] if "kind" in points.columns else _sides(points)
    told = _texts(said) or tuple(sorted(kind.drop_nulls().unique()))
    two = len(told) == 2 and not kind.null_count()
    if two and (kind.gather(links["source"]) != kind.gather(links["target"])).all():
        return told, kind
    of_one = told if len(told) == 1 else ("point",)
    return of_one, kind.fill_null(of_one[0])


def _sides(points: pl.DataFrame) -> pl.Series:
    """The two sides of a graph that is marked as networkx marks what it calls bipartite."""
    marks = points["bipartite"] if "bipartite" in points.columns else pl.Series([], dtype=pl.Int64)
    if len(points) and len(marks) and marks.dtype == pl.Int64 and marks.is_in([0, 1]).all():
        return "bipartite " + marks.cast(pl.String)
    return pl.Series([None] * len(points), dtype=pl.String)


def _completed(points: pl.DataFrame, kind: pl.Series) -> pl.DataFrame:
    """Points with the columns that each has; one without a name is called by its node."""
    none = pl.lit(None, pl.String)
    name = pl.col("name") if "name" in points.columns else none
    filled = points.with_columns(
        name=pl.when(name.str.strip_chars() != "").then(name).otherwise("iri"),
        kind=kind,
        sector=pl.col("sector") if "sector" in points.columns else none,
    )
    return filled.select(*POINTS, *(word for word in filled.columns if word not in POINTS))


def _texts(said: object) -> tuple[str, ...]:
    """A list of texts that a graph may carry; nothing where it is none."""
    listed = tuple(said) if isinstance(said, list | tuple) else ()
    return listed if all(isinstance(word, str) for word in listed) else ()
