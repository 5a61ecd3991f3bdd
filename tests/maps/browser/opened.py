"""A map in a browser: what it shows, read from the page, and everything that went wrong."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from uegraph.maps import legend

if TYPE_CHECKING:
    from playwright.sync_api import Page

PIXELS = """() => {
  const canvas = document.querySelector("#canvas canvas");
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  const seen = {};
  for (let at = 0; at < data.length; at += 16) {
    const key = data.slice(at, at + 3).join();
    seen[key] = (seen[key] || 0) + 1;
  }
  return seen;
}"""
_KINDS = {
    word: kind for kind, look in legend.KINDS.items() for word in (kind, look.plural)
}  # fmt: skip


@dataclass
class Opened:
    """A page, and what it asked for and complained of while it was open."""

    page: Page
    requests: list[str] = field(default_factory=list)
    messages: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("console", lambda message: self.messages.append(message.text))
        self.page.on("pageerror", lambda error: self.messages.append(str(error)))
        self.page.on("dialog", self._refuse)

    def _refuse(self, dialog: Any) -> None:
        self.dialogs.append(dialog.message)
        dialog.dismiss()

    def ready(self) -> None:
        """Waits until the page says that it is."""
        self.page.wait_for_selector("html[data-ready=true]", state="attached")

    def clean(self) -> None:
        """Nothing but the file was asked for, nothing complained of, nobody asked anything."""
        assert [url.partition("#")[0] for url in self.requests if not url.startswith("blob:")] == [
            self.page.url.partition("#")[0]
        ]
        assert self.messages == []
        assert self.dialogs == []

    def run(self, script: str, given: Any = None) -> Any:
        """What a script of the page's own world gives."""
        return self.page.evaluate(script, given)

    def view(self) -> dict[str, Any]:
        """What the page holds as asked for."""
        return dict(self.run("() => uegraph.view.now()"))

    def bright(self) -> set[int]:
        """The places of the marks in question."""
        return set(self.run("() => [...uegraph.shown.read().bright]"))

    def drawn(self) -> set[int]:
        """The places of the marks on the canvas."""
        return set(self.run("() => uegraph.canvas.points.getIds()"))

    def lines(self) -> list[dict[str, Any]]:
        """The links on the canvas."""
        return list(self.run("() => uegraph.canvas.lines.get()"))

    def said(self) -> str:
        """What the live region says."""
        return self.page.inner_text("#said")

    def headed(self) -> str:
        """What the panel is about; nothing where it is closed."""
        return self.page.inner_text("#details-name") if self.page.is_visible("#details") else ""

    def named(self, name: str) -> int:
        """The place of the mark of this name."""
        return int(self.run("name => uegraph.marks.findIndex((mark) => mark.name === name)", name))

    def rows(self, table: str = "#points-table") -> list[str]:
        """The rows of a table: the IRIs of marks, the keys of links."""
        if not self.page.is_visible(f"{table} table"):
            self.page.evaluate("id => { document.querySelector(id).open = true; }", table)
            self.page.wait_for_selector(f"{table} table")
        return list(
            self.page.eval_on_selector_all(
                f"{table} tbody tr", "rows => rows.map((row) => row.dataset.row)"
            )
        )

    def number(self, table: str = "#points-table") -> int:
        """How many rows the heading of a table speaks of."""
        caption = self.page.inner_text(f"{table} caption")
        return int(caption.rpartition(": ")[2].replace(",", ""))

    def told(self) -> dict[str, int]:
        """How many of each kind the sentence of what is shown now speaks of."""
        sentence = self.page.inner_text("#now").partition(": ")[2].partition(".")[0]
        found = re.findall(
            rf"([\d,]+) ({'|'.join(sorted(_KINDS, key=len, reverse=True))})\b", sentence
        )
        return {_KINDS[word]: int(number.replace(",", "")) for number, word in found}

    def colours(self) -> dict[str, int]:
        """The colours on the canvas with how often each comes, of every fourth pixel."""
        return dict(self.run(PIXELS))

    def at(self, place: int) -> tuple[float, float]:
        """Where on the screen a mark is."""
        x, y = self.run(
            """at => {
              const box = document.getElementById("canvas").getBoundingClientRect();
              const { x, y } = uegraph.canvas.screen(uegraph.marks[at].x, uegraph.marks[at].y);
              return [box.x + x, box.y + y];
            }""",
            place,
        )
        return float(x), float(y)


def table_of(text: str) -> list[dict[str, str]]:
    """A CSV as Python's own reader reads it."""
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
