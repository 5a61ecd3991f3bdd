"""Whom the report does not name: what ``tests/coverage/test_shipped.py`` rests on, looked up in it.

The report stands beside the checkout, in ``../shared/source``; without it these tests cannot run.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

REPORT = Path("shared", "source", "user-engagement-strategy-achievements-2024-04.txt")


@pytest.fixture(scope="module")
def lines() -> list[str]:
    path = Path(__file__).resolve().parents[3] / REPORT
    if not path.is_file():
        pytest.skip(f"The report is not beside the checkout: ../{REPORT.as_posix()}")
    return path.read_text(encoding="utf-8").splitlines()


def naming(lines: list[str], words: str) -> list[str]:
    return [line for line in lines if re.search(words, line, re.IGNORECASE)]


@pytest.mark.parametrize(
    "words",
    [
        *("scot", "northern ireland", "belfast", "edinburgh", "glasgow", "ulster"),
        *("sexual", "lesbian", r"\bgay\b", "bisexual", "lgb", "orientation"),
        *("religio", "faith", "pregnan", "matern", "marri", "civil partner", "transgender"),
        "gender",
    ],
)
def test_nobody_of_these_is_named(lines: list[str], words: str) -> None:
    assert naming(lines, words) == []


def test_deaf_people_are_named_once_beside_those_who_represent_them(lines: list[str]) -> None:
    [line] = naming(lines, r"\bdeaf\b")
    assert re.findall(r"Royal Association for Deaf People \(RAD\)", line)
    assert line.endswith("engagement with deaf people")


def test_the_nations_are_spoken_of_together_only(lines: list[str]) -> None:
    assert len(naming(lines, "all regions of the UK")) == 1
    devolved = naming(lines, "devolved")
    assert [len(re.findall("devolved administrations", line)) for line in devolved] == [1, 1]


def test_wales_is_named_by_itself(lines: list[str]) -> None:
    assert len(naming(lines, "wales|welsh")) > 8


def test_race_is_in_a_name_only(lines: list[str]) -> None:
    found = naming(lines, r"\brac(e|ial)\b|ethnic")
    assert [re.findall(r"Equality, Race and Disability Evidence", line) for line in found] == [
        ["Equality, Race and Disability Evidence"]
    ]


def test_for_which_characteristics_the_assembly_speaks_is_left_open(lines: list[str]) -> None:
    [line] = naming(lines, "Assembly member organisations")
    assert "a variety of protected characteristics groups" in line
