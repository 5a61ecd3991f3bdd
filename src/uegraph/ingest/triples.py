"""From checked rows to N-Quads: what each source says in its graph, and where it was read.

Nothing here depends on the clock, on chance or on the order of a folder: the same tables give
the same bytes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from uegraph import dates
from uegraph.ingest.across import source_of
from uegraph.ingest.values import address_fault, literal
from uegraph.namespaces import EDTF, PREFIXES, RDF_TYPE, expand, graph_iri

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from uegraph.ingest.source import Dataset, Row, Sheet

_XSD: Final = PREFIXES["xsd"]
_EARLIEST: Final = expand("ueg:earliest")
_LATEST: Final = expand("ueg:latest")
# What happens or appears at a time can be compared by its first and last day. The period of a
# scope is not an event, and is read by coverage alone.
_DATED: Final = (expand("ueg:when"), expand("dcterms:issued"))
_NAME: Final = expand("skos:prefLabel")
_OTHER_NAME: Final = expand("skos:altLabel")
_ROW: Final = (
    f"<{RDF_TYPE}> <{expand('ueg:TableRow')}>",
    f"<{expand('ueg:file')}>",
    f"<{expand('ueg:fileHash')}>",
    f"<{expand('ueg:row')}>",
    f"<{expand('prov:atLocation')}>",
)
_SHEET: Final = f"<{expand('ueg:sheet')}>"
_READ_FROM: Final = f"<{expand('ueg:readFrom')}>"


def trace_graph() -> str:
    """The named graph that tells from which row of which table each thing was made."""
    return graph_iri("trace")


def quads(
    datasets: Sequence[Dataset], rows: Sequence[Row], named: Mapping[str, str] | None = None
) -> Iterator[str]:
    """Every statement of the rows and about them, as lines of N-Quads, each with its line end.

    Args:
        datasets: The data sets.
        rows: Their rows.
        named: Names of things, as terms, that are theirs whichever row comes first.
    """
    sources = source_of(rows)
    owners = {f"<{row.iri}>": row for row in rows}
    names = dict(named or {})
    for row in rows:
        yield from row_quads(row, owners.get(sources.get(row.place, "")), names)
    for dataset in datasets:
        yield from description(dataset)
    used = set(sources.values())
    for row in rows:
        if f"<{row.iri}>" in used:
            yield from graph_source(row)


def row_quads(row: Row, source: Row | None, names: dict[str, str]) -> Iterator[str]:
    """What a row says and where it was read.

    Args:
        row: The row.
        source: The row of the source that its evidence stands in, where it has some.
        names: The name of each thing so far, as terms; what the row names joins them.
    """
    settings = row.dataset.settings
    graph = _graph(source) if source else graph_iri(settings.name, base=settings.base)
    yield from _statements(row, names, f"<{graph}> .\n")
    yield from _trace(row)


def _graph(source: Row) -> str:
    return graph_iri(source.slug, base=source.dataset.settings.base)


def _statements(row: Row, names: dict[str, str], end: str) -> Iterator[str]:
    """What a row says.

    A thing has one name (SKOS, condition S14): where another row has named it already, the name
    that this row gives becomes an alternative one.
    """
    subject = f"<{row.iri}>"
    table = row.sheet.table
    yield f"{subject} <{RDF_TYPE}> <{table.target_class}> {end}"
    for path, value in table.constants:
        yield f"{subject} <{path}> <{value}> {end}"
    for (_, column), cell in zip(row.sheet.columns, row.cells, strict=True):
        for term in cell.terms:
            if column.inverse:
                yield f"{term} <{column.path}> {subject} {end}"
                continue
            path = column.path
            if path == _NAME and names.setdefault(row.iri, term) != term:
                path = _OTHER_NAME
            yield f"{subject} <{path}> {term} {end}"
            if column.path in _DATED and column.datatype == EDTF:
                yield from _days(subject, term, end)


def _days(subject: str, term: str, end: str) -> Iterator[str]:
    days = dates.interval(term.split('"')[1])
    for path, day in ((_EARLIEST, days.earliest), (_LATEST, days.latest)):
        if day:
            yield f"{subject} <{path}> {literal(day.isoformat(), _XSD + 'date')} {end}"


def _trace(row: Row) -> Iterator[str]:
    end = f"<{trace_graph()}> .\n"
    place = sheet_iri(row.dataset, row.sheet)
    subject = f"<{place}#row={row.number}>"  # RFC 7111: the header is row 1
    yield f"<{row.iri}> {_READ_FROM} {subject} {end}"
    a_row, file, digest, number, location = _ROW
    yield f"{subject} {a_row} {end}"
    yield f"{subject} {file} {literal(row.sheet.file)} {end}"
    if row.sheet.name:
        yield f"{subject} {_SHEET} {literal(row.sheet.name)} {end}"
    yield f"{subject} {digest} {literal(row.sheet.digest)} {end}"
    yield f"{subject} {number} {literal(str(row.number), _XSD + 'integer')} {end}"
    yield f"{subject} {location} <{place}> {end}"


def file_iri(dataset: Dataset, sheet: Sheet) -> str:
    """The identifier of a table's file."""
    return f"{dataset.settings.base}table/{dataset.settings.name}/{quote(sheet.file)}"


def sheet_iri(dataset: Dataset, sheet: Sheet) -> str:
    """The identifier of a table, to which ``#row=7`` adds a row."""
    file = file_iri(dataset, sheet)
    return f"{file}/{quote(sheet.name, safe='')}" if sheet.name else file


def description(dataset: Dataset) -> Iterator[str]:
    """What a receipt says of the data set: title, publisher, licence, date and its files."""
    end = f"<{trace_graph()}> .\n"
    settings = dataset.settings
    subject = f"<{settings.base}dataset/{settings.name}>"
    yield f"{subject} <{RDF_TYPE}> <{expand('dcat:Dataset')}> {end}"
    texts = (
        ("dcterms:title", settings.title),
        ("dcterms:publisher", settings.publisher),
        ("foaf:page", settings.url),
        ("dcterms:license", settings.licence),
    )
    for path, text in texts:
        if text:
            yield f"{subject} <{expand(path)}> {_address_or_text(text)} {end}"
    if settings.retrieved:
        yield f"{subject} <{expand('dcterms:date')}> {literal(settings.retrieved, EDTF)} {end}"
    for sheet in {sheet.file: sheet for sheet in dataset.sheets}.values():
        file = f"<{file_iri(dataset, sheet)}>"
        yield f"{subject} <{expand('dcat:distribution')}> {file} {end}"
        yield f"{file} <{RDF_TYPE}> <{expand('dcat:Distribution')}> {end}"
        yield f"{file} <{expand('dcterms:title')}> {literal(sheet.file)} {end}"
        yield f"{file} <{expand('dcterms:identifier')}> {literal('sha256:' + sheet.digest)} {end}"


def _address_or_text(text: str) -> str:
    return literal(text) if address_fault(text) else f"<{text}>"


def graph_source(source: Row) -> Iterator[str]:
    """Which source the graph of its facts speaks for."""
    end = f"<{trace_graph()}> .\n"
    graph = f"<{_graph(source)}>"
    yield f"{graph} <{RDF_TYPE}> <{expand('prov:Entity')}> {end}"
    yield f"{graph} <{expand('prov:hadPrimarySource')}> <{source.iri}> {end}"
