"""Links that follow from what two marks have in common: a part in an activity that is not drawn.

They are made of what a scene shows, wherever it is shown, so that no scene has to hold them. Which
participations are in a scene is the view's choice: it leaves out invitations and crowds.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING

from uegraph.maps.scene import Link

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from uegraph.maps.scene import Scene
    from uegraph.network import Evidence


def derived(scene: Scene, marks: Collection[int] | None = None) -> list[Link]:
    """Links between drawn marks that have a part in the same mark that is not drawn.

    One link for each pair, whose weight is how many they share and whose evidence is that of the
    participations; the heaviest first.

    Args:
        scene: The scene.
        marks: The places of the drawn marks to link; all when left out.
    """
    wanted = None if marks is None else frozenset(marks)
    through: dict[tuple[int, int], list[int]] = defaultdict(list)
    evidence: dict[tuple[int, int], set[Evidence]] = defaultdict(set)
    for activity, parts in sorted(parties(scene).items()):
        there = sorted(at for at in parts if wanted is None or at in wanted)
        for pair in combinations(there, 2):
            through[pair].append(activity)
            evidence[pair] |= parts[pair[0]] | parts[pair[1]]
    heaviest = sorted(through, key=lambda pair: (-len(through[pair]), pair))
    return [_link(pair, through[pair], evidence[pair]) for pair in heaviest]


def parties(scene: Scene) -> Mapping[int, Mapping[int, set[Evidence]]]:
    """The drawn marks with a part in each mark that is not drawn, and what says so."""
    found: dict[int, dict[int, set[Evidence]]] = defaultdict(lambda: defaultdict(set))
    drawn = [mark.size > 0 for mark in scene.marks]
    for link in scene.links:
        if link.kind == "participation" and drawn[link.start] != drawn[link.end]:
            party, activity = sorted((link.start, link.end), key=lambda at: not drawn[at])
            found[activity][party].update(link.evidence)
    return found


def _link(pair: tuple[int, int], through: list[int], evidence: set[Evidence]) -> Link:
    return Link(
        *pair,
        kind="collaboration",
        said="took part in the same activity as",
        stated=False,
        weight=len(through),
        evidence=tuple(sorted(evidence)),
        through=tuple(through),
    )
