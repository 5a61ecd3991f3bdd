"""Programs that some tests need beside Python: found, or said to be missing."""

from __future__ import annotations

import os
import shutil

import pytest


def program(name: str, package: str, variable: str = "") -> str:
    """The path of a program.

    Where it is missing the test is skipped, saying what to install; where ``UEGRAPH_TEST_ALL`` is
    set, as in continuous integration, it fails.
    """
    place = os.environ.get(variable) or shutil.which(name)
    if place:
        return place
    reason = f"{name} is not installed: apt-get install {package}"
    if variable:
        reason += f", or set ${variable}"
    if os.environ.get("UEGRAPH_TEST_ALL"):
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)
