"""A network with its measures, for the tools that draw and measure networks.

Points carry how many links they have (``degree``), how often the shortest way between two others
leads through them (``betweenness``) and the number of their ``community``, 1 being the largest; a
point with no recorded link is in none.
"""

from __future__ import annotations

import json
import math
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from uegraph.files import csv_text, inert
from uegraph.words import many

if TYPE_CHECKING:
    import polars as pl

    from uegraph.network import Network

FORMATS: Final = ("graphml", "gexf", "csv", "json")
"""What a network can be written as."""


def with_measures(net: Network) -> tuple[Network, tuple[str, ...]]:
    """The network with the measures of its points as columns, and what is to be known of these."""
    import polars as pl  # noqa: PLC0415 - heavy

    from uegraph.metrics.network.communities import communities  # noqa: PLC0415 - heavy
    from uegraph.metrics.network.degrees import degree  # noqa: PLC0415 - heavy
    from uegraph.metrics.network.paths import betweenness  # noqa: PLC0415 - heavy

    between, groups = betweenness(net), communities(net)
    numbers = pl.Series(groups.membership).cast(pl.Int64)
    columns = {
        "degree": pl.Series(degree(net).values).cast(pl.Int64),
        "betweenness": pl.Series(between.values, dtype=pl.Float64).fill_nan(None),
        "community": pl.select(pl.when(numbers >= 0).then(numbers + 1)).to_series(),
    }
    said = [between.note, groups.note]
    if not between.exact:
        said[0] = f"Betweenness is estimated. {between.note}"
    return replace(net, points=net.points.with_columns(**columns)), tuple(filter(None, said))


def warnings(net: Network) -> tuple[str, ...]:
    """What to think of before a file of the network is passed on."""
    from uegraph.network.permission import WITHDRAWN, permitted  # noqa: PLC0415 - heavy

    number = int(permitted(net.points, WITHDRAWN).sum())
    if not number:
        return ()
    who, whose = many(number, "body", "bodies"), "its name" if number == 1 else "their names"
    return (f"{who} in it asked not to have {whose} passed on: see the column permission.",)


def to_file(net: Network, form: str) -> bytes:
    """The network as GraphML, GEXF or node-link JSON.

    Args:
        net: The network.
        form: One of ``FORMATS`` but ``csv``, which is two tables; see ``to_tables``.
    """
    if form == "json":
        return to_node_link(net)
    from uegraph.network import graph_files  # noqa: PLC0415 - heavy

    return graph_files.to_graphml(net) if form == "graphml" else graph_files.to_gexf(net)


def to_node_link(net: Network) -> bytes:
    """The network as the JSON that ``networkx.node_link_graph`` and D3 read.

    What is not known is left out.
    """
    nodes = [{"id": row.pop("iri"), **_known(row)} for row in net.points.to_dicts()]
    iris = net.points["iri"].to_list()
    ends = net.links.select("source", "target")
    several = ends.n_unique() < len(ends)
    edges = [
        {
            "source": iris[row.pop("source")],
            "target": iris[row.pop("target")],
            **({"key": key} if several else {}),
            **_known(row),
        }
        for key, row in enumerate(net.links.to_dicts())
    ]
    graph = {"kinds": net.kinds, "weighing": net.weighing, "remarks": net.remarks,
             "sources": net.sources}  # fmt: skip
    told = {"directed": net.directed, "multigraph": several, "graph": graph, "nodes": nodes,
            "edges": edges}  # fmt: skip
    text = json.dumps(told, ensure_ascii=False, indent=1, allow_nan=False, default=str)
    return (text + "\n").encode("utf-8", "backslashreplace")


def to_tables(net: Network) -> tuple[bytes, bytes]:
    """The network as two CSV tables, of points and of links, under the headings that Gephi knows.

    What a link says stands under ``label``, as ``type`` means something else to Gephi. No cell is
    taken for a formula.
    """
    import polars as pl  # noqa: PLC0415 - heavy

    iris, names = net.points["iri"], net.points["name"]
    ends = [
        pl.Series(f"{end}{what}", values.gather(net.links[end]))
        for what, values in (("", iris), ("_name", names))
        for end in ("source", "target")
    ]
    links = net.links.drop("source", "target").rename({"type": "label"})
    points = net.points.rename({"iri": "id", "name": "label"})
    return _table(points), _table(pl.DataFrame(ends).hstack(links))


def _table(frame: pl.DataFrame) -> bytes:
    rows = ([inert(_cell(value)) for value in row] for row in frame.iter_rows())
    return csv_text([frame.columns, *rows]).encode("utf-8", "backslashreplace")


def _cell(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return "; ".join(map(str, value))
    return "" if value is None else str(value)


def _known(row: dict[str, Any]) -> dict[str, Any]:
    return {
        name: value
        for name, value in row.items()
        if value is not None and not (isinstance(value, float) and not math.isfinite(value))
    }
