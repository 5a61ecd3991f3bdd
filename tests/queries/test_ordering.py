"""Answers that are put in order here, against the order of the engine."""

from __future__ import annotations

from typing import Any, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from uegraph import ingest, queries, resources
from uegraph.queries.ordering import answer, in_order
from uegraph.queries.text import order
from uegraph.store import serialise_term
from uegraph.store.embedded import in_memory
from uegraph.store.rows import Rows

QUESTIONS: Final = [query for query in queries.questions().values() if query.form == "select"]
# Between kinds of literal SPARQL leaves the order open; Oxigraph knows integers of 64 bits.
LITERALS: Final = (
    st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=3).map(
        lambda text: serialise_term(text, "string")
    ),
    st.integers(-(2**63), 2**63 - 1).map(lambda number: serialise_term(number, "integer")),
    st.decimals(-99, 99, places=2).map(lambda number: serialise_term(number, "decimal")),
)
IRIS: Final = st.integers(0, 30).map(lambda number: f"<urn:{number}>")


@pytest.fixture(scope="module")
def shipped() -> Any:
    return ingest.build(list(resources.datasets().values()), ":memory:").store


def test_every_question_is_answered_in_the_order_in_which_it_ends(shipped: Any) -> None:
    here = [query for query in QUESTIONS if order(query.text) is not None]
    assert len(here) > 130
    for query in here:
        rows = shipped.select(query.text, trusted=True)
        assert answer(shipped, query.text) == rows, query.name


@settings(max_examples=60)
@given(st.data())
def test_terms_are_ordered_as_the_engine_orders_them(data: st.DataObject) -> None:
    kinds = [data.draw(st.sampled_from(LITERALS)) for _ in range(2)]
    cells = [st.one_of(kind, IRIS, st.just("")) for kind in kinds]
    rows = data.draw(st.lists(st.tuples(*cells), min_size=2, max_size=12, unique=True))
    falls = data.draw(st.tuples(st.booleans(), st.booleans()))
    values = " ".join(f"({' '.join(cell or 'UNDEF' for cell in row)})" for row in rows)
    keys = " ".join(
        f"DESC(?{name})" if down else f"?{name}" for name, down in zip("ab", falls, strict=True)
    )
    text = f"SELECT ?a ?b WHERE {{ VALUES (?a ?b) {{ {values} }} }} ORDER BY {keys}"
    with in_memory() as store:
        assert answer(store, text).terms == store.select(text, trusted=True).terms


def test_numbers_that_no_float_holds_and_that_are_none_have_a_place() -> None:
    large = "9" * 400
    cells = ('"NaN"^^<http://www.w3.org/2001/XMLSchema#double>', large, f"{large}9", "-1", "")
    rows = Rows(("n",), tuple((cell,) for cell in cells))
    assert [cell for (cell,) in in_order(rows, (("n", False),)).terms] == [
        "", "-1", large, f"{large}9", cells[0]
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "SELECT ?a WHERE { ?a ?p ?b } ORDER BY ?b",
        "SELECT ?a WHERE { ?a ?p ?b } ORDER BY ?a LIMIT 3",
        "SELECT ?a WHERE { ?a ?p ?b } GROUP BY ?a ORDER BY MIN(?b) ?a",
        "SELECT ?a WHERE { ?a ?p ?b }",
    ],
)
def test_what_is_not_ordered_by_its_columns_is_left_to_the_engine(text: str) -> None:
    assert order(text) is None
