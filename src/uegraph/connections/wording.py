"""How answers tell what something rests on: activities by name and date, apart what is stated."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from uegraph.connections.naming import called
from uegraph.dates import in_words
from uegraph.words import listed, many

if TYPE_CHECKING:
    from collections.abc import Sequence

    from uegraph.connections.model import Ground


def resting(found: Sequence[Ground], *, few: int = 2, last: bool = False) -> str:
    """What a link rests on, in words: shared activities, and apart from them what is stated.

    >>> from uegraph.connections.model import Ground
    >>> forum = Ground("a", "Forum", "2022-10", stated=False)
    >>> resting([forum, Ground("r", "works with", "", stated=True)])
    'one shared activity, “Forum” (October 2022), and what is stated: works with'
    >>> resting([forum, Ground("b", "Visit", "2023", stated=False)], last=True)
    '2 shared activities, the last “Visit” (2023)'

    Args:
        found: What it rests on, by date; where it is empty nobody says.
        few: How many activities to name.
        last: Whether to name the last activity alone.
    """
    shared = [ground for ground in found if not ground.stated]
    said = [called(ground.said) for ground in found if ground.stated]
    parts = []
    if len(shared) == 1:
        parts.append(f"one shared activity, {dated(shared[0])}")
    elif shared:
        names = f"the last {dated(shared[-1])}" if last else _names(shared, few)
        parts.append(f"{len(shared):,} shared activities, {names}")
    if said:
        parts.append(f"what is stated: {listed(said, few=few)}")
    return ", and ".join(parts) or "nothing that the network tells"


def _names(shared: Sequence[Ground], few: int) -> str:
    counts = Counter(map(dated, shared))
    return listed((_times(name, number) for name, number in counts.items()), few=few)


def _times(name: str, number: int) -> str:
    return name if number == 1 else f"{name}, {number:,} of that name"


def dated(ground: Ground) -> str:
    """An activity by name, with its date where it is known."""
    return f"“{called(ground.said)}”" + (f" ({in_words(ground.when)})" if ground.when else "")


def surely_dated(ground: Ground) -> str:
    """An activity by name, with its date or that it has none."""
    return f"“{called(ground.said)}” ({when_in_words(ground.when)})"


def when_in_words(when: str) -> str:
    """When something was, or that nobody says."""
    return in_words(when) if when else "nobody says when"


def amount(found: Sequence[Ground]) -> str:
    """How much something rests on.

    >>> from uegraph.connections.model import Ground
    >>> a, b = Ground("a", "Forum", "", False), Ground("b", "works with", "", True)
    >>> amount([a, a]), amount([b]), amount([a, b])
    ('2 activities', '1 stated', '1 activity, 1 stated')
    """
    stated = sum(ground.stated for ground in found)
    shared = len(found) - stated
    said = [many(shared, "activity", "activities")] if shared else []
    return ", ".join([*said, *([f"{stated:,} stated"] if stated else [])])
