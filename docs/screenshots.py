"""Takes the pictures of docs/images/maps: every view on a desk and on a telephone.

Run it after ``make demo``: ``python docs/screenshots.py [FOLDER]``. It needs Debian's chromium.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Final

from playwright.sync_api import Browser, sync_playwright

from uegraph import maps
from uegraph.store import open_store

ROOT: Final = Path(__file__).resolve().parents[1]
IMAGES: Final = ROOT / "docs" / "images" / "maps"
DESK, TELEPHONE = (1280, 900), (360, 780)
LARGE: Final = 20_000

sys.path.insert(0, str(ROOT))

from benchmarks import engaged, graphs  # noqa: E402 - found only once the folder is on the path


def take(browser: Browser, page: Path, picture: Path, size: tuple[int, int]) -> None:
    """One picture of a page that says it is ready."""
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        reduced_motion="reduce",
        device_scale_factor=1 if size == DESK else 2,
    )
    opened = context.new_page()
    opened.goto(page.resolve().as_uri())
    opened.wait_for_selector("html[data-ready=true]", state="attached")
    opened.wait_for_timeout(500)
    opened.screenshot(path=picture)
    context.close()


def large(folder: Path) -> Path:
    """The page of an invented network of twenty thousand bodies."""
    page = folder / "large.html"
    with open_store(read_only=False) as store:
        for chunk in (graphs.ontology(), *engaged.chunks(LARGE)):
            store.load_nquads(chunk)
        page.write_text(maps.make(store).to_html(), encoding="utf-8")
    return page


def run(folder: Path) -> None:
    """All pictures of the maps in a folder that ``uegraph demo`` wrote."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for view in maps.VIEWS:
            page = folder / f"map-{view}.html"
            take(browser, page, IMAGES / f"{view}.png", DESK)
            take(browser, page, IMAGES / f"{view}-telephone.png", TELEPHONE)
        with tempfile.TemporaryDirectory() as scratch:
            take(browser, large(Path(scratch)), IMAGES / "large.png", DESK)
        browser.close()


if __name__ == "__main__":
    run(Path(sys.argv[1] if len(sys.argv) > 1 else "out"))
