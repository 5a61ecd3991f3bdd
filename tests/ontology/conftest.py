"""The ontology's graphs, read once for all of these tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from rdflib import Graph

from uegraph.resources import root

if TYPE_CHECKING:
    from pathlib import Path


def read(*paths: Path) -> Graph:
    """One graph of several Turtle files."""
    graph = Graph(bind_namespaces="none")
    for path in paths:
        graph.parse(path)
    return graph


@pytest.fixture(scope="session")
def folder() -> Path:
    return root() / "ontology"


@pytest.fixture(scope="session")
def core(folder: Path) -> Graph:
    return read(folder / "core.ttl")


@pytest.fixture(scope="session")
def shapes(folder: Path) -> Graph:
    return read(folder / "shapes.ttl")


@pytest.fixture(scope="session")
def concepts(folder: Path) -> Graph:
    return read(*sorted((folder / "concepts").glob("*.ttl")))


@pytest.fixture(scope="session")
def alignments(folder: Path) -> Graph:
    return read(*sorted((folder / "alignments").glob("*.ttl")))
