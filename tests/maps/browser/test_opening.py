"""A map opens anywhere, asks for nothing, and runs nothing that was put into it."""

from __future__ import annotations

import re
import shutil
from html import escape
from typing import TYPE_CHECKING, Any

import pytest
from tests.maps.browser.opened import Opened
from tests.maps.browser.scenes import chart, scene

from uegraph.maps import Map, palette

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Browser, Page, Route
    from tests.maps.browser.conftest import Show

    from uegraph.maps.scene import Scene

    Written = Callable[[Scene], Path]

pytestmark = pytest.mark.browser

# Each puts something into the page and gives whether it ran, loaded or looked as it wished.
INJECTED = {
    "script-src-elem": """() => {
      const script = document.createElement("script");
      script.textContent = "window.ran = true";
      document.body.append(script);
      return window.ran === true;
    }""",
    "script-src-attr": """() => {
      const button = document.createElement("button");
      button.setAttribute("onclick", "window.clicked = true");
      document.body.append(button);
      button.click();
      return window.clicked === true;
    }""",
    "style-src-elem": """() => {
      const style = document.createElement("style");
      style.textContent = "h1 { color: rgb(1, 2, 3) }";
      document.head.append(style);
      return getComputedStyle(document.querySelector("h1")).color === "rgb(1, 2, 3)";
    }""",
    "style-src-attr": """() => {
      document.querySelector("h1").setAttribute("style", "color: rgb(3, 2, 1)");
      return getComputedStyle(document.querySelector("h1")).color === "rgb(3, 2, 1)";
    }""",
    "img-src": """() => new Promise((done) => {
      const image = new Image();
      image.onload = () => done(true);
      image.onerror = () => done(false);
      image.src = "https://elsewhere.test/image.svg";
    })""",
    "connect-src": """() => fetch("https://elsewhere.test/").then(() => true, () => false)""",
    "frame-src": """() => new Promise((done) => {
      window.addEventListener("message", () => done(true));
      const frame = document.createElement("iframe");
      frame.src = "https://elsewhere.test/";
      document.body.append(frame);
      setTimeout(() => done(false), 1000);
    })""",
}
LISTEN = """() => {
  window.refused = [];
  document.addEventListener("securitypolicyviolation", (event) => {
    window.refused.push(event.effectiveDirective);
  });
}"""


def elsewhere(route: Route) -> None:
    picture = '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>'
    page = "<script>parent.postMessage('here', '*')</script>"
    is_picture = route.request.url.endswith("svg")
    route.fulfill(
        body=picture if is_picture else page,
        content_type="image/svg+xml" if is_picture else "text/html",
        headers={"Access-Control-Allow-Origin": "*"},
    )


@pytest.mark.parametrize("made", [scene(40), scene(1500), chart()], ids=["40", "1500", "chart"])
def test_opens_from_disk_with_one_request_and_no_complaint(show: Show, made: Scene) -> None:
    opened = show(made)
    assert len(opened.requests) == 1
    assert opened.page.title() == made.title
    assert [mark.id for mark in made.marks] == opened.run("uegraph.marks.map((mark) => mark.id)")
    assert len(made.links) == opened.run("uegraph.links.length")
    opened.clean()


def test_every_mark_stands_where_the_scene_puts_it_in_the_colour_of_its_kind(show: Show) -> None:
    made = scene(40)
    opened = show(made)
    placed = opened.run(
        """() => Object.values(uegraph.canvas.network().body.nodes)
          .map((node) => [node.id, node.x, node.y])"""
    )
    assert len(placed) == 40
    for at, x, y in placed:
        # vis-network leaves out what stands behind the point.
        assert (x, y) == (int(made.marks[at].x), int(made.marks[at].y))
    colours = opened.colours()
    for kind in ("organisation", "audience", "unnamed-party"):
        red, green, blue = (int(palette.LIGHT[kind][at : at + 2], 16) for at in (1, 3, 5))
        assert colours.get(f"{red},{green},{blue}", 0) > 10, kind


def test_a_large_map_is_compressed_and_is_the_same_map(show: Show) -> None:
    made = scene(20_000)
    opened = show(made)
    assert opened.run("document.getElementById('map-marks').dataset.form") == "deflate"
    some = [0, 9_999, 19_999, 25_000]
    names = opened.run("some => some.map((at) => uegraph.marks[at].name)", some)
    assert names == [made.marks[at].name for at in some]
    opened.clean()


@pytest.mark.parametrize("name", ["a map of ours.html", "Übersicht карта #1 100%.html"])
def test_a_file_may_have_any_name(
    browser: Browser, written: Written, tmp_path: Path, name: str
) -> None:
    place = tmp_path / "a folder ?" / name
    place.parent.mkdir()
    shutil.copy(written(scene(40)), place)
    opened = Opened(browser.new_page())
    opened.page.goto(place.as_uri())
    opened.ready()
    opened.clean()
    opened.page.close()


def injected(page: Page) -> tuple[dict[str, bool], list[str]]:
    """Which of it did what it wished, and what left the page."""
    left: list[str] = []

    def answer(route: Route) -> None:
        left.append(route.request.url)
        elsewhere(route)

    page.route("https://elsewhere.test/**", answer)
    page.evaluate(LISTEN)
    return {name: bool(page.evaluate(script)) for name, script in INJECTED.items()}, left


def test_the_policy_stops_whatever_is_put_into_the_page(show: Show) -> None:
    opened = show(scene(40))
    done, left = injected(opened.page)
    assert not any(done.values())
    assert left == []
    opened.page.wait_for_function("count => window.refused.length >= count", arg=len(INJECTED))
    assert set(opened.run("window.refused")) == set(INJECTED)


def test_without_the_policy_all_of_it_would_run(
    browser: Browser, written: Written, tmp_path: Path
) -> None:
    html = written(scene(40)).read_text("utf-8")
    bare, count = re.subn(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", html)
    assert count == 1
    (tmp_path / "bare.html").write_text(bare, encoding="utf-8")
    page = browser.new_page()
    page.goto((tmp_path / "bare.html").as_uri())
    done, left = injected(page)
    assert done == dict.fromkeys(INJECTED, True)
    assert len(left) == 3
    page.close()


def framed(browser: Browser, written: Written, body: str, policy: str = "") -> Opened:
    """A page around the map, from a server that sends a policy of its own."""

    def serve(route: Route) -> None:
        if route.request.url.endswith("map.html"):
            route.fulfill(
                body=written(scene(40)).read_text("utf-8"), content_type="text/html; charset=utf-8"
            )
            return
        headers: dict[str, Any] = {"Content-Security-Policy": policy} if policy else {}
        page = f'<!DOCTYPE html><html lang="en"><title>Around</title><body>{body}</body></html>'
        route.fulfill(body=page, content_type="text/html; charset=utf-8", headers=headers)

    opened = Opened(browser.new_page())
    opened.page.route("https://around.test/**", serve)
    opened.page.goto("https://around.test/")
    return opened


def assert_works(opened: Opened) -> None:
    frame = opened.page.frames[1]
    frame.wait_for_selector("html[data-ready=true]", state="attached")
    frame.fill("#find", "harbour trust 0")
    frame.press("#find", "Enter")
    assert frame.inner_text("#details-name") == "Harbour Trust 0"
    assert frame.evaluate("uegraph.view.now().focus") == 0
    with opened.page.expect_download() as saved:
        frame.evaluate("document.getElementById('as-csv').click()")
    assert saved.value.suggested_filename == "collaboration.csv"
    assert opened.messages == []
    opened.page.close()


def test_works_in_a_frame_without_an_origin_as_a_notebook_makes_it(
    browser: Browser, written: Written
) -> None:
    shown = Map(scene(40))._repr_html_()
    assert 'sandbox="allow-scripts allow-downloads"' in shown
    assert escape("</script>") in shown
    assert_works(framed(browser, written, shown))


@pytest.mark.parametrize("sandbox", ["", ' sandbox="allow-scripts allow-downloads"'])
def test_works_in_a_page_whose_own_policy_allows_the_frame_alone(
    browser: Browser, written: Written, sandbox: str
) -> None:
    body = f'<iframe src="map.html" title="Map" width="900" height="700"{sandbox}></iframe>'
    policy = "default-src 'none'; frame-src 'self'"
    assert_works(framed(browser, written, body, policy))


def test_without_scripts_the_page_still_says_what_it_shows(
    browser: Browser, written: Written
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(written(scene(40)).as_uri())
    shown = page.inner_text("body")
    for said in (
        "This map needs JavaScript, which is switched off here. Below it stands in words.",
        "Harbour Trust 0 is in the middle.",
        "One activity of 400 people is left out.",
        "2 private contacts",
        "Each circle holds those who often meet.",
    ):
        assert said in shown
    assert "SyntaxError" not in shown
    context.close()
