"""How many of a group took part, and how many there were in all in the same activities.

Numbers of different kinds are never added. Those of several activities are attendances: somebody
who came twice is in them twice.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from uegraph.equality.bounds import Bounds, overlapping, total
from uegraph.equality.reading import upwards

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from uegraph.coverage import CoverageRow
    from uegraph.equality.reading import Dated, Numbers, Records

TOOK_PART: Final = ("engaged", "shallow", "stale")


@dataclass(frozen=True, slots=True)
class Count:
    """The numbers of one kind of one audience.

    Attributes:
        audience: Its IRI.
        kind: What is counted, in words.
        activities: Where.
        pairs: For each activity with a number for the group and for all, these two.
        alone: The numbers of the group where none for all is recorded, where ``pairs`` is empty.
        left_out: In how many more activities its number can be set against nothing.
        about: Whether one of the numbers is no more than "about".
        several: Whether one person may be in the numbers more than once.
        impossible: Whether the group is larger somewhere than all can be.
    """

    audience: str
    kind: str
    activities: frozenset[str]
    pairs: Mapping[str, tuple[Bounds, Bounds]]
    alone: tuple[Bounds, ...]
    left_out: int
    about: bool
    several: bool
    impossible: bool

    @property
    def group(self) -> Bounds:
        """The attendances of the group."""
        return total([part for part, _ in self.pairs.values()] or self.alone)

    @property
    def whole(self) -> Bounds | None:
        """The attendances of all in the same activities; None where they are not recorded."""
        return total(whole for _, whole in self.pairs.values()) if self.pairs else None


def counts(records: Records, rows: Iterable[CoverageRow]) -> list[Count]:
    """The numbers of each audience, one entry a kind; none for what is marked private.

    Args:
        records: What the graph records.
        rows: The states of the audiences: what a row's own evidence says took part is counted.
    """
    return [
        found
        for row in rows
        if not row.private
        for numbers in records.numbers
        if (found := _count(records, row, numbers))
    ]


def _count(records: Records, row: CoverageRow, numbers: Numbers) -> Count | None:
    groups: dict[str, list[str]] = defaultdict(list)
    hidden = set()
    for item in row.evidence:
        if (
            item.party == row.target
            and item.outcome in TOOK_PART
            and item.participation in numbers.of
        ):
            groups[item.activity].append(item.participation)
            hidden |= {item.activity} if item.private else set()
    counted = _outermost(records, groups.keys() - hidden)
    if not counted:
        return None
    parts = {one: _merged([numbers.of[part] for part in groups[one]]) for one in counted}
    pairs = dict(_pairs(parts, numbers))
    used = pairs or parts
    return Count(
        audience=row.target,
        kind=numbers.kind,
        activities=frozenset(used),
        pairs=pairs,
        alone=() if pairs else tuple(total(part.values()) for part in parts.values()),
        left_out=len(counted) + len(hidden) - len(used),
        about=any({one, *groups[one]} & numbers.about for one in used),
        several=len(used) > 1 or any(len(parts[one]) > 1 for one in used),
        impossible=any(
            all_.high is not None and part.low > all_.high for part, all_ in pairs.values()
        ),
    )


def _outermost(records: Records, activities: Iterable[str]) -> list[str]:
    """Without the parts of activities that are counted as a whole."""
    among = set(activities)
    return sorted(
        one
        for one in among
        if among.isdisjoint(up for level in upwards(one, records.wholes) for up in level)
    )


def _merged(parts: list[Dated]) -> Dated:
    """One group in several roles: the people may be the same."""
    whens = sorted({when for part in parts for when in part})
    return {when: overlapping([part[when] for part in parts if when in part]) for when in whens}


def _pairs(
    parts: Mapping[str, Dated], numbers: Numbers
) -> Iterator[tuple[str, tuple[Bounds, Bounds]]]:
    """The group's number beside that of all, where both are of the same time."""
    for activity, part in parts.items():
        whole = numbers.of.get(activity, {})
        if whole and part.keys() <= whole.keys():
            yield activity, (total(part.values()), total(whole[when] for when in part))
        elif whole and ([*part] == [""] or [*whole] == [""]):  # one of them is of the whole time
            yield activity, (total(part.values()), total(whole.values()))
