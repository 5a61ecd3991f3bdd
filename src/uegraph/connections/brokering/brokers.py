"""Who links those who would not be linked without them: pairs, groups, and how sure that is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import numpy as np

from uegraph.connections.brokering.pairs import MOST_CONTACTS
from uegraph.connections.brokering.telling import Broker, Telling
from uegraph.connections.grouping.communities import community_names
from uegraph.connections.naming import counted, noun
from uegraph.errors import ParameterError
from uegraph.metrics.network.brokerage import brokerage
from uegraph.metrics.network.grouping import grouped
from uegraph.metrics.network.holes import constraint, effective_size
from uegraph.metrics.network.leaving import DROP, TIMES
from uegraph.metrics.network.order import by_name
from uegraph.metrics.network.paths import betweenness
from uegraph.metrics.network.sensitivity import sensitivity
from uegraph.network.model import tidy
from uegraph.words import many

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from uegraph.network import Network, Record

GROUPED_BY: Final = ("sector", "type", "place", "community")
"""By what bodies can be grouped, to see between whom somebody stands."""

MOST_POINTS: Final = 20_000
"""With more points than this nothing is left out: it would take minutes."""


@dataclass(frozen=True)
class Brokers:
    """Who links those who would not be linked without them.

    Attributes:
        network: The network that was asked, without directions.
        headline: How many brokers there are, and by what they are ranked.
        rows: The brokers by betweenness; as many as were asked for.
        total: How many there are in all.
        by: By what points are grouped.
        remarks: What this does not know.
    """

    network: Network
    headline: str
    rows: tuple[Broker, ...]
    total: int
    by: str
    remarks: tuple[str, ...]


def brokers(  # noqa: PLR0913 - each is a question of its own
    net: Network,
    record: Record | None = None,
    *,
    by: str = "sector",
    top: int | None = 10,
    times: int = TIMES,
    seed: int = 1,
) -> Brokers:
    """Who links pairs that have no recorded link of their own, and for which groups?

    Args:
        net: The network; directions of its links do not count.
        record: What it was made of; with it themes can name communities.
        by: One of ``GROUPED_BY``.
        top: How many brokers; all where None.
        times: How often a tenth of the activities is left out; 0 for not at all.
        seed: Which are left out, and from where communities are searched.

    Raises:
        ParameterError: There is no such grouping.
    """
    net = _undirected(net)
    groups = _groups(net, record, by, seed)
    drop = DROP if times and len(net) <= MOST_POINTS else 0
    ranks = sensitivity(net, betweenness, drop=drop, times=times or 1, seed=seed)
    told = Telling(
        net=net, by=by, grouping=grouped(groups, len(net)), roles=brokerage(net, groups),
        ranks=ranks, size=effective_size(net), held=constraint(net), order=by_name(net),
    )  # fmt: skip
    codes = np.flatnonzero(told.roles.total)
    first = codes[np.lexsort((told.order[codes], ranks.rank[codes]))][:top]
    rows = tuple(told.broker(code) for code in first.tolist())
    remarks = (*net.remarks, *_limits(told, rows))
    return Brokers(net, _headline(net, len(codes), len(rows)), rows, len(codes), by, remarks)


def _undirected(net: Network) -> Network:
    if not net.directed:
        return net
    return replace(net, links=tidy(net.links, directed=False), directed=False)


def _groups(net: Network, record: Record | None, by: str, seed: int) -> Sequence[str | None]:
    """The group of each point; None where nobody says."""
    if by not in GROUPED_BY:
        raise ParameterError(f"'{by}' is no grouping of brokers. Give {', '.join(GROUPED_BY)}.")
    if by == "community":
        return community_names(net, record, seed=seed)
    if by not in net.points.columns:
        return [None] * len(net)
    found: list[str | None] = net.points[by].to_list()
    return found


def _headline(net: Network, total: int, shown: int) -> str:
    one, several = noun(net)
    if not net.pairs:
        return f"No link is recorded among {counted(net, len(net))}: no brokers."
    if not total:
        return (
            f"Nobody stands between others: wherever two {several} are linked with the same {one}, "
            "they are linked with each other too."
        )
    verb = "links" if total == 1 else "link"
    few = "first is" if shown == 1 else f"first {shown:,} are"
    first = f" The {few} shown." if shown < total else ""
    return (
        f"{total:,} of {counted(net, len(net))} {verb} pairs that have no recorded link of their "
        "own. They are ranked by betweenness: for how many pairs of others the shortest chain of "
        f"links leads through them.{first}"
    )


def _limits(told: Telling, rows: Sequence[Broker]) -> Iterator[str]:
    """What brokers cannot tell."""
    net = told.net
    if not net.pairs:
        return
    apart = int((net.degree == 0).sum())
    if apart:
        verb = "has" if apart == 1 else "have"
        yield (
            f"{counted(net, apart)} {verb} no recorded link, which does not mean that they link "
            "nobody."
        )
    linked = np.flatnonzero(net.degree)
    unknown = int((told.grouping.codes[linked] < 0).sum())
    if unknown == len(linked):
        yield f"No {told.by} is recorded of anybody with a link, so no roles are known."
    elif unknown:
        yield (
            f"The {told.by} is not recorded for {unknown:,} of {counted(net, len(linked))} with a "
            "link: pairs with them are counted, and are in no role."
        )
    yield (
        "A pair without a recorded link may well know each other. A link counts however weak it "
        "is; what it rests on stands with the examples."
    )
    if len(net.kinds) > 1:
        yield "Two of the same kind are never linked here, so that every pair of them counts."
    if rows:
        large = f"With more than {MOST_POINTS:,} points it takes too long. "
        yield f"How sure ranks are: {large if len(net) > MOST_POINTS else ''}{told.ranks.note}"
    now = told.ranks.now
    if not now.exact and now.error is not None:
        yield f"Betweenness is estimated, give or take {now.error:.2%} of all pairs. {now.note}"
    crowded = sum(row.only is None for row in rows)
    if crowded:
        yield (
            f"Of {many(crowded, 'broker')} with more than {MOST_CONTACTS:,} contacts the pairs are "
            "counted, and not looked at one by one."
        )
