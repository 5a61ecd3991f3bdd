"""Every measure that ranks points: its name, what reckons it, and what it means in plain words.

One table for the ranking, for the comparison of two periods and for the page of documentation. It
imports nothing heavy, so that help can list the names.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

from uegraph.errors import UnknownNameError

if TYPE_CHECKING:
    from collections.abc import Callable

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
        said: A figure in words, after the name of a point; see ``in_words``.
        formula: How it is reckoned.
        reference: Who defined it.
        low_first: Whether low figures lead.
        paths: Whether it looks at paths between all points, which takes long in a large network.
        two_mode: The function of ``two_mode`` that takes its place in a network of two kinds.
        two_said: A figure of that function in words.
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
    two_said: str = ""
    part: str = ""

    def of(self, net: Network, **options: Any) -> Measured:
        """The figure of every point, by code; in a network of two kinds the one made for those.

        Args:
            net: The network.
            options: What the function takes besides, such as ``pivots``.
        """
        found = self.function(net)(net, **options)
        if self.part:
            from uegraph.metrics.network.model import Measured  # noqa: PLC0415 - heavy

            values = getattr(found, self.part)
            return Measured(self.name, values, found.engine, note=found.note)
        return found  # type: ignore[no-any-return]

    def function(self, net: Network) -> Callable[..., Any]:
        """What reckons it of such a network."""
        two = self.two_mode if len(net.kinds) == 2 else ""
        module, name = ("two_mode", two) if two else self.at.split(".")
        found: Callable[..., Any] = getattr(
            import_module(f"uegraph.metrics.network.{module}"), name
        )
        return found


_ALL: Final = (
    Measure(
        name="degree",
        at="degrees.degree",
        meaning="how many links it has",
        first="the local hubs, who have most to do with others",
        said="has {number} {links}, with {contacts} of {others}",
        formula="links that begin or end at it",
        reference="Freeman 1979; Kumu",
        two_mode="two_mode_degree",
        two_said="is linked with {contacts} of {others} ({share})",
    ),
    Measure(
        name="indegree",
        at="degrees.indegree",
        meaning="how many links lead to it",
        first="those whom others turn to",
        said="has {number} {links} to it",
        formula="links that end at it; the degree where links have no direction",
        reference="Freeman 1979; Kumu",
    ),
    Measure(
        name="outdegree",
        at="degrees.outdegree",
        meaning="how many links lead from it",
        first="those who turn to most others",
        said="has {number} {links} from it",
        formula="links that begin at it; the degree where links have no direction",
        reference="Freeman 1979; Kumu",
    ),
    Measure(
        name="size",
        at="degrees.size",
        meaning="how many it and its contacts are together",
        first="those who know most others, however many links they have with each",
        said="has a circle of {number}, its contacts and itself, of {all}",
        formula="contacts + 1",
        reference="Kumu",
    ),
    Measure(
        name="strength",
        at="degrees.strength",
        meaning="how much its links weigh together",
        first="those who do most with others, be it with few",
        said="has links that weigh {decimal} together",
        formula="Σ of the weights of its links",
        reference="Barrat et al. 2004",
    ),
    Measure(
        name="closeness",
        at="paths.closeness",
        meaning="how near it is to all others",
        first="those who hear of things first and reach everybody soon",
        said="has closeness {decimal}, where 1 is linked with everybody",
        formula="r ÷ (n - 1) · r ÷ d, for r others who reach it at distances that are d together",
        reference="Freeman 1979; Wasserman and Faust 1994",
        paths=True,
        two_mode="two_mode_closeness",
        two_said="has closeness {decimal}, where 1 is the nearest possible",
    ),
    Measure(
        name="betweenness",
        at="paths.betweenness",
        meaning="how often the shortest way between two others leads through it",
        first="the bridges, who carry news across and whose leaving would be felt",
        said="lies on {share} of the shortest ways between others",
        formula="Σ over pairs of others of the share of their shortest paths that run through it ÷ "
        "the number of pairs",
        reference="Freeman 1977; Brandes 2001",
        paths=True,
        two_mode="two_mode_betweenness",
        two_said="has {share} of the betweenness possible",
    ),
    Measure(
        name="eigenvector",
        at="spectra.eigenvector",
        meaning="how well linked those are that it is linked with",
        first="the inner circle: well linked with the well linked",
        said="has eigenvector centrality {decimal}",
        formula="λ x = A x with the largest λ, Σ x² = 1",
        reference="Bonacich 1972",
        two_mode="two_mode_eigenvector",
    ),
    Measure(
        name="reach",
        at="reach.reach",
        meaning="which share of the others is within two steps",
        first="those who can spread word through contacts of contacts",
        said="reaches {share} of the others in two steps",
        formula="others within two steps ÷ (n - 1)",
        reference="Kumu",
    ),
    Measure(
        name="reach-efficiency",
        at="reach.reach_efficiency",
        meaning="how much reach each contact brings it",
        first="those who reach far with few contacts",
        said="reaches {share} of the others per head of its circle, its contacts and itself",
        formula="reach ÷ size",
        reference="Kumu",
    ),
    Measure(
        name="micmac-influence",
        at="reach.micmac",
        meaning="how much it affects others, directly and through others",
        first="those who move others",
        said="has {share} of all influence",
        formula="its row of M + M² + … + Mᵏ ÷ all of it, k being where the order settles",
        reference="Godet 1994; Kumu",
        part="influence",
    ),
    Measure(
        name="micmac-exposure",
        at="reach.micmac",
        meaning="how much others affect it, directly and through others",
        first="those who are moved by others",
        said="has {share} of all exposure",
        formula="its column of the same ÷ all of it",
        reference="Godet 1994; Kumu",
        part="exposure",
    ),
    Measure(
        name="pagerank",
        at="spectra.pagerank",
        meaning="how often one comes by it who follows links at random",
        first="those who are turned to by those who are turned to",
        said="gets {share} of the stops of a walk along links at random",
        formula="x(j) = 0.15 ÷ n + 0.85 Σ x(i) w(ij) ÷ W(i)",
        reference="Page et al. 1999",
    ),
    Measure(
        name="clustering",
        at="clustering.clustering",
        meaning="how many of its contacts are linked with each other",
        first="those in closed circles, whose contacts all work together",
        said="has contacts who are linked with each other in {share} of their pairs",
        formula="linked pairs of its contacts ÷ pairs of its contacts",
        reference="Watts and Strogatz 1998",
    ),
    Measure(
        name="core-number",
        at="cores.core_number",
        meaning="how deep in the thick of the network it is",
        first="the centre that holds together however the weakly linked fall away",
        said="is in a group in which each has {number} or more contacts inside it",
        formula="the largest k so that it is in a part in which each has k contacts",
        reference="Seidman 1983",
    ),
    Measure(
        name="constraint",
        at="holes.constraint",
        meaning="how far it is held by contacts who are linked with each other",
        first="those who are free to bring together who do not know each other; low figures lead",
        said="has constraint {decimal}",
        formula="Σ over contacts j of (p(ij) + Σ p(iq) p(qj))²",
        reference="Burt 1992",
        low_first=True,
    ),
    Measure(
        name="effective-size",
        at="holes.effective_size",
        meaning="how many contacts it has, less how far they repeat each other",
        first="those whose contacts open different circles",
        said="has contacts that count as {decimal} different ones",
        formula="Σ over contacts j of 1 - Σ p(iq) m(jq)",
        reference="Burt 1992; Borgatti 1997",
    ),
    Measure(
        name="efficiency",
        at="holes.efficiency",
        meaning="how different its contacts are from each other",
        first="those of whose contacts none repeats another",
        said="has contacts who are {share} different from each other",
        formula="effective size ÷ contacts",
        reference="Burt 1992",
    ),
    Measure(
        name="hierarchy",
        at="holes.hierarchy",
        meaning="whether one contact holds it or all alike",
        first="those who hang on one contact",
        said="has hierarchy {decimal}, where 1 is held by one contact",
        formula="Coleman-Theil index of its constraint by contact",
        reference="Burt 1992",
    ),
)

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
