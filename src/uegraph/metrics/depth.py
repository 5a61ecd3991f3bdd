"""How deep engagement goes, and how often both sides spoke."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from uegraph.coverage.weighing import TWO_WAY
from uegraph.metrics.model import Depth, Figure, TwoWay
from uegraph.metrics.shares import Share, share_of
from uegraph.namespaces import expand
from uegraph.words import many, percents

if TYPE_CHECKING:
    from collections.abc import Sequence

    from uegraph.metrics.record import Counted, Record

NOTHING_COUNTS: Final = "No participation that counts is recorded in the period."
UNRECORDED: Final = "level not recorded"
ALL: Final = "all"


def depth(record: Record) -> tuple[Depth, ...]:
    """The participations of each level, from the shallowest; those of no recorded level last."""
    of: dict[str, list[Counted]] = defaultdict(list)
    for item in record.counted:
        of[item.part.level if item.part.level in record.facts.concepts else ""].append(item)
    scheme = expand("scheme:level/")
    concepts = record.facts.concepts
    levels = {iri for iri in concepts if iri.startswith(scheme)} | of.keys()
    order = sorted(levels, key=lambda iri: (not iri, concepts[iri].rank or 0 if iri else 0, iri))
    return tuple(_depth(record, iri, of[iri]) for iri in dict.fromkeys([*order, ""]))


def _depth(record: Record, level: str, items: Sequence[Counted]) -> Depth:
    concept = record.facts.concepts.get(level)
    name = concept.name if concept else UNRECORDED
    found = share_of((_has(record, item, level), item.sure) for item in record.counted)
    sure = sum(item.sure for item in items)
    all_sure = sum(item.sure for item in record.counted)
    receipts, private = record.receipts(items)
    possibly = len(items) - sure
    may = f", and {possibly} more possibly in the period" if possibly else ""
    return Depth(
        level=name,
        rank=concept.rank if concept else None,
        participations=sure,
        possibly=possibly,
        parties=len({item.part.party for item in items}),
        of=all_sure,
        low=found.low,
        high=found.high,
        sentence=f"{name.capitalize()}: {sure} of {many(all_sure, 'participation')}{may}; "
        f"{percents(found.low, found.high)} of all.",
        activities=receipts,
        private=private,
    )


def _has(record: Record, item: Counted, level: str) -> bool | None:
    """Whether it has a level; not known where none is recorded, unless that is what is asked."""
    recorded = item.part.level if item.part.level in record.facts.concepts else ""
    return None if level and not recorded else recorded == level


def depth_figures(rows: Sequence[Depth], record: Record) -> list[Figure]:
    """The share of participations at the level 'consult' or deeper."""
    concepts = record.facts.concepts
    floor = concepts.get(expand("scheme:level/consult"))
    if floor is None or floor.rank is None:
        return []
    ranks = [
        (concepts[item.part.level].rank if item.part.level in concepts else None, item.sure)
        for item in record.counted
    ]
    found = share_of((None if rank is None else rank >= floor.rank, sure) for rank, sure in ranks)
    by = ", ".join(f"{row.level} {row.participations + row.possibly}" for row in rows)
    return [
        Figure(
            measure="depth",
            figure=f"participations at the level '{floor.name}' or deeper",
            low=found.low,
            high=found.high,
            unit="share",
            of=found.of,
            not_known=found.unknown + found.possibly,
            sentence=f"{percents(found.low, found.high)} of {many(found.of, 'participation')} went "
            f"as deep as '{floor.name}' or deeper ({by}){_outside(found)}."
            if found.of
            else NOTHING_COUNTS,
        )
    ]


def _outside(found: Share) -> str:
    return f"; {found.possibly} may lie outside the period" if found.possibly else ""


def two_way(record: Record) -> tuple[TwoWay, ...]:
    """In how many participations information went both ways: of all, and by kind of party."""
    kinds: dict[str, list[Counted]] = defaultdict(list)
    for item in record.counted:
        kinds[record.facts.kinds.get(item.part.party, "other")].append(item)
    rows = [_two_way(record, ALL, record.counted)]
    return tuple(rows + [_two_way(record, kind, kinds[kind]) for kind in sorted(kinds)])


def _two_way(record: Record, kind: str, items: Sequence[Counted]) -> TwoWay:
    found = share_of((_both_ways(item), item.sure) for item in items)
    receipts, private = record.receipts(item for item in items if _both_ways(item))
    whose = (
        ""
        if kind == ALL
        else f" of {kind.replace('party', 'parties')}" + "s" * (not kind.endswith("party"))
    )
    return TwoWay(
        kind=kind,
        two_way=found.yes,
        other=found.no,
        not_recorded=found.unknown,
        possibly=found.possibly,
        of=found.of,
        low=found.low,
        high=found.high,
        sentence=f"{percents(found.low, found.high)} of {many(found.of, 'participation')}{whose} "
        f"went both ways ({found.yes} two-way, {found.no} one way only, {found.unknown} with no "
        f"direction recorded){_outside(found)}."
        if found.of
        else NOTHING_COUNTS,
        activities=receipts,
        private=private,
    )


def _both_ways(item: Counted) -> bool | None:
    return item.part.direction == TWO_WAY if item.part.direction else None


def two_way_figures(rows: Sequence[TwoWay]) -> list[Figure]:
    """The share of all participations that is two-way."""
    row = rows[0]
    return [
        Figure(
            measure="two-way",
            figure="participations in which information went both ways",
            low=row.low,
            high=row.high,
            unit="share",
            of=row.of,
            not_known=row.not_recorded + row.possibly,
            sentence=row.sentence,
        )
    ]
