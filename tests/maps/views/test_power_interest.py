from __future__ import annotations

import math
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.assessments.judged import WORLD, Given, iri, judged
from tests.coverage.programme import store_of
from tests.maps.views.charted import overlaps, shipped, texts

from uegraph.assessments import power_interest as standings
from uegraph.maps.material import Asked, Material
from uegraph.maps.scene import MOST, Mark, Scene
from uegraph.maps.views import power_interest
from uegraph.maps.views.power_interest.spread import PITCHES, REACH, spread

ASKED = Asked("power-interest")
QUADRANTS = {"Manage closely", "Keep satisfied", "Keep informed", "Monitor"}


def drawn(*given: Given, **asked: Any) -> Scene:
    store = judged(given)
    return power_interest.scene(Material(store), Asked("power-interest", **asked))


def named(scene: Scene, name: str) -> Mark:
    [mark] = [mark for mark in scene.marks if mark.name == name]
    return mark


def quadrant(scene: Scene, name: str) -> tuple[float, float, float, float]:
    [box] = [frame for frame in scene.frames if frame.shape == "box" and frame.text == name]
    return box.x, box.y, box.right, box.bottom


def within(mark: Mark, edges: tuple[float, float, float, float]) -> bool:
    return edges[0] < mark.x < edges[2] and edges[1] < mark.y < edges[3]


@pytest.fixture(scope="module")
def report() -> Scene:
    return power_interest.scene(shipped(), ASKED)


def test_the_shipped_report_judges_nobody_and_says_how_to(report: Scene) -> None:
    assert "No judgement of anybody's power or interest is on record" in report.telling[0]
    assert "table assessments" in report.telling[1]
    # 43 rows of organisations.csv and 46 of audiences.csv.
    assert "43 organisations and 46 audiences" in report.telling[2]
    assert len(report.marks) == 43 + 46
    assert {frame.text for frame in report.frames if frame.shape == "box"} == QUADRANTS
    assert [group.size for group in report.groups] == [43, 46]
    assert list(overlaps(report.marks)) == []


def test_those_nobody_judged_keep_their_state(report: Scene) -> None:
    states = shipped().states
    assert {mark.id: mark.state for mark in report.marks} == {
        mark.id: states.get(mark.id, "") for mark in report.marks
    }


def test_up_is_power_and_right_is_interest() -> None:
    found = drawn(
        Given("council", of="port", power=5, interest=5),
        Given("council", of="works", power=5, interest=1),
        Given("council", of="press", power=1, interest=5),
        Given("council", of="residents", power=1, interest=1),
    )
    homes = {"port": "Manage closely", "works": "Keep satisfied", "press": "Keep informed"}
    for name, home in (homes | {"residents": "Monitor"}).items():
        assert within(named(found, name), quadrant(found, home))
        assert dict(named(found, name).facts)["quadrant"] == home.lower()
    assert named(found, "port").y < named(found, "press").y
    assert named(found, "port").x > named(found, "works").x


def test_state_is_that_on_the_topic_and_who_was_missed_is_told() -> None:
    found = drawn(
        Given("council", of="residents", power=5, interest=5),
        Given("council", of="dockers", power=4, interest=5),
    )
    assert named(found, "residents").state == "engaged"
    assert named(found, "dockers").state == "no evidence"
    assert "neither a yes nor a no" in named(found, "dockers").reason
    assert "Of 2 who are or may be high" in found.telling[1]
    assert "dockers on plan (no evidence)" in found.telling[1]
    assert [story.view for story in found.stories][-1] == "u=1"


def test_where_judgements_differ_lines_reach_over_the_range() -> None:
    found = drawn(
        Given("council", power=1, interest=4),
        Given("agency", power=5, interest=4),
        Given("council", of="works", power=1, interest=1),
        Given("council", of="press", power=5, interest=5),
    )
    port, low, high = (named(found, name) for name in ("port", "works", "press"))
    assert port.y == pytest.approx((low.y + high.y) / 2)
    lines = [f for f in found.frames if f.shape == "line" and f.x == f.right == port.x]
    assert [(f.y, f.bottom) for f in lines] == [(high.y, low.y)]
    facts = port.facts
    assert ("power", "1 to 5") in facts
    assert ("assessors", "differ") in facts
    assert ("judged by agency", "power 5 (2024), interest 4 (2024)") in facts


def test_what_is_not_judged_stands_beside_the_grid() -> None:
    found = drawn(
        Given("council", of="port", power=5),
        Given("council", of="works", interest=2),
        Given("council", of="press", urgency=4),
    )
    beside, below = (quadrant(found, f"{name} not judged") for name in ("Interest", "Power"))
    assert within(named(found, "port"), beside)
    assert within(named(found, "works"), below)
    assert within(named(found, "press"), below)
    edges = quadrant(found, "Monitor")
    assert not within(named(found, "works"), edges)


def test_two_topics_are_two_marks() -> None:
    found = drawn(
        Given("council", power=5, interest=5),
        Given("council", on="noise", power=1, interest=1),
    )
    assert named(found, "port on plan").id == f"{iri('port')} {iri('plan')}"
    assert named(found, "port on noise").state == "no evidence"
    assert named(found, "port on plan").state == "engaged"


def test_a_topic_can_be_asked_for() -> None:
    found = drawn(Given("council", power=5), Given("council", on="noise", power=1), of="noise")
    assert found.title == "Power and interest: noise"
    assert dict(named(found, "port").facts)["power"] == "1"


def test_what_is_private_or_unpublished_is_nowhere() -> None:
    given = [
        Given("council", of="spies", power=5, interest=5),
        Given("council", of="works", power=4, interest=4),
    ]
    store = judged(given)
    open_ = power_interest.scene(Material(store), ASKED)
    assert "spies" not in texts(open_)
    public = power_interest.scene(Material(store, public=True), ASKED)
    assert "judged by council" in texts(open_)
    assert "judged by council" not in texts(public)
    assert "may show no judgement" in public.telling[0]
    assert named(public, "works").group == 0


def test_at_most_two_hundred_that_nobody_judged_are_drawn() -> None:
    told = dict(WORLD) | {"audiences": {f"a{n:03}": {} for n in range(400)}}
    found = power_interest.scene(Material(store_of(told)), ASKED)
    assert len(found.marks) == 200
    assert "205 more are only counted" in found.remarks[0]
    assert list(overlaps(found.marks)) == []


SCORES = st.one_of(st.none(), st.integers(1, 5))
NAMES = st.sampled_from(["port", "works", "press", "residents", "dockers", "others"])


@settings(max_examples=10, deadline=None)
@given(
    told=st.lists(
        st.builds(
            Given,
            by=st.sampled_from(["council", "agency"]),
            of=NAMES,
            power=SCORES,
            interest=SCORES,
        ),
        max_size=10,
    )
)
def test_any_judgements(told: list[Given]) -> None:
    store = judged(told)
    found = power_interest.scene(Material(store), ASKED)
    rows = {row.stakeholder: row for row in standings(store).rows}
    placed = {mark.id: mark for mark in found.marks if mark.group < 0}
    assert placed.keys() == rows.keys()
    for name, row in rows.items():
        assert placed[name].state == (row.state or "").replace("-", " ")
        facts = dict(placed[name].facts)
        assert facts["power"] == (str(row.power) if row.power else "not judged")
        assert facts["quadrant"] == " or ".join(row.quadrants)
    assert list(overlaps(found.marks)) == []
    assert len(found.marks) <= MOST


@given(
    spots=st.lists(
        st.tuples(st.sampled_from([78.0, 234.0, 312.0]), st.sampled_from([58.0, 116.0, 174.0])),
        max_size=60,
    )
)
def test_marks_are_spread_without_overlap_and_near_their_spots(
    spots: list[tuple[float, float]],
) -> None:
    found = spread(spots)
    kept = [place for place in found.places if place]
    assert found.pitch in PITCHES
    assert len(kept) == len(spots)
    assert all(math.dist(*pair) >= found.pitch - 1e-3 for pair in combinations(kept, 2))
    for (x, y), place in zip(spots, found.places, strict=True):
        assert place
        assert abs(place[0] - x) <= REACH[0]
        assert abs(place[1] - y) <= REACH[1]


def test_a_spot_of_its_own_is_kept() -> None:
    assert spread([(0, 0), (500, 0)]).places == ((0, 0), (500, 0))


def test_what_finds_no_room_is_told() -> None:
    found = spread([(0.0, 0.0)] * 400)
    assert found.pitch == min(PITCHES)
    assert found.places.count(None) > 0
