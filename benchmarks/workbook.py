"""Measures a large workbook: read, checked and built, against the naive way and the floor.

Run it with ``python -m benchmarks.workbook``, with other numbers of rows after it if you like. Each
measurement is a process of its own, so that its time and its peak memory are its own.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from benchmarks.measuring import Taken, measure

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import rdflib

ROWS: Final = 100_000
NAIVE_ROWS: Final = (1_000, 2_000)
CACHE: Final = Path("build", "benchmarks")

_THEMES: Final = ("Housing", "Health", "Transport", "Crime", "Economy", "Census", "Education",
                  "Environment", "Migration", "Labour market", "Trade", "Travel")  # fmt: skip
_PLACES: Final = ("Riverside", "Hill End", "Oldtown", "Newport Road", "Castle Ward")
_TYPES: Final = ("meeting", "event", "workshop", "survey")
_FORMATS: Final = ("in person", "online", "hybrid")


def workbook(rows: int) -> Path:
    """A workbook with so many activities, each column of the shapes in its place; made once."""
    import xlsxwriter

    from uegraph import shapes

    path = CACHE / f"activities-{rows}.xlsx"
    if path.exists():
        return path
    CACHE.mkdir(parents=True, exist_ok=True)
    columns = [column.header for column in shapes.tables()["activities"].columns]
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        for name, values in (("Themes", _THEMES), ("Places", _PLACES)):
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, ["name", "broader"] if name == "Places" else ["name"])
            for at, label in enumerate(values, start=1):
                sheet.write_row(at, 0, [label, "North West"] if name == "Places" else [label])
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        sheet = book.add_worksheet("Activities")
        sheet.write_row(0, 0, ["id", *columns])
        for number in range(1, rows + 1):
            for at, value in enumerate(_activity(number, columns)):
                if isinstance(value, int):
                    sheet.write_number(number, at, value, day)
                elif value:
                    sheet.write_string(number, at, value)
    return path


def _activity(number: int, columns: list[str]) -> Iterator[str | int]:
    yield f"activity-{number}"
    values: dict[str, str | int] = {
        "name": f"Meeting {number} on {_THEMES[number % 12].lower()} with users of the figures",
        "type": _TYPES[number % 4],
        "purpose": "gather views|build relationships" if number % 2 else "gather views",
        "themes": _THEMES[number % 12],
        "place": _PLACES[number % 5],
        "format": _FORMATS[number % 3],
        "when": 44_927 + number % 700,
        "status": "held",
        "public": "yes" if number % 3 else "no",
        "note": f"Notes were taken by the team of room {number % 300}." if number % 4 == 0 else "",
    }
    for column in columns:
        yield values.get(column, "")


def read(path: Path) -> None:
    """Ours: the workbook as text, with all that is to be said of it."""
    from uegraph.ingest.grids import read_book

    book = read_book(path.read_bytes(), path.name)
    print(sum(len(grid.records) for grid in book.grids), "rows")


def build(path: Path) -> None:
    """Ours: checked and built into a folder."""
    from uegraph import ingest

    with tempfile.TemporaryDirectory() as folder:
        print(ingest.build([path], str(Path(folder) / "store")).triples, "triples")


def check(path: Path) -> None:
    """Ours: checked only."""
    from uegraph import ingest

    print(len(ingest.check([path])), "problems")


def prepare(path: Path) -> None:
    """Write the N-Quads that the floor loads; not measured."""
    from uegraph import ingest

    with tempfile.TemporaryDirectory() as folder:
        built = ingest.build([path], str(Path(folder) / "store"))
        _ready(path).write_bytes(built.store.dump())


def _ready(path: Path) -> Path:
    return path.with_suffix(".nq")


def floor(path: Path) -> None:
    """The least that is to be done: the fastest reader, then loading statements that are ready."""
    import pyoxigraph
    import python_calamine

    with python_calamine.CalamineWorkbook.from_path(path) as book:
        cells = [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]
    print(sum(map(len, cells)), "rows")
    with tempfile.TemporaryDirectory() as folder:
        store = pyoxigraph.Store(folder)
        store.bulk_load(path=str(_ready(path)), format=pyoxigraph.RdfFormat.N_QUADS)
        store.flush()


def naive(path: Path) -> None:
    """What one would write first: openpyxl, a graph of rdflib, pySHACL with the same shapes."""
    import openpyxl
    import pyshacl
    import rdflib

    from uegraph import resources

    graph = rdflib.Graph()
    book = openpyxl.load_workbook(path, data_only=True)
    for sheet in book.worksheets:
        rows = sheet.iter_rows(values_only=True)
        headings = [str(cell) for cell in next(rows)]
        for number, values in enumerate(rows, start=2):
            row: dict[str, object] = dict(zip(headings, values, strict=True))
            subject = _state(graph, sheet.title.lower(), row)
            _trace(graph, subject, f"{path.name}/{sheet.title}", number)
    shapes = rdflib.Graph().parse(resources.root() / "ontology" / "shapes.ttl")
    pyshacl.validate(graph, shacl_graph=shapes)
    print(len(graph), "triples")


def _trace(graph: rdflib.Graph, subject: rdflib.term.Node, sheet: str, number: int) -> None:
    """Where a row stands, as every answer's receipt needs it."""
    import rdflib

    from uegraph.namespaces import ID, RDF_TYPE, expand

    row = rdflib.URIRef(f"{ID}table/{sheet}#row={number}")
    graph.add((subject, rdflib.URIRef(expand("ueg:readFrom")), row))
    graph.add((row, rdflib.URIRef(RDF_TYPE), rdflib.URIRef(expand("ueg:TableRow"))))
    graph.add((row, rdflib.URIRef(expand("prov:atLocation")), rdflib.URIRef(f"{ID}table/{sheet}")))
    for name, value in (("file", sheet), ("sheet", sheet), ("fileHash", "0"), ("row", number)):
        graph.add((row, rdflib.URIRef(expand(f"ueg:{name}")), rdflib.Literal(value)))


def _state(graph: rdflib.Graph, table: str, row: dict[str, object]) -> rdflib.term.Node:
    """What a row says, as far as no check is needed to say it."""
    import rdflib

    from uegraph import shapes
    from uegraph.namespaces import ID, RDF_TYPE, SCHEME, expand

    model = shapes.tables()[table]
    slug = str(row.get("id") or row["name"]).lower().replace(" ", "-")
    subject = rdflib.URIRef(f"{ID}{model.kind}/{slug}")
    graph.add((subject, rdflib.URIRef(RDF_TYPE), rdflib.URIRef(model.target_class)))
    for column in model.columns:
        for text in str(row.get(column.header) or "").split("|"):
            written = text.lower().replace(" ", "-")
            if not text:
                continue
            if column.scheme:
                value: rdflib.term.Node = rdflib.URIRef(f"{SCHEME}{column.scheme}/{written}")
            elif column.classes:
                value = rdflib.URIRef(f"{ID}{column.name.rstrip('s')}/{written}")
            else:
                day = text.removesuffix(" 00:00:00")
                datatype = rdflib.URIRef(column.datatype or "")
                value = rdflib.Literal(
                    {"yes": "true", "no": "false"}.get(day, day), datatype=datatype
                )
                if column.path == expand("ueg:when"):
                    for end in ("ueg:earliest", "ueg:latest"):
                        graph.add((subject, rdflib.URIRef(expand(end)), rdflib.Literal(day)))
            graph.add((subject, rdflib.URIRef(column.path), value))
    return subject


WAYS: Final[dict[str, Callable[[Path], None]]] = {
    way.__name__: way for way in (read, check, build, prepare, floor, naive)
}


def measure_way(way: str, path: Path) -> Taken:
    """Do it in a process of its own."""
    return measure("benchmarks.workbook", way, str(path))


def main() -> None:
    """Measure every way and print the table."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    large = workbook(rows)
    measure_way("prepare", large)
    taken = {way: measure_way(way, large) for way in ("read", "check", "build", "floor")}
    small = {size: measure_way("naive", workbook(size)) for size in NAIVE_ROWS}
    print("| way | rows | s | peak memory, MB | result |\n| --- | --- | --- | --- | --- |")
    for way, found in taken.items():
        print(f"| {way} | {rows:,} | {found.seconds:.1f} | {found.mebibytes:,} | {found.said} |")
    for size, found in small.items():
        print(f"| naive | {size:,} | {found.seconds:.1f} | {found.mebibytes:,} | {found.said} |")
    first, second = small.values()
    a_row = (second.seconds - first.seconds) / (NAIVE_ROWS[1] - NAIVE_ROWS[0])
    whole = second.seconds + a_row * (rows - NAIVE_ROWS[1])
    ours = taken["build"].seconds
    print(f"\nbuild / floor: {ours / taken['floor'].seconds:.1f}")
    print(
        f"naive / build: {whole / ours:.0f}, the naive way scaled to {whole:.0f} s from two sizes"
    )


if __name__ == "__main__":
    if len(sys.argv) > 2:
        WAYS[sys.argv[1]](Path(sys.argv[2]))
    else:
        main()
