"""What a mark means: shape and colour of a kind, dash and width of a link, border of a state.

Colour is never alone: each kind has its own shape, each family of states its own border. The
colours are those of Okabe and Ito, chosen to be told apart by colour-blind readers; the page's
style sheet holds their values for light and dark.

References:
    Okabe, M. and Ito, K. (2008). Color Universal Design.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from uegraph.words import listed, many

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from uegraph.maps.layout import Layout


class _Kind(NamedTuple):
    plural: str
    shape: str
    size: float


_KINDS: Final = {
    "organisation": _Kind("organisations", "dot", 7.0),
    "unnamed party": _Kind("unnamed parties", "hexagon", 6.5),
    "audience": _Kind("audiences", "diamond", 8.0),
    "theme": _Kind("themes", "square", 9.0),
    "activity": _Kind("activities", "triangle", 4.6),
    "series": _Kind("series", "triangleDown", 4.6),
    "product": _Kind("products", "star", 4.4),
    "goal": _Kind("goals", "box", 8.0),
}

_LINKS: Final = {
    "participation": "Took part in",
    "belonging": "Belongs to",
    "relation": "Relations stated",
    "theme": "Themes",
    "representation": "Speaks for",
    "product": "Products",
    "goal": "Goals",
    "collaboration": "Same activity",
}

_DEPTHS: Final = ("inform", "consult", "involve", "collaborate", "empower")

# The eleven states of coverage. A gap that is known and mere silence never look alike.
_STATES: Final = {
    "engaged": "solid",
    "shallow": "dashed",
    "stale": "dashed",
    "represented": "dashed",
    "attempted": "dashed",
    "planned": "dashed",
    "conflict": "double",
    "known gap": "hollow",
    "inferred gap": "hollow",
    "no evidence": "dotted",
    "out of scope": "none",
}

_UNSEEN: Final = frozenset({"dotted", "hollow"})

# A derived link repeats what the activity says already, so it waits to be asked for.
_HIDDEN_AT_FIRST: Final = frozenset({"collaboration"})


def base_size(kind: str) -> float:
    """The size of the smallest mark of a kind."""
    return _KINDS[kind].size


def depth(level: str) -> int:
    """The depth of a level of engagement, 1 to 5, and 0 where none is given.

    >>> depth("Consult"), depth("")
    (2, 0)
    """
    word = level.casefold()
    return _DEPTHS.index(word) + 1 if word in _DEPTHS else 0


def kinds(nodes: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """The kinds that a map shows, with their shape and how many there are."""
    counts = Counter(node["kind"] for node in nodes)
    return [
        {"name": name, "plural": kind.plural, "shape": kind.shape, "count": counts[name]}
        for name, kind in _KINDS.items()
        if counts[name]
    ]


def links(edges: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """The families of links that a map holds, with how many there are."""
    counts = Counter(edge["kind"] for edge in edges)
    return [
        {
            "name": name,
            "words": words,
            "count": counts[name],
            "stated": name != "collaboration",
            "shown": name not in _HIDDEN_AT_FIRST,
        }
        for name, words in _LINKS.items()
        if counts[name]
    ]


def depths(edges: Iterable[dict[str, Any]]) -> list[str]:
    """The levels of engagement that a map's links have, the least deep first."""
    found = {edge["depth"] for edge in edges}
    return [word for at, word in enumerate(_DEPTHS, start=1) if at in found]


def states(nodes: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """The coverage states that a map shows, with their border."""
    counts = Counter(node["state"] for node in nodes)
    return [
        {
            "name": name,
            "border": border,
            "count": counts[name],
            "unseen": border in _UNSEEN,
        }
        for name, border in _STATES.items()
        if counts[name]
    ]


def grid_name(beyond: Iterable[int]) -> str:
    """The name of the grid: it must not claim silence where a link leads off the map."""
    return "No link to anything shown" if any(beyond) else "No recorded link"


def summary(
    nodes: Sequence[dict[str, Any]], edges: Sequence[dict[str, Any]], layout: Layout
) -> str:
    """What the map shows, in words: how much is linked, who is linked most, who is not."""
    if not nodes:
        return "There is nothing to show: the graph holds no body, audience, theme or activity."
    stated = sum(edge["stated"] for edge in edges)
    lonely = len(layout.unlinked)
    top = sorted(nodes, key=lambda node: (-node["rank"], node["label"], node["id"]))[:3]
    heads = listed([f"{node['label'][:80]} ({node['rank']})" for node in top if node["rank"]])
    groups = many(len(layout.communities), "group", "groups")
    text = f"{many(stated, 'stated link', 'stated links')} in {groups}."
    if heads:
        text += f" Linked with the most others: {heads}."
    asked = sum(node["state"] not in {"", "out of scope"} for node in nodes)
    if asked:
        silent = sum(_STATES.get(node["state"]) in _UNSEEN for node in nodes)
        lack = "lacks" if silent == 1 else "lack"
        text += f" {silent:,} of {asked:,} in scope {lack} evidence of engagement."
    if lonely:
        missing = grid_name(node["beyond"] for node in nodes if not node["rank"])
        text += f" {many(lonely, 'has', 'have')} {missing[0].lower()}{missing[1:]}."
    return text
