"""Takes the pictures of docs/images/maps: every view on a desk and on a telephone.

Run it after ``make demo``: ``python docs/screenshots.py [FOLDER]``. It needs Debian's chromium.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import Final

from playwright.sync_api import Browser, sync_playwright

from uegraph.maps import VIEWS

IMAGES: Final = Path(__file__).parent / "images" / "maps"
DESK, TELEPHONE = (1280, 900), (360, 780)


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


def run(folder: Path) -> None:
    """All pictures of the maps in a folder that ``uegraph demo`` wrote."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for view in VIEWS:
            page = folder / f"map-{view}.html"
            take(browser, page, IMAGES / f"{view}.png", DESK)
            take(browser, page, IMAGES / f"{view}-telephone.png", TELEPHONE)
        browser.close()


if __name__ == "__main__":
    run(Path(sys.argv[1] if len(sys.argv) > 1 else "out"))
