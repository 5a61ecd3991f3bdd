"""The template as LibreOffice opens it: the same cells, names that resolve, lists that follow."""

from __future__ import annotations

import csv
import zipfile
from typing import TYPE_CHECKING

import openpyxl
import pytest
from lxml import etree

from uegraph import ingest, shapes

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from openpyxl.workbook import Workbook

    Convert = Callable[[Path, str], Path]

pytestmark = pytest.mark.office
XLSX = "xlsx:Calc MS Excel 2007 XML"
ODF = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"


def values(book: Workbook, sheet: str) -> list[list[object]]:
    """What stands in a sheet, blanks at the ends left out."""
    rows = []
    for row in book[sheet].iter_rows(max_row=500, values_only=True):
        filled = [at for at, value in enumerate(row, 1) if value not in (None, "")]
        rows.append(list[object](row[: max(filled, default=0)]))
    return rows[: max((at for at, row in enumerate(rows, 1) if row), default=0)]


@pytest.fixture(scope="module")
def ours(templates: Path) -> Workbook:
    return openpyxl.load_workbook(templates / "t.xlsx", data_only=True)


@pytest.mark.parametrize("name", ["t.xlsx", "t.ods"])
def test_libreoffice_opens_it_and_loses_no_cell(
    templates: Path, ours: Workbook, convert: Convert, name: str
) -> None:
    theirs = openpyxl.load_workbook(convert(templates / name, XLSX), data_only=True)
    assert theirs.sheetnames == ours.sheetnames
    for sheet in ours.sheetnames:
        assert values(theirs, sheet) == values(ours, sheet)


def test_the_ods_has_the_drop_downs_the_notes_and_the_formats_of_the_xlsx(
    templates: Path, convert: Convert
) -> None:
    """Of LibreOffice's own two translations into .xlsx, one from each format."""
    books = [openpyxl.load_workbook(convert(templates / f"t.{e}", XLSX)) for e in ("xlsx", "ods")]
    count = 0
    for name in books[0].sheetnames:
        notes, rules, forms = [], [], []
        for book in books:
            sheet = book[name]
            notes.append(
                [c.comment.text if c.comment else "" for row in sheet["A1:T2"] for c in row]
            )
            forms.append([c.number_format for c in sheet[2]][:20])
            rules.append({
                str(rule.sqref).split(":")[0]:
                    (rule.formula1, rule.showErrorMessage, rule.prompt, rule.errorStyle)
                for rule in sheet.data_validations.dataValidation
            })  # fmt: skip
        assert notes[0] == notes[1]
        assert rules[0] == rules[1]
        assert forms[0] == forms[1]
        count += len(rules[0])
    assert count > 200


def probe(path: Path, out: Path, formulas: list[str]) -> Path:
    """A copy of the template with rows in it, and formulas that ask what its names stand for."""
    book = openpyxl.load_workbook(path)
    for sheet, names in {
        "Organisations": ["Alpha", "Beta"], "Audiences": ["Gamma"], "Unnamed parties": ["Delta"],
    }.items():  # fmt: skip
        for row, name in enumerate(names, 3):
            book[sheet].cell(row, 2, name)
    asked = book.create_sheet("Asked", 0)
    for row, formula in enumerate(formulas, 1):
        asked.cell(row, 1, formula)
    book.save(out / "probe.xlsx")
    return out / "probe.xlsx"


@pytest.mark.parametrize("name", ["t.xlsx", "t.ods"])
def test_the_names_behind_the_drop_downs_follow_the_rows(
    templates: Path, tmp_path: Path, convert: Convert, name: str
) -> None:
    path = templates / name
    if path.suffix == ".ods":
        path = convert(path, XLSX)
    asked = {
        "=ROWS(rows_organisation)": "2",
        "=INDEX(rows_organisation,2)": "Beta",
        "=ROWS(rows_organisation_party_audience)": "4",
        "=INDEX(rows_organisation_party_audience,3)": "Delta",
        "=INDEX(rows_organisation_party_audience,4)": "Gamma",
        "=ROWS(rows_place_given)": str(len(shapes.concepts("place"))),
        "=ROWS(list_sector)": str(len(shapes.concepts("sector"))),
        "=INDEX(list_sector,1)": "academia",
        "=ROWS(rows_theme)": "1",  # nothing yet: one blank
        "=INDEX('Read me'!D:D,MATCH(\"Organisations\",'Read me'!B:B,0))": "2",
    }
    found = convert(probe(path, tmp_path, list(asked)), "csv")
    answers = [row[0] for row in csv.reader(found.read_text(encoding="utf-8").splitlines())]
    assert answers == list(asked.values())


def test_a_workbook_filled_in_libreoffice_is_read(templates: Path, convert: Convert) -> None:
    """The .ods as LibreOffice itself saves it, blank rows with drop-downs and all."""
    assert ingest.check([convert(templates / "t.ods", "ods")]) == []
    assert ingest.check([convert(templates / "t.xlsx", "ods")]) == []


def test_the_ods_is_packed_as_opendocument_asks(templates: Path) -> None:
    with zipfile.ZipFile(templates / "t.ods") as archive:
        first = archive.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
        listed = etree.fromstring(archive.read("META-INF/manifest.xml"))
        paths = {str(entry.attrib.values()[0]) for entry in listed}
        assert paths == {"/"} | {
            n for n in archive.namelist() if n not in ("mimetype", "META-INF/manifest.xml")
        }
        content = etree.fromstring(archive.read("content.xml"))
    defined = {rule.get(f"{ODF}name") for rule in content.iter(f"{ODF}content-validation")}
    used = {cell.get(f"{ODF}content-validation-name") for cell in content.iter(f"{ODF}table-cell")}
    assert used - {None} == defined
    styles = {
        e.get("{urn:oasis:names:tc:opendocument:xmlns:style:1.0}name") for e in content.iter()
    }
    assert {c.get(f"{ODF}style-name") for c in content.iter(f"{ODF}table-cell")} <= styles


@pytest.mark.parametrize("name", ["t.xlsx", "t.ods"])
def test_the_package_is_valid_by_the_schemas_of_its_format(templates: Path, name: str) -> None:
    """ECMA-376 as Microsoft's own validator applies it, and the Relax NG of OpenDocument 1.3."""
    audit = pytest.importorskip("openxml_audit", reason="openxml-audit is not installed")
    if name.endswith(".xlsx"):
        errors = audit.OpenXmlValidator().validate(str(templates / name)).errors
    else:
        validator = audit.OdfValidator(relaxng_validation=True, semantic_validation=False)
        errors = validator.validate(str(templates / name)).errors
    assert [str(error) for error in errors] == []
