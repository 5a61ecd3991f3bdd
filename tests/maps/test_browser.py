from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from tests.maps.sample import BASE, invented, link, point

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.maps.conftest import Opened

    Show = Callable[..., Opened]

pytestmark = pytest.mark.browser

HOSTILE = {
    "script": "</script><script>alert('x')</script>",
    "image": "<img src=x onerror=alert(1)>",
    "quotes": "\"'`; alert(1) //",
    "right to left": "\u202eevil\u202c \u200f\u05e9\u05dc\u05d5\u05dd",
    "long": "Long name " * 1000,
    "emoji": "🧑‍🤝‍🧑 Families 🏳️‍🌈",
    "template": "{{ 7 * 7 }} ${alert(1)}",
    "prototype": "__proto__",
    "blank": " ",
}


def clean(opened: Opened) -> None:
    """Nothing left the file, nothing was said in the console, nobody was asked anything."""
    assert [url for url in opened.requests if not url.startswith("file:")] == []
    assert len(opened.requests) == 1
    assert opened.messages == []
    assert opened.dialogs == []


def panel(opened: Opened) -> str:
    return opened.page.inner_text("#details-name")


def test_a_map_opens_from_disk_without_request_or_complaint(show: Show) -> None:
    graph = invented(40)
    opened = show(graph)
    assert {node["id"] for node in opened.data("map-nodes")} == set(graph)
    drawn = "() => [uegraph.canvas.points.length, uegraph.canvas.lines.length]"
    assert opened.page.evaluate(drawn) == [graph.number_of_nodes(), graph.number_of_edges()]
    clean(opened)


def test_the_canvas_shows_marks_where_python_put_them(show: Show) -> None:
    opened = show(invented(40))
    moved = opened.page.evaluate(
        """() => uegraph.nodes.filter((node) => {
            const at = uegraph.canvas.network().getPositions([node.id])[node.id];
            return at.x !== node.x || at.y !== node.y;
        }).length"""
    )
    assert moved == 0
    colours = opened.page.evaluate(
        """() => {
            const canvas = document.querySelector('#canvas canvas');
            const context = canvas.getContext('2d');
            const pixels = context.getImageData(0, 0, canvas.width, canvas.height).data;
            const seen = new Set();
            for (let at = 0; at < pixels.length; at += 4) seen.add(pixels.slice(at, at + 3).join());
            return [...seen];
        }"""
    )
    # Okabe and Ito's blue, orange, bluish green and vermilion are really on the canvas.
    assert {"0,114,178", "230,159,0", "0,158,115", "213,94,0"} <= set(colours)


@pytest.mark.parametrize("name", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_name_is_shown_as_text_and_does_nothing(show: Show, name: str) -> None:
    graph = invented(12)
    facts = (("note", name), ("website", "javascript:alert(1)"), (name, name))
    more: dict[str, Any] = {
        "acronym": name,
        "alternative_names": (name,),
        "type": name,
        "sector": name,
    }
    graph.add_node("urn:x", **point("organisation", name, facts=facts, **more))
    graph.add_node('urn:"><img src=x onerror=alert(1)>', **point("audience", "Users"))
    graph.add_edge("urn:x", min(graph), key="k", **link("relation", name, facts=facts))
    opened = show(graph, title=name)
    page = opened.page
    page.evaluate("uegraph.details.open('urn:x')")
    assert page.text_content("#details-name") == name.replace("\u202e", "").replace("\u202c", "")
    assert page.eval_on_selector_all("#details a", "all => all.length") == 0
    page.evaluate(
        "uegraph.details.openLink(uegraph.edges.find((edge) => edge.from === 'urn:x').id)"
    )
    page.fill("#find", name.strip()[:40] or "x")
    for table in ("#points-table", "#links-table"):
        page.click(f"{table} > summary")
        page.wait_for_selector(f"{table} table")
    point_to = page.evaluate(
        """() => {
            uegraph.details.close();
            window.scrollTo(0, 0);
            const position = uegraph.byId.get('urn:x');
            uegraph.canvas.network().moveTo({position, scale: 2, animation: false});
            const box = document.getElementById('canvas').getBoundingClientRect();
            return [box.x + box.width / 2, box.y + box.height / 2];
        }"""
    )
    page.mouse.move(point_to[0] - 3, point_to[1])
    page.mouse.move(*point_to)
    page.wait_for_selector("#hint:not([hidden])", timeout=5000)
    assert page.eval_on_selector_all("img, iframe", "all => all.length") == 0
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    clean(opened)


def test_search_finds_by_acronym_other_name_and_without_accents_or_case(show: Show) -> None:
    graph = invented(40)
    graph.add_node(
        "urn:cafe",
        **point(
            "organisation",
            "Überregionale Café-Gruppe",
            acronym="ÜCG",
            alternative_names=("Coffee Circle",),
        ),
    )
    opened = show(graph)
    for text in ("ÜCG", "ucg", "uberregionale", "cafe gruppe", "COFFEE", "circle", "gruppe café"):
        opened.page.fill("#find", text)
        first = opened.page.get_attribute("#found button", "data-id")
        assert first == "urn:cafe", text
    opened.page.fill("#find", "nobody is called this")
    assert opened.page.inner_text("#found") == "Nothing has this in its names."


def test_by_keyboard_alone_a_body_is_found_opened_walked_from_and_closed(show: Show) -> None:
    opened = show(invented(40))
    page = opened.page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    if page.evaluate("document.activeElement.id") != "find":
        page.focus("#find")
    page.keyboard.type("river trust")
    page.keyboard.press("ArrowDown")
    wanted = page.evaluate("document.activeElement.dataset.id")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "details-name"
    assert panel(opened) == page.evaluate("id => uegraph.byId.get(id).label", wanted)
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    other = page.evaluate("document.activeElement.textContent")
    page.keyboard.press("Enter")
    assert panel(opened) == other
    page.keyboard.press("Escape")
    assert page.is_hidden("#details")
    assert page.evaluate("document.activeElement.id") == "find"
    clean(opened)


def test_the_result_list_reaches_every_point(show: Show) -> None:
    graph = invented(80)
    opened = show(graph)
    page = opened.page
    page.focus("#find")
    page.keyboard.press("ArrowDown")
    while page.is_visible("#more"):
        page.focus("#more")
        page.keyboard.press("Enter")
    reached = page.eval_on_selector_all("#found button", "all => all.map((one) => one.dataset.id)")
    assert sorted(reached) == sorted(graph)
    assert len(reached) > 100


def test_the_panel_tells_links_with_role_level_time_and_passage(show: Show) -> None:
    graph = invented(40)
    opened = show(graph)
    activity = f"{BASE}activity/00001"
    opened.page.evaluate("id => uegraph.details.open(id)", activity)
    shown = opened.page.inner_text("#details")
    for start, _, found in graph.in_edges(activity, data=True):
        assert graph.nodes[start]["label"] in shown
        assert f"{found['type']} · {found['level']} · {found['status']} · May 2023" in shown
    assert "“Section 1”, paragraph 2" in shown
    assert "a passage is of: Invented report" in shown
    assert (
        opened.page.eval_on_selector_all("#details li", "all => all.length")
        == graph.degree(activity) + 1
    )


def test_the_tables_hold_what_the_canvas_holds(show: Show) -> None:
    graph = invented(40)
    opened = show(graph)
    page = opened.page
    page.click("#points-table > summary")
    page.click("#links-table > summary")
    page.wait_for_selector("#links-table table")
    rows = "all => all.map((row) => row.dataset.id)"
    assert sorted(page.eval_on_selector_all("#points-table tbody tr", rows)) == sorted(graph)
    assert len(page.eval_on_selector_all("#links-table tbody tr", rows)) == graph.number_of_edges()


def test_filters_hide_kinds_and_families_and_come_back(show: Show) -> None:
    graph = invented(40)
    opened = show(graph)
    page = opened.page
    hidden = (
        "() => uegraph.canvas.points.get().filter((point) => point.hidden).map((point) => point.id)"
    )
    lines = "() => uegraph.canvas.lines.get().filter((line) => !line.hidden).length"
    derived = sum(not found["stated"] for *_, found in graph.edges(data=True))
    assert page.evaluate(lines) == graph.number_of_edges() - derived
    page.check("input[value=collaboration]")
    assert page.evaluate(lines) == graph.number_of_edges()
    page.uncheck("input[value=activity]")
    activities = {name for name in graph if graph.nodes[name]["kind"] == "activity"}
    assert set(page.evaluate(hidden)) == activities
    left = sum(not {start, end} & activities for start, end in graph.edges())
    assert page.evaluate(lines) == left
    page.click("#reset")
    page.wait_for_function("() => uegraph.canvas.points.get().every((point) => !point.hidden)")
    assert page.evaluate(lines) == graph.number_of_edges() - derived


def test_a_click_on_a_mark_opens_it_and_dims_what_is_not_linked(show: Show) -> None:
    graph = invented(40)
    opened = show(graph)
    page = opened.page
    body = max(graph, key=lambda name: (graph.degree(name), name))
    at = page.evaluate(
        """id => {
            const dom = uegraph.canvas.network().canvasToDOM(uegraph.byId.get(id));
            const box = document.getElementById('canvas').getBoundingClientRect();
            return [box.x + dom.x, box.y + dom.y];
        }""",
        body,
    )
    page.mouse.click(*at)
    page.wait_for_selector("#details-name")
    assert panel(opened) == graph.nodes[body]["label"]
    bright = page.evaluate(
        "() => uegraph.canvas.points.get().filter((p) => p.opacity === 1).map((p) => p.id)"
    )
    near = {body}
    for start, end, found in graph.edges(data=True):
        if body in (start, end) and found["stated"]:
            near |= {start, end}
    assert set(bright) == near


@pytest.mark.parametrize(("width", "height"), [(390, 800), (320, 640), (1400, 900)])
def test_the_page_fits_its_window(show: Show, width: int, height: int) -> None:
    opened = show(invented(40), width=width, height=height)
    page = opened.page
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.evaluate("id => uegraph.details.open(id)", f"{BASE}organisation/o00001")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    box = page.locator("#details").bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    clean(opened)


def test_the_page_has_landmarks_headings_language_and_names_for_its_controls(show: Show) -> None:
    page = show(invented(12)).page
    assert page.get_attribute("html", "lang") == "en-GB"
    for landmark in ("header", "main", "search", "footer"):
        assert page.locator(landmark).first.is_visible(), landmark
    assert page.locator("h1").count() == 1
    nameless = page.evaluate(
        """() => [...document.querySelectorAll('button, input')].filter((one) =>
            !(one.textContent.trim() || one.getAttribute('aria-label') ||
                (one.labels && one.labels.length))).length"""
    )
    assert nameless == 0
    small = page.evaluate(
        """() => [...document.querySelectorAll('button, label.row, summary')].filter((one) => {
            const box = one.getBoundingClientRect();
            return box.width && (box.width < 24 || box.height < 24);
        }).map((one) => one.outerHTML)"""
    )
    assert small == []
