"""Places in which distance on the canvas is, as nearly as can be, the distance wished for.

References:
    Gansner, E., Koren, Y. and North, S. (2004). Graph drawing by stress majorization.
"""

from __future__ import annotations

import numpy as np


def majorised(wished: np.ndarray, places: np.ndarray, *, rounds: int) -> np.ndarray:
    """Places at which the wishes of all pairs balance, near ones counting more.

    Each round moves every point to the mean of where the others wish it. Only sums are used, no
    solver, so that small differences between machines die out.

    Args:
        wished: The distance wished for between any two, above 0 off the diagonal.
        places: Where they start, no two alike.
        rounds: How often all move.
    """
    wished = wished.copy()
    np.fill_diagonal(wished, 1.0)
    pull = 1 / wished
    np.fill_diagonal(pull, 0.0)
    weight = pull**2
    total = weight.sum(axis=1)
    x, y = places[:, 0].copy(), places[:, 1].copy()
    for _ in range(rounds):
        aside, down = x[:, None] - x[None, :], y[:, None] - y[None, :]
        push = np.sqrt(aside * aside + down * down)
        np.maximum(push, 1e-9, out=push)
        np.divide(pull, push, out=push)
        own = push.sum(axis=1)
        x, y = (
            (weight @ x + own * x - push @ x) / total,
            (weight @ y + own * y - push @ y) / total,
        )
    return np.stack([x, y], axis=1)
