"""Where points stand before anything pulls: places drawn from their keys, smoothed along the links.

A random place for each key, the same whatever else is in the network; then each point moves to the
middle of itself and its neighbours, some times over. What is linked ends near each other, and one
more link moves all this a little and never turns it round, as a spectral layout may.
"""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_array, diags_array

if TYPE_CHECKING:
    from collections.abc import Sequence


def drawn(keys: Sequence[str]) -> np.ndarray:
    """Two numbers for each key that look random and hang on nothing else: normal, around 0."""
    bits = b"".join(blake2b(key.encode(), digest_size=8).digest() for key in keys)
    even = (np.frombuffer(bits, dtype="<u4").reshape(-1, 2) + 0.5) / 2**32
    reach, turn = np.sqrt(-2 * np.log(even[:, 0])), 2 * np.pi * even[:, 1]
    return np.stack([reach * np.cos(turn), reach * np.sin(turn)], axis=1)


def smoothed(links: csr_array, places: np.ndarray, *, rounds: int) -> np.ndarray:
    """Places of which each has moved towards those it is linked with, spread evenly again."""
    strength = np.asarray(links.sum(axis=1)).ravel()
    weight = np.maximum(strength, 1e-12)
    walk = csr_array(diags_array(1 / weight) @ links)
    for _ in range(rounds):
        places = places - np.average(places, axis=0, weights=weight)
        places = (places + walk @ places) / 2
        places = places / np.maximum(np.sqrt((places**2).mean(axis=0)), 1e-12)
    # Evened: the second direction tells what the first does not.
    along, across = places[:, 0], places[:, 1]
    across = across - along * (along @ across) / max(float(along @ along), 1e-12)
    across = across / max(float(np.sqrt((across**2).mean())), 1e-12)
    return np.stack([along, across], axis=1)


def leaning(links: csr_array, draws: np.ndarray, *, share: float, rounds: int = 40) -> np.ndarray:
    """Places of which each lies between its own draw and where its neighbours lie.

    Args:
        links: Strengths, symmetric.
        draws: Two random numbers for each point.
        share: How much the neighbours count, below 1; the rest is the draw's.
        rounds: How often all move.
    """
    weight = np.maximum(np.asarray(links.sum(axis=1)).ravel(), 1e-12)
    walk = csr_array(diags_array(1 / weight) @ links)
    places = draws
    for _ in range(rounds):
        places = (1 - share) * draws + share * (walk @ places)
    return places
