"""What tests of more than one package need."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings
from tests.programs import program

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

# How long an example takes hangs on what else the machine does, and says nothing of the program.
settings.register_profile("uegraph", deadline=None)
settings.load_profile("uegraph")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all tests: Playwright runs once in a process."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - few tests need it

    # The same browser without a window of its own, which takes half the time for each page.
    shell = shutil.which("chromium-headless-shell")
    place = os.environ.get("CHROMIUM") or shell or program("chromium", "chromium", "CHROMIUM")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=place, args=["--no-sandbox"])
        yield started
        started.close()
