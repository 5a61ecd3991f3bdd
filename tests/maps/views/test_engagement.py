"""Who took part in what: every stated link between two marks, and no other."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import networkx as nx
import pytest
from tests.maps.views.networks import called, hold

from uegraph.errors import ParameterError
from uegraph.maps.material import Asked, Material
from uegraph.maps.views.engagement import PLAIN, scene

if TYPE_CHECKING:
    from uegraph.maps.scene import Scene


@pytest.fixture(scope="module")
def report(shipped: Material) -> Scene:
    return scene(shipped, Asked("engagement"))


def test_it_holds_together(report: Scene) -> None:
    hold(report)


def test_everything_of_its_kinds_is_drawn(report: Scene) -> None:
    # The rows of the tables.
    assert Counter(mark.kind for mark in report.marks) == {
        "organisation": 43, "unnamed party": 37, "audience": 46, "activity": 71, "series": 36,
    }  # fmt: skip
    assert all(mark.size for mark in report.marks)


def test_a_mark_ranks_by_its_degree_as_networkx_counts_it(report: Scene) -> None:
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(len(report.marks)))
    graph.add_edges_from((link.start, link.end) for link in report.links)
    assert [mark.rank for mark in report.marks] == [graph.degree(n) for n in graph]


def test_all_participations_are_links_with_what_they_say(report: Scene) -> None:
    parts = [link for link in report.links if link.kind == "participation"]
    assert len(parts) == 275
    assert all(link.evidence and link.status for link in parts)
    assert "275 parts in activities are on record" in " ".join(report.telling)


def test_who_is_in_the_middle_is_no_activity(report: Scene) -> None:
    assert "In the middle: Office for National Statistics is linked with" in report.telling[0]
    assert str(called(report, "ONS").rank) in report.telling[0]


def test_kinds_can_be_chosen(shipped: Material) -> None:
    found = scene(shipped, Asked("engagement", kinds=("theme", "activity")))
    assert {mark.kind for mark in found.marks} == {"theme", "activity"}
    assert {link.kind for link in found.links} == {"theme", "belonging", "relation"}
    assert sum(mark.beyond for mark in found.marks) > 0
    with pytest.raises(ParameterError, match="Choose of"):
        scene(shipped, Asked("engagement", kinds=("place",)))
    assert "theme" not in PLAIN
