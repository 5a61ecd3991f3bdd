"""The groups of a characteristic or place: population, attendances, and how the two compare."""

from __future__ import annotations

from typing import TYPE_CHECKING

from uegraph.equality import words
from uegraph.equality.bounds import share
from uegraph.equality.model import Figure, Group, Representation
from uegraph.equality.ratio import participation_to_prevalence, prevalence, reading
from uegraph.equality.tables import group_key, population_key, whole_key

if TYPE_CHECKING:
    from uegraph.coverage import CoverageRow
    from uegraph.equality.counting import Count
    from uegraph.equality.model import Reading
    from uegraph.equality.reading import Population
    from uegraph.equality.tables import Table


def group(table: Table, row: CoverageRow) -> Group:
    """An audience with its population, and with its share of those who took part.

    Args:
        table: The numbers, and which of them are hidden.
        row: The audience's state; what is private must have been taken out.
    """
    own = table.records.populations.get(row.target)
    found = table.part_of(row.target)
    counts = table.counts.get(row.target, ())
    return Group(
        row=row,
        population=population(table, row.target),
        population_source=own.source if own else "",
        part_of=found[1].name if found else "",
        part_of_population=population(table, found[0]) if found else words.NOT_KNOWN,
        part_of_source=found[1].source if found else "",
        representations=tuple(_represented(table, count, own, found) for count in counts)
        or (_silent(_prevalence(table, row.target, own, found)),),
    )


def population(table: Table, thing: str) -> Figure:
    """How many an audience or place comprises, as far as it may be shown."""
    found = table.records.populations.get(thing)
    hidden = table.hidden.get(population_key(thing))
    return words.people(found.number if found else None, hidden, table.threshold)


def _silent(there: Figure) -> Representation:
    none = words.NOT_KNOWN
    sentence = f"The ratio is not known: {words.NO_NUMBER}."
    return Representation("", 0, 0, none, none, none, there, none, "not known", sentence)


def _represented(
    table: Table, count: Count, own: Population | None, found: tuple[str, Population] | None
) -> Representation:
    keys = [group_key(count), whole_key(count.kind, count.pairs)]
    here, all_ = (table.hidden.get(key) for key in keys)
    part = words.people(count.group, here, table.threshold)
    whole = words.people(count.whole, all_ if count.pairs else None, table.threshold)
    countable = bool(count.pairs) and not count.impossible
    portion = words.percent(share([*count.pairs.values()])) if countable else words.NOT_KNOWN
    portion = words.NOT_SHOWN if here or all_ else portion
    there = _prevalence(table, count.audience, own, found)
    value, said, why = _ratio(table, count, own, found)
    start = words.main(count.kind, part, whole, portion, len(count.activities))
    if value.low is not None and found and own:
        told = words.against(there, found[1].name, (own.source, found[1].source))
        sentence = f"{start}, {told}: ratio {value}, {words.READINGS[said]}."
    else:
        sentence = f"{start}. The ratio is {value}: {why}."
    cautions = words.cautions(several=count.several, about=count.about, left_out=count.left_out)
    return Representation(
        kind=count.kind,
        activities=len(count.activities),
        left_out=count.left_out,
        group=part,
        whole=whole,
        share=portion,
        prevalence=there,
        ratio=value,
        reading=said,
        sentence=" ".join([sentence, *cautions]),
    )


def _prevalence(
    table: Table, audience: str, own: Population | None, found: tuple[str, Population] | None
) -> Figure:
    if not own or not own.source or not found:
        return words.NOT_KNOWN
    if any(population_key(one) in table.hidden for one in (audience, found[0])):
        return words.NOT_SHOWN
    return words.percent(prevalence(own.number, found[1].number))


def _ratio(
    table: Table, count: Count, own: Population | None, found: tuple[str, Population] | None
) -> tuple[Figure, Reading, str]:
    """The ratio, how to read it, and why there is none."""
    missing = _missing(count, own, found)
    if missing or not own or not found:
        return words.NOT_KNOWN, "not known", missing
    keys: list[str] = [
        group_key(count),
        whole_key(count.kind, count.pairs),
        population_key(count.audience),
        population_key(found[0]),
    ]
    if any(key in table.hidden for key in keys):
        return words.NOT_SHOWN, "not shown", "it would give a small number of people away"
    ratio = participation_to_prevalence([*count.pairs.values()], own.number, found[1].number)
    if ratio is None:
        return words.NOT_KNOWN, "not known", words.CONTRADICTION
    return words.multiple(ratio), reading(ratio), ""


def _missing(count: Count, own: Population | None, found: tuple[str, Population] | None) -> str:
    reasons = {
        words.NO_WHOLE: not count.pairs,
        words.TOO_MANY: count.impossible,
        words.NO_POPULATION: not own or not own.source,
        words.NO_PART_OF: not found,
    }
    return "; ".join(reason for reason, holds in reasons.items() if holds)
