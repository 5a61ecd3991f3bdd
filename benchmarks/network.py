"""Measures the network against plain networkx: making it, each kind of measure, a summary of it.

Run it with ``python -m benchmarks.network``, or with the names of some races. Both ways run in one
process, ours first; times are of the processor, as two of our engines use both cores and networkx
one, and of the wall. The same answer is asserted where both give one. The summary is of a graph on
disk that is made once, in the folder for temporary files, and runs in a process of its own.
"""

from __future__ import annotations

import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import networkx as nx
import numpy as np
from benchmarks.links import attended, chunks, linked
from benchmarks.measuring import measure
from networkx.algorithms import bipartite

from uegraph.metrics import network as metrics
from uegraph.network import Network, to_networkx
from uegraph.network.projecting import derived

if TYPE_CHECKING:
    from collections.abc import Callable

SHARE: Final = 0.02
"""Of the 10,000 sources of betweenness, and of the 100,000 of Adamic and Adar, networkx is asked
this share, and its time is reckoned up: each source costs it the same on average."""

BODIES, ACTIVITIES, STATED = 300_000, 36_000, 250_000
"""Of the graph that is summed up: a million links."""


@dataclass(frozen=True, slots=True)
class Run:
    """What one way took and found."""

    wall: float
    cpu: float
    found: Any


def warm(act: Callable[[Network], Any]) -> None:
    """Do it on a small network first: importing an engine is not what is measured."""
    act(linked(200, 800))


def run(act: Callable[[], Any]) -> Run:
    """Do it once."""
    wall, cpu = time.perf_counter(), time.process_time()
    found = act()
    return Run(time.perf_counter() - wall, time.process_time() - cpu, found)


def told(what: str, ours: Run, theirs: Run, *, times: float = 1, note: str = "") -> None:
    """One line of the table; ``times`` reckons up what networkx was asked only a share of."""
    wall, cpu = theirs.wall * times, theirs.cpu * times
    print(
        f"| {what} | {ours.wall:.2f} | {ours.cpu:.2f} | {wall:.1f} | {wall / ours.wall:.0f} | "
        f"{cpu / ours.cpu:.0f} | {note} |",
        flush=True,
    )


def plain(net: Network) -> nx.Graph[Any]:
    """The network as networkx holds it, weights and nothing else."""
    graph: nx.Graph[Any] = nx.Graph()
    graph.add_nodes_from(range(len(net)))
    graph.add_weighted_edges_from(net.links.select("source", "target", "weight").iter_rows())
    return graph


def project() -> None:
    """100,000 activities of 10,000 organisations, two bodies linked by what they share."""
    few, of_few = attended(50, 100)
    derived(few, ("organisation",), of_few)  # warm, as the others
    points, incidence = attended(10_000, 100_000)
    # Before the dictionaries of networkx fill the memory that is searched for garbage.
    ours = run(lambda: derived(points, ("organisation",), incidence))
    graph: nx.Graph[Any] = nx.Graph()
    graph.add_edges_from(
        (body, ("activity", activity))
        for body, activity in incidence.parts.select("point", "activity").iter_rows()
    )
    bodies = [node for node in graph if isinstance(node, int)]
    theirs = run(lambda: bipartite.weighted_projected_graph(graph, bodies))
    assert len(ours.found) == theirs.found.number_of_edges()
    told("100,000 activities of 10,000 bodies projected", ours, theirs)


def betweenness() -> None:
    """Exact betweenness of 10,000 bodies, and the error of the sampled one against it."""
    warm(metrics.betweenness)
    net = linked(10_000, 40_000)
    ours = run(lambda: metrics.betweenness(net))
    assert ours.found.exact
    sources = int(SHARE * len(net))
    graph = plain(net)
    theirs = run(lambda: nx.betweenness_centrality(graph, k=sources, seed=1))
    told("exact betweenness of 10,000", ours, theirs, times=1 / SHARE, note="reckoned up")
    sampled = run(lambda: metrics.betweenness(net, pivots=1_000))
    off = np.abs(sampled.found.values - ours.found.values)
    within = float((off <= sampled.found.error).mean())
    top = set(np.argsort(-ours.found.values)[:50]) & set(np.argsort(-sampled.found.values)[:50])
    print(
        f"Sampled with 1,000 pivots in {sampled.wall:.1f} s: off by at most {off.max():.2e}, says "
        f"{sampled.found.error:.2e}, which covers {within:.1%}; {len(top)} of the top 50.",
        flush=True,
    )


def communities() -> None:
    """Communities of 100,000 bodies: one run of Leiden against one of Louvain."""
    warm(metrics.communities)
    net = linked(100_000, 400_000)
    graph = plain(net)
    ours = run(lambda: metrics.communities(net, runs=1))
    theirs = run(lambda: nx.community.louvain_communities(graph, seed=1))
    quality = nx.community.modularity(graph, theirs.found)
    assert ours.found.modularity >= quality
    note = f"modularity {ours.found.modularity:.3f}, {quality:.3f}"
    told("communities of 100,000", ours, theirs, note=note)


def suggested() -> None:
    """The best 1,000 links that 100,000 bodies lack, by Adamic and Adar."""
    warm(metrics.best_non_links)
    net = linked(100_000, 600_000)
    graph = plain(net)
    ours = run(lambda: metrics.best_non_links(net, top=1_000))

    def theirs() -> list[tuple[float, int, int]]:
        found = []
        for one in range(0, len(net), int(1 / SHARE)):
            near = {far for mid in graph[one] for far in graph[mid]} - set(graph[one]) - {one}
            pairs = [(one, other) for other in near if other > one]
            found += [(score, *pair) for *pair, score in nx.adamic_adar_index(graph, pairs)]
        return sorted(found, reverse=True)[:1_000]

    told("1,000 suggested links of 100,000", ours, run(theirs), times=1 / SHARE, note="reckoned up")


def cores() -> None:
    """Core numbers and cut points on a million links."""
    warm(lambda small: (metrics.core_number(small), metrics.cut_points(small)))
    net = linked(200_000, 1_100_000)
    graph = plain(net)
    ours = run(lambda: metrics.core_number(net))
    theirs = run(lambda: nx.core_number(graph))
    assert (ours.found.values == [theirs.found[node] for node in range(len(net))]).all()
    told(f"core numbers on {net.pairs:,} links", ours, theirs)
    ours = run(lambda: metrics.cut_points(net))
    theirs = run(lambda: set(nx.articulation_points(graph)))
    assert len(ours.found) == len(theirs.found)
    told(f"cut points on {net.pairs:,} links", ours, theirs)


def eigenvector() -> None:
    """The eigenvector centrality of 100,000 bodies."""
    warm(metrics.eigenvector)
    net = linked(100_000, 400_000)
    graph = plain(net)
    ours = run(lambda: metrics.eigenvector(net))
    theirs = run(lambda: nx.eigenvector_centrality(graph, max_iter=1_000))
    expected = [theirs.found[node] for node in range(len(net))]
    assert np.allclose(ours.found.values, expected, atol=1e-2)  # it ends when nearly settled
    told("eigenvector centrality of 100,000", ours, theirs)


def pagerank() -> None:
    """PageRank on a million links; networkx reckons it with scipy too."""
    warm(metrics.pagerank)
    net = linked(200_000, 1_100_000)
    graph = plain(net)
    ours = run(lambda: metrics.pagerank(net))
    theirs = run(lambda: nx.pagerank(graph, weight=None, tol=1e-12, max_iter=1_000))
    assert np.allclose(ours.found.values, [theirs.found[node] for node in range(len(net))])
    told(f"PageRank on {net.pairs:,} links", ours, theirs)


def constraint() -> None:
    """Burt's constraint of 10,000 bodies."""
    warm(metrics.constraint)
    net = linked(10_000, 40_000)
    graph = plain(net)
    ours = run(lambda: metrics.constraint(net))
    theirs = run(lambda: nx.constraint(graph))
    expected = [theirs.found[node] for node in range(len(net))]
    assert np.allclose(ours.found.values, expected, equal_nan=True)
    told("constraint of 10,000", ours, theirs)


def handed_over() -> None:
    """A million links as a networkx graph with all that is known of them."""
    net = linked(200_000, 1_100_000)
    ours, theirs = run(lambda: to_networkx(net)), run(lambda: plain(net))
    told(f"{net.pairs:,} links to networkx", ours, theirs, note="against weights alone")


def summary() -> None:
    """`uegraph network summary` of a million links on 300,000 bodies, from a graph on disk."""
    folder = Path(tempfile.gettempdir(), f"uegraph-network-{BODIES}")
    if not (folder / "CURRENT").exists():
        from benchmarks.graphs import ontology

        from uegraph import store

        def texts() -> Any:
            yield ontology()
            yield from chunks(BODIES, ACTIVITIES, STATED)

        store.build(folder, lambda new: new.load_nquads(texts()))
    taken = measure("uegraph", "network", "summary", "--store", str(folder))
    print(f"`network summary`: {taken.seconds:.0f} s, {taken.mebibytes:,} MiB")


RACES: Final = {
    "project": project,
    "betweenness": betweenness,
    "communities": communities,
    "suggested": suggested,
    "cores": cores,
    "eigenvector": eigenvector,
    "pagerank": pagerank,
    "constraint": constraint,
    "handed-over": handed_over,
    "summary": summary,
}

if __name__ == "__main__":
    print("| what | s | of processor | networkx, s | times as fast | of processor | |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    for name in sys.argv[1:] or RACES:
        RACES[name]()
