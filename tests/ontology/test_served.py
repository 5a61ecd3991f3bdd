"""Each term serves a question of the library, or the program itself; none is asked for in vain."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tests.ontology import rules

from uegraph.namespaces import UEG
from uegraph.resources import query_files, root

if TYPE_CHECKING:
    from rdflib import Graph

NAME = re.compile(r"\bueg:([A-Za-z]+)")
# Terms that no question names because the program reads them while it loads tables, each with the
# file that does.
READ_BY_PROGRAM: dict[str, str] = {}


def declared(core: Graph) -> set[str]:
    return {str(t).removeprefix(UEG) for t in rules.terms(core) if str(t).startswith(UEG)}


def asked() -> set[str]:
    texts = [path.read_text(encoding="utf-8") for path in query_files()]
    return {name for text in texts for name in NAME.findall(text)}


def test_each_term_serves_a_question(core: Graph) -> None:
    terms = declared(core)
    assert len(terms) > 90
    unserved = terms - asked() - set(READ_BY_PROGRAM)
    assert not unserved, f"{len(unserved)} terms serve no question: {', '.join(sorted(unserved))}"


def test_what_the_program_reads_is_named_where_it_says() -> None:
    for term, place in READ_BY_PROGRAM.items():
        assert f"ueg:{term}" in (root() / place).read_text(encoding="utf-8")


def test_no_question_or_module_names_a_term_that_is_not_there(core: Graph) -> None:
    modules = sorted((root() / "src").rglob("*.py"))
    found = {
        (path.relative_to(root()).as_posix(), name)
        for path in [*query_files(), *modules]
        for name in NAME.findall(path.read_text(encoding="utf-8"))
    }
    assert found
    assert sorted((p, n) for p, n in found if n not in declared(core)) == []
