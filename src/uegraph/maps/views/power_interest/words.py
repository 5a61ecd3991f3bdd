"""What the grid of power and interest shows, in words."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from uegraph.assessments import CUT, QUADRANTS
from uegraph.assessments.model import UNENGAGED
from uegraph.dates import day_in_words
from uegraph.maps.scene import Story
from uegraph.maps.views import charts
from uegraph.words import as_words, listed, many

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from uegraph.maps.scene import Mark
    from uegraph.maps.views.power_interest.grid import Grid
    from uegraph.maps.views.power_interest.standings import Place, Standings

READING: Final = (
    "To the right stand those who are judged more interested, at the top those with more power.",
    "A place is an opinion that somebody gave: the details say whose, and when.",
    "Where opinions differ, lines reach to the lowest and to the highest, the mark in the middle.",
    "Marks with the same scores stand side by side, as near to their place as there is room.",
    "The filling says whether it was engaged; an empty mark near the top is worth a question.",
    "Those below the grid nobody has judged: that is not known, and not low.",
)
_HOW: Final = (
    "To place somebody, write a row in the table assessments: the stakeholder, the topic or none, "
    "power and interest from 1 (little) to 5 (much), who judges, and when. Leave blank what was "
    "not judged; several bodies may judge the same, and the map shows where they differ."
)


def telling(standings: Standings) -> Iterator[str | None]:
    """The paragraphs: who is judged, who matters and was not engaged, what is not known."""
    if not standings.places:
        yield _nobody(standings)
        yield _HOW
        yield _without_judgement(standings)
        return
    yield _judged(standings)
    yield _not_engaged(standings)
    yield _differing(standings.places)
    yield _without_judgement(standings)


def _nobody(standings: Standings) -> str:
    on = f" on {standings.found.topic_name}" if standings.found.topic_name else ""
    left_out = standings.material.unpublished
    if left_out:
        return (
            f"This map may show no judgement of anybody{on}: {many(len(left_out), 'assessment')} "
            "on record cite no published source. So the grid is empty."
        )
    return (
        f"No judgement of anybody's power or interest{on} is on record, so the grid is empty. "
        "Nothing is assumed in its place: how much somebody matters does not follow from how often "
        "they took part."
    )


def _judged(standings: Standings) -> str:
    """How many stand where."""
    per = Counter(place.quadrants for place in standings.places)
    said = [f"{name}: {per[name,]:,}" for name in QUADRANTS if per[name,]]
    undecided = sum(number for quadrants, number in per.items() if len(quadrants) > 1)
    if undecided:
        said.append(f"in more than one: {undecided:,}")
    judged = len({place.row.stakeholder for place in standings.places})
    places = len(standings.places)
    on = f", in {many(places, 'place')}, one for each topic" if places > judged else ""
    return f"{many(judged, 'stakeholder')} are judged{on}. {'; '.join(said).capitalize()}."


def unengaged(places: Sequence[Place]) -> list[Place]:
    """Those who are or may be high, and whom nothing on record engaged."""
    return [place for place in places if place.high and place.row.state in UNENGAGED]


def _not_engaged(standings: Standings) -> str:
    missed = unengaged(standings.places)
    high = sum(place.high for place in standings.places)
    if not high:
        return "Nobody is judged to have much power or interest."
    if not missed:
        return f"All {high:,} who are or may be high in power or interest were engaged."
    named = [_named(place) for place in missed]
    return (
        f"Of {high:,} who are or may be high in power or interest, {len(missed):,} are not known "
        f"to have been engaged: {listed(named, few=8)}."
    )


def _named(place: Place) -> str:
    on = f" on {place.row.topic_name}" if place.row.topic_name else ""
    return f"{place.row.label}{on} ({place.state})"


def _differing(places: Sequence[Place]) -> str | None:
    split = [_named(place) for place in places if place.row.split and place.whole]
    if not split:
        return None
    return f"The judgements place {listed(split, few=6)} in different quadrants."


def _without_judgement(standings: Standings) -> str | None:
    """Whom nobody judged, and how many of them were not engaged."""
    found = standings.unjudged
    if not found:
        return None
    points, states = standings.material.points, standings.material.states
    kinds = Counter(points[iri][0] for iri in found)
    said = [many(kinds[kind], kind) for kind in kinds]
    unseen = sum(states.get(iri, "") in charts.UNSEEN for iri in found)
    return (
        f"Nobody judged {listed(said)}. For {unseen:,} of them no engagement is on record either: "
        "if some of them matter, nobody would see it here."
    )


def remarks(standings: Standings, grid: Grid) -> Iterator[str]:
    """What is left out, and what a score cannot tell."""
    more = len(standings.unjudged) - len(grid.unjudged)
    if more:
        yield (
            f"Of those whom nobody judged the {len(grid.unjudged):,} who took part in most are "
            f"drawn; {more:,} more are only counted."
        )
    if grid.left_out:
        yield f"{many(grid.left_out, 'judged stakeholder')} have no room on the grid."
    if standings.places:
        yield (
            f"Above {CUT:g} is high, below it is low, and on it neither. The scores are ranks: two "
            "bodies may mean different things by the same score."
        )
    found = standings.found
    if found.superseded:
        yield f"{many(found.superseded, 'assessment')} are replaced by later ones."
    if found.elsewhere:
        yield f"{many(found.elsewhere, 'assessment')} on other topics are left out."


def stories(standings: Standings, marks: Sequence[Mark]) -> tuple[Story, ...]:
    """The whole, those who matter and were not engaged, and what is not known."""
    if not marks:
        return ()
    places = standings.places
    if not places:
        return (Story("Nobody has judged anybody yet: whom would we place where?"),)
    told = [Story(f"{many(len(places), 'place')} on the grid, each an opinion with a name.")]
    missed = unengaged(places)
    if missed:
        first = missed[0]
        several = first.row.stakeholder in standings.several
        mark = " ".join(filter(None, first.home)) if several else first.row.stakeholder
        sentence = f"{_named(first)} is or may be high, and nothing on record engaged it."
        told.append(Story(sentence, charts.focus(mark)))
        told.append(Story("Who else is not known to have been engaged?", "u=1"))
    return tuple(told)


def receipt(standings: Standings, grid: Grid) -> Iterator[tuple[str, str]]:
    """What was asked, and what was left out."""
    found = standings.found
    yield "topic", found.topic_name or "all"
    if found.as_of:
        yield "judgements up to", day_in_words(found.as_of)
    yield "places drawn", f"{len(standings.places) - grid.left_out:,} of {len(standings.places):,}"
    yield "not judged", f"{len(standings.unjudged):,}"
    if found.private:
        yield "left out as private", many(found.private, "assessment")
    states = Counter(place.state for place in standings.places)
    if states:
        yield "states", charts.tally({as_words(state): n for state, n in states.items()})
