"""Who stands between whom: the brokerage roles of Gould and Fernandez.

A body b brokers between a and c where a leads to b, b leads to c, and a does not lead to c. What
it is then depends on who belongs to which group, such as a sector [1]:

- coordinator: all three of one group                         (A → A → A)
- itinerant: between two of one group, itself of another      (A → B → A), also called consultant
- gatekeeper: lets an outsider reach its own group            (A → B → B)
- representative: leads from its own group to an outsider     (A → A → B)
- liaison: three of three groups                              (A → B → C)

Conventions. Where links have no direction every two ends are counted once. Gatekeeper and
representative are then the same threes and both figures are the same; the total counts them once.
R's sna counts either order: its w_I, w_O and b_O are twice ours, b_IO and b_OI the same. In a
directed network its b_IO (from in to out) is the representative and b_OI the gatekeeper, as in [1];
the sketches of their paths in its manual are the other way round.

A three with a body of unknown group has a role that is not known; it is in the total and in
``not_known`` and nowhere else, so each role is a least figure.

References:
    [1] R. V. Gould and R. M. Fernandez, "Structures of mediation: a formal approach to brokerage in
        transaction networks", Sociological Methodology 19 (1989), 89-126.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import permutations
from typing import TYPE_CHECKING, Final

import numpy as np

from uegraph.metrics.network.grouping import grouped
from uegraph.metrics.network.triangles import Pairs, linked_pairs
from uegraph.network import as_network

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import networkx as nx
    from scipy.sparse import csr_array

    from uegraph.metrics.network.grouping import Grouping
    from uegraph.network import Network

ROLES: Final = ("coordinator", "itinerant", "gatekeeper", "representative", "liaison")
"""The roles in the order of Gould and Fernandez."""

NOT_KNOWN: Final = len(ROLES)


@dataclass(frozen=True, slots=True)
class Brokerage:
    """How often each body is a broker, and in which role.

    Attributes:
        roles: For each of ``ROLES`` a count a point, by code: at least so many, as a three with a
            body of unknown group has no known role.
        not_known: How many threes of each point have a role that is not known.
        total: How many threes each point brokers in all.
        expected: For each role the count that a point of its group would have in a random network
            of the same size and density; NaN where its group is not known.
        groups: The names of the groups.
        unknown: How many points have no known group.
        directed: Whether links have a direction; without, gatekeeper and representative are one.
        engine: What reckoned it.
    """

    roles: Mapping[str, np.ndarray]
    not_known: np.ndarray
    total: np.ndarray
    expected: Mapping[str, np.ndarray]
    groups: tuple[str, ...]
    unknown: int
    directed: bool
    engine: str = "scipy"


def brokerage(of: Network | nx.Graph[str], groups: Sequence[str | None]) -> Brokerage:
    """How often each body brings together two others that are not linked, and for which groups.

    All paths of two links are counted by the groups of their ends, from sparse products of links
    and groups; those whose ends are linked are taken off, triangle by triangle. Exact, in whole
    numbers. The expectation is that of Bernoulli networks of the same density d, d² × (1 - d) for
    each two ends of the right groups (for the points whose group is known).

    Args:
        of: The network. A point without links brokers nothing: 0 in every role.
        groups: Each point's group, by code; None where it is not known.

    Raises:
        ParameterError: There is not one group a point.

    >>> import networkx as nx
    >>> path = nx.Graph([("a", "b"), ("b", "c"), ("c", "d")])
    >>> found = brokerage(path, ["north", "north", "south", None])
    >>> {role: counts.tolist() for role, counts in found.roles.items() if counts.any()}
    {'gatekeeper': [0, 1, 0, 0], 'representative': [0, 1, 0, 0]}
    >>> found.not_known.tolist(), found.total.tolist(), found.unknown
    ([0, 0, 1, 0], [0, 1, 1, 0], 1)
    """
    net = as_network(of)
    grouping = grouped(groups, len(net))
    counts = _paths(net, grouping) - _closed(net, grouping)
    if not net.directed:
        counts[:, [0, 1, 4, NOT_KNOWN]] //= 2
    total = counts.sum(axis=1)
    if not net.directed:
        total -= counts[:, ROLES.index("representative")]
    return Brokerage(
        roles={role: counts[:, number] for number, role in enumerate(ROLES)},
        not_known=counts[:, NOT_KNOWN],
        total=total,
        expected=_expected(net, grouping),
        groups=grouping.names,
        unknown=grouping.unknown,
        directed=net.directed,
    )


def _paths(net: Network, grouping: Grouping) -> np.ndarray:
    """Paths a → b → c with a and c different, by the role of b; a line a point."""
    from scipy.sparse import csr_array  # noqa: PLC0415 - heavy

    known = np.flatnonzero(grouping.known)
    where = (known, grouping.codes[known])
    member = csr_array((np.ones(len(known)), where), shape=(len(net), len(grouping.names)))
    onto, back = net.pattern, net.pattern.T.tocsr()
    mutual = onto.multiply(back).tocsr()
    to, away, both = onto @ member, back @ member, mutual @ member
    own_to, own_from, own_both = (_sum(each.multiply(member)) for each in (to, away, both))
    all_to, all_from, all_both = _sum(to), _sum(away), _sum(both)
    same = _sum(to.multiply(away))
    roles = [
        own_from * own_to - own_both,
        same - own_from * own_to - (all_both - own_both),
        (all_from - own_from) * own_to,
        own_from * (all_to - own_to),
        (all_from - own_from) * (all_to - own_to) - (same - own_from * own_to),
    ]
    counts = np.stack(roles, axis=1) * grouping.known[:, None]
    every = _sum(onto) * _sum(back) - _sum(mutual)
    return np.concatenate([counts, (every - counts.sum(axis=1))[:, None]], axis=1)


def _sum(matrix: csr_array) -> np.ndarray:
    found: np.ndarray = np.rint(matrix.sum(axis=1)).astype(np.int64)
    return found


def _closed(net: Network, grouping: Grouping) -> np.ndarray:
    """Paths a → b → c with a → c, by the role of b; a line a point."""
    pairs = linked_pairs(net.neighbours)
    up, down = _directions(net, pairs)
    width = NOT_KNOWN + 1
    counts = np.zeros(len(net) * width, dtype=np.int64)
    for ab, ac, bc in pairs.triangles():
        corners = (pairs.low[ab], pairs.high[ab], pairs.high[ac])
        ends = {(0, 1): ab, (0, 2): ac, (1, 2): bc}
        leads = {each: up[pair] for each, pair in ends.items()}
        leads |= {each[::-1]: down[pair] for each, pair in ends.items()}
        for a, b, c in permutations(range(3)):
            there = leads[a, b] & leads[b, c] & leads[a, c]
            one, broker, other = (corners[each][there] for each in (a, b, c))
            role = _role(*(grouping.codes[each] for each in (one, broker, other)))
            counts += np.bincount(broker * width + role, minlength=len(counts))
    return counts.reshape(len(net), width)


def _directions(net: Network, pairs: Pairs) -> tuple[np.ndarray, np.ndarray]:
    """Whether each pair's low end leads to the high one, and the high one to the low."""
    if not net.directed:
        either = np.ones(len(pairs.low), dtype=bool)
        return either, either
    rows = np.repeat(np.arange(len(net)), np.diff(net.pattern.indptr))
    numbers = pairs.numbers(rows, net.pattern.indices)
    upward = pairs.low[numbers] == rows
    up, down = np.zeros((2, len(pairs.low)), dtype=bool)
    up[numbers[upward]] = True
    down[numbers[~upward]] = True
    return up, down


def _role(one: np.ndarray, broker: np.ndarray, other: np.ndarray) -> np.ndarray:
    """The place in ``ROLES`` of the broker between one and the other, given their groups."""
    unknown = (one < 0) | (broker < 0) | (other < 0)
    first, last = one == broker, broker == other
    conditions = [unknown, first & last, one == other, last, first]
    found: np.ndarray = np.select(conditions, [NOT_KNOWN, 0, 1, 2, 3], default=4)
    return found


def _expected(net: Network, grouping: Grouping) -> dict[str, np.ndarray]:
    sizes, size = grouping.sizes.astype(float), len(net)
    density = net.matrix.nnz / (size * (size - 1)) if size > 1 else 0.0
    all_known = sizes.sum()
    pairs_within = (sizes * (sizes - 1)).sum() - sizes * (sizes - 1)
    others = all_known - sizes
    ordered = {
        "coordinator": (sizes - 1) * (sizes - 2),
        "itinerant": pairs_within,
        "gatekeeper": (sizes - 1) * others,
        "representative": (sizes - 1) * others,
        "liaison": others * (others - 1) - pairs_within,
    }
    found = {}
    for role, ends in ordered.items():
        once = net.directed or role in {"gatekeeper", "representative"}
        by_group = density**2 * (1 - density) * ends / (1 if once else 2)
        found[role] = np.append(by_group, np.nan)[grouping.codes]
    return found
