"""Maps of a graph: each view is made, files are written, what is private is in none of them."""

from __future__ import annotations

import base64
import re
import zlib
from html import unescape
from typing import TYPE_CHECKING

import pytest
from tests.maps import sample
from tests.maps.views.networks import hold

from uegraph import maps, shapes
from uegraph.errors import ParameterError, ResourceError, UnknownNameError
from uegraph.maps.material import Material
from uegraph.maps.overview import Entry, index, questions, write_overview
from uegraph.maps.scene import Story
from uegraph.namespaces import ID, SCHEME, expand
from uegraph.store import open_store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from uegraph.store import Store

PRIVATE = {
    "organisation": "Sphinx Bureau",
    "activity": "Unicorn Breakfast",
    "place": "Phoenix Island",
    "part": "gryphon whisper",
    "person": "Minotaur Jones",
}
INTERNAL = {"note": "kraken remark", "permission": "basilisk consent", "assessed": "chimera case"}
PUBLISHED = "harpy judgement"
TRUE = '"true"^^<http://www.w3.org/2001/XMLSchema#boolean>'
FIVE = '"5"^^<http://www.w3.org/2001/XMLSchema#integer>'


def secrets() -> str:
    """Statements that hold a secret each: a private body, activity, part and place, a person …."""
    body, activity = f"{ID}organisation/sphinx", f"{ID}activity/unicorn"
    place, other = f"{ID}place/phoenix", sample.body(1)
    consent = f"{SCHEME}permission/basilisk"
    return "".join((
        sample.thing(body, "org:Organization", PRIVATE["organisation"], ueg_private=TRUE),
        sample.thing(activity, "ueg:EngagementActivity", PRIVATE["activity"], ueg_private=TRUE),
        sample.thing(place, "ueg:Place", PRIVATE["place"], ueg_private=TRUE),
        sample.thing(f"{ID}person/jones", "foaf:Person", PRIVATE["person"]),
        sample.part("a", activity, other),
        sample.part("b", f"{ID}activity/webinar-0", body),
        sample.part("c", f"{ID}activity/webinar-1", other, ueg_private=TRUE,
                    skos_note=f'"{PRIVATE["part"]}"'),
        sample.part("d", f"{ID}activity/webinar-2", f"{ID}person/jones"),
        sample.line(other, "org:memberOf", body),
        sample.line(other, "dcterms:spatial", place),
        sample.line(other, "skos:note", f'"{INTERNAL["note"]}"'),
        sample.line(consent, "skos:inScheme", f"{SCHEME}permission"),
        sample.line(consent, "skos:prefLabel", f'"{INTERNAL["permission"]}"'),
        sample.line(other, "ueg:permission", consent),
        _assessment("chimera", other, skos_note=f'"{INTERNAL["assessed"]}"'),
        _assessment("harpy", other, dcterms_source=f"{ID}passage/p1"),
    ))  # fmt: skip


def _assessment(name: str, body: str, **more: str) -> str:
    told = {"a": expand("ueg:Assessment"), "ueg:assessed": body, "ueg:assessedBy": sample.body(2),
            "ueg:power": FIVE, "ueg:interest": FIVE}  # fmt: skip
    told |= {word.replace("_", ":", 1): value for word, value in more.items()}
    subject = f"{ID}assessment/{name}"
    return "".join(sample.line(subject, word, value) for word, value in told.items())


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    with sample.store(40, secrets()) as opened:
        yield opened


@pytest.fixture(scope="module", params=[False, True], ids=["ours", "public"])
def drawn(store: Store, request: pytest.FixtureRequest) -> dict[str, maps.Map]:
    material = Material(store, public=request.param)
    return {asked.view: maps.draw(material, asked) for asked in questions(material)}


def written(page: str) -> str:
    """All that a page holds, with what is compressed in it unpacked."""
    packed = re.findall(r'data-form="deflate">([^<]*)<', page)
    return page + "".join(zlib.decompress(base64.b64decode(part), -15).decode() for part in packed)


def test_every_view_is_made_and_holds_together(drawn: dict[str, maps.Map]) -> None:
    assert tuple(drawn) == tuple(maps.VIEWS)
    for view in ("collaboration", "engagement", "coverage", "around", "routes"):
        hold(drawn[view].scene)


@pytest.mark.parametrize("view", maps.VIEWS)
def test_what_is_private_is_in_no_file(drawn: dict[str, maps.Map], view: str) -> None:
    files = written(drawn[view].to_html()) + drawn[view].to_svg()
    assert sample.scene(40).marks[0].name in files or view in ("heat", "places", "coverage")
    for secret in PRIVATE.values():
        assert secret not in files
    for slug in ("sphinx", "unicorn", "phoenix", "jones"):
        assert f"/{slug}" not in files
    if drawn is not None and "Made for" in dict(drawn[view].scene.receipt):
        for secret in INTERNAL.values():
            assert secret not in files
        assert "chimera" not in files


def test_a_note_is_on_a_map_that_is_not_public(store: Store) -> None:
    assert INTERNAL["note"] in maps.make(store).to_html()


def test_the_receipt_counts_what_is_left_out(store: Store) -> None:
    ours = dict(maps.make(store).scene.receipt)
    assert ours["Left out as private"] == "1 organisation, 1 activity, 1 place and 1 participation"
    assert ours["Left out as people"] == "1 person"
    assert "Left out as not published" not in ours
    public = dict(maps.make(store, public=True).scene.receipt)
    assert public["Left out as private"] == ours["Left out as private"]
    # A note of the body and one of the assessment; that of the private part is private itself.
    assert public["Left out as for the team alone"] == (
        "2 values of “note” and 1 value of “permission”"
    )
    assert public["Left out as not published"] == "1 assessment"
    assert "March 2024" in public["Source: Invented report"]
    assert public["Last day on record"] == "31 December 2024"
    assert public["Drawn by"].startswith("uegraph ")


def test_an_assessment_that_cites_a_published_source_is_published(store: Store) -> None:
    assert Material(store, public=True).unpublished == {f"{ID}assessment/chimera"}
    assert not Material(store).unpublished


def test_the_shapes_say_what_is_for_the_team_alone() -> None:
    assert {expand("ueg:permission"), expand("skos:note"), expand("ueg:judged")} <= set(
        shapes.internal_properties()
    )
    for table in shapes.tables().values():
        for column in table.columns:
            assert column.internal == (column.path in shapes.internal_properties())


# What is asked


def test_an_unknown_view_is_answered_with_the_nearest(store: Store) -> None:
    with pytest.raises(UnknownNameError, match="Did you mean collaboration"):
        maps.make(store, "colaboration")
    with pytest.raises(UnknownNameError, match="Views: collaboration, engagement"):
        maps.make(store, "xyz")


def test_a_title_and_stories_of_ones_own_take_the_place_of_the_views(store: Store) -> None:
    story = Story("Look here.", "f=body-3")
    found = maps.make(store, title="For the board", stories=[story]).scene
    assert (found.title, found.stories) == ("For the board", (story,))


def test_a_view_that_needs_a_name_says_so(store: Store) -> None:
    for view in ("around", "routes"):
        with pytest.raises(ParameterError, match=f"The view '{view}' needs"):
            maps.make(store, view)


# Files


def test_a_map_is_written_by_the_end_of_its_name(store: Store, tmp_path: Path) -> None:
    found = maps.make(store)
    for name, start in {"a.html": b"<!DOCTYPE", "a.svg": b"<svg", "a.png": b"\x89PNG",
                        "a.PDF": b"%PDF"}.items():  # fmt: skip
        assert found.write(tmp_path / name).read_bytes().startswith(start)
    with pytest.raises(ResourceError):
        found.write(tmp_path / "not there" / "a.html")


def test_in_a_notebook_it_stands_in_a_frame_of_its_own(store: Store) -> None:
    found = maps.make(store, title='"><script>alert(1)</script>')
    shown = found._repr_html_()
    assert shown.startswith('<iframe srcdoc="')
    assert 'sandbox="allow-scripts allow-downloads"' in shown
    assert "<script" not in shown
    inside = re.search(r'srcdoc="([^"]*)"', shown)
    assert inside
    assert unescape(inside[1]) == found.to_html()


def test_an_empty_graph_has_maps_too() -> None:
    with open_store(read_only=False) as empty:
        empty.load_nquads(sample.concepts())
        material = Material(empty)
        for asked in questions(material):
            assert maps.draw(material, asked).to_html()


def test_the_overview_leads_to_every_map(store: Store, tmp_path: Path) -> None:
    names = write_overview(store, tmp_path, more=[("report.html", "Report")])
    assert set(names) == {path.name for path in tmp_path.iterdir()}
    page = (tmp_path / "index.html").read_text("utf-8")
    for view, about in maps.VIEWS.items():
        assert f'href="map-{view}.html"' in page
        assert about in page
        told = maps.draw(
            Material(store), next(q for q in questions(Material(store)) if q.view == view)
        )
        assert told.scene.title in unescape(page)
    assert page.count("<h1") == 1
    assert page.count("<img ") == len(maps.VIEWS)
    assert "default-src 'none'" in unescape(page)
    assert "<script" not in page
    assert "report.html" in page


def test_the_overview_shows_text_as_text() -> None:
    page = index([Entry("heat", "<b>\u202eevil", "About.", '"><script>', "map.html", "data:,")])
    assert "<b>" not in page
    assert "<script" not in page
    assert "\u202e" not in page
