"""The order in which answers about a network come: by name, never by what an engine happens to do.

Codes follow IRIs, and IRIs may be made anew; names are what people see and what stays.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import polars as pl

if TYPE_CHECKING:
    from uegraph.network import Network


def by_name(net: Network) -> np.ndarray:
    """Each point's place in the order of names, and of IRIs where names are the same; by code."""
    found: np.ndarray = net.kept("by name", lambda: places(net.points))
    return found


def places(named: pl.DataFrame) -> np.ndarray:
    """Each row's place in the order of its ``name``, and of its ``iri`` where names are the same.

    What has no name comes last.
    """
    rows = named.select("name", "iri", row=pl.int_range(pl.len()))
    found = np.empty(len(named), dtype=np.int64)
    found[rows.sort("name", "iri", nulls_last=True)["row"].to_numpy()] = np.arange(len(named))
    return found


def in_order(codes: np.ndarray, places: np.ndarray) -> np.ndarray:
    """Codes in the order of the places of all points, such as by name."""
    found: np.ndarray = codes[np.argsort(places[codes])]
    return found


def unlinked(net: Network) -> np.ndarray:
    """The codes of the points without a recorded link, by name."""
    return in_order(np.flatnonzero(net.degree == 0), by_name(net))


def numbered(groups: np.ndarray, places: np.ndarray) -> np.ndarray:
    """Groups of points numbered anew: the largest is 0; of equal ones, that with the first name.

    Args:
        groups: The group of each point by code, in any numbers; below 0 is in none and stays -1.
        places: The place of each point in the order of names, as of ``by_name``.
    """
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
