"""The template: a workbook that people fill in, written in the format that its name asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from uegraph import files
from uegraph.errors import InvalidSourceError, ResourceError, UnknownNameError
from uegraph.ingest.settings import slug
from uegraph.namespaces import ID
from uegraph.workbooks import csvs
from uegraph.workbooks.plan import make_plan

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from uegraph.workbooks.plan import Plan
    from uegraph.workbooks.pouring import TableRow

Rows = dict[str, "Sequence[TableRow]"]

_ENDINGS: Final = (".xlsx", ".ods")


def write_template(
    path: Path,
    rows: Mapping[str, Sequence[TableRow]] | None = None,
    settings: Mapping[str, str] | None = None,
    *,
    force: bool = False,
) -> None:
    """Write a workbook (.xlsx or .ods), or a folder of CSV tables where the name has no ending.

    Args:
        path: Where to.
        rows: Rows to pour in, by table, each from headings to values; a table without rows gets
            an example row.
        settings: What the data set is called, and so on; the keys are those of ``dataset.yml``.
        force: Whether to replace what is there.

    Raises:
        UnknownNameError: The name has an ending that stands for no format of a template.
        ResourceError: Something is there already, or the place cannot be written to.
        SourceError: A row does not fit into its table.
    """
    ending = path.suffix.lower()
    if ending and ending not in _ENDINGS:
        raise UnknownNameError(
            f"'{path.name}' ends in {path.suffix}. End it in .xlsx or .ods for a workbook, or "
            "give a name without ending for a folder of CSV tables."
        )
    _refuse_taken(path, force=force, folder=not ending)
    plan = make_plan(rows, settings or {})
    if ending:
        files.write(path, workbook(plan, ending))
    else:
        make_folder(path)
        for name, content in csvs.write(plan, slug(path.resolve().name)).items():
            files.write(path / name, content)


def workbook(plan: Plan, ending: str) -> bytes:
    """The bytes of a workbook in the format of an ending."""
    from uegraph.workbooks import ods, xlsx  # noqa: PLC0415 - lxml and XlsxWriter, 80 ms

    return xlsx.write(plan) if ending == ".xlsx" else ods.write(plan)


def _refuse_taken(path: Path, *, force: bool, folder: bool) -> None:
    if folder and path.exists() and not path.is_dir():
        raise ResourceError(f"{path} is not a folder. Name another place.")
    taken = path.exists() and (not folder or any(path.iterdir()))
    if taken and not force:
        what = "is not empty" if folder else "is there already"
        raise ResourceError(f"{path} {what}. Name another place, or use --force to write over it.")


def make_folder(path: Path) -> None:
    """Make a folder where it is missing, with those above it."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ResourceError(
            f"The folder {path} could not be made: {error.strerror}. Name another place."
        ) from error


def read_rows(source: Path) -> tuple[Rows, dict[str, str]]:
    """The rows of a data set as they stand in its tables, and its settings.

    Raises:
        InvalidSourceError: A file or a heading cannot be read; cells are not looked at.
        SourceError: There is no data set.
    """
    from uegraph.ingest.dataset import read_datasets  # noqa: PLC0415 - the readers, 50 ms

    datasets, problems = read_datasets([source])
    errors = [problem for problem in problems if problem.severity == "error"]
    if errors:
        raise InvalidSourceError(errors)
    rows: dict[str, list[dict[str, str]]] = {}
    for sheet in datasets[0].sheets:
        places = [(at, column.header) for at, column in sheet.columns]
        if sheet.id_position >= 0:
            places.append((sheet.id_position, "id"))
        rows.setdefault(sheet.table.name, []).extend(
            {header: cells[at] for at, header in places if at < len(cells)}
            for _, cells in sheet.records
        )
    found = datasets[0].settings
    order = {True: "day first", False: "month first", None: ""}[found.day_first]
    names = ("name", "title", "publisher", "url", "licence", "retrieved")
    settings = {name: getattr(found, name) for name in names}
    base = "" if found.base == ID else found.base
    return dict(rows), {**settings, "base": base, "dates": order}
