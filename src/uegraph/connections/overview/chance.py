"""How often contacts of a contact would be linked if only chance put bodies into activities.

Three bodies in one activity are three links and a triangle, whoever they are. So a network of
shared activities has many triangles by itself, and how many says little without what chance gives.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from uegraph.network import Network


def chance_transitivity(net: Network) -> float | None:
    """The transitivity of the same activities, as large as they are, with bodies drawn at random.

    Each body keeps the number of activities that it has part in, each activity its size. With M
    activities of sizes s, N bodies in k activities each, and ⟨·⟩ for means,

        C = M ⟨s(s-1)(s-2)⟩ ÷ (N (⟨k(k-1)⟩ (⟨s(s-1)⟩ ÷ ⟨s⟩)² + ⟨k⟩ ⟨s(s-1)(s-2)⟩ ÷ ⟨s⟩))

    which holds where two bodies seldom share two activities by chance [1]. Crowds link nobody and
    are left out.

    Returns:
        A share of links derived from activities; None where none are, or nobody would have two
        contacts.

    References:
        [1] Newman, M., Strogatz, S. and Watts, D. (2001). Random graphs with arbitrary degree
            distributions and their applications. Physical Review E 64, 026118, section V.
    """
    if net.incidence is None or len(net.kinds) == 2:
        return None
    factor = net.incidence.activities["factor"].to_numpy()
    parts = net.incidence.parts
    used = factor[parts["activity"].to_numpy()] > 0
    sizes = np.bincount(parts["activity"].to_numpy()[used], minlength=len(factor)).astype(float)
    counts = np.bincount(parts["point"].to_numpy()[used], minlength=len(net)).astype(float)
    seats = sizes.sum()
    triples = (sizes * (sizes - 1) * (sizes - 2)).sum()
    if not seats:
        return None
    others = (sizes * (sizes - 1)).sum() / seats
    within = counts.sum() * triples / seats
    paths = (counts * (counts - 1)).sum() * others**2 + within
    return float(triples / paths) if paths else None
