"""An explanation put into words: the paragraphs of a receipt, its rows and its data.

Nothing is escaped here. Who writes the blocks into a terminal, a page or a file does that.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from uegraph.dates import day_in_words, in_words
from uegraph.explain import phrases
from uegraph.namespaces import short
from uegraph.words import as_words, listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from uegraph.explain.model import (
        Explanation,
        Fact,
        FactReceipt,
        FigureReceipt,
        StateReceipt,
    )
    from uegraph.explain.pieces import Line, Question, Rank, Statement, WhyNot

_BASES: Final = {
    "judged": "Judged by the editors, not stated by a source",
    "derived": "Derived by a rule when the graph was built",
    "model": "From the model that comes with uegraph",
}
_ORIGINS: Final = ("stated", *_BASES)
_DATED: Final = frozenset({"when", "period", "published", "earliest day", "latest day"})

SHOWN: Final = 10
"""So many statements, or names, are written out in a text; the data have all of them."""


@dataclass(frozen=True, slots=True)
class Block:
    """One piece of a text.

    Attributes:
        kind: ``title``, ``heading``, ``text``, ``item``, ``detail`` (below an item) or ``query``.
        text: What it says.
    """

    kind: Literal["title", "heading", "text", "item", "detail", "query"]
    text: str


def blocks(explanation: Explanation, *, queries: bool = False) -> Iterator[Block]:
    """An explanation as the pieces of a text.

    Args:
        explanation: The explanation.
        queries: Whether to write out the questions to the graph.
    """
    for remark in explanation.remarks:
        yield Block("text", remark)
    for state in explanation.states:
        yield from _state(state)
        yield from _checking(state.questions, queries=queries)
    for figure in explanation.figures:
        yield from _figure(figure)
        yield from _checking(figure.questions, queries=queries)
    for fact in explanation.facts:
        yield from _fact(fact)
        yield from _checking(fact.questions, queries=queries)


def _state(told: StateReceipt) -> Iterator[Block]:
    yield Block("title", f"{told.target}: {as_words(told.state)}")
    yield Block("text", phrases.asked(told))
    yield Block("heading", "Why")
    yield Block("text", told.reason)
    for remark in told.remarks:
        yield Block("text", remark)
    if told.statements:
        yield Block("heading", "What is recorded")
        yield from _statements(told.statements, told.state)
    if told.why_not:
        engaged = told.state == "engaged"
        yield Block("heading", "Why not engaged in full" if engaged else "Why not engaged")
        for rule in told.why_not:
            yield from _rule(rule, told)
    if told.changes:
        yield Block("heading", "What would change this")
        for change in told.changes:
            yield Block("item", change.sentence)
    if told.rank:
        yield Block("heading", "Its place in the list of gaps")
        yield from _rank(told.rank)
    yield from _left_out(told.left_out)
    yield from _files(line for one in told.statements[:SHOWN] for line in one.lines)


def _statements(found: Sequence[Statement], state: str) -> Iterator[Block]:
    for one in found[:SHOWN]:
        yield Block("item", one.sentence)
        yield from (Block("detail", text) for text in _details(one, state))
    if len(found) > SHOWN:
        yield Block("item", f"And {len(found) - SHOWN} more, which the JSON and CSV forms list.")


def _details(one: Statement, state: str) -> Iterator[str]:
    if one.counts_as:
        short_of = f" ({', '.join(one.shortfalls)})" if one.shortfalls else ""
        said = "It counts" if one.counts_as == state else "Alone it would count"
        yield f"{said} as {as_words(one.counts_as)}{short_of}."
    if one.partial:
        yield "It concerns a part only."
    if one.inherited:
        yield "It was before the body became what it is now."
    if len(one.chain) > 2:
        yield f"How it bears on it: {' → '.join(one.chain)}."
    yield from phrases.places(one.sources, one.lines)


def _rule(rule: WhyNot, told: StateReceipt) -> Iterator[Block]:
    yield Block("item", rule.sentence)
    names = [phrases.deed(one) for one in rule.statements if one.kind == "participation"]
    shown = {one.id for one in told.statements}
    other = any(one.id not in shown for one in rule.statements)
    if names and (other or len(told.statements) > 1):
        yield Block("detail", f"{listed(names, few=SHOWN)}.")


def _rank(rank: Rank) -> Iterator[Block]:
    hold = "fragile: it moves when the weights change" if rank.fragile else "stable"
    span = (
        ""
        if rank.best_rank == rank.worst_rank
        else f" (between {rank.best_rank} and {rank.worst_rank})"
    )
    yield Block(
        "text",
        f"Place {rank.rank} of {rank.of}{span}, with a score of {rank.score:g}. It is {hold}.",
    )
    for term in rank.terms:
        if term.points:
            note = f": {as_words(term.note)}" if term.note else ""
            yield Block(
                "item", f"{term.points:g} of {term.weight:g} for {as_words(term.name)}{note}."
            )
    none = [as_words(term.name) for term in rank.terms if not term.points]
    if none:
        yield Block("item", f"Nothing for {listed(none)}.")


def _left_out(count: int) -> Iterator[Block]:
    if count:
        are = "statement is" if count == 1 else "statements are"
        yield Block("text", f"{count} {are} marked private and not shown.")


def _files(lines: Iterable[Line]) -> Iterator[Block]:
    hashes = sorted({(line.file, line.hash) for line in lines if line.hash})
    if hashes:
        yield Block("heading", "The files as they were read")
    for file, digest in hashes:
        yield Block("item", f"{file}, SHA-256 {digest}.")


def _checking(questions: Sequence[Question], *, queries: bool) -> Iterator[Block]:
    if not questions or not queries:
        return
    yield Block("heading", "To see it in the graph")
    for question in questions:
        yield Block("text", question.shows)
        yield Block("query", question.text)


def _figure(told: FigureReceipt) -> Iterator[Block]:
    yield Block("title", f"{told.scope_name}: {phrases.share(told)}")
    period = f"For the period {in_words(told.period)}, as" if told.period else "As"
    yield Block(
        "text",
        f"{period} of {day_in_words(told.as_of)}. Engaged means: at the level "
        f"'{told.required_level}' or above.",
    )
    if told.low is not None and told.high is not None:
        yield Block("heading", "How it is reckoned")
        yield Block(
            "item", f"Low: {told.engaged} engaged ÷ {told.targets} targets = {told.low:.1%}."
        )
        yield Block(
            "item",
            f"High: ({told.engaged} engaged + {told.no_evidence} with no evidence) ÷ "
            f"{told.targets} targets = {told.high:.1%}.",
        )
        yield from (Block("item", text) for text in phrases.shades(told))
    yield Block("heading", "Who is who")
    for state, count in phrases.counts(told).items():
        names = phrases.names(told.names.get(state, ()))
        hidden = told.private.get(state, 0)
        parts = [names, f"{hidden} marked private and not named" if hidden else ""]
        said = "; ".join(part for part in parts if part)
        yield Block("item", f"{as_words(state).capitalize()} ({count}): {said}.")
    yield Block("heading", "What it cannot tell")
    for remark in told.remarks:
        yield Block("item", remark)


def _fact(told: FactReceipt) -> Iterator[Block]:
    yield Block("title", f"{told.name or short(told.id)}: what is recorded")
    yield Block("text", f"Its address in the graph is {told.id}.")
    yield from _told(told.facts)
    if told.statements:
        yield Block("heading", "Who took part")
        yield from _statements(told.statements, "")
    if told.mentions:
        others = listed(f"{count} {name}" for name, count in told.mentions.items())
        yield Block("text", f"Other records that name it, by kind: {others}.")
    places = list(phrases.places(told.sources, told.lines))
    if places:
        yield Block("heading", "Where it stands")
        yield from (Block("item", place) for place in places)
    for found in told.datasets:
        yield Block("text", phrases.dataset(found))
    yield from _left_out(told.left_out)
    yield from _files(told.lines)


def _told(facts: Sequence[Fact]) -> Iterator[Block]:
    """The statements about a thing, under who or what they come from."""
    groups: dict[str, list[Fact]] = {}
    for fact in facts:
        groups.setdefault(_origin(fact), []).append(fact)
    for origin, found in sorted(
        groups.items(), key=lambda group: _ORIGINS.index(group[1][0].basis)
    ):
        yield Block("heading", origin)
        for fact in found:
            value = in_words(fact.value) if fact.property in _DATED else fact.value
            column = f" (column {fact.column})" if fact.column else ""
            yield Block("item", f"{fact.property}: {value}{column}.")


def _origin(fact: Fact) -> str:
    if fact.basis == "stated":
        return f"Stated by '{fact.stated_by}'" if fact.stated_by else "Written by the editors"
    return _BASES[fact.basis]
