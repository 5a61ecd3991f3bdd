"""Every measure that ranks points: its name, what reckons it, and what it means in plain words.

One table for the ranking, for the comparison of two periods and for the page of documentation. It
imports nothing heavy, so that help can list the names.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Final, Literal

from uegraph.errors import UnknownNameError

if TYPE_CHECKING:
    from uegraph.metrics.network.model import Measured
    from uegraph.network import Network


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure of every point.

    Attributes:
        name: Its name, as Kumu has it where Kumu has it.
        at: The module of ``uegraph.metrics.network`` and the function in it that reckon it.
        meaning: What it is, in one line.
        first: What to be first by it means for engagement, in one line.
        said: A figure in words; ``{number}``, ``{share}`` (per cent), ``{decimal}`` and
            ``{others}`` (how many it could be linked with) are filled in.
        formula: How it is reckoned.
        reference: Who defined it.
        low_first: Whether low figures lead.
        paths: Whether it looks at paths between all points, which takes long in a large network.
        two_mode: The function of ``two_mode`` that takes its place in a network of two kinds.
        part: Which figures are meant, where the function answers with several.
    """

    name: str
    at: str
    meaning: str
    first: str
    said: str
    formula: str
    reference: str
    low_first: bool = False
    paths: bool = False
    two_mode: str = ""
    part: str = ""

    def of(self, net: Network) -> Measured:
        """The figure of every point, by code; in a network of two kinds the one made for those."""
        module, function = self.at.split(".")
        if len(net.kinds) == 2 and self.two_mode:
            module, function = "two_mode", self.two_mode
        found = getattr(import_module(f"uegraph.metrics.network.{module}"), function)(net)
        return getattr(found, self.part) if self.part else found  # type: ignore[no-any-return]


_ALL: Final = (
    Measure(
        "degree", "degrees.degree",
        "how many others it is linked with",
        "the local hubs, whom most others meet",
        "linked with {number} of the {others} others",
        "the number of points that it has a link with",
        "Freeman 1979", two_mode="two_mode_degree",
    ),
    Measure(
        "indegree", "degrees.indegree",
        "how many links lead to it",
        "whom others turn to",
        "{number} of the {others} others lead to it",
        "the number of points that have a link to it",
        "Freeman 1979",
    ),
    Measure(
        "outdegree", "degrees.outdegree",
        "how many links lead from it",
        "who turns to most others",
        "it leads to {number} of the {others} others",
        "the number of points that it has a link to",
        "Freeman 1979",
    ),
    Measure(
        "size", "degrees.size",
        "how many it and its contacts are together",
        "the local hubs, each counted with its contacts",
        "{number} with its contacts and itself",
        "the number of its contacts, and 1 for itself",
        "Kumu, guide to metrics",
    ),
    Measure(
        "strength", "degrees.strength",
        "how much its links weigh together",
        "who works most with others, not with most others",
        "its links weigh {decimal} together",
        "Σ weight of its links",
        "Barrat et al. 2004",
    ),
    Measure(
        "reach", "reach.reach",
        "which share of the others it reaches in two steps",
        "who can spread word through contacts of contacts",
        "reaches {share} of the network in two steps",
        "points within two steps ÷ points",
        "Kumu, guide to metrics",
    ),
    Measure(
        "reach-efficiency", "reach.reach_efficiency",
        "how much of the network each contact opens to it",
        "who reaches far with few contacts",
        "each contact opens {share} of the network to it",
        "reach ÷ size",
        "Kumu, guide to metrics",
    ),
    Measure(
        "micmac-influence", "reach.micmac",
        "how much it affects others, directly and through others",
        "who moves others",
        "influence {decimal}",
        "row sums of the powers of the matrix of links",
        "Godet 1994", part="influence",
    ),
    Measure(
        "micmac-exposure", "reach.micmac",
        "how much others affect it, directly and through others",
        "who is moved by others",
        "exposure {decimal}",
        "column sums of the powers of the matrix of links",
        "Godet 1994", part="exposure",
    ),
    Measure(
        "closeness", "paths.closeness",
        "how near it is to all others",
        "who hears of things first and reaches everybody soon",
        "closeness {decimal}",
        "points reached ÷ their distance, times the share of points reached",
        "Freeman 1979; Wasserman and Faust 1994", paths=True, two_mode="two_mode_closeness",
    ),
    Measure(
        "betweenness", "paths.betweenness",
        "how often the shortest way between two others leads through it",
        "the bridges, and what would break if they left",
        "on {share} of the shortest ways between others",
        "Σ over pairs of others: shortest paths through it ÷ shortest paths",
        "Freeman 1977; Brandes 2001", paths=True, two_mode="two_mode_betweenness",
    ),
    Measure(
        "eigenvector", "spectra.eigenvector",
        "how well linked those are that it is linked with",
        "the inner circle: linked with the well linked",
        "eigenvector {decimal}",
        "the leading eigenvector of the matrix of links",
        "Bonacich 1972", two_mode="two_mode_eigenvector",
    ),
    Measure(
        "pagerank", "spectra.pagerank",
        "where a walk from link to link most often comes by",
        "who is turned to by those who are turned to",
        "{share} of a long walk's stops",
        "the stationary share of a walk that starts anew with probability 0.15",
        "Page et al. 1999",
    ),
    Measure(
        "clustering", "clustering.clustering",
        "how many of its contacts are linked with each other",
        "those whose contacts all work together: closed circles",
        "{share} of the pairs of its contacts are linked",
        "linked pairs of contacts ÷ pairs of contacts",
        "Watts and Strogatz 1998",
    ),
    Measure(
        "core-number", "cores.core_number",
        "how deep inside the network it lies",
        "the densely linked centre, which holds when some leave",
        "in a group in which each is linked with at least {number} others of it",
        "the largest k so that it is in a part where each has k links within the part",
        "Seidman 1983",
    ),
    Measure(
        "constraint", "holes.constraint",
        "how far it is held by contacts who are linked with each other",
        "low first: those who are free to bring together who do not know each other",
        "constraint {decimal}",
        "Σ over contacts j of (p(ij) + Σ p(iq) p(qj))²",
        "Burt 1992", low_first=True,
    ),
    Measure(
        "effective-size", "holes.effective_size",
        "how many contacts it has, less how far they repeat each other",
        "those whose contacts open different circles",
        "worth {decimal} contacts that do not know each other",
        "Σ over contacts j of 1 - Σ p(iq) m(jq)",
        "Burt 1992; Borgatti 1997",
    ),
    Measure(
        "efficiency", "holes.efficiency",
        "how different its contacts are from each other",
        "those of whose contacts none repeats another",
        "{share} of its contacts open something new",
        "effective size ÷ contacts",
        "Burt 1992",
    ),
    Measure(
        "hierarchy", "holes.hierarchy",
        "whether what holds it is one contact or all alike",
        "those who hang on one contact",
        "hierarchy {decimal}",
        "Coleman-Theil index of the constraint by contact",
        "Burt 1992",
    ),
)  # fmt: skip

MEASURES: Final = {measure.name: measure for measure in _ALL}
"""Every measure by its name, in the order of the documentation."""


def measure(name: str) -> Measure:
    """The measure of a name.

    Raises:
        UnknownNameError: There is none.
    """
    if name in MEASURES:
        return MEASURES[name]
    raise UnknownNameError(f"There is no measure '{name}'. Give {', '.join(MEASURES)}.")
