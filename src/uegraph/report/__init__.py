"""The report for a steering group: what is covered, whom we missed, and what nobody knows.

Invariants: the three forms are made of one model, so they say the same; nothing that is marked
private is in any of them; the same graph gives the same bytes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from uegraph.report.model import Report

if TYPE_CHECKING:
    from datetime import date

    from uegraph.store import Store

__all__ = ["TITLE", "Report", "report"]

TITLE: Final = "Who was engaged, and what is not known"


def report(  # noqa: PLR0913 - each is an option of the command
    store: Store,
    *,
    title: str = TITLE,
    scope: str | None = None,
    as_of: date | None = None,
    top: int = 10,
    threshold: int = 10,
) -> Report:
    """What a steering group should know of the engagement that a graph records.

    Args:
        store: The graph.
        title: The report's title.
        scope: The slug or IRI of one coverage scope; every scope of the graph when left out.
        as_of: The day from which "recent" and "future" are measured, as in `coverage`.
        top: How many gaps and links each list holds.
        threshold: Counts of people below it are not shown.

    Raises:
        UnknownNameError: No such scope; near names are offered.
    """
    from uegraph.report.making import make_report  # noqa: PLC0415 - reads the graph

    return make_report(store, title=title, scope=scope, as_of=as_of, top=top, threshold=threshold)
