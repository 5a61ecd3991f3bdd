from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.coverage.programme import store_of
from tests.maps.views.charted import box, overlaps, shipped, texts

from uegraph.coverage import coverage
from uegraph.maps.material import Asked, Material
from uegraph.maps.scene import MOST, Mark, Scene
from uegraph.maps.views import places
from uegraph.maps.views.places.reading import TWELVE

ASKED = Asked("places")
PART = {"role": "attendee", "level": "consult", "direction": "two-way", "outcome": "attended"}
REGIONS = (
    *("North East", "North West", "Yorkshire and The Humber", "East Midlands", "West Midlands"),
    *("East of England", "London", "South East", "South West"),
)


@pytest.fixture(scope="module")
def drawn() -> Scene:
    return places.scene(shipped(), ASKED)


def named(scene: Scene, name: str) -> Mark:
    [mark] = [mark for mark in scene.marks if mark.name == name]
    return mark


def world(sites: dict[str, list[str]], **more: Any) -> dict[str, Any]:
    """An activity for each slug, with the places it names."""
    return {
        "audiences": {"people": {}},
        "activities": {
            slug: {"type": "webinar", "status": "held", "when": "2024-03", "places": where}
            for slug, where in sites.items()
        },
        "participations": {
            f"p-{slug}": PART | {"activity": slug, "party": "people"} for slug in sites
        },
        **more,
    }


def test_the_twelve_are_equal_tiles_about_where_they_lie(drawn: Scene) -> None:
    tiles = {
        name: named(drawn, name) for name in (*REGIONS, "Wales", "Scotland", "Northern Ireland")
    }
    assert len({(mark.wide, mark.high) for mark in tiles.values()}) == 1
    assert (
        tiles["Scotland"].y < tiles["North East"].y < tiles["East Midlands"].y < tiles["London"].y
    )
    assert tiles["Northern Ireland"].x < tiles["North West"].x < tiles["Yorkshire and The Humber"].x
    assert tiles["Wales"].x < tiles["West Midlands"].x < tiles["East of England"].x
    assert tiles["South West"].x < tiles["South East"].x < tiles["London"].x
    assert len(TWELVE) == len(set(TWELVE.values())) == 12


def test_states_are_those_of_the_recorded_scope(drawn: Scene) -> None:
    [scope] = [one for one in coverage(shipped().store) if one.kinds == ("place",)]
    expected = {row.label: row.state.replace("-", " ") for row in scope.rows}
    assert {name: named(drawn, name).state for name in expected} == expected
    # Greater Manchester is in no scope, so it is asked about by itself.
    [rest] = coverage(shipped().store, of=["place"], targets=["greater-manchester"])
    assert named(drawn, "Greater Manchester").state == rest.rows[0].state == "engaged"
    assert named(drawn, "United Kingdom").state == ""


def test_numbers_are_those_of_the_tables(drawn: Scene) -> None:
    # By hand from the place columns: launch-event in London; the support of the Manchester
    # analysts in Greater Manchester, which lies in the North West.
    assert dict(named(drawn, "London").facts)["activities"].startswith("1: ")
    manchester = dict(named(drawn, "North West").facts)["activities"]
    assert manchester == dict(named(drawn, "Greater Manchester").facts)["activities"]
    assert manchester.startswith("1: ")
    # activities.csv: inclusive-engagement-guidance-development, statswales-redevelopment,
    # welsh-response-to-the-consultation, welsh-strategy-refresh; series.csv: three more.
    assert dict(named(drawn, "Wales").facts)["activities"].startswith("7: ")
    assert dict(named(drawn, "Scotland").facts)["activities"] == "none on record"


def test_england_is_a_box_around_its_nine_regions(drawn: Scene) -> None:
    [england] = [f for f in drawn.frames if f.shape == "box" and f.text == "England"]
    for name in (*REGIONS, "England"):
        left, top, right, bottom = box(named(drawn, name))
        assert england.x < left < right < england.right
        assert england.y < top < bottom < england.bottom
    for name in ("Scotland", "Wales", "Northern Ireland", "United Kingdom"):
        left, top, right, bottom = box(named(drawn, name))
        beside = right < england.x or left > england.right
        assert beside or bottom < england.y or top > england.bottom


def test_a_finer_place_stands_on_the_card_of_its_region(drawn: Scene) -> None:
    fine, region = named(drawn, "Greater Manchester"), named(drawn, "North West")
    cards = [f for f in drawn.frames if f.shape == "box" and not f.text]
    [card] = [f for f in cards if f.x < region.x < f.right and f.y < region.y < f.bottom]
    assert card.x < fine.x - fine.wide < fine.x + fine.wide < card.right
    assert card.y < fine.y - fine.high < fine.y + fine.high < card.bottom


def test_no_two_tiles_lie_over_each_other(drawn: Scene) -> None:
    assert list(overlaps(drawn.marks)) == []


def test_telling_says_who_is_reached_and_what_is_not_known(drawn: Scene) -> None:
    told = " ".join(drawn.telling)
    assert "Engaged: North West and Wales" in told
    assert "shallow: London" in told
    assert "84 of 107 activities" in told
    assert any(story.view == "u=1" for story in drawn.stories)


def test_places_are_known_by_their_codes_and_not_by_their_names() -> None:
    told = world({"talk": ["wales"]}, places={"cymru": {"broader": ["uk"]}})
    found = places.scene(Material(store_of(told)), ASKED)
    assert named(found, "Wales").state == "engaged"
    assert named(found, "cymru").group == 0


def test_another_country_has_a_plain_grid() -> None:
    told = world(
        {"talk": ["leinster"], "walk": ["cork"]},
        places={
            "ireland": {},
            "leinster": {"broader": ["ireland"]},
            "munster": {"broader": ["ireland"]},
            "cork": {"broader": ["munster"]},
        },
    )
    found = places.scene(Material(store_of(told)), ASKED)
    assert {mark.name for mark in found.marks} == {"ireland", "leinster", "munster", "cork"}
    assert "plain grid" in found.telling[0]
    states = {mark.name: mark.state for mark in found.marks}
    assert states == {"ireland": "", "leinster": "engaged", "munster": "engaged", "cork": "engaged"}
    assert "1 activity" in named(found, "munster").short
    assert list(overlaps(found.marks)) == []


def test_an_activity_without_a_place_has_that_of_its_programme() -> None:
    told = world({"whole": ["london"], "part": []})
    told["activities"]["part"]["within"] = ["whole"]
    found = places.scene(Material(store_of(told)), ASKED)
    assert dict(named(found, "London").facts)["activities"] == "2: part and whole"


def test_what_is_private_is_nowhere() -> None:
    told = world(
        {"secret": ["london"], "open": ["hideout"]},
        places={"hideout": {"private": True, "broader": ["london"]}},
    )
    told["activities"]["secret"]["private"] = True
    found = places.scene(Material(store_of(told)), ASKED)
    assert "secret" not in texts(found)
    assert "hideout" not in texts(found)


@settings(max_examples=10, deadline=None)
@given(finer=st.lists(st.sampled_from(["london", "wales", "england", "uk"]), max_size=12))
def test_any_finer_places_are_drawn_without_overlap(finer: list[str]) -> None:
    made = {f"town{at:02}": {"broader": [home]} for at, home in enumerate(finer)}
    told = world({"talk": ["scotland", *made]}, places=made)
    found = places.scene(Material(store_of(told)), ASKED)
    assert {*made} <= {mark.name for mark in found.marks}
    assert list(overlaps(found.marks)) == []
    [result] = coverage(Material(store_of(told)).store, of=["place"])
    expected = {row.label: row.state.replace("-", " ") for row in result.rows}
    assert {m.name: m.state for m in found.marks if m.name in expected} == expected


def test_more_places_than_a_page_holds_are_counted() -> None:
    made = {f"town{at:04}": {"broader": ["london"]} for at in range(700)}
    found = places.scene(Material(store_of(world({"talk": ["town0000"]}, places=made))), ASKED)
    assert len(found.marks) <= MOST
    assert any("have no tile" in remark for remark in found.remarks)
