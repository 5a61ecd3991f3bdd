"""The guard: what is refused however it is written, and what is let through."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from uegraph.errors import QueryRefusedError, QuerySyntaxError
from uegraph.store import build, read_query, serialise_term
from uegraph.store.guard import read_update

ELSEWHERE = "http://127.0.0.1:1/"  # the engine refuses this port by itself, and says so
REFUSED = (QueryRefusedError, QuerySyntaxError)

SPACE = st.sampled_from(
    [" ", "\n", "\t", "\r\n", "\r", "# a comment\n", "#'\n", '#"""\n', "  #\n "]
)


def mixed_case(word: str) -> st.SearchStrategy[str]:
    flips = st.lists(st.booleans(), min_size=len(word), max_size=len(word))
    return flips.map(
        lambda up: "".join(c.upper() if big else c.lower() for c, big in zip(word, up, strict=True))
    )


@given(mixed_case("SERVICE"), SPACE, SPACE, st.sampled_from(["", "SILENT", "silent"]))
def test_a_service_clause_is_refused(word: str, before: str, after: str, silent: str) -> None:
    query = f"SELECT * {{{before}{word}{after}{silent}{after}<{ELSEWHERE}>{after}{{ ?s ?p ?o }} }}"
    with pytest.raises(QueryRefusedError, match="SERVICE"):
        read_query(query)


@given(st.lists(st.booleans(), min_size=7, max_size=7), st.booleans())
def test_a_keyword_written_with_escapes_is_refused(escaped: list[bool], long: bool) -> None:
    form = "\\U{:08X}" if long else "\\u{:04X}"
    word = "".join(
        form.format(ord(c)) if hide else c for c, hide in zip("SERVICE", escaped, strict=True)
    )
    with pytest.raises(REFUSED):
        read_query(f"SELECT * {{ {word} <{ELSEWHERE}> {{ ?s ?p ?o }} }}")


@pytest.mark.parametrize(
    "query",
    [
        # Oxigraph tries a keyword where a prefixed name does not fit.
        "PREFIX : <http://e/> SELECT * { SERVICE:x { ?s ?p ?o } }",
        "PREFIX : <http://e/> PREFIX SERVICE: <http://z/> SELECT * { SERVICE:x { ?s ?p ?o } }",
        "PREFIX : <http://e/> SELECT * { ?s ?p trueSERVICE:x { ?s ?p ?o } }",
        "PREFIX e: <http://h:> SELECT * { ?s ?p e:SERVICE<http://e/> { ?s ?p ?o } }",
        "PREFIX e: <http://h:> SELECT * { ?s ?p e:SERVICE SILENT <http://e/> { ?s ?p ?o } }",
        "PREFIX e: <http://h:> SELECT * { ?s ?p e:a.SERVICE?s{ ?s ?p ?o } }",
        "SELECT * { ?s ?p _:a.SERVICE<http://e/>{ ?s ?p ?o } }",
        "SELECT * { ?s ?p trueSERVICE<http://e/> { ?s ?p ?o } }",
        "SELECT * { ?s ?p 1SERVICE<http://e/> { ?s ?p ?o } }",
        # "less than", where a tokenizer sees an IRI
        "SELECT * { ?s ?p ?o FILTER(?o<?s)SERVICE?s#>\n { ?s ?p ?o } }",
        "SELECT * { ?s ?p ?o FILTER(?o<STR('>')) SERVICE <http://e/> { ?s ?p ?o } #')\n }",
        "SELECT * { ?s ?p ?o FILTER(?o<1#>'''\n) SERVICE <http://e/> { ?s ?p ?o } #'''\n }",
        "SELECT (COUNT(DISTINCTtrue<1#>'''\n) AS ?n) { SERVICE <http://e/> { } } #'''\n { }",
        "SELECT * { FILTER(true<1#>'''\n) SERVICE <http://e/> { ?s ?p ?o } } #'''\n { }",
        "PREFIX http: <http://e/> SELECT * { FILTER(1<http:a)SERVICE?s#>\n { ?s ?p ?o } }",
        # a long string with an escape that is none: Oxigraph reads short strings instead
        'SELECT * { VALUES ?x { """"}SERVICE<http://e/>{ ?s ?p ?o }#\\q"""\n}',
        'SELECT * { VALUES ?x { """"}SERVICE<http://e/>{ ?s ?p ?o }#\\uD800"""\n}',
        # a string that ends early where escapes are replaced before reading
        'SELECT * { ?s ?p "\\u0022 SERVICE <http://e/> { ?s ?p ?o } #" }',
        "SELECT * { ?s ?p ?o # \\u000A SERVICE <http://e/> { ?s ?p ?o }\n }",
        # a lone return ends a comment in one engine and not in another
        "SELECT * { # \r SERVICE <http://e/> { ?s ?p ?o } \n }",
        "LOAD <http://e/>",
        "INSERT DATA { <http://e/> <http://e/> 1 }",
        "DELETE WHERE { ?s ?p ?o }",
        "WITH <http://e/> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
        "PREFIX e: <http://e/> CLEAR ALL",
        "drop all",
        "SELECT * { ?s ?p ?o } ; INSERT DATA { <http://e/> <http://e/> 1 }",
        "ASKFROM<http://e/>{ ?s ?p ?o }",
        'SELECT * { ?s ?p "open }',
        "",
        "# only a comment",
    ],
)
def test_a_trick_is_refused(query: str) -> None:
    with pytest.raises(REFUSED):
        read_query(query)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?SERVICE ?load $INSERT { ?SERVICE ?load $INSERT }",
        "PREFIX service: <http://e/> SELECT * { ?s service:x service:load ; service:y 1 . }",
        "PREFIX service: <http://e/> SELECT * { ?s service:x ?o . { ?s ?p service:y } }",
        "PREFIX service: <http://e/> SELECT * { GRAPH service:g { ?s ?p ?o } }",
        "SELECT * { <http://e/service> <http://e/SERVICE/x(LOAD)'s> <urn:service:load> }",
        "SELECT * { ?s ?p ?o } # SERVICE <http://e/> { ?s ?p ?o }",
        "# LOAD 'a\nSELECT * { ?s ?p ?o }",
        "SELECT * { ?s ?p \"service\"@en-service, 'x'^^<http://e/service> . _:service ?p ?o }",
        "SELECT * { ?s ?p ?o FILTER(?o<1 && ?s>2) FILTER(1<2) FILTER (?o <= 3) }",
        "PREFIX e: <urn:x#> BASE <http://e/> ASK { ?s e:a-b.c <x> ; e:d\\-e 1.5e3, .5, -2 }",
        'SELECT ("caf\\u00E9 \\U0001F600 \\n" AS ?x) { }',
        "\ufeffSELECT * { ?s (<http://e/p>|^<http://e/q>)+/<http://e/r>* ?o }",
        "DESCRIBE <http://e/x>",
        "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }",
        "select * {{select (count(*) as ?n) {?s ?p ?o} group by ?s having (?n > 1)}}",
    ],
)
def test_harmless_text_is_let_through(query: str) -> None:
    assert read_query(query).text
    ox.Store().query(read_query(query).text)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_any_text_in_a_string_is_let_through_when_the_engine_writes_it(text: str) -> None:
    term = serialise_term(f"SERVICE <http://e/> {{ {text}", "string")
    assert read_query(f"ASK {{ ?s ?p {term} }}").form == "ASK"


PIECES = [
    *("SERVICE", "service", "SILENT", f"<{ELSEWHERE}>", ":x", "e:", "e:x", "SERVICE:x", "?s", "?o"),
    *(" ", "\n", "\r", "#", "'", '"', "'''", '"""', "<", ">", "{", "}", "(", ")", ".", ";", ","),
    *("FILTER", "(1<2)", "?s<", "1", "true", "{ ?s ?p ?o }", "VALUES ?x", "\\u0053", "\\q", "\\"),
    *("OPTIONAL", "GRAPH", "a", "@en", "^^", "\\u0022", "BIND", "AS", "UNDEF", "STR", "|", "?"),
]


@settings(max_examples=3000, deadline=None)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=14))
def test_what_the_guard_lets_through_never_reaches_for_the_network(pieces: list[str]) -> None:
    query = (
        f"PREFIX : <{ELSEWHERE}> PREFIX e: <http://127.0.0.1:> PREFIX SERVICE: <http://z/> "
        f"SELECT * {{ VALUES ?s {{ <{ELSEWHERE}> }} {''.join(pieces)} }}"
    )
    try:
        text = read_query(query).text
    except REFUSED:
        return
    try:
        for _ in ox.Store().query(text):  # type: ignore[union-attr]
            pass
    except SyntaxError:
        pass  # the engine's own refusal
    except (OSError, RuntimeError) as error:
        if "custom function" in str(error):
            return
        pytest.fail(f"{query!r} reached out: {error}")


# Queries that the engine accepts, with a SERVICE clause after something that could hide it.
HEADS = [
    "SELECT * {",
    "SELECT (1<1#>'''\nAS ?n) {",
    "SELECT (COUNT(DISTINCTtrue<1#>'''\n) AS ?n) {",
]
HIDING = [
    *("", "FILTER(?s<?s)", "FILTER(?s<STR('>'))", "FILTER(1<1#>'''\n)", "FILTER(true<:x#>'\n)"),
    *(
        "?s ?p true",
        "?s ?p 1",
        "?s ?p 'x'",
        "?s ?p e:",
        "?s ?p e:a",
        "?s ?p :x.",
        "#\r'\n",
        "#'''\n",
    ),
    *(
        "VALUES ?x { '''' ' }",
        'VALUES ?x { """"',
        "FILTER(EXISTS{}<1#>'''\n)",
        "FILTER('a'<'b'#>'\n)",
    ),
    *("FILTER(?s<http://x#>'''\n)", "FILTER(?s<e:\\'>'''\n)", "FILTER(''<''||''>'')"),
]
CLAUSES = [
    *(f"SERVICE<{ELSEWHERE}>{{}}", "SERVICE:x{}", "SERVICE ?s {}", "SERVICE?s#>\n{}"),
    *(f"SERVICE SILENT<{ELSEWHERE}>{{}}", f"service#'\n<{ELSEWHERE}>{{}}", "SERVICE#>'''\n:x{}"),
]
TAILS = ["}", "}#'''\n", "#'''\n}", "#'\n}", "#>\n}", "}#\\q'''\n", "}ORDER BY(1<1#>'''\n)"]


@settings(max_examples=1500, deadline=None)
@given(
    st.sampled_from(HEADS),
    st.lists(st.sampled_from(HIDING), max_size=2).map(" ".join),
    st.sampled_from(CLAUSES),
    st.sampled_from(TAILS),
)
def test_a_clause_that_the_engine_sees_is_never_let_through(
    head: str, hiding: str, clause: str, tail: str
) -> None:
    query = (
        f"PREFIX : <{ELSEWHERE}> PREFIX e: <http://127.0.0.1:> PREFIX SERVICE: <http://z/> "
        f"{head} VALUES ?s {{ <{ELSEWHERE}> }} {hiding}{clause}{tail}"
    )
    try:
        for _ in ox.Store().query(query):  # type: ignore[union-attr]
            pass
    except (SyntaxError, OSError, RuntimeError) as error:
        if "port 1 is not allowed" in str(error):
            with pytest.raises(REFUSED):
                read_query(query)


def test_an_update_of_our_own_reaches_for_nothing_either() -> None:
    assert read_update("INSERT DATA { GRAPH <http://e/g> { <http://e/s> <http://e/p> 1 } }")
    for text in (
        "LOAD <http://e/> INTO GRAPH <http://e/g>",
        "DELETE {} WHERE { SERVICE <x:y> {} }",
    ):
        with pytest.raises(QueryRefusedError):
            read_update(text)


def test_from_names_only_graphs_of_the_store() -> None:
    data = b"<http://e/s> <http://e/p> 'x' <http://e/g> .".replace(b"'", b'"')
    with build(":memory:", data) as store:
        store.load_nquads(b'<http://e/s> <http://e/p> "y" <http://e/h> .')
        known = "PREFIX e: <http://e/> SELECT ?o FROM e:g { ?s ?p ?o }"
        assert list(store.select(known)) == [("x",)]
        named = "SELECT ?o FROM NAMED <http://e/h> { GRAPH ?g { ?s ?p ?o } }"
        assert list(store.select(named)) == [("y",)]
        for graph in ("<http://e/other>", "<file:///etc/passwd>", "NAMED <http://e/other>"):
            with pytest.raises(QueryRefusedError, match="not a named graph"):
                store.select(f"SELECT * FROM {graph} {{ ?s ?p ?o }}")


def test_every_engine_is_sent_the_same_line_ends() -> None:
    assert "\r" not in read_query("SELECT * { # \r ''' \n ?s ?p ?o #'''\r\n . ?s ?p ?o }").text


def test_messages_say_where() -> None:
    with pytest.raises(QuerySyntaxError, match="line 2, column 9"):
        read_query("SELECT *\n{ ?s ?p 'open }")
    with pytest.raises(QuerySyntaxError, match="not declared"):
        read_query("SELECT * FROM e:g { ?s ?p ?o }")
    with pytest.raises(QuerySyntaxError, match=r"PREFIX org: <http://www\.w3\.org/ns/org#>"):
        read_query("SELECT * { ?s a org:Organization }")
    with pytest.raises(QuerySyntaxError, match="begins with SELECT"):
        read_query("PREFIX e: <http://e/> FIND e:x")
