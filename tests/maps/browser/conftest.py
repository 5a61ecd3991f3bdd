from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from tests.maps.browser.opened import Opened

from uegraph.maps.page import render

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext

    from uegraph.maps.scene import Scene

    Show = Callable[..., Opened]


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Scene], Path]:
    """The file of a scene, written once."""
    folder = tmp_path_factory.mktemp("maps")
    made: dict[int, tuple[Scene, Path]] = {}

    def _written(scene: Scene) -> Path:
        if id(scene) not in made:
            path = folder / f"map-{len(made)}.html"
            path.write_text(render(scene), encoding="utf-8")
            made[id(scene)] = scene, path
        return made[id(scene)][1]

    return _written


@pytest.fixture
def show(browser: Browser, written: Callable[[Scene], Path]) -> Iterator[Show]:
    """Opens the page of a scene from disk and waits until it says that it is ready."""
    contexts: list[BrowserContext] = []

    def _show(
        scene: Scene, *, address: str = "", width: int = 1400, height: int = 900, **more: Any
    ) -> Opened:
        asked = {"reduced_motion": "reduce", "viewport": {"width": width, "height": height}, **more}
        context = browser.new_context(**asked)
        contexts.append(context)
        opened = Opened(context.new_page())
        opened.page.goto(written(scene).as_uri() + address)
        opened.ready()
        return opened

    yield _show
    for context in contexts:
        context.close()
