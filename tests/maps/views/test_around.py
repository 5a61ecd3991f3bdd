"""Around one: each stands on the ring of its distance, as networkx finds it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import networkx as nx
import pytest
from tests.maps import sample
from tests.maps.views.networks import between, called, hold

from uegraph.errors import ParameterError, UnknownNameError
from uegraph.maps.material import Asked, Material
from uegraph.maps.scene import MOST
from uegraph.maps.views import around
from uegraph.maps.views.around import scene
from uegraph.namespaces import ID

if TYPE_CHECKING:
    from uegraph.maps.scene import Scene


@pytest.fixture(scope="module")
def report(shipped: Material) -> Scene:
    return scene(shipped, Asked("around", of="ONS"))


def test_it_holds_together(report: Scene) -> None:
    hold(report)
    assert report.fixed


@pytest.mark.parametrize(
    "of", ["ONS", "ons", "office for national statistics", f"{ID}organisation/ons"]
)
def test_it_is_found_by_acronym_slug_name_and_iri(shipped: Material, of: str) -> None:
    found = scene(shipped, Asked("around", of=of, steps=1))
    assert found.title == "Around Office for National Statistics"


@pytest.mark.parametrize(("of", "steps"), [("ONS", 1), ("ONS", 2), ("Charities", 3)])
def test_steps_are_those_of_networkx(shipped: Material, of: str, steps: int) -> None:
    whole: nx.Graph[str] = nx.Graph(between(scene(shipped, Asked("around", of="ONS", steps=3))))
    found = scene(shipped, Asked("around", of=of, steps=steps))
    centre = called(found, of).id
    far = nx.single_source_shortest_path_length(whole, centre, cutoff=steps)
    assert {mark.id for mark in found.marks if mark.size} == set(far)
    rings = [frame for frame in found.frames if frame.shape == "circle"]
    assert len(rings) == steps
    radius = [0.0, *(ring.right - ring.x for ring in rings)]
    middle = called(found, of)
    for mark in found.marks:
        if mark.size and mark.id != centre:
            away = ((mark.x - middle.x) ** 2 + (mark.y - middle.y) ** 2) ** 0.5
            assert radius[far[mark.id] - 1] < away < radius[far[mark.id]]


def test_a_large_surrounding_keeps_the_most_linked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(around, "MOST", 12)
    with sample.store(150) as store:
        found = scene(Material(store), Asked("around", of=sample.body(0)))
        whole = between(sample.scene(150, "around"))
    drawn = [mark for mark in found.marks if mark.size]
    assert len(drawn) == 12 < MOST
    graph: nx.Graph[str] = nx.Graph(whole)
    kept = {mark.id for mark in drawn} - {sample.body(0)}
    assert kept <= set(graph[sample.body(0)])
    assert "the least linked are left out" in found.remarks[0]


def test_somebody_without_a_link_stands_alone(shipped: Material) -> None:
    found = scene(shipped, Asked("around", of="Royal Statistical Society", kinds=("organisation",)))
    assert len(found.marks) == 1
    assert found.telling[0].startswith("No link of Royal Statistical Society is recorded")


def test_it_asks_for_somebody(shipped: Material) -> None:
    with pytest.raises(ParameterError, match=r"--of.*'Office for National Statistics'"):
        scene(shipped, Asked("around"))
    with pytest.raises(ParameterError, match="Give 1 to 3"):
        scene(shipped, Asked("around", of="ONS", steps=4))
    with pytest.raises(UnknownNameError, match="cabinet-office"):
        scene(shipped, Asked("around", of="Cabinet Ofice"))
