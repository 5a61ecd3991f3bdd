"""What the checks across tables find is told at the row it is about."""

from __future__ import annotations

import shutil
from pathlib import Path

from uegraph import ingest, resources

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
