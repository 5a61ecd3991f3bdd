"""The file with decisions: taking one, taking it back, and what stands.

It lies beside the graph, not in it, so that a graph can be built again at any time. A decision
adds a row and never changes one: of several rows about one pair the last counts.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from uegraph import files, shapes
from uegraph.errors import InvalidSourceError, ParameterError
from uegraph.ingest.decisions import TABLE, Decision, contradictions, read_decisions
from uegraph.ingest.source import Fault
from uegraph.namespaces import ID, short
from uegraph.store.locks import alone

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

_SCHEME: Final = "identity-decision"
_FAULT: Final = "does not say what was decided", "Write an id, same, different or unsure, an id."


@dataclass(frozen=True, slots=True)
class Record:
    """A row of the file.

    Attributes:
        one: The id of one thing, as ``kind/slug``; its whole address where its base is another.
        decision: ``same``, ``different`` or ``unsure``.
        other: The id of the other.
        decided_by: Who decided.
        when: The day.
        note: The reason, where it is given.
    """

    one: str
    decision: str
    other: str
    decided_by: str = ""
    when: str = ""
    note: str = ""

    @property
    def pair(self) -> frozenset[str]:
        """The addresses of the two, whichever is named first."""
        return frozenset(map(address, (self.one, self.other)))


def address(text: str) -> str:
    """The whole address that an id of the file stands for; a name stays as it is.

    >>> address("organisation/ons")
    'https://w3id.org/uegraph/id/organisation/ons'
    """
    return text if "://" in text or "/" not in text else ID + text


def records(path: Path) -> list[Record]:
    """The rows of the file, the newest last; none where there is no file.

    Raises:
        InvalidSourceError: It is no table of decisions.
    """
    if not path.exists() and not path.is_symlink():
        return []
    dataset, problems = read_decisions(path)
    (sheet,) = dataset.sheets
    found = []
    for number, texts in sheet.records:
        cells = {
            column.header: texts[at].strip() for at, column in sheet.columns if at < len(texts)
        }
        cells["decision"] = _decision(cells.get("decision", ""))
        if fault := _fault(cells):
            problems.append(sheet.problem(number, fault, Fault("", *_FAULT, "check:decision")))
        else:
            found.append(Record(**cells))
    if any(problem.severity == "error" for problem in problems):
        raise InvalidSourceError(problems)
    return found


def _decision(text: str) -> str:
    """A decision as the program writes it, however a person wrote it; empty where it is none."""
    known = {shapes.key(slug): slug for slug in shapes.concepts(_SCHEME)}
    return known.get(shapes.key(text), "")


def _fault(cells: Mapping[str, str]) -> str:
    """The first column that a row cannot do without and that says nothing that is known."""
    return next((name for name in ("one", "decision", "other") if not cells.get(name)), "")


def standing(found: Iterable[Record]) -> list[Record]:
    """The newest decision on each pair, in the order in which they were taken."""
    newest: dict[frozenset[str], Record] = {}
    for record in found:
        newest.pop(record.pair, None)
        newest[record.pair] = record
    return list(newest.values())


def decide(path: Path, record: Record) -> None:
    """Add a decision to the file, which is made where there is none.

    Raises:
        InvalidSourceError: The file is no table of decisions; it is left as it is.
        ParameterError: The decision contradicts others, or compares a thing with itself.
        ResourceError: The file cannot be written.
    """
    if len(record.pair) < 2:
        raise ParameterError(f"{record.one} is the same thing twice. Name two things.")
    if record.decision == "same" and _kind(record.one) != _kind(record.other):
        raise ParameterError(
            f"{record.one} and {record.other} are of two kinds, which are never one. "
            "Name two things of one kind."
        )
    with alone(path):
        found = [*records(path), record]
        _refuse_contradictions(standing(found))
        _write(path, found)


def undo(path: Path, one: str, other: str) -> Record:
    """Take back the newest decision on a pair; the one before it, if there is one, counts again.

    Raises:
        InvalidSourceError: The file is no table of decisions; it is left as it is.
        ParameterError: There is no decision on the pair, or others contradict the one before it.
        ResourceError: The file cannot be written.
    """
    with alone(path):
        found = records(path)
        taken = found.pop(_newest(found, path, one, other))
        _refuse_contradictions(standing(found))
        _write(path, found)
    return taken


def _newest(found: Sequence[Record], path: Path, one: str, other: str) -> int:
    """The place of the newest decision on a pair."""
    wanted = frozenset(map(address, (one, other)))
    at = max(
        (at for at, record in enumerate(found) if wanted in (record.pair, _slugs(record))),
        default=None,
    )
    if at is None:
        raise ParameterError(
            f"{path} holds no decision on {one} and {other}. `uegraph decisions` lists them."
        )
    return at


def _slugs(record: Record) -> frozenset[str]:
    """The two by the last parts of their ids, as they are called where the kind is clear."""
    return frozenset(text.rpartition("/")[2] for text in (record.one, record.other))


def _kind(text: str) -> str:
    """The kind of thing that an id names: its part before the last."""
    return "/".join(text.split("/")[-2:-1])


def _refuse_contradictions(found: Sequence[Record]) -> None:
    decisions = [Decision(address(r.one), address(r.other), r.decision) for r in found]
    for decision, chain in contradictions(decisions):
        one, other = short(decision.one), short(decision.other)
        raise ParameterError(
            f"{one} and {other} are decided to be different, but {chain}. "
            f"Undo one of these first, such as: uegraph decisions --undo {one} {other}"
        )


def _write(path: Path, found: Sequence[Record]) -> None:
    """The file in its one form: the columns of the table, a row a decision."""
    headers = [column.header for column in shapes.tables()[TABLE].columns]
    rows = ([getattr(record, header) for header in headers] for record in found)
    files.write(path, files.csv_text([headers, *rows]).encode())
