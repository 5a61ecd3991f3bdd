"""The same page in Firefox ESR: another engine draws it, finds in it, keeps its policy."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest
from tests.maps.browser.firefox import Firefox, firefox
from tests.maps.browser.scenes import name, scene
from tests.programs import program

from uegraph.maps.page import render

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.firefox

# As WebDriver writes these keys, section 17.4.2.
ENTER: Final = "\ue007"
ESCAPE: Final = "\ue00c"
END: Final = "\ue010"
TEXT: Final = "(place) => document.querySelector(place).textContent"
REST: Final = "() => new Promise((done) => setTimeout(done, 100))"
READY: Final = """async () => {
  const begun = performance.now();
  while (document.documentElement.dataset.ready !== "true" && performance.now() - begun < 20000) {
    await new Promise((done) => setTimeout(done, 20));
  }
  return [document.documentElement.dataset.ready, performance.getEntriesByType("resource").length];
}"""
COLOURS: Final = """() => {
  const canvas = document.querySelector("#canvas canvas");
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  const seen = new Set();
  for (let at = 0; at < data.length; at += 4) seen.add(data.slice(at, at + 3).join());
  return seen.size;
}"""
INJECTED: Final = """async () => {
  const refused = [];
  document.addEventListener("securitypolicyviolation", (event) => {
    refused.push(event.effectiveDirective);
  });
  const script = document.createElement("script");
  script.textContent = "window.ran = true";
  document.body.append(script);
  document.querySelector("h1").setAttribute("style", "color: red");
  const left = await fetch("https://elsewhere.test/").then(() => true, () => false);
  await new Promise((done) => setTimeout(done, 200));
  return [window.ran === true, left, refused.sort()];
}"""


@pytest.fixture(scope="module")
def window(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firefox]:
    place = program("firefox-esr", "firefox-esr", "FIREFOX")
    with firefox(place, tmp_path_factory.mktemp("firefox")) as opened:
        yield opened


def opened(window: Firefox, folder: Path, size: int) -> Firefox:
    path = folder / "a map карта.html"
    path.write_text(render(scene(size)), encoding="utf-8")
    window.ask("WebDriver:SetWindowRect", width=1400, height=900)
    window.ask("WebDriver:Navigate", url=path.as_uri())
    assert window.run(READY) == ["true", 0]
    return window


@pytest.mark.parametrize("size", [40, 20_000])
def test_opens_from_disk_and_draws(window: Firefox, tmp_path: Path, size: int) -> None:
    page = opened(window, tmp_path, size)
    assert page.run(COLOURS) > 30
    assert page.run(TEXT, "#now").startswith(f"Shown now: {size * 3 // 5:,} organisations")


def test_finds_opens_and_closes_by_keyboard(window: Firefox, tmp_path: Path) -> None:
    page = opened(window, tmp_path, 40)
    page.press("#find", f"{name(5)[:-3]}{ENTER}")
    assert page.run("() => document.activeElement.textContent") == name(5)
    assert "f=body-5" in page.run("() => location.hash")
    page.press("#details-name", ESCAPE)
    assert page.run("() => document.getElementById('details').hidden")
    assert page.run("() => document.activeElement.id") == "find"
    page.press("#canvas", END)
    assert page.run(TEXT, "#said").endswith("40 of 40.")


def test_filters_tables_and_steps_back_agree(window: Firefox, tmp_path: Path) -> None:
    page = opened(window, tmp_path, 40)
    for table in ("points-table", "links-table"):
        page.run("(id) => { document.getElementById(id).open = true; }", table)
    page.run(REST)
    assert page.run(TEXT, "#points-table caption") == "What is shown: 40"
    links = page.run(TEXT, "#links-table caption")
    page.run("() => document.querySelector('input[value=\"audience\"]').click()")
    assert page.run(TEXT, "#points-table caption") == "What is shown: 32"
    assert page.run("() => location.hash") == "#hk=audience"
    assert page.run("() => document.querySelectorAll('#points-table tbody tr').length") == 32
    assert page.run(TEXT, "#links-table caption") != links
    page.run("() => document.getElementById('undo').click()")
    assert page.run(TEXT, "#points-table caption") == "What is shown: 40"
    assert page.run(TEXT, "#links-table caption") == links


def test_the_policy_holds(window: Firefox, tmp_path: Path) -> None:
    ran, left, refused = opened(window, tmp_path, 40).run(INJECTED)
    assert (ran, left) == (False, False)
    assert {"connect-src", "script-src-elem", "style-src-attr"} <= set(refused)
