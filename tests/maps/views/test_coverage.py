"""Audience by theme: each pair's state is the one that coverage decides."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest
from tests.maps.views.networks import called, hold

from uegraph.coverage import coverage
from uegraph.maps.material import Asked, Material
from uegraph.maps.views import coverage as view
from uegraph.store import open_store

if TYPE_CHECKING:
    from uegraph.maps.scene import Scene


@pytest.fixture(scope="module")
def report(shipped: Material) -> Scene:
    return view.scene(shipped, Asked("coverage"))


def test_it_holds_together(report: Scene) -> None:
    hold(report)


def test_pairs_are_those_that_coverage_decides(shipped: Material, report: Scene) -> None:
    [result] = coverage(shipped.store, of=["audience", "theme"])
    expected = {row.target: row.state.replace("-", " ") for row in result.rows}
    ids = [mark.id for mark in report.marks]
    found = {
        f"{ids[link.start]} {ids[link.end]}": dict(link.facts)["state"] for link in report.links
    }
    assert found == expected


def test_what_is_engaged_is_read_off_the_report(report: Scene) -> None:
    names = [mark.name for mark in report.marks]
    engaged = {
        (names[link.start], names[link.end]) for link in report.links if link.kind == "engagement"
    }
    # By hand: the producer panel of children and education, the consultation on health
    # statistics, and the colleague at the COVID-19 taskforce, whose policy makers were heard.
    assert engaged == {
        ("Analysts in government", "Children and Education"),
        ("Producers of statistics", "Children and Education"),
        ("Policy makers", "Health and Social Care"),
        ("Users of health statistics", "Health and Social Care"),
        ("Users of statistics", "Health and Social Care"),
    }
    assert Counter(link.kind for link in report.links) == {
        "engagement": 5,
        "partial": 1,
        "gap": 178,
    }
    assert all(link.evidence for link in report.links if link.kind != "gap")
    assert not any(link.stated for link in report.links if link.kind == "gap")


def test_who_was_engaged_on_no_theme_stands_apart(report: Scene) -> None:
    box = next(group for group in report.groups if group.name == view.BOX)
    inside = [mark for mark in report.marks if report.groups[mark.group] is box]
    assert len(inside) == box.size == 41
    assert {mark.kind for mark in inside} == {"audience"}
    assert not any(mark.rank for mark in inside)
    other = next(group for group in report.groups if group.name == view.NONE)
    lone = [mark.name for mark in report.marks if report.groups[mark.group] is other]
    assert lone == ["Environment, Climate and Nature", "National Accounts"]


def test_an_audience_lists_each_theme_with_its_state(report: Scene) -> None:
    facts = dict(called(report, "Policy makers").facts)
    assert facts["Health and Social Care"] == "engaged"
    assert facts["National Accounts"] == "no evidence"
    health = dict(called(report, "Health and Social Care").facts)
    assert (health["engaged"], health["shallow"]) == ("3 audiences", "1 audience")


def test_many_gaps_are_counted_and_not_drawn(
    shipped: Material, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(view, "CELLS", 100)
    found = view.scene(shipped, Asked("coverage"))
    hold(found)
    assert not any(link.kind == "gap" for link in found.links)
    assert found.remarks[0].startswith("178 pairs of which nothing is recorded are counted")


def test_without_themes_it_says_so() -> None:
    with open_store(read_only=False) as empty:
        found = view.scene(Material(empty), Asked("coverage"))
    assert not found.marks
    assert "no pair" in found.telling[0]
