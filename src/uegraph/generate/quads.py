"""The programme as N-Quads: line for line what ``uegraph build`` would make of its tables.

The statements are written by the code that a build uses, from the terms that reading the tables
would give. Receipts name the rows of the tables that the same seed makes.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final

from uegraph import shapes
from uegraph.generate import tables
from uegraph.generate.rows import Said
from uegraph.ingest.settings import FILE, read_settings
from uegraph.ingest.source import Cell, Dataset, Row, Sheet
from uegraph.ingest.triples import description, graph_source, row_quads
from uegraph.ingest.values import literal
from uegraph.namespaces import EDTF, ID, PREFIXES, SCHEME

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from uegraph.generate.plan import Plan
    from uegraph.generate.rows import Value
    from uegraph.shapes import Column, Table

_CHUNK: Final = 20_000
_XSD: Final = PREFIXES["xsd"]
_TRUE: Final = {"yes": "true", "no": "false"}
_BLANK: Final = Cell()


def chunks(plan: Plan, digests: Mapping[str, str], path: Path) -> Iterator[tuple[str, bytes, int]]:
    """The programme, some lines at a time: what is told of, the lines, and how many.

    Args:
        plan: The programme.
        digests: The SHA-256 of each table's bytes.
        path: What the data set is called in messages.
    """
    dataset = _dataset(plan, digests, path)
    told: dict[str, Row] = {}
    for sheet in dataset.sheets:
        lines = _lines(plan, dataset, sheet, told)
        while piece := list(islice(lines, _CHUNK)):
            yield sheet.table.name, "".join(piece).encode(), len(piece)
    last = [*description(dataset), *(line for row in told.values() for line in graph_source(row))]
    yield "receipts", "".join(last).encode(), len(last)


def _dataset(plan: Plan, digests: Mapping[str, str], path: Path) -> Dataset:
    settings, _ = read_settings(tables.settings(plan), FILE, fallback=tables.NAME)
    sheets = (_sheet(table, digests[name]) for name, table in shapes.tables().items()
              if name in digests)  # fmt: skip
    return Dataset(path, FILE, "", settings, tuple(sheets))


def _sheet(table: Table, digest: str) -> Sheet:
    file = f"{table.name}.csv"
    columns = tuple(enumerate(table.columns, 1))
    headings = ("id", *(column.header for column in table.columns))
    width = len(headings)
    return Sheet(table, file, file, "", digest, 1, headings, columns, 0, (width, width), (),
                 complete=True)  # fmt: skip


def _lines(plan: Plan, dataset: Dataset, sheet: Sheet, told: dict[str, Row]) -> Iterator[str]:
    """What the rows of a table say; ``told`` is filled with the sources that give evidence."""
    stem = f"{ID}{sheet.table.kind}/"
    terms = {c.header: (at, _term(c, sheet.table)) for at, (_, c) in enumerate(sheet.columns)}
    blank = [_BLANK] * len(terms)
    for number, line in enumerate(tables.ROWS[sheet.table.name](plan), 2):
        cells = blank.copy()
        for header, value in line.cells.items():
            if value:
                at, term = terms[header]
                cells[at] = _cell(value, term)
        row = Row(dataset, sheet, number, line.id, stem + line.id, tuple(cells))
        yield from row_quads(row, _source(dataset, line.source, told), {})


def _source(dataset: Dataset, slug: str, told: dict[str, Row]) -> Row | None:
    """The row of a source; what it says elsewhere does not matter here."""
    if slug and slug not in told:
        sheet = dataset.sheets[0]
        told[slug] = Row(dataset, sheet, 0, slug, f"{ID}{sheet.table.kind}/{slug}", ())
    return told.get(slug)


def _cell(value: Value | tuple[Value, ...], term: Callable[[str], str]) -> Cell:
    if isinstance(value, Said):
        return Cell((term(value.value),))
    if isinstance(value, str):
        return Cell((term(value),))
    said = (one.value if isinstance(one, Said) else one for one in value)
    return Cell(tuple(dict.fromkeys(map(term, said))))


def _term(column: Column, table: Table) -> Callable[[str], str]:
    """How a value of a column becomes a term."""
    if known := _known(column, table):
        return known.__getitem__
    if column.classes:
        return _reference
    if column.datatype == f"{_XSD}boolean":
        return lambda said: literal(_TRUE[said], column.datatype)
    if column.datatype in (f"{_XSD}integer", EDTF):
        return lambda said: literal(said, column.datatype)
    return literal if column.datatype else lambda address: f"<{address}>"


def _known(column: Column, table: Table) -> dict[str, str]:
    """The terms of a column that takes words of a list; empty for any other."""
    if column.values_from == "columns":
        return {each.header: f"<{each.path}>" for each in table.columns}
    if column.values_from == "tables":
        return {each.name: f"<{each.target_class}>" for each in shapes.tables().values()}
    concepts = shapes.concepts(column.scheme) if column.scheme else {}
    return {slug: f"<{concept.iri}>" for slug, concept in concepts.items()}


def _reference(name: str) -> str:
    return f"<{SCHEME}place/{name[1:]}>" if name[0] == ":" else f"<{ID}{name}>"
