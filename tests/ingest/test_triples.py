"""From tables to N-Quads: what is written where, to the letter, and the same each time."""

from __future__ import annotations

import hashlib
import re
import tempfile
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.ingest.samples import (
    ORGANISATIONS,
    SETTINGS,
    as_tables,
    folder,
    good_rows,
    table_text,
)

from uegraph import ingest
from uegraph.ingest.values import literal
from uegraph.namespaces import ID, PREFIXES, expand, graph_iri

QUERY_PREFIXES = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())
TEXT = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Cn"], include_characters="\t\n\r"), min_size=1
).filter(str.strip)
HOSTILE = [
    'quote " and \\" and \\',
    "line\nline\r\nline\rend",
    "separators \u2028 and \u2029 and \u00a0",
    "right to left \u202e\u05d0\u200f",
    "emoji 👩‍👩‍👧‍👦 and and 𐍈",
    "</script><script>alert(1)</script>",
    '" . <x:a> <x:b> <x:c> .',
    "=cmd|' /C calc'!A0",
    "${jndi:x} {{7*7}} %s",
    "a | b",
]


def load(nquads: str) -> ox.Store:
    store = ox.Store()
    store.load(nquads, format=ox.RdfFormat.N_QUADS)
    return store


def select(nquads: str, query: str) -> list[tuple[str, ...]]:
    rows = load(nquads).query(QUERY_PREFIXES + query, use_default_graph_as_union=True)
    assert isinstance(rows, ox.QuerySolutions)
    return sorted(tuple(str(value.value) for value in row) for row in rows)


def written(place: Path, settings: str = SETTINGS, **tables: str) -> str:
    return ingest.to_nquads([folder(place, settings, **tables)])


def texts_of(place: Path, text: str, column: str, path: str) -> list[tuple[str, ...]]:
    cells = {"id": "a", "name": "A", "type": "team", "evidence": "p1", column: text}
    rows = table_text([list(cells), list(cells.values())])
    nquads = written(place, organisations=rows)
    assert all(line.endswith(" .") for line in nquads.split("\n") if line)
    assert len(nquads.splitlines()) == nquads.count("\n")
    return select(nquads, f"SELECT ?n {{ ?x a org:Organization ; {path} ?n }}")


@given(TEXT)
def test_any_text_comes_back_to_the_letter(text: str) -> None:
    with tempfile.TemporaryDirectory() as place:
        assert texts_of(Path(place), text, "note", "skos:note") == [(text,)]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_comes_back_to_the_letter(text: str, tmp_path: Path) -> None:
    assert texts_of(tmp_path, text, "note", "skos:note") == [(text,)]


@pytest.mark.parametrize("text", [*HOSTILE, "  Royal\u00a0Statistical\u2003 Society\u00a0"])
def test_a_name_has_single_spaces(text: str, tmp_path: Path) -> None:
    expected = re.sub(r"\s+", " ", text).strip()
    assert texts_of(tmp_path, text, "name", "skos:prefLabel") == [(expected,)]


@given(st.lists(TEXT.filter(lambda t: "|" not in t).map(str.strip), min_size=1, max_size=5))
def test_several_texts_come_back_as_a_set(texts: list[str]) -> None:
    rows = [["id", "name", "alternative names", "type", "evidence"]]
    rows.append(["a", "A", " | ".join(texts), "team", "p1"])
    with tempfile.TemporaryDirectory() as place:
        nquads = written(Path(place), organisations=table_text(rows))
    assert select(nquads, "SELECT ?n { ?x skos:altLabel ?n }") == sorted(
        {(re.sub(r"\s+", " ", text),) for text in texts}
    )


@given(TEXT)
def test_a_literal_is_read_back_by_the_engine(text: str) -> None:
    (triple,) = ox.parse(f"<x:a> <x:b> {literal(text)} .", format=ox.RdfFormat.N_TRIPLES)
    assert triple.object == ox.Literal(text)


def test_the_same_tables_give_the_same_bytes(tmp_path: Path) -> None:
    tables = as_tables(good_rows())
    one = written(tmp_path / "one", **tables)
    two = written(tmp_path / "two", **dict(reversed(tables.items())))
    assert one == two
    assert one.splitlines() == sorted(set(one.splitlines()))


def test_twice_is_once(tmp_path: Path) -> None:
    nquads = written(tmp_path, **as_tables(good_rows()))
    assert len(load(nquads + nquads)) == len(load(nquads)) == nquads.count("\n")


def test_every_cell_becomes_its_triple(tmp_path: Path) -> None:
    """Counted by hand: class, name, two other names, type, place, evidence; and the trace."""
    rows = [["id", "name", "alternative names", "type", "place", "evidence", "note"]]
    rows.append(["ons", "ONS", "A|B", "department", "uk", "p1", ""])
    nquads = written(tmp_path, organisations=table_text(rows))
    digest = hashlib.sha256((tmp_path / "organisations.csv").read_bytes()).hexdigest()
    subject = f"{ID}organisation/ons"
    lines = [line for line in nquads.splitlines() if line.startswith(f"<{subject}>")]
    source, trace = graph_iri("report"), graph_iri("trace")
    row = f"{ID}table/sample/organisations.csv#row=2"
    scheme = "https://w3id.org/uegraph/scheme/"
    assert lines == sorted(
        f"<{subject}> <{expand(path)}> {value} <{graph}> ."
        for path, value, graph in [
            ("rdf:type", f"<{expand('org:Organization')}>", source),
            ("skos:prefLabel", '"ONS"', source),
            ("skos:altLabel", '"A"', source),
            ("skos:altLabel", '"B"', source),
            ("org:classification", f"<{scheme}organisation-type/department>", source),
            ("dcterms:spatial", f"<{scheme}place/uk>", source),
            ("dcterms:source", f"<{ID}passage/p1>", source),
            ("ueg:readFrom", f"<{row}>", trace),
        ]
    )
    trace_rows = select(
        nquads,
        "SELECT ?f ?n ?h { GRAPH <" + trace + "> { <" + row + "> a ueg:TableRow ; ueg:file ?f ;"
        " ueg:row ?n ; ueg:fileHash ?h } }",
    )
    assert trace_rows == [("organisations.csv", "2", digest)]


def test_a_row_stands_in_the_graph_of_its_evidence(tmp_path: Path) -> None:
    nquads = written(
        tmp_path,
        organisations=ORGANISATIONS + "a,A,team,p1|p2\nb,B,team,r1\n",
        scopes="id,name,target kind\ns,S,audience\n",
    )
    found = select(nquads, "SELECT ?x ?g { GRAPH ?g { ?x skos:prefLabel ?n } }")
    graph = graph_iri("")
    assert found == [
        (f"{ID}organisation/a", f"{graph}report"),
        (f"{ID}organisation/b", f"{graph}register"),
        (f"{ID}scope/s", f"{graph}sample"),
        (f"{ID}source/register", f"{graph}sample"),
        (f"{ID}source/report", f"{graph}sample"),
    ]
    primary = select(nquads, "SELECT ?g ?s { ?g prov:hadPrimarySource ?s }")
    assert primary == [
        (f"{graph}register", f"{ID}source/register"),
        (f"{graph}report", f"{ID}source/report"),
    ]


@pytest.mark.parametrize(
    ("when", "earliest", "latest"),
    [
        ("2024-04-26", "2024-04-26", "2024-04-26"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2022", "2022-01-01", "2022-12-31"),
        ("2022-10/2023-03", "2022-10-01", "2023-03-31"),
        ("2022-04/..", "2022-04-01", None),
        ("../2024-04-26", None, "2024-04-26"),
    ],
)
def test_a_date_keeps_its_precision_and_gives_its_days(
    when: str, earliest: str | None, latest: str | None, tmp_path: Path
) -> None:
    rows = f"id,name,type,status,when,evidence\na,A,event,held,{when},p1\n"
    nquads = written(tmp_path, activities=rows)
    query = "SELECT (STR(?d) AS ?t) { ?x a ueg:EngagementActivity ; %s ?d }"
    assert select(nquads, query % "ueg:when") == [(when,)]
    assert select(nquads, query % "ueg:earliest") == ([(earliest,)] if earliest else [])
    assert select(nquads, query % "ueg:latest") == ([(latest,)] if latest else [])
    assert f'"{when}"^^<http://id.loc.gov/datatypes/edtf/EDTF>' in nquads


def test_constants_inverse_columns_judgements_and_tables(tmp_path: Path) -> None:
    nquads = written(
        tmp_path,
        organisations="id,name,type,judged,evidence\na,A,team,type|Part of,p1\n",
        identifiers="id,organisation,list,code,evidence\ni,a,gb-gor,D1,p1\n",
        themes="id,name,evidence\nhealth,Health,p1\n",
        counts="id,name,of,count,evidence\nc,C,Themes,12,p1\n",
    )
    for query, expected in {
        "SELECT ?c { ?x a ueg:Theme ; skos:inScheme ?c }": "https://w3id.org/uegraph/scheme/theme",
        "SELECT ?i { ?x a org:Organization ; adms:identifier ?i }": f"{ID}identifier/i",
        "SELECT ?c { ?x ueg:countOf ?c }": expand("ueg:Theme"),
        "SELECT ?n { ?x ueg:count ?n }": "12",
    }.items():
        assert select(nquads, query) == [(expected,)]
    judged = select(nquads, "SELECT ?p { ?x ueg:judged ?p }")
    assert judged == [(expand("org:classification"),), (expand("org:subOrganizationOf"),)]


def test_another_base_is_used_throughout(tmp_path: Path) -> None:
    settings = f"{SETTINGS}base: https://data.example.org/id/\n"
    nquads = written(tmp_path, settings, organisations=ORGANISATIONS + "a,A,team,p1\n")
    assert "<https://data.example.org/id/organisation/a>" in nquads
    assert "<https://data.example.org/id/graph/report>" in nquads
    assert f"{ID}organisation" not in nquads


def test_the_receipt_tells_title_licence_and_files(tmp_path: Path) -> None:
    settings = (
        f"{SETTINGS}publisher: The editors\nurl: https://example.org/data\n"
        "licence: https://example.org/licence\nretrieved: 2024-05\n"
    )
    nquads = written(tmp_path, settings)
    found = select(
        nquads,
        """SELECT ?t ?p ?u ?l ?d ?f ?h { ?s a dcat:Dataset ; dcterms:title ?t ;
        dcterms:publisher ?p ; foaf:page ?u ; dcterms:license ?l ; dcterms:date ?d ;
        dcat:distribution [ dcterms:title ?f ; dcterms:identifier ?h ] }""",
    )
    first = ("A sample", "The editors", "https://example.org/data", "https://example.org/licence")
    digests = {
        name: hashlib.sha256((tmp_path / name).read_bytes()).hexdigest()
        for name in ("passages.csv", "sources.csv")
    }
    assert found == [(*first, "2024-05", name, f"sha256:{digests[name]}") for name in digests]
