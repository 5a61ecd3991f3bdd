"""Measures of a network: who is central, who bridges, where it would break.

Each takes a network of ours or a user's networkx graph, which is not changed, and answers with a
figure for each point or for the whole; it names its engine and says whether it is exact.
"""

from uegraph.metrics.network.brokerage import ROLES, Brokerage, brokerage
from uegraph.metrics.network.cores import CorePeriphery, core_number, core_periphery
from uegraph.metrics.network.equivalence import StandIn, stand_ins
from uegraph.metrics.network.holes import constraint, effective_size, efficiency, hierarchy
from uegraph.metrics.network.mixing import (
    Mixed,
    Mixing,
    assortativity,
    degree_assortativity,
    ei_index,
)
from uegraph.metrics.network.similarity import (
    PAIRS,
    alike,
    best_non_links,
    content_similarity,
    pair_scores,
)

__all__ = [
    "PAIRS",
    "ROLES",
    "Brokerage",
    "CorePeriphery",
    "Mixed",
    "Mixing",
    "StandIn",
    "alike",
    "assortativity",
    "best_non_links",
    "brokerage",
    "constraint",
    "content_similarity",
    "core_number",
    "core_periphery",
    "degree_assortativity",
    "effective_size",
    "efficiency",
    "ei_index",
    "hierarchy",
    "pair_scores",
    "stand_ins",
]
