"""What the tests of network views have in common: laws that hold of each scene."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING

from uegraph.maps import legend

if TYPE_CHECKING:
    from uegraph.maps.scene import Mark, Scene


def hold(scene: Scene) -> None:
    """The invariants of a scene, and that its words are sentences."""
    size = len(scene.marks)
    assert len({mark.id for mark in scene.marks}) == size
    assert all(0 <= end < size for link in scene.links for end in (link.start, link.end))
    assert all(link.kind in legend.LINKS for link in scene.links)
    assert all(mark.kind in legend.KINDS for mark in scene.marks)
    assert all(mark.state in ("", *legend.STATES) for mark in scene.marks)
    for place, group in enumerate(scene.groups):
        assert group.parent < place
        assert group.name
        assert all(0 <= head < size for head in group.heads)
    assert all(-1 <= mark.group < len(scene.groups) for mark in scene.marks)
    drawn = [(mark.x, mark.y) for mark in scene.marks if mark.size]
    assert len(set(drawn)) == len(drawn)
    assert scene.telling
    assert scene.reading
    for said in (*scene.telling, *scene.reading, *scene.remarks):
        assert said == said.strip()
        assert "  " not in said
        assert said[-1] in ".!?”"


def called(scene: Scene, name: str) -> Mark:
    """The mark with a name or acronym."""
    [found] = [mark for mark in scene.marks if name in (mark.name, mark.acronym)]
    return found


def between(scene: Scene) -> set[tuple[str, str]]:
    """The pairs of drawn marks that a page links: stated ones, and those a shared mark makes."""
    shared = defaultdict[int, set[int]](set)
    pairs = set[tuple[int, int]]()
    for link in scene.links:
        if scene.marks[link.end].size:
            pairs.add((link.start, link.end))
        else:
            shared[link.end].add(link.start)
    for found in shared.values():
        pairs.update(combinations(sorted(found), 2))
    ids = [mark.id for mark in scene.marks]
    return {(min(ids[a], ids[b]), max(ids[a], ids[b])) for a, b in pairs}
