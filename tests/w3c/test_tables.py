"""The tables and the page say one thing, and leave nothing unexplained; no suite is needed."""

from __future__ import annotations

import rdflib
from tests.w3c import page, record
from tests.w3c.comparing import Table, same

OURS = {"inside", "guarded", "shapes"}
XSD = rdflib.XSD


def test_the_page_is_current() -> None:
    assert page.PAGE.read_text(encoding="utf-8") == page.text(), "python -m tests.w3c --write"


def test_every_row_says_whose_it_is_and_why() -> None:
    names = {row.case.rpartition("/")[0] for row in record.known()}
    assert names <= set(record.groups())
    for row in record.known():
        assert row.whose in record.OWNERS, row
        assert row.why not in {"", record.UNEXPLAINED}, row


def test_our_doors_fail_only_where_the_bare_engine_fails_too() -> None:
    """The guard, the worker and the conversion of rows break no query that the engine answers."""
    for row in record.known():
        if row.outcome == "failed" and OURS & set(row.by) and row.whose != "by design":
            assert set(row.by) == {"inside", "guarded", "oxigraph"}, row


def test_refusals_are_ours_and_meant() -> None:
    refused = [row for row in record.known() if row.outcome == "refused"]
    assert refused
    assert all(set(row.by) <= OURS and row.whose == "by design" for row in refused)


def literal(text: str, datatype: rdflib.URIRef | None = None) -> rdflib.Literal:
    return rdflib.Literal(text, datatype=datatype, normalize=False)


def table(*rows: tuple[rdflib.term.Identifier | None, ...], ordered: bool = False) -> Table:
    return Table(("a", "b")[: len(rows[0])], rows, ordered)


def test_answers_are_compared_as_terms() -> None:
    """A comparison that finds everything the same would make every case pass."""
    one, x, y = literal("1", XSD.integer), rdflib.BNode("x"), rdflib.BNode("y")
    assert same(table((literal("01", XSD.integer),)), table((one,)))
    assert same(table((literal("1.50", XSD.decimal),)), table((literal("1.5", XSD.decimal),)))
    assert same(table((x, x), (y, one)), table((y, one), (x, x)))
    assert same(table((one,), (literal("2"),)), table((literal("2"),), (one,)))
    for found, wanted in (
        (table((one,)), table((literal("1.0", XSD.decimal),))),
        (table((one,)), table((literal("1"),))),
        (table((one,)), table((one,), (one,))),
        (table((x, x)), table((x, y))),
        (table((x, one), (x, one)), table((x, one), (y, one))),
        (table((one, None)), table((None, one))),
        (table((one,), (literal("2"),), ordered=True), table((literal("2"),), (one,))),
        (table((rdflib.URIRef("x"),)), table((literal("x"),))),
        (table((rdflib.Literal("x", lang="en"),)), table((literal("x"),))),
        (True, False),
        (table((one,)), True),
    ):
        assert not same(found, wanted)
