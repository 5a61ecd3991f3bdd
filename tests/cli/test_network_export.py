"""``network export``: read back by the tools that it is written for."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import click
import networkx as nx
import pytest
from tests.cli.asking import HOSTILE, build
from tests.connections import harbour

from uegraph.cli.network.export import export
from uegraph.network import read_network
from uegraph.store import open_store

if TYPE_CHECKING:
    from pathlib import Path

    from uegraph.network import Network

NAMES = {"Port Authority", "Harbour Trust", "Quay Clinic", "Town Council", "Youth Team",
         "Parks Team", "Old Board", "New Board", "Shy Society", "Chorus", "Lone Club"}  # fmt: skip


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("harbour"), harbour.write)


@pytest.fixture(scope="module")
def net(graph: Path) -> Network:
    with open_store(str(graph)) as store:
        return read_network(store)


def write(graph: Path, out: Path, *options: str) -> Path:
    export.main([str(out), "--store", str(graph), *options], standalone_mode=False)
    return out


def read(path: Path) -> nx.Graph[str]:
    """The file as networkx reads it, its points by IRI with their names under ``label``."""
    if path.suffix == ".json":
        found = nx.node_link_graph(json.loads(path.read_bytes()), edges="edges")
        nx.set_node_attributes(found, dict(found.nodes(data="name")), "label")
        return found
    return nx.read_gexf(path) if path.suffix == ".gexf" else nx.read_graphml(path)


def told(graph: nx.Graph[str], name: str) -> dict[str, Any]:
    """An attribute of every point, by IRI."""
    return {node: data.get(name) for node, data in graph.nodes(data=True)}


@pytest.mark.parametrize("form", ["graphml", "gexf", "json"])
def test_networkx_reads_back_what_was_written(
    graph: Path, net: Network, tmp_path: Path, form: str
) -> None:
    found = read(write(graph, tmp_path / f"net.{form}"))
    assert set(found) == set(net.points["iri"])
    assert set(told(found, "label").values()) == NAMES
    assert found.number_of_edges() == len(net.links)
    plain = nx.Graph(found)
    assert {frozenset(link) for link in plain.edges} == {
        frozenset((net.points["iri"][one], net.points["iri"][other]))
        for one, other in net.links.select("source", "target").iter_rows()
    }
    assert told(found, "degree") == dict(plain.degree)
    between = nx.betweenness_centrality(plain)
    assert told(found, "betweenness") == pytest.approx(between)
    numbers = told(found, "community")
    assert {node for node in plain if numbers[node] is None} == set(nx.isolates(plain))
    groups = [
        [node for node in plain if numbers[node] == number]
        for number in sorted({number for number in numbers.values() if number})
    ]
    assert [len(group) for group in groups] == sorted(map(len, groups), reverse=True)
    assert all(nx.is_connected(plain.subgraph(group)) for group in groups)
    assert len(groups) > 1


def test_csv_is_a_table_of_points_and_one_of_links(
    graph: Path, net: Network, tmp_path: Path
) -> None:
    write(graph, tmp_path / "net.csv")
    points, links = (
        list(csv.DictReader(io.StringIO((tmp_path / f"net-{part}.csv").read_text("utf-8"))))
        for part in ("points", "links")
    )
    assert {row["label"] for row in points} == NAMES
    assert [row["id"] for row in points] == net.points["iri"].to_list()
    assert len(links) == len(net.links)
    assert {"source", "target", "weight", "stated", "label"} <= links[0].keys()
    names = {row["id"]: row["label"] for row in points}
    assert all(names[row["source"]] == row["source_name"] for row in links)
    assert all(names[row["target"]] == row["target_name"] for row in links)
    assert {row["stated"] for row in links} == {"true", "false"}
    lone = next(row for row in points if row["label"] == "Lone Club")
    assert (lone["degree"], lone["community"]) == ("0", "")
    assert not (tmp_path / "net.csv").exists()


def test_gexf_and_graphml_are_what_gephi_reads(graph: Path, tmp_path: Path) -> None:
    gexf = ET.parse(write(graph, tmp_path / "net.gexf")).getroot()
    assert gexf.tag == "{http://www.gexf.net/1.2draft}gexf"
    space = {"g": "http://www.gexf.net/1.2draft"}
    kinds = {each.get("title"): each.get("type") for each in gexf.iterfind(".//g:attribute", space)}
    assert kinds["degree"] in ("integer", "long")
    assert kinds["community"] in ("integer", "long")
    assert kinds["betweenness"] == "double"
    known = {each.get("id") for each in gexf.iterfind(".//g:node", space)}
    for link in gexf.iterfind(".//g:edge", space):
        assert {link.get("source"), link.get("target")} <= known
        assert float(link.get("weight") or 0) > 0
    graphml = ET.parse(write(graph, tmp_path / "net.graphml")).getroot()
    space = {"g": "http://graphml.graphdrawing.org/xmlns"}
    declared = {each.get("id") for each in graphml.iterfind("g:key", space)}
    used = {each.get("key") for each in graphml.iterfind(".//g:data", space)}
    assert used <= declared


@pytest.mark.parametrize("form", ["graphml", "gexf", "json", "csv"])
def test_hostile_names_and_what_is_private(tmp_path: Path, form: str) -> None:
    changed = harbour.TABLES["organisations"].replace("Harbour Trust", f'"{HOSTILE}"')
    write(build(tmp_path, harbour.write, organisations=changed), tmp_path / f"net.{form}")
    parts = [*tmp_path.glob("net*.*")]
    for path in parts:
        text = path.read_text(encoding="utf-8")
        assert "Secret Circle" not in text
        if form == "csv":
            cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
            assert not [cell for cell in cells if cell.startswith("=")]
            assert "'" + HOSTILE.strip() in cells
        else:
            assert HOSTILE.strip() in told(read(path), "label").values()
    assert len(parts) == (2 if form == "csv" else 1)


def test_measures_may_be_left_out(graph: Path, tmp_path: Path) -> None:
    found = read(write(graph, tmp_path / "net.json", "--no-measures"))
    assert not any("betweenness" in told for _, told in found.nodes(data=True))


def test_what_is_asked_of_the_network_is_exported(graph: Path, tmp_path: Path) -> None:
    found = read(write(graph, tmp_path / "net.json", "--links", "derived"))
    assert [link["stated"] for *_, link in found.edges(data=True)] == [False] * 10


def test_a_withdrawn_permission_is_said(
    graph: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(graph, tmp_path / "net.json")
    said = capsys.readouterr().err
    assert "1 body in it asked not to have its name passed on" in said
    assert "Wrote " in said


def test_to_a_pipe(graph: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "uegraph", "network", "export", "-", "--store", str(graph)]
    done = subprocess.run([*command, "-f", "graphml"], capture_output=True, check=True)
    assert done.stdout == write(graph, tmp_path / "net.graphml").read_bytes()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("net.xlsx",), "'net.xlsx' does not tell what to write"),
        (("-",), "'-' does not tell what to write"),
        (("-", "-f", "csv"), "CSV is two tables"),
    ],
)
def test_what_cannot_be_written_is_refused(
    graph: Path, arguments: tuple[str, ...], message: str
) -> None:
    with pytest.raises(click.UsageError, match=message):
        export.main([*arguments, "--store", str(graph)], standalone_mode=False)
