"""Each SPARQL case put to uegraph's doors, and to the engines that tell whose a fault is.

* ``inside``: the embedded engine in this process, as uegraph's own questions are answered.
* ``guarded``: a query from outside: read by the guard, run in a process that can be stopped. An
  update, for which there is no such door: read by the guard, run by the bare engine.
* ``oxigraph``: pyoxigraph alone, with nothing of uegraph around it.
* ``rdflib``: another engine altogether.

In uegraph every statement has a named graph and the default graph is their union. The default
data of a case stands in a graph named like its file; where a case tells default and named graphs
apart, its query gets the FROM clauses that say so.
"""

from __future__ import annotations

import io
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final, Literal

import pyoxigraph as ox
import rdflib
from rdflib.query import Result
from tests.w3c.comparing import Answer, Table, as_written, expected, from_result, from_texts, same
from tests.w3c.manifests import Data, address

from uegraph.errors import QueryRefusedError, QuerySyntaxError, StoreError, UegraphError
from uegraph.store import Rows, Store, open_store, read_query
from uegraph.store.guard import read_update

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.w3c.manifests import Case

Outcome = Literal["passed", "failed", "refused"]
Runner = Literal["inside", "guarded", "oxigraph", "rdflib"]
RUNNERS: Final[tuple[Runner, ...]] = ("inside", "guarded", "oxigraph", "rdflib")
_FORMATS: Final = {".ttl": ox.RdfFormat.TURTLE, ".rdf": ox.RdfFormat.RDF_XML}
_FORMATS[".nt"] = ox.RdfFormat.N_TRIPLES


def outcome(case: Case, runner: Runner) -> Outcome:
    """Whether a case passes, fails, or is refused for what it asks."""
    errors: tuple[type[Exception], ...] = (UegraphError, *_engine_errors(runner))
    try:
        if "Syntax" in case.kind:
            return _syntax(case, runner)
        good = _update(case, runner) if "Update" in case.kind else _evaluation(case, runner)
    except QueryRefusedError:
        return "refused"
    except StoreError as error:
        return "refused" if "names no graph" in str(error) else "failed"
    except errors:
        return "failed"
    return "passed" if good else "failed"


def _engine_errors(runner: Runner) -> tuple[type[Exception], ...]:
    """What an engine may raise; rdflib lets out whatever happens within it."""
    return (Exception,) if runner == "rdflib" else (SyntaxError, ValueError, OSError, RuntimeError)


def _syntax(case: Case, runner: Runner) -> Outcome:
    """Only whether a request is read counts, not what becomes of it."""
    errors: tuple[type[Exception], ...] = (StoreError, *_engine_errors(runner))
    try:
        _parse(case, runner)
    except QueryRefusedError:
        return "passed" if case.negative else "refused"
    except (QuerySyntaxError, SyntaxError):
        return "passed" if case.negative else "failed"
    except errors:
        if runner == "rdflib":
            return "passed" if case.negative else "failed"
        # Otherwise the request was read, and then was of no use in an empty graph.
    return "failed" if case.negative else "passed"


def _parse(case: Case, runner: Runner) -> None:
    update = "Update" in case.kind or case.request.suffix == ".ru"
    if runner == "rdflib":
        from rdflib.plugins.sparql import parser, prepareQuery  # noqa: PLC0415 - as below

        if update:
            from rdflib.plugins.sparql.algebra import translateUpdate  # noqa: PLC0415

            translateUpdate(parser.parseUpdate(case.text))
        else:
            prepareQuery(case.text)
    elif runner == "oxigraph":
        engine = ox.Store()
        (engine.update if update else engine.query)(case.text)
    elif not update:
        _ask(_store(Data()), case.text, runner)
    elif runner == "guarded":
        ox.Store().update(read_update(case.text))
    else:
        with open_store(read_only=False) as store:
            store.update(case.text)


def _evaluation(case: Case, runner: Runner) -> bool:
    assert case.result is not None
    wanted = expected(case.result, address(case.result))
    found = _answer(case, runner)
    if isinstance(found, Table) and _orders(case.text):
        found = Table(found.columns, found.rows, ordered=True)
    return same(found, wanted)


def _orders(text: str) -> bool:
    """Whether the outermost query sorts its rows."""
    return bool(re.search(r"ORDER\s+BY[^}]*$", text, re.IGNORECASE))


def _answer(case: Case, runner: Runner) -> Answer:
    if runner == "rdflib":
        with as_written():
            answer = from_result(_rdflib(case.data).query(case.text))
            return _without_types(answer) if case.kind == "CSVResultFormatTest" else answer
    if runner == "oxigraph":
        return _oxigraph(_engine(case.data), case)
    store, text = _store(case.data), with_dataset(case)
    if case.kind == "CSVResultFormatTest" and runner == "inside":
        (frame,) = store.texts(text)
        return Table(tuple(frame.columns), tuple(from_texts(frame.rows())))
    found = _ask(store, text, runner)
    return _without_types(found) if case.kind == "CSVResultFormatTest" else found


@lru_cache(maxsize=16)
def _store(data: Data) -> Store:
    """The data in a store of ours; many cases share theirs."""
    store = open_store(read_only=False)
    store.load_nquads(_nquads(data))
    store.read_only = True
    return store


def _without_types(answer: Answer) -> Answer:
    assert isinstance(answer, Table)
    rows = [
        tuple(
            term if term is None or isinstance(term, rdflib.BNode) else rdflib.Literal(str(term))
            for term in row
        )
        for row in answer.rows
    ]
    return Table(answer.columns, tuple(rows))


def _ask(store: Store, text: str, runner: Runner) -> Answer:
    """The answer of a door: of the one for our own questions, or of the one for any."""
    found: Rows | bool | str
    found = store.query(text) if runner == "guarded" else _trusted(store, text)
    if isinstance(found, Rows):
        return Table(found.columns, tuple(found.to_rdflib()))
    if isinstance(found, bool):
        return found
    with as_written():
        return rdflib.Graph().parse(data=found, format="nt")


def _trusted(store: Store, text: str) -> Rows | bool | str:
    doors: dict[str, Callable[..., Rows | bool | str]] = {
        "SELECT": store.select,
        "ASK": store.ask,
    }
    return doors.get(read_query(text).form, store.construct)(text, trusted=True, timeout=None)


def with_dataset(case: Case) -> str:
    """The query, with FROM clauses where it tells the default graph from named ones."""
    text = case.text
    if re.search(r"\bFROM\b", text):
        return text
    if not case.data.named and not re.search(r"\bGRAPH\b", text, re.IGNORECASE):
        return text
    held = list(_store(case.data).graphs())
    clauses = [f"FROM <{iri}>" for iri in map(address, case.data.default) if iri in held]
    clauses += [f"FROM NAMED <{iri}>" for iri, _ in case.data.named if iri in held]
    place = re.search(r"\bWHERE\b|\{", text, re.IGNORECASE)
    assert place is not None
    return f"{text[: place.start()]}{' '.join(clauses)} {text[place.start() :]}"


def _nquads(data: Data) -> str:
    """The data as a store of ours takes them: each statement with a named graph."""
    graphs = [(address(data.default[0]), path) for path in data.default] + list(data.named)
    return "".join(
        f"{quad.subject} {quad.predicate} {quad.object} <{iri}> .\n"
        for iri, path in graphs
        for quad in _read(path)
    )


def _read(path: Path) -> Iterator[ox.Quad]:
    form = _FORMATS[path.suffix]
    return ox.parse(path=path, format=form, base_iri=address(path), rename_blank_nodes=True)


def _engine(data: Data) -> ox.Store:
    engine = ox.Store()
    for path in data.default:
        engine.load(
            path=path,
            format=_FORMATS[path.suffix],
            base_iri=address(path),
            to_graph=ox.DefaultGraph(),
        )
    for iri, path in data.named:
        name = ox.NamedNode(iri)
        engine.add_graph(name)
        engine.load(path=path, format=_FORMATS[path.suffix], base_iri=address(path), to_graph=name)
    return engine


def _oxigraph(engine: ox.Store, case: Case) -> Answer:
    found = engine.query(case.text)
    if isinstance(found, ox.QueryBoolean):
        return bool(found)
    if isinstance(found, ox.QueryTriples):
        with as_written():
            body = found.serialize(format=ox.RdfFormat.N_TRIPLES)
            return rdflib.Graph().parse(data=body, format="nt")
    body = found.serialize(format=ox.QueryResultsFormat.JSON)
    assert body is not None
    with as_written():
        answer = from_result(Result.parse(io.BytesIO(body), format="json"))
    return _without_types(answer) if case.kind == "CSVResultFormatTest" else answer


def _rdflib(data: Data) -> rdflib.Dataset:
    made = rdflib.Dataset()
    for path in data.default:
        made.default_graph.parse(path, publicID=address(path))
    for iri, path in data.named:
        made.graph(rdflib.URIRef(iri)).parse(path, publicID=address(path))
    return made


def _update(case: Case, runner: Runner) -> bool:
    if runner == "rdflib":
        with as_written():
            data = _rdflib(case.data)
            data.update(case.text)
            return _same_data(_parts(data), _parts(_rdflib(case.after)))
    if runner in {"oxigraph", "guarded"}:
        engine = _engine(case.data)
        engine.update(case.text if runner == "oxigraph" else read_update(case.text))
    else:
        with open_store(read_only=False) as store:
            store.load_nquads(_quads(_engine(case.data)))
            store.update(case.text)
            engine = ox.Store()
            engine.load(store.dump(), format=ox.RdfFormat.N_QUADS)
    return _same_data(_parts(_as_rdflib(engine)), _parts(_as_rdflib(_engine(case.after))))


def _quads(engine: ox.Store) -> bytes:
    body = engine.dump(format=ox.RdfFormat.N_QUADS)
    assert body is not None
    return body


def _as_rdflib(engine: ox.Store) -> rdflib.Dataset:
    with as_written():
        data = rdflib.Dataset()
        data.parse(data=_quads(engine).decode(), format="nquads")
        return data


def _parts(data: rdflib.Dataset) -> dict[str, rdflib.Graph]:
    """The graphs that hold anything, by name; empty graphs need not be kept."""
    return {str(graph.identifier): graph for graph in data.graphs() if len(graph)}


def _same_data(found: dict[str, rdflib.Graph], wanted: dict[str, rdflib.Graph]) -> bool:
    return found.keys() == wanted.keys() and all(same(found[n], wanted[n]) for n in wanted)
