"""The Word document opens where Word documents are opened, and prints."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest
from tests.programs import program
from tests.report.reading import of_model

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from uegraph.report import Report

    Printer = Callable[[Path], Path]

pytestmark = pytest.mark.office


def printed(made: Report, folder: Path, to_pdf: Printer) -> str:
    path = folder / "report.docx"
    path.write_bytes(made.to_docx())
    reader = program("pdftotext", "poppler-utils")
    done = subprocess.run(
        [reader, str(to_pdf(path)), "-"], capture_output=True, text=True, check=True
    )
    return done.stdout


def test_libreoffice_prints_all_of_it(made: Report, tmp_path: Path, to_pdf: Printer) -> None:
    text = printed(made, tmp_path, to_pdf)
    plain = "".join(text.split())
    read = of_model(made)
    for heading in read.headings:
        assert "".join(heading.split()) in plain
    for caption in read.tables:
        assert "".join(caption.split()) in plain
    assert f"Page 1 of {text.count(chr(12))}" in text


def test_the_header_row_stands_on_every_page_of_a_long_table(
    made: Report, tmp_path: Path, to_pdf: Printer
) -> None:
    text = printed(made, tmp_path, to_pdf)
    columns = {row[0] for row in of_model(made).tables.values()}
    heads = sum("In which" in head for head in columns)
    assert heads == 1
    pages = [page for page in text.split("\f") if "Body" in page.split("\n") or "In which" in page]
    assert len(pages) >= 1


def test_libreoffice_opens_a_document_with_hostile_names(
    hostile: Report, tmp_path: Path, to_pdf: Printer
) -> None:
    assert "not a heading" in printed(hostile, tmp_path, to_pdf)
