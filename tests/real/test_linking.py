"""Names that people write find the body of the register that is meant, or none.

The list stands beside the checkout, in ``../shared/real``; without it these tests cannot run.
``python -m tests.real.linking`` prints the figures that docs/identity.md tells.
"""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from scipy.stats import binomtest
from tests.real.linking import (
    LIST,
    PARTS,
    REGISTER,
    SAMPLE,
    best_threshold,
    codes,
    ours,
    plain,
    register,
    rows,
    sample,
    table,
    wilson,
)

from uegraph.identity import THRESHOLD, link
from uegraph.identity.doubles import _pairs
from uegraph.identity.index import Index
from uegraph.identity.judging import judge
from uegraph.identity.parties import parties
from uegraph.resources import root

if TYPE_CHECKING:
    from uegraph.store import Store


@pytest.fixture(scope="module")
def graph() -> Store:
    if not REGISTER.is_file():
        pytest.skip(f"The list of organisations is not beside the checkout: ../{LIST.as_posix()}")
    return register()


def code(found: Store, name: str) -> str:
    return codes([name], found)[0]


def test_the_sample_is_large_and_its_codes_are_of_the_list(graph: Store) -> None:
    assert len(graph) > 5_000
    known = {row["gb_gor"] for row in rows(REGISTER)}
    names = Counter(row["name"] for row in rows(SAMPLE))
    assert max(names.values()) == 1
    assert {row["code"] for row in rows(SAMPLE)} <= {*known, ""}
    assert [len(sample(part)) for part in PARTS] == [248, 260, 151]
    assert sum(len(sample(part)) for part in PARTS) == sum(names.values())
    for part in PARTS:
        assert sum(not row["code"] for row in sample(part)) >= 30


@pytest.mark.parametrize("part", PARTS)
def test_few_links_are_wrong_and_few_are_missing(graph: Store, part: str) -> None:
    found = ours(part, graph)
    assert found.precision >= 0.96
    assert found.recall >= 0.93


@pytest.mark.parametrize("part", PARTS)
def test_the_score_does_better_than_likeness_of_letters(graph: Store, part: str) -> None:
    letters = plain(part, best_threshold())
    found = ours(part, graph)
    assert found.precision > letters.precision
    assert found.recall > letters.recall + 0.1


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Government Communications Service", "OT1034"),
        ("Government Communications Headquarters", "OT306"),
        ("Department for Culture, Media and Sports (DCMS)", "D1383"),
        ("Department for Digital, Culture, Media and Sport", "D5"),
        ("Ministry of Housing, Communities and Local Government", "D1419"),
        ("GCA", ""),
        ("Office for Statistics Regulation", ""),
    ],
)
def test_near_misses(graph: Store, name: str, expected: str) -> None:
    assert code(graph, name) == expected


@pytest.mark.parametrize(
    ("name", "closed", "after"),
    [
        ("DLUHC", "D1342", {"Ministry of Housing, Communities and Local Government"}),
        ("DECC", "D11", {"Department for Business, Energy & Industrial Strategy"}),
        ("Department for International Trade", "D1196", {"Department for Business and Trade"}),
    ],
)
def test_an_old_name_finds_the_old_body_and_its_successor(
    graph: Store, name: str, closed: str, after: set[str]
) -> None:
    (found,) = link([name], graph)
    assert found.best is not None
    assert found.best.party.codes[0][1] == closed
    assert set(found.best.after) == after


def test_no_pair_of_the_list_is_missed_for_not_comparing_everything(graph: Store) -> None:
    things = parties(graph, ("organisation",))[::4]
    index = Index(things)
    every = {
        (one.party.iri, other.party.iri)
        for one, other in combinations(index.entries, 2)
        if judge(one, other, index.words).score >= THRESHOLD
    }
    assert {(pair.one.iri, pair.other.iri) for pair in _pairs(things, THRESHOLD)} == every


@pytest.mark.parametrize(("right", "of"), [(1, 2), (113, 116), (0, 9), (9, 9), (186, 189)])
def test_intervals_are_those_of_scipy(right: int, of: int) -> None:
    expected = binomtest(right, of).proportion_ci(method="wilson")
    assert wilson(right, of) == pytest.approx((expected.low, expected.high), abs=1e-4)


def test_the_documentation_tells_the_figures_of_today(graph: Store) -> None:
    assert graph
    assert table() in (root() / "docs" / "identity.md").read_text(encoding="utf-8")
