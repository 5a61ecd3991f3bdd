"""What is killed: real commands, each with the state that it leaves and the one it makes."""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from uegraph.backup import verify

if TYPE_CHECKING:
    from collections.abc import Callable

DATA = Path(__file__).resolve().parents[2] / "data" / "gss-2024"
ABSENT = "absent"
_PAIR = ("audience/experts", "audience/expert-users")
_HIDDEN = re.compile(r"\..+")
_MAPPING = """
name: bodies
title: Bodies
url: https://bodies.example/
licence: https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/
source: A list of bodies
rows:
  body:
    table: organisations
    name: name
    type: {constant: charity}
    sector: {constant: third-sector}
    place: {constant: wales}
"""


@dataclass(frozen=True, slots=True)
class Scene:
    """A command that turns one state of a place into another.

    Attributes:
        name: What is done.
        place: What it writes, in the folder of the trial.
        commands: The two command lines, of which each undoes what the other made.
        state: A hash of what is at the place; it fails where that is no whole thing.
        from_nothing: Whether either also works where there is nothing yet.
        fresh: Whether both work only there, so that what is there is removed before.
    """

    name: str
    place: Path
    commands: tuple[tuple[str, ...], tuple[str, ...]]
    state: Callable[[Path], str]
    from_nothing: bool = True
    fresh: bool = False


def uegraph(arguments: tuple[str, ...]) -> list[str]:
    """A command line of the program that is tested."""
    return [sys.executable, "-m", "uegraph", *arguments]


def run(*arguments: str | Path) -> None:
    """Run a command to its end, which has to be a good one."""
    line = uegraph(tuple(map(str, arguments)))
    done = subprocess.run(line, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{' '.join(line)}\n{done.stderr}"


def store_state(folder: Path) -> str:
    """One hash of all named graphs; each file of the engine has to be as it was written."""
    if not (folder / "CURRENT").exists():
        return ABSENT
    found = verify(folder)
    assert found.sound, found
    states = {finding.state for finding in found.findings if finding.what == "graph"}
    assert states == {"same"}, "the hashes of its files are not noted"
    return found.sha256


def file_state(path: Path) -> str:
    """The hash of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.exists() else ABSENT


def backup_state(path: Path) -> str:
    """The hash of a backup, which has to be what its manifest says."""
    if path.exists():
        assert verify(path).sound
    return file_state(path)


def folder_state(folder: Path) -> str:
    """The hash of the names and bytes of a folder's files, half-written ones among them."""
    if not folder.exists():
        return ABSENT
    parts = [f"{path.name} {file_state(path)}" for path in sorted(folder.iterdir())]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def scenes(root: Path) -> list[Scene]:
    """All that is killed, with the sources and graphs that it takes, made in a folder."""
    sources = (DATA, smaller(root / "smaller"))
    stores = (root / "one", root / "other")
    backups = (root / "one.zip", root / "other.zip")
    for source, store, backup in zip(sources, stores, backups, strict=True):
        run("build", source, "--store", store)
        run("backup", store, backup)
    tables, mapping = foreign_tables(root)
    graph, names = str(root / "graph"), (root / "bodies", root / "decisions.csv")
    decide = ("--decisions", str(names[1]))
    same = ("same", *_PAIR, *decide, "--store", str(stores[0]), "--by", "me")

    def twice(*form: str, taking: tuple[Path, Path]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        one, other = (tuple(str(take) if part == "?" else part for part in form) for take in taking)
        return one, other

    def drawn(name: str, *form: str) -> Scene:
        place = root / name
        line = (*form, str(place), "--store", "?")
        title = " ".join((*form[:2], place.suffix[1:])) if form[1:] else form[0]
        return Scene(title, place, twice(*line, taking=stores), file_state)

    def invented(name: str, out: str, state: Callable[[Path], str], *, fresh: bool) -> Scene:
        place = root / out
        line = ("generate", str(place), "--triples", "3000", "--seed")
        return Scene(name, place, ((*line, "1"), (*line, "2")), state, fresh=fresh)

    table = ("import", "table", "?", "--mapping", str(mapping), "--to", str(names[0]), "--replace")
    kept = str(root / "kept.zip")
    return [
        Scene("build", root / "graph", twice("build", "?", "--store", graph, taking=sources),
              store_state),
        Scene("restore", root / "again",
              twice("restore", "?", str(root / "again"), "--replace", taking=backups), store_state),
        Scene("backup", root / "kept.zip",
              twice("backup", "?", kept, "--replace", taking=stores), backup_state),
        Scene("import", names[0], twice(*table, taking=tables), folder_state),
        Scene("decision", names[1], (same, ("decisions", "--undo", *_PAIR, *decide)), file_state,
              from_nothing=False),
        drawn("map.html", "map"),
        drawn("report.html", "report"),
        drawn("network.graphml", "network", "export"),
        drawn("network.gexf", "network", "export"),
        Scene("template", root / "filled.xlsx",
              twice("template", str(root / "filled.xlsx"), "--from", "?", "--force",
                    taking=sources), file_state),
        invented("generate", "invented.nq", file_state, fresh=False),
        invented("generate tables", "invented", folder_state, fresh=True),
    ]  # fmt: skip


def litter(root: Path) -> list[Path]:
    """What a killed command left beside its place: hidden, and never with a final name."""
    return sorted(path for path in root.iterdir() if _HIDDEN.fullmatch(path.name))


def smaller(folder: Path) -> Path:
    """The same data set with one body more."""
    shutil.copytree(DATA, folder)
    table = folder / "organisations.csv"
    header, *rows = table.read_text(encoding="utf-8").splitlines()
    row = rows[0].split(",")
    row[:2] = ["another-body", "Another body"]
    table.write_text("\n".join([header, *rows, ",".join(row)]) + "\n", encoding="utf-8")
    return folder


def foreign_tables(root: Path) -> tuple[tuple[Path, Path], Path]:
    """Two tables laid out by others, and the mapping that reads both."""
    (root / "mapping.yml").write_text(_MAPPING, encoding="utf-8")
    for name, count in (("few.csv", 300), ("many.csv", 400)):
        rows = "".join(f"Body {number} of {name}\n" for number in range(count))
        (root / name).write_text(f"name\n{rows}", encoding="utf-8")
    return (root / "few.csv", root / "many.csv"), root / "mapping.yml"
