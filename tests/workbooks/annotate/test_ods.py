"""OpenDocument spreadsheets: notes at single cells of what is written once for many."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from openpyxl.utils import get_column_letter
from tests.workbooks.annotate.samples import (
    EXPECTED,
    OFFICE,
    PROBLEMS,
    TABLE,
    TEXT,
    ods_notes,
    opened,
    parts,
    rich,
    values,
    write,
)

from uegraph.errors import Problem, SourceError
from uegraph.workbooks.annotate import annotate

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Convert = Callable[[Path, str], Path]

XLSX = "xlsx:Calc MS Excel 2007 XML"
NAMES = (f'xmlns:table="{TABLE[1:-1]}" xmlns:office="{OFFICE[1:-1]}" xmlns:text="{TEXT[1:-1]}" '
         'xmlns:q="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
         'xmlns:dc="http://purl.org/dc/elements/1.1/"')  # fmt: skip


def content(table: str, styles: str = "<office:automatic-styles/>") -> str:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {NAMES} '
        f'office:version="1.2">{styles}<office:body><office:spreadsheet><table:table '
        f'table:name="Organisations"><table:table-column/>{table}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )


def spreadsheet(path: Path, text: str, manifest: str = "<manifest/>") -> Path:
    mime = "application/vnd.oasis.opendocument.spreadsheet"
    return write(path, {"mimetype": mime, "content.xml": text, "META-INF/manifest.xml": manifest})


def grid(path: Path) -> list[list[str]]:
    """Every row and cell written out, blanks at the ends left out; notes are no part of it."""
    root = etree.fromstring(parts(path)["content.xml"])
    rows: list[list[str]] = []
    for line in next(root.iter(f"{TABLE}table")).iter(f"{TABLE}table-row"):
        cells: list[str] = []
        for cell in line:
            text = "|".join("".join(p.itertext()) for p in cell.findall(f"{TEXT}p"))  # type: ignore[arg-type]
            cells += [text] * int(cell.get(f"{TABLE}number-columns-repeated", "1"))
        while cells and not cells[-1]:
            cells.pop()
        rows += [cells] * int(line.get(f"{TABLE}number-rows-repeated", "1"))
    while rows and not rows[-1]:
        rows.pop()
    return rows


@pytest.mark.office
def test_a_spreadsheet_by_libreoffice(tmp_path: Path, convert: Convert) -> None:
    source = convert(rich(tmp_path / "w.xlsx"), "ods")
    before = source.read_bytes()
    outcome = annotate(source, PROBLEMS, tmp_path / "out.ods")
    assert outcome.notes == len(EXPECTED)
    assert source.read_bytes() == before
    old, new = parts(source), parts(tmp_path / "out.ods")
    assert [name for name in old if old[name] != new[name]] == ["content.xml"]
    assert list(old) == list(new)
    both = {("Organisations", "B3"): f"My own note\n{EXPECTED['Organisations', 'B3']}"}
    expected = {**ods_notes(source), **EXPECTED, **both}
    assert ods_notes(tmp_path / "out.ods") == expected
    again = convert(tmp_path / "out.ods", "ods")
    assert ods_notes(again) == expected
    was = values(opened(convert(source, XLSX), values=True))
    now = values(opened(convert(tmp_path / "out.ods", XLSX), values=True))
    assert {place: value for place, value in now.items() if place[0] != "Problems 2"} == was
    rows = {place: value for place, value in now.items() if place[0] == "Problems 2"}
    assert rows["Problems 2", "F4"] in {problem.message for problem in PROBLEMS}
    annotate(again, (), tmp_path / "clean.ods")
    assert ods_notes(tmp_path / "clean.ods") == ods_notes(source)


def cell_text(text: str, count: int, prefix: str) -> str:
    repeated = f' table:number-columns-repeated="{count}"' if count else ""
    held = f"<text:p>{text}</text:p>" if text else ""
    return f"<{prefix}:table-cell{repeated}>{held}</{prefix}:table-cell>"


def row_text(cells: list[str], count: int, space: str) -> str:
    repeated = f' table:number-rows-repeated="{count}"' if count else ""
    return f"<table:table-row{repeated}>{''.join(cells)}</table:table-row>{space}"


CELLS = st.builds(
    cell_text,
    st.sampled_from(["", "x", "é&amp;b"]),
    st.sampled_from([0, 0, 2, 5]),
    st.sampled_from(["table", "q"]),
)
ROWS = st.builds(
    row_text,
    st.lists(CELLS, min_size=1, max_size=4),
    st.sampled_from([0, 0, 2, 7]),
    st.sampled_from(["", "\n  ", "<!-- between -->"]),
)
PLACES = st.lists(st.tuples(st.integers(1, 40), st.integers(1, 12)), max_size=8, unique=True)


def problem(row: int, column: int) -> Problem:
    cell = f"{get_column_letter(column)}{row}"
    return Problem("w.ods", "Organisations", row, "x", f"at {cell}", "Mend.", "error", "r", cell)


@settings(deadline=None, max_examples=150)
@given(rows=st.lists(ROWS, min_size=1, max_size=6), first=PLACES, then=PLACES)
def test_notes_stand_where_they_should_and_no_value_moves(
    tmp_path_factory: pytest.TempPathFactory,
    rows: list[str],
    first: list[tuple[int, int]],
    then: list[tuple[int, int]],
) -> None:
    folder = tmp_path_factory.mktemp("random")
    source = spreadsheet(folder / "w.ods", content("".join(rows)))
    for places in (first, then):
        out = folder / f"{source.stem}-out.ods"
        annotate(source, [problem(*place) for place in places], out)
        assert ods_notes(out) == {
            ("Organisations", (cell := f"{get_column_letter(column)}{row}")):
            f"uegraph error: at {cell}. Mend." for row, column in places
        }  # fmt: skip
        assert grid(out) == grid(source)
        source = out


def test_only_the_rows_with_notes_and_the_table_are_new(tmp_path: Path) -> None:
    rows = [f"<table:table-row ><table:table-cell\n><text:p>{at}</text:p></table:table-cell>"
            "</table:table-row>" for at in range(1, 10)]  # fmt: skip
    source = spreadsheet(tmp_path / "w.ods", content("".join(rows)))
    annotate(source, [problem(4, 1)], tmp_path / "out.ods")
    text = parts(tmp_path / "out.ods")["content.xml"].decode()
    assert all(row in text for at, row in enumerate(rows, start=1) if at != 4)


REFUSED = {
    "encrypted": (content(""), "<manifest><encryption-data/></manifest>", "is encrypted"),
    "bomb": ('<!DOCTYPE a [<!ENTITY b "c">]>' + content("")[38:], "", "document type"),
    "no tables": (content("").replace("table:name", "x").replace("<table:table", "<table:t")
                  .replace("</table:table", "</table:t"), "", "has no sheets"),
    "broken": (content("")[:-5], "", "is not XML"),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_added_to_is_refused(case: str, tmp_path: Path) -> None:
    text, manifest, words = REFUSED[case]
    with pytest.raises(SourceError, match=words):
        annotate(spreadsheet(tmp_path / "w.ods", text, manifest), PROBLEMS, tmp_path / "o.ods")
    with pytest.raises(SourceError, match="not an OpenDocument spreadsheet"):
        annotate(write(tmp_path / "x.ods", {"a": "b"}), PROBLEMS, tmp_path / "o.ods")
