"""The stakeholder network: who is linked with whom, in columns."""

from uegraph.network.asked import LINKED_BY, POINT_KINDS, WEIGHINGS, Asked
from uegraph.network.evidence import Evidence
from uegraph.network.graph_files import to_gexf, to_graphml
from uegraph.network.graphs import as_network, by_node, from_networkx, to_networkx
from uegraph.network.model import CROWD, DERIVED, LINKS, POINTS, Incidence, Network, make_network
from uegraph.network.projecting import activities_of, last_shared, together
from uegraph.network.reading import Slice, network_of, read_network, slices
from uegraph.network.record import Record, read_record

__all__ = [
    "CROWD",
    "DERIVED",
    "LINKED_BY",
    "LINKS",
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
    "as_network",
    "by_node",
    "from_networkx",
    "last_shared",
    "make_network",
    "network_of",
    "read_network",
    "read_record",
    "slices",
    "to_gexf",
    "to_graphml",
    "to_networkx",
    "together",
]
