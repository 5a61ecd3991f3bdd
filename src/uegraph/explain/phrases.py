"""The sentences of a receipt: where it stands, what a share is, who is named."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from uegraph.dates import day_in_words, in_words
from uegraph.words import percents

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from uegraph.coverage import State
    from uegraph.explain.model import Dataset, FigureReceipt, StateReceipt
    from uegraph.explain.pieces import Line, Source, Statement

MANY: Final = 20
"""So many names are written out in a text; the data have all of them."""


def places(sources: Sequence[Source], lines: Sequence[Line]) -> Iterator[str]:
    """Where it stands: source by source, then row by row."""
    by_source: dict[str, dict[str, list[str]]] = {}
    for found in sources:
        sections = by_source.setdefault(found.name, {})
        sections.setdefault(found.section, []).append(f"¶{found.paragraph}")
    for name, sections in by_source.items():
        places = [f"{section} {', '.join(found)}" for section, found in sections.items()]
        yield f"Source: {name}, {'; '.join(places)}."
    for line in lines:
        yield f"Table: {line}."


def deed(one: Statement) -> str:
    """Who took part in what, and when."""
    when = f" ({in_words(one.when)})" if one.when else ""
    return f"{one.who} in '{one.activity}'{when}"


def names(names: Sequence[str]) -> str:
    """Names may have commas in them, so they are parted by more than that."""
    more = [f"and {len(names) - MANY} more"] if len(names) > MANY else []
    return "; ".join([*names[:MANY], *more])


def share(told: FigureReceipt) -> str:
    """The share of a scope, from its low to its high end."""
    if told.low is None or told.high is None:
        return "no targets, so no share"
    return f"{percents(told.low, told.high)} of {told.targets} targets engaged"


def shades(told: FigureReceipt) -> Iterator[str]:
    """How much of the share is in part only, or hangs on a date."""
    if told.partial:
        are = "is" if told.partial == 1 else "are"
        yield f"{told.partial} of the engaged {are} engaged in part only."
    if told.uncertain:
        rest = "rests" if told.uncertain == 1 else "rest"
        yield f"{told.uncertain} of all states {rest} on an inexact date."


def dataset(found: Dataset) -> str:
    """Which data set a thing was built from."""
    when = f" Collected: {in_words(found.retrieved)}." if found.retrieved else ""
    keeper = f" Kept by {found.publisher}." if found.publisher else ""
    licence = f" Licence: {found.licence}." if found.licence else ""
    return f"Built from the data set '{found.title}'.{keeper}{when}{licence}"


def counts(told: FigureReceipt) -> dict[State, int]:
    """How many targets have each state, named or not."""
    states = dict.fromkeys((*told.names, *told.private))
    return {s: len(told.names.get(s, ())) + told.private.get(s, 0) for s in states}


def asked(told: StateReceipt) -> str:
    """In which scope, for which time and as of which day a target was judged."""
    where = f"In the scope '{told.scope_name}'" if told.scope else "Judged without a recorded scope"
    period = f", for the period {in_words(told.period)}" if told.period else ""
    return f"{where}{period}, as of {day_in_words(told.as_of)}."
