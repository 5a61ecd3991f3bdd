"""Pairs that may be one, and those that are not, each with why."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.identity.graphs import bodies, graph

from uegraph.errors import UnknownNameError
from uegraph.identity import THRESHOLD, duplicates
from uegraph.identity.doubles import _pairs
from uegraph.identity.index import Index
from uegraph.identity.judging import judge
from uegraph.identity.parties import Party

# So that words have the weight that they have among bodies; none is like another.
BACKGROUND = (
    "Bank of England", "Met Office", "British Library", "Companies House", "Crown Estate",
    "Forestry Commission", "Royal Mint", "Sport England", "Trinity House", "Wallace Collection",
    "Department for Transport", "Ministry of Justice", "Scottish Government", "Ofsted", "Tate",
)  # fmt: skip


def score(one: str, other: str) -> float:
    found = duplicates(graph(bodies(*BACKGROUND, one, other)), threshold=0.0)
    last = {f"organisation/{len(BACKGROUND)}", f"organisation/{len(BACKGROUND) + 1}"}
    scores = [p.score for p in found if {p.one.iri[-15:], p.other.iri[-15:]} == last]
    return scores[0] if scores else 0.0


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Department for Culture, Media and Sport", "Dept for Culture, Media & Sports (DCMS)"),
        ("Office for National Statistics", "Office of National Statisitcs"),
        ("UK Health Security Agency", "United Kingdom Health Security Agency (UKHSA)"),
        ("Land Registry", "HM Land Registry"),
        ("Ofqual", "Office of Qualifications (Ofqual)"),
        ("Office for Budget Responsibility", "OBR"),
        ("Ministry of Defence", "Department of Defence"),
        ("Housing Ombudsman", "Housing Ombudsman Service"),
    ],
)
def test_one_body_in_two_writings_is_listed(one: str, other: str) -> None:
    assert score(one, other) >= THRESHOLD
    assert score(other, one) == score(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Government Communication Service", "Government Communications Headquarters"),
        ("Boundary Commission for Scotland", "Boundary Commission for Wales"),
        ("North Stockton Action Zone", "South Stockton Action Zone"),
        ("National Audit Office", "National Audit Group"),
        ("Crown Prosecution Service", "Crown Prosecution Service Inspectorate"),
        ("Prime Minister's Office", "Deputy Prime Minister's Office"),
        ("First-tier Tribunal (Tax)", "First-tier Tribunal (Mental Health)"),
        ("Census 2011 Office", "Census 2021 Office"),
        ("Environment Agency", "Scottish Environment Agency"),
        ("Public Health England", "Public Health Wales"),
    ],
)
def test_two_bodies_with_like_names_are_not(one: str, other: str) -> None:
    assert score(one, other) < THRESHOLD


def test_one_code_is_certain_and_two_codes_are_against() -> None:
    names = bodies("Aardvark Trust", "Zebra Forum", "Sheep Board", "Sheep Board of Wool")
    codes = {f"organisation/{at}": code for at, code in enumerate(("X1", "X1", "X2", "X3"))}
    found = duplicates(graph(names, codes=codes), threshold=0.0)
    assert (found[0].score, found[0].why) == (1.0, ("same code X1 in GB-GOR",))
    sheep = next(p for p in found if p.one.name == "Sheep Board")
    assert sheep.score <= 0.3
    assert sheep.why[-1] == "different codes in GB-GOR"


def test_other_names_and_acronyms_count_as_names_do() -> None:
    names = {"organisation/a": ["Alpha", "Office of the Herring"], "organisation/b": ["OTH"],
             "organisation/c": ["The Herring Office"]}  # fmt: skip
    store = graph(names, acronyms={"organisation/a": "OtH"})
    found = {(p.one.iri[-1], p.other.iri[-1]): p for p in duplicates(store)}
    assert found["a", "b"].why[0] == "same acronym OTH"
    assert ("a", "c") in found


def test_a_body_and_its_successor_are_marked() -> None:
    names = bodies("Herring Board for England", "Herring Board of England")
    (pair,) = duplicates(graph(names, became={"organisation/0": "organisation/1"}))
    assert pair.changed
    (pair,) = duplicates(graph(names))
    assert not pair.changed


def test_things_of_two_kinds_are_not_compared() -> None:
    names = {"organisation/a": ["Herring fishers"], "audience/b": ["Herring fishers"],
             "theme/c": ["Herring fishers"]}  # fmt: skip
    assert duplicates(graph(names)) == []


def test_a_word_more_makes_another_audience_but_not_another_body() -> None:
    two = ("Fishers", "Fishers of herring")
    (pair,) = duplicates(graph(bodies(*two)), threshold=0.1)
    audiences = {"audience/0": [two[0]], "audience/1": [two[1]]}
    (narrower,) = duplicates(graph(audiences), kinds=["audience"], threshold=0.1)
    assert narrower.score < pair.score


def test_an_unknown_kind_is_named() -> None:
    with pytest.raises(UnknownNameError, match="'herring' is not a kind of thing"):
        duplicates(graph({}), kinds=("herring",))


WORDS = ("herring", "fishery", "national", "office", "board", "council", "wales", "scotland",
         "trust", "data", "research", "stockton", "hering", "counsil", "of", "2021")  # fmt: skip
NAMES = st.lists(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join), max_size=25
)


@settings(max_examples=200, deadline=None)
@given(NAMES)
def test_nothing_is_missed_for_not_comparing_everything(names: list[str]) -> None:
    things = [Party(f"x{at:03}", "organisation", name) for at, name in enumerate(names)]
    index = Index(things)
    every = {
        (one.party.iri, other.party.iri)
        for one, other in combinations(index.entries, 2)
        if judge(one, other, index.words).score >= THRESHOLD
    }
    assert {(pair.one.iri, pair.other.iri) for pair in _pairs(things, THRESHOLD)} == every


@settings(max_examples=200, deadline=None)
@given(NAMES)
def test_which_is_named_first_does_not_count(names: list[str]) -> None:
    index = Index(Party(f"x{at}", "organisation", name) for at, name in enumerate(names))
    for one, other in combinations(index.entries, 2):
        there, back = (judge(a, b, index.words) for a, b in ((one, other), (other, one)))
        assert there.score == back.score
        assert 0 <= there.score <= 1


def test_a_thousand_bodies_of_one_name_are_not_compared_each_with_each() -> None:
    things = [Party(f"x{at}", "organisation", "Herring Board") for at in range(2_000)]
    found = list(_pairs(things, THRESHOLD))
    assert 2_000 <= len(found) <= 100_000
