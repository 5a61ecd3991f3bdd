"""All measures of one graph in one period, and their headlines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from uegraph.errors import UegraphError
from uegraph.metrics.burden import burden, burden_figures
from uegraph.metrics.concentration import concentration, concentration_figures
from uegraph.metrics.depth import depth, depth_figures, two_way, two_way_figures
from uegraph.metrics.feedback import feedback, feedback_figures
from uegraph.metrics.frequency import frequency, frequency_figures
from uegraph.metrics.model import (
    Burden,
    Concentration,
    Depth,
    Feedback,
    Figure,
    Frequency,
    Reach,
    Recency,
    Row,
    TwoWay,
)
from uegraph.metrics.reach import reach, reach_figures
from uegraph.metrics.recency import recency, recency_figures
from uegraph.metrics.record import read_record

if TYPE_CHECKING:
    from datetime import date

    from uegraph.store import Store

WEEKS: Final = 6
MOST_WEEKS: Final = 520


ROWS: Final[dict[str, type[Row]]] = {
    "recency": Recency,
    "frequency": Frequency,
    "reach": Reach,
    "depth": Depth,
    "two-way": TwoWay,
    "feedback": Feedback,
    "concentration": Concentration,
    "burden": Burden,
}
"""What the rows of each measure are, in the order in which measures are shown."""


@dataclass(frozen=True, slots=True)
class Measures:
    """Every measure of a graph in one period.

    Attributes:
        as_of: The day of reference; None where none is known.
        period: The period as it was asked for; empty for always.
        weeks: Within how many weeks asks come together.
        figures: The headlines, in the order of ``ROWS``.
    """

    as_of: date | None
    period: str
    weeks: int
    recency: tuple[Recency, ...]
    frequency: tuple[Frequency, ...]
    reach: tuple[Reach, ...]
    depth: tuple[Depth, ...]
    two_way: tuple[TwoWay, ...]
    feedback: tuple[Feedback, ...]
    concentration: tuple[Concentration, ...]
    burden: tuple[Burden, ...]
    figures: tuple[Figure, ...]

    def table(self, name: str) -> tuple[Row, ...]:
        """The rows of a measure by its name, such as ``two-way``."""
        rows: tuple[Row, ...] = getattr(self, name.replace("-", "_"))
        return rows


def measures(
    store: Store, *, as_of: date | None = None, period: str | None = None, weeks: int = WEEKS
) -> Measures:
    """How recent, frequent, deep, shared and heavy engagement was, with what is not known.

    Args:
        store: The graph.
        as_of: The day from which months are counted and after which nothing has happened yet. Left
            out: the end of the period, else the last day that the record tells of. No
            clock is read.
        period: The time asked about, as EDTF such as ``2023`` or ``2022-10/2023-03``; always when
            left out.
        weeks: Within how many weeks of each other asks are a burden, from 1 to 520.

    Raises:
        DateError: The period is not a date.
        UegraphError: The weeks are not between 1 and 520.
    """
    if not 1 <= weeks <= MOST_WEEKS:
        raise UegraphError(f"{weeks} weeks cannot be asked for. Give 1 to {MOST_WEEKS}.")
    record = read_record(store, as_of=as_of, period=period)
    recent, often, reached = recency(record), frequency(record, store), reach(record, store)
    deep, mutual, told = depth(record), two_way(record), feedback(record, store)
    gathered, heavy = concentration(record), burden(record, weeks)
    return Measures(
        as_of=record.window.as_of,
        period=period or "",
        weeks=weeks,
        recency=recent,
        frequency=often,
        reach=reached,
        depth=deep,
        two_way=mutual,
        feedback=tuple(row for row in told if row.id not in record.facts.private),
        concentration=gathered,
        burden=heavy,
        figures=(
            *recency_figures(recent, record),
            *frequency_figures(often),
            *reach_figures(reached),
            *depth_figures(deep, record),
            *two_way_figures(mutual),
            *feedback_figures(told),
            *concentration_figures(gathered),
            *burden_figures(heavy, record, weeks),
        ),
    )
