"""How answers call the points of a network: what they are, and each by its name."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from uegraph.words import listed, many

if TYPE_CHECKING:
    from collections.abc import Sequence

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


def noun_of(net: Network, place: int) -> tuple[str, str]:
    """What a point of a kind is called, and several of them."""
    return noun(replace(net, kinds=(net.kinds[place],)))


def counted_kind(net: Network, place: int) -> str:
    """How many points of a kind there are, in words."""
    return many(len(net.mode(place)), *noun_of(net, place))


def names_in_words(names: Sequence[str], few: int) -> str:
    """Names in a sentence, the first few where there are more; apart even where they hold commas.

    >>> names_in_words(["Housing, Communities", "Health"], 5), names_in_words("abcd", 2)
    ('Housing, Communities; and Health', 'a, b and 2 more')
    """
    said = list(map(called, names))
    if not any("," in name for name in said[: few + 1]):
        return listed(said, few=few)
    shown = said if len(said) <= few + 1 else [*said[:few], f"{len(said) - few:,} more"]
    return "; and ".join(filter(None, ("; ".join(shown[:-1]), shown[-1])))


def decimal(value: float | None) -> str:
    """A figure to three digits.

    >>> decimal(0.12345), decimal(1234.5), decimal(None), decimal(2.0)
    ('0.123', '1,234', 'not defined', '2')
    """
    if value is None:
        return "not defined"
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.3g}"
