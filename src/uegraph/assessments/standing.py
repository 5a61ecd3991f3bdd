"""Power and interest of the assessed: the assessments that count, brought together."""

from __future__ import annotations

import math
from collections import defaultdict
from typing import TYPE_CHECKING, Final

from uegraph.assessments import placing
from uegraph.assessments.model import (
    ATTRIBUTES,
    CUT,
    QUADRANTS,
    Assessed,
    Judgement,
    PowerInterest,
    Range,
    Standing,
)
from uegraph.assessments.reading import Asked, counting, made_after, read_record, values_of
from uegraph.assessments.remarks import remarks
from uegraph.assessments.states import states
from uegraph.errors import UegraphError, UnknownNameError
from uegraph.queries import Param
from uegraph.queries.names import things

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from uegraph.assessments.model import Score
    from uegraph.assessments.reading import Assessment, Record
    from uegraph.coverage import State
    from uegraph.store import Store

_TOPIC: Final = Param(
    name="topic",
    variable="topic",
    type="iri",
    help="The theme or product.",
    example="",
    optional=True,
    kinds=("theme", "product"),
    schemes=(),
)


def power_interest(
    store: Store,
    *,
    topic: str | None = None,
    as_of: date | None = None,
    cut: float = CUT,
    salience_cut: float = CUT,
) -> PowerInterest:
    """Where each assessed stakeholder stands on each topic, by whose judgement, and what is open.

    The latest score of each assessor for a stakeholder, topic and attribute counts. What is
    marked private is left out, and counted.

    Args:
        store: The graph.
        topic: The name, slug or IRI of a theme or product: only assessments on it, or on a
            narrower theme. Left out: all.
        as_of: Assessments made after this day do not count, and engagement is judged as of it.
        cut: Above this score power and interest are high, below it low; on it both are possible.
        salience_cut: The same for having power, legitimacy and urgency.

    Raises:
        UnknownNameError: Nothing is called as the topic, where near names are offered, or it is
            marked private.
        UegraphError: A cut is not a number from 1 to 5, or several things bear the topic's name.
        DateError: An assessment's date cannot be read.
    """
    asked = _checked(Asked(cut, salience_cut, as_of))
    record = read_record(store)
    wanted = _topic(store, record, topic)
    chosen = _about(record, record.assessments, wanted)
    made = [one for one in chosen if not made_after(one, as_of)]
    hidden = _about(record, record.hidden, wanted)
    hidden = [one for one in hidden if not made_after(one, as_of)]
    homes = _counting(made, as_of)
    engaged = states(store, homes, record.kinds, as_of)
    rows = [_standing(record, asked, found, engaged.get(home)) for home, found in homes.items()]
    counted = _iris(one for found in homes.values() for one in found)
    return PowerInterest(
        topic=wanted,
        topic_name=record.name(wanted) if wanted else "",
        as_of=as_of,
        cut=cut,
        salience_cut=salience_cut,
        rows=tuple(sorted(rows, key=_order)),
        counted=len(counted),
        superseded=len(_iris(made) - counted),
        later=len(_iris(chosen) - _iris(made)),
        elsewhere=len(_iris(record.assessments) - _iris(chosen)),
        private=len(_iris(hidden)),
        assessed=_assessed(record, [*made, *hidden]),
    )


def _checked(asked: Asked) -> Asked:
    for name, value in (("cut", asked.cut), ("cut of salience", asked.salience_cut)):
        if not (math.isfinite(value) and 1 <= value <= 5):
            raise UegraphError(f"The {name} is {value}. Give a number from 1 to 5.")
    return asked


def _topic(store: Store, record: Record, name: str | None) -> str:
    """The IRI of the topic that was asked for; empty for all."""
    if name is None:
        return ""
    [iri, *_] = things(store, _TOPIC, name)
    if iri in record.private:
        raise UnknownNameError("This topic is marked private, so no answer speaks of it.")
    return iri


def _about(record: Record, assessments: Iterable[Assessment], wanted: str) -> list[Assessment]:
    return [one for one in assessments if not wanted or _on(record, one.topic, wanted)]


def _iris(assessments: Iterable[Assessment]) -> set[str]:
    return {one.iri for one in assessments}


def _on(record: Record, topic: str, wanted: str) -> bool:
    """Whether a topic is the one asked for or a narrower theme."""
    seen: set[str] = set()
    waiting = [topic]
    while waiting:
        here = waiting.pop()
        if here == wanted:
            return True
        if here not in seen:
            seen.add(here)
            waiting.extend(record.broader.get(here, ()))
    return False


def _counting(
    made: Sequence[Assessment], as_of: date | None
) -> dict[tuple[str, str], list[Assessment]]:
    """What counts, by stakeholder and topic."""
    homes: dict[tuple[str, str], list[Assessment]] = defaultdict(list)
    for one in made:
        homes[one.home].append(one)
    kept = {home: counting(found, as_of) for home, found in homes.items()}
    return {home: found for home, found in kept.items() if found}


def _standing(
    record: Record, asked: Asked, found: Sequence[Assessment], state: State | None
) -> Standing:
    """Where the stakeholder of some assessments stands on their topic."""
    stakeholder, topic = found[0].home
    judgements = _judgements(record, asked, found)
    values = values_of(score for one in found for score in one.scores)
    split = placing.differ([frozenset(judgement.quadrants) for judgement in judgements])
    return Standing(
        stakeholder=stakeholder,
        label=record.name(stakeholder),
        kind=record.kinds.get(stakeholder, ""),
        topic=topic,
        topic_name=record.name(topic) if topic else "",
        **{name: _range(values.get(name, ())) for name in ATTRIBUTES},
        quadrants=placing.in_order(judgement.quadrants for judgement in judgements),
        salience=placing.classes_in_order(judgement.salience for judgement in judgements),
        split=split,
        prominence=placing.prominence(values, asked.cut),
        state=state,
        judgements=judgements,
        remarks=remarks(record, asked, found, judgements, split=split),
    )


def _judgements(record: Record, asked: Asked, found: Sequence[Assessment]) -> tuple[Judgement, ...]:
    """What each assessor holds, by name."""
    by_assessor: dict[str, list[Score]] = defaultdict(list)
    for one in found:
        by_assessor[one.assessor].extend(one.scores)
    given = [values_of(scores) for scores in by_assessor.values()]
    quadrants = placing.quadrants(given, asked.cut)
    classes = placing.salience(given, asked.salience_cut)
    judgements = [
        Judgement(
            assessor=assessor,
            name=record.name(assessor),
            scores=tuple(sorted(scores, key=_by_attribute)),
            quadrants=placing.in_order([quadrants[place]]),
            salience=placing.classes_in_order([classes[place]]),
        )
        for place, (assessor, scores) in enumerate(by_assessor.items())
    ]
    return tuple(sorted(judgements, key=lambda one: (one.name, one.assessor)))


def _range(values: Sequence[int]) -> Range | None:
    return Range(min(values), max(values)) if values else None


def _by_attribute(score: Score) -> tuple[int, int, str, str]:
    return ATTRIBUTES.index(score.attribute), score.value, score.when, score.assessment


def _order(row: Standing) -> tuple[object, ...]:
    """Settled rows first, by quadrant; then by name."""
    first = QUADRANTS.index(row.quadrants[0])
    return (
        *(len(row.quadrants) > 1, first, len(row.quadrants), row.label, row.topic_name),
        *(row.stakeholder, row.topic),
    )


def _assessed(record: Record, made: Iterable[Assessment]) -> tuple[Assessed, ...]:
    judged = {one.stakeholder for one in made if one.scores}
    return tuple(
        Assessed(kind, sum(record.kinds.get(iri) == kind for iri in judged), total)
        for kind in ("organisation", "audience")
        if (total := sum(other == kind for other in record.kinds.values()))
    )
