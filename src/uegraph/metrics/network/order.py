"""The order in which answers about a network come: by name, never by what an engine happens to do.

Codes follow IRIs, and IRIs may be made anew; names are what people see and what stays.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

if TYPE_CHECKING:
    import numpy as np

    from uegraph.network import Network


def by_name(net: Network) -> np.ndarray:
    """Each point's place in the order of names, and of IRIs where names are the same; by code."""
    import numpy as np  # noqa: PLC0415 - heavy

    codes = net.points.select("name", "iri", code=pl.int_range(pl.len()))
    places = np.empty(len(net), dtype=np.int64)
    places[codes.sort("name", "iri")["code"].to_numpy()] = np.arange(len(net))
    return places


def numbered(groups: np.ndarray, places: np.ndarray) -> np.ndarray:
    """Groups of points numbered anew: the largest is 0; of equal ones, that with the first name.

    Args:
        groups: The group of each point by code, in any numbers; below 0 is in none and stays -1.
        places: The place of each point in the order of names, as of ``by_name``.
    """
    import numpy as np  # noqa: PLC0415 - heavy

    found = np.full(len(groups), -1, dtype=np.int64)
    within = np.flatnonzero(groups >= 0)
    if len(within):
        _, group, sizes = np.unique(groups[within], return_inverse=True, return_counts=True)
        first = np.full(len(sizes), len(groups), dtype=np.int64)
        np.minimum.at(first, group, places[within])
        number = np.empty(len(sizes), dtype=np.int64)
        number[np.lexsort((first, -sizes))] = np.arange(len(sizes))
        found[within] = number[group]
    return found
