"""Sources that tell at every corner which version they are, so that a mixture cannot hide.

Version *n* is the shipped data set with *n* audiences and *2n* bodies more, each named after the
version, of which audiences every second is engaged. Its title says the version too.
"""

from __future__ import annotations

import re
import shutil
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import yaml

from uegraph import ingest, queries
from uegraph.backup import verify
from uegraph.coverage import coverage

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from uegraph.store import Store

DATA: Final = Path(__file__).resolve().parents[2] / "data" / "gss-2024"
_NAMED: Final = re.compile(r"of version ([0-9]+)")
_TITLE: Final = """
PREFIX dcterms: <http://purl.org/dc/terms/>
SELECT DISTINCT ?title WHERE { ?set dcterms:title ?title . FILTER(CONTAINS(?title, "of version")) }
ORDER BY ?title"""
_BODIES: Final = """
PREFIX foaf: <http://xmlns.com/foaf/0.1/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT DISTINCT ?name WHERE { ?body foaf:name|skos:prefLabel ?name . FILTER(CONTAINS(?name, "Body")) }
ORDER BY ?name"""  # noqa: E501


class MixtureError(AssertionError):
    """An answer that no single version gives."""


@dataclass(frozen=True, slots=True)
class Version:
    """What is known of one version, by its sources and by building it alone.

    Attributes:
        number: Its number.
        source: The folder of its data set.
        triples: How many its graph holds.
        sha256: The hash of all its graphs.
    """

    number: int
    source: str
    triples: int
    sha256: str

    def to_dict(self) -> dict[str, object]:
        """For a file that other processes read."""
        return asdict(self)


def write_source(number: int, folder: Path) -> Path:
    """Write the data set of one version."""
    shutil.copytree(DATA, folder)
    settings = yaml.safe_load((folder / "dataset.yml").read_text(encoding="utf-8"))
    settings["title"] = f"Engagement of version {number}"
    (folder / "dataset.yml").write_text(yaml.safe_dump(settings), encoding="utf-8")
    audiences = [f"audience-{number}-{at}" for at in range(number)]
    _add(folder / "audiences.csv", [
        {"id": slug, "name": f"Audience {at} of version {number}", "sector": "citizens"}
        for at, slug in enumerate(audiences)
    ])  # fmt: skip
    _add(folder / "organisations.csv", [
        {"id": f"body-{number}-{at}", "name": f"Body {at} of version {number}",
         "type": "charity", "sector": "third-sector"}
        for at in range(2 * number)
    ])  # fmt: skip
    _add(folder / "participations.csv", [
        {"id": f"p-{slug}", "activity": "administrative-data-engagement", "party": slug,
         "role": "target", "level": "consult", "direction": "two-way", "status": "took-part",
         "evidence": "goal-3-8"}
        for slug in audiences[::2]
    ])  # fmt: skip
    return folder


def _add(table: Path, rows: Iterable[dict[str, str]]) -> None:
    text = table.read_text(encoding="utf-8")
    header = text.partition("\n")[0].split(",")
    with table.open("a", encoding="utf-8") as file:
        file.writelines(",".join(row.get(name, "") for name in header) + "\n" for row in rows)


def learn(number: int, root: Path) -> Version:
    """Write one version, build it alone, and look whether it gives the answers that it should."""
    source = write_source(number, root / f"source-{number}")
    alone = root / f"alone-{number}"
    with ingest.build([source], alone).store as store:
        version = Version(number, str(source), len(store), verify(alone).sha256)
        look(store, [version])
    shutil.rmtree(alone)
    return version


def look(store: Store, versions: Sequence[Version]) -> tuple[Version, int]:
    """Ask a graph in several ways; the version that all answers agree on, and their number.

    Raises:
        MixtureError: They do not agree, or an answer is not what that version gives.
    """
    titles = [str(title) for (title,) in store.select(_TITLE, trusted=True)]
    version = the_version(titles, versions)
    number, engaged = version.number, (version.number + 1) // 2
    bodies = [str(name) for (name,) in store.select(_BODIES, timeout=None)]
    named = [str(row) for row in queries.run(store, "stakeholders/audiences", {})]
    (covered,) = coverage(store, of=["audience"])
    ours = [row for row in covered.rows if _NAMED.search(str(row))]
    states = sorted(str(row.state) for row in ours)
    for what, texts, count in (
        ("titles", titles, 1),
        ("bodies", bodies, 2 * number),
        ("audiences", [text for text in named if _NAMED.search(text)], number),
        ("coverage", [str(row) for row in ours], number),
    ):
        _require(numbers(texts) == {number} and len(texts) == count, f"{what}: {texts}")
    _require(states == ["engaged"] * engaged + ["no-evidence"] * (number - engaged), str(states))
    _require(len(store) == version.triples, f"{len(store)} triples, not {version.triples}")
    return version, 6


def numbers(texts: Iterable[str]) -> set[int]:
    """The versions that some texts name."""
    return {int(found) for text in texts for found in _NAMED.findall(text)}


def the_version(texts: Iterable[str], versions: Sequence[Version]) -> Version:
    """The one version that some texts name.

    Raises:
        MixtureError: They name several, or none.
    """
    named = numbers(texts)
    found = [version for version in versions if {version.number} == named]
    _require(len(found) == 1, f"versions {sorted(named)} are named")
    return found[0]


def by_sha256(sha256: str, versions: Sequence[Version]) -> Version:
    """The version of which all graphs together have a hash.

    Raises:
        MixtureError: None has.
    """
    found = [version for version in versions if version.sha256 == sha256]
    _require(len(found) == 1, f"the graphs have the hash {sha256}, which no version has")
    return found[0]


def _require(holds: bool, otherwise: str) -> None:
    if not holds:
        raise MixtureError(otherwise)
