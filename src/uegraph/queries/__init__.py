"""The named questions: what can be asked of the graph, and asking it.

A question is a file in ``queries/``; its name is its path. Its header says in plain words what is
asked, what it can be asked about and what each column of the answer holds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from uegraph.errors import ParameterError, UnknownNameError
from uegraph.namespaces import ID
from uegraph.queries import text as sparql
from uegraph.queries.binding import bind, example, iris
from uegraph.queries.library import Param, Query, nearest, question, questions, read_query
from uegraph.store import serialise_term

if TYPE_CHECKING:
    from collections.abc import Sequence

    from uegraph.queries.binding import Values
    from uegraph.store import Rows, Store

__all__ = [
    "Param",
    "ParameterError",
    "Query",
    "bind",
    "example",
    "question",
    "questions",
    "read_query",
    "run",
]

_KNOWN = """
SELECT DISTINCT ?thing WHERE {
  VALUES ?thing { <urn:x> } # param
  { ?thing ?is ?what } UNION { ?what ?is ?thing }
}
"""
_SIBLINGS = """
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT DISTINCT ?thing (STR(?label) AS ?name) WHERE {
  VALUES ?home { "https://w3id.org/uegraph/id/organisation/" } # param
  ?thing skos:prefLabel ?label .
  FILTER(STRSTARTS(STR(?thing), ?home))
}
ORDER BY ?thing ?name
"""


def run(
    store: Store,
    name: str,
    params: Values | None = None,
    *,
    base: str = ID,
    limit: int | None = None,
) -> Rows:
    """The answer of a named question.

    Args:
        store: The graph to ask.
        name: The question, such as ``stakeholders/members``.
        params: The values by parameter name.
        base: Where the data's own IRIs begin.
        limit: The most rows to give; the answer then says that it was cut.

    Raises:
        UnknownNameError: No question, parameter or thing has this name.
        ParameterError: A parameter is missing, has a value it cannot take, or the question makes
            triples and has no rows.
    """
    query = question(name)
    if query.form != "select":
        raise ParameterError(f"'{name}' makes triples and has no rows. A build runs it.")
    text = bind(query, params, base=base)
    _check_known(store, query, params or {}, base)
    return store.select(text, limit=limit, trusted=True)


def _check_known(store: Store, query: Query, params: Values, base: str) -> None:
    for name, param in query.params.items():
        value = params.get(name)
        if param.type == "iri" and value is not None:
            for candidates in iris(param, value, base=base):
                terms = [serialise_term(candidate, "iri") for candidate in candidates]
                if not _rows(store, _KNOWN, "thing", terms):
                    raise UnknownNameError(_not_there(store, name, candidates))


def _rows(store: Store, text: str, name: str, terms: Sequence[str]) -> list[tuple[object, ...]]:
    bound = sparql.replace_examples(text, {name: " ".join(terms)})
    return list(store.select(bound, trusted=True))


def _not_there(store: Store, name: str, candidates: Sequence[str]) -> str:
    homes = [serialise_term(iri.rpartition("/")[0] + "/", "string") for iri in candidates]
    slug = candidates[0].rpartition("/")[2]
    known: dict[str, str] = {}
    for iri, label in _rows(store, _SIBLINGS, "home", homes):
        known |= {str(iri).rpartition("/")[2]: str(iri), str(label).lower(): str(iri)}
    near = list(dict.fromkeys(known[found] for found in nearest(slug, known)))
    hint = f" Did you mean {' or '.join(iri.rpartition('/')[2] for iri in near)}?" if near else ""
    return f"Nothing in the graph is called '{slug}', which was given for '{name}'.{hint}"
