"""Measures of a network: who is central, who bridges, where it would break.

Each takes a network of ours or a user's networkx graph, which is not changed, and answers with a
figure for each point or for the whole; it names its engine and says whether it is exact.
"""

from uegraph.metrics.network.agreement import adjusted_rand_index
from uegraph.metrics.network.breaking import (
    Bridge,
    Components,
    CutPoint,
    bridges,
    components,
    cut_activities,
    cut_points,
)
from uegraph.metrics.network.brokerage import ROLES, Brokerage, brokerage
from uegraph.metrics.network.clustering import clustering, transitivity
from uegraph.metrics.network.communities import Communities, communities, modularity
from uegraph.metrics.network.cores import CorePeriphery, core_number, core_periphery
from uegraph.metrics.network.degrees import degree, indegree, outdegree, size, strength
from uegraph.metrics.network.equivalence import StandIn, stand_ins
from uegraph.metrics.network.holes import constraint, effective_size, efficiency, hierarchy
from uegraph.metrics.network.mixing import (
    Mixed,
    Mixing,
    assortativity,
    degree_assortativity,
    ei_index,
)
from uegraph.metrics.network.model import Measured, Total
from uegraph.metrics.network.order import by_name
from uegraph.metrics.network.pairs import PAIRS
from uegraph.metrics.network.paths import betweenness, closeness
from uegraph.metrics.network.reach import Micmac, micmac, reach, reach_efficiency
from uegraph.metrics.network.resting import fragile_ties
from uegraph.metrics.network.sensitivity import Sensitivity, sensitivity
from uegraph.metrics.network.similarity import (
    alike,
    best_non_links,
    content_similarity,
    pair_scores,
)
from uegraph.metrics.network.spectra import eigenvector, pagerank
from uegraph.metrics.network.two_mode import (
    two_mode_betweenness,
    two_mode_closeness,
    two_mode_degree,
    two_mode_eigenvector,
)
from uegraph.metrics.network.whole import whole

__all__ = [
    "PAIRS",
    "ROLES",
    "Bridge",
    "Brokerage",
    "Communities",
    "Components",
    "CorePeriphery",
    "CutPoint",
    "Measured",
    "Micmac",
    "Mixed",
    "Mixing",
    "Sensitivity",
    "StandIn",
    "Total",
    "adjusted_rand_index",
    "alike",
    "assortativity",
    "best_non_links",
    "betweenness",
    "bridges",
    "brokerage",
    "by_name",
    "closeness",
    "clustering",
    "communities",
    "components",
    "constraint",
    "content_similarity",
    "core_number",
    "core_periphery",
    "cut_activities",
    "cut_points",
    "degree",
    "degree_assortativity",
    "effective_size",
    "efficiency",
    "ei_index",
    "eigenvector",
    "fragile_ties",
    "hierarchy",
    "indegree",
    "micmac",
    "modularity",
    "outdegree",
    "pagerank",
    "pair_scores",
    "reach",
    "reach_efficiency",
    "sensitivity",
    "size",
    "stand_ins",
    "strength",
    "transitivity",
    "two_mode_betweenness",
    "two_mode_closeness",
    "two_mode_degree",
    "two_mode_eigenvector",
    "whole",
]
