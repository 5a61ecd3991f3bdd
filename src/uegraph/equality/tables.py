"""Every number that the views could show, how they add up, and which of them must not be shown."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from uegraph.equality.bounds import Bounds, total
from uegraph.equality.reading import upwards
from uegraph.equality.suppression import Hidden, Sum, suppressed

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from uegraph.equality.counting import Count
    from uegraph.equality.reading import Population, Records

Numbers = dict[str, Bounds]


@dataclass(frozen=True, slots=True)
class Table:
    """The numbers of both views, so that one does not tell what the other hides.

    Attributes:
        records: What the graph records.
        counts: The counts of each audience.
        hidden: Which numbers must not be shown.
        threshold: Smaller counts of people are not shown.
    """

    records: Records
    counts: Mapping[str, tuple[Count, ...]]
    hidden: Mapping[str, Hidden]
    threshold: int

    def part_of(self, audience: str) -> tuple[str, Population] | None:
        """The population that a group is set against, where it is known with its source.

        It must be the one that all who took part can come from: the widest audience that the group
        is part of, and not, for deaf people, the disabled. Failing that, the nearest place.
        """
        wider = upwards(audience, self.records.broader)
        for level in [*reversed(wider), *_places(self.records, audience)]:
            known = [
                (iri, found)
                for iri in level
                if (found := self.records.populations.get(iri)) and found.source
            ]
            if known:
                return max(known, key=lambda pair: (pair[1].number.low, pair[1].name))
        return None


def make_table(records: Records, counts: Sequence[Count], threshold: int) -> Table:
    """All numbers of the audiences with a characteristic or place, and which are hidden."""
    families = _families(records)
    numbers, sums = _populations(records, families)
    for kind in sorted({count.kind for count in counts}):
        more, found = _counted(records, [one for one in counts if one.kind == kind], families)
        numbers |= more
        sums += found
    by_audience: dict[str, list[Count]] = defaultdict(list)
    for count in counts:
        by_audience[count.audience].append(count)
    return Table(
        records,
        {audience: tuple(found) for audience, found in by_audience.items()},
        suppressed(numbers, sums, threshold),
        threshold,
    )


def group_key(count: Count) -> str:
    """What the number of a group goes by."""
    return f"group\n{count.kind}\n{count.audience}"


def whole_key(kind: str, activities: Iterable[str]) -> str:
    """What the number of all who were at some activities goes by."""
    return "\n".join(["whole", kind, *sorted(activities)])


def population_key(thing: str) -> str:
    """What a population goes by."""
    return f"population\n{thing}"


def _families(records: Records) -> list[frozenset[str]]:
    """Audiences that a reader may add up: those with one characteristic, those of one place."""
    found: dict[str, set[str]] = defaultdict(set)
    for links in (records.held, records.sited):
        for audience, traits in links.items():
            for trait in traits:
                for one in {trait}.union(*upwards(trait, records.broader)):
                    found[one].add(audience)
    return sorted({frozenset(members) for members in found.values()}, key=sorted)


def _around(records: Records, audience: str) -> Iterator[tuple[str, ...]]:
    """What an audience is a part of, the nearest first: wider audiences, then its places."""
    yield from upwards(audience, records.broader)
    yield from _places(records, audience)


def _places(records: Records, audience: str) -> Iterator[tuple[str, ...]]:
    places = records.sited.get(audience, ())
    if places:
        yield places
    for place in places:
        yield from upwards(place, records.broader)


def _populations(records: Records, families: Iterable[frozenset[str]]) -> tuple[Numbers, list[Sum]]:
    """Groups against what they are part of, each alone and together with those like it."""
    known = records.populations
    alone = [frozenset({one}) for one in sorted(known)]
    sums = [
        _keyed(one, population_key)
        for family in [*alone, *families]
        for one in _beneath(family & known.keys(), known, lambda thing: _around(records, thing))
    ]
    return {population_key(iri): one.number for iri, one in known.items()}, sums


def _counted(
    records: Records, counts: Sequence[Count], families: Iterable[frozenset[str]]
) -> tuple[Numbers, list[Sum]]:
    """Groups against all who were there, each alone and with those like it, wherever they met."""
    numbers = {group_key(count): count.group for count in counts}
    sums: list[Sum] = []
    alone = [frozenset({count.audience}) for count in counts]
    for family in [*alone, *families]:
        for meeting in _meetings([count for count in counts if count.audience in family]):
            wholes = {one: pair[1] for count in meeting for one, pair in count.pairs.items()}
            key = whole_key(meeting[0].kind, wholes)
            numbers[key] = total(wholes.values())
            sums += _within(records, meeting, key)
    return numbers, sums


def _meetings(counts: Sequence[Count]) -> list[list[Count]]:
    """Counts parted into those that have an activity in common, over others if need be."""
    found: list[tuple[set[str], list[Count]]] = []
    for count in counts:
        joined = [one for one in found if not one[0].isdisjoint(count.activities)]
        found = [one for one in found if one not in joined]
        activities = set(count.activities).union(*(one[0] for one in joined))
        found.append((activities, [count, *(one for _, some in joined for one in some)]))
    return [sorted(some, key=group_key) for _, some in found]


def _within(records: Records, meeting: Sequence[Count], whole: str) -> list[Sum]:
    """The sums of groups that met: narrower ones within wider ones, the widest within all."""
    keys = {count.audience: group_key(count) for count in meeting}
    inner = _beneath(keys, keys, lambda one: upwards(one, records.broader))
    beneath = frozenset[str]().union(*(one.parts for one in inner))
    widest = [one for one in meeting if one.audience not in beneath and one.pairs]
    outer = [Sum(whole, frozenset(map(group_key, widest)))] if widest else []
    return [*outer, *(_keyed(one, lambda audience: keys[audience]) for one in inner)]


def _beneath(
    members: Iterable[str],
    known: Collection[str],
    around: Callable[[str], Iterable[tuple[str, ...]]],
) -> list[Sum]:
    """Each member as a part of the nearest things around it that are known."""
    parts: dict[str, set[str]] = defaultdict(set)
    for member in members:
        levels = ([one for one in level if one in known] for level in around(member))
        for whole in next(filter(None, levels), ()):
            parts[whole].add(member)
    return [Sum(whole, frozenset(found)) for whole, found in sorted(parts.items())]


def _keyed(one: Sum, key: Callable[[str], str]) -> Sum:
    return Sum(key(one.whole), frozenset(map(key, one.parts)))
