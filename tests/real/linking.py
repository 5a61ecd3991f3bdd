"""How well names that people write are linked to the register of public bodies.

``linking.csv`` holds names as they stand in reports and sheets, each with the code of the body that
is meant, found by hand; without a code it is none of the list. Its part ``tune`` was looked at
while the score was made, ``seen`` once in between, ``held-out`` never before it was final.
``python -m tests.real.linking`` prints what is found, beside plain rapidfuzz.
"""

from __future__ import annotations

import csv
import sys
from dataclasses import dataclass
from functools import cache
from math import sqrt
from pathlib import Path
from typing import TYPE_CHECKING, Final

from rapidfuzz import fuzz, process, utils

from uegraph import identity
from uegraph.ingest.values import literal
from uegraph.namespaces import ID, expand, graph_iri
from uegraph.store import Store, open_store

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

LIST: Final = Path("shared", "real", "govuk_orgs", "govuk_organisations_lineage.csv")
REGISTER: Final = Path(__file__).resolve().parents[3] / LIST
SAMPLE: Final = Path(__file__).with_name("linking.csv")
PARTS: Final = ("tune", "seen", "held-out")
Z: Final = 1.96

Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class Measured:
    """What one matcher found in one part of the sample."""

    right: int
    given: int
    wanted: int

    @property
    def precision(self) -> float:
        """The part of the codes given that are right."""
        return self.right / self.given

    @property
    def recall(self) -> float:
        """The part of the codes wanted that are found."""
        return self.right / self.wanted


def rows(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def sample(part: str) -> list[Row]:
    return [row for row in rows(SAMPLE) if row["part"] == part]


def register() -> Store:
    """The list as a graph: names, abbreviations, codes, and what became of closed bodies."""
    listed = rows(REGISTER)
    known = {row["slug"] for row in listed}
    lines: list[str] = []

    def state(subject: str, path: str, value: str) -> None:
        lines.append(f"<{ID}{subject}> <{expand(path)}> {value} <{graph_iri('list')}> .\n")

    for row in listed:
        body, code = f"organisation/{row['slug']}", f"identifier/{row['slug']}"
        state(body, "rdf:type", f"<{expand('org:Organization')}>")
        state(body, "skos:prefLabel", literal(row["title"].strip()))
        if row["abbreviation"].strip():
            state(body, "ueg:acronym", literal(row["abbreviation"].strip()))
        state(body, "adms:identifier", f"<{ID}{code}>")
        state(code, "ueg:identifierList", f"<{expand('scheme:identifier-list/gb-gor')}>")
        state(code, "skos:notation", literal(row["gb_gor"]))
        closed = row["govuk_status"] == "closed"
        for after in row["superseding"].split(";") if closed else ():
            if after in known:
                change = f"change/{row['slug']}"
                state(change, "org:originalOrganization", f"<{ID}{body}>")
                state(change, "org:resultingOrganization", f"<{ID}organisation/{after}>")
    graph = open_store(read_only=False)
    graph.load_nquads("".join(lines))
    return graph


@cache
def letters(part: str) -> list[tuple[str, float]]:
    """For each name of a part the code whose name or abbreviation is most alike by WRatio."""
    named = [(row[column], row["gb_gor"]) for row in rows(REGISTER)
             for column in ("title", "abbreviation") if row[column].strip()]  # fmt: skip
    choices = [utils.default_process(name) for name, _ in named]
    found = [
        process.extractOne(utils.default_process(row["name"]), choices, scorer=fuzz.WRatio)
        for row in sample(part)
    ]
    return [(named[at][1], score) for _, score, at in found]


def plain(part: str, threshold: float) -> Measured:
    """What WRatio finds from a threshold on."""
    return measured(part, [code if score >= threshold else "" for code, score in letters(part)])


def ours(part: str, graph: Store) -> Measured:
    """What uegraph finds; nothing where it is unsure."""
    return measured(part, codes([row["name"] for row in sample(part)], graph))


def codes(names: Sequence[str], graph: Store) -> list[str]:
    return [
        link.best.party.codes[0][1] if link.best and link.outcome == "found" else ""
        for link in identity.link(names, graph)
    ]


def best_threshold() -> int:
    """The threshold at which WRatio does best on the part for tuning, by F1."""

    def f1(threshold: int) -> float:
        found = plain("tune", threshold)
        return 2 * found.right / (found.given + found.wanted)

    return max(range(60, 101), key=f1)


def measured(part: str, given: Sequence[str]) -> Measured:
    wanted = [row["code"] for row in sample(part)]
    right = sum(code == expected != "" for code, expected in zip(given, wanted, strict=True))
    return Measured(right, sum(map(bool, given)), sum(map(bool, wanted)))


def wilson(right: int, of: int) -> tuple[float, float]:
    """The interval of a share, at 95 per cent (Wilson 1927)."""
    share, square = right / of, Z * Z
    middle = (share + square / (2 * of)) / (1 + square / of)
    half = Z / (1 + square / of) * sqrt(share * (1 - share) / of + square / (4 * of * of))
    return middle - half, middle + half


def table() -> str:
    """Precision and recall of both, for each part, with their intervals."""
    threshold, graph = best_threshold(), register()
    matchers: dict[str, Callable[[str], Measured]] = {
        "uegraph": lambda part: ours(part, graph),
        f"WRatio >= {threshold}": lambda part: plain(part, threshold),
    }
    lines = [f"{'':14}{'part':10}{'names':>6}  {'precision':24}recall"]
    for name, matcher in matchers.items():
        for part in PARTS:
            found = matcher(part)
            shares = (found.right, found.given), (found.right, found.wanted)
            precision, recall = (_shown(right, of) for right, of in shares)
            lines.append(f"{name:14}{part:10}{len(sample(part)):>6}  {precision:24}{recall}")
    return "\n".join(lines)


def _shown(right: int, of: int) -> str:
    low, high = wilson(right, of)
    return f"{right / of:.3f} ({low:.3f} to {high:.3f})"


if __name__ == "__main__":
    sys.stdout.write(table() + "\n")
