"""What differs between two periods, in sentences."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

import polars as pl

from uegraph.connections.comparing.changes import MAYBE
from uegraph.connections.comparing.moves import CHANCE
from uegraph.connections.naming import called
from uegraph.connections.wording import resting
from uegraph.dates import day_in_words, in_words
from uegraph.dates.times import times
from uegraph.metrics.network.breaking import components
from uegraph.words import listed, many

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from uegraph.connections.comparing.compare import Change, Sides
    from uegraph.connections.model import Ground
    from uegraph.network import Network

AGAIN: Final = "not recorded again"
NONE: Final = "no recorded link"

Texts = tuple[str, str]


def headline(rows: Sequence[Change], texts: Texts) -> str:
    """What changed, in numbers."""
    links = [row for row in rows if row.about == "link"]
    counts = Counter(row.change for row in links)
    first, second = map(in_words, texts)
    if not links:
        return f"No link is surely dated to {first} or to {second}, so nothing can be compared."
    said = (
        f"From {first} to {second}: {many(counts['made'], 'link')} made, "
        f"{counts['revived']:,} revived, {counts['kept']:,} kept and {counts['lost']:,} lost; "
        f"{counts[AGAIN]:,} not recorded again, which is not known to be a loss."
    )
    if not counts[AGAIN]:
        said = said.partition(";")[0] + "."
    open_ones = sum(not row.certain for row in links)
    if open_ones:
        said += f" Dates that are not exact leave {open_ones:,} of these open."
    moved = sum(row.about == "rank" and row.change != CHANCE for row in rows)
    ranked = any(row.about == "rank" for row in rows)
    if ranked:
        verb = "is" if moved == 1 else "are"
        told = f"{many(moved, 'move')} in rank {verb}" if moved else "No move in rank is"
        said += f" {told} larger than leaving out a tenth of the activities makes it."
    return said


def until(ever: Sequence[Ground], end: date | None) -> tuple[Ground, ...]:
    """What surely was before either period."""
    return tuple(one for one in ever if one.when and times(one.when).touches(None, end) == "yes")


def of_link(
    row: Change, earlier: Sequence[Ground], then: Sequence[Ground], now: Sequence[Ground],
    texts: Texts,
) -> str:  # fmt: skip
    """What became of a link."""
    first, second = map(in_words, texts)
    pair = f"{called(row.one)} and {called(row.other)}"
    if row.change == "made":
        why = (
            "no earlier link is recorded"
            if row.certain
            else "what is not dated well enough may have linked them before"
        )
        return f"{pair} are linked in {second} by {_by(now)}; {why}."
    if row.change == "revived":
        return (
            f"{pair} are linked again in {second} by {_by(now)}, after no recorded link in "
            f"{first}; before that by {_by(earlier)}."
        )
    if row.change == "kept":
        return f"{pair} are linked in {first} by {_by(then)}, and in {second} by {_by(now)}."
    why = f"no link is recorded in {second}, which does not say that it ended"
    if row.change == "lost":
        why = f"in {second} they were not, as the record of that time is stated to be complete"
    elif not row.certain:
        why = f"what is not dated well enough may link them in {second} too"
    return f"{pair} were linked in {first} by {_by(then)}; {why}."


def _by(said: Sequence[Ground]) -> str:
    return resting(said, last=True)


def of_body(name: str, change: str, links: tuple[int, int], texts: Texts, *, certain: bool) -> str:
    """What became of a body."""
    first, second = map(in_words, texts)
    name = called(name)
    doubt = "" if certain else " What is not dated well enough may tell otherwise."
    if change == NONE:
        return f"{name} has no recorded link in {first} or in {second}.{doubt}"
    if change == AGAIN:
        had = many(links[0], "other")
        return f"{name} was linked with {had} in {first}; none is recorded in {second}.{doubt}"
    has = many(links[1], "other")
    since = "nor before" if change == "new" else "but before"
    return f"{name} is linked with {has} in {second}, not in {first} {since}.{doubt}"


def totals(before: Network, after: Network) -> Iterator[tuple[str, float, float]]:
    """The figures that both periods have."""
    sides = [dict(_totals(net)) for net in (before, after)]
    for name in sides[0]:
        yield name, sides[0][name], sides[1][name]


def _totals(net: Network) -> Iterator[tuple[str, float]]:
    activities = 0 if net.incidence is None else len(net.incidence.activities)
    linked = int((net.degree > 0).sum())
    yield "activities", activities
    yield "linked", linked
    yield "links", net.pairs
    yield "stated links", net.links.filter("stated").select("source", "target").n_unique()
    yield "links each", 2 * net.pairs / linked if linked else 0.0
    yield "largest part", int(components(net).sizes[0]) if linked else 0


_TOTALS: Final = {
    "activities": "Activities that surely lie in it",
    "linked": "Bodies with a link",
    "links": "Linked pairs",
    "stated links": "Pairs with a stated link",
    "links each": "Links of a linked body, on average",
    "largest part": "Bodies in the largest part that hangs together",
}


def of_total(name: str, then: float, now: float, texts: Texts) -> str:
    """A figure of both periods."""
    first, second = map(in_words, texts)
    number = "{:,.1f}" if name == "links each" else "{:,.0f}"
    told = [number.format(one) for one in (then, now)]
    return f"{_TOTALS[name]}: {told[0]} in {first}, {told[1]} in {second}."


def remarks(sides: Sides, rows: Sequence[Change]) -> Iterator[str]:
    """What the comparison does not know."""
    first, second = map(in_words, sides.texts)
    told = sides.before.remarks, sides.after.remarks
    for own, other, text in ((told[0], told[1], first), (told[1], told[0], second)):
        for remark in own:
            named = remark in other or text in remark
            yield remark if named else f"Of {text}: {remark}"
    pairs = sides.pairs
    perhaps = pairs.filter(
        pl.max_horizontal("first", "second") == MAYBE
    )  # fmt: skip
    if len(perhaps):
        yield (
            f"{many(len(perhaps), 'pair')} may be linked in {first} or {second} by what is not "
            "dated well enough, and by nothing else: nothing is said of them."
        )
    undated = _undated(sides.whole)
    if undated:
        verb, they = ("carries", "it is") if undated == 1 else ("carry", "they are")
        yield f"{many(undated, 'stated link')} {verb} no date: {they} in no period."
    if sides.statements:
        people = listed(dict.fromkeys(one.stated_by for one in sides.statements))
        yield f"That the record of {second} is complete is the word of {people}."
    elif any(row.change == AGAIN for row in rows if row.about == "link"):
        yield (
            f"Nobody states that all of {second} is recorded, so what is not seen again may go on "
            "unrecorded."
        )
    last, end = sides.record.as_of, sides.touching.second.latest
    if last and end and end > last:
        yield f"The record tells of nothing after {day_in_words(last)}, before {second} ends."
    if (
        sides.touching.second.latest
        and sides.touching.first.earliest
        and (sides.touching.second.latest < sides.touching.first.earliest)
    ):
        yield f"{second} lies before {first}: read it backwards."


def _undated(net: Network) -> int:
    links = net.links.filter("stated")
    when = links["when"] if "when" in links.columns else pl.Series([None] * len(links))
    return int((when.cast(pl.String).fill_null("") == "").sum())
