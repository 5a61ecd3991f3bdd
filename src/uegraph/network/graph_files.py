"""Networks as the files that other programs read: GraphML (yEd, igraph, Gephi) and GEXF (Gephi).

Both are written by networkx. The same network gives the same bytes: no date, no version.
"""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

import polars as pl
from polars import selectors as cs

from uegraph.network.graphs import to_networkx

if TYPE_CHECKING:
    from collections.abc import Mapping

    import networkx as nx

    from uegraph.network.model import Network

_NO_XML: Final = "[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]"
"""What XML 1.0 cannot hold, not even escaped."""

_INSTEAD: Final = "\N{REPLACEMENT CHARACTER}"

_OF_GEXF: Final = ("id", "label", "start", "end", "spells", "viz")
"""Attributes that mean something to GEXF, such as the date from which a point is shown."""

_OF_GEXF_POINTS: Final = ("pid", "parents")
_OF_GEXF_LINKS: Final = ("key", "type")


def to_graphml(net: Network) -> bytes:
    """The network as GraphML, with all that is known of points and links.

    Points are called by ``label``; ``weight``, ``stated`` and ``type`` are attributes of links.
    Lists become texts with semicolons; characters that XML cannot hold become U+FFFD.
    """
    import networkx as nx  # noqa: PLC0415 - heavy

    written = BytesIO()
    nx.write_graphml(_for_files(net, {"name": "label", "label": "label_"}, {}), written)
    return written.getvalue()


def to_gexf(net: Network) -> bytes:
    """The network as GEXF, with all that is known of points and links.

    Points are labelled by name and links by their type. Attributes whose names mean something else
    to GEXF, such as ``start``, have an underscore behind them. Lists become texts with semicolons;
    characters that XML cannot hold become U+FFFD.
    """
    from networkx.readwrite.gexf import GEXFWriter  # noqa: PLC0415 - heavy

    points = {word: f"{word}_" for word in _OF_GEXF + _OF_GEXF_POINTS} | {"name": "label"}
    links = {word: f"{word}_" for word in _OF_GEXF + _OF_GEXF_LINKS} | {"type": "label"}
    writer = GEXFWriter()
    writer.add_graph(_for_files(net, points, links))
    meta: Any = writer.xml.find("meta")
    meta.attrib.clear()
    meta.find("creator").text = "uegraph"
    del writer.graph_element.attrib["name"]  # which GEXF 1.2 does not know
    written = BytesIO()
    writer.write(written)
    return written.getvalue()


def _for_files(net: Network, points: Mapping[str, str], links: Mapping[str, str]) -> nx.Graph[str]:
    """The network with columns by other names and no values but plain ones."""
    renamed = _renamed(_plain(net.points), points), _renamed(_plain(net.links), links)
    graph = to_networkx(replace(net, points=renamed[0], links=renamed[1]))
    lists = {"kinds": "; ".join(net.kinds), "sources": "; ".join(net.sources)}
    said = {"weighing": net.weighing, **lists, "remarks": " ".join(net.remarks)}
    said["as_of"] = str(net.as_of or "")
    graph.graph = {word: re.sub(_NO_XML, _INSTEAD, text) for word, text in said.items() if text}
    return graph


def _renamed(frame: pl.DataFrame, names: Mapping[str, str]) -> pl.DataFrame:
    """The frame with columns by other names, each another."""
    new: list[str] = []
    for name in frame.columns:
        word = names.get(name, re.sub(_NO_XML, _INSTEAD, name))
        while word in new or (word != name and word in frame.columns and word not in names):
            word += "_"
        new.append(word)
    return frame.rename(dict(zip(frame.columns, new, strict=True)))


def _plain(frame: pl.DataFrame) -> pl.DataFrame:
    """Numbers and truth values as they are, all else as text that XML can hold."""
    listed = [
        pl.col(name).cast(pl.List(pl.String)).list.join("; ")
        for name, form in frame.schema.items()
        if isinstance(form, pl.List)
    ]
    texts = frame.with_columns(listed).with_columns((~cs.numeric() & ~cs.boolean()).cast(pl.String))
    held = texts.with_columns(cs.string().str.replace_all(_NO_XML, _INSTEAD))
    if "iri" not in held or held["iri"].is_unique().all():
        return held
    # Two that differ in what XML cannot hold must not become one point.
    row = pl.int_range(pl.len()).cast(pl.String)
    apart = pl.when(pl.col("iri").is_duplicated()).then(pl.concat_str("iri", pl.lit("#"), row))
    return held.with_columns(iri=apart.otherwise("iri"))
