"""Which activities, parts and stated links a network is made of."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

import polars as pl

from uegraph.dates import Interval, in_words, interval
from uegraph.network.asked import kinds_of
from uegraph.network.spans import touches
from uegraph.queries.naming import named
from uegraph.words import listed, many

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from uegraph.network.asked import Asked
    from uegraph.network.record import Record

_ABOUT: Final = {"themes": "theme", "goals": "goal", "places": "place"}
"""What can be asked about activities, and the link that tells it."""
_PLACED: Final = {"themes": "on", "goals": "for", "places": "in"}


@dataclass(frozen=True)
class Chosen:
    """What of a record is asked about.

    Attributes:
        activities: The activities, as in ``Record``.
        parts: The participations in them, as in ``Record``.
        stated: The stated links, as in ``Record``.
        ties: How things hang together, as in ``Record``.
        period: The time asked about; open where none was.
        remarks: What was left out and why, a sentence each.
        of_stated: The same of stated links.
    """

    activities: pl.DataFrame
    parts: pl.DataFrame
    stated: pl.DataFrame
    ties: pl.DataFrame
    period: Interval
    remarks: tuple[str, ...]
    of_stated: tuple[str, ...]

    @cached_property
    def themes(self) -> pl.DataFrame:
        """The themes of each activity: ``activity`` and ``theme``."""
        found = own_or_whole(self.ties, "theme").rename({"source": "activity", "target": "theme"})
        return found.filter(pl.col("activity").is_in(self.activities["iri"].implode()))


def chosen(record: Record, asked: Asked) -> Chosen:
    """What of a record a question is about.

    Raises:
        UnknownNameError: Something asked for is not there.
        DateError: The period is not a date.
    """
    activities, parts = record.activities, record.parts
    stated = _between(record, asked)
    remarks, of_stated = [], []
    about = [name for name in _ABOUT if asked.get(name)]
    for name in about:
        wanted, said = _wanted(record, name, asked.get(name) or ())  # type: ignore[arg-type]
        told = own_or_whole(record.ties, _ABOUT[name]).filter(pl.col("target").is_in(wanted))
        activities = activities.filter(pl.col("iri").is_in(told["source"].implode()))
        remarks.append(said)
    text = asked.get("period")
    period = interval(text) if text else Interval(None, None)
    if text:
        remarks.append(f"Only what surely took place in {in_words(text)} counts.")
        touch = touches(activities, period)
        maybe = int((touch == "maybe").sum())
        activities = activities.filter(touch == "yes")
        if maybe:
            noun = many(maybe, "activity", "activities")
            remarks.append(
                f"{noun} may lie in {in_words(text)} too: they are undated or not dated well "
                "enough to say, and are left out."
            )
    parts = parts.filter(pl.col("activity").is_in(activities["iri"].implode()))
    level = asked.get("level")
    if level:
        parts, told_of_level = _deep_enough(record, parts, level)
        remarks += told_of_level
    if about or level:
        of_stated += _left_out(len(stated), "do not say on what or how deeply")
        stated = stated.head(0)
    elif text:
        touch = touches(stated, period)
        of_stated += _left_out(
            int((touch == "maybe").sum()), f"may not have held in {in_words(text)}"
        )
        stated = stated.filter(touch == "yes")
    return Chosen(activities, parts, stated, record.ties, period, tuple(remarks), tuple(of_stated))


def _between(record: Record, asked: Asked) -> pl.DataFrame:
    """The stated links between points of the kinds asked for."""
    kinds = [*kinds_of(asked), *(["unnamed party"] if asked.get("unnamed") else [])]
    points = record.things.filter(pl.col("kind").is_in(kinds))["iri"].implode()
    return record.stated.filter(pl.col("source").is_in(points) & pl.col("target").is_in(points))


def _left_out(number: int, why: str) -> list[str]:
    noun = many(number, "stated link")
    verb = why.replace("do not", "does not", 1) if number == 1 else why
    return [f"{noun} {verb}, and {'is' if number == 1 else 'are'} left out."] if number else []


def _wanted(record: Record, name: str, given: Sequence[str]) -> tuple[list[str], str]:
    """The things asked for by name, and what is narrower; and that nothing else counts.

    An answer that is passed on does not show what was asked, so it has to say so itself.
    """
    kind = _ABOUT[name]
    known = dict(record.things.filter(pl.col("kind") == kind).select("iri", "name").iter_rows())
    meant = named(given, known, kind)
    names = listed(known[iri] for iri in meant)
    said = f"Only activities {_PLACED[name]} {names} count."
    return sorted(with_narrower(record.ties, meant)), said


def with_narrower(ties: pl.DataFrame, iris: Iterable[str]) -> set[str]:
    """Themes, places or audiences, and all that is narrower than one of them.

    Args:
        ties: ``source``, ``link`` and ``target``, as in ``Record``.
        iris: What to begin with.
    """
    found = set(iris)
    broader = ties.filter(pl.col("link") == "broader")
    while True:
        narrower = broader.filter(pl.col("target").is_in(list(found)))["source"]
        if found.issuperset(narrower):
            return found
        found |= set(narrower)


def own_or_whole(ties: pl.DataFrame, link: str) -> pl.DataFrame:
    """What each activity states itself, else what the nearest larger one or its series states.

    Args:
        ties: ``source``, ``link`` and ``target``, as in ``Record``.
        link: ``theme``, ``goal`` or ``place``.

    Returns:
        ``source`` and ``target``.
    """
    found = ties.filter(pl.col("link") == link).select("source", "target")
    within = ties.filter(pl.col("link") == "within").select(
        "source", pl.col("target").alias("whole")
    )
    while True:
        lacking = within.filter(~pl.col("source").is_in(found["source"].unique().implode()))
        more = lacking.join(found, left_on="whole", right_on="source").select("source", "target")
        if more.is_empty():
            return found.unique().sort("source", "target")
        found = pl.concat([found, more.unique()])


def _deep_enough(record: Record, parts: pl.DataFrame, level: str) -> tuple[pl.DataFrame, list[str]]:
    """The parts at a level or above; those of which nobody says the level are left out."""
    names = {iri: name for iri, (name, _) in record.levels.items()}
    (iri,) = named([level], names, "level")
    unknown = int(parts["rank"].null_count())
    kept = parts.filter(pl.col("rank") >= record.levels[iri][1])
    noun = many(unknown, "part")
    said = [f"Only parts at the level “{names[iri]}” or deeper count."]
    if unknown:
        said.append(f"{noun} without a recorded level {'is' if unknown == 1 else 'are'} left out.")
    return kept, said
