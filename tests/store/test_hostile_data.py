"""Data and answers that were made to do harm: one error each, and nothing is exhausted."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from uegraph.errors import QueryRefusedError, QuerySyntaxError, StoreError
from uegraph.store import build, open_store, read_query, serialise_term
from uegraph.store.chunks import DEEPEST, shallow
from uegraph.store.guard import LONGEST
from uegraph.store.results import read_rows
from uegraph.store.terms import from_json

ROOT = Path(__file__).resolve().parents[2]


def quoted(depth: int) -> bytes:
    """A statement about a statement about a statement …"""
    inner = b"<<( <http://e/s> <http://e/p> " * depth + b"<http://e/o>" + b" )>>" * depth
    return b"<http://e/s> <http://e/p> " + inner + b" <http://e/g> .\n"


def test_a_statement_about_statements_is_kept_up_to_a_depth(tmp_path: Path) -> None:
    for location in (":memory:", tmp_path / "graph"):
        with build(location, quoted(DEEPEST)) as store:
            assert len(store) == 1
            assert b"<<(" in store.dump()
            found = store.construct("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }", trusted=True)
            assert found.count("<<(") == DEEPEST


@pytest.mark.parametrize("depth", [DEEPEST + 1, 100_000])
def test_one_that_nests_deeper_ends_no_process(depth: int, tmp_path: Path) -> None:
    """The bare engine would end this one: see the next test."""
    path = tmp_path / "deep.nq"
    path.write_bytes(quoted(depth))
    cut = quoted(depth)
    pieces = [cut[at : at + 1_000] for at in range(0, len(cut), 1_000)]
    for source in (cut, cut.decode(), path, pieces):
        with (
            open_store(read_only=False) as store,
            pytest.raises(StoreError, match="quoted triples"),
        ):
            store.load_nquads(source)
    with open_store(read_only=False) as store, pytest.raises(StoreError, match="quoted triples"):
        store.put_graph("http://e/g", cut.replace(b" <http://e/g> .", b" ."))


def test_the_bare_engine_would_end_with_a_signal() -> None:
    code = (
        "import pyoxigraph as ox, sys; "
        "ox.Store().bulk_load(sys.stdin.buffer.read(), format=ox.RdfFormat.N_QUADS)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], input=quoted(200_000), capture_output=True, check=False
    )
    assert done.returncode < 0


def test_marks_of_quotation_in_many_lines_are_no_depth() -> None:
    lines = [b'<http://e/s> <http://e/p> "a << b" <http://e/g> .\n' * 50] * 10
    assert b"".join(shallow(lines)) == b"".join(lines)


def test_a_line_without_end_is_an_error() -> None:
    def endless() -> list[bytes]:
        return [b'<http://e/s> <http://e/p> "', *[b"a" * (1 << 20)] * 20, b'" <http://e/g> .\n']

    with open_store(read_only=False) as store, pytest.raises(StoreError, match="maximal size"):
        store.load_nquads(endless())


@pytest.mark.parametrize(
    "text", ["1e999999999", "-1E-999999999", "1e99999999999999999999", "0e1001"]
)
def test_a_number_that_would_fill_the_memory_is_refused(text: str) -> None:
    with pytest.raises(QuerySyntaxError, match="valid decimal"):
        serialise_term(text, "decimal")


@pytest.mark.parametrize("text", ["1e300", "-0.000001", "9" * 900])
def test_a_number_that_people_write_is_taken(text: str) -> None:
    assert serialise_term(text, "decimal")


def test_marked_up_text_keeps_nobody_busy() -> None:
    html = f'"{"<b>" * 50_000}"^^<http://www.w3.org/1999/02/22-rdf-syntax-ns#HTML>'
    with (
        build(":memory:", f"<http://e/s> <http://e/p> {html} <http://e/g> .\n".encode()) as store,
        pytest.raises(StoreError, match="too slowly"),
    ):
        store.to_rdflib()


def rows(bindings: str, names: str = '"a"') -> bytes:
    return f'{{"head":{{"vars":[{names}]}},"results":{{"bindings":[{bindings}]}}}}'.encode()


@pytest.mark.parametrize(
    "answer",
    [
        rows("[1]"),
        rows('{"a":[1]}'),
        rows("7"),
        rows("[" * 200_000),
        rows('{"a":' * 50_000),
        rows('{"a":{"type":"triple","value":' * 3_000),
        rows("", '["b"]'),
        rows('{"a":{"type":{},"value":"x"}}'),
        rows('{"a":{"type":"literal","value":"\\ud800"}}')[:-1] + b"\xff",
        b"[" * 200_000,
        b"",
        b"\xff\xfe",
    ],
)
def test_an_answer_of_another_form_is_an_error_of_ours(answer: bytes) -> None:
    with pytest.raises((ValueError, KeyError, TypeError, StoreError)) as refused:
        read_rows(iter([answer]), None)
    # What the caller takes for a server that is none; an AttributeError would be a traceback.
    assert not isinstance(refused.value, AttributeError | RecursionError)


@pytest.mark.parametrize(
    "cell",
    [
        {"type": "uri", "value": "http://e/x> } ; DROP ALL #"},
        {"type": "uri", "value": "http://e/\n"},
        {"type": "bnode", "value": "b <http://e/x>"},
        {"type": "literal", "value": "x", "xml:lang": 'en> "'},
        {"type": "literal", "value": "x", "datatype": "http://e/> ."},
    ],
)
def test_a_term_of_a_server_is_one_term(cell: dict[str, str]) -> None:
    with pytest.raises(StoreError, match="which is no"):
        from_json(cell)


TEXTS = st.text(max_size=20) | st.sampled_from(
    [
        "http://e/x",
        "http://e/> .\n<http://e/s> <http://e/p> <http://e/o",
        "en",
        'en> "',
        "b",
        "b .\n",
    ]
)
CELLS = st.fixed_dictionaries(
    {"type": st.sampled_from(["uri", "bnode", "literal", "typed-literal"]), "value": TEXTS},
    optional={
        "xml:lang": TEXTS,
        "datatype": TEXTS,
        "its:dir": st.sampled_from(["ltr", "rtl", "x y"]),
    },
)


@given(CELLS)
def test_whatever_a_server_says_a_cell_is_one_term_or_refused(cell: dict[str, str]) -> None:
    """The engine's parser, which is not ours, reads it as the object of a statement."""
    try:
        term = from_json(cell)
    except StoreError:
        return
    try:
        found = list(ox.parse(f"<http://e/s> <http://e/p> {term} .", format=ox.RdfFormat.TURTLE))
    except SyntaxError:
        return  # no term to the engine, so nothing else either
    assert len(found) == 1
    assert found[0].subject == ox.NamedNode("http://e/s")
    if cell["type"] == "uri":
        assert found[0].object == ox.NamedNode(cell["value"])


@given(
    st.lists(st.binary(max_size=40) | st.sampled_from([b"<<", b"\n", b"<", b">>" * 9]), max_size=99)
)
def test_data_that_are_not_too_deep_pass_unchanged(chunks: list[bytes]) -> None:
    whole = b"".join(chunks)
    try:
        assert b"".join(shallow(chunks)) == whole
    except StoreError:
        assert max(line.count(b"<<") for line in whole.split(b"\n")) > DEEPEST


def test_a_query_without_end_is_refused_before_it_is_read() -> None:
    with pytest.raises(QueryRefusedError, match="characters"):
        read_query("SELECT * { " + "?a " * LONGEST)


def test_reading_a_query_takes_a_time_linear_in_it() -> None:
    """Counted in calls and not in seconds: each token is looked for once."""
    code = (
        "import resource, sys; from uegraph.store import read_query; "
        "resource.setrlimit(resource.RLIMIT_CPU, (60, 60)); "
        "read_query('SELECT * { ' + 'a.' * 200_000 + ' }')"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
