"""Where a SPARQL server takes what, and which of its graphs are no data of anybody's."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from uegraph.store.http import require_url

STAGING: Final = "urn:uegraph:staging:"
"""The names of graphs that a build is still writing begin so."""

# Virtuoso keeps its own settings and rules in named graphs, which its default graph includes.
_OF_THE_SERVER: Final = (
    *("http://www.openlinksw.com/", "http://localuriqaserver/", "urn:virtuoso:"),
    *("http://www.w3.org/ns/ldp#", "http://www.w3.org/2002/07/owl#", "urn:core:services:"),
    *("urn:rules.skos", "urn:activitystreams-owl:", "virtrdf-", "dbprdf-", "b3s", "facets"),
)
_RDF4J: Final = re.compile(r"/repositories/[^/]+$")
_VIRTUOSO: Final = "/sparql-auth"


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where a server takes queries, updates and whole graphs; empty where it is not known."""

    query: str
    update: str
    graphs: str


def addresses(url: str) -> Addresses:
    """The three addresses of a server.

    A URL without a path is Oxigraph's layout (``/query``, ``/update``, ``/store``), and one that
    ends in ``/query`` has the others beside it. ``/sparql-auth`` is Virtuoso's,
    ``/repositories/NAME`` RDF4J's and GraphDB's. Any other is the address for queries itself.
    ``UEGRAPH_UPDATE_URL`` and ``UEGRAPH_GRAPH_STORE_URL`` name the others.

    >>> addresses("http://localhost:7878").update
    'http://localhost:7878/update'
    >>> addresses("http://localhost:8890/sparql-auth").graphs
    'http://localhost:8890/sparql-graph-crud-auth'
    """
    require_url(url)
    known = _layout(url)
    found = Addresses(
        known.query,
        os.environ.get("UEGRAPH_UPDATE_URL", known.update),
        os.environ.get("UEGRAPH_GRAPH_STORE_URL", known.graphs),
    )
    for address in filter(None, (found.update, found.graphs)):
        require_url(address)
    return found


def _layout(url: str) -> Addresses:
    base = url.rstrip("/")
    path = urlsplit(base).path
    beside = base.removesuffix("/query")
    if not path or beside != base:
        return Addresses(f"{beside}/query", f"{beside}/update", f"{beside}/store")
    if path.endswith(_VIRTUOSO):
        return Addresses(base, base, f"{base.removesuffix(_VIRTUOSO)}/sparql-graph-crud-auth")
    if _RDF4J.search(path):
        return Addresses(base, f"{base}/statements", f"{base}/rdf-graphs/service")
    return Addresses(url, "", "")


def is_data(graph: str) -> bool:
    """Whether a named graph holds data: neither the server's own, nor one still being written.

    >>> is_data("https://w3id.org/uegraph/id/graph/gss-2024"), is_data("urn:uegraph:staging:1")
    (True, False)
    """
    return not graph.startswith((STAGING, *_OF_THE_SERVER))
