"""The table in docs/generate.md is the one that the script computes; real tables: tests/real."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.generate import likeness

if TYPE_CHECKING:
    from pathlib import Path


def test_the_generated_column_is_what_the_script_computes(tmp_path: Path) -> None:
    assert likeness.printed()["generated"] == likeness.generated(tmp_path)


def test_the_reports_column_is_what_the_script_computes() -> None:
    assert likeness.printed()["GSS report"] == likeness.shipped()
