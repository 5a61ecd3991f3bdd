"""The named questions: what can be asked of the graph, and asking it.

A question is a file in ``queries/``; its name is its path. Its header says in plain words what is
asked, what it can be asked about and what each column of the answer holds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from uegraph.errors import ParameterError, QuerySyntaxError
from uegraph.namespaces import ID
from uegraph.queries.asking import ask, columns, private, values
from uegraph.queries.binding import bind, cannot_take, check, each, example
from uegraph.queries.library import Param, Query, nearest, question, questions, read_query
from uegraph.queries.names import things
from uegraph.queries.ordering import answer
from uegraph.queries.text import unordered

if TYPE_CHECKING:
    from uegraph.queries.binding import Value, Values
    from uegraph.store import Rows, Store

__all__ = [
    "Param",
    "ParameterError",
    "Query",
    "ask",
    "bind",
    "check",
    "columns",
    "example",
    "nearest",
    "private",
    "question",
    "questions",
    "read_query",
    "run",
    "unordered",
    "values",
]


def run(
    store: Store,
    name: str,
    params: Values | None = None,
    *,
    base: str = ID,
) -> Rows:
    """The answer of a named question, whole.

    Args:
        store: The graph to ask.
        name: The question, such as ``stakeholders/members``.
        params: The values by parameter name. A thing may be given by its IRI, slug, name,
            alternative name or acronym.
        base: Where the data's own IRIs begin.

    Raises:
        UnknownNameError: No question, parameter or thing has this name.
        ParameterError: A parameter is missing, has a value it cannot take or one that names several
            things, or the question makes triples and has no rows.
    """
    query = question(name)
    if query.form != "select":
        raise ParameterError(f"'{name}' makes triples and has no rows. A build runs it.")
    given = {key: each(value) for key, value in (params or {}).items() if value is not None}
    check(query, given)
    text = bind(query, _named(store, query, given, base), base=base)
    return answer(store, text)


def _named(store: Store, query: Query, given: dict[str, list[Value]], base: str) -> Values:
    """The values with each thing by its IRI, whatever it was called."""
    return {
        name: _iris(store, query, query.params[name], value, base)
        if query.params[name].type == "iri"
        else value
        for name, value in given.items()
    }


def _iris(store: Store, query: Query, param: Param, value: list[Value], base: str) -> list[str]:
    try:
        return things(store, param, value, base=base)
    except (QuerySyntaxError, ParameterError) as error:
        raise ParameterError(cannot_take(query, param, error)) from error
