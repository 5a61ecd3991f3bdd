"""A backup holds the graph, the whole graph and nothing else, and gives it back."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import rdflib
from rdflib.compare import isomorphic
from tests.backup.conftest import NQUADS
from tests.programs import program

from uegraph.backup import back_up, restore, verify
from uegraph.errors import ResourceError, StoreError
from uegraph.store import build, open_store
from uegraph.store.canonical import canonical_lines

if TYPE_CHECKING:
    from uegraph.backup import Verified

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "data" / "gss-2024"


def states(found: Verified) -> dict[str, str]:
    return {finding.name.rpartition("/")[2]: finding.state for finding in found.findings}


def test_it_comes_back_as_it_was(graph: Path, backup: Path, tmp_path: Path) -> None:
    restore(backup, tmp_path / "again")
    with open_store(graph) as old, open_store(tmp_path / "again") as new:
        assert new.dump() == old.dump()
        assert new.graphs() == old.graphs() == {"http://e/g/one": 80, "http://e/g/two": 80}
    assert verify(tmp_path / "again", against=backup).sound
    back_up(tmp_path / "again", tmp_path / "second.zip")
    assert (tmp_path / "second.zip").read_bytes() == backup.read_bytes()


# rdflib's own reader of N-Quads uses what rdflib calls outdated.
@pytest.mark.filterwarnings("ignore:Dataset.default_context")
def test_another_library_reads_the_same_statements(backup: Path) -> None:
    wanted, found = rdflib.Dataset(), rdflib.Dataset()
    wanted.parse(data=NQUADS, format="nquads")
    with zipfile.ZipFile(backup) as archive:
        for name in archive.namelist():
            if name.endswith(".nq"):
                found.parse(data=archive.read(name), format="nquads")
    for name in ("http://e/g/one", "http://e/g/two"):
        iri = rdflib.URIRef(name)
        assert len(wanted.graph(iri)) == 80
        assert isomorphic(wanted.graph(iri), found.graph(iri))


def test_hashes_are_those_of_other_programs(backup: Path, graph: Path, tmp_path: Path) -> None:
    sha256sum = program("sha256sum", "coreutils")
    with zipfile.ZipFile(backup) as archive:
        manifest = json.loads(archive.read("manifest.json"))
        archive.extractall(tmp_path / "open")
    sums = "".join(f"{one['sha256']}  {one['file']}\n" for one in manifest["graphs"])
    subprocess.run([sha256sum, "--check"], input=sums.encode(), cwd=tmp_path / "open", check=True)
    whole = "".join(f"{one['sha256']}  {one['name']}\n" for one in manifest["graphs"])
    assert hashlib.sha256(whole.encode()).hexdigest() == verify(graph).sha256
    (generation,) = graph.glob("g-*")
    subprocess.run([sha256sum, "--check", "sums"], cwd=generation, check=True)


@pytest.mark.parametrize("held", [1, 7, 1000])
def test_statements_stand_sorted_and_once_however_many_fit(held: int, graph: Path) -> None:
    with open_store(graph) as store, canonical_lines(store, "http://e/g/one", held=held) as lines:
        found = list(lines)
    wanted = {line + b"\n" for line in NQUADS.splitlines() if line.endswith(b"/one> .")}
    assert found == sorted(wanted)


def test_the_order_in_which_a_graph_was_filled_does_not_count(backup: Path, tmp_path: Path) -> None:
    turned = b"".join(reversed(NQUADS.splitlines(keepends=True)))
    build(tmp_path / "turned", turned + NQUADS).close()
    assert verify(tmp_path / "turned", against=backup).sound
    assert verify(tmp_path / "turned").sha256 == verify(backup).sha256


@pytest.mark.parametrize(
    "line",
    [b"_:a <http://e/p> <http://e/o>", b"<http://e/s> <http://e/p> _:b"],
)
def test_what_has_no_name_is_refused(line: bytes, tmp_path: Path) -> None:
    build(tmp_path / "graph", line + b" <http://e/g> .\n").close()
    with pytest.raises(StoreError, match=r"http://e/g holds _:.* Give each thing an IRI"):
        back_up(tmp_path / "graph", tmp_path / "backup.zip")
    assert not (tmp_path / "backup.zip").exists()
    assert states(verify(tmp_path / "graph")) == {"g": "unreadable"}


def test_a_text_that_looks_like_no_name_is_one(tmp_path: Path) -> None:
    build(tmp_path / "graph", b'<http://e/s> <http://e/p> "_:b <<" <http://e/g> .\n').close()
    assert back_up(tmp_path / "graph", tmp_path / "backup.zip").triples == 1


def test_what_is_there_stays(graph: Path, backup: Path, tmp_path: Path) -> None:
    before = backup.read_bytes()
    with pytest.raises(StoreError, match="is there already"):
        back_up(graph, backup)
    with pytest.raises(StoreError, match="own folder"):
        back_up(graph, graph / "backup.zip")
    build(graph, NQUADS[: len(NQUADS) // 2].rpartition(b"\n")[0]).close()
    held = verify(graph).sha256
    with pytest.raises(StoreError, match="it was left as it is"):
        restore(backup, graph)
    assert (verify(graph).sha256, backup.read_bytes()) == (held, before)
    restore(backup, graph, replace=True)
    assert verify(graph, against=backup).sound
    back_up(graph, backup, replace=True)
    assert backup.read_bytes() == before
    (tmp_path / "thesis").mkdir()
    (tmp_path / "thesis" / "thesis.txt").write_text("five years")
    with pytest.raises(StoreError, match="nothing there was touched"):
        restore(backup, tmp_path / "thesis", replace=True)


def test_each_graph_that_differs_is_named(graph: Path, backup: Path) -> None:
    changed = NQUADS.replace(b"Body 7", b"Body 8", 1).replace(b"/g/two>", b"/g/three>")
    build(graph, changed).close()
    assert states(verify(graph)) == {"one": "same", "three": "same"}
    assert states(verify(graph, against=backup)) == {
        "one": "differs", "three": "added", "two": "missing",
    }  # fmt: skip
    assert not verify(graph, against=backup).sound
    assert states(verify(backup, against=graph))["three"] == "missing"


def test_sources_are_held_to_what_was_read(tmp_path: Path) -> None:
    mine, store, backup = tmp_path / "mine", tmp_path / "graph", tmp_path / "backup.zip"
    shutil.copytree(DATA, mine)
    decisions = tmp_path / "decisions.csv"
    pair = ["audience/experts", "audience/expert-users"]
    for line in (
        ["different", *pair, "--decisions", decisions, "--by", "me"],
        ["build", mine, "--store", store, "--decisions", decisions],
    ):
        subprocess.run([sys.executable, "-m", "uegraph", *map(str, line)], check=True)
    back_up(store, backup)
    for place in (store, backup):
        assert verify(place, sources=[mine, decisions]).sound
    unseen = states(verify(store, sources=[mine]))
    assert (unseen["themes.csv"], unseen["decisions.csv"]) == ("same", "recorded")
    (mine / "goals.csv").unlink()
    (mine / "themes.csv").write_bytes((mine / "themes.csv").read_bytes() + b"\n")
    (mine / "assessments.csv").write_text("id\n")
    found = states(verify(store, sources=[mine]))
    assert {name for name, state in found.items() if state == "differs"} == {"themes.csv"}
    assert (found["goals.csv"], found["assessments.csv"]) == ("missing", "added")
    table = mine / "places.csv"
    digest = {one.name: one.sha256 for one in verify(store).findings if one.what == "source"}
    assert digest["dataset/gss-2024/places.csv"] == hashlib.sha256(table.read_bytes()).hexdigest()


def test_a_graph_from_before_hashes_were_noted(graph: Path, backup: Path) -> None:
    (sums,) = graph.glob("g-*/sums")
    sums.unlink()
    found = verify(graph)
    assert found.sound
    assert set(states(found).values()) == {"not recorded"}
    assert verify(graph, against=backup).sound
    restore(backup, graph, replace=True)
    assert set(states(verify(graph)).values()) == {"same"}


def test_an_empty_graph_is_one_too(tmp_path: Path) -> None:
    build(tmp_path / "graph", b"").close()
    back_up(tmp_path / "graph", tmp_path / "backup.zip")
    restore(tmp_path / "backup.zip", tmp_path / "again")
    assert verify(tmp_path / "again", against=tmp_path / "backup.zip").findings == ()


def test_places_that_are_not_there(tmp_path: Path) -> None:
    for call in (verify, lambda place: restore(place, tmp_path / "x")):
        with pytest.raises(StoreError, match="none"):
            call(tmp_path / "none")
    with pytest.raises(StoreError, match="There is no graph"):
        back_up(tmp_path / "none", tmp_path / "backup.zip")
    build(tmp_path / "graph", NQUADS).close()
    with pytest.raises(ResourceError, match="could not be written"):
        back_up(tmp_path / "graph", tmp_path / "none" / "backup.zip")
    assert not (tmp_path / "x").exists()
