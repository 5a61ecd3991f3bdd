"""What somebody asks about, and which receipts answer it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from uegraph.coverage import coverage
from uegraph.coverage.facts import read_once
from uegraph.errors import UnknownNameError
from uegraph.explain.asking import shown
from uegraph.explain.facts import fact_receipt
from uegraph.explain.figures import figure_receipt
from uegraph.explain.model import Explanation
from uegraph.explain.naming import thing_called
from uegraph.explain.pieces import Rank, RankTerm
from uegraph.explain.states import receipt
from uegraph.gaps import gaps
from uegraph.namespaces import RDF_TYPE, SCHEME, expand, short
from uegraph.queries import ask, private
from uegraph.words import listed

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from uegraph.coverage import CoverageResult, CoverageRow
    from uegraph.explain.model import StateReceipt
    from uegraph.explain.pieces import Question
    from uegraph.store import Store

_SCOPE: Final = expand("ueg:CoverageScope")
_NAME: Final = expand("skos:prefLabel")
_NO_SCOPE: Final = (
    "No recorded scope asks for this. It is judged as a scope with all its columns left blank "
    "would: at any time, on any theme, at the level 'consult' or above."
)
_NOTHING_ASKED: Final = (
    "No scope is recorded, so there is no share to explain. Name what is to be explained, or add a "
    "row to the table 'scopes': a name and a target kind; then build again."
)
_KINDS: Final = {
    expand("ueg:Audience"): "audience",
    expand("org:Organization"): "organisation",
    expand("ueg:Place"): "place",
    expand("ueg:Theme"): "theme",
}


def explain(
    store: Store,
    what: str | Sequence[str] | None = None,
    *,
    scope: str | None = None,
    as_of: date | None = None,
    facts: bool = False,
) -> Explanation:
    """The receipt of a state, a figure or a thing.

    Args:
        store: The graph.
        what: What to explain, by its name, another name, acronym, slug or IRI. A target of
            coverage: its state in each scope. Two or three: the state of the pair or triple. A
            scope, or nothing: what its share is made of. Anything else: the statements about it.
        scope: One scope only.
        as_of: The day from which "recent" and "future" are measured, as in `coverage`.
        facts: Whether to explain the statements about a target, rather than its states.

    Raises:
        UnknownNameError: Nothing is called so, or it is no target of that scope.
        ParameterError: Several things are called so.
    """
    hidden = private(store)
    names = [what] if isinstance(what, str) else list(what or ())
    things = list(dict.fromkeys(thing_called(store, name, hidden) for name in names))
    if facts and things:
        return Explanation("fact", facts=tuple(fact_receipt(store, t, hidden) for t in things))
    if not things or (len(things) == 1 and _SCOPE in _classes(store, things[0])):
        return _figures(store, things[0] if things else scope, as_of)
    with read_once(store):  # for the states, and again for the place among the gaps
        states = _states(store, things, scope, as_of, hidden)
    if states:
        return Explanation("state", states=states, remarks=_on_the_spot(states))
    return Explanation("fact", facts=tuple(fact_receipt(store, t, hidden) for t in things))


def query_of(explanation: Explanation) -> Question:
    """The one question to the graph by which anybody can see what an explanation rests on.

    For states it shows all their statements; where nothing counts, all that is recorded.
    """
    ids = sorted({one.id for state in explanation.states for one in state.statements})
    if ids:
        return shown("The statements that it rests on.", "statements", statement=ids)
    if not explanation.questions:
        raise UnknownNameError("There is nothing in the graph to be seen of this.")
    return explanation.questions[-1] if explanation.figures else explanation.questions[0]


def _figures(store: Store, scope: str | None, as_of: date | None) -> Explanation:
    results = coverage(store, scope=scope, as_of=as_of)
    remarks = () if results else (_NOTHING_ASKED,)
    return Explanation("figure", figures=tuple(map(figure_receipt, results)), remarks=remarks)


def _states(
    store: Store, things: Sequence[str], scope: str | None, as_of: date | None,
    hidden: frozenset[str],
) -> tuple[StateReceipt, ...]:  # fmt: skip
    """The state of a target in every scope that asks for it."""
    found = []
    for result, row in _rows(store, things, scope, as_of):
        rank = _rank(store, result, row, as_of)
        found.append(receipt(store, result, row, hidden, rank))
    return tuple(found)


def _rows(
    store: Store, things: Sequence[str], scope: str | None, as_of: date | None
) -> list[tuple[CoverageResult, CoverageRow]]:
    """The rows of what is asked about: of recorded scopes, else of one made on the spot."""
    results = coverage(store, scope=scope, as_of=as_of)
    found = [
        (result, result.rows[place])
        for result in results
        for place in [_place(result, frozenset(things))]
        if place is not None
    ]
    if found:
        return found
    if scope is not None:
        raise UnknownNameError(_elsewhere(store, things, results[0].name, as_of))
    kinds = [_kind(_classes(store, thing), thing) for thing in things]
    if "" in kinds:
        if len(things) == 1:
            return []
        raise UnknownNameError(
            f"{_named(store, [things[kinds.index('')]])} cannot be a target of coverage. A pair or "
            "triple is made of audiences, organisations, places, characteristics and themes."
        )
    results = coverage(store, of=kinds, targets=things, as_of=as_of)
    return [(result, row) for result in results for row in result.rows]


def _on_the_spot(states: Sequence[StateReceipt]) -> tuple[str, ...]:
    if any(state.scope for state in states):
        return ()
    return (_NO_SCOPE,)


def _elsewhere(store: Store, things: Sequence[str], scope: str, as_of: date | None) -> str:
    """That a scope does not ask for something, and which scopes do."""
    wanted = frozenset(things)
    others = [
        result.name for result in coverage(store, as_of=as_of) if _place(result, wanted) is not None
    ]
    said = f"{_named(store, things)} is no target of the scope '{scope}'."
    if others:
        return f"{said} It is one of: {'; '.join(others)}."
    return f"{said} No recorded scope asks for it: leave out --scope to have it judged without one."


def _place(result: CoverageResult, wanted: frozenset[str]) -> int | None:
    """Where in the rows of a result the target stands that is made of some members."""
    place = 0
    for members in result.asked.members:
        here = [number for number, member in enumerate(members) if member in wanted]
        if len(here) != 1:
            return None
        place = place * len(members) + here[0]
    return place if len(result.asked.members) == len(wanted) else None


def _named(store: Store, things: Sequence[str]) -> str:
    """Things by their names, as a sentence begins with them."""
    facts = (ask(store, "evidence/facts", thing=[thing]) for thing in things)
    names = [
        next((row["value"] for row in rows if row["property_id"] == _NAME), short(thing))
        for thing, rows in zip(things, facts, strict=True)
    ]
    return listed(f"'{name}'" for name in names)


def _classes(store: Store, thing: str) -> frozenset[str]:
    rows = ask(store, "evidence/facts", thing=[thing])
    return frozenset(row["value_id"] for row in rows if row["property_id"] == RDF_TYPE)


def _kind(classes: frozenset[str], thing: str) -> str:
    """What kind of target a thing can be; empty where none."""
    if thing.startswith(f"{SCHEME}characteristic/"):
        return "characteristic"
    return next((kind for name, kind in _KINDS.items() if name in classes), "")


def _rank(
    store: Store, result: CoverageResult, row: CoverageRow, as_of: date | None
) -> Rank | None:
    """The place of a gap in the list of its scope, with its terms."""
    if not result.scope or row.state in ("engaged", "out-of-scope"):
        return None
    (ranking,) = gaps(store, scope=result.scope, as_of=as_of)
    found = next((gap for gap in ranking.rows if gap.row.target == row.target), None)
    if not found:
        return None
    return Rank(
        rank=found.rank,
        of=len(ranking.rows),
        score=found.score,
        best_rank=found.best_rank,
        worst_rank=found.worst_rank,
        fragile=found.fragile,
        terms=tuple(
            RankTerm(term.name, term.points, term.weight, term.note) for term in found.terms
        ),
    )
