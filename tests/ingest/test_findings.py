"""What the checks across tables find is told at the row it is about."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.ingest.samples import own

from uegraph import ingest, queries, resources, shapes
from uegraph.namespaces import shorten

DATA = resources.datasets()["gss-2024"]


def test_the_shipped_data_has_nothing_to_find() -> None:
    assert ingest.check([DATA]) == []


def test_a_name_given_twice_is_told_at_both_rows(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(DATA, tmp_path / "mine"))
    table = folder / "places.csv"
    header, *rows = table.read_text(encoding="utf-8").splitlines()
    twin = "twin" + rows[0][rows[0].index(",") :]
    table.write_text("\n".join([header, *rows, twin]) + "\n", encoding="utf-8")
    found = [p for p in ingest.check([folder]) if p.rule == "checks/same-name-twice"]
    assert [(p.file, p.row, p.severity) for p in found] == [
        ("places.csv", 2, "warning"),
        ("places.csv", len(rows) + 2, "warning"),
    ]
    assert rows[0].split(",")[1] in found[0].message
    assert "id:place/twin" in found[0].message
    assert found[0].remedy.startswith("Make them one")
    assert ingest.build([folder], ":memory:").warnings == tuple(ingest.check([folder]))


def test_errors_do_not_hide_what_is_found_across_tables(tmp_path: Path) -> None:
    """All is told at once; of a row with an error nothing else is."""
    rows = "id,name,type\na,Same,hub\nb,Same,team\nc,Same,tem\n"
    found = ingest.check([own(tmp_path / "d", organisations=rows)])
    assert [(p.row, p.severity, p.rule.rpartition("/")[2]) for p in found] == [
        (2, "warning", "same-name-twice"),
        (3, "warning", "same-name-twice"),
        (4, "error", "shp:OrganisationShape-type"),
    ]


def test_what_is_too_much_to_read_is_told_as_a_number(tmp_path: Path) -> None:
    """3,000 things of one name are 3,000 rows, not 9 million pairs, of which 1,000 are told."""
    folder = Path(shutil.copytree(DATA, tmp_path / "mine"))
    table = folder / "places.csv"
    header, *rows = table.read_text(encoding="utf-8").splitlines()
    twins = [f"twin-{n}{rows[0][rows[0].index(',') :]}" for n in range(2_999)]
    table.write_text("\n".join([header, *rows, *twins]) + "\n", encoding="utf-8")
    found = [p for p in ingest.check([folder]) if p.rule == "checks/same-name-twice"]
    numbers = [2, *range(len(rows) + 2, len(rows) + 3_001)]
    assert [p.row for p in found] == numbers[:1_001]
    assert [" more, from this row on" in p.message for p in found] == [False] * 1_000 + [True]
    assert ": 2,000 more" in found[-1].message


def test_the_check_of_concepts_looks_at_every_column_that_takes_one() -> None:
    text = queries.questions()["checks/unknown-concept"].text
    listed = set(text.partition("VALUES ?property_id {")[2].partition("}")[0].split())
    columns = [column for table in shapes.tables().values() for column in table.columns]
    paths = {shorten(column.path) for column in columns if column.scheme}
    assert len(paths) > 20
    assert paths <= listed
