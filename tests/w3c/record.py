"""What the cases came to: the groups with their sizes, and every case that does not pass.

``groups.csv`` holds how many cases each group has; ``known.csv`` every case that is refused or
fails, by whom, whose that is and why. A case that is not in it passes. Both are written by
``python -m tests.w3c --write``, and ``docs/conformance.md`` is made from them alone.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tests.w3c import manifests, shacl, sparql

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

HERE: Final = Path(__file__).parent
OWNERS: Final = ("by design", "Oxigraph", "rdflib", "pySHACL", "the case")
UNEXPLAINED: Final = "?"
_FIELDS: Final = ("case", "outcome", "by", "whose", "why")
Outcomes = dict[tuple[str, str], str]


@dataclass(frozen=True, slots=True)
class Known:
    """A case that does not pass: how it ends, for whom, whose that is and why."""

    case: str
    outcome: str
    by: tuple[str, ...]
    whose: str
    why: str


def known() -> tuple[Known, ...]:
    """Every case that is known not to pass."""
    with (HERE / "known.csv").open(encoding="utf-8", newline="") as file:
        return tuple(
            Known(row["case"], row["outcome"], tuple(row["by"].split()), row["whose"], row["why"])
            for row in csv.DictReader(file)
        )


def expected(group: str, by: str) -> Outcomes:
    """The cases of a group that are known not to pass in one place, and how they end."""
    return {
        (row.case, by): row.outcome
        for row in known()
        if row.case.rpartition("/")[0] == group and by in row.by
    }


def sizes() -> dict[str, int]:
    """How many cases each group has, as counted when the tables were written."""
    with (HERE / "groups.csv").open(encoding="utf-8", newline="") as file:
        return {row["group"]: int(row["cases"]) for row in csv.DictReader(file)}


def runners(group: str) -> tuple[str, ...]:
    """Who is asked the cases of a group."""
    return shacl.VALIDATORS if "/" in group else sparql.RUNNERS


def groups() -> tuple[str, ...]:
    """Every group that is run."""
    return (*manifests.QUERY_GROUPS, *manifests.UPDATE_GROUPS, *shacl.GROUPS)


def counted(group: str) -> int:
    """How many cases the W3C's manifests list for a group."""
    if group in manifests.NOT_OFFERED:
        return manifests.entries(group)
    return len(shacl.cases(group) if "/" in group else manifests.cases(group))


def measured(group: str, by: str) -> Outcomes:
    """The cases of a group that do not pass in one place, found by running all of them."""
    found: Outcomes = {}
    if "/" in group:
        for case in shacl.cases(group):
            found[case.name, by] = shacl.outcome(case, by)  # type: ignore[arg-type]
    else:
        for one in manifests.cases(group):
            found[one.name, by] = sparql.outcome(one, by)  # type: ignore[arg-type]
    return {key: outcome for key, outcome in found.items() if outcome != "passed"}


def write() -> None:
    """Run everything and write both tables; what was explained before stays explained."""
    every = (*groups(), *manifests.NOT_OFFERED)
    rows = [(group, str(counted(group))) for group in every]
    _write("groups.csv", ("group", "cases"), rows)
    found: dict[tuple[str, str], list[str]] = {}
    for group in groups():
        for by in runners(group):
            for (case, _), outcome in measured(group, by).items():
                found.setdefault((case, outcome), []).append(by)
    before = {(row.case, row.outcome, row.by): row for row in known()}
    _write("known.csv", _FIELDS, sorted(_lines(_apart(found), before)))


def _apart(
    found: Mapping[tuple[str, str], list[str]],
) -> Iterable[tuple[str, str, tuple[str, ...]]]:
    """rdflib's outcome has a line of its own: it is asked for comparison only."""
    for (case, outcome), by in found.items():
        doors = tuple(name for name in by if name != "rdflib")
        yield from ((case, outcome, part) for part in (doors, tuple(set(by) - set(doors))) if part)


def _lines(
    found: Iterable[tuple[str, str, tuple[str, ...]]],
    before: Mapping[tuple[str, str, tuple[str, ...]], Known],
) -> Iterable[tuple[str, ...]]:
    for case, outcome, by in found:
        row = before.get((case, outcome, by))
        whose, why = (row.whose, row.why) if row else (UNEXPLAINED, UNEXPLAINED)
        yield case, outcome, " ".join(by), whose, why


def _write(name: str, fields: Iterable[str], rows: Iterable[Iterable[str]]) -> None:
    with (HERE / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(fields)
        writer.writerows(rows)
