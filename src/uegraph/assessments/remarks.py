"""What a reader should know beside the figures of a standing, in whole sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from uegraph.assessments.model import ATTRIBUTES
from uegraph.assessments.reading import perhaps_after, values_of
from uegraph.dates import day_in_words, in_words
from uegraph.words import listed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from uegraph.assessments.model import Attribute, Judgement
    from uegraph.assessments.reading import Asked, Assessment, Record


def remarks(
    record: Record,
    asked: Asked,
    found: Sequence[Assessment],
    judgements: Sequence[Judgement],
    *,
    split: bool,
) -> tuple[str, ...]:
    """The remarks on one standing, the disagreement first.

    Args:
        record: What the graph holds.
        asked: What was asked.
        found: The assessments that count.
        judgements: The same, by assessor.
        split: Whether two assessors place the stakeholder in different quadrants.
    """
    values = values_of(score for one in found for score in one.scores)
    said = []
    if split:
        said.append("The assessors differ: " + "; ".join(map(_placed, judgements)) + ".")
    said += _on_the_line(values, asked)
    missing = [name for name in ATTRIBUTES if not values.get(name)]
    if missing:
        said.append(f"Not assessed, so not known: {listed(missing)}.")
    said += [
        f"{judgement.name} judged more than once, and it is not known which score is the later."
        for judgement in judgements
        if len({score.attribute for score in judgement.scores}) < len(judgement.scores)
    ]
    undated = sorted({record.name(one.assessor) for one in found if not one.when})
    if undated:
        said.append(f"No date is recorded for a judgement of {listed(undated)}.")
    said += _perhaps_later(record, found, asked.as_of)
    return tuple(said)


def _placed(judgement: Judgement) -> str:
    return f"{judgement.name} says {' or '.join(judgement.quadrants)}"


def _on_the_line(values: Mapping[Attribute, Sequence[int]], asked: Asked) -> list[str]:
    """A score on the cut is named, because another cut would settle it."""
    limits = {
        "power": {asked.cut, asked.salience_cut},
        "interest": {asked.cut},
        "legitimacy": {asked.salience_cut},
        "urgency": {asked.salience_cut},
    }
    met: dict[float, list[str]] = {}
    for name in ATTRIBUTES:
        for limit in sorted(limits[name]):
            if limit in values.get(name, ()):
                met.setdefault(limit, []).append(name)
    return [
        f"A score of {limit:g} for {listed(names)} lies on the cut, neither high nor low."
        for limit, names in sorted(met.items())
    ]


def _perhaps_later(record: Record, found: Sequence[Assessment], as_of: date | None) -> list[str]:
    late = [one for one in found if one.when and perhaps_after(one, as_of)]
    return [
        f"A judgement of {record.name(one.assessor)} ({in_words(one.when)}) may have been made "
        f"after {day_in_words(as_of)}."
        for one in late
        if as_of
    ]
