"""Routes: the map shows the legs that ``uegraph network routes`` tells, from left to right."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.maps import sample
from tests.maps.views.networks import called, hold

from uegraph.connections import routes
from uegraph.errors import ParameterError, UnknownNameError
from uegraph.maps.material import Asked, Material
from uegraph.maps.views.routes import TOP, scene, to_first
from uegraph.namespaces import ID, SCHEME

if TYPE_CHECKING:
    from uegraph.maps.scene import Scene


@pytest.fixture(scope="module", params=["Charities", "Communities", "Disabled people"])
def to(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def report(shipped: Material, to: str) -> Scene:
    return scene(shipped, Asked("routes", to=to))


def test_it_holds_together(report: Scene) -> None:
    hold(report)
    assert report.fixed


def test_legs_are_those_of_the_routes(shipped: Material, report: Scene, to: str) -> None:
    found = routes(shipped.store, to, top=TOP)
    legs = {(leg.source, leg.target): leg.sentence for row in found.rows for leg in row.legs}
    names = [mark.name for mark in report.marks]
    drawn = {
        (names[link.start], names[link.end]): dict(link.facts)["contact"]
        for link in report.links
        if link.kind == "contact"
    }
    assert {pair: said for pair, said in drawn.items() if pair in legs} == drawn
    assert len(drawn) == len(legs)
    assert report.telling[0] == found.headline
    for row in found.rows:
        if row.legs:
            assert any(row.sentence in said for said in report.telling)


def test_each_leg_leads_to_the_right_and_has_its_evidence(report: Scene) -> None:
    for link in report.links:
        if link.kind == "contact":
            assert report.marks[link.start].x < report.marks[link.end].x
            assert link.evidence
            assert all(not report.marks[place].size for place in link.through)


def test_who_is_to_be_reached_stands_on_the_right(report: Scene, to: str) -> None:
    drawn = [mark for mark in report.marks if mark.size]
    last = max(mark.x for mark in drawn)
    assert [mark.name for mark in drawn if mark.x == last] == [to]
    assert any(link.end == report.marks.index(called(report, to)) for link in report.links)


def test_where_none_is_recorded_that_is_said(shipped: Material) -> None:
    found = scene(shipped, Asked("routes", to="Community groups"))
    hold(found)
    assert not found.links
    assert "No recorded route leads to Community groups" in found.telling[0]
    assert called(found, "Community groups").size
    assert called(found, "ONS").size


def test_it_asks_for_somebody(shipped: Material) -> None:
    with pytest.raises(ParameterError, match=r"--to.*Not reached, with a route on record"):
        scene(shipped, Asked("routes"))
    with pytest.raises(UnknownNameError):
        scene(shipped, Asked("routes", to="nobody at all"))


def test_the_first_wanted_with_a_route_is_taken(shipped: Material) -> None:
    none, known = f"{ID}audience/community-groups", f"{ID}audience/communities"
    assert to_first(shipped, [none, known]) == known


def test_a_public_map_says_nothing_of_permission() -> None:
    more = sample.line(sample.body(0), "ueg:permission", f"{SCHEME}permission/withdrawn")
    more += "".join(
        sample.line(sample.body(n), "ueg:permission", f"{SCHEME}permission/given")
        for n in range(1, 40)
    )
    with sample.store(40, more) as store:
        for to in ("users-0", "users-1", "body-0"):
            inside, outside = (
                scene(Material(store, public=public), Asked("routes", to=to, public=public))
                for public in (False, True)
            )
            assert any("called on" in said for said in (*inside.telling, *inside.remarks))
            assert not any("called on" in said for said in (*outside.telling, *outside.remarks))
