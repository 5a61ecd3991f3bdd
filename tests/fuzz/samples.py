"""Real files that fuzzing starts from, and what it puts into them."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from typing import Final

from tests.ingest.grids.crafted import excel, open_document
from tests.ingest.grids.test_agreement import TABLE, by_odfdo, by_openpyxl, by_xlsxwriter, features
from tests.ingest.grids.test_excel import FORMATS, SHARED, VALUES
from tests.ingest.grids.test_open_document import STYLES
from tests.ingest.grids.test_open_document import VALUES as ODS_VALUES

# What sheets are made of, and what breaks readers of them.
TOKENS: Final = tuple(
    token.encode()
    for token in (
        "<", ">", "/>", "</c>", "</row>", "<row>", '<row r="1048576">', '<row r="9999999999">',
        '<c r="XFD1">', '<c r="xfd9">', '<c t="e">', '<c t="s">', "<v>", "</v>", "<v>99999</v>",
        "<f>", "</f>", "<is><t>", "</t></is>", ' r="A0"', ' r="ZZZZ1"', ' s="3"', ' s="-1"',
        ' t="d"', ' t="b"', ' hidden="1"', "<!--", "-->", "<![CDATA[", "]]>", "&amp;", "&a;",
        "&#0;", "<!DOCTYPE a>", '<mergeCell ref="A1:XFD9"/>', "#REF!", "1e999", "NaN", "-1",
        "\x00", "\ud7ff", "x:", "é", " ", "\r", "\n", '"', "'", ",", ";", "\t", "sep=;\n",
        ' table:number-rows-repeated="1048576"', ' table:number-columns-repeated="16384"',
        ' table:number-rows-repeated="0"', ' table:number-columns-spanned="99999999"',
        '<text:s text:c="99999999"/>', "<table:table>", "</table:table>", "<table:table-row>",
        "<table:table-cell>", "</table:table-cell>", "<office:annotation>", "<table:table-source/>",
        ' office:value-type="date"', ' office:date-value="2024-13-45"', "yyyy", "mmm", '[$-809]"',
    )
)  # fmt: skip


def workbooks() -> dict[str, bytes]:
    """Workbooks of every writer, and two with all that a cell can be."""
    rows = "".join(
        f'<row r="{n}">{xml.replace("A1", f"A{n}")}</row>'
        for n, (xml, _) in enumerate(VALUES.values(), start=1)
    )
    cells = "".join(f"<table:table-row>{xml}</table:table-row>" for xml, _ in ODS_VALUES.values())
    return {
        "all.xlsx": excel(rows, formats=FORMATS, shared=SHARED),
        "openpyxl.xlsx": by_openpyxl(TABLE),
        "xlsxwriter.xlsx": by_xlsxwriter(TABLE),
        "features.xlsx": features(),
        "all.ods": open_document(f'<table:table table:name="S">{cells}</table:table>', STYLES),
        "odfdo.ods": by_odfdo([row[:-1] for row in TABLE]),  # it writes no times
    }


def texts() -> dict[str, bytes]:
    """Text tables in every encoding."""
    text = 'id;name;when\na;Café, “x”;2024\nb;"the ""old""\none";' + str(dt.date(2024, 1, 2))
    encodings = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252")
    return {f"{encoding}.csv": text.encode(encoding) for encoding in encodings}


def parts(data: bytes) -> dict[str, bytes]:
    """The parts of a workbook."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {entry.filename: archive.read(entry) for entry in archive.infolist()}


def packed(found: dict[str, bytes]) -> bytes:
    """A workbook of parts; not compressed, which would take most of the time."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, content in found.items():
            archive.writestr(name, content)
    return out.getvalue()
