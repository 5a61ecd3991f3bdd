"""Checks that need the whole: circles, evidence of one row from two sources, promised numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from uegraph import dates, shapes
from uegraph.errors import Problem
from uegraph.ingest.settings import FILE
from uegraph.namespaces import expand

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from uegraph.ingest.source import Dataset, Row

# A thing cannot be above itself. Properties of one line climb the same ladder: a body can be part
# of one body and unit of another, and a circle through both is as wrong as through one. The
# ontology's subproperties join in (an occurrence is part of its series). Other properties may run
# in circles: two bodies are members of each other's forums, two themes learn from each other.
_LADDERS: Final = tuple(
    tuple(map(expand, line))
    for line in (
        ("skos:broader",),
        ("dcterms:isPartOf",),
        ("org:subOrganizationOf", "org:unitOf"),
        ("prov:wasRevisionOf",),
    )
)
_PASSAGE: Final = expand("ueg:Passage")
_DOCUMENT: Final = expand("foaf:Document")
_WHEN: Final = expand("ueg:when")
_SERIES: Final = expand("ueg:occurrenceOf")


def problems_across(datasets: Sequence[Dataset], rows: Sequence[Row]) -> list[Problem]:
    """What is wrong between rows, though each row alone is right."""
    return [
        *(problem for ladder in _LADDERS for problem in _circles(rows, ladder)),
        *_mixed_evidence(rows),
        *_dates(rows),
        *(problem for dataset in datasets for problem in _promises(dataset, rows)),
    ]


def source_of(rows: Sequence[Row]) -> dict[str, str]:
    """For each row with evidence: the source that its passages stand in, both as terms.

    Where there are several, the first in sorted order: such rows are errors.
    """
    sources = _sources(rows)
    return {iri: min(found) for iri, found in sources.items() if found}


def _sources(rows: Sequence[Row]) -> dict[str, set[str]]:
    """Row to the sources of its evidence."""
    documents: dict[str, str] = {}
    for row in rows:
        if row.sheet.table.target_class == _PASSAGE:
            for _, term in _values_of_class(row, _DOCUMENT):
                documents[f"<{row.iri}>"] = term
    return {
        row.iri: {documents[term] for _, term in evidence if term in documents}
        for row in rows
        if (evidence := _values_of_class(row, _PASSAGE))
    }


def _values_of_class(row: Row, target: str) -> list[tuple[str, str]]:
    return [
        (column.header, term)
        for (_, column), cell in zip(row.sheet.columns, row.cells, strict=True)
        if column.classes == (target,)
        for term in cell.terms
    ]


def _mixed_evidence(rows: Sequence[Row]) -> Iterator[Problem]:
    sources = _sources(rows)
    for row in rows:
        found = sources.get(row.iri, set())
        if len(found) > 1:
            named = " and ".join(sorted(term.strip("<>").rpartition("/")[2] for term in found))
            header = _values_of_class(row, _PASSAGE)[0][0]
            message = f"the evidence comes from more than one source: {named}"
            remedy = "Name passages of one source; give what another source says its own row."
            yield row.sheet.problem(row.number, header, message, remedy, "check:evidence")


def _circles(rows: Sequence[Row], ladder: tuple[str, ...]) -> Iterator[Problem]:
    """One problem for each knot of rows that are, step by step, above themselves."""
    steps = shapes.narrower_properties(*ladder)
    rung = {f"<{row.iri}>": row for row in reversed(rows)}
    above: dict[str, dict[str, str]] = {}
    for row in rows:
        for column, term in row.values(*steps):
            if term in rung:
                above.setdefault(f"<{row.iri}>", {})[term] = column.header
    tied = _tied(above)
    while tied:
        start = min(tied, key=lambda term: (rung[term].sheet.label, rung[term].number))
        chain = _chain(start, above, tied)
        yield _circle(chain, rung, above)
        tied -= _knot(start, above, tied)


def _tied(above: Mapping[str, Mapping[str, str]]) -> set[str]:
    """What is left when everything with nothing above or nothing below is taken away."""
    left = set(above)
    for links in (above, _turned(above)):
        ends = [term for term in left if not left.intersection(links.get(term, ()))]
        counts = {term: len(left.intersection(links.get(term, ()))) for term in left}
        back = _turned(links)
        while ends:
            term = ends.pop()
            left.discard(term)
            for other in back.get(term, ()):
                if other in left:
                    counts[other] -= 1
                    if not counts[other]:
                        ends.append(other)
    return left


def _turned(links: Mapping[str, Mapping[str, str]]) -> dict[str, dict[str, str]]:
    turned: dict[str, dict[str, str]] = {}
    for low, ups in links.items():
        for up, name in ups.items():
            turned.setdefault(up, {})[low] = name
    return turned


def _chain(start: str, above: Mapping[str, Mapping[str, str]], tied: set[str]) -> list[str]:
    """The shortest way from a row up to itself, or up to the circle that it leads into."""
    came: dict[str, str] = {}
    ahead = [start]
    for term in ahead:
        for up in sorted(above.get(term, ())):
            if up == start:
                chain = [term]
                while chain[-1] != start:
                    chain.append(came[chain[-1]])
                return chain[::-1]
            if up in tied and up not in came:
                came[up] = term
                ahead.append(up)
    return []


def _knot(start: str, above: Mapping[str, Mapping[str, str]], tied: set[str]) -> set[str]:
    return {start}


def _circle(
    chain: list[str], rung: Mapping[str, Row], above: Mapping[str, Mapping[str, str]]
) -> Problem:
    raise NotImplementedError
