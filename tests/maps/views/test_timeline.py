from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.coverage.programme import store_of
from tests.maps.views.charted import overlaps, shipped, texts

from uegraph.dates import interval
from uegraph.maps.material import Asked, Material
from uegraph.maps.scene import MOST, Frame, Mark, Scene
from uegraph.maps.views import timeline
from uegraph.maps.views.timeline.axis import Axis
from uegraph.maps.views.timeline.lanes import LEAST, SOLID, THIN, Lanes
from uegraph.maps.views.timeline.reading import Activities

ASKED = Asked("timeline")


@pytest.fixture(scope="module")
def drawn() -> Scene:
    return timeline.scene(shipped(), ASKED)


def world(*whens: str | None, **more: Any) -> dict[str, Any]:
    """An activity for each time, called a0, a1 and so on."""
    return {
        "activities": {
            f"a{at}": {"type": "webinar", "status": "held", "when": when}
            for at, when in enumerate(whens)
        },
        **more,
    }


def scene_of(told: dict[str, Any]) -> tuple[Scene, Axis]:
    material = Material(store_of(told))
    return timeline.scene(material, ASKED), Lanes.of(Activities(material)).axis


def bars(scene: Scene) -> dict[str, Mark]:
    return {mark.name: mark for mark in scene.marks}


def bands(scene: Scene) -> list[Frame]:
    return [f for f in scene.frames if f.shape == "box" and f.look == "dashed"]


def test_the_shipped_report_shows_every_activity_and_series(drawn: Scene) -> None:
    # 71 rows of activities.csv and 36 of series.csv.
    assert len(drawn.marks) == 71 + 36
    assert Counter(mark.kind for mark in drawn.marks) == {"activity": 71, "series": 36}
    assert drawn.fixed


def test_what_shares_an_inexact_time_lies_in_one_box(drawn: Scene) -> None:
    # whens of activities.csv and series.csv that are [2021-02..2024-04-26]: 59.
    [box] = [f for f in bands(drawn) if f.text.startswith("Some time between February 2021")]
    assert box.text.endswith("(59)")
    inside = [m for m in drawn.marks if box.y < m.y < box.bottom]
    assert len(inside) == 59
    assert {m.when for m in inside} == {"some time between February 2021 and 26 April 2024"}
    assert all(box.x < m.x - m.wide and m.x + m.wide < box.right for m in inside)
    axis = Lanes.of(Activities(shipped())).axis
    ends = axis.x(date(2021, 2, 1).toordinal()), axis.x(date(2024, 4, 27).toordinal())
    assert (box.x, box.right) == ends


def test_what_has_no_date_stands_in_a_box_of_its_own(drawn: Scene) -> None:
    [group] = drawn.groups
    assert group.name == "No date recorded (1)"
    [mark] = [m for m in drawn.marks if m.group == 0]
    assert mark.when == ""
    assert mark.first is None is mark.last
    assert mark.reason.startswith("No date is recorded.")


def test_programmes_stand_together(drawn: Scene) -> None:
    headings = {f.text: f.y for f in drawn.frames if f.look == "strong" and f.align == "right"}
    assert "Census insights" in headings
    census = [m.y for m in drawn.marks if dict(m.facts).get("part of") == "Census insights"]
    assert len(census) == 3
    assert all(headings["Census insights"] <= y for y in census)


def test_no_two_bars_lie_over_each_other(drawn: Scene) -> None:
    assert list(overlaps(drawn.marks)) == []


def test_years_without_anything_are_drawn_in(drawn: Scene) -> None:
    years = [f.text for f in drawn.frames if f.look == "title"]
    assert years == ["2011", "2021", "2022", "2023", "2024", "2025"]


def test_what_is_planned_says_so(drawn: Scene) -> None:
    planned = {m.name for m in drawn.marks if m.state == "planned"}
    # activities.csv: five rows with the status planned.
    assert len(planned) == 5
    assert all("It is planned." in m.reason for m in drawn.marks if m.state == "planned")


def test_telling_counts_what_is_exact(drawn: Scene) -> None:
    assert drawn.telling[0].startswith("107 activities and series are on record")
    assert "Only known to lie in a longer stretch: 78" in drawn.telling[0]
    assert any("59 of 107" in paragraph for paragraph in drawn.telling)


def test_how_exact_a_time_is_can_be_seen() -> None:
    found, _ = scene_of(
        world("2022-05", "2022-05/2022-09", "[2022-01..2022-11]", "2023", "2022/..")
    )
    high = {name: mark.high for name, mark in bars(found).items()}
    assert high == {"a0": SOLID, "a1": SOLID, "a2": THIN, "a3": THIN, "a4": SOLID}
    facts = dict(bars(found)["a2"].facts)
    assert facts["first day possible"] == "1 January 2022"
    assert facts["last day possible"] == "30 November 2022"
    assert "every day that this can mean" in bars(found)["a2"].reason
    brackets = [f for f in found.frames if f.shape == "line" and f.look == "strong"]
    thin = {bars(found)[name].y for name in ("a2", "a3")}
    assert {(f.y + f.bottom) / 2 for f in brackets} == thin


DAY = st.dates(date(2015, 1, 1), date(2026, 12, 31))


@st.composite
def when(draw: st.DrawFn) -> str:
    """Some time as EDTF."""
    one, other = sorted((draw(DAY), draw(DAY)))
    parts = [draw(st.sampled_from(["%Y", "%Y-%m", "%Y-%m-%d"])) for _ in range(2)]
    first, last = one.strftime(parts[0]), other.strftime(parts[1])
    form = draw(st.sampled_from(["{0}", "{0}/{1}", "[{0}..{1}]", "{0}/..", "../{1}", "[{0}..]"]))
    return form.format(first, last)


@settings(max_examples=40, deadline=None)
@given(whens=st.lists(when(), min_size=1, max_size=12))
def test_every_bar_spans_its_days(whens: list[str]) -> None:
    found, axis = scene_of(world(*whens))
    boxes = bands(found)
    for at, text in enumerate(whens):
        mark, days = bars(found)[f"a{at}"], interval(text)
        left = axis.x(days.earliest.toordinal()) if days.earliest else 0
        right = axis.x(days.latest.toordinal() + 1) if days.latest else axis.width
        box = next((f for f in boxes if f.y < mark.y < f.bottom), None)
        if box:
            assert (box.x, box.right) == pytest.approx((left, right))
        elif right - left >= LEAST:
            assert (mark.x - mark.wide, mark.x + mark.wide) == pytest.approx((left, right))
        else:
            assert mark.x == pytest.approx((left + right) / 2)
            assert 2 * mark.wide == pytest.approx(LEAST)
        assert mark.first == (days.earliest.toordinal() if days.earliest else None)
        assert mark.last == (days.latest.toordinal() if days.latest else None)
    assert list(overlaps(found.marks)) == []


@given(days=st.lists(st.tuples(DAY, DAY), min_size=1, max_size=6), one=DAY, other=DAY)
def test_later_days_lie_further_right(
    days: list[tuple[date, date]], one: date, other: date
) -> None:
    spans = [(min(pair).toordinal(), max(pair).toordinal()) for pair in days]
    axis = Axis.of(spans, 1000)
    first, last = sorted((one.toordinal(), other.toordinal()))
    assume(axis.start <= first < last < axis.end)
    assert axis.x(first) < axis.x(last)
    # Inside what is on record, a day is as long as any other.
    lengths = {round(axis.x(day + 1) - axis.x(day), 6) for span in spans for day in span}
    assert max(lengths) - min(lengths) < 1e-5


def test_more_than_a_page_holds_are_told_and_the_latest_drawn() -> None:
    whens = [f"{2000 + at // 300}-{at % 12 + 1:02}" for at in range(900)]
    found, _ = scene_of(world(*whens))
    assert len(found.marks) == MOST
    years = Counter(date.fromordinal(m.first).year for m in found.marks if m.first)
    assert years == {2001: 300, 2002: 300}
    assert "300 more are left out" in found.remarks[0]
    assert list(overlaps(found.marks)) == []


def test_what_is_private_is_nowhere() -> None:
    told = world("2022", "2023")
    told["activities"]["a0"] |= {"private": True, "name": "Secret talk"}
    told["activities"]["a1"]["within"] = ["a0"]
    found, _ = scene_of(told)
    assert [mark.name for mark in found.marks] == ["a1"]
    assert "Secret" not in texts(found)


def test_an_empty_graph_says_what_to_write_down() -> None:
    found, _ = scene_of({})
    assert found.marks == ()
    assert "Write down activities" in found.telling[0]
    assert found.frames == ()
