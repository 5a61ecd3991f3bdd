"""The passages are those of the report, line for line, and none of its sentences was copied.

The report stands beside the checkout, in ``../shared/source``; without it these tests cannot run.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from tests.data.tables import read

from uegraph.resources import datasets

REPORT = Path("shared", "source", "user-engagement-strategy-achievements-2024-04.txt")
FOLDER = datasets()["gss-2024"]
RUN = 8  # as many words in a row are a sentence, not a name


@pytest.fixture(scope="module")
def lines() -> list[str]:
    path = Path(__file__).resolve().parents[3] / REPORT
    if not path.is_file():
        pytest.skip(f"The report is not beside the checkout: ../{REPORT.as_posix()}")
    return path.read_text(encoding="utf-8").splitlines()


def is_heading(line: str) -> bool:
    """Sentences and lead-ins end in a stop or colon; list items start with a dash."""
    return not line.startswith("- ") and not line.endswith((".", ":"))


def sections(lines: list[str]) -> list[tuple[str, int]]:
    """The headings of the report with the number of lines below each."""
    found: list[tuple[str, int]] = []
    for line in lines:
        found = [*found, (line, 0)] if is_heading(line) else [*found[:-1], _one_more(found[-1])]
    return found


def _one_more(section: tuple[str, int]) -> tuple[str, int]:
    return section[0], section[1] + 1


def words(text: str) -> list[str]:
    return re.findall(r"\w+(?:'\w+)?", text.lower().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'"))


def runs(text: str) -> set[tuple[str, ...]]:
    found = words(text)
    return {tuple(found[start : start + RUN]) for start in range(len(found) - RUN + 1)}


def test_the_report_has_the_sections_and_lines_that_were_read(lines: list[str]) -> None:
    passages = [r for r in read(FOLDER)["passages"] if r["source"] == "gss-report-2024"]
    counted = Counter(row["section"] for row in passages)
    expected = [section for section in sections(lines) if section[1]]
    assert [
        (name.rpartition(" \N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK} ")[2], n)
        for name, n in counted.items()
    ] == expected
    assert len(expected) == 28
    assert len(passages) == len(lines) - 28 == 90


def test_passages_are_numbered_from_one_in_each_section() -> None:
    seen: Counter[tuple[str, str]] = Counter()
    for row in read(FOLDER)["passages"]:
        seen[row["source"], row["section"]] += 1
        assert int(row["paragraph"]) == seen[row["source"], row["section"]]
        assert row["id"].endswith(f"-{row['paragraph']}") or row["source"] != "gss-report-2024"


def test_no_cell_repeats_a_sentence(lines: list[str]) -> None:
    said = set().union(*(runs(line) for line in lines if not is_heading(line)))
    assert runs(" ".join(lines[1].split()[:12])) & said, "a copied sentence would be found"
    copied = [
        (table, row["id"], column)
        for table, rows in read(FOLDER).items()
        for row in rows
        for column, text in row.items()
        if runs(text) & said
    ]
    assert copied == []


def test_every_figure_of_the_report_is_in_the_tables(lines: list[str]) -> None:
    """Numbers of two or more digits, less those of dates, names and list marks."""
    text = " ".join(lines).replace(",", "")
    said = set(re.findall(r"(?<![\w-])\d{2,}(?![\w-])", text))
    cells = [text for rows in read(FOLDER).values() for row in rows for text in row.values()]
    held = set(re.findall(r"(?<![a-z\d])\d{2,}(?!\d)", " ".join(cells)))
    assert said >= {"12", "1000", "180", "120", "400", "600"}
    assert said - held == set()
