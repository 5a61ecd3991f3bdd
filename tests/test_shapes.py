"""The tables as read from the shapes, against the shapes as rdflib reads them."""

from __future__ import annotations

import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
import rdflib

from uegraph import ingest, resources, shapes
from uegraph.errors import ResourceError, UnknownNameError
from uegraph.namespaces import ID, expand

if TYPE_CHECKING:
    from pathlib import Path

PREFIXES = """
PREFIX sh: <http://www.w3.org/ns/shacl#>
PREFIX shp: <https://w3id.org/uegraph/shapes#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX ueg: <https://w3id.org/uegraph/ns#>
"""

NEW_COLUMN = """
shp:OrganisationShape sh:property shp:OrganisationShape-motto .
shp:OrganisationShape-motto a sh:PropertyShape ;
    sh:path <https://example.org/motto> ;
    sh:name "house motto"@en ;
    sh:order 99 ;
    sh:datatype xsd:string ;
    sh:maxCount 1 ;
    sh:severity sh:Violation ;
    sh:message "House motto may be a text."@en .
"""


def ontology_graph() -> rdflib.Graph:
    graph = rdflib.Graph()
    for path in resources.ontology_files():
        graph.parse(path)
    return graph


@pytest.fixture
def own_root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the ontology that a test may change."""
    shutil.copytree(resources.root() / "ontology", tmp_path / "root" / "ontology")
    for folder in ("queries", "data"):
        (tmp_path / "root" / folder).mkdir()
    monkeypatch.setenv("UEGRAPH_ROOT", str(tmp_path / "root"))
    return tmp_path / "root"


def add_to_shapes(root: Path, turtle: str) -> None:
    path = root / "ontology" / "shapes.ttl"
    path.write_text(path.read_text(encoding="utf-8") + turtle, encoding="utf-8")


def test_the_columns_are_those_that_rdflib_finds() -> None:
    query = (
        PREFIXES
        + """
    SELECT ?table ?kind ?class ?name ?shape WHERE {
      ?node shp:table ?table ; shp:kind ?kind ; sh:targetClass ?class ; sh:property ?shape .
      ?shape sh:name ?name ; sh:order ?order .
    } ORDER BY ?table ?order"""
    )
    expected = [tuple(map(str, row)) for row in ontology_graph().query(query)]  # type: ignore[arg-type]
    found = [
        (t.name, t.kind, t.target_class, c.name, expand(c.shape))
        for t in sorted(shapes.tables().values(), key=lambda table: table.name)
        for c in t.columns
    ]
    assert found == expected
    assert len(found) > 200


def test_limits_and_values_are_those_that_rdflib_finds() -> None:
    graph = ontology_graph()
    sh = rdflib.SH
    for table in shapes.tables().values():
        for column in table.columns:
            shape = rdflib.URIRef(expand(column.shape))
            assert column.min_count == int(str(graph.value(shape, sh.minCount) or 0))
            limits = {
                sh.maxCount: column.max_count,
                sh.minInclusive: column.min_value,
                sh.maxInclusive: column.max_value,
            }
            for predicate, found in limits.items():
                value = graph.value(shape, predicate)
                assert found == (None if value is None else int(str(value)))
            path = graph.value(shape, sh.path)
            inverse = graph.value(path, sh.inversePath)
            assert (column.path, column.inverse) == (str(inverse or path), inverse is not None)
            assert column.message == str(graph.value(shape, sh.message))
            assert column.severity == "error"


def test_concepts_are_those_that_rdflib_finds() -> None:
    query = PREFIXES + "SELECT ?s ?c ?label WHERE { ?c skos:inScheme ?s ; skos:prefLabel ?label }"
    expected = {tuple(map(str, row)) for row in ontology_graph().query(query)}  # type: ignore[arg-type]
    schemes = {scheme for scheme, _, _ in expected}
    found = {
        (scheme, concept.iri, concept.label)
        for scheme in schemes
        for concept in shapes.concepts(scheme.rpartition("/")[2]).values()
    }
    assert found == expected
    assert len(found) > 200


def test_every_scheme_of_a_column_has_concepts() -> None:
    columns = [c for table in shapes.tables().values() for c in table.columns if c.scheme]
    assert len(columns) > 20
    assert all(shapes.concepts(str(column.scheme)) for column in columns)


def test_places_that_come_with_uegraph_are_instances() -> None:
    assert {"uk", "england", "london"} <= set(shapes.instances(expand("ueg:Place")))
    assert "event" not in shapes.instances(expand("ueg:Place"))


def test_a_column_of_activities_accepts_series() -> None:
    themes = next(c for c in shapes.tables()["activities"].columns if c.name == "themes")
    party = next(c for c in shapes.tables()["participations"].columns if c.name == "activity")
    assert [table.name for table in shapes.accepted_tables(themes)] == ["themes"]
    assert {table.name for table in shapes.accepted_tables(party)} == {"activities", "series"}


def test_an_occurrence_is_part_of_its_series() -> None:
    assert expand("ueg:occurrenceOf") in shapes.narrower_properties(expand("dcterms:isPartOf"))


def test_a_scheme_that_is_not_known_is_named() -> None:
    with pytest.raises(UnknownNameError, match=r"Unknown scheme 'sectr'.*sector"):
        shapes.concepts("sectr")


def test_a_new_shape_is_a_new_column(own_root: Path, tmp_path: Path) -> None:
    add_to_shapes(own_root, NEW_COLUMN)
    column = shapes.tables()["organisations"].columns[-1]
    assert (column.name, column.header, column.max_count) == ("house motto", "house_motto", 1)
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "dataset.yml").write_text("name: d\ntitle: D\n")
    (folder / "organisations.csv").write_text(
        "id,name,type,evidence,House Motto\nons,ONS,department,p1,Better statistics\n"
    )
    (folder / "passages.csv").write_text("id,source,section,paragraph\np1,s1,A,1\n")
    (folder / "sources.csv").write_text(
        "id,name,url,licence\ns1,S,https://example.org/,https://example.org/\n"
    )
    written = ingest.to_nquads([folder])
    assert f'<{ID}organisation/ons> <https://example.org/motto> "Better statistics"' in written


@pytest.mark.parametrize(
    ("constraint", "words"),
    [
        ("sh:uniqueLang true", "sh:uniqueLang"),
        ("sh:in ( 1 2 )", "sh:in"),
        ("sh:or ( [ sh:class ueg:Theme ] [ sh:datatype xsd:string ] )", "sh:or"),
        ("sh:node shp:OrganisationShape", "sh:node"),
        ('shp:valuesFrom "rows"', "valuesFrom"),
        ("sh:path foaf:name", "several sh:path"),
        ("sh:datatype xsd:token", "several sh:datatype"),
        ("sh:minInclusive 3", "sh:minInclusive on values of this kind"),
        ("sh:nodeKind sh:IRI", "sh:nodeKind on values of this kind"),
        ('sh:hasValue "x"', "sh:hasValue"),
    ],
)
def test_a_constraint_that_no_check_reads_is_refused(
    own_root: Path, constraint: str, words: str
) -> None:
    add_to_shapes(own_root, f"shp:OrganisationShape-name {constraint} .\n")
    with pytest.raises(ResourceError, match=words):
        shapes.tables()


@pytest.mark.parametrize(
    ("constraint", "words"),
    [
        ("shp:OrganisationShape sh:closed true", "sh:closed"),
        ("shp:OrganisationShape sh:targetNode ueg:x", "sh:targetNode"),
        ("shp:OrganisationShape sh:nodeKind sh:IRI", "sh:nodeKind"),
        ("shp:OrganisationShape sh:targetClass ueg:Theme", "several sh:targetClass"),
        ("shp:In-sector sh:nodeKind sh:IRI", "sh:node"),
        ("ueg:Own sh:parameter [ sh:path ueg:x ]", "a constraint of its own"),
    ],
)
def test_what_a_table_cannot_carry_out_is_refused(
    own_root: Path, constraint: str, words: str
) -> None:
    """The W3C's cases showed these to be passed over: a check that did less than the shape says."""
    add_to_shapes(own_root, f"{constraint} .\n")
    with pytest.raises(ResourceError, match=words):
        shapes.tables()


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("sh:path <https://example.org/motto>", "sh:path ( skos:note skos:note )", "one step"),
        ("sh:path <https://example.org/motto>", "sh:path [ sh:zeroOrMorePath skos:note ]", "step"),
        ("sh:severity sh:Violation", "sh:severity ueg:Grave", "the severity ueg:Grave"),
        ("sh:maxCount 1", 'sh:maxCount "1.5"', "no whole number"),
        ("sh:datatype xsd:string", 'sh:datatype xsd:integer ; sh:pattern "1"', "sh:pattern"),
    ],
)
def test_a_column_that_no_check_carries_out_is_refused(
    own_root: Path, before: str, after: str, words: str
) -> None:
    assert before in NEW_COLUMN
    add_to_shapes(own_root, NEW_COLUMN.replace(before, after))
    with pytest.raises(ResourceError, match=words):
        shapes.tables()


def test_broken_turtle_names_the_file(own_root: Path) -> None:
    add_to_shapes(own_root, "this is not Turtle")
    with pytest.raises(ResourceError, match=r"shapes\.ttl cannot be read"):
        shapes.tables()


def test_importing_loads_no_engine() -> None:
    code = "import sys, uegraph.ingest; print({'pyoxigraph', 'rdflib', 'yaml'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
