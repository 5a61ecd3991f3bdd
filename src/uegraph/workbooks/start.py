"""A folder of one's own to begin with: settings, an empty workbook, what to do next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from uegraph import files
from uegraph.errors import ResourceError
from uegraph.ingest.settings import FILE, slug
from uegraph.workbooks import words
from uegraph.workbooks.csvs import settings_text
from uegraph.workbooks.plan import make_plan
from uegraph.workbooks.template import make_folder, workbook

if TYPE_CHECKING:
    from pathlib import Path

WORKBOOK: Final = "workbook.xlsx"


def start(folder: Path) -> list[Path]:
    """Begin a data set in an empty or a new folder; the files made, in the order to open them.

    Raises:
        ResourceError: Something is in the folder already, or it cannot be written to.
    """
    if folder.exists() and not folder.is_dir():
        raise ResourceError(f"{folder} is not a folder. Name another.")
    if folder.exists() and any(folder.iterdir()):
        raise ResourceError(f"{folder} is not empty. Name a new folder.")
    make_folder(folder)
    name = slug(folder.resolve().name)
    title = folder.resolve().name.replace("-", " ").replace("_", " ").capitalize() or words.TITLE
    made = {
        WORKBOOK: workbook(make_plan(None, None), ".xlsx"),
        FILE: settings_text({"name": name, "title": title}).encode(),
        "README.md": words.NEXT_STEPS.format(title=title, workbook=WORKBOOK).encode(),
    }
    for file, content in made.items():
        files.write(folder / file, content)
    return [folder / file for file in made]
