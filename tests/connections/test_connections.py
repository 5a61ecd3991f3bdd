"""What is imported from ``uegraph.connections``, and that nothing heavy comes with it."""

from __future__ import annotations

import subprocess
import sys

import pytest

from uegraph import connections


@pytest.mark.parametrize("name", connections.__all__)
def test_each_answer_is_found_by_its_name(name: str) -> None:
    found = getattr(connections, name)
    if name != "MEASURES":
        assert (found.__name__, found.__module__.startswith("uegraph.connections.")) == (name, True)


def test_what_is_not_there_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'fame'"):
        _ = connections.fame


def test_the_names_of_measures_come_without_anything_heavy() -> None:
    asked = "import sys; from uegraph.connections import MEASURES; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert not {"numpy", "polars", "scipy", "networkx"} & {*done.stdout.split()}
