"""Decisions whether two things are one: read from their file, and followed when a graph is made.

Of things that are the same the graph holds one. What a row says of another of them is said of that
one, in the row's own graph, and its name becomes an alternative name. The decisions themselves stay
as they were taken, so that leaving one out gives exactly the graph that there was without it.
"""

from __future__ import annotations

from collections import defaultdict, deque
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from uegraph import shapes
from uegraph.errors import SourceError
from uegraph.ingest.dataset import read_lone_table
from uegraph.ingest.references import reference_reader
from uegraph.ingest.register import content_id
from uegraph.ingest.source import Cell, Fault, Row, Settings, values_of
from uegraph.namespaces import ID, expand, short

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from uegraph.errors import Problem
    from uegraph.ingest.register import Register
    from uegraph.ingest.source import Dataset

TABLE: Final = "decisions"
NAME: Final = "decisions"
"""The named graph that holds the decisions of the file."""

_CLASS: Final = expand("ueg:IdentityDecision")
_ONE: Final = expand("ueg:compares")
_OTHER: Final = expand("ueg:comparesWith")
_DECISION: Final = expand("ueg:decision")
_IDENTIFIER: Final = expand("adms:identifier")
_NAME: Final = expand("skos:prefLabel")
_RULE: Final = "check:decision"


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided about two things.

    Attributes:
        one: The address of the one.
        other: The address of the other.
        decision: ``same``, ``different`` or ``unsure``.
    """

    one: str
    other: str
    decision: str

    @property
    def pair(self) -> frozenset[str]:
        """The two, whichever is named first."""
        return frozenset((self.one, self.other))


@dataclass(frozen=True, slots=True)
class Followed:
    """Rows after the decisions among them were followed.

    Attributes:
        rows: The rows, each about the one thing that stands for all that are the same.
        names: The name of each thing that stands for others, as a term.
        problems: Decisions that cannot be followed, because they contradict each other.
    """

    rows: tuple[Row, ...]
    names: Mapping[str, str]
    problems: tuple[Problem, ...]


def read_decisions(path: Path) -> tuple[Dataset, list[Problem]]:
    """The file with decisions as a data set of one table, and what is wrong with it.

    Raises:
        SourceError: There is no such file.
    """
    if not path.exists():
        raise SourceError(
            f"{path}, which was named for the decisions, does not exist. "
            "`uegraph same A B` makes one."
        )
    settings = Settings(NAME, "Identity decisions", "", "", "", "", ID, True, {}, {})
    return read_lone_table(path, shapes.tables()[TABLE], settings)


def waiting(dataset: Dataset, register: Register) -> tuple[Dataset, list[Problem]]:
    """The decisions whose things there are, and a warning for each that has to wait.

    A decision outlives the data set that it was taken on, and is followed again once that is back.
    """
    problems: list[Problem] = []
    sheets = []
    for sheet in dataset.sheets:
        readers = [
            (at, column, reference_reader(column, register, dataset))
            for at, column in sheet.columns
            if column.path in (_ONE, _OTHER)
        ]
        kept = []
        for number, written in sheet.records:
            texts = [_whole(text.strip(), register) for text in written]
            faults = [
                sheet.problem(number, column.header, _waits(found))
                for at, column, read in readers
                if at < len(texts) and texts[at]
                if isinstance(found := read(texts[at]), Fault)
            ]
            problems += faults
            kept += [] if faults else [(number, texts)]
        sheets += [replace(sheet, records=tuple(kept))] if kept else []
    return replace(dataset, sheets=tuple(sheets)), problems


def _whole(text: str, register: Register) -> str:
    """An id of the file as a whole address: it is one of the common base, where there is such."""
    slug = text.rpartition("/")[2]
    rows = (row for table in register.entries.values() for row in table.get(slug, ()))
    return ID + text if "/" in text and any(row.iri == ID + text for row in rows) else text


def _waits(fault: Fault) -> Fault:
    remedy = f"The decision waits until it is. {fault.remedy}"
    return Fault(fault.value, fault.message, remedy, _RULE, "warning")


def follow(rows: Sequence[Row]) -> Followed:
    """The rows with one thing for all that are decided to be the same.

    Of several decisions on one pair the last counts, and is the only one that is kept.
    """
    newest: dict[frozenset[str], tuple[Decision, Row]] = {}
    for row in rows:
        if row.sheet.table.target_class == _CLASS and (found := _decision(row)):
            newest[found.pair] = found, row
    if not newest:
        return Followed(tuple(rows), {}, ())
    places = dict(newest.values())
    kept = {row.place for row in places.values()}
    problems = [*_mismatches(places, rows), *_contradictions(places)]
    canonical = {} if problems else standing(places, _identified(rows))
    followed = tuple(
        row if row.sheet.table.target_class == _CLASS else _rewritten(row, canonical)
        for row in rows
        if row.sheet.table.target_class != _CLASS or row.place in kept
    )
    return Followed(followed, _names(rows, set(canonical.values())), tuple(problems))


def standing(decisions: Iterable[Decision], identified: frozenset[str]) -> dict[str, str]:
    """For each thing that is the same as others, but for the one that stands for all: that one.

    It is one that a public list has a code for, if there is one, else the first by its address.
    """
    found = {}
    for cluster in _clusters(decisions):
        first = min(cluster, key=lambda iri: (iri not in identified, iri))
        found.update(dict.fromkeys(cluster - {first}, first))
    return found


def contradictions(decisions: Sequence[Decision]) -> Iterator[tuple[Decision, str]]:
    """Each pair decided to be different that is the same through others, with that chain."""
    beside = _beside(decisions)
    for decision in decisions:
        reached = _reached(decision.one, beside)
        if decision.decision == "different" and decision.other in reached:
            chain = [decision.other]
            while chain[-1] != decision.one:
                chain.append(reached[chain[-1]])
            yield decision, " same as ".join(map(short, reversed(chain)))


def _decision(row: Row) -> Decision | None:
    values = {column.path: term for _, column, term in values_of([row], lambda _: True)}
    if not {_ONE, _OTHER, _DECISION} <= values.keys():
        return None
    one, other, decision = (values[path][1:-1] for path in (_ONE, _OTHER, _DECISION))
    return Decision(one, other, decision.rpartition("/")[2])


def _clusters(decisions: Iterable[Decision]) -> Iterator[set[str]]:
    """Things that are the same, one by one or through others."""
    beside = _beside(decisions)
    seen: set[str] = set()
    for start in sorted(beside):
        if start not in seen:
            cluster = set(_reached(start, beside))
            seen |= cluster
            yield cluster


def _beside(decisions: Iterable[Decision]) -> dict[str, set[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for decision in decisions:
        if decision.decision == "same":
            found[decision.one].add(decision.other)
            found[decision.other].add(decision.one)
    return found


def _reached(start: str, beside: Mapping[str, set[str]]) -> dict[str, str]:
    """Everything that a thing is the same as, each with the thing by which it was reached."""
    found, ahead = {start: start}, deque([start])
    while ahead:
        here = ahead.popleft()
        for following in sorted(beside.get(here, ())):
            if following not in found:
                found[following] = here
                ahead.append(following)
    return found


def _mismatches(places: Mapping[Decision, Row], rows: Iterable[Row]) -> Iterator[Problem]:
    """Decisions on a thing and itself, and on things of two kinds, which are never one."""
    same = [decision for decision in places if decision.decision == "same"]
    wanted = {iri for decision in same for iri in decision.pair}
    classes = {row.iri: row.sheet.table.target_class for row in rows if row.iri in wanted}
    for decision in same:
        if decision.one == decision.other:
            message = f"{short(decision.one)} is compared with itself"
            yield _problem(places[decision], message, "Name two things, or delete the row.")
        elif len({classes[iri] for iri in decision.pair if iri in classes}) > 1:
            message = f"{short(decision.one)} and {short(decision.other)} are of two kinds"
            remedy = "Things of two kinds are never one: delete the row."
            yield _problem(places[decision], message, remedy)


def _contradictions(places: Mapping[Decision, Row]) -> Iterator[Problem]:
    for decision, chain in contradictions(list(places)):
        message = f"decided to be different, but elsewhere {chain}"
        yield _problem(places[decision], message, "Undo one of these decisions.")


def _problem(row: Row, message: str, remedy: str) -> Problem:
    return row.sheet.problem(row.number, "decision", Fault("", message, remedy, _RULE))


def _identified(rows: Iterable[Row]) -> frozenset[str]:
    values = values_of(rows, lambda column: column.path == _IDENTIFIER)
    return frozenset(term[1:-1] for _, _, term in values)


def _names(rows: Iterable[Row], standing: set[str]) -> dict[str, str]:
    """The own name of each thing that stands for others: theirs become alternative names."""
    found: dict[str, str] = {}
    wanted = (row for row in rows if row.iri in standing)
    for row, _, term in values_of(wanted, lambda column: column.path == _NAME):
        found.setdefault(row.iri, term)
    return found


def _rewritten(row: Row, canonical: Mapping[str, str]) -> Row:
    iri = canonical.get(row.iri, row.iri)
    if iri == row.iri and not any(t[1:-1] in canonical for cell in row.cells for t in cell.terms):
        return row
    cells = tuple(_cell(cell, canonical) for cell in row.cells)
    if row.slug == content_id(row.sheet, row.cells):
        slug = content_id(row.sheet, cells)  # it says something else now, so it is something else
        return replace(row, slug=slug, iri=iri.removesuffix(row.slug) + slug, cells=cells)
    return replace(row, iri=iri, cells=cells)


def _cell(cell: Cell, canonical: Mapping[str, str]) -> Cell:
    terms = dict.fromkeys(
        f"<{canonical[term[1:-1]]}>" if term[1:-1] in canonical else term for term in cell.terms
    )
    return replace(cell, terms=tuple(terms))
