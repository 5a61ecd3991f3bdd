"""Values into queries and out again: nothing is lost, nothing gets in."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import cast

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st

from uegraph.errors import QuerySyntaxError, StoreError
from uegraph.store import Kind, open_store, serialise_term
from uegraph.store.terms import from_json, to_rdflib, to_value

TEXT = st.text(alphabet=st.characters(exclude_categories=["Cs"]))
TRICKY = st.lists(
    st.sampled_from(
        ["\\", "u", "U", "0022", "0", '"', "'", "\n", "\r", "\x01", "\x00", "{", "é", "a"]
    )
).map("".join)


def query_for(term: str) -> str:
    return f"SELECT ?x WHERE {{ VALUES ?x {{ {term} }} }}"


@settings(deadline=None, max_examples=500)
@given(TEXT | TRICKY)
def test_any_text_survives_the_round_trip_on_oxigraph(text: str) -> None:
    query = query_for(serialise_term(text, "string"))
    with open_store() as store:
        rows = store.select(query, trusted=True)
    assert list(rows) == [(text,)]
    assert rows.to_rdflib() == [(rdflib.Literal(text),)]


@settings(deadline=None, max_examples=150)
@given(TEXT | TRICKY)
def test_any_text_survives_the_round_trip_on_rdflib(text: str) -> None:
    query = query_for(serialise_term(text, "string"))
    assert list(rdflib.Graph().query(query)) == [(rdflib.Literal(text),)]


@pytest.mark.parametrize(
    ("value", "kind", "expected"),
    [
        ("https://example.org/é", "iri", "https://example.org/é"),
        (7, "integer", 7),
        ("-12", "integer", -12),
        ("0.25", "decimal", Decimal("0.25")),
        (Decimal("1E+3"), "decimal", Decimal(1000)),
        (True, "boolean", True),
        ("FALSE", "boolean", False),
        (date(2024, 4, 1), "date", "2024-04-01"),
        ("2022-10", "edtf", "2022-10"),
        ("x", "string", "x"),
    ],
)
def test_a_value_of_each_kind_survives(
    value: str | float | Decimal | date, kind: str, expected: object
) -> None:
    query = query_for(serialise_term(value, cast("Kind", kind)))
    with open_store() as store:
        rows = store.select(query)
    assert list(rows) == [(expected,)]
    assert [tuple(row) for row in rdflib.Graph().query(query)] == rows.to_rdflib()  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ("a b", "iri"),
        ("relative", "iri"),
        ("http://e/> } SERVICE <http://e/x", "iri"),
        ("http://e/\n", "iri"),
        ("\ud800", "string"),
        ("http://e/\ud800", "iri"),
        ("seven", "integer"),
        (1.5, "integer"),
        (True, "integer"),
        ("NaN", "decimal"),
        ("x", "decimal"),
        ("maybe", "boolean"),
        ("2024-13-01", "date"),
        ("1 April 2024", "date"),
        (datetime(2024, 4, 1), "date"),  # noqa: DTZ001 - any time of day is refused
    ],
)
def test_what_is_not_of_its_kind_is_refused(value: str | float | date, kind: str) -> None:
    with pytest.raises(QuerySyntaxError, match=f"not a valid {kind}"):
        serialise_term(value, cast("Kind", kind))


XSD = "http://www.w3.org/2001/XMLSchema#"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", None),
        ("<http://e/x>", "http://e/x"),
        ("_:b1", "_:b1"),
        ("true", True),
        ("12", 12),
        ("1.50", Decimal("1.50")),
        ("1e3", 1000.0),
        (f'"INF"^^<{XSD}double>', float("inf")),
        (f'"x"^^<{XSD}integer>', "x"),
        (f'"1_0"^^<{XSD}integer>', "1_0"),
        (f'"1.2.3"^^<{XSD}decimal>', "1.2.3"),
        (f'"maybe"^^<{XSD}boolean>', "maybe"),
        (f'"0"^^<{XSD}boolean>', False),
        (f'"5"^^<{XSD}nonNegativeInteger>', 5),
        (f'"2024-04-01"^^<{XSD}date>', "2024-04-01"),
        ('"a\\tb\\"c\\\\d\\u00e9\\U0001F600"@en', 'a\tb"c\\dé😀'),
        ('<<( <http://e/a> <http://e/b> "c" )>>', '<<( <http://e/a> <http://e/b> "c" )>>'),
    ],
)
def test_a_terms_text_as_a_plain_value(text: str, expected: object) -> None:
    value = to_value(text)
    assert value == expected
    assert type(value) is type(expected)


def test_rdflib_has_no_quoted_triples() -> None:
    with pytest.raises(StoreError, match="quoted triple"):
        to_rdflib('<<( <http://e/a> <http://e/b> "c" )>>')


@given(TEXT)
def test_json_cells_read_as_oxigraph_writes_them(text: str) -> None:
    engine = ox.Store()
    query = query_for(serialise_term(text, "string"))
    solutions = cast("ox.QuerySolutions", engine.query(query))
    tsv = solutions.serialize(format=ox.QueryResultsFormat.TSV)
    assert tsv is not None
    assert from_json({"type": "literal", "value": text}) == tsv.decode()[len("?x\n") : -1]


def test_json_cells_of_other_kinds() -> None:
    part = {"type": "uri", "value": "http://e/a"}
    triple = {"subject": part, "predicate": part, "object": {"type": "bnode", "value": "b"}}
    assert from_json({"type": "triple", "value": triple}) == "<<( <http://e/a> <http://e/a> _:b )>>"
    arabic = {"type": "literal", "value": "x", "xml:lang": "ar", "its:dir": "rtl"}
    assert from_json(arabic) == '"x"@ar--rtl'
    with pytest.raises(StoreError, match="no RDF term"):
        from_json({"type": "uri"})
