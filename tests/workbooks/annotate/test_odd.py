"""Packages that no usual program writes, and hostile ones: annotated, or refused in a sentence."""

from __future__ import annotations

import re
import zipfile
from typing import TYPE_CHECKING

import pytest
from tests.workbooks.annotate.samples import (
    DOCUMENT,
    MAIN,
    PACKAGE,
    PROBLEMS,
    assert_sound,
    notes,
    ods_notes,
    parts,
    plain,
    rich,
    write,
)

from uegraph.errors import SourceError, UegraphError
from uegraph.workbooks.annotate import annotate
from uegraph.workbooks.annotate import parts as package_parts

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Convert = Callable[[Path, str], Path]

SHEET = f'<worksheet xmlns="{MAIN}"><sheetData><row r="1"><c r="A1"/></row></sheetData></worksheet>'


def package(sheet: str = SHEET, *, root: str = "xl", target: str = "worksheets/sheet1.xml",
            main: str = MAIN, document: str = DOCUMENT) -> dict[str, bytes | str]:  # fmt: skip
    """The smallest workbook, with one sheet."""
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    part = target.lstrip("/") if target.startswith("/") else f"{root}/{target}"
    return {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override '
        f'PartName="/{root}/workbook.xml" ContentType="{kind}.sheet.main+xml"/><Override '
        f'PartName="/{part}" ContentType="{kind}.worksheet+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="a" '
        f'Type="{document}/officeDocument" Target="/{root}/workbook.xml"/></Relationships>',
        f"{root}/workbook.xml": f'<x:workbook xmlns:x="{main}" xmlns:q="{document}"><x:sheets>'
        '<x:sheet name="Organisations" sheetId="7" q:id="s"/></x:sheets></x:workbook>',
        f"{root}/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="s" Type="{document}/worksheet" Target="{target}"/></Relationships>',
        part: sheet,
    }


SHEETS = {
    "prefix": f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData/></x:worksheet>',
    "empty": f'<worksheet xmlns="{MAIN}"><sheetData/></worksheet >',
    "byte order mark": "\ufeff<?xml version='1.0'?>" + SHEET,
    "misleading comment": SHEET.replace("<sheetData>", "<!-- </worksheet> --><sheetData>"),
    "tail": SHEET.replace("</sheetData>", '</sheetData><pageMargins left="1" right="1" top="1" '
                          'bottom="1" header="1" footer="1"/><extLst><ext uri="{X}"/></extLst>'),
    "controls": SHEET.replace(
        "</sheetData>",
        '</sheetData><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-'
        'compatibility/2006"><mc:Choice Requires="v"><controls/></mc:Choice>'
        "</mc:AlternateContent>",
    ),
}  # fmt: skip
BEFORE = {"tail": "<extLst", "controls": "<mc:AlternateContent", "prefix": "</x:worksheet"}


@pytest.mark.parametrize("case", SHEETS)
def test_a_sheet_written_oddly_gets_its_note(case: str, tmp_path: Path) -> None:
    source = write(tmp_path / "w.xlsx", package(SHEETS[case]))
    annotate(source, PROBLEMS[:1], tmp_path / "out.xlsx")
    assert_sound(tmp_path / "out.xlsx")
    assert ("Organisations", "C2") in notes(tmp_path / "out.xlsx")
    sheet = parts(tmp_path / "out.xlsx")["xl/worksheets/sheet1.xml"].decode()
    found = re.search(r"<(x:)?legacyDrawing [^>]*/>", sheet)
    assert found
    assert sheet[: found.start()] + sheet[found.end() :] == SHEETS[case]
    assert sheet[found.end() :].startswith(BEFORE.get(case, "</worksheet"))


@pytest.mark.parametrize("target", ["/odd/sheets/one.xml", "../odd/sheets/one.xml", "./s/One.xml",
                                    "s%20s/one.xml"])  # fmt: skip
def test_parts_may_lie_anywhere(target: str, tmp_path: Path) -> None:
    content = package(root="book", target=target)
    part = next(name for name, data in content.items() if data == SHEET)
    place = {"../odd/sheets/one.xml": "odd/sheets/one.xml", "./s/One.xml": "book/s/one.xml",
             "s%20s/one.xml": "book/s s/one.xml"}.get(target, part)  # fmt: skip
    content[place] = content.pop(part)
    annotate(write(tmp_path / "w.xlsx", content), PROBLEMS[:1], tmp_path / "out.xlsx")
    assert b"legacyDrawing" in parts(tmp_path / "out.xlsx")[place]
    rels = [name for name in parts(tmp_path / "out.xlsx") if name.startswith(place[:3])]
    assert any(name.endswith(".xml.rels") for name in rels)


@pytest.mark.office
def test_the_strict_edition_of_the_standard(tmp_path: Path, convert: Convert) -> None:
    main = "http://purl.oclc.org/ooxml/spreadsheetml/main"
    document = "http://purl.oclc.org/ooxml/officeDocument/relationships"
    content = package(SHEET.replace(MAIN, main), main=main, document=document)
    annotate(write(tmp_path / "w.xlsx", content), PROBLEMS[:1], tmp_path / "out.xlsx")
    assert_sound(tmp_path / "out.xlsx")
    assert list(ods_notes(convert(tmp_path / "out.xlsx", "ods"))) == [("Organisations", "C2")]


@pytest.mark.office
def test_controls_and_notes_share_a_drawing_that_is_no_xml(
    tmp_path: Path, convert: Convert
) -> None:
    """Excel writes `<br>` into the texts of buttons."""
    held = parts(rich(tmp_path / "w.xlsx"))
    name = "xl/drawings/vmlDrawing1.vml"
    held[name] = held[name].replace(b">Press<", b">Press<br>me<")
    assert b"<br>" in held[name]
    annotate(write(tmp_path / "w2.xlsx", held), PROBLEMS, tmp_path / "out.xlsx")
    assert b"<br>" in parts(tmp_path / "out.xlsx")[name]
    assert ("Organisations", "AB40") in ods_notes(convert(tmp_path / "out.xlsx", "ods"))


def bomb(tag: str = "worksheet") -> str:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    return f'<!DOCTYPE {tag} [<!ENTITY e0 "x">{entities}]>'


def broken(**changed: str | bytes | None) -> dict[str, bytes | str]:
    content = package()
    names = {"types": "[Content_Types].xml", "top": "_rels/.rels", "book": "xl/workbook.xml",
             "rels": "xl/_rels/workbook.xml.rels", "sheet": "xl/worksheets/sheet1.xml",
             "sheetrels": "xl/worksheets/_rels/sheet1.xml.rels"}  # fmt: skip
    for key, data in changed.items():
        if data is None:
            del content[names[key]]
        else:
            content[names[key]] = data
    return content


NOTED = (f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="v" '
         f'Type="{DOCUMENT}/comments" Target="../gone.xml"/></Relationships>')  # fmt: skip
REFUSED = {
    "no relations": (broken(top=None), "does not say which of its parts"),
    "no workbook": (broken(book=None), "workbook.xml is missing"),
    "no sheet": (broken(sheet=None), "sheet1.xml is missing"),
    "no types": (broken(types=None), "[Content_Types].xml is missing"),
    "broken sheet": (broken(sheet=SHEET[:-9]), "sheet1.xml is not XML"),
    "broken workbook": (broken(book=b"<x"), "workbook.xml is not XML"),
    "bomb in a sheet": (broken(sheet=bomb() + SHEET), "declares a document type"),
    "bomb in the workbook": (broken(book=bomb() + str(package()["xl/workbook.xml"])),
                             "declares a document type"),
    "wide characters": (broken(sheet=SHEET.encode("utf-16")), "UTF-16"),
    "other root": (broken(book=f'<workbook xmlns="{PACKAGE}"/>'), "is not an Excel workbook"),
    "no sheets": (broken(book=f'<workbook xmlns="{MAIN}"/>'), "has no sheets"),
    "missing comments": (broken(sheetrels=NOTED), "gone.xml is missing"),
    "missing drawing": (broken(sheet=SHEET.replace("</worksheet>", (
        f'<legacyDrawing xmlns:r="{DOCUMENT}" r:id="v"/></worksheet>'))),
        "refers to a drawing that is missing"),
    "leads out": (package() | {"../../evil": "x"}, "leads out of the file"),
    "deep": (broken(book="<a>" * 5_000 + "</a>" * 5_000), "is not XML"),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_added_to_is_refused_in_a_sentence(case: str, tmp_path: Path) -> None:
    content, words = REFUSED[case]
    source = write(tmp_path / "w.xlsx", content)
    with pytest.raises(SourceError, match="cannot be annotated") as raised:
        annotate(source, PROBLEMS[:1], tmp_path / "out.xlsx")
    assert words in str(raised.value)
    assert not (tmp_path / "out.xlsx").exists()


def test_a_truncated_or_other_file_is_refused(tmp_path: Path) -> None:
    whole = plain(tmp_path / "w.xlsx").read_bytes()
    contents = [b"", b"PK", b"\xd0\xcf\x11\xe0" * 600, whole[:1_000], whole[:-30], b"id,name\n"]
    for content in contents:
        (tmp_path / "w.xlsx").write_bytes(content)
        with pytest.raises(SourceError, match=r"cannot be annotated: .*Open it in"):
            annotate(tmp_path / "w.xlsx", PROBLEMS, tmp_path / "out.xlsx")


def test_every_flipped_byte_is_taken_or_refused(tmp_path: Path) -> None:
    whole = write(tmp_path / "w.xlsx", package()).read_bytes()
    refused = 0
    for at in range(0, len(whole), 7):
        (tmp_path / "w.xlsx").write_bytes(whole[:at] + bytes([whole[at] ^ 0x55]) + whole[at + 1 :])
        try:
            annotate(tmp_path / "w.xlsx", PROBLEMS[:1], tmp_path / "out.xlsx", replace=True)
        except UegraphError:
            refused += 1
    assert refused > 50


def test_an_archive_that_unpacks_to_far_more_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(package_parts, "_MAX_TOTAL", 2**20)
    source = write(tmp_path / "w.xlsx", {**package(), "xl/media/zeros.bin": bytes(2**20)})
    assert source.stat().st_size < 10_000
    with pytest.raises(SourceError, match="unpacks to more"):
        annotate(source, PROBLEMS, tmp_path / "out.xlsx")


def test_a_part_given_twice_is_refused(tmp_path: Path) -> None:
    source = write(tmp_path / "w.xlsx", package())
    with zipfile.ZipFile(source, "a") as archive:
        archive.writestr("XL/workbook.xml", "<workbook/>")
    with pytest.raises(SourceError, match="two parts of the same name"):
        annotate(source, PROBLEMS, tmp_path / "out.xlsx")


def test_a_large_sheet_is_copied_piece_by_piece(tmp_path: Path) -> None:
    """Its pieces meet in the middle of tags and letters."""
    row = '<row r="1"><c r="A1" t="inlineStr"><is><t>naïve — ok</t></is></c></row>'
    sheet = SHEET.replace("</sheetData>", f"{row * 60_000}</sheetData>")
    source = write(tmp_path / "w.xlsx", package(sheet))
    annotate(source, PROBLEMS[:1], tmp_path / "out.xlsx")
    after = parts(tmp_path / "out.xlsx")["xl/worksheets/sheet1.xml"].decode()
    assert re.sub(r"<legacyDrawing [^>]*/>", "", after) == sheet
