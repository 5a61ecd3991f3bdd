"""The stakeholder network: who is linked with whom, in columns, and as a graph for a map."""

from uegraph.network.asked import LINKED_BY, POINT_KINDS, WEIGHINGS, Asked
from uegraph.network.evidence import Evidence
from uegraph.network.graph_files import to_gexf, to_graphml
from uegraph.network.graphs import as_network, by_node, from_networkx, to_networkx
from uegraph.network.model import CROWD, DERIVED, LINKS, POINTS, Incidence, Network, make_network
from uegraph.network.projecting import activities_of, last_shared, together
from uegraph.network.reading import Slice, network_of, read_network, slices
from uegraph.network.record import Record, read_record
from uegraph.network.stakeholders import (
    KINDS,
    LINK_KINDS,
    MORE_KINDS,
    MOST_COLLABORATIONS,
    add_collaborations,
    stakeholder_network,
)

__all__ = [
    "CROWD",
    "DERIVED",
    "KINDS",
    "LINKED_BY",
    "LINKS",
    "LINK_KINDS",
    "MORE_KINDS",
    "MOST_COLLABORATIONS",
    "POINTS",
    "POINT_KINDS",
    "WEIGHINGS",
    "Asked",
    "Evidence",
    "Incidence",
    "Network",
    "Record",
    "Slice",
    "activities_of",
    "add_collaborations",
    "as_network",
    "by_node",
    "from_networkx",
    "last_shared",
    "make_network",
    "network_of",
    "read_network",
    "read_record",
    "slices",
    "stakeholder_network",
    "to_gexf",
    "to_graphml",
    "to_networkx",
    "together",
]
