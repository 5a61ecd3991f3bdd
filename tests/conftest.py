"""What tests of more than one package need."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.programs import program

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all tests: Playwright runs once in a process."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - few tests need it

    place = program("chromium", "chromium", "CHROMIUM")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=place, args=["--no-sandbox"])
        yield started
        started.close()
