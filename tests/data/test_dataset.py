"""Each shipped data set keeps its own promises, and every fact in it leads somewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import yaml
from tests.data.tables import cells, class_of, columns, concepts, read, values

from uegraph.ingest import check
from uegraph.resources import datasets

if TYPE_CHECKING:
    from pathlib import Path

# Activities of which the report names nobody who is to have a part in them.
NOBODY_NAMED = {"initiatives-after-the-review"}
PLACE = "https://w3id.org/uegraph/ns#Place"
EVERY = pytest.mark.parametrize("folder", datasets().values(), ids=datasets())


def settings(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((folder / "dataset.yml").read_text(encoding="utf-8"))
    return found


def ids(folder: Path, table: str) -> set[str]:
    return {row["id"] for row in read(folder).get(table, [])}


def test_the_shipped_data_sets_are_these() -> None:
    assert set(datasets()) == {"gss-2024"}


@EVERY
def test_the_program_finds_nothing_wrong(folder: Path) -> None:
    assert check([folder]) == []


@EVERY
def test_every_passage_is_evidence_or_says_why_not(folder: Path) -> None:
    used = {
        passage
        for rows in read(folder).values()
        for row in rows
        for passage in values(row, "evidence")
    }
    unmodelled = settings(folder)["unmodelled"]
    assert ids(folder, "passages") - used == set(unmodelled)
    assert all(len(reason.split()) >= 4 for reason in unmodelled.values())
    assert len(unmodelled) <= 5


@EVERY
def test_the_assertions_hold(folder: Path) -> None:
    limits = settings(folder)["assertions"]
    counts = {table: len(rows) for table, rows in read(folder).items()}
    assert limits["min"]
    assert limits["max"]
    too_few = {t: counts.get(t, 0) for t, n in limits["min"].items() if counts.get(t, 0) < n}
    too_many = {t: counts.get(t, 0) for t, n in limits["max"].items() if counts.get(t, 0) > n}
    assert (too_few, too_many) == ({}, {})


@EVERY
def test_every_table_has_the_columns_of_its_shape_and_stands_in_order(folder: Path) -> None:
    for table, rows in read(folder).items():
        assert list(rows[0]) == ["id", *columns(table)]
        names = [row["id"] for row in rows]
        assert len(set(names)) == len(names)
        if table != "passages":
            assert names == sorted(names)
        text = (folder / f"{table}.csv").read_bytes()
        assert b"\r" not in text
        assert text.endswith(b"\n")


@EVERY
def test_references_lead_to_one_row(folder: Path) -> None:
    found = [
        (table, row["id"], header, value, homes)
        for table, row, header, column in cells(folder)
        if column.classes
        for value in values(row, header)
        if len(homes := homes_of(folder, column.classes, value)) != 1
    ]
    assert found == []


def homes_of(folder: Path, classes: frozenset[str], slug: str) -> list[str]:
    tables = [t for t, cls in class_of().items() if cls in classes and slug in ids(folder, t)]
    shared = ["concepts/place"] if PLACE in classes and slug in concepts("place") else []
    return tables + shared


@EVERY
def test_concepts_exist(folder: Path) -> None:
    checked = [
        (table, row["id"], header, value, column.scheme)
        for table, row, header, column in cells(folder)
        if column.scheme
        for value in values(row, header)
    ]
    assert len(checked) > 1000
    assert [cell for cell in checked if cell[3] not in concepts(cell[4])] == []


@EVERY
def test_what_is_judged_is_a_filled_column(folder: Path) -> None:
    for table, row, header, column in cells(folder):
        if column.values_from == "columns":
            for name in values(row, header):
                assert name in columns(table), (table, row["id"], name)
                assert row[name], (table, row["id"], name)


@EVERY
def test_a_level_is_always_a_judgement(folder: Path) -> None:
    unmarked = [
        row["id"]
        for row in read(folder)["participations"]
        if row["level"] and not {"level", "direction"} <= set(values(row, "judged"))
    ]
    assert unmarked == []


@EVERY
def test_cells_hold_each_value_once_and_trimmed(folder: Path) -> None:
    for table, row, header, column in cells(folder):
        found = [row[header]] if column.single else values(row, header)
        assert all(value and value == value.strip() for value in found), (table, row["id"], header)
        assert len(set(found)) == len(found), (table, row["id"], header)


@EVERY
def test_evidence_is_of_one_source(folder: Path) -> None:
    source = {row["id"]: row["source"] for row in read(folder)["passages"]}
    for table, rows in read(folder).items():
        for row in rows:
            found = values(row, "evidence")
            assert len({source[passage] for passage in found}) == min(1, len(found)), row["id"]
            assert found or "evidence" not in row or table == "scopes", row["id"]


@EVERY
def test_every_activity_audience_and_unnamed_party_is_part_of_something(folder: Path) -> None:
    rows = read(folder)
    parts = rows["participations"]
    activities = ids(folder, "activities") | ids(folder, "series")
    assert activities - {p["activity"] for p in parts} == NOBODY_NAMED
    linked = {end for link in rows["relations"] for end in (link["from"], link["to"])}
    spoken_for = {a["id"] for a in rows["audiences"] if a["represented_by"]}
    asked_for = {target for scope in rows["scopes"] for target in values(scope, "targets")}
    everybody = ids(folder, "audiences") | ids(folder, "unnamed_parties")
    assert everybody - {p["party"] for p in parts} - linked - spoken_for - asked_for == set()


def test_all_activities_but_joint_ones_have_an_organiser() -> None:
    folder = datasets()["gss-2024"]
    organised = {
        part["activity"]
        for part in read(folder)["participations"]
        if part["role"] in {"organiser", "co-organiser"}
    }
    assert (ids(folder, "activities") | ids(folder, "series")) - organised == NOBODY_NAMED | {
        "health-consultation-joint-working",
        "stakeholder-mapping-exercises",
        "themes-learning-from-each-other",
        "uk-health-data-comparability",
    }


def test_what_is_being_made_is_made_by_what_is_not_over() -> None:
    rows = read(datasets()["gss-2024"])
    unfinished = {row["id"] for row in rows["products"] if row["status"] == "in-development"}
    over = [
        row["id"]
        for row in rows["activities"]
        if row["type"] == "development" and row["status"] == "held"
        if set(values(row, "products")) and set(values(row, "products")) <= unfinished
    ]
    assert unfinished
    assert over == []


def test_the_equality_scope_asks_for_one_audience_a_characteristic() -> None:
    """Equality Act 2010: section 4 lists nine, section 149(7) eight of them."""
    rows = read(datasets()["gss-2024"])
    (scope,) = (row for row in rows["scopes"] if row["id"] == "equality")
    asked = [row for row in rows["audiences"] if row["id"] in values(scope, "targets")]
    of_duty = {row["characteristic"] for row in asked if "149" in row["evidence"]}
    assert sorted(row["characteristic"] for row in asked) == [
        "age",
        "disability",
        "gender-reassignment",
        "marriage-and-civil-partnership",
        "pregnancy-and-maternity",
        "race",
        "religion-or-belief",
        "sex",
        "sexual-orientation",
    ]
    assert {row["characteristic"] for row in asked} - of_duty == {"marriage-and-civil-partnership"}
    assert {row["broader"] for row in asked} == {"people-with-protected-characteristics"}


@EVERY
def test_some_time_between_two_days_is_a_judgement(folder: Path) -> None:
    found = [
        (table, row["id"])
        for table, row, header, _ in cells(folder)
        if header in {"when", "published"} and row[header].startswith("[")
        if header not in values(row, "judged")
    ]
    assert found == []
