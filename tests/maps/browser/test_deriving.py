"""Derived links as the page finds them, against every other way to find them."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING, Any, Final

import pytest
from tests.maps.browser.scenes import scene

from uegraph import ingest, maps, resources
from uegraph.maps.deriving import derived
from uegraph.network import read_network

if TYPE_CHECKING:
    from tests.maps.browser.conftest import Show
    from tests.maps.browser.opened import Opened

    from uegraph.maps.scene import Scene
    from uegraph.network import Network
    from uegraph.store import Store

pytestmark = pytest.mark.browser

DERIVED: Final = """() => {
  const all = new Set(uegraph.marks.filter((mark) => mark.drawn).map((mark) => mark.at));
  return [...uegraph.shown.derive(all, uegraph.view.now()).values()].map((link) =>
    [link.start, link.end, link.weight, [...link.through].sort((a, b) => a - b),
    link.evidence.map((at) => uegraph.page.passages[at])]);
}"""


@pytest.fixture(scope="module")
def store() -> Store:
    return ingest.build(list(resources.datasets().values()), ":memory:").store


@pytest.fixture(scope="module")
def network(store: Store) -> Network:
    return read_network(store, unnamed=True)


@pytest.fixture(scope="module")
def shipped(store: Store) -> Scene:
    return maps.make(store, "collaboration").scene


def found(opened: Opened) -> dict[tuple[int, int], tuple[int, list[int], list[Any]]]:
    return {
        (start, end): (weight, through, sorted(evidence))
        for start, end, weight, through, evidence in opened.run(DERIVED)
    }


def by_hand(made: Scene) -> dict[tuple[int, int], list[int]]:
    """What each two share: for each two the activities both have a part in."""
    parts: dict[int, set[int]] = defaultdict(set)
    for link in made.links:
        if link.kind == "participation" and not made.marks[link.end].size:
            parts[link.start].add(link.end)
    shared = {pair: sorted(parts[pair[0]] & parts[pair[1]]) for pair in combinations(parts, 2)}
    return {tuple(sorted(pair)): through for pair, through in shared.items() if through}  # type: ignore[misc]


def test_the_page_derives_what_brute_force_finds(show: Show) -> None:
    made = scene(150)
    expected = by_hand(made)
    assert len(expected) > 100
    assert {pair: told[1] for pair, told in found(show(made)).items()} == expected


@pytest.mark.parametrize("which", ["invented", "shipped"])
def test_the_page_derives_what_the_picture_derives(show: Show, shipped: Scene, which: str) -> None:
    made = shipped if which == "shipped" else scene(150)
    assert found(show(made)) == {
        (link.start, link.end): (
            link.weight,
            sorted(link.through),
            sorted([said.source, said.section, said.paragraph] for said in link.evidence),
        )
        for link in derived(made)
    }


def test_the_page_derives_what_the_network_of_the_shipped_report_holds(
    show: Show, shipped: Scene, network: Network
) -> None:
    iris = network.points["iri"].to_list()
    rows = network.links.filter(network.links["stated"].not_()).iter_rows(named=True)
    expected = {
        frozenset({iris[row["source"]], iris[row["target"]]}): int(row["weight"]) for row in rows
    }
    assert len(expected) > 30
    marks = shipped.marks
    assert {
        frozenset({marks[one].id, marks[other].id}): told[0]
        for (one, other), told in found(show(shipped)).items()
    } == expected


def test_a_derived_link_names_its_activities_parts_and_passages(show: Show, shipped: Scene) -> None:
    opened = show(shipped)
    link: Any = max(derived(shipped), key=lambda one: one.weight)
    opened.run("key => uegraph.details.openLink(key)", f"{link.start}-{link.end}")
    opened.page.evaluate(
        "for (const one of document.querySelectorAll('#details details')) one.open = true"
    )
    panel = opened.page.inner_text("#details")
    assert "Derived, not stated by a source" in panel
    assert f"Activities that both took part in · {link.weight}" in panel
    for at in (*link.through[:30], link.start, link.end):
        assert shipped.marks[at].name in panel
    for passage in link.evidence:
        assert f"paragraph {passage.paragraph}" in panel
    opened.clean()


def test_every_innermost_group_of_the_shipped_map_shows_all_its_members(
    show: Show, shipped: Scene
) -> None:
    opened = show(shipped)
    for at in range(len(shipped.groups)):
        opened.run("group => uegraph.point.openGroup(group)", at)
        inside = {place for place, mark in enumerate(shipped.marks) if mark.group == at}
        assert inside <= opened.drawn()
        assert inside <= opened.bright()
