"""Workbooks of many makers for the tests, and what must hold of each once it bears notes."""

from __future__ import annotations

import io
import posixpath
import warnings
import zipfile
from typing import TYPE_CHECKING, Final

import openpyxl
import xlsxwriter
from lxml import etree
from openpyxl.comments import Comment
from openpyxl.utils import get_column_letter

from uegraph.errors import Problem

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
DOCUMENT: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
TABLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
OFFICE: Final = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TEXT: Final = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
PIXEL: Final = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c626001000000050001a5f645400000"
    "000049454e44ae426082"
)

PROBLEMS: Final = (
    Problem("w.xlsx", "Organisations", 2, "sector", "'helth' is not a known sector",
            "Did you mean 'health'?", "error", "shp:sector", "C2"),
    Problem("w.xlsx", "Organisations", 3, "name", "the name is odd", "Mend it.", "warning", "n",
            "B3"),
    Problem("w.xlsx", "Organisations", 5, "", "the row is broken", "Mend it.", "error", "row"),
    Problem("w.xlsx", "Organisations", 40, "far", "far away", "Come back.", "error", "far", "AB40"),
    Problem("w.xlsx", "O'Brien & <co>", 0, "", "the sheet is broken", "Mend it.", "error", "s"),
    Problem("w.xlsx", "O'Brien & <co>", 9, "x", "=cmd|'/c calc'!A1 _x0041_", "=1+1", "error", "f",
            "D9"),
    Problem("w.xlsx", "", 0, "", "the file is broken", "Mend it.", "error", "file"),
)  # fmt: skip
EXPECTED: Final = {
    ("Organisations", "C2"): "uegraph error: 'helth' is not a known sector. Did you mean 'health'?",
    ("Organisations", "B3"): "uegraph warning: the name is odd. Mend it.",
    ("Organisations", "A5"): "uegraph error: the row is broken. Mend it.",
    ("Organisations", "AB40"): "uegraph error: far away. Come back.",
    ("O'Brien & <co>", "A1"): "uegraph error: the sheet is broken. Mend it.",
    ("O'Brien & <co>", "D9"): "uegraph error: =cmd|'/c calc'!A1 _x0041_. =1+1",
}


def rich(path: Path) -> Path:
    """A workbook with as many features as XlsxWriter knows, two notes of people among them."""
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("Organisations")
    other = book.add_worksheet("O'Brien & <co>")
    red = book.add_format({"bg_color": "#FFC7CE"})
    sheet.write_row(0, 0, ["id", "name", "sector", "length"])
    for row in range(1, 12):
        sheet.write_row(row, 0, [f"org-{row}", f"Organisation {row}", "helth"])
        sheet.write_formula(row, 3, f"=LEN(B{row + 1})", red, len(f"Organisation {row}"))
    sheet.write_comment("B3", "My own note", {"author": "Jo"})
    sheet.write_comment("C9", "Another one", {"author": "Jo", "visible": True})
    sheet.conditional_format("D2:D9", {"type": "data_bar", "bar_only": True, "data_bar_2010": True})
    sheet.conditional_format("D2:D9", {"type": "cell", "criteria": ">", "value": 5, "format": red})
    sheet.data_validation("C2:C9", {"validate": "list", "source": ["health", "transport"]})
    sheet.add_sparkline("F2", {"range": "Organisations!D2:D9"})
    sheet.merge_range("H1:J3", "joined")
    sheet.insert_image("H20", "dot.png", {"image_data": io.BytesIO(PIXEL)})
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": "=Organisations!$D$2:$D$9"})
    sheet.insert_chart("L2", chart)
    sheet.insert_button("N20", {"caption": "Press"})
    sheet.add_table("P2:R6", {"name": "Extra"})
    sheet.autofilter("A1:D12")
    sheet.set_header("&L&G", {"image_left": "dot.png", "image_data_left": io.BytesIO(PIXEL)})
    sheet.ignore_errors({"number_stored_as_text": "A1:A9"})
    sheet.freeze_panes(1, 1)
    other.write("A1", "Only text")
    other.write_url("A2", "https://example.org/")
    other.protect("secret")
    book.add_chartsheet("Chart").set_chart(_chart(book))
    book.add_worksheet("Problems").write("A1", "What keeps us awake")
    book.define_name("Sectors", "=Organisations!$C$2:$C$9")
    book.close()
    return path


def _chart(book: xlsxwriter.Workbook) -> object:
    chart = book.add_chart({"type": "bar"})
    chart.add_series({"values": "=Organisations!$D$2:$D$9"})
    return chart


def plain(path: Path) -> Path:
    """A workbook by openpyxl, whose drawings of notes have prefixes of their own."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Organisations"
    sheet.append(["id", "name", "sector"])
    sheet.append(["a", "A", "helth"])
    sheet["B3"] = "B"
    sheet["B3"].comment = Comment("My own note", "Jo")
    book.create_sheet("O'Brien & <co>")["A1"] = "Only text"
    book.save(path)
    return path


def parts(path: Path) -> dict[str, bytes]:
    """All parts of a workbook."""
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def write(path: Path, content: Mapping[str, bytes | str]) -> Path:
    """A workbook of parts."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in content.items():
            archive.writestr(name, data)
    return path


def opened(path: Path, *, values: bool = False) -> openpyxl.Workbook:
    """A workbook as openpyxl reads it, which says at each thing it does not know that it drops it.

    That is why it cannot write the copies itself.
    """
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "(.*extension is|Print area).*", UserWarning)
        return openpyxl.load_workbook(path, data_only=values)


def values(book: openpyxl.Workbook) -> dict[tuple[str, str], object]:
    """What stands in each cell that holds something."""
    return {
        (sheet.title, cell.coordinate): cell.value
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    }


def notes(path: Path) -> dict[tuple[str, str], str]:
    """The notes that openpyxl finds, by sheet and cell."""
    book = opened(path)
    return {
        (sheet.title, cell.coordinate): cell.comment.text.replace("_x005F_", "_")
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.comment
    }


def ods_notes(path: Path) -> dict[tuple[str, str], str]:
    """The notes of an OpenDocument spreadsheet, by sheet and cell."""
    root = etree.fromstring(parts(path)["content.xml"])
    found = {}
    for table in root.iter(f"{TABLE}table"):
        row = 1
        for line in table.iter(f"{TABLE}table-row"):
            column = 1
            for cell in line:
                for note in cell.findall(f"{OFFICE}annotation"):
                    text = "\n".join("".join(p.itertext()) for p in note.findall(f"{TEXT}p"))  # type: ignore[arg-type]
                    assert cell.get(f"{TABLE}number-columns-repeated", "1") == "1"
                    place = f"{get_column_letter(column)}{row}"
                    found[table.get(f"{TABLE}name", ""), place] = text
                column += int(cell.get(f"{TABLE}number-columns-repeated", "1"))
            row += int(line.get(f"{TABLE}number-rows-repeated", "1"))
    return found


def listed(path: Path, name: str = "Problems") -> list[tuple[object, ...]]:
    """The rows of the sheet of problems, as openpyxl reads them."""
    return list(opened(path)[name].iter_rows(values_only=True))


def assert_sound(path: Path) -> None:
    """Every part is XML that says what it is, every reference leads to a part, names are unique.

    References:
        ECMA-376 part 2: 10.1.2.2 (content types), 9.3 (relationships).
    """
    held = parts(path)
    types = etree.fromstring(held["[Content_Types].xml"])
    overrides = [found.get("PartName", "") for found in types if found.get("PartName")]
    assert len(overrides) == len(set(overrides))
    assert {name.lstrip("/") for name in overrides} <= set(held)
    endings = {found.get("Extension", "").lower() for found in types}
    for name, data in held.items():
        assert f"/{name}" in overrides or name.rpartition(".")[2].lower() in endings or (
            name == "[Content_Types].xml"
        ), name  # fmt: skip
        if name.endswith((".xml", ".rels", ".vml")):
            etree.fromstring(data)
        if name.endswith(".rels"):
            _assert_targets(name, data, held)


def _assert_targets(name: str, data: bytes, held: Mapping[str, bytes]) -> None:
    folder = posixpath.dirname(posixpath.dirname(name))
    ids = []
    for found in etree.fromstring(data):
        ids.append(found.get("Id"))
        if found.get("TargetMode") != "External":
            target = found.get("Target", "")
            path = target if target.startswith("/") else posixpath.join("/", folder, target)
            assert posixpath.normpath(path).lstrip("/") in held, (name, target)
    assert len(ids) == len(set(ids))
