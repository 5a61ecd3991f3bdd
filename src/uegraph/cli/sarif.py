"""Problems as SARIF, in which editors and code hosts read what a checker found.

References:
    OASIS, Static Analysis Results Interchange Format (SARIF) Version 2.1.0.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from uegraph import __version__

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from uegraph.errors import Problem

_SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json"

Object = dict[str, Any]


def to_sarif(problems: Sequence[Problem], sources: Sequence[Path]) -> str:
    """Problems as one run of SARIF 2.1.0.

    Args:
        problems: What was found.
        sources: Where, as the user named it; from there the addresses of files are told.
    """
    names = sorted({problem.rule for problem in problems})
    places = {name: at for at, name in enumerate(names)}
    texts = _rule_texts() if names else {}
    driver = {
        "name": "uegraph",
        "version": __version__,
        "rules": [_rule(name, texts) for name in names],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(problem, places, sources) for problem in problems],
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2)


def _rule_texts() -> dict[str, tuple[str, str]]:
    """What each shape and each check demands in short, and what it is about."""
    from uegraph import queries, shapes  # noqa: PLC0415 - only where something is told

    found = {
        query.name: (query.summary, query.description) for query in queries.questions().values()
    }
    for table in shapes.tables().values():
        found[table.shape] = (f"Rows of {table.name}", table.description)
        for column in table.columns:
            found[column.shape] = (column.message, column.description)
    return found


def _rule(name: str, texts: Mapping[str, tuple[str, str]]) -> Object:
    short, long = (" ".join(text.split()) for text in texts.get(name, ("", "")))
    rule: Object = {"id": name}
    if short:
        rule["shortDescription"] = {"text": short}
    if long:
        rule["fullDescription"] = {"text": long}
        rule["help"] = {"text": f"{short} {long}"}
    return rule


def _result(problem: Problem, places: Mapping[str, int], sources: Sequence[Path]) -> Object:
    physical: Object = {"artifactLocation": {"uri": _address(problem.file, sources)}}
    if problem.row and not problem.sheet:
        physical["region"] = {"startLine": problem.row}
    location: Object = {"physicalLocation": physical}
    if logical := list(_logical(problem)):
        location["logicalLocations"] = logical
    column = f"{problem.column}: " if problem.column else ""
    stop = "" if problem.message.endswith((".", "?")) else "."
    return {
        "ruleId": problem.rule,
        "ruleIndex": places[problem.rule],
        "level": problem.severity,
        "message": {"text": f"{column}{problem.message}{stop} {problem.remedy}".strip()},
        "locations": [location],
    }


def _logical(problem: Problem) -> Iterable[Object]:
    """The sheet, and in it the cell or the row."""
    if problem.sheet:
        yield {"name": problem.sheet, "fullyQualifiedName": problem.sheet, "kind": "sheet"}
    cell = problem.cell or (f"{problem.row}:{problem.row}" if problem.row else "")
    if cell:
        whole = f"{problem.sheet}!{cell}" if problem.sheet else cell
        kind = "cell" if problem.cell else "row"
        yield {"name": cell, "fullyQualifiedName": whole, "kind": kind}


def _address(file: str, sources: Sequence[Path]) -> str:
    """A file as an address relative to where the program runs, or else a whole one."""
    path = _path(file, sources)
    if path.is_absolute():
        here = Path.cwd()
        if not path.is_relative_to(here):
            return path.as_uri()
        path = path.relative_to(here)
    return quote(path.as_posix(), safe="/")


def _path(file: str, sources: Sequence[Path]) -> Path:
    """The path of a file as problems name it: in a folder, after the folder's name if several."""
    for source in sources:
        prefix = f"{source.resolve().name}/" if len(sources) > 1 else ""
        if not source.is_dir():
            if file == source.name:
                return source
        elif file.startswith(prefix):
            return source / file.removeprefix(prefix)
    return Path(file)
