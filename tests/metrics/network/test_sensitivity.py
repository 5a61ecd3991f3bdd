from __future__ import annotations

from functools import partial
from importlib import import_module
from itertools import combinations
from typing import TYPE_CHECKING, Any

import networkx as nx
import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from tests.network.published import karate, southern_women, women_together

from uegraph.errors import ParameterError
from uegraph.metrics.network.degrees import degree
from uegraph.metrics.network.model import Measured
from uegraph.metrics.network.paths import betweenness, closeness
from uegraph.metrics.network.ranks import agreement, ranks_of
from uegraph.metrics.network.sensitivity import FEWEST, sensitivity
from uegraph.network import Network, from_networkx, make_network
from uegraph.network.model import tidy

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence


def links_of(net: Network) -> Measured:
    return Measured("degree", net.degree.astype(float), "numpy")


def ranked(figures: Mapping[str, float]) -> list[int]:
    """Ranks by hand: one more than those who have more."""
    rounded = {point: round(figure, 9) for point, figure in figures.items()}
    return [
        1 + sum(other > rounded[point] for other in rounded.values()) for point in sorted(rounded)
    ]


def together(events: Sequence[str], left_out: set[str]) -> nx.Graph[str]:
    """The women who met, by networkx alone."""
    went = nx.davis_southern_women_graph()
    women = went.graph["top"]
    went.remove_nodes_from([event for event in events if event in left_out])
    return nx.bipartite.projected_graph(went, women)


@pytest.mark.parametrize(
    ("drop", "left_out", "measure", "oracle"),
    [
        (0.07, 1, betweenness, nx.betweenness_centrality),
        (0.14, 2, betweenness, nx.betweenness_centrality),
        (0.14, 2, closeness, nx.closeness_centrality),
        (0.14, 2, links_of, nx.degree_centrality),
    ],
)
def test_ranges_are_those_of_every_network_that_could_have_been_recorded(
    drop: float, left_out: int, measure: Any, oracle: Callable[[Any], dict[str, float]]
) -> None:
    events = nx.davis_southern_women_graph().graph["bottom"]
    ways = [ranked(oracle(together(events, set(out)))) for out in combinations(events, left_out)]
    found = sensitivity(women_together(), measure, drop=drop, top=3)
    assert (found.every, found.draws, found.left_out, found.total) == (
        True,
        len(ways),
        left_out,
        14,
    )
    assert found.rank.tolist() == ranked(oracle(together(events, set())))
    assert found.best.tolist() == np.min(ways, axis=0).tolist()
    assert found.worst.tolist() == np.max(ways, axis=0).tolist()
    assert found.low.tolist() == np.percentile(ways, 5, axis=0, method="lower").tolist()
    assert found.high.tolist() == np.percentile(ways, 95, axis=0, method="higher").tolist()
    assert found.often == pytest.approx(np.mean(np.array(ways) <= 3, axis=0))
    assert found.steady.tolist() == (found.high - found.low <= 1.8).tolist()


def test_draws_are_a_fair_sample_of_all_ways() -> None:
    """Of 1,001 ways to leave out 4 events of 14, 400 drawn: within five standard errors."""
    every = sensitivity(women_together(), links_of, drop=0.28, times=1001, top=3)
    drawn = sensitivity(women_together(), links_of, drop=0.28, times=400, top=3)
    assert (every.every, every.draws, drawn.every, drawn.draws) == (True, 1001, False, 400)
    assert (drawn.best >= every.best).all()
    assert (drawn.worst <= every.worst).all()
    error = np.sqrt(every.often * (1 - every.often) / 400)
    assert (np.abs(drawn.often - every.often) <= 5 * error + 1e-12).all()


def test_the_seed_decides_the_draws() -> None:
    one, again, other = (
        sensitivity(karate(), betweenness, times=50, seed=seed) for seed in (1, 1, 2)
    )
    for name in ("low", "high", "best", "worst", "often", "rank"):
        assert getattr(one, name).tobytes() == getattr(again, name).tobytes()
    assert one.agreement == again.agreement
    assert one.agreement != other.agreement


@pytest.mark.parametrize("net", [karate(), women_together(), southern_women()])
def test_with_nothing_left_out_nothing_changes(net: Network) -> None:
    found = sensitivity(net, betweenness, drop=0)
    assert found.draws == 1
    for name in ("low", "high", "best", "worst"):
        assert getattr(found, name).tolist() == found.rank.tolist()
    assert found.agreement == pytest.approx(1)
    assert found.steady.all()
    assert found.note.startswith("Nothing was left out of ")
    assert found.told(0).endswith("; nothing was left out.")


def test_a_stars_centre_stays_first() -> None:
    found = sensitivity(nx.star_graph(12), betweenness, drop=0.5, top=1)
    assert found.worst[0] == 1
    assert found.often.tolist() == [1.0] + [0.0] * 12
    assert found.steady[0]
    assert found.told(0) == "First of 13; first in at least 90% of draws."
    assert found.noun == "link"
    assert found.note.startswith("6 of 12 links were left out in each of 200 draws. Links were")


def test_stated_links_stay() -> None:
    """Y and Z never went anywhere; a source says that they know each other, and Y knows Brenda."""
    net = women_together()
    alone = pl.DataFrame({"iri": ["z/1", "z/2"], "kind": ["woman"] * 2, "name": ["Y", "Z"]})
    stated = pl.DataFrame(
        {"source": [18, 0], "target": [19, 18], "weight": [1.0, 1.0], "stated": [True, True]},
        schema_overrides={"source": pl.UInt32, "target": pl.UInt32},
    )
    grown = Network(
        pl.concat([net.points, alone], how="diagonal"),
        tidy(pl.concat([net.links, stated], how="diagonal"), directed=False),
        kinds=net.kinds,
        incidence=net.incidence,
    )
    seen: list[Network] = []

    def measure(cut: Network) -> Measured:
        seen.append(cut)
        return links_of(cut)

    found = sensitivity(grown, measure, drop=0.07)
    assert "Links that a source states stay." in found.note
    assert len(seen) == 15
    for cut in seen[1:]:
        assert cut.links.filter("stated").select("source", "target").rows() == [(0, 18), (18, 19)]
        assert cut.degree[[18, 19]].tolist() == [2, 1]
        assert len(cut.links) == cut.pairs  # no pair is linked in both ways here


def test_a_draw_is_the_network_without_those_activities() -> None:
    """Strengths and links as networkx projects them, for measures of either."""
    events = sorted(nx.davis_southern_women_graph().graph["bottom"])
    seen: list[Network] = []

    def measure(cut: Network) -> Measured:
        seen.append(cut)
        return degree(cut)

    sensitivity(women_together(), measure, drop=0.07)
    for out, cut in zip(events, seen[1:], strict=True):
        went = nx.davis_southern_women_graph()
        women = sorted(went.graph["top"])
        went.remove_node(out)
        met = nx.bipartite.weighted_projected_graph(went, women)
        assert cut.matrix.toarray().tolist() == nx.to_numpy_array(met, women).tolist()
        assert degree(cut).values.tolist() == [met.degree[woman] for woman in women]


def test_an_activity_that_is_a_point_loses_its_links() -> None:
    net = southern_women()
    kind = pl.col("kind").replace("event", "activity")
    shown = Network(net.points.with_columns(kind), net.links, kinds=("woman", "activity"))
    found = sensitivity(shown, links_of, drop=0.07)
    assert (found.noun, found.total, found.left_out, found.draws) == ("activity", 14, 1, 14)
    # Each event is the isolate of one way in 14, and an isolate ranks last.
    events = shown.mode(1)
    assert (found.worst[events] >= 19).all()
    assert "point without links" in found.note
    women = shown.mode(0)
    # By hand: who went to seven events has six or seven left.
    most = women[found.rank[women] == found.rank[women].min()]
    assert found.best[most].max() <= found.rank[most].min()


def test_a_measure_that_is_not_defined_for_a_point_ranks_it_last() -> None:
    def odd(net: Network) -> Measured:
        return Measured("odd", np.where(net.degree > 1, net.degree, np.nan), "numpy")

    found = sensitivity(nx.star_graph(4), odd)
    assert found.rank.tolist() == [1, 2, 2, 2, 2]
    assert found.told(1) == "The odd of this point is not defined."


def test_the_lowest_may_come_first() -> None:
    found = sensitivity(nx.star_graph(4), links_of, lowest_first=True)
    assert found.rank.tolist() == [5, 1, 1, 1, 1]


@pytest.mark.parametrize("size", [0, 1, 3])
def test_a_network_without_links_has_no_ranges(size: int) -> None:
    found = sensitivity(nx.empty_graph(size), links_of)
    assert found.rank.tolist() == [1] * size
    assert (found.left_out, found.total, found.draws, found.agreement) == (0, 0, 1, None)
    assert found.note == "Nothing was left out of 0 links: the ranges are the ranks."


def test_a_large_network_is_drawn_less_often_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    module = import_module("uegraph.metrics.network.sensitivity")  # the package has a function
    monkeypatch.setattr(module, "EFFORT", 1e5)
    monkeypatch.setattr(module, "FEWEST_PIVOTS", 10)
    asked: list[int | None] = []

    def measure(net: Network, *, pivots: int | None = None) -> Measured:
        asked.append(pivots)
        return betweenness(net, pivots=pivots)

    found = sensitivity(karate(), measure)
    assert found.draws == FEWEST
    assert found.note == (
        "8 of 78 links were left out in each of 20 draws. Links were left out because the network "
        "does not rest on activities. The network is large, so there were fewer draws than 200. "
        "In the draws betweenness was estimated from 32 points, which widens the ranges."
    )
    assert asked == [None] + [32] * 20
    assert found.now.exact


@pytest.mark.parametrize(
    "wrong", [{"drop": -0.1}, {"drop": 1}, {"drop": np.nan}, {"times": 0}, {"top": 0}]
)
def test_what_cannot_be_drawn_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ParameterError, match="Give"):
        sensitivity(karate(), links_of, **wrong)


def test_degree_is_more_robust_than_betweenness() -> None:
    """A count of a point's own links hangs on fewer links than a sum over all shortest paths."""
    of_degree: list[float] = []
    of_betweenness: list[float] = []
    for seed in range(5):
        net = from_networkx(nx.gnp_random_graph(60, 0.1, seed=seed))
        for measure, found in ((links_of, of_degree), (betweenness, of_betweenness)):
            agreed = sensitivity(net, measure, times=40).agreement
            assert agreed is not None
            found.append(agreed)
    assert min(of_degree) > 0.9
    assert all(one > other for one, other in zip(of_degree, of_betweenness, strict=True))


def test_more_left_out_agrees_less() -> None:
    """Accuracy declines smoothly with the error (Borgatti, Carley and Krackhardt 2006)."""
    agreed = [sensitivity(karate(), closeness, drop=drop).agreement for drop in (0.05, 0.2, 0.5)]
    assert agreed == sorted(agreed, key=lambda value: -(value or 0))


def test_options_of_a_measure_go_with_it() -> None:
    found = sensitivity(karate(), partial(betweenness, weighted=True), times=20)
    plain = sensitivity(karate(), betweenness, times=20)
    assert found.rank.tolist() != plain.rank.tolist()


figures = st.lists(st.integers(-3, 3) | st.just(float("nan")), max_size=12)


@given(figures)
def test_ranks_are_those_of_scipy(values: list[float]) -> None:
    given_ = np.array(values, dtype=float)
    expected = stats.rankdata(np.where(np.isnan(given_), np.inf, given_), method="min")
    assert ranks_of(given_).tolist() == expected.tolist()


@given(st.lists(st.tuples(st.integers(1, 5), st.integers(1, 5)), min_size=2, max_size=12))
def test_agreement_is_that_of_scipy(pairs: list[tuple[int, int]]) -> None:
    one, other = (ranks_of(np.array(values, dtype=float)) for values in zip(*pairs, strict=True))
    found = agreement(one, other[None, :])
    if len(set(one)) == 1 or len(set(other)) == 1:
        assert found is None
    else:
        assert found == pytest.approx(stats.spearmanr(one, other).statistic)


def test_a_place_in_words() -> None:
    net = make_network(
        pl.DataFrame({"iri": [f"p{row:02}" for row in range(14)]}),
        pl.DataFrame({"source": ["p00", "p01"], "target": ["p01", "p02"]}),
    )
    found = sensitivity(net, links_of)
    assert found.told(1) == "First of 14; first in at least 90% of draws."
    assert found.told(0) == (
        "Second of 14, with 1 other; between first and third in at least 90% of draws."
    )
    assert found.told(13) == "Fourth of 14, with 10 others; third in at least 90% of draws."
