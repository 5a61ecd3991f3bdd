"""How like real engagement a generated programme is: the figures of docs/generate.md.

``python -m tests.generate.likeness`` prints the table. The real tables stand beside the checkout,
in ``../shared/real``; columns of those that are not there are left out.
"""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from pathlib import Path
from statistics import mean, median
from typing import TYPE_CHECKING

from tests.real.test_imports import EVENTS, FILES, MAPPINGS, REAL

from uegraph import generate, imports, ingest, resources

if TYPE_CHECKING:
    from uegraph.store import Store

REGISTER = "govuk_organisations"
TRIPLES = 100_000
PAGE = Path(__file__).resolve().parents[2] / "docs" / "generate.md"
PREFIXES = """
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX org: <http://www.w3.org/ns/org#>
PREFIX ueg: <https://w3id.org/uegraph/ns#>
"""
DONE = "{ ?doing a ueg:EngagementActivity } UNION { ?doing a ueg:ActivitySeries }"


def rows(store: Store, what: str, where: str) -> list[str]:
    answer = store.select(
        f"{PREFIXES} SELECT {what} {{ {where} }} ORDER BY {what}", trusted=True, limit=10**6
    )
    return [str(row[0]) for row in answer]


def programme(store: Store) -> dict[str, str]:
    """The figures of who did what."""
    doings = rows(store, "?doing", DONE)
    parts = rows(store, "?doing", "?part a ueg:Participation ; ueg:activity ?doing")
    bodies = set(rows(store, "?body", "?body a org:Organization"))
    party = "?part a ueg:Participation ; ueg:party ?body . ?body a org:Organization"
    taken = Counter(rows(store, "?body", party))
    dates = rows(store, "?when", f"{DONE} ?doing ueg:when ?when")
    levels = rows(store, "?part", "?part a ueg:Participation ; ueg:level ?level")
    each = Counter(parts)
    return {
        "activities and series": f"{len(doings):,}",
        "participations": f"{len(parts):,}",
        "bodies": f"{len(bodies):,}",
        "participations in one, on average": f"{mean(each[doing] for doing in doings):.1f}",
        "participations in one, at most": f"{max(each.values()):,}",
        "activities of a body that took part, median": f"{median(taken.values()):.0f}",
        "activities of a body that took part, at most": f"{max(taken.values()):,}",
        "bodies that took part once": share(sum(n == 1 for n in taken.values()), len(taken)),
        "unevenness of activity (Gini)": f"{gini(list(taken.values())):.2f}",
        "bodies that never took part": share(len(bodies) - len(taken), len(bodies)),
        "activities and series with a date": share(len(dates), len(doings)),
        "dates that are a day": share(sum(len(date) == 10 for date in dates), len(dates)),
        "participations with a level": share(len(levels), len(parts)),
    } | register(store)


def register(store: Store) -> dict[str, str]:
    """The figures of what bodies are."""
    bodies = rows(store, "?body", "?body a org:Organization")

    def having(where: str) -> str:
        return share(
            len(set(rows(store, "?body", f"?body a org:Organization ; {where}"))), len(bodies)
        )

    return {
        "bodies": f"{len(bodies):,}",
        "bodies that are part of another": having("org:subOrganizationOf|org:unitOf ?whole"),
        "bodies with an acronym": having("ueg:acronym ?letters"),
        "bodies that came of another": having("^org:resultingOrganization ?change"),
    }


def share(some: int, of: int) -> str:
    return f"{100 * some / of:.0f} %"


def gini(values: list[int]) -> float:
    """How uneven some numbers are: 0 where all are alike, 1 where one has everything.

    C. Gini, Variabilità e mutabilità, 1912, as the mean difference over twice the mean.
    """
    ordered = sorted(values)
    weighted = sum(place * value for place, value in enumerate(ordered, 1))
    number = len(ordered)
    return 2 * weighted / (number * sum(ordered)) - (number + 1) / number


def generated(folder: Path) -> dict[str, str]:
    generate.write_rdf(folder / "generated.nq", TRIPLES)
    return programme(ingest.build([folder / "generated.nq"], ":memory:").store)


def shipped() -> dict[str, str]:
    return programme(ingest.build(list(resources.datasets().values()), ":memory:").store)


def imported(folder: Path, *names: str) -> Store:
    for name in names:
        imports.table(REAL / FILES[name], MAPPINGS / f"{name}.yml").write(folder / name)
    return ingest.build([folder / name for name in names], ":memory:").store


def table(columns: dict[str, dict[str, str]]) -> str:
    """The figures side by side, as Markdown."""
    figures = list(dict.fromkeys(name for column in columns.values() for name in column))
    head = ["| | " + " | ".join(columns) + " |", "| --- |" + " --- |" * len(columns)]
    body = [
        f"| {name} | " + " | ".join(column.get(name, "") for column in columns.values()) + " |"
        for name in figures
    ]
    return "\n".join([*head, *body]) + "\n"


def printed() -> dict[str, dict[str, str]]:
    """The figures of the page, by column."""
    lines = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if line[:1] == "|"]
    start = next(at for at, line in enumerate(lines) if "Open Data Day" in line)
    head, _, *body = ([cell.strip() for cell in line[1:-1].split("|")] for line in lines[start:])
    rows = [row for row in body if len(row) == len(head)]
    return {
        name: {row[0]: row[place] for row in rows if row[place]}
        for place, name in enumerate(head)
        if name
    }


def columns(folder: Path) -> dict[str, dict[str, str]]:
    found = {"generated": generated(folder), "GSS report": shipped()}
    if REAL.is_dir():
        found["Open Data Day"] = programme(imported(folder, *EVENTS))
        found["GOV.UK register"] = register(imported(folder, REGISTER))
    return found


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        sys.stdout.write(table(columns(Path(name))))
