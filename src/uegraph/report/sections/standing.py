"""Power and interest: who should be close, by whose judgement, and who is not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from uegraph.assessments import power_interest
from uegraph.report.model import Column, Paragraph, Section, Table
from uegraph.report.wording import capital, listed, number, shown
from uegraph.words import as_words, many

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from uegraph.assessments import PowerInterest, Quadrant, Range, Standing
    from uegraph.report.material import Material
    from uegraph.report.model import Block

_NAMES: Final = 15  # in one field of the grid
_GRID: Final[tuple[tuple[str, tuple[Quadrant, Quadrant]], ...]] = (
    ("High power", ("keep satisfied", "manage closely")),
    ("Low power", ("monitor", "keep informed")),
)


def standing(read: Material) -> Section | None:
    """The grid and those it asks for who were not engaged; None where nobody was assessed."""
    found = power_interest(read.store, as_of=read.asked.as_of)
    if not found.rows:
        return None
    return Section("standing", "Power and interest", tuple(_blocks(found, read.asked.top)))


def _blocks(found: PowerInterest, top: int) -> Iterator[Block]:
    missed = found.unengaged
    assessors = {judgement.assessor for row in found.rows for judgement in row.judgements}
    yield Paragraph(
        f"{many(len(missed), 'stakeholder')} with high power or interest{_perhaps(missed)} "
        f"{'has' if len(missed) == 1 else 'have'} no recorded engagement of "
        f"{'its' if len(missed) == 1 else 'their'} own.",
        lead=True,
    )
    yield Paragraph(
        f"The grid rests on {many(found.counted, 'assessment')} by "
        f"{many(len(assessors), 'body', 'bodies')}. Assessments are opinions with a name and a "
        f"date. Above {found.cut:g} of 5 is high. {_left_out(found)}"
    )
    yield _grid(found.rows)
    if missed:
        yield _missed(missed, top)


def _perhaps(missed: Sequence[Standing]) -> str:
    """How many are high by some scores only."""
    count = sum(row.prominence != "high" for row in missed)
    return f" ({number(count)} of them only perhaps)" if count else ""


def _left_out(found: PowerInterest) -> str:
    told = [f"{number(one.count)} of {many(one.total, one.kind)}" for one in found.assessed]
    said = f"Assessed are {listed(told)}; what nobody judged is not known and never counts as low."
    if found.private:
        said += f" {many(found.private, 'assessment is', 'assessments are')} left out as private."
    return said


def _grid(rows: Sequence[Standing]) -> Table:
    """The two by two of the grid, and below it whom it cannot place."""
    columns = (Column("Power"), Column("Low interest", "long"), Column("High interest", "long"))
    cells = tuple((power, *(_placed(rows, one) for one in pair)) for power, pair in _GRID)
    still_open = [_who(row) for row in rows if len(row.quadrants) != 1]
    note = ""
    if still_open:
        note = (
            "Not placed, because assessors differ or did not judge both: "
            f"{listed(still_open, _NAMES)}."
        )
    return Table("Stakeholders by power and interest", columns, cells, note)


def _placed(rows: Sequence[Standing], quadrant: Quadrant) -> str:
    names = [_who(row) for row in rows if row.quadrants == (quadrant,)]
    return f"{capital(quadrant)}: {listed(names, _NAMES) or 'nobody'}"


def _missed(rows: Sequence[Standing], top: int) -> Table:
    columns = (
        Column("Stakeholder"), Column("Power"), Column("Interest"), Column("State", "state"),
        Column("Judged by", "long"),
    )  # fmt: skip
    cells = tuple(
        (
            _who(row),
            _range(row.power),
            _range(row.interest),
            as_words(row.state or "not known"),
            listed([judgement.name for judgement in row.judgements], 4),
        )
        for row in rows[:top]
    )
    note = f"The first {top} of {number(len(rows))}." if len(rows) > top else ""
    doubt = "; perhaps high where scores differ or lie on the line" if _perhaps(rows) else ""
    return Table(f"High power or interest, and no engagement recorded{doubt}", columns, cells, note)


def _who(row: Standing) -> str:
    return f"{shown(row.label)} on {shown(row.topic_name)}" if row.topic else shown(row.label)


def _range(values: Range | None) -> str:
    return str(values) if values else "not judged"
