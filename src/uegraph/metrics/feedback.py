"""Whether loops were closed: of what gathered views and is over, was it told what came of it?

That no feedback is recorded does not say that there was none: it leaves an interval, never a no.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from uegraph.dates.times import day_of
from uegraph.metrics.model import Feedback, Figure
from uegraph.metrics.shares import share_of
from uegraph.namespaces import expand
from uegraph.queries import ask
from uegraph.words import listed, many, percents

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from uegraph.metrics.record import Record
    from uegraph.store import Store

PUBLISHED: Final = "published"
FOR_THE_WHOLE: Final = "published for the whole"
NOT_RECORDED: Final = "not recorded"

_HELD: Final = expand("scheme:activity-status/held")
_ORDER: Final = (NOT_RECORDED, FOR_THE_WHOLE, PUBLISHED)

Told = dict[str, dict[str, str]]


def feedback(record: Record, store: Store) -> tuple[Feedback, ...]:
    """The activities that gathered views or needs and are over: those without feedback first.

    Where a larger activity has feedback, its parts say so; whether it tells of them is not known.
    What is marked private is in the list, for `feedback_figures`, and must leave it afterwards.
    """
    told: Told = defaultdict(dict)
    gathered: set[str] = set()
    for row in ask(store, "metrics/gathered"):
        gathered.add(row["activity"])
        issued, as_of = day_of(row["issued"]), record.window.as_of
        if row["product"] and not (issued and as_of and issued > as_of):
            told[row["activity"]][row["product"]] = row["name"]
    rows = [
        _row(record, iri, sure, told)
        for iri in sorted(gathered)
        if (sure := _over(record, iri)) is not None
    ]
    return tuple(sorted(rows, key=lambda row: (_ORDER.index(row.feedback), row.name, row.id)))


def _over(record: Record, iri: str) -> bool | None:
    """Whether an activity of the period surely is over; None where it surely is not."""
    touch = record.touched.get(iri)
    if touch is None or record.facts.activities[iri].status != _HELD:
        return None
    times, window = record.facts.activities[iri].times, record.window
    if window.whole:  # a source tells that it was held
        return True
    if window.as_of and times.ended_from and times.ended_from > window.as_of:
        return None
    ended = window.as_of is None or bool(times.ended_by and times.ended_by <= window.as_of)
    return touch == "yes" and ended


def _row(record: Record, iri: str, sure: bool, told: Mapping[str, Mapping[str, str]]) -> Feedback:
    facts, activity = record.facts, record.facts.activities[iri]
    own = told.get(iri, {})
    around = [whole for whole in sorted(record.wholes(iri)) if told.get(whole)]
    state = PUBLISHED if own else FOR_THE_WHOLE if around else NOT_RECORDED
    named = own or {key: name for whole in around for key, name in told[whole].items()}
    products = sorted(name for key, name in named.items() if key not in facts.private)
    if own:
        said = "It was told what came of it"
    elif around:
        said = "It was told what came of the larger activity; whether this tells of it is not known"
    else:
        said = "That it was told what came of it is not recorded, which is not a no"
    where = f", in {listed(products, few=3)}" if products and own else ""
    return Feedback(
        id=iri,
        name=activity.name,
        when=activity.when,
        certain=sure,
        feedback=state,
        products=tuple(products),
        sentence=f"{said}{where}.",
        activities=(record.receipt(iri),),
    )


def feedback_figures(rows: Iterable[Feedback]) -> list[Figure]:
    """The share of loops closed, of activities that gathered views or needs and are over."""
    listed = list(rows)
    found = share_of((row.feedback == PUBLISHED or None, row.certain) for row in listed)
    whole = sum(row.feedback == FOR_THE_WHOLE for row in listed)
    doubtful = sum(row.feedback == PUBLISHED and not row.certain for row in listed)
    part = f", {whole} of these within a larger one of which it was told" if whole else ""
    doubt = f"; {found.possibly} may lie outside the period" if found.possibly else ""
    over = f"{many(found.of, 'activity', 'activities')} that gathered views or needs and are over"
    return [
        Figure(
            measure="feedback",
            figure="activities of which it was told what came of them",
            low=found.low,
            high=found.high,
            unit="share",
            of=found.of,
            not_known=found.unknown + doubtful,
            sentence=f"{percents(found.low, found.high)} of {over}: for {found.yes} it is recorded "
            f"that people were told what came of it, for {found.unknown} nothing is recorded{part}"
            f"{doubt}."
            if found.of
            else "No activity that is over is recorded with the purpose of gathering views or "
            "needs; what has no purpose on record is not looked at.",
        )
    ]
