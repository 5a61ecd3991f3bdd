"""Networks of real tables: every figure against what a stranger's reader or library finds.

The tables stand beside the checkout, in ``../shared/real``; without them these tests cannot run.
Two networks, unlike each other: five years of Open Data Day, whose links are derived from events
that bodies organised together, and the public bodies of GOV.UK, whose links are stated parents.
Links are counted anew with the standard library's reader, and measures are those of networkx on a
graph made of these counts.
"""

from __future__ import annotations

import csv
import json
import math
from collections import Counter, defaultdict
from itertools import combinations
from typing import TYPE_CHECKING, Any

import networkx as nx
import numpy as np
import pytest
from click.testing import CliRunner
from tests.real.test_imports import EVENTS, PARTIES, source

from uegraph.cli import main
from uegraph.metrics import network as metrics
from uegraph.namespaces import ID
from uegraph.network import Network, read_network
from uegraph.store import open_store

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

BODY = f"{ID}organisation/"
Pairs = Counter[tuple[str, str]]


def network(folder: Path) -> Network:
    with open_store(folder) as store:
        return read_network(store)


@pytest.fixture(scope="module")
def events(made: Path) -> Network:
    return network(made / "events")


@pytest.fixture(scope="module")
def bodies(made: Path) -> Network:
    return network(made / "bodies")


@pytest.fixture(scope="module")
def together(made: Path) -> Pairs:
    """How many events each two bodies organised together, by the standard library's reader."""
    found = Pairs()
    for name in EVENTS:
        who = defaultdict[str, set[str]](set)
        named = {row["id"] for row in rows(made / name / "organisations.csv")}
        for row in rows(made / name / "participations.csv"):
            if row["party"] in named:
                who[row["activity"]].add(row["party"])
        for organisers in who.values():
            found.update(combinations(sorted(organisers), 2))
    return found


@pytest.fixture(scope="module")
def parents() -> Pairs:
    """Who stands under whom, as the register of GOV.UK has it."""
    found = source("govuk_organisations").values()
    slugs = {row["slug"] for row in found}
    return Counter(
        (min(row["slug"], parent), max(row["slug"], parent))
        for row in found
        for parent in row["parents"].split(";")
        if parent in slugs
    )


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def linked(net: Network) -> dict[tuple[str, str], float]:
    """The strength of each linked pair, under the identifiers of the tables."""
    ids = [iri.removeprefix(BODY) for iri in net.points["iri"]]
    found = defaultdict[tuple[str, str], float](float)
    for one, other, weight in net.links.select("source", "target", "weight").iter_rows():
        found[min(ids[one], ids[other]), max(ids[one], ids[other])] += weight
    return dict(found)


def graph(net: Network, pairs: Pairs) -> nx.Graph[int]:
    """The pairs as networkx holds them, each body under its code."""
    places = {iri.removeprefix(BODY): code for iri, code in net.places.items()}
    made: nx.Graph[int] = nx.Graph()
    made.add_nodes_from(range(len(net)))
    made.add_edges_from((places[one], places[other]) for one, other in pairs)
    return made


@pytest.fixture(params=["events", "bodies"])
def known(request: pytest.FixtureRequest) -> tuple[Network, nx.Graph[int]]:
    """Each of the two networks, and the same as networkx has it."""
    net: Network = request.getfixturevalue(request.param)
    counted = {"events": "together", "bodies": "parents"}[request.param]
    return net, graph(net, request.getfixturevalue(counted))


# Links


def test_bodies_are_linked_as_often_as_they_organised_an_event_together(
    events: Network, together: Pairs
) -> None:
    assert linked(events) == together
    assert not events.links["stated"].any()
    assert together.total() > len(together) > 200


def test_every_body_of_an_event_list_is_a_point_once(made: Path, events: Network) -> None:
    named = {row["id"] for name in EVENTS for row in rows(made / name / "organisations.csv")}
    assert {iri.removeprefix(BODY) for iri in events.points["iri"]} == named


def test_bodies_of_events_read_by_eye_are_linked(made: Path, events: Network) -> None:
    pairs = {frozenset((events.names[a], events.names[b])) for a, b in ends(events)}
    found = 0
    for name, read in PARTIES.items():
        funders = (
            {row["from"] for row in rows(made / name / "relations.csv")}
            if (made / name / "relations.csv").exists()
            else set()
        )
        ids = {row["name"]: row["id"] for row in rows(made / name / "organisations.csv")}
        for organisers, _ in read.values():
            hosts = [body for body in organisers if ids[body] not in funders]
            for one, other in combinations(hosts, 2):
                assert frozenset((one, other)) in pairs, (name, one, other)
                found += 1
    assert found == 19


def ends(net: Network) -> list[tuple[int, int]]:
    return list(net.links.select("source", "target").iter_rows())


def test_the_parents_of_the_register_are_the_links(bodies: Network, parents: Pairs) -> None:
    assert linked(bodies) == parents
    assert bodies.links["stated"].all()
    assert len(bodies) == len(source("govuk_organisations"))
    assert len(parents) == 851


def test_who_oversees_together_and_who_is_a_part_are_told_apart(bodies: Network) -> None:
    register = source("govuk_organisations").values()
    slugs = {row["slug"] for row in register}
    expected = Counter(
        "part of" if parent == row["parents"] else "oversees"
        for row in register
        for parent in row["parents"].split(";")
        if parent in slugs  # of one the register knows no more than the name
    )
    assert Counter(bodies.links["type"]) == expected
    assert expected == {"part of": 748, "oversees": 103}


# Measures, against networkx


def test_components_and_cut_points(known: tuple[Network, nx.Graph[int]]) -> None:
    net, theirs = known
    parts = {frozenset(part) for part in nx.connected_components(theirs)}
    labels = defaultdict[int, set[int]](set)
    for code, label in enumerate(np.asarray(metrics.components(net).membership).tolist()):
        labels[label].add(code)
    assert {frozenset(part) for part in labels.values()} == parts
    cut = {point.who for point in metrics.cut_points(net)}
    assert cut == set(nx.articulation_points(theirs))
    assert cut
    bridges = {frozenset((bridge.one, bridge.other)) for bridge in metrics.bridges(net)}
    expected: Any = nx.bridges(theirs)
    assert bridges == {frozenset(pair) for pair in expected}


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("degree", lambda made: dict(made.degree())),
        ("betweenness", nx.betweenness_centrality),
        ("closeness", nx.closeness_centrality),
        ("pagerank", lambda made: nx.pagerank(made, tol=1e-12, max_iter=1000)),
        ("core_number", nx.core_number),
        ("constraint", nx.constraint),
        ("effective_size", nx.effective_size),
    ],
)
def test_measures_are_those_of_networkx(
    known: tuple[Network, nx.Graph[int]], ours: str, theirs: Any
) -> None:
    net, made = known
    found = getattr(metrics, ours)(net)
    assert found.exact
    expected = theirs(made)
    np.testing.assert_allclose(
        found.values, [expected[code] for code in range(len(net))], rtol=1e-7, atol=1e-9
    )


def test_clustering_is_that_of_networkx_where_it_is_defined(
    known: tuple[Network, nx.Graph[int]],
) -> None:
    net, made = known
    found = metrics.clustering(net).values
    expected: Any = nx.clustering(made)
    for code, degree in made.degree():
        if degree < 2:
            assert math.isnan(found[code])
        else:
            assert found[code] == pytest.approx(expected[code])


def test_the_whole_in_figures(known: tuple[Network, nx.Graph[int]]) -> None:
    net, made = known
    found = {total.name: total.value for total in metrics.whole(net)}
    largest = made.subgraph(max(nx.connected_components(made), key=len))
    assert found["density"] == pytest.approx(nx.density(made))
    assert found["isolates"] == nx.number_of_isolates(made)
    assert found["components"] == nx.number_connected_components(made)
    assert found["transitivity"] == pytest.approx(nx.transitivity(made))
    assert found["diameter"] == math.inf
    if len(largest) > 100:  # of the events several are equally large
        assert found["diameter of the largest component"] == nx.diameter(largest)
        assert found["average path length of the largest component"] == pytest.approx(
            nx.average_shortest_path_length(largest)
        )


def test_communities_are_no_worse_than_those_of_networkx(
    known: tuple[Network, nx.Graph[int]],
) -> None:
    net, made = known
    for one, other, weight in net.links.select("source", "target", "weight").iter_rows():
        made[one][other]["weight"] = weight
    theirs = nx.community.louvain_communities(made, seed=1)
    found = metrics.communities(net, runs=5)
    groups = defaultdict[int, set[int]](set)
    for code, number in enumerate(found.membership.tolist()):
        groups[number if number >= 0 else -1 - code].add(code)
    assert found.modularity == pytest.approx(nx.community.modularity(made, groups.values()))
    assert found.modularity is not None
    assert found.modularity >= nx.community.modularity(made, theirs) - 1e-9


# Commands


def answer(folder: Path, *arguments: str, form: str = "json") -> Any:
    asked = ["network", *arguments, "--store", str(folder), "--format", form]
    done = CliRunner().invoke(main, asked)
    assert done.exit_code == 0, done.stderr
    return json.loads(done.stdout) if form == "json" else done.stdout


CENTRAL = [
    "degree", "indegree", "outdegree", "size", "strength", "closeness", "betweenness",
    "eigenvector", "reach", "reach-efficiency", "micmac-influence", "micmac-exposure", "pagerank",
    "clustering", "core-number", "constraint", "effective-size", "efficiency", "hierarchy",
]  # fmt: skip


@pytest.mark.parametrize("graph_of", ["events", "bodies"])
@pytest.mark.parametrize("measure", CENTRAL)
def test_bodies_are_ranked_by_every_measure(made: Path, graph_of: str, measure: str) -> None:
    found = answer(made / graph_of, "central", "--by", measure, "--top", "5", "--draws", "0")
    ranked = [row for row in found if row["rank"]]
    assert ranked
    assert ranked[0]["rank"] == 1
    assert [row["rank"] for row in ranked] == sorted(row["rank"] for row in ranked)


ASKED = {
    "summary": ["summary"],
    "brokers": ["brokers", "--draws", "20"],
    "communities": ["communities", "--runs", "3"],
    "cut points": ["cut-points", "--draws", "20"],
    "suggest": ["suggest"],
}


@pytest.mark.parametrize("graph_of", ["events", "bodies"])
@pytest.mark.parametrize("asked", ASKED)
def test_each_question_has_an_answer_and_the_same_again(
    made: Path, graph_of: str, asked: str
) -> None:
    found = answer(made / graph_of, *ASKED[asked])
    assert found
    assert answer(made / graph_of, *ASKED[asked]) == found
    text = answer(made / graph_of, *ASKED[asked], form="table")
    assert "What this does not know" in text


def test_the_summary_counts_what_the_reader_counts(made: Path, together: Pairs) -> None:
    figures = {row["name"]: row for row in answer(made / "events", "summary", "--draws", "0")}
    assert figures["linked pairs"]["value"] == len(together)
    assert figures["by shared activities only"]["value"] == len(together)
    alone = {BODY + one for pair in together for one in pair}
    everybody = {row["id"] for name in EVENTS for row in rows(made / name / "organisations.csv")}
    assert set(figures["isolates"]["ids"]) == {BODY + one for one in everybody} - alone


def test_suggested_pairs_have_no_link_and_a_contact_in_common(
    made: Path, events: Network, together: Pairs
) -> None:
    theirs = graph(events, together)
    for row in answer(made / "events", "suggest", "--top", "20"):
        one, other = events.places[row["one_id"]], events.places[row["other_id"]]
        assert not theirs.has_edge(one, other)
        assert set(nx.common_neighbors(theirs, one, other))


def test_a_route_takes_the_fewest_steps(made: Path, bodies: Network, parents: Pairs) -> None:
    theirs = graph(bodies, parents)
    start, end = "Cabinet Office", "Ordnance Survey"
    one, other = (bodies.names.index(name) for name in (start, end))
    steps = nx.shortest_path_length(theirs, one, other)
    found = answer(made / "bodies", "routes", end, "--from", start, "--steps", "9")
    assert found[0]["steps"] == steps


def test_two_years_are_compared(made: Path, together: Pairs) -> None:
    pairs = {}
    for year in ("2019", "2021"):
        who = defaultdict[str, set[str]](set)
        folder = made / f"odd_{year}"
        named = {row["id"] for row in rows(folder / "organisations.csv")}
        for row in rows(folder / "participations.csv"):
            if row["party"] in named:
                who[row["activity"]].add(row["party"])
        pairs[year] = {pair for each in who.values() for pair in combinations(sorted(each), 2)}
    found = answer(made / "events", "compare", "2019", "2021", "--draws", "0")
    links = Counter(row["change"] for row in found if row["about"] == "link")
    assert links["kept"] == len(pairs["2019"] & pairs["2021"])
    assert links["not recorded again"] == len(pairs["2019"] - pairs["2021"])
    assert links["made"] + links["revived"] == len(pairs["2021"] - pairs["2019"])
    assert not links["lost"]  # nobody says that the list of 2021 is complete
    assert set().union(*pairs.values()) <= set(together)


READ: dict[str, Callable[[Path], Any]] = {
    "graphml": nx.read_graphml,
    "gexf": nx.read_gexf,
    "json": lambda path: nx.node_link_graph(json.loads(path.read_text("utf-8"))),
}


@pytest.mark.parametrize("form", READ)
def test_what_is_exported_is_read_by_networkx_as_the_same(
    made: Path, tmp_path: Path, together: Pairs, form: str
) -> None:
    out = tmp_path / f"network.{form}"
    done = CliRunner().invoke(
        main, ["network", "export", str(out), "--store", str(made / "events")]
    )
    assert done.exit_code == 0, done.stderr
    read = READ[form](out)
    found = Pairs()
    for one, other, data in read.edges(data=True):
        a, b = sorted(end.removeprefix(BODY) for end in (one, other))
        found[a, b] += int(data["weight"])
    assert found == together
    expected: Any = nx.betweenness_centrality(nx.Graph(read))
    for point, data in read.nodes(data=True):
        assert data["degree"] == read.degree(point)
        assert data["betweenness"] == pytest.approx(expected[point])


def test_the_two_tables_of_an_export_are_those_counts(
    made: Path, tmp_path: Path, parents: Pairs
) -> None:
    out = tmp_path / "network.csv"
    asked = ["network", "export", str(out), "--store", str(made / "bodies")]
    assert CliRunner().invoke(main, asked).exit_code == 0
    links = rows(tmp_path / "network-links.csv")
    found = Counter(
        tuple(sorted(row[end].removeprefix(BODY) for end in ("source", "target"))) for row in links
    )
    assert found == parents
    points = rows(tmp_path / "network-points.csv")
    assert len(points) == len(source("govuk_organisations"))
