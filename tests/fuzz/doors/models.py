"""The ontology, the shapes and the questions of a folder of one's own ($UEGRAPH_ROOT)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tests.fuzz.payloads import broken

from uegraph import resources
from uegraph.queries import bind, example, read_query
from uegraph.shapes.reading import read_model

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

    from tests.fuzz.trap import Trap

TURTLE: Final = (
    "[", "]", "(", ")", ";", ".", ",", "a", "<URL>", "<file://SECRET>", "@prefix x: <URL> .",
    "@base <URL> .", "sh:path", "sh:node", "sh:or", "sh:property", "sh:minCount 1",
    "sh:minCount 'x'", "sh:pattern '(a+)+$'", "sh:class", "sh:name 'x'", "rdf:rest", "rdf:first 1",
    "rdf:nil", "_:a rdf:rest _:a .", "'", '"""', "\\", "shp:table", "sh:order 1e9",
    "owl:imports <URL> ;", "sh:message '{{7*7}}'", "[" * 2_000, "(" * 2_000,
    "sh:targetClass <URL>", "sh:sparql [ sh:select 'SELECT * { SERVICE <URL> {} }' ] ;",
    "<<( a:b a:b a:b )>>",
)  # fmt: skip
QUESTION: Final = (
    "#+ summary: x\n", "#+ params:\n#+   a: {type: iri, help: x}\n", "#+ a: &a [*a]\n",
    "#+ <<: *a\n", "#\n", "#+ x: !!python/object/apply:os.system ['touch MARK']\n",
    "VALUES ?x { 1 } # param\n", "# param\n", "SERVICE <URL> { ?s ?p ?o }", "FROM <file://SECRET>",
    "LOAD <URL>", "INSERT DATA {}", "{", "}", "'", '"""', "#+ columns: [" + "[" * 200 + "\n",
    "#+ : :\n", "SELECT ?a", "ORDER BY ?a", "GROUP BY ?a", "\\u0053", "\t",
)  # fmt: skip


def door(trap: Trap) -> Callable[[random.Random], str]:
    """Reads shapes and questions with some things wrong."""
    ontology = resources.ontology_files()
    shapes = next(path for path in ontology if path.name == "shapes.ttl")
    others = [path for path in ontology if path != shapes]
    questions = resources.query_files()
    texts = {path: path.read_text(encoding="utf-8") for path in [*ontology, *questions]}

    def case(chance: random.Random) -> str:
        if chance.random() < 0.25:
            path = trap.place / "shapes.ttl"
            path.write_text(trap.fill(broken(texts[shapes], chance, TURTLE)), encoding="utf-8")
            model = read_model([*others, path])
            return str([table.columns for table in model.tables.values()])[:100_000]
        path = trap.place / "question.rq"
        text = broken(texts[chance.choice(questions)], chance, QUESTION)
        path.write_text(trap.fill(text), encoding="utf-8")
        query = read_query(path, "question")
        try:
            return bind(query, {name: example(param) for name, param in query.params.items()})
        finally:
            trap.look(query.text)

    return case
