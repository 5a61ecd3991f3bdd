"""Codes and successors are those of the GOV.UK organisations list.

The list stands beside the checkout, in ``../shared/real``; without it these tests cannot run.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from tests.data.tables import Row, read, values

from uegraph.resources import datasets

LIST = Path("shared", "real", "govuk_orgs", "govuk_organisations_lineage.csv")
FOLDER = datasets()["gss-2024"]


@pytest.fixture(scope="module")
def register() -> dict[str, Row]:
    path = Path(__file__).resolve().parents[3] / LIST
    if not path.is_file():
        pytest.skip(f"The list of organisations is not beside the checkout: ../{LIST.as_posix()}")
    with path.open(encoding="utf-8", newline="") as file:
        return {row["gb_gor"]: row for row in csv.DictReader(file)}


@pytest.fixture(scope="module")
def code_of() -> dict[str, str]:
    return {row["organisation"]: row["code"] for row in read(FOLDER)["identifiers"]}


def names(row: Row) -> set[str]:
    found = {row["name"], *values(row, "alternative_names"), row["acronym"]}
    return {name.replace(" & ", " and ") for name in found}


def test_every_code_belongs_to_the_body_of_that_name(
    register: dict[str, Row], code_of: dict[str, str]
) -> None:
    bodies = {row["id"]: row for row in read(FOLDER)["organisations"]}
    section = {row["id"]: row["section"] for row in read(FOLDER)["passages"]}
    assert len(code_of) == 19
    for body, code in code_of.items():
        title = register[code]["title"].strip()
        assert title in names(bodies[body])
        assert title == section[f"register-{body}"]


def test_every_body_that_the_list_names_has_its_code(
    register: dict[str, Row], code_of: dict[str, str]
) -> None:
    titles = {row["title"].strip() for row in register.values()}
    listed = {row["id"] for row in read(FOLDER)["organisations"] if names(row) & titles}
    assert listed == set(code_of)


def test_changes_are_those_of_the_list(register: dict[str, Row], code_of: dict[str, str]) -> None:
    slug = {body: register[code]["slug"] for body, code in code_of.items()}
    status = {"renamed": "changed_name", "split": "split"}
    for change in read(FOLDER)["change_events"]:
        before = register[code_of[change["before"]]]
        assert before["closed_status"] == status[change["type"]]
        assert {slug[body] for body in values(change, "after")} == set(
            before["superseding"].split(";")
        )
        if before["closed_at"]:
            assert before["closed_at"] == change["when"]


def test_no_body_of_the_list_has_closed_without_a_change(
    register: dict[str, Row], code_of: dict[str, str]
) -> None:
    closed = {body for body, code in code_of.items() if register[code]["govuk_status"] == "closed"}
    assert closed == {change["before"] for change in read(FOLDER)["change_events"]}
