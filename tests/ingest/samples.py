"""Tables for the tests, made from the shapes so that a new column is tested without a change."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Final

from uegraph import shapes
from uegraph.namespaces import EDTF, expand

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from uegraph.shapes import Column, Table

SETTINGS: Final = "name: sample\ntitle: A sample\n"
SOURCES: Final = (
    "id,name,url,licence\n"
    "report,The report,https://example.org/report,https://example.org/licence\n"
    "register,A register,https://example.org/register,https://example.org/licence\n"
)
PASSAGES: Final = (
    "id,source,section,paragraph\np1,report,Introduction,1\np2,report,Introduction,2\n"
    "r1,register,Bodies,1\n"
)
ORGANISATIONS: Final = "id,name,type,evidence\n"

Rows = "Mapping[str, Sequence[Mapping[str, str]]]"


def folder(place: Path, settings: str = SETTINGS, **tables: str | bytes) -> Path:
    """A data set's folder; sources and passages are there unless given."""
    place.mkdir(parents=True, exist_ok=True)
    (place / "dataset.yml").write_text(settings, encoding="utf-8")
    for name, content in {"sources": SOURCES, "passages": PASSAGES, **tables}.items():
        data = content.encode() if isinstance(content, str) else content
        (place / f"{name}.csv").write_bytes(data)
    return place


def own(place: Path, settings: str = SETTINGS, **tables: str | bytes) -> Path:
    """The folder of a team that records its own work: nothing in it was read in a source."""
    nothing = {"sources": "id,name,url,licence\n", "passages": "id,source,section,paragraph\n"}
    return folder(place, settings, **(nothing | tables))


def table_text(rows: Sequence[Sequence[str]]) -> str:
    """Rows as CSV by the standard library's writer."""
    out = io.StringIO(newline="")
    csv.writer(out).writerows(rows)
    return out.getvalue()


def good_value(column: Column, table: Table) -> str:
    """A value that a column accepts; rows are referred to as ``{kind}-a``."""
    if column.values_from == "columns":
        return table.columns[0].header
    if column.values_from == "tables":
        return "themes"
    if column.scheme:
        return next(iter(shapes.concepts(column.scheme)))
    if column.classes:
        return f"{shapes.accepted_tables(column)[0].kind}-a"
    known = {
        expand("xsd:string"): "Some “text”, with a comma",
        expand("xsd:integer"): str(column.max_value or 3),
        expand("xsd:boolean"): "true",
        EDTF: "2022-10",
        None: "https://example.org/page",
    }
    return known[column.datatype]


def good_rows() -> dict[str, list[dict[str, str]]]:
    """Two rows a table: ``{kind}-a`` with what is required, ``{kind}-b`` with everything."""
    found = {}
    for table in shapes.tables().values():
        values = {column.header: good_value(column, table) for column in table.columns}
        needed = {column.header: bool(column.min_count) for column in table.columns}
        if table.name == "places":
            values["broader"] = "uk"
        found[table.name] = [
            {"id": f"{table.kind}-a", **{h: v if needed[h] else "" for h, v in values.items()}},
            {"id": f"{table.kind}-b", **values},
        ]
    for row, other in zip(found["decisions"], ("organisation-b", "audience-a"), strict=True):
        row["other"] = other  # nothing is decided about a thing and itself, nor twice
    return found


def as_tables(rows: Mapping[str, Iterable[Mapping[str, str]]]) -> dict[str, str]:
    """Rows by table as CSV texts."""
    texts = {}
    for name, members in rows.items():
        headers = ["id", *(column.header for column in shapes.tables()[name].columns)]
        body = [[row.get(header, "") for header in headers] for row in members]
        texts[name] = table_text([headers, *body])
    return texts
