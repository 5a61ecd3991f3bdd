"""Our checks of cells and pySHACL's validation of the triples find the same faults.

A faulty cell gives no triple in a build. Here each faulty value gets one all the same, the triple
that somebody would have written by hand, so that pySHACL has something to find fault with.
"""

from __future__ import annotations

import tempfile
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from pyshacl import validate
from tests.ingest.samples import as_tables, folder, good_rows, good_value

from uegraph import resources, shapes
from uegraph.ingest.check import read_sources
from uegraph.ingest.triples import quads
from uegraph.ingest.values import literal
from uegraph.namespaces import EDTF, ID, expand

if TYPE_CHECKING:
    from uegraph.ingest.check import Checked
    from uegraph.ingest.source import Cell, Row
    from uegraph.shapes import Column

SH = rdflib.SH
Found = set[tuple[str, str]]


@cache
def ontology() -> str:
    """What the shapes need to know of the ontology: classes, and concepts with their schemes."""
    wanted = {expand(n) for n in ("rdf:type", "rdfs:subClassOf", "skos:inScheme")}
    lines = []
    for path in resources.ontology_files():
        if path.name != "shapes.ttl":
            lines += [
                f"{quad.subject} {quad.predicate} {quad.object} .\n"
                for quad in ox.parse(path=path)
                if quad.predicate.value in wanted
            ]
    return "".join(lines)


@cache
def shapes_graph() -> rdflib.Graph:
    return rdflib.Graph().parse(resources.root() / "ontology" / "shapes.ttl")


def term_as_written(value: str, column: Column) -> str:
    if column.datatype:
        return literal(value, None if column.datatype == expand("xsd:string") else column.datatype)
    if column.values_from:
        return literal(value)  # a name that stands for nothing stays a text
    return f"<urn:x-broken:{quote(value, safe='')}>"


def as_written(cell: Cell, column: Column) -> Cell:
    broken = tuple(term_as_written(f.value, column) for f in cell.faults if f.value)
    return replace(cell, terms=(*cell.terms, *broken))


def lenient(row: Row) -> Row:
    columns = [column for _, column in row.sheet.columns]
    return replace(row, cells=tuple(map(as_written, row.cells, columns)))


def path_text(column: Column) -> str:
    return f"^{column.path}" if column.inverse else column.path


def ours(checked: Checked) -> Found:
    """The rows and properties that our errors name, without those that SHACL cannot say."""
    rows = {(row.sheet.label, row.number): row for row in checked.rows}
    columns = {c.shape: c for table in shapes.tables().values() for c in table.columns}
    return {
        (rows[problem.file, problem.row].iri, path_text(columns[problem.rule]))
        for problem in checked.errors
        if problem.rule.startswith("shp:")
    }


def theirs(checked: Checked) -> Found:
    lines = quads(checked.datasets, [lenient(row) for row in checked.rows])
    triples = "".join(line.rpartition(" <")[0] + " .\n" for line in lines)
    data = rdflib.Graph().parse(data=triples + ontology(), format="nt")
    _, report, _ = validate(data, shacl_graph=shapes_graph())
    assert isinstance(report, rdflib.Graph)
    found = set()
    for result in report.subjects(rdflib.RDF.type, SH.ValidationResult):
        focus, path = report.value(result, SH.focusNode), report.value(result, SH.resultPath)
        inverse = report.value(path, SH.inversePath)
        if str(focus).startswith(ID):
            found.add((str(focus), f"^{inverse}" if inverse else str(path)))
    return found


def test_good_tables_are_good_for_both(tmp_path: Path) -> None:
    checked = read_sources([folder(tmp_path / "good", **as_tables(good_rows()))])
    assert not checked.errors
    assert len(checked.rows) == 2 * len(shapes.tables())
    assert theirs(checked) == set()


BROKEN = {
    "required and empty": ("organisations", "type", ""),
    "unknown concept": ("organisations", "sector", "nonsense"),
    "concept of another scheme": ("organisations", "sector", "webinar"),
    "unknown row": ("organisations", "part_of", "nobody"),
    "row of another table": ("activities", "themes", "organisation-a"),
    "none of several classes": ("participations", "party", "theme-a"),
    "two where one is allowed": ("organisations", "part_of", "organisation-a|organisation-b"),
    "concept twice over": ("activities", "status", "held|planned"),
    "not a number": ("counts", "count", "many"),
    "below the least": ("counts", "count", "-1"),
    "above the greatest": ("assessments", "power", "6"),
    "neither yes nor no": ("activities", "public", "perhaps"),
    "not a web address": ("sources", "url", "see the shelf"),
    "another kind of address": ("sources", "url", "ftp://example.org/x"),
    "inverse and empty": ("identifiers", "organisation", ""),
    "inverse and unknown": ("reaches", "of", "theme-a"),
    "no column": ("organisations", "judged", "nonsense"),
    "no table": ("counts", "of", "nonsense"),
    "white space only": ("organisations", "name", "  "),
}


@pytest.mark.parametrize("case", BROKEN)
def test_both_find_the_broken_cell(case: str, tmp_path: Path) -> None:
    table, header, value = BROKEN[case]
    rows = good_rows()
    rows[table][1][header] = value
    checked = read_sources([folder(tmp_path / "broken", **as_tables(rows))])
    column = next(c for c in shapes.tables()[table].columns if c.header == header)
    expected = {
        (f"{ID}{rows[table][1]['id'].rpartition('-')[0]}/{rows[table][1]['id']}", path_text(column))
    }
    assert ours(checked) == expected
    assert theirs(checked) == expected


def values(column: Column) -> list[str]:
    """Values to try in a column, right and wrong ones."""
    table = next(t for t in shapes.tables().values() if column in t.columns)
    good = good_value(column, table)
    tries = ["", good, good, f"{good}|{good}"]
    if column.classes or column.scheme:
        tries += ["nobody", "organisation-a", "theme-b", "audience-a|audience-b", "uk", "event"]
    elif column.values_from:
        tries += ["nonsense", "themes", "type|name"]
    elif column.datatype == expand("xsd:boolean"):
        tries += ["maybe", "no", " "]  # not 0 and 1: XSD reads them, and we ask for words
    elif column.datatype != EDTF:
        tries += ["0", "-1", "6", "1.5", "maybe", "no", "a b", "https://a b/", "http://[x/", " "]
    return tries


@st.composite
def broken_rows(draw: st.DrawFn) -> dict[str, list[dict[str, str]]]:
    rows = good_rows()
    # Of two decisions about a pair the newer takes the place of the older, which SHACL cannot say.
    names = [name for name in rows if name != "decisions"]
    for name in draw(st.lists(st.sampled_from(names), min_size=1, max_size=6, unique=True)):
        table = shapes.tables()[name]
        rows[name].append(
            {
                "id": f"{table.kind}-x",
                **{c.header: draw(st.sampled_from(values(c))) for c in table.columns},
            }
        )
    return rows


@settings(
    max_examples=15,
    deadline=None,
    derandomize=True,
    phases=[Phase.generate],  # shrinking would validate for minutes; the difference says enough
    suppress_health_check=list(HealthCheck),
)
@given(broken_rows())
def test_both_find_the_same_faults_in_any_tables(rows: dict[str, list[dict[str, str]]]) -> None:
    with tempfile.TemporaryDirectory() as place:
        checked = read_sources([folder(Path(place) / "any", **as_tables(rows))])
        assert ours(checked) == theirs(checked)
