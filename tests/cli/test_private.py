"""What is marked private is in no answer of coverage and gaps."""

from __future__ import annotations

import csv
import shutil
import subprocess
import sys
from pathlib import Path

from uegraph import resources

DATA = resources.datasets()["gss-2024"]


def mark_private(table: Path, *slugs: str) -> list[str]:
    """Mark rows private, and give the names that must then be nowhere."""
    with table.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        if row["id"] in slugs:
            row["private"] = "true"
    with table.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    names = [row["name"] for row in rows if row["id"] in slugs]
    assert len(names) == len(slugs)
    return names


def test_private_targets_and_activities_are_not_named(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(DATA, tmp_path / "mine"))
    secret = [
        *mark_private(folder / "activities.csv", "rad-and-social-surveys-link", "census-guide"),
        *mark_private(folder / "audiences.csv", "citizen-users"),
    ]
    for command in ("coverage", "gaps"):
        for form in ("json", "table", "csv", "md"):
            done = subprocess.run(
                [sys.executable, "-m", "uegraph", command, "--store", "graph", "-f", form],
                cwd=build(folder, tmp_path),
                capture_output=True,
                text=True,
                check=True,
            )
            assert not [name for name in secret if name in done.stdout]
            assert "marked private" in done.stdout


def build(folder: Path, place: Path) -> Path:
    if not (place / "graph").exists():
        command = [sys.executable, "-m", "uegraph", "build", str(folder), "--store", "graph"]
        subprocess.run(command, cwd=place, capture_output=True, check=True)
    return place
