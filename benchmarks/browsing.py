"""Opens a map in headless Chromium and says how long each thing keeps its main thread busy.

Work is processor time of that thread, drawing included, so that other work of the machine counts
little; how long a page takes to open is wall time.
"""

from __future__ import annotations

import statistics
import time
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from playwright.sync_api import ViewportSize, sync_playwright

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

CHROMIUM: Final = "/usr/bin/chromium"
ARGUMENTS: Final = ["--no-sandbox", "--disable-gpu"]
SIZE: Final = ViewportSize(width=1280, height=900)
STEPS: Final = 20
LIMIT: Final = 120
"""Seconds after which nobody waits any longer."""

_FRAME: Final = """() => new Promise((done) =>
    requestAnimationFrame(() => requestAnimationFrame(() => done())))"""
_DRAWN_AT_ONCE: Final = """([net, steps, dx, factor]) => {
    const network = net === "ours" ? uegraph.canvas.network() : window.network;
    const context = network.canvas.getContext();
    const taken = [];
    for (let step = 0; step < steps; step += 1) {
        const { x, y } = network.getViewPosition();
        const scale = network.getScale();
        const start = performance.now();
        network.moveTo({
            position: { x: x + dx / scale, y }, scale: scale * factor, animation: false,
        });
        network.redraw();
        context.getImageData(0, 0, 1, 1);
        taken.push(performance.now() - start);
    }
    return taken;
}"""


@dataclass(frozen=True, slots=True)
class Steps:
    """How long some like steps took, each in milliseconds."""

    median: float
    worst: float

    @classmethod
    def of(cls, taken: list[float]) -> Steps:
        """Of what each took."""
        return cls(statistics.median(taken), max(taken))

    def __str__(self) -> str:
        return f"{self.median:.0f} ({self.worst:.0f})"


@dataclass(frozen=True, slots=True)
class Felt:
    """What somebody who uses a map waits for.

    Attributes:
        ready: Seconds from asking for the page until it can be used; None where nobody waits.
        pan: Work of moving by some pixels with the mouse.
        zoom: Work of a notch of the wheel.
        pan_drawn: The same moves, drawn at once from a script, in wall time.
        zoom_drawn: The same for zooming.
        rest: Work once the canvas comes to rest, in milliseconds: other marks are chosen.
        group: Work of opening a group; None where there is none.
        focus: Work of opening a body and what is around it.
        marks: The greatest number of marks that were drawn at once.
    """

    ready: float | None
    pan: Steps | None = None
    zoom: Steps | None = None
    pan_drawn: Steps | None = None
    zoom_drawn: Steps | None = None
    rest: float | None = None
    group: float | None = None
    focus: Steps | None = None
    marks: int | None = None


class Opened:
    """A page with its clock."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self._session = page.context.new_cdp_session(page)
        self._session.send("Performance.enable", {"timeDomain": "threadTicks"})

    def work(self, act: Callable[[], object], rest: int = 0) -> float:
        """Milliseconds of the main thread's processor time for this and the frames that follow."""
        self.page.evaluate(_FRAME)
        before = self._busy()
        act()
        self.page.evaluate(_FRAME)
        if rest:
            self.page.wait_for_timeout(rest)
        return (self._busy() - before) * 1000

    def drag(self) -> Steps:
        """Pulls the canvas aside, a few pixels at a time."""
        mouse = self.page.mouse
        box = self.page.locator("canvas").first.bounding_box()
        x, y = box["x"] + box["width"] * 0.7, box["y"] + box["height"] * 0.9
        mouse.move(x, y)
        mouse.down()
        mouse.move(x - 12, y)
        at = [x - 24 - 12 * step for step in range(STEPS)]
        taken = [self.work(lambda to=to: mouse.move(to, y)) for to in at]  # type: ignore[misc]
        mouse.up()
        return Steps.of(taken)

    def wheel(self) -> Steps:
        """Goes nearer by the wheel, then back."""
        box = self.page.locator("canvas").first.bounding_box()
        self.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        turns = [-100] * (STEPS // 2) + [100] * (STEPS // 2)
        return Steps.of(
            [self.work(lambda by=by: self.page.mouse.wheel(0, by)) for by in turns]  # type: ignore[misc]
        )

    def drawn(self, net: str, dx: int, factor: float) -> Steps:
        """Moves drawn at once from a script."""
        return Steps.of(self.page.evaluate(_DRAWN_AT_ONCE, [net, STEPS, dx, factor]))

    def rest(self) -> None:
        """Waits until nothing moves."""
        self.page.wait_for_timeout(500)

    def _busy(self) -> float:
        told = self._session.send("Performance.getMetrics")["metrics"]
        return next(float(one["value"]) for one in told if one["name"] == "ThreadTime")


@contextmanager
def opened(path: Path) -> Iterator[Any]:
    """A browser of its own with the page, for somebody who wishes for no motion."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        context = browser.new_context(viewport=SIZE, reduced_motion="reduce")
        page = context.new_page()
        page.set_default_timeout(LIMIT * 1000)
        page.goto("about:blank")
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text))
        try:
            page.goto(path.as_uri(), wait_until="commit")
            yield page, said
        finally:
            browser.close()


def told(page: Any, said: list[str], what: str) -> float | None:
    """Seconds until the page has told something; None where nobody waits so long.

    Nothing is asked of the page meanwhile, as a busy one would answer when it pleases.
    """
    end = time.monotonic() + LIMIT
    while time.monotonic() < end:
        for text in said:
            if text.startswith(f"{what} "):
                return float(text.split()[1]) / 1000
        page.wait_for_timeout(100)
    return None


def ready(path: Path, what: str | None = None) -> float | None:
    """Opens a page, waits until it has told what is asked, or until a map is ready; closes it."""
    with opened(path) as (page, said):
        return _interactive(page) if what is None else told(page, said, what)


def _interactive(page: Any) -> float:
    """Seconds from asking for a map until all of it answers."""
    found = page.wait_for_function(
        "() => (performance.getEntriesByName('uegraph-ready')[0] || {}).startTime"
    )
    return float(found.json_value()) / 1000


def with_ready(felt: Felt, seconds: float) -> Felt:
    """The same, opened quicker another time."""
    return replace(felt, ready=seconds)


def ours(path: Path) -> Felt:
    """A map of uegraph."""
    with opened(path) as (page, _):
        first = _interactive(page)
        it = Opened(page)
        it.rest()
        pan, rest = it.drag(), it.work(lambda: None, rest=400)
        zoom = it.wheel()
        it.rest()
        drawn = it.drawn("ours", 12, 1.0), it.drawn("ours", 0, 1.1)
        marks = [_marks(page)]
        page.evaluate("uegraph.canvas.fit()")
        it.rest()
        group = _largest(page)
        opening = None
        if group is not None:
            opening = it.work(
                lambda: page.evaluate("at => uegraph.point.openGroup(at)", group), 400
            )
            marks.append(_marks(page))
            page.evaluate("uegraph.point.openGroup(-1)")
            it.rest()
        focus = []
        for at in page.evaluate("uegraph.drawing.byRank.slice(0, 5).map((mark) => mark.at)"):
            focus.append(it.work(lambda at=at: page.evaluate(_OPEN, at), 400))  # type: ignore[misc]
            marks.append(_marks(page))
        return Felt(first, pan, zoom, *drawn, rest, opening, Steps.of(focus), max(marks))


_OPEN: Final = "at => uegraph.details.open(at)"


def _marks(page: Any) -> int:
    return int(page.evaluate("uegraph.canvas.drawn().drawn.size"))


def _largest(page: Any) -> int | None:
    found = page.evaluate("""uegraph.groups.filter((one) => one.parent < 0 && one.radius)
        .sort((one, other) => other.size - one.size).map((one) => one.at)[0] ?? null""")
    return None if found is None else int(found)


def still(path: Path) -> Felt:
    """A page of pyvis with places, physics off."""
    with opened(path) as (page, said):
        first = told(page, said, "drawn")
        if first is None:
            return Felt(None)
        it = Opened(page)
        it.rest()
        pan, zoom = it.drag(), it.wheel()
        drawn = it.drawn("pyvis", 12, 1.0), it.drawn("pyvis", 0, 1.1)
        marks = int(page.evaluate("nodes.length"))
        return Felt(first, pan, zoom, *drawn, marks=marks)
