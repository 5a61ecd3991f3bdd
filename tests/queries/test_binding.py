"""Values go into questions as terms, come out unchanged, and nothing else goes in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
import rdflib
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.queries.engines import rows_of_rdflib

from uegraph.errors import UegraphError, UnknownNameError
from uegraph.queries import (
    ParameterError,
    bind,
    check,
    example,
    question,
    questions,
    read_query,
    run,
)
from uegraph.queries.names import key, things
from uegraph.store import Store, open_store, serialise_term

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

TYPES = ("iri", "string", "integer", "decimal", "boolean", "date", "edtf")
TEXT = "VALUES ?text {"


def echo(kind: str, folder: Path, *, more: str = "") -> Path:
    example_term = {"iri": "<urn:x>", "string": '"x"'}.get(kind, "1")
    path = folder / f"{kind}.rq"
    path.write_text(
        f"#+ summary: What was given?\n#+ params:\n#+   it: {{type: {kind}, help: It.{more}}}\n"
        "#+ columns:\n#+   it: It.\n\nSELECT ?it\nWHERE {\n"
        f"  VALUES ?it {{ {example_term} }} # param\n}}\nORDER BY ?it\n",
        encoding="utf-8",
    )
    return path


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("echo")


@pytest.fixture(scope="module")
def store() -> Store:
    found = open_store(read_only=False)
    found.load_nquads(
        b"<https://w3id.org/uegraph/id/organisation/ons> "
        b"<http://www.w3.org/2004/02/skos/core#prefLabel> "
        b'"Office for National Statistics" <urn:g> .\n'
        b"<https://w3id.org/uegraph/id/organisation/ons> "
        b"<http://purl.org/dc/terms/source> <urn:p> <urn:g> .\n"
    )
    return found


@given(text=st.text())
@settings(deadline=None)
def test_any_text_comes_back_unchanged_from_both_engines(
    text: str, folder: Path, store: Store
) -> None:
    bound = bind(read_query(echo("string", folder), "echo"), {"it": text})
    assert list(store.select(bound, trusted=True)) == [(text,)]
    assert [str(row[0]) for row in rdflib.Graph().query(bound)] == [text]  # type: ignore[index]


@pytest.mark.parametrize("iri", ["http://e/a,b'(c)", "http://e/a\u00a0b", "urn:\u3000:x"])
def test_a_rare_character_of_an_iri_comes_back_unchanged(
    iri: str, folder: Path, store: Store
) -> None:
    bound = bind(read_query(echo("iri", folder), "echo"), {"it": iri})
    assert list(store.select(bound, trusted=True)) == [(iri,)]


@given(text=st.text(alphabet="<>\"{}|^`\\ \n#:/.xurn?&'=", max_size=30))
@settings(deadline=None)
def test_whatever_is_given_as_an_iri_stays_one_term_or_is_refused(text: str, folder: Path) -> None:
    query = read_query(echo("iri", folder), "echo")
    try:
        bound = bind(query, {"it": text})
    except UegraphError:
        return
    line = next(line for line in bound.splitlines() if "VALUES" in line)
    assert re.fullmatch(r"  VALUES \?it \{( <[^<>\"{}|^`\\\s]+>)+ \} # param", line)
    assert bound.replace(line, "") == query.text.replace("  VALUES ?it { <urn:x> } # param", "")


@given(text=st.text() | st.sampled_from(["ons", "ONS", "Office for National Statistics"]))
@settings(deadline=None)
def test_whatever_a_thing_is_called_the_graph_alone_says_which_it_is(
    text: str, store: Store
) -> None:
    """No text that is given reaches the question: the answer is about the one body or refused."""
    try:
        rows = list(run(store, "stakeholders/profile", {"organisation": text}))
    except UegraphError:
        return
    assert [row[1] for row in rows if row[0] == "name"] == ["Office for National Statistics"]


@given(
    name=st.text(min_size=1).filter(key),
    change=st.sampled_from([str.lower, str.upper, str.title, " {} ".format]),
)
@settings(deadline=None, max_examples=60)
def test_any_name_in_the_graph_finds_its_thing(
    name: str, change: Callable[[str], str], folder: Path
) -> None:
    given_name = change(name)
    assume(key(given_name) == key(name))  # not so where capitals change the letters: ŉ, İ
    found = open_store(read_only=False)
    iri = "https://w3id.org/uegraph/id/theme/t-1"
    label = serialise_term(name, "string")
    found.load_nquads(
        f"<{iri}> <http://www.w3.org/2004/02/skos/core#altLabel> {label} <urn:g> .".encode()
    )
    param = read_query(echo("iri", folder, more=" , kind: theme"), "echo").params["it"]
    assert things(found, param, given_name) == [iri]


@pytest.mark.parametrize(
    "text",
    [
        "https://x.org/> } ?s ?p ?o . { <https://x.org/",
        "https://x.org/ } #",
        "urn:x\n} UNION { ?s ?p ?o",
        "organisation/ons> ?p ?o",
        "id:organisation/ons } ?s ?p ?o {",
        "nothing:x",
        "../secret",
        "ONS",
        "",
    ],
)
def test_what_is_no_iri_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(ParameterError, match="organisation=organisation/ons"):
        bind(question("stakeholders/profile"), {"organisation": text})


@pytest.mark.parametrize(
    "text",
    [
        "ons",
        "organisation/ons",
        "id:organisation/ons",
        "https://w3id.org/uegraph/id/organisation/ons",
    ],
)
def test_an_organisation_can_be_named_in_four_ways(text: str) -> None:
    bound = bind(question("stakeholders/profile"), {"organisation": text})
    assert "VALUES ?organisation { <https://w3id.org/uegraph/id/organisation/ons> } #" in bound


def test_a_place_may_be_a_concept_of_ours_or_a_row_of_a_table() -> None:
    bound = bind(question("stakeholders/places"), {"place": "london"}, base="https://x.org/")
    assert (
        "{ <https://x.org/place/london> <https://w3id.org/uegraph/scheme/place/london> }" in bound
    )


def test_a_concept_is_looked_for_in_its_scheme() -> None:
    bound = bind(question("stakeholders/organisations-by-type"), {"type": "panel"})
    assert "{ <https://w3id.org/uegraph/scheme/organisation-type/panel> }" in bound


def test_a_slug_of_another_kind_is_refused() -> None:
    with pytest.raises(ParameterError, match="'audience/young' is no organisation"):
        bind(question("stakeholders/profile"), {"organisation": "audience/young"})


def test_a_slug_without_a_kind_is_not_guessed_at() -> None:
    with pytest.raises(ParameterError, match="Write its kind first"):
        bind(question("evidence/receipt"), {"thing": "ons"})


def test_several_values_ask_for_any_of_them() -> None:
    bound = bind(question("stakeholders/members"), {"group": ["gss", "nseuac"]})
    assert len(re.findall(r"<https://w3id.org/uegraph/id/organisation/\w+>", bound)) == 2


def test_an_optional_parameter_left_out_takes_its_line_away() -> None:
    assert "# param" not in bind(question("stakeholders/members"))
    assert bind(question("stakeholders/members"), {"group": None}) == bind(
        question("stakeholders/members")
    )


def test_a_required_parameter_left_out_says_what_it_means() -> None:
    with pytest.raises(ParameterError, match=r"needs 'organisation': The organisation\. .*ons"):
        bind(question("stakeholders/profile"))


def test_an_unknown_parameter_is_refused_with_the_nearest() -> None:
    with pytest.raises(UnknownNameError, match="Did you mean 'organisation'"):
        bind(question("stakeholders/profile"), {"organization": "ons"})


@pytest.mark.parametrize(
    ("name", "nearest"),
    [("stakeholder/member", "stakeholders/members"), ("themes", "engagement/themes")],
)
def test_an_unknown_question_is_refused_with_the_nearest(name: str, nearest: str) -> None:
    with pytest.raises(UnknownNameError, match=f"Did you mean .*{nearest}"):
        question(name)


@pytest.mark.parametrize(
    ("kind", "value", "given_back"),
    [
        ("integer", "12", 12),
        ("boolean", "true", True),
        ("date", "2024-04-26", "2024-04-26"),
        ("edtf", "2022-10/2023-03", "2022-10/2023-03"),
        ("string", "a } # param", "a } # param"),
    ],
)
def test_values_of_each_type_arrive(
    kind: str, value: str, given_back: object, folder: Path, store: Store
) -> None:
    query = read_query(echo(kind, folder), "echo")
    assert list(store.select(bind(query, {"it": value}), trusted=True)) == [(given_back,)]


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("integer", "twelve"),
        ("decimal", "NaN"),
        ("boolean", "maybe"),
        ("date", "26/04/2024"),
        ("edtf", "last spring"),
        ("edtf", "2023/2022"),
    ],
)
def test_a_value_of_another_type_is_refused(kind: str, value: str, folder: Path) -> None:
    with pytest.raises(ParameterError, match=re.escape(value)):
        bind(read_query(echo(kind, folder), "echo"), {"it": value})


def test_run_answers_and_refuses_what_is_not_in_the_graph(store: Store) -> None:
    rows = run(store, "stakeholders/profile", {"organisation": "ons"})
    assert [row[:2] for row in rows] == [("name", "Office for National Statistics")]
    with pytest.raises(UnknownNameError, match="Did you mean ons"):
        run(store, "stakeholders/profile", {"organisation": "onss"})


NAMES = """\
@prefix audience: <https://w3id.org/uegraph/id/audience/> .
@prefix organisation: <https://w3id.org/uegraph/id/organisation/> .
@prefix passage: <https://w3id.org/uegraph/id/passage/> .
@prefix place: <https://w3id.org/uegraph/id/place/> .
@prefix purpose: <https://w3id.org/uegraph/scheme/purpose/> .
@prefix scheme: <https://w3id.org/uegraph/scheme/> .
@prefix shared: <https://w3id.org/uegraph/scheme/place/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix theme: <https://w3id.org/uegraph/id/theme/> .
@prefix ueg: <https://w3id.org/uegraph/ns#> .

theme:health-and-social-care skos:prefLabel "Health and Social Care" .
theme:housing skos:prefLabel "Housing" .
organisation:dwp skos:prefLabel "Department for Work and Pensions" ; ueg:acronym "DWP" .
organisation:one skos:prefLabel "Society: North" ; skos:altLabel "The Society" .
organisation:two skos:prefLabel "Second" ; skos:altLabel "the society" .
organisation:society-three skos:prefLabel "Society of people\u2019s figures" .
audience:users skos:prefLabel "Users" ; skos:altLabel "The Society" .
passage:p-1 a ueg:Passage .
place:london skos:prefLabel "London" . shared:london skos:prefLabel "London"@en .
purpose:gather-needs skos:prefLabel "gather needs"@en . purpose:govern skos:prefLabel "govern"@en .
scheme:level a skos:ConceptScheme ; <http://www.w3.org/2000/01/rdf-schema#label> "depth"@en .
"""


@pytest.fixture(scope="module")
def named() -> Store:
    found = open_store(read_only=False)
    graph = rdflib.Graph().parse(data=NAMES, format="turtle")
    found.put_graph("urn:g", graph.serialize(format="nt"))
    return found


def iris_of(named: Store, question_name: str, param: str, text: str) -> list[str]:
    found = things(named, question(question_name).params[param], text)
    return [iri.removeprefix("https://w3id.org/uegraph/") for iri in found]


@pytest.mark.parametrize(
    ("asked", "param", "text", "found"),
    [
        ("engagement/activities-by-theme", "theme", "Health and Social Care", "health"),
        ("engagement/activities-by-theme", "theme", " health AND  social care ", "health"),
        ("engagement/activities-by-theme", "theme", "Health-And-Social-Care", "health"),
        ("stakeholders/profile", "organisation", "DWP", "dwp"),
        ("stakeholders/profile", "organisation", "d w p", "dwp"),
        ("stakeholders/profile", "organisation", "department for work and pensions", "dwp"),
        ("stakeholders/profile", "organisation", "Society: North", "one"),
        ("stakeholders/profile", "organisation", "society of people's figures", "society-three"),
        ("engagement/activities-by-purpose", "purpose", "Gather Needs", "gather-needs"),
        ("evidence/receipt", "thing", "DWP", "dwp"),
        ("evidence/receipt", "thing", "housing", "housing"),
        ("evidence/vocabulary", "scheme", "Depth", "level"),
        ("evidence/vocabulary", "scheme", "level", "level"),
    ],
)
def test_a_thing_is_found_by_what_people_call_it(
    asked: str, param: str, text: str, found: str, named: Store
) -> None:
    (iri,) = iris_of(named, asked, param, text)
    assert iri.rpartition("/")[2].startswith(found)


def test_the_same_place_in_two_lists_is_one_place(named: Store) -> None:
    assert sorted(iris_of(named, "stakeholders/places", "place", "LONDON")) == [
        "id/place/london",
        "scheme/place/london",
    ]


@pytest.mark.parametrize(
    ("asked", "values", "message"),
    [
        (
            "stakeholders/profile",
            {"organisation": "The Society"},
            r"several things: organisation/one \(Society: North\), organisation/two \(Second\)\.",
        ),
        ("evidence/receipt", {"thing": "The Society"}, r"several .*audience/users \(Users\), org"),
        ("stakeholders/profile", {"organisation": ""}, "names nothing.*organisation/ons"),
        ("stakeholders/profile", {"organisation": "audience/users"}, "is no organisation"),
    ],
)
def test_a_name_of_several_things_or_of_another_kind_is_refused(
    asked: str, values: dict[str, str], message: str, named: Store
) -> None:
    with pytest.raises(ParameterError, match=message):
        run(named, asked, values)


@pytest.mark.parametrize(
    ("asked", "values", "message"),
    [
        (
            "engagement/activities-by-theme",
            {"theme": "health"},
            r"Did you mean health-and-social-care \(Health and Social Care\)\?",
        ),
        ("stakeholders/profile", {"organisation": "dpw"}, r"Did you mean dwp \(Department for"),
        ("engagement/activities-by-purpose", {"purpose": "listen"}, r"be: gather-needs, govern\."),
        ("evidence/passage", {"passage": "p-2"}, r"It can be: p-1\."),
        ("evidence/receipt", {"thing": "Hosing"}, r"Did you mean theme/housing \(Housing\)\?"),
    ],
)
def test_a_name_of_nothing_is_refused_with_the_nearest_or_all(
    asked: str, values: dict[str, str], message: str, named: Store
) -> None:
    with pytest.raises(UnknownNameError, match=message):
        run(named, asked, values)


def test_what_no_graph_could_make_right_is_refused_before_one_is_opened() -> None:
    profile = question("stakeholders/profile")
    check(profile, {"organisation": "A name that only a graph knows"})
    with pytest.raises(ParameterError, match="needs 'organisation'"):
        check(profile)
    with pytest.raises(UnknownNameError, match="no parameter 'organization'"):
        check(profile, {"organization": "ons"})
    with pytest.raises(ParameterError, match="cannot take this 'since'"):
        check(question("engagement/activities-in-period"), {"since": "spring"})


def test_values_may_come_one_by_one(store: Store) -> None:
    rows = run(store, "stakeholders/profile", {"organisation": iter(["ONS"])})
    assert [row[:2] for row in rows] == [("name", "Office for National Statistics")]


def test_run_has_no_rows_for_a_question_that_makes_triples(store: Store) -> None:
    with pytest.raises(ParameterError, match="makes triples"):
        run(store, "build/public-events")


def test_an_example_can_be_given_back_as_a_value() -> None:
    params = [(query, param) for query in questions().values() for param in query.params.values()]
    assert len(params) > 30
    for query, param in params:
        values = {name: example(other) for name, other in query.params.items()}
        assert param.type in TYPES
        assert rows_of_rdflib(rdflib.Dataset(default_union=True), bind(query, values)) == []
