"""Importing a foreign table: its rows become a data set, and every row is accounted for."""

from __future__ import annotations

import hashlib
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from uegraph import ingest, shapes
from uegraph.errors import Problem, UegraphError
from uegraph.files import inert
from uegraph.imports.making import Maker, Said
from uegraph.imports.matching import matched, used_columns
from uegraph.imports.model import UNSAID, Complaint
from uegraph.imports.nodes import InvalidMappingError
from uegraph.imports.outcome import Counts, Imported
from uegraph.imports.reading import read_mapping_file
from uegraph.imports.table import meant, read_bytes, read_foreign
from uegraph.imports.tables import Tables, lay_out

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from uegraph.errors import Severity
    from uegraph.imports.making import Key, Thing
    from uegraph.imports.model import Mapping
    from uegraph.imports.table import Foreign

_ROUNDS: Final = 20
_TOTALS: Final = frozenset(
    {"total", "totals", "grand total", "subtotal", "sub-total", "sub total", "sum", "overall total"}
    | {"summe", "gesamt", "somme", "total general", "cyfanswm"}
)
_NOTHING: Final = Complaint(
    "", "nothing was made of this row",
    "Look which cells are blank, or leave such rows out (skip when).", True, "import:nothing",
)  # fmt: skip
_UNSOUND: Final = (
    f"Rows that refer to each other were still wrong after {_ROUNDS} rounds of leaving out what is "
    "wrong. Correct the problems that the preview names."
)


class ImportUnsoundError(UegraphError):
    """What was made stays wrong, however much of it is left out."""


def table(file: Path, mapping: Path, *, sheet: str = "") -> Imported:
    """Make a data set of a foreign table, as a mapping says.

    Args:
        file: The table: CSV or a workbook.
        mapping: What its columns become.
        sheet: Which sheet of a workbook; before the one that the mapping names.

    Raises:
        SourceError: A file cannot be read.
        InvalidMappingError: The mapping has problems, alone or with this table.
    """
    said = read_mapping_file(mapping)
    data = read_bytes(file)
    foreign = read_foreign(
        data, file.name, sheet=sheet or said.sheet, header=said.header, wanted=said.headings
    )
    return _Import(said, foreign, hashlib.sha256(data).hexdigest()).run()


class _Import:
    """One import: rows are made, checked, and made anew without what was found to be wrong."""

    def __init__(self, mapping: Mapping, foreign: Foreign, digest: str) -> None:
        self.mapping = mapping
        self.foreign = foreign
        self.digest = digest
        self.spelt = matched(mapping, foreign)
        self.wanted = {self.spelt[one] for one in mapping.headings if one not in mapping.unused}
        self.told: set[Problem] = set()  # by reading and checking
        self.lines = dict(self._lines())
        self.said: set[Problem] = set()  # by the last making
        self.refused: set[int] = set()
        self.unmade: set[int] = set()
        self.without: set[tuple[str, Key]] = set()
        self.emptied: set[tuple[tuple[str, Key], str]] = set()

    def run(self) -> Imported:
        """Make rows until nothing more is found to be wrong with them."""
        self._judge_settings()
        self._judge_cells()
        self._judge_widths()
        self._judge_kinds()
        tables = self._made()
        for _ in range(_ROUNDS):
            if self._is_sound(tables):
                break
            tables = self._made()
        else:
            raise ImportUnsoundError(_UNSOUND)
        out = self.refused | self.unmade
        return Imported(
            files=tables.contents,
            tables=tables.rows,
            problems=tuple(sorted(self.told | self.said)),
            counts=self._counts(len(tables.passages), len(out)),
            columns=used_columns(self.mapping, self.foreign, self.spelt),
            left_out=tuple(sorted(out)),
        )

    def _lines(self) -> Iterator[tuple[int, dict[str, str]]]:
        """The rows of the file that the mapping does not leave out: number to cells."""
        skip = self.mapping.skip.items()
        spelt_down = {self.spelt[heading] for heading in self.mapping.down}
        down = [heading for heading, spelt in self.spelt.items() if spelt in spelt_down]
        above: dict[str, str] = {}
        for number, cells in self.foreign.records:
            if number > self.mapping.last > 0:
                return
            texts = {
                heading: self._cell(number, cells, spelt) for heading, spelt in self.spelt.items()
            }
            for heading in down:
                texts[heading] = above[heading] = texts[heading] or above.get(heading, "")
            if not any(texts[heading].casefold() in found for heading, found in skip):
                yield number, texts

    def _cell(self, number: int, cells: Sequence[str], heading: str) -> str:
        """A cell of the file, trimmed; what stands for nothing is empty."""
        position = self.foreign.headings[heading]
        text = cells[position].strip() if position < len(cells) else ""
        better = meant(text)
        if better is not None and heading in self.wanted:
            message = f"'{text[:60]}' was read in the wrong encoding: it is '{better[:60]}'"
            remedy = "Write `mend: yes` in the mapping, or correct the cell."
            if self.mapping.mend:
                text, remedy = better, "It was put right, as the mapping says; look at it."
            complaint = Complaint(heading, message, remedy, False, "import:encoding")
            self._tell(number, complaint, "warning")
        return "" if text.casefold() in self.mapping.blank else text

    def _judge_settings(self) -> None:
        """What a draft could not know must not end as the address in a receipt."""
        for name in ("url", "licence"):
            if self.mapping.settings[name].startswith(UNSAID):
                message = f"'{name}' still holds the draft's own address"
                self.told.add(
                    Problem(self.mapping.label, "", 0, name, message,
                            "Write the true one.", "warning", "mapping:draft")
                )  # fmt: skip

    def _judge_cells(self) -> None:
        """What reading noticed; an error in a cell that is not used costs nothing."""
        for problem in self.foreign.problems:
            if problem.row and problem.row not in self.lines:
                continue
            cell = problem.row and problem.severity == "error"
            used = problem.row in self.lines and problem.column in self.wanted
            if cell and used:
                self.refused.add(problem.row)
            self.told.add(replace(problem, severity="warning") if cell and not used else problem)

    def _judge_widths(self) -> None:
        """Rows of a CSV file that are wider than its headings are guesswork from there on."""
        width = max(self.foreign.headings.values(), default=0) + 1
        for number, cells in self.foreign.records if self.foreign.ragged else ():
            if number not in self.lines or len(cells) == width:
                continue
            message = f"the row has {len(cells)} cells, the headings are {width}"
            if any(text.strip() for text in cells[width:]):
                self.refused.add(number)
                remedy = 'Put a cell that contains a comma into quotation marks: "a, b".'
                self._tell(number, Complaint("", message, remedy, True, "table:row"), "error")
            elif len(cells) < width:
                remedy = "The missing ones are taken for blank; look whether they are."
                self._tell(number, Complaint("", message, remedy, False, "table:row"), "warning")

    def _judge_kinds(self) -> None:
        """Rows that look like a sum or like headings, and are no record of their own."""
        headings = {at: shapes.key(name) for name, at in self.foreign.headings.items()}
        for number, cells in self.foreign.records:
            first = next((text for text in cells if text.strip()), "").strip(" :.\u2211")
            again = sum(shapes.key(text) == headings.get(at) for at, text in enumerate(cells))
            if number in self.lines and first.casefold() in _TOTALS:
                said, remedy = f"looks like a sum: it begins with '{first}'", "(skip when, last)"
            elif number in self.lines and again > 1:
                said, remedy = "repeats headings: another table may begin here", "(last, skip when)"
            else:
                continue
            remedy = f"If it is, leave it out in the mapping {remedy}."
            self._tell(
                number, Complaint("", f"the row {said}", remedy, False, "import:row"), "warning"
            )

    def _made(self) -> Tables:
        """All rows that can be made, as tables."""
        maker = Maker(self.mapping, without=frozenset(self.without))
        self.said, self.unmade = set(), set()
        kept = []
        for number, texts in self.lines.items():
            if number in self.refused:
                continue
            things, said = maker.make(number, texts)
            if not things and not any(one.error for one in said):
                said.append(Said(number, _NOTHING, error=True))
            if any(one.error for one in said):
                self.unmade.add(number)
            else:
                said += maker.keep(things, number)
                kept.append(number)
            self._say(said)
        maker.refer()
        for thing in maker.things.values():
            for header, found in thing.cells.items():
                if (thing.place, header) in self.emptied:
                    thing.cells[header] = ()
                elif inert(text := "|".join(found)) != text:
                    self._say([_inert(thing, header)])
        return lay_out(self.mapping, self.foreign, self.digest, maker.things.values(), kept)

    def _is_sound(self, tables: Tables) -> bool:
        """Whether uegraph's own check finds no error; what it finds is told of the file."""
        with tempfile.TemporaryDirectory(prefix="uegraph-import-") as beside:
            folder = Path(beside)
            for name, content in tables.contents.items():
                (folder / name).write_bytes(content)
            found = ingest.check([folder])
        errors = [problem for problem in found if problem.severity == "error"]
        for problem in errors or found:
            self._relocate(problem, tables)
        return not errors

    def _relocate(self, problem: Problem, tables: Tables) -> None:
        """Tell a problem of a table at the row of the file that the table's row was made from."""
        place = problem.file, problem.row
        thing = tables.places.get(place)
        if thing is None and place not in tables.passages:
            label = self.mapping.label
            raise InvalidMappingError([replace(problem, file=label, row=0, cell="")])
        rows = _speakers(thing, problem.column) if thing else [tables.passages[place]]
        told = (problem.file.removesuffix(".csv"), problem.column)
        about = "".join(f"{name}: " for name in told if name)
        heading = thing.origins.get(problem.column, "") if thing else ""
        message, severity = about + problem.message, problem.severity
        if problem.severity == "error":
            lost, severity = self._lose(thing, problem.column, rows)
            message += lost
        heading = self.spelt.get(heading, "")
        complaint = Complaint(heading, message, problem.remedy, severity == "error", problem.rule)
        for row in rows[:1] if severity == "warning" else rows:
            self._tell(row, complaint, severity)

    def _lose(self, thing: Thing | None, header: str, rows: list[int]) -> tuple[str, Severity]:
        """Leave out what is wrong, and as little else as may be."""
        columns = {one.header: one for one in thing.entry.table.columns} if thing else {}
        column = columns.get(header)
        if thing and column and not column.min_count and thing.cells.get(header):
            self.emptied.add((thing.place, header))
            return "; left empty", "warning"
        if thing and thing.entry.optional:
            self.without.add(thing.place)
            return f"; '{thing.entry.name}' is left out", "warning"
        self.refused.update(rows)
        return "", "error"

    def _say(self, said: list[Said]) -> None:
        for one in said:
            severity: Severity = "error" if one.error else "warning"
            heading = self.spelt.get(one.complaint.heading, "")
            complaint = replace(one.complaint, heading=heading)
            self.said.add(self.foreign.problem(one.row, complaint, severity))

    def _tell(self, row: int, complaint: Complaint, severity: Severity) -> None:
        self.told.add(self.foreign.problem(row, complaint, severity))

    def _counts(self, data: int, problem: int) -> Counts:
        held = len(self.foreign.records)
        blank = self.foreign.blank
        return Counts(held + blank, data, problem, held - len(self.lines), blank)


def _speakers(thing: Thing, header: str) -> list[int]:
    """The rows of the file to which a fault in a column of something made goes back."""
    single = {one.header for one in thing.entry.table.columns if one.max_count == 1}
    if header not in single:
        return thing.rows
    return [thing.said_in.get(header, thing.rows[0])]


def _inert(thing: Thing, header: str) -> Said:
    message = f"{header} begins with '{thing.cells[header][0][:1]}', which a spreadsheet would run"
    remedy = "An apostrophe was put before it; take the mark away in the mapping (remove)."
    complaint = Complaint(thing.origins.get(header, ""), message, remedy, False, "import:formula")
    return Said(thing.rows[0], complaint, error=False)
