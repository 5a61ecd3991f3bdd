"""Who should talk: a made-up harbour read by hand, and brute force over every pair."""

from __future__ import annotations

import math
import random
from collections import Counter
from itertools import combinations
from typing import TYPE_CHECKING, Any

import networkx as nx
import polars as pl
import pytest
from tests.connections.harbour import TABLES, store_of
from tests.network.published import karate

from uegraph.connections.suggesting.apart import Apart
from uegraph.connections.suggesting.bridges import between
from uegraph.connections.suggesting.pairs import Basis, best_pairs
from uegraph.connections.suggesting.profiles import COMMON, Profiles
from uegraph.connections.suggesting.suggest import suggest, suggestions
from uegraph.errors import ParameterError, UnknownNameError
from uegraph.network import from_networkx

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from uegraph.connections.suggesting.suggest import Suggestions
    from uegraph.network import Network
    from uegraph.store import Store

    Traits = Mapping[int, Mapping[tuple[str, str], int]]
    """By code: how many activities each kind and name of trait rests on."""


@pytest.fixture(scope="module")
def harbour(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return store_of(tmp_path_factory.mktemp("harbour"))


FEATURES: dict[str, Any] = {"kind": pl.String, "id": pl.String, "name": pl.String}
HELD: dict[str, Any] = {
    "point": pl.UInt32,
    "feature": pl.UInt32,
    "id": pl.String,
    "said": pl.String,
    "when": pl.String,
    "stated": pl.Boolean,
}
ENDS = (("before", "after"), ("part", "whole"))


def profiles(size: int, told: Traits) -> Profiles:
    features = sorted({trait for traits in told.values() for trait in traits})
    places = {trait: code for code, trait in enumerate(features)}
    held = [
        (point, places[trait], f"urn:act/{point}/{trait[1]}/{number}", "Act", "", False)
        for point, traits in told.items()
        for trait, count in traits.items()
        for number in range(count)
    ]
    named = [(kind, f"urn:{kind}/{name}", name) for kind, name in features]
    return Profiles(
        pl.DataFrame(named, schema=FEATURES, orient="row"),
        pl.DataFrame(held, schema=HELD, orient="row"),
        size,
    )


def basis(net: Network, told: Traits | None = None) -> Basis:
    nothing = [pl.DataFrame(schema=dict.fromkeys(ends, pl.String)) for ends in ENDS]
    return Basis(net, profiles(len(net), told or {}), Apart(net, *nothing))


def pairs(found: Suggestions) -> list[set[str]]:
    return [{row.one, row.other} for row in found.rows]


# What is suggested, by brute force


@pytest.mark.parametrize("seed", range(8))
def test_brute_force_over_every_pair_finds_the_same(seed: int) -> None:
    chance = random.Random(seed)
    graph = nx.gnp_random_graph(22, 0.15, seed=seed)
    net = from_networkx(nx.relabel_nodes(graph, {node: f"body {node:02}" for node in graph}))
    kinds = [("audience", 6), ("theme", 3), ("goal", 2), ("place", 2)]
    told = {
        code: {
            (kind, f"{kind} {number}"): chance.randint(1, 4)
            for kind, of in kinds
            for number in range(of)
            if chance.random() < 0.25
        }
        for code in range(len(net))
        if chance.random() < 0.8
    }
    found = best_pairs(basis(net, told), top=1000, fold=False).pairs
    expected = brute(graph, told)
    assert found.select("source", "target", "score").rows() == [
        (*pair, pytest.approx(score)) for pair, score in expected
    ]
    assert found["rank"].to_list() == [
        1 + sum(other > score + 1e-9 for _, other in expected) for _, score in expected
    ]


def brute(graph: nx.Graph[int], told: Traits) -> list[tuple[tuple[int, int], float]]:
    """Every pair without a link, scored as the rule says, with loops and networkx alone."""
    free = [pair for pair in combinations(sorted(graph), 2) if not graph.has_edge(*pair)]
    contacts = {(u, v): score for u, v, score in nx.adamic_adar_index(graph, free) if score}
    alike = {pair: like for pair in free if (like := likeness(told, *pair))}
    scores = dict.fromkeys(contacts | alike, 0.0)
    for order in (contacts, alike):
        for pair, score in order.items():
            place = 1 + sum(other > score + 1e-9 for other in order.values())
            scores[pair] += 1 / (60 + place)
    return sorted(scores.items(), key=lambda item: (-round(item[1], 9), item[0]))


def likeness(told: Traits, one: int, other: int) -> float:
    known = [traits for traits in told.values() if traits]
    having = Counter(trait for traits in known for trait in traits)
    idf = {trait: 1 + math.log((1 + len(known)) / (1 + n)) for trait, n in having.items()}

    def vector(code: int) -> dict[tuple[str, str], float]:
        return {trait: (1 + math.log(n)) * idf[trait] for trait, n in told.get(code, {}).items()}

    ones, others = vector(one), vector(other)
    shared = [trait for trait in ones if trait in others and trait[0] in ("audience", "theme")]
    if not shared:
        return 0.0
    length = math.hypot(*ones.values()) * math.hypot(*others.values())
    cosine = sum(ones[trait] * others.get(trait, 0) for trait in ones) / length
    return cosine * len(shared) / (len(shared) + 1)


def test_without_profiles_the_order_is_that_of_adamic_and_adar() -> None:
    net, graph = karate(), nx.karate_club_graph()
    missing = list(nx.non_edges(graph))
    best = {(u, v): score for u, v, score in nx.adamic_adar_index(graph, missing) if score}
    found = suggestions(basis(net), top=1000, fold=False)
    assert len(found.rows) == len(best)
    for row in found.rows:
        pair = (int(row.one) - 1, int(row.other) - 1)
        assert row.contacts == pytest.approx(best.get(pair, best.get(pair[::-1])))
        assert row.likeness is None
        common = set(nx.common_neighbors(graph, *pair))
        assert {int(reason.name) - 1 for reason in row.reasons} == common
    assert [row.contacts for row in found.rows] == pytest.approx(
        sorted(best.values(), reverse=True)
    )


def test_other_iris_change_nothing() -> None:
    graph = nx.relabel_nodes(nx.karate_club_graph(), str)
    turned = nx.relabel_nodes(graph, {node: f"{97 * int(node) % 34:02}" for node in graph})
    for one, other in ((graph, turned),):
        for node in one:
            one.nodes[node]["name"] = f"body {int(node):02}"
            other.nodes[f"{97 * int(node) % 34:02}"]["name"] = f"body {int(node):02}"
    said = [
        [row.sentence for row in suggestions(basis(from_networkx(each)), top=30).rows]
        for each in (graph, turned)
    ]
    assert said[0] == said[1]
    assert len(said[0]) > 10


def test_one_body_gets_all_pairs_that_are_its_own() -> None:
    net = karate()
    every = suggestions(basis(net), top=1000, fold=False)
    mine = suggestions(basis(net), top=1000, about=16, fold=False)
    name = net.names[16]
    assert all(row.one == name for row in mine.rows)
    assert {frozenset(pair) for pair in pairs(mine)} == {
        frozenset(pair) for pair in pairs(every) if name in pair
    }


def test_what_nearly_everybody_does_finds_no_pair_and_says_so() -> None:
    size = COMMON + 2
    net = from_networkx(nx.empty_graph(size))
    told = {code: {("theme", "all"): 1} for code in range(size)}
    told[0][("audience", "few")] = told[1][("audience", "few")] = 1
    found = suggestions(basis(net, told), top=5)
    assert [(row.one, row.other) for row in found.rows] == [("0", "1")]
    assert any(
        remark.startswith("More than 300 bodies") and remark.endswith("makes no pair: all.")
        for remark in found.remarks
    )


def test_a_folded_pair_is_brought_nearer_by_one_that_is_listed() -> None:
    net, graph = karate(), nx.karate_club_graph()
    every = suggestions(basis(net), top=1000, fold=False)
    folded = suggestions(basis(net), top=1000)
    assert 0 < len(folded.rows) < len(every.rows)
    also = [set(pair) for row in folded.rows for pair in row.also]
    both = pairs(folded) + also
    assert len(both) == len(every.rows)
    assert all(pair in both for pair in pairs(every))
    for row in folded.rows:
        for pair in row.also:
            (shared,) = {row.one, row.other} & set(pair)
            [far], [near] = ({*pair} - {shared}), ({row.one, row.other} - {shared})
            assert graph.has_edge(int(far) - 1, int(near) - 1)


def test_an_empty_network_and_isolates_suggest_nothing() -> None:
    for size in (0, 1, 3):
        found = suggestions(basis(from_networkx(nx.empty_graph(size))))
        assert found.rows == ()
        assert found.headline.startswith("Nothing is suggested: no pair without a recorded link")
    assert "3 bodies have no contact, theme or audience recorded" in " ".join(found.remarks)


# Who is left out, and why


def test_the_harbour_by_hand(harbour: Store) -> None:
    """All met the port over boats; read ``harbour`` for what keeps pairs apart.

    Not suggested: Council and its teams (parts), Youth and Parks (of the same body), Trust and
    Parks (met), Trust and Council (its part met), Trust and New Board (as Old Board it met), Old
    Board (ended), Shy Society (withdrawn), Secret Circle (private), the port (met all).
    """
    found = suggest(harbour, fold=False, top=100)
    assert {frozenset(pair) for pair in pairs(found)} == {
        frozenset({one, other})
        for one, other in (
            ("Harbour Trust", "Quay Clinic"), ("Harbour Trust", "Youth Team"),
            ("Quay Clinic", "Town Council"), ("Quay Clinic", "Youth Team"),
            ("Quay Clinic", "Parks Team"), ("Quay Clinic", "New Board"),
            ("New Board", "Town Council"), ("New Board", "Youth Team"), ("New Board", "Parks Team"),
        )
    }  # fmt: skip
    first = found.rows[0]
    assert first.sentence == (
        "Harbour Trust and Quay Clinic have no recorded link, but both work with Fishers "
        "(1 activity; 2 activities); both work on Boats (1 activity; 1 activity); both are linked "
        "with Port Authority (1 activity; 1 activity), who could introduce them."
    )
    fishers, boats, workshop, port = first.reasons
    assert [reason.kind for reason in first.reasons] == [
        "audience", "theme", "activity type", "contact"
    ]  # fmt: skip
    assert [ground.said for ground in fishers.evidence] == ["B-trust", "B-clinic", "B-clinic-again"]
    assert [ground.said for ground in boats.evidence] == ["A-trust", "A-clinic"]
    assert [ground.said for ground in port.evidence] == ["A-trust", "A-clinic"]
    assert {ground.when for ground in workshop.evidence} == {"2023-05"}


def test_who_is_left_out_is_counted_and_never_named(harbour: Store) -> None:
    found = suggest(harbour, top=100)
    said = repr((found.headline, found.rows, found.remarks))
    assert not [name for name in ("Shy", "Secret", "Old Board", "departments") if name in said]
    assert "No recorded link does not mean that the two never met." in found.remarks
    assert "1 body left out: permission withdrawn." in found.remarks
    assert "1 body left out: it ended, or goes on as another body." in found.remarks
    assert "1 pair of parts of the same body is left out." in found.remarks


def test_permission_given_or_not_said_leaves_nobody_out(tmp_path: Path) -> None:
    given = TABLES["organisations"].replace("withdrawn", "given")
    found = suggest(store_of(tmp_path, organisations=given), top=100, fold=False)
    assert any("Shy Society" in pair for pair in pairs(found))
    assert not any("permission" in remark for remark in found.remarks)


def test_parties_without_a_name_are_never_suggested(harbour: Store) -> None:
    found = suggest(harbour, top=100, unnamed=True)
    assert "1 body left out: a source describes it without a name." in found.remarks
    assert not any("departments" in row.sentence for row in found.rows)


def test_a_link_of_another_time_or_theme_is_a_link(harbour: Store) -> None:
    """Parks Team and Harbour Trust met at something that is on no theme."""
    found = suggest(harbour, themes=["boats"], top=100, fold=False)
    assert not any({"Harbour Trust", "Parks Team"} == pair for pair in pairs(found))
    assert any({"Harbour Trust", "Quay Clinic"} == pair for pair in pairs(found))


def test_a_body_goes_by_name_acronym_or_slug(harbour: Store) -> None:
    for name in ("clinic", "quay clinic"):
        assert {row.one for row in suggest(harbour, whom=name).rows} == {"Quay Clinic"}
    assert suggest(harbour, whom="pa").headline.startswith(
        "Nothing is suggested for Port Authority"
    )
    said = suggest(harbour, whom="shy").headline
    assert said == "Nothing is suggested for Shy Society: its permission is withdrawn."
    with pytest.raises(UnknownNameError, match="No body is called 'clinik'"):
        suggest(harbour, whom="clinik")
    with pytest.raises(UnknownNameError, match="No body is called 'Secret Circle'"):
        suggest(harbour, whom="Secret Circle")


def test_only_organisations_are_suggested(harbour: Store) -> None:
    with pytest.raises(ParameterError, match="between organisations alone"):
        suggest(harbour, of=["audience"])


# Bridges


def test_who_works_on_both_sides_is_said_first(harbour: Store) -> None:
    found = between(harbour, "Boats", "fishers")
    assert found.headline == "2 bodies already work both on Boats and with Fishers."
    assert [row.sentence for row in found.rows] == [
        "Harbour Trust already works on Boats (2 activities) and with Fishers (1 activity).",
        "Quay Clinic already works on Boats (1 activity) and with Fishers (2 activities).",
    ]
    assert {row.stands for row in found.rows} == {"both"}


def test_who_could_bridge_two_sides_is_near_to_both(harbour: Store) -> None:
    found = between(harbour, "third sector", "health")
    assert found.headline == (
        "No recorded body works both in the sector “third sector” and in the sector “health”; "
        "3 bodies could bridge them."
    )
    port, trust, clinic = found.rows
    assert (port.stands, trust.stands, clinic.stands) == ("neither", "third sector", "health")
    assert port.contacts == 1
    assert port.sentence == (
        "Port Authority is on neither side; it is linked with 1 of the 3 bodies that work in the "
        "sector “third sector”: Harbour Trust (1 activity); it is linked with the one body that "
        "works in the sector “health”: Quay Clinic (1 activity)."
    )
    assert trust.sentence == (
        "Harbour Trust works in the sector “third sector”; it shares with that side: "
        "Boats (1 activity) and Fishers (1 activity)."
    )


def test_sides_without_anything_in_common_have_no_bridge(harbour: Store) -> None:
    found = between(harbour, "song", "boats")
    assert (
        found.headline
        == "No recorded body works both on Song and on Boats, and none is near to both."
    )
    assert found.rows == ()


def test_a_stated_relation_puts_a_body_on_a_side(harbour: Store) -> None:
    found = between(harbour, "guests", "song")
    (chorus,) = found.rows
    assert (
        chorus.sentence == "Chorus already works with Guests (1 stated) and on Song (1 activity)."
    )


def test_a_side_nobody_is_on_is_said(tmp_path: Path) -> None:
    themes = TABLES["themes"] + "rust,Rust,\n"
    found = between(store_of(tmp_path, themes=themes), "rust", "boats")
    assert "No body is recorded that works on Rust." in found.remarks


def test_sides_that_cannot_be_bridged_are_refused(harbour: Store) -> None:
    with pytest.raises(ParameterError, match="Both sides are 'Boats'"):
        between(harbour, "boats", "Boats")
    with pytest.raises(UnknownNameError, match="No theme, audience or sector is called 'boots'"):
        between(harbour, "boots", "song")
