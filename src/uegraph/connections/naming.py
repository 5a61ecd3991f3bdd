"""How answers call the points of a network: what they are, and each by its name."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from uegraph.dates import in_words
from uegraph.words import listed, many

if TYPE_CHECKING:
    from collections.abc import Sequence

    from uegraph.connections.model import Ground
    from uegraph.network import Network

_NOUNS: Final = {
    "organisation": ("body", "bodies"),
    "audience": ("audience", "audiences"),
    "theme": ("theme", "themes"),
    "activity": ("activity", "activities"),
}
_LONGEST: Final = 80
"""Letters of a name in a sentence; a longer one is whole only in its own column."""


def noun(net: Network) -> tuple[str, str]:
    """What a point of the network is called, and several of them.

    >>> from uegraph.network import from_networkx
    >>> import networkx as nx
    >>> noun(from_networkx(nx.path_graph(2)))
    ('point', 'points')
    """
    if len(net.kinds) == 1:
        return _NOUNS.get(net.kinds[0], ("point", "points"))
    ones, others = zip(*(_NOUNS.get(kind, ("point", "points")) for kind in net.kinds), strict=True)
    return " or ".join(ones), " and ".join(others)


def counted(net: Network, number: int) -> str:
    """A number of points in words, such as ``7 bodies``."""
    return many(number, *noun(net))


def called(name: str) -> str:
    r"""A name as it stands in a sentence: on one line, and not longer than the sentence bears.

    >>> called("Office for\nNational  Statistics"), len(called("x" * 10_000))
    ('Office for National Statistics', 80)
    """
    flat = " ".join(name.split()) or "(no name)"
    return flat if len(flat) <= _LONGEST else flat[: _LONGEST - 1] + "…"


def ended(text: str) -> str:
    """A sentence with its full stop, also where it ends in a name with one.

    >>> ended("It works with Ash Inc."), ended("It works with Ash")
    ('It works with Ash Inc.', 'It works with Ash.')
    """
    return text if text.endswith(".") else f"{text}."


def resting(found: Sequence[Ground], *, few: int = 2) -> str:
    """What a link rests on, in words: shared activities, and apart from them what is stated.

    Args:
        found: What it rests on; where it is empty nobody says.
        few: How many activities to name.
    """
    shared = [ground for ground in found if not ground.stated]
    said = [ground.said for ground in found if ground.stated]
    parts = []
    if shared:
        counts = Counter(dated(ground) for ground in shared)
        names = listed((_times(name, number) for name, number in counts.items()), few=few)
        what = "one shared activity" if len(shared) == 1 else f"{len(shared):,} shared activities"
        parts.append(f"{what}, {names}")
    if said:
        parts.append(f"what is stated: {listed(said, few=few)}")
    return " and ".join(parts) or "nothing that the network tells"


def _times(name: str, number: int) -> str:
    return name if number == 1 else f"{name}, {number:,} of that name"


def dated(ground: Ground) -> str:
    """An activity by name, with its date where it is known."""
    when = f" ({in_words(ground.when)})" if ground.when else ""
    return f"“{called(ground.said)}”{when}"
