"""A planned workbook as a folder of CSV tables, for those who keep their data as text."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

from uegraph.files import inert
from uegraph.ingest.settings import FILE
from uegraph.workbooks import words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from uegraph.workbooks.plan import Page, Plan

READ_ME = "READ-ME.md"


def write(plan: Plan, name: str) -> dict[str, bytes]:
    """The files of the folder, by name.

    Args:
        plan: What they hold.
        name: The name of the data set, where its settings give none.
    """
    files = {f"{page.table.name}.csv": _table(page) for page in plan.pages}
    settings = {"name": name, "title": plan.title, **_given(plan.settings or {})}
    files[FILE] = settings_text(settings).encode()
    files[READ_ME] = _read_me(plan).encode()
    return files


def _given(settings: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in settings.items() if value}


def _table(page: Page) -> bytes:
    """A table; without the mark at its start Excel would take it for Windows-1252."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([field.heading for field in page.fields])
    writer.writerows([inert(cell) for cell in row] for row in page.rows)
    return out.getvalue().encode("utf-8-sig")


def settings_text(settings: Mapping[str, str]) -> str:
    """A ``dataset.yml``: every setting with its help, those not given as a comment."""
    lines = ["# What the data set is called, and who keeps it.", ""]
    for name, text in words.SETTINGS.items():
        lines.append(f"# {text}")
        value = settings.get(name, "")
        # A JSON text is a YAML text, whatever it holds.
        lines += [f"{name}: {json.dumps(value, ensure_ascii=False)}" if value else f"# {name}:", ""]
    return "\n".join(lines[:-1]) + "\n"


def _read_me(plan: Plan) -> str:
    """What the sheets "Read me" and "Lists" and the notes of a workbook say."""
    lines = [f"# {plan.title}", "", words.CSV_INTRODUCTION, ""]
    lines += [f"- **{topic}**: {text}" for topic, text in words.CSV_TOPICS.items()]
    for page in plan.pages:
        lines += ["", f"## {page.table.name}.csv", "", page.table.description, ""]
        for field in page.fields:
            lines.append(f"- **{field.heading}**: {' '.join(field.help.splitlines())}")
    lines += ["", "## Words", ""]
    for listing in plan.listings:
        known = "; ".join(
            f"{value} ({meaning.rstrip('.')})" if meaning else value
            for value, meaning in listing.members
        )
        lines.append(f"- **{listing.title}**: {known}.")
    return "\n".join(lines) + "\n"
