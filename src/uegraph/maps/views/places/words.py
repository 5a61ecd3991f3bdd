"""What the map of places shows, in words."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from uegraph.dates import day_in_words
from uegraph.maps.scene import Story
from uegraph.maps.views import charts
from uegraph.words import as_words, listed, many

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from uegraph.coverage import CoverageRow
    from uegraph.maps.scene import Mark
    from uegraph.maps.views.places.cards import Cards

READING: Final = (
    "Each nation and each region of England is a tile of the same size, about where it lies.",
    "A tile is whole where the place was engaged, and empty where nothing is known.",
    "Below its name stands how much is recorded in the place or in one inside it.",
    "England has a tile of its own: what is told of England names no region.",
)
PLAIN: Final = (
    "Each place is a tile of the same size; where a tile stands means nothing.",
    "A tile is whole where the place was engaged, and empty where nothing is known.",
    "Beside its name stands how much is recorded in the place or in one inside it.",
)


def telling(cards: Cards) -> Iterator[str | None]:
    """The paragraphs: which parts were engaged, what is told of the whole, what is not known."""
    places = cards.places
    if not places.names:
        yield "No place is on record. Write down places in the tables places and activities."
        return
    if cards.twelve:
        yield _states(cards)
        yield _of_the_whole(cards)
    else:
        states = Counter(as_words(row.state) for row in _rows(cards, cards.others))
        yield (
            f"{many(len(cards.others), 'place')} are on record: "
            f"{charts.tally(states) or 'none of them judged'}. None is a nation or region of the "
            "United Kingdom, so they stand in a plain grid."
        )
    yield _most(cards)
    yield _unknown(places.unplaced)


def _rows(cards: Cards, places: Sequence[str]) -> Iterator[CoverageRow]:
    return (cards.places.judged[one] for one in places if one in cards.places.judged)


def _states(cards: Cards) -> str:
    """The nations and regions by state, those of each state by name."""
    by_state: dict[str, list[str]] = {}
    for place in cards.twelve.values():
        row = cards.places.judged.get(place)
        state = as_words(row.state) if row else "not judged"
        by_state.setdefault(state, []).append(cards.places.names[place])
    order = sorted(by_state, key=lambda state: (state in charts.UNSEEN, state != "engaged", state))
    said = "; ".join(f"{state}: {listed(sorted(by_state[state]))}" for state in order)
    engaged = len(by_state.get("engaged", ()))
    return (
        f"Of the {len(cards.twelve)} nations and regions on the map, {engaged} "
        f"{'is' if engaged == 1 else 'are'} known to be engaged. {said[0].upper()}{said[1:]}."
    )


def _of_the_whole(cards: Cards) -> str:
    """What is recorded of the country as a whole and of England, which names no part of them."""
    said = []
    row = cards.places.judged.get(cards.england)
    if row:
        said.append(f"England as a whole: {as_words(row.state)}. {row.reason}")
    if cards.whole:
        name = cards.places.names[cards.whole]
        said.append(
            f"In the {name} and all its parts are recorded: {cards.numbers(cards.whole)}. What was "
            "done for the whole country counts for no one nation or region."
        )
    return " ".join(said)


def _most(cards: Cards) -> str:
    """Where the most activities are recorded."""
    own = [*cards.twelve.values()] or [*cards.others]
    counts = {one: len(cards.places.recorded.get(one, {}).get("activities", ())) for one in own}
    best = sorted((one for one in own if counts[one]), key=lambda one: (-counts[one], one))
    if not best:
        return "No activity is recorded for any of them."
    told = [f"{cards.places.names[one]} ({counts[one]:,})" for one in best[:4]]
    return f"Most activities are recorded for {listed(told)}."


def _unknown(unplaced: Mapping[str, tuple[int, int]]) -> str | None:
    """How much of the record names no place."""
    said = [
        f"{without:,} of {total:,} {what}" for what, (without, total) in unplaced.items() if without
    ]
    if not said:
        return None
    return f"No place is recorded for {listed(said)}: they are in no number here."


def remarks(cards: Cards) -> Iterator[str]:
    """What the map leaves out or cannot know."""
    if cards.places.names:
        yield (
            "A place counts as engaged by an activity that concerns it or by an engaged party that "
            "is there. That is a low bar: it does not say that its people took part."
        )
    if cards.left_out:
        yield f"{many(cards.left_out, 'place')} with less on record have no tile."
    missing = 12 - len(cards.twelve)
    if cards.twelve and missing:
        yield f"{missing} of the 12 nations and regions are not on record by their codes."


def stories(marks: Sequence[Mark]) -> tuple[Story, ...]:
    """The whole, the place with the most on record, and those of which nothing is known."""
    engaged = [mark for mark in marks if mark.state == "engaged"]
    unseen = [mark.name for mark in marks if mark.state in charts.UNSEEN]
    told = [Story(f"{many(len(marks), 'place')} are on the map.")] if marks else []
    if engaged:
        best = max(engaged, key=lambda mark: mark.rank)
        told.append(Story(f"{best.name}. {best.reason}", charts.focus(best.id)))
    if unseen:
        told.append(Story(f"No engagement is on record for {listed(unseen, few=12)}.", "u=1"))
    return tuple(told)


def receipt(cards: Cards, marks: Sequence[Mark]) -> Iterator[tuple[str, str]]:
    """What was asked, and how many places have which state."""
    asked = [one for one in cards.places.material.results if one.kinds == ("place",)]
    for result in asked:
        yield "scope", f"{result.name}, as of {day_in_words(result.as_of)}"
    if not asked:
        yield "scope", "every place that lies inside another"
    yield "places", charts.tally(Counter(mark.state for mark in marks)) or "none judged"
    yield "places drawn", f"{len(marks):,} of {len(marks) + cards.left_out:,}"
