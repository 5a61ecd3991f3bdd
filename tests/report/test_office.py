"""The Word document opens where Word documents are opened, and prints."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest
from tests.programs import program
from tests.report import sample
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


def test_no_row_is_cut_and_each_page_of_a_table_has_its_head(
    tmp_path: Path, to_pdf: Printer
) -> None:
    sample.hold_rows_together(printed(sample.long_table(), tmp_path, to_pdf).split("\f"))


def test_libreoffice_opens_a_document_with_hostile_names(
    hostile: Report, tmp_path: Path, to_pdf: Printer
) -> None:
    assert "not a heading" in printed(hostile, tmp_path, to_pdf)
