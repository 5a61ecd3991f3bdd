from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest

from uegraph.maps import draw

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    import networkx as nx
    from playwright.sync_api import Browser, BrowserContext, Page


@dataclass
class Opened:
    """A map in a browser, and everything that went wrong or out while it was open."""

    page: Page
    requests: list[str] = field(default_factory=list)
    messages: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)

    def data(self, name: str) -> Any:
        """What a JSON block of the page holds, as the browser reads it."""
        return self.page.evaluate("id => JSON.parse(document.getElementById(id).textContent)", name)


@pytest.fixture
def show(browser: Browser, tmp_path: Path) -> Iterator[Callable[..., Opened]]:
    """Draws a graph, opens the file from disk and waits until the page says it is ready."""
    contexts: list[BrowserContext] = []

    def _show(
        graph: nx.MultiDiGraph[str], *, width: int = 1400, height: int = 900, title: str = "A map"
    ) -> Opened:
        file = tmp_path / f"map-{len(contexts)}.html"
        file.write_text(draw(graph, title=title), encoding="utf-8")
        context = browser.new_context(
            viewport={"width": width, "height": height}, reduced_motion="reduce"
        )
        contexts.append(context)
        opened = Opened(context.new_page())
        opened.page.on("request", lambda request: opened.requests.append(request.url))
        opened.page.on("console", lambda message: opened.messages.append(message.text))
        opened.page.on("pageerror", lambda error: opened.messages.append(str(error)))

        def refuse(dialog: Any) -> None:
            opened.dialogs.append(dialog.message)
            dialog.dismiss()

        opened.page.on("dialog", refuse)
        opened.page.goto(file.as_uri())
        opened.page.wait_for_selector("html[data-ready=true]", state="attached")
        return opened

    yield _show
    for context in contexts:
        context.close()
