"""A query file that breaks the library's conventions is refused, with the file and the remedy."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from uegraph.errors import ResourceError
from uegraph.queries import read_query
from uegraph.queries.text import examples, masked, projection, replace_examples, ties

if TYPE_CHECKING:
    from pathlib import Path

GOOD = """\
#+ summary: Who is there?
#+ params:
#+   type: {type: iri, help: The type.}
#+ columns:
#+   name: Its name.
#+   thing: The thing.

SELECT ?name ?thing
WHERE {
  VALUES ?type { <urn:x> } # param
  ?thing a ?type ; <urn:name> ?name .
}
ORDER BY ?name ?thing
"""


def read(text: str, folder: Path) -> None:
    path = folder / "asked.rq"
    path.write_text(text, encoding="utf-8")
    read_query(path, "asked")


def test_the_file_that_all_the_others_spoil_is_good(tmp_path: Path) -> None:
    read(GOOD, tmp_path)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("#+ summary", "#+ sumary", "unknown header keys: sumary"),
        ("#+ summary: Who is there?\n", "", "missing header keys: summary"),
        ("#+ summary: Who is there?", "#+ summary: [", "are not YAML"),
        ("#+ ", "# ", "no header"),
        ("{type: iri, help: The type.}", "iri", "must have a type and a help"),
        ("#+ summary", "#+ 2: y\n#+ summary", "unknown header keys: 2"),
        ("#+   name: Its name.\n#+   thing: The thing.", "#+   5", "must map each name"),
        ("#+ summary: Who is there?", "#+ summary: &a [*a, *a]", "uses an alias"),
        ("#+ summary: Who is there?", "#+ summary: 2024-13-45", "are not YAML"),
        ("help: The type.", "hlep: The type.", "unknown keys: hlep"),
        (", help: The type.", "", "lacks: help"),
        ("type: iri", "type: uri", "has the type 'uri'"),
        ("#+   thing: The thing.\n", "", "the query projects name, thing"),
        ("SELECT ?name ?thing", "SELECT ?thing ?name", "Make them the same, in order"),
        ("#+   type: {type", "#+   kind: {type", "parameters without a VALUES line: kind"),
        (" # param", "", "parameters without a VALUES line: type"),
        ("ORDER BY ?name ?thing", "ORDER BY ?name", "rows can tie; add to the ORDER BY: thing"),
        ("ORDER BY ?name ?thing", "", "rows can tie"),
        ("{ <urn:x> } # param", "{ } # param", "has no example"),
        ("VALUES ?type { <urn:x> }", "FILTER(true)", "not of the form VALUES"),
        ("SELECT ?name ?thing", "ASK", "not a SELECT or CONSTRUCT"),
    ],
)
def test_a_spoilt_file_is_refused(old: str, new: str, told: str, tmp_path: Path) -> None:
    assert old in GOOD
    with pytest.raises(ResourceError, match=r"asked\.rq") as refused:
        read(GOOD.replace(old, new), tmp_path)
    assert told in str(refused.value)


def test_a_marked_line_without_a_parameter_is_refused(tmp_path: Path) -> None:
    lines = "#+ params:\n#+   type: {type: iri, help: The type.}\n"
    with pytest.raises(ResourceError, match="VALUES lines without a parameter: type"):
        read(GOOD.replace(lines, ""), tmp_path)


def test_two_marked_lines_of_one_parameter_have_one_example() -> None:
    line = "VALUES ?a { 1 } # param\n"
    assert examples(line + line) == {"a": "1"}
    assert replace_examples(line + line, {"a": "2"}) == "VALUES ?a { 2 } # param\n" * 2
    assert replace_examples(line + line, {"a": None}).strip() == ""
    with pytest.raises(ValueError, match="different examples"):
        examples(line + "VALUES ?a { 2 } # param\n")


def test_strings_iris_and_comments_are_not_read_as_sparql() -> None:
    text = "SELECT ?a WHERE { ?a <urn:?b> \"?c } ORDER BY\", '?d' } # ?e\nORDER BY ?a"
    assert len(masked(text)) == len(text)
    assert not {"?b", "?c", "?d", "?e"} & set(masked(text).split())
    assert ties(text) == ()


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("SELECT ?a ?b WHERE { }", ("a", "b")),
        ("select distinct (STR(?x) AS ?a) ?b where { }", ("a", "b")),
        ("SELECT (IF(?x, (1 + 2), MAX(?y)) AS ?a) WHERE { SELECT ?z WHERE { } }", ("a",)),
    ],
)
def test_projection(text: str, columns: tuple[str, ...]) -> None:
    assert projection(text) == columns


def test_a_grouped_query_is_ordered_by_its_groups() -> None:
    text = "SELECT ?a (COUNT(?b) AS ?n) WHERE { } GROUP BY ?a ?c HAVING (?n > 1) ORDER BY DESC(?n)"
    assert ties(text) == ("a", "c")
