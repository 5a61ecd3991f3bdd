"""How many were reached: numbers of one kind added, their bounds kept, nothing counted twice.

Numbers of different kinds are never added, nor those of activities, bodies and products. Where a
thing and its part both have a number, that of the part is in that of the whole.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from uegraph.dates.times import Times, times
from uegraph.metrics.model import Figure, Reach, Receipt
from uegraph.metrics.record import in_order
from uegraph.metrics.sums import Amount, agreed, amount_of, largest_to_sum, total
from uegraph.queries import ask
from uegraph.words import many

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from typing import Any

    from uegraph.metrics.record import Record, Touch
    from uegraph.store import Store

ACTIVITIES: Final = "activities"
BODIES: Final = "bodies"
PRODUCTS: Final = "products"

IN_A_WHOLE: Final = "the number of the larger one includes it"
PART_COUNTED: Final = "a part of it is counted instead, as it may reach beyond the period"


@dataclass(frozen=True, slots=True)
class Number:
    """The number of one kind that a thing has.

    Attributes:
        of: What kind of thing it is.
        subject: The activity, body or product.
        touch: Whether the number surely lies in the period, or may lie outside or reach beyond it.
        private: Whether the thing, or a part or party that the number is of, is marked private.
    """

    subject: str
    name: str
    of: str
    kind: str
    amount: Amount
    when: str
    touch: Touch
    private: bool = False

    @property
    def counted(self) -> Amount:
        """What of it surely lies in the period: any part of it, or nothing, where that is open."""
        any_part = Amount(0, self.amount.high, self.amount.about)
        return self.amount if self.touch == "yes" else any_part


def reach(record: Record, store: Store) -> tuple[Reach, ...]:
    """The sums of numbers by what they count and what they are of."""
    groups: dict[tuple[str, str], list[Number]] = defaultdict(list)
    for number in _numbers(record, ask(store, "metrics/reaches")):
        groups[number.of, number.kind].append(number)
    order = (ACTIVITIES, BODIES, PRODUCTS)
    keys = sorted(groups, key=lambda key: (order.index(key[0]), key[1]))
    return tuple(_row(record, *key, groups[key]) for key in keys)


def chosen(
    numbers: Iterable[Number], wholes: Mapping[str, Collection[str]]
) -> tuple[list[Number], list[tuple[Number, str]]]:
    """Which numbers are added, and which are left out because they would count something twice.

    Of those that surely lie in the period, the topmost; then of the others those that are neither
    in nor around one of these.

    Args:
        numbers: One number a thing.
        wholes: The larger things that each is in.
    """
    sure: dict[str, Number] = {}
    rest: dict[str, Number] = {}
    for number in numbers:
        (sure if number.touch == "yes" else rest)[number.subject] = number
    taken = {s: n for s, n in sure.items() if sure.keys().isdisjoint(wholes.get(s, ()))}
    around = {whole for subject in taken for whole in wholes.get(subject, ())}
    left = [(n, IN_A_WHOLE) for s, n in sure.items() if s not in taken]
    free = {
        s: n
        for s, n in rest.items()
        if s not in around and taken.keys().isdisjoint(wholes.get(s, ()))
    }
    also = {s: n for s, n in free.items() if free.keys().isdisjoint(wholes.get(s, ()))}
    left += [
        (n, PART_COUNTED if s in around else IN_A_WHOLE) for s, n in rest.items() if s not in also
    ]
    return [*taken.values(), *also.values()], left


def sum_of(numbers: Iterable[Number]) -> Amount:
    """The sum; of a number that may lie outside the period any part may be in it, or nothing."""
    return total(number.counted for number in numbers)


def _numbers(record: Record, rows: Iterable[Mapping[str, Any]]) -> list[Number]:
    """One number for each thing and kind, in the period; those of parts of it put together."""
    parts = {part.iri: part for found in record.facts.by_activity.values() for part in found}
    stated: dict[tuple[str, str, str], dict[str, list[Amount]]] = defaultdict(dict)
    names: dict[str, str] = {}
    hidden = set(record.facts.private)
    for row in rows:
        part = parts.get(row["subject"])
        thing, party = (part.activity, part.party) if part else (row["subject"], "")
        if not record.facts.private.isdisjoint((row["subject"], party)):
            hidden.add(thing)
        names.setdefault(thing, row["name"] or record.facts.name(thing))
        amount = amount_of(row["bound"].rpartition("/")[2], row["value"], row["upper"])
        key = (thing, row["kind"], row["when"] or "")
        stated[key].setdefault(party, []).append(amount)
    found: dict[tuple[str, str], list[Number]] = defaultdict(list)
    for (thing, kind, when), by in sorted(stated.items()):
        of, touch, text = _place(record, thing, when)
        if touch != "no":
            amount = _together(record, by)
            number = Number(thing, names[thing], of, kind, amount, text, touch, thing in hidden)
            found[thing, kind].append(number)
    return [_over_time(numbers) for numbers in found.values()]


def _together(record: Record, by: Mapping[str, Sequence[Amount]]) -> Amount:
    """The number of a whole thing: its own, else that of the parties in it.

    Different bodies bring different people; an audience or an unnamed party may be met in another.
    """
    if "" in by:
        return agreed(by[""])
    kinds = record.facts.kinds
    bodies = [agreed(found) for party, found in by.items() if kinds.get(party) == "organisation"]
    others = [agreed(found) for party, found in by.items() if kinds.get(party) != "organisation"]
    return largest_to_sum([*([total(bodies)] if bodies else []), *others])


def _over_time(numbers: Sequence[Number]) -> Number:
    """Numbers of one thing at different times may count the same people or others."""
    if len(numbers) == 1:
        return numbers[0]
    sure = any(number.touch == "yes" for number in numbers)
    amount = largest_to_sum(number.counted for number in numbers)
    when = _from_to([number.when for number in numbers])
    return replace(numbers[0], amount=amount, when=when, touch="yes" if sure else "maybe")


def _place(record: Record, thing: str, when: str) -> tuple[str, Touch, str]:
    """What kind of thing it is, whether its number lies in the period, and when that held."""
    activity = record.facts.activities.get(thing)
    if not activity:
        of = BODIES if thing in record.facts.kinds else PRODUCTS
        return of, _inside(record, times(when) if when else Times()), when
    if thing not in record.touched:
        return ACTIVITIES, "no", when
    held = times(when) if when else activity.times
    return ACTIVITIES, _inside(record, held), when or activity.when


def _inside(record: Record, when: Times) -> Touch:
    """Whether all of a time lies in the period: a number of a longer time is of more than it."""
    window = record.window
    if when.touches(window.start, window.end) == "no":
        return "no"
    if window.whole:
        return "yes"
    begun = window.start is None or bool(when.began_from and when.began_from >= window.start)
    ended = window.end is None or bool(when.ended_by and when.ended_by <= window.end)
    return "yes" if when.dated and begun and ended else "maybe"


def _from_to(texts: Iterable[str]) -> str:
    """From the first to the last day that some times can mean; empty where an end is open."""
    found = sorted({text for text in texts if text})
    if len(found) < 2:
        return "".join(found)
    ends = [times(text) for text in found]
    froms, bys = [end.began_from for end in ends], [end.ended_by for end in ends]
    first = None if None in froms else min(day for day in froms if day)
    last = None if None in bys else max(day for day in bys if day)
    return f"{first or '..'}/{last or '..'}" if first or last else ""


def _row(record: Record, of: str, kind: str, numbers: Sequence[Number]) -> Reach:
    wholes = {number.subject: _wholes(record, number.subject) for number in numbers}
    taken, left = chosen(numbers, wholes)
    amount = sum_of(taken)
    shown = [number for number in taken if not number.private]
    things = _things(record, of)
    return Reach(
        kind=kind,
        of=of,
        low=amount.low,
        high=amount.high,
        about=amount.about,
        number=str(amount),
        added=len(taken),
        figures=len(numbers),
        things=things,
        when=_from_to(number.when for number in taken),
        left_out=tuple(
            sorted(
                f"{number.name}, {number.amount}: {why}"
                for number, why in left
                if not number.private
            )
        ),
        sentence=_sentence(of, kind, str(amount), taken, (len(numbers), things)),
        activities=in_order(_receipt(number) for number in shown),
        private=len(taken) - len(shown),
    )


def _receipt(number: Number) -> Receipt:
    sure = number.touch == "yes"
    return Receipt(number.subject, number.name, number.when, sure, f"{number.amount}")


def _wholes(record: Record, subject: str) -> frozenset[str]:
    """The larger things that a thing is in: activities and series, or the bodies around a unit."""
    links = "within" if subject in record.facts.activities else "unit of"
    return record.facts.within([subject], links) - {subject}


def _things(record: Record, of: str) -> int | None:
    if of == ACTIVITIES:
        return len(record.touched)
    bodies = ("organisation", "unnamed party")
    return sum(kind in bodies for kind in record.facts.kinds.values()) if of == BODIES else None


def _sentence(
    of: str, kind: str, number: str, taken: Sequence[Number], have: tuple[int, int | None]
) -> str:
    noun = {ACTIVITIES: ("activity", "activities"), BODIES: ("body", "bodies")}
    over = many(len(taken), *noun.get(of, ("product", "products")))
    figures, things = have
    out_of = f"{figures} of {things} {of}" if things else f"{figures} {of}"
    said = f"{kind.capitalize()}: {number}, {'added over' if len(taken) > 1 else 'of'} {over}"
    doubtful = sum(item.touch != "yes" for item in taken)
    doubt = (
        f" {doubtful} of these may lie outside the period or reach beyond it." if doubtful else ""
    )
    verb = "has" if figures == 1 else "have"
    twice = " Whoever is in two of them is counted twice." if len(taken) > 1 else ""
    return f"{said}; {out_of} {verb} such a number.{twice}{doubt}"


def reach_figures(rows: Sequence[Reach]) -> list[Figure]:
    """One figure for each kind of number and of thing."""
    return [
        Figure(
            measure="reach",
            figure=f"{row.kind}, of {row.of}",
            low=row.low,
            high=row.high,
            unit=row.kind,
            of=row.things or row.figures,
            not_known=(row.things or row.figures) - row.figures,
            sentence=row.sentence,
        )
        for row in rows
    ]
