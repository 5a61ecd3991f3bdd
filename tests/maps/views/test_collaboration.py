"""Who works with whom: the map links whom the network links, and its words are its figures."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest
from tests.maps import sample
from tests.maps.views.networks import between, called, hold

from uegraph.errors import ParameterError
from uegraph.maps.material import Asked, Material
from uegraph.maps.views.collaboration import scene
from uegraph.namespaces import ID
from uegraph.network import CROWD, read_network

if TYPE_CHECKING:
    from uegraph.maps.scene import Scene


@pytest.fixture(scope="module")
def report(shipped: Material) -> Scene:
    return scene(shipped, Asked())


def test_it_holds_together(report: Scene) -> None:
    hold(report)


def test_bodies_are_drawn_and_activities_only_link(report: Scene) -> None:
    drawn = Counter(mark.kind for mark in report.marks if mark.size)
    assert drawn["organisation"] == 43
    assert set(drawn) == {"organisation", "unnamed party"}
    silent = {mark.kind for mark in report.marks if not mark.size}
    assert silent == {"activity", "series"}
    ends = {report.marks[link.end].kind for link in report.links if link.kind == "participation"}
    assert ends == silent


def test_a_mark_ranks_by_its_degree_in_the_network(shipped: Material, report: Scene) -> None:
    net = read_network(shipped.store, unnamed=True)
    degree = dict(zip(net.points["iri"], net.degree.tolist(), strict=True))
    drawn = [mark for mark in report.marks if mark.size]
    assert all(mark.rank == degree[mark.id] for mark in drawn)
    missing = degree.keys() - {mark.id for mark in drawn}
    assert all(degree[iri] == 0 for iri in missing)


def test_whom_the_page_links_the_network_links(shipped: Material, report: Scene) -> None:
    net = read_network(shipped.store, unnamed=True)
    iris = net.points["iri"]
    pairs = {
        (min(iris[one], iris[other]), max(iris[one], iris[other]))
        for one, other in net.links.select("source", "target").iter_rows()
    }
    assert between(report) == pairs


def test_the_words_name_who_is_in_the_middle(report: Scene) -> None:
    ranked = sorted(
        (mark for mark in report.marks if mark.size), key=lambda mark: (-mark.rank, mark.name)
    )
    # Read off the tables: the ONS, the Hub and the GSS have parts in the most activities.
    assert [mark.name for mark in ranked[:3]] == [
        "Office for National Statistics", "Engagement Hub", "Government Statistical Service",
    ]  # fmt: skip
    for mark in ranked[:3]:
        assert mark.name in report.telling[0]
        assert str(mark.rank) in report.telling[0]


def test_the_words_say_who_is_not_reached_and_how_anybody_knows(report: Scene) -> None:
    whole = " ".join(report.telling)
    assert "Not reached: of the 90 audiences and bodies" in whole
    assert "31 are not known to have been engaged" in whole
    assert "neither a yes nor a no" in whole
    assert "How we know: " in whole
    assert "26 April 2024" in whole
    assert "isolated" not in whole


def test_which_body_became_which_is_no_link(report: Scene) -> None:
    assert called(report, "MHCLG").rank == 0
    assert called(report, "MHCLG").beyond == 1
    box = report.groups[called(report, "MHCLG").group]
    assert box.radius == 0
    assert box.name.startswith("No recorded link")


def test_saved_views_lead_to_the_middle_and_to_the_unseen(report: Scene) -> None:
    assert [story.view for story in report.stories] == ["", "f=ons", "u=1"]


def test_of_a_crowd_no_two_are_linked_and_it_is_told() -> None:
    crowd = f"{ID}activity/crowd"
    more = sample.thing(crowd, "ueg:EngagementActivity", "Everybody at once") + "".join(
        sample.part(f"crowd-{n}", crowd, sample.body(n)) for n in range(CROWD + 1)
    )
    with sample.store(60, more) as store:
        found = scene(Material(store), Asked())
        hold(found)
        place = next(at for at, mark in enumerate(found.marks) if mark.id == crowd)
        assert not found.marks[place].size
        assert not any(link.end == place for link in found.links)
        assert any(f"more than {CROWD} parties" in said for said in found.remarks)


def test_kinds_can_be_chosen_of_those_it_shows(shipped: Material) -> None:
    found = scene(shipped, Asked(kinds=("organisation",)))
    assert {mark.kind for mark in found.marks if mark.size} == {"organisation"}
    with pytest.raises(ParameterError, match="'theme' is not what the view"):
        scene(shipped, Asked(kinds=("theme",)))


def test_the_same_graph_gives_the_same_scene(shipped: Material, report: Scene) -> None:
    assert scene(Material(shipped.store), Asked()) == report
