from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.coverage.programme import store_of
from tests.maps.views.charted import overlaps, shipped, texts

from uegraph.coverage import coverage
from uegraph.maps.material import Asked, Material
from uegraph.maps.scene import MOST, Scene
from uegraph.maps.views import heat

ASKED = Asked("heat")
PART = {"role": "attendee", "level": "consult", "direction": "two-way", "outcome": "attended"}


@pytest.fixture(scope="module")
def drawn() -> Scene:
    return heat.scene(shipped(), ASKED)


def world(audiences: int, themes: int, engaged: list[tuple[int, int]]) -> dict[str, Any]:
    """Audiences and themes by number, with an activity for each pair that is engaged."""
    return {
        "audiences": {f"a{n:04}": {} for n in range(audiences)},
        "themes": {f"t{n:02}": {} for n in range(themes)},
        "activities": {
            f"d{at}": {
                "type": "webinar",
                "status": "held",
                "when": "2024-03",
                "themes": [f"t{theme:02}"],
            }
            for at, (_, theme) in enumerate(engaged)
        },
        "participations": {
            f"p{at}": PART | {"activity": f"d{at}", "party": f"a{audience:04}"}
            for at, (audience, _) in enumerate(engaged)
        },
    }


def test_the_shipped_report_has_a_tile_for_each_pair(drawn: Scene) -> None:
    # 46 rows of audiences.csv times 4 rows of themes.csv.
    assert len(drawn.marks) == 46 * 4
    assert drawn.fixed
    assert not drawn.links


def test_states_and_reasons_are_those_of_coverage(drawn: Scene) -> None:
    [found] = coverage(shipped().store, of=["audience", "theme"])
    expected = {row.target: (row.state.replace("-", " "), row.reason) for row in found.rows}
    assert {mark.id: (mark.state, mark.reason) for mark in drawn.marks} == expected


def test_the_shipped_report_engages_five_pairs(drawn: Scene) -> None:
    # By hand from activities.csv and participations.csv: policy makers were the target of a
    # secondment on health, users of health statistics answered a consultation and attended its
    # webinar; a panel of producers is on children and education.
    engaged = {mark.name for mark in drawn.marks if mark.state == "engaged"}
    assert "Users of health statistics × Health and Social Care" in engaged
    assert len(engaged) == 5
    assert "5 engaged, 1 shallow, 178 no evidence" in drawn.telling[0]
    assert any("tells of 12, of which 4 are named" in remark for remark in drawn.remarks)


def test_rows_with_something_on_record_stand_above_those_without(drawn: Scene) -> None:
    headings = [f.text for f in drawn.frames if f.text.startswith(("Something", "Nothing"))]
    assert headings == [
        "Something on record: 5 audiences",
        "Nothing on record, on any theme: 41 audiences",
    ]
    seen = {mark.y for mark in drawn.marks if mark.state in ("engaged", "shallow")}
    first_column = min(mark.x for mark in drawn.marks)
    silent = [m.y for m in drawn.marks if m.x == first_column and m.y not in seen]
    assert max(seen) < min(silent)


def test_no_two_tiles_lie_over_each_other(drawn: Scene) -> None:
    assert list(overlaps(drawn.marks)) == []


def test_each_tile_says_what_it_rests_on(drawn: Scene) -> None:
    [tile] = [m for m in drawn.marks if m.name.startswith("Policy makers × Health")]
    facts = dict(tile.facts)
    assert facts["audience"] == "Policy makers"
    assert facts["theme"] == "Health and Social Care"
    assert tile.evidence
    assert tile.short == "1"
    silent = next(m for m in drawn.marks if m.state == "no evidence")
    assert silent.short == "\u2013"
    assert "neither a yes nor a no" in silent.reason


@settings(max_examples=12, deadline=None)
@given(data=st.data(), audiences=st.integers(1, 30), themes=st.integers(1, 6))
def test_any_programme(data: st.DataObject, audiences: int, themes: int) -> None:
    pair = st.tuples(st.integers(0, audiences - 1), st.integers(0, themes - 1))
    engaged = data.draw(st.lists(pair, max_size=8, unique=True))
    store = store_of(world(audiences, themes, engaged))
    found = heat.scene(Material(store), ASKED)
    states = Counter(mark.state for mark in found.marks)
    assert (
        states
        == Counter({"engaged": len(engaged), "no evidence": audiences * themes - len(engaged)})
        + Counter()
    )
    assert list(overlaps(found.marks)) == []
    totals = Counter(audience for audience, _ in engaged)
    said = Counter(frame.text for frame in found.frames if frame.text.endswith(f" of {themes}"))
    expected = Counter(f"{totals[n]} of {themes}" for n in range(audiences))
    assert said == expected


def test_too_many_pairs_are_told_and_not_drawn() -> None:
    # 200 audiences on 10 themes; a page holds 600 tiles, so 60 rows: 30 engaged at most where the
    # silent ones fill the rest.
    engaged = [(n, n % 10) for n in range(100)]
    found = heat.scene(Material(store_of(world(200, 10, engaged))), ASKED)
    assert len(found.marks) == MOST
    states = Counter(mark.state for mark in found.marks)
    assert states == {"engaged": 30, "no evidence": 570}
    assert "140 more, with 1,400 pairs, are only counted" in found.remarks[0]
    assert dict(found.receipt)["pairs drawn"] == "600 of 2,000"
    assert "2,000 pairs: 100 engaged, 1,900 no evidence" in found.telling[0]


def test_a_part_that_is_small_leaves_its_room_to_the_other() -> None:
    found = heat.scene(Material(store_of(world(100, 10, [(0, 0), (1, 1)]))), ASKED)
    assert Counter(mark.state for mark in found.marks)["engaged"] == 2
    assert len(found.marks) == MOST


def test_what_is_private_is_nowhere() -> None:
    told = world(3, 2, [(0, 0), (1, 1)])
    told["audiences"]["a0000"] = {"private": True}
    told["themes"]["t01"] = {"private": True}
    found = heat.scene(Material(store_of(told)), ASKED)
    assert {mark.name for mark in found.marks} == {"a0001 × t00", "a0002 × t00"}
    assert "a0000" not in texts(found)
    assert "t01" not in texts(found)


def test_an_empty_graph_says_what_to_write_down() -> None:
    found = heat.scene(Material(store_of({})), ASKED)
    assert found.marks == ()
    assert "Write down both" in found.telling[0]


def test_names_that_are_too_long_are_cut_on_the_chart_alone() -> None:
    told = world(1, 1, [])
    name = "People who look after somebody that cannot look after themselves"
    told["audiences"]["a0000"] = {"name": name}
    found = heat.scene(Material(store_of(told)), ASKED)
    assert found.marks[0].name.startswith(name)
    assert all(len(frame.text) <= 34 for frame in found.frames if frame.align == "right")
