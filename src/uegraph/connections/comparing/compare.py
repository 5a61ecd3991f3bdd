"""Two periods of a network compared: links made, kept and lost, and who moved.

Silence is not a loss: a link that is not seen in the second period is "not recorded again", and
lost only where somebody states that the record of that period is complete.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Final, Unpack

import polars as pl

from uegraph.connections.comparing import words
from uegraph.connections.comparing.changes import CHANGES, NO, YES, Touching, changes
from uegraph.connections.comparing.moves import CHANCE, moves
from uegraph.connections.model import grounds
from uegraph.coverage.facts import read_facts
from uegraph.coverage.scope import read_scopes
from uegraph.coverage.statements import overlap, silence
from uegraph.dates import interval
from uegraph.errors import ParameterError
from uegraph.network import network_of, read_record

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from uegraph.connections.model import Ground
    from uegraph.coverage.model import Stated
    from uegraph.network import Asked, Network
    from uegraph.store import Store

BY: Final = ("degree", "betweenness")
"""The measures by which bodies are ranked in both periods, unless others are named."""

DRAWS: Final = 200


@dataclass(frozen=True, slots=True)
class Change:
    """Something that differs between two periods, or stayed.

    Attributes:
        about: ``total``, ``link``, ``body`` or ``rank``.
        change: Of a link one of ``CHANGES``; of a body ``new``, ``back``, ``not recorded again`` or
            ``no recorded link``; of a rank ``up``, ``down`` or ``within chance``; of a total what
            it counts.
        one: The name of the body.
        other: The name of the other end of a link; of a rank the measure.
        one_id: The IRI of the body.
        other_id: The IRI of the other end.
        first: The figure of the first period: activities and statements that a link rests on, links
            of a body, its rank, a total.
        second: The same of the second period.
        certain: Whether nothing that is not dated well enough could tell otherwise.
        sentence: All that in words.
        grounds: What a link rests on, in either period.
    """

    about: str
    change: str
    one: str
    other: str
    one_id: str
    other_id: str
    first: float | None
    second: float | None
    certain: bool
    sentence: str
    grounds: tuple[Ground, ...] = ()


@dataclass(frozen=True)
class Comparison:
    """Two periods of a network side by side.

    Attributes:
        network: The network of the second period.
        before: The network of the first period.
        headline: What changed, in a sentence or two.
        rows: Totals, links, bodies and ranks, in this order.
        remarks: What this does not know.
    """

    network: Network
    before: Network
    headline: str
    rows: tuple[Change, ...]
    remarks: tuple[str, ...]

    def of(self, about: str, *kinds: str) -> tuple[Change, ...]:
        """The rows about links, bodies, ranks or totals, of some kinds of change or of all."""
        return tuple(
            row for row in self.rows if row.about == about and (not kinds or row.change in kinds)
        )


def compare(
    store: Store, first: str, second: str, *, by: Sequence[str] = BY, draws: int = DRAWS,
    **asked: Unpack[Asked],
) -> Comparison:  # fmt: skip
    """What became of the links between two periods, and who moved.

    A link counts in a period in which it surely lies. ``made`` is what the second period has and
    nothing before it; ``revived`` what was linked before either period and not in the first.

    Args:
        store: The graph.
        first: A period as EDTF, such as ``2022``.
        second: Another, with no day in common.
        by: The measures to rank bodies by.
        draws: How often to leave out a tenth of the activities, to tell moves from chance; 0 for
            never, and then no ranks are compared.
        asked: What else is asked of the network, but for a period.

    Raises:
        UnknownNameError: A theme, goal, place, level or measure asked for is not there.
        ParameterError: The periods are open or have a day in common, or what is asked does not go
            together.
        DateError: A period is not a date.
    """
    _check(first, second, asked)
    sides = Sides(store, first, second, asked)
    links = list(sides.links())
    measures = by if draws else ()
    ranked, unsure = moves(sides.before, sides.after, sides.texts, measures, draws)
    ranks = [
        Change("rank", move.change, move.name, move.measure, move.iri, "", move.first, move.second,
               move.change != CHANCE, move.sentence)
        for move in ranked
    ]  # fmt: skip
    rows = (*sides.totals(), *links, *sides.bodies(), *ranks)
    return Comparison(
        sides.after, sides.before, words.headline(rows, sides.texts), rows,
        tuple(dict.fromkeys((*words.remarks(sides, rows), *unsure))),
    )  # fmt: skip


def _check(first: str, second: str, asked: Asked) -> None:
    spans = [interval(text) for text in (first, second)]
    for text, span in zip((first, second), spans, strict=True):
        if not (span.earliest and span.latest):
            raise ParameterError(f"The period '{text}' is open. Give one with both ends: 2022.")
    if overlap(*spans):
        raise ParameterError(
            f"The periods '{first}' and '{second}' have days in common. Give two that have none."
        )
    if asked.get("period"):
        raise ParameterError("Two periods are compared already. Leave the third out.")
    if "activity" in (asked.get("of") or ()):
        raise ParameterError("Activities are in one period each. Compare other kinds of point.")


class Sides:
    """The networks of two periods and of all time, and what tells them apart."""

    def __init__(self, store: Store, first: str, second: str, asked: Asked) -> None:
        record = read_record(store)
        self.store, self.asked, self.texts = store, asked, (first, second)
        self.record = record
        self.whole = network_of(record, asked)
        self.before = network_of(record, {**asked, "period": first})
        self.after = network_of(record, {**asked, "period": second})
        self.touching = Touching(self.whole, interval(first), interval(second))

    @cached_property
    def statements(self) -> tuple[Stated, ...]:
        """Who states that all that happened in the second period is recorded; none where nobody."""
        if self.asked.get("level"):
            return ()  # a part of which nobody says the level is left out
        facts = read_facts(self.store)
        [scope] = read_scopes(
            facts,
            {
                "of": ("organisation",),
                "period": self.texts[1],
                "themes": self.asked.get("themes", ()),
                "as_of": self.asked.get("as_of"),
            },
        )
        themes = tuple(sorted(scope.themes)) or None
        return silence(facts, scope, themes, scope.period).complete

    @cached_property
    def pairs(self) -> pl.DataFrame:
        """When each pair that is ever linked was linked, against the two periods."""
        return self.touching.pairs()

    @cached_property
    def crowds(self) -> list[frozenset[int]]:
        """Who was together in something too large to link any two, in the second period."""
        told = self.after.incidence
        if told is None:
            return []
        large = told.activities.with_row_index("activity").filter(pl.col("size") > 1)
        large = large.filter(pl.col("factor") == 0)
        parts = told.parts.join(large.select("activity"), on="activity", how="semi")
        groups = parts.group_by("activity", maintain_order=True).agg("point")
        return [frozenset(points) for points in groups["point"].to_list()]

    def links(self) -> Iterator[Change]:
        """What became of each pair: what was made first, the strongest first."""
        told = changes(self.pairs, complete=bool(self.statements), crowds=self.crowds)
        pairs = list(told.select("source", "target").iter_rows())
        sides = [grounds(net, pairs) for net in (self.before, self.after, self.whole)]
        end = self.touching.spans["before"].latest
        names, iris = self.whole.names, self.whole.points["iri"]
        found = []
        for row, then, now, ever in zip(told.iter_rows(named=True), *sides, strict=True):
            one, other = names[row["source"]], names[row["target"]]
            earlier = words.until(ever, end) if row["change"] == "revived" else ()
            change = Change(
                "link", row["change"], one, other, iris[row["source"]], iris[row["target"]],
                len(then), len(now), row["certain"], "", (*earlier, *then, *now),
            )  # fmt: skip
            sentence = words.of_link(change, earlier, then, now, self.texts)
            found.append(replace(change, sentence=sentence))
        yield from sorted(found, key=lambda row: (
            CHANGES.index(row.change), -max(row.first or 0, row.second or 0),
            row.one, row.other, row.one_id, row.other_id,
        ))  # fmt: skip

    def bodies(self) -> Iterator[Change]:
        """Whom the second period shows for the first time, and whom it does not show again."""
        earlier, perhaps = self._linked("before", YES), self._open
        order = {"new": 0, "back": 1, words.AGAIN: 2, words.NONE: 3}
        found = []
        names, iris = self.whole.names, self.whole.points["iri"].to_list()
        for code, name in enumerate(names):
            then, now = int(self.before.degree[code]), int(self.after.degree[code])
            if then and now:
                continue
            change = words.NONE if not then and not now else words.AGAIN if then else "new"
            change = "back" if change == "new" and code in earlier else change
            certain = code not in perhaps
            sentence = words.of_body(name, change, (then, now), self.texts, certain=certain)
            found.append(
                Change("body", change, name, "", iris[code], "", then, now, certain, sentence)
            )
        yield from sorted(found, key=lambda row: (
            order[row.change], -max(row.first or 0, row.second or 0), row.one, row.one_id,
        ))  # fmt: skip

    def totals(self) -> Iterator[Change]:
        """The figures of both periods side by side."""
        for name, then, now in words.totals(self.before, self.after):
            sentence = words.of_total(name, then, now, self.texts)
            yield Change("total", name, "", "", "", "", then, now, True, sentence)

    def _linked(self, span: str, least: int) -> set[int]:
        rows = self.pairs.filter(pl.col(span) >= least)
        return {*rows["source"].to_list(), *rows["target"].to_list()}

    @cached_property
    def _open(self) -> set[int]:
        """Those whom something that is not dated well enough may link in either period."""
        return self._linked("first", NO + 1) - self._linked("first", YES) | self._linked(
            "second", NO + 1
        ) - self._linked("second", YES)
