"""The map in a browser: coverage states, near names, directions of writing, the panel's head."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from tests.maps.sample import BASE, invented, link, point

from uegraph import coverage, ingest, resources
from uegraph.maps import write_map

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Browser
    from tests.maps.conftest import Opened

    Show = Callable[..., Opened]

pytestmark = pytest.mark.browser

BRIGHT = "() => uegraph.canvas.points.get().filter((p) => p.opacity === 1).map((p) => p.id)"


def covered() -> tuple[Any, dict[str, str]]:
    graph = invented(40)
    names = [name for name in sorted(graph) if "/organisation/" in name]
    states = ("engaged", "shallow", "no evidence", "known gap", "out of scope")
    told = {name: states[at % 5] for at, name in enumerate(names[:20])}
    for name, state in told.items():
        graph.nodes[name]["state"] = state
    return graph, told


def test_unticked_states_fade_and_the_button_leaves_whom_nobody_engaged(show: Show) -> None:
    graph, told = covered()
    page = show(graph).page
    assert set(page.evaluate(BRIGHT)) == set(graph)
    page.uncheck("input[name=state][value=engaged]")
    engaged = {name for name, state in told.items() if state == "engaged"}
    assert set(page.evaluate(BRIGHT)) == set(graph) - engaged
    page.click("#unseen")
    silent = {name for name, state in told.items() if state in {"no evidence", "known gap"}}
    assert set(page.evaluate(BRIGHT)) == silent
    assert len(silent) == 8
    assert page.get_attribute("#unseen", "aria-pressed") == "true"
    page.click("#unseen")
    assert set(page.evaluate(BRIGHT)) == set(graph)
    page.click("#unseen")
    page.click("#reset")
    page.wait_for_function(
        "count => uegraph.canvas.points.get().filter((p) => p.opacity === 1).length === count",
        arg=len(graph),
    )
    assert page.get_attribute("#unseen", "aria-pressed") == "false"


def test_no_evidence_can_be_seen_at_first_zoom(show: Show) -> None:
    graph, told = covered()
    page = show(graph).page
    found = page.evaluate(
        """() => {
            const canvas = document.querySelector('#canvas canvas');
            const context = canvas.getContext('2d');
            const ratio = canvas.width / canvas.clientWidth;
            const network = uegraph.canvas.network();
            const hex = uegraph.marks.colour('halo').match(/[0-9a-f]{2}/g);
            const halo = hex.map((part) => parseInt(part, 16)).join();
            const near = (node) => {
                const at = network.canvasToDOM(node);
                const side = Math.round(40 * network.getScale() * ratio);
                const [left, top] = [at.x * ratio - side, at.y * ratio - side];
                const box = context.getImageData(left, top, 2 * side, 2 * side).data;
                let count = 0;
                for (let i = 0; i < box.length; i += 4) {
                    count += box.slice(i, i + 3).join() === halo;
                }
                return count;
            };
            const told = uegraph.nodes.filter((node) => node.state);
            return Object.fromEntries(told.map((node) => [node.id, near(node)]));
        }"""
    )
    silent = [name for name, state in told.items() if state in {"no evidence", "known gap"}]
    assert all(found[name] > 20 for name in silent), found


def test_a_name_with_one_wrong_letter_is_offered_as_similar(show: Show) -> None:
    graph = invented(40)
    graph.add_node("urn:h", **point("organisation", "Health and Social Care"))
    page = show(graph).page
    for text in (
        "heath",
        "haelth",
        "healht",
        "heallth",
        "hezlth",
        "ealth",
        "soical ca",
        "healt soc",
    ):
        page.fill("#find", text)
        assert "urn:h" in page.eval_on_selector_all(
            "#found button", "all => all.map((one) => one.dataset.id)"
        ), text
    page.fill("#find", "heath")
    shown = page.inner_text("#found").split("\n")
    shown = [line for line in shown if line]
    assert shown[:3] == ["Nothing has this in its names.", "Similar", "Health and Social Care"]
    page.keyboard.press("Enter")
    assert page.inner_text("#details-name") == "Health and Social Care"
    for text in ("hth", "heaxxh", "hxaxth"):
        page.fill("#find", text)
        assert page.inner_text("#found") == "Nothing has this in its names.", text
    page.fill("#find", "health")
    assert "Similar" not in page.inner_text("#found")


def test_a_name_shows_its_letters_in_the_order_in_which_they_are_stored(show: Show) -> None:
    graph = invented(12)
    turned = "\u202eReversed body\u202c"
    hebrew, arabic = "משרד האוצר (MoF)", "وزارة الصحة (MoH)"
    for at, name in enumerate((turned, hebrew, arabic)):
        graph.add_node(f"urn:{at}", **point("organisation", name, facts=(("note", name),)))
        graph.add_edge(f"urn:{at}", min(graph), key="k", **link("relation", name))
    opened = show(graph, title=turned)
    assert "\u202e" not in opened.page.content()
    assert {node["label"] for node in opened.data("map-nodes")} >= {"Reversed body", hebrew, arabic}
    directions = [
        opened.page.evaluate("text => uegraph.direction(text)", name)
        for name in ("Reversed body", hebrew, arabic, "12 Café", "(1) وزارة")
    ]
    assert directions == ["ltr", "rtl", "rtl", "ltr", "rtl"]


@pytest.mark.parametrize(("width", "height"), [(1400, 900), (390, 844)])
def test_the_close_button_stays_in_reach_in_a_long_panel(
    show: Show, width: int, height: int
) -> None:
    graph = invented(80, activities=80)
    page = show(graph, width=width, height=height).page
    body = max((name for name in graph if name.startswith(f"{BASE}organisation")), key=graph.degree)
    page.evaluate("id => uegraph.details.open(id, {focus: true})", body)
    page.evaluate("document.getElementById('details').scrollTop = 1e6")
    assert page.evaluate("document.getElementById('details').scrollTop") > 100
    on_top = page.evaluate(
        """() => {
            const box = document.querySelector('#details .close').getBoundingClientRect();
            const hit = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
            return hit.className;
        }"""
    )
    assert on_top == "close"
    page.evaluate("document.getElementById('details').scrollTop = 0")
    # The ring is 3 px wide and 2 px off the heading.
    gap = page.evaluate(
        """() => document.querySelector('#details .kind').getBoundingClientRect().top
            - document.getElementById('details-name').getBoundingClientRect().bottom"""
    )
    assert gap > 5
    page.click("#details .close")
    assert page.is_hidden("#details")


def test_the_shipped_map_shows_words_and_no_slugs(browser: Browser, tmp_path: Path) -> None:
    store = ingest.build(list(resources.datasets().values()), ":memory:").store
    states = coverage.worst_states(coverage.coverage(store))
    assert any("-" in state for state in states.values())
    write_map(store, tmp_path / "map.html", states=states)
    page = browser.new_page(viewport={"width": 1400, "height": 900})
    page.goto((tmp_path / "map.html").as_uri())
    for table in ("#points-table", "#links-table"):
        page.click(f"{table} > summary")
        page.wait_for_selector(f"{table} table")
    shown = page.inner_text("body")
    for node in page.evaluate("() => uegraph.nodes.filter((node) => node.state).map((n) => n.id)"):
        page.evaluate("id => uegraph.details.open(id)", node)
        shown += page.inner_text("#details")
    page.close()
    assert "no evidence" in shown
    assert len(shown) > 50_000
    for slug in {state for state in states.values() if "-" in state}:
        assert slug not in shown
    assert not re.search(r"w3id\.org/uegraph", shown)
