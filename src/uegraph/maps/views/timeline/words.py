"""What the timeline shows, in words."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, Final

from uegraph.dates import day_in_words, in_words
from uegraph.maps.scene import Story
from uegraph.maps.views import charts
from uegraph.words import listed, many

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from uegraph.maps.scene import Mark
    from uegraph.maps.views.timeline.reading import Activities, Item

READING: Final = (
    "From left to right runs time; a bar reaches from the first to the last day of an activity.",
    "A thick bar is known to the month or better, or recorded as lasting from begin to end.",
    "A thin bar between brackets was some time in that stretch; nobody says just when.",
    "A dashed box is such a stretch for several at once; where in it a tile stands means nothing.",
    "An arrow stands where a begin or an end is not known.",
    "Activities of one programme or series stand together.",
)


def telling(activities: Activities) -> Iterator[str | None]:
    """The paragraphs: from when to when, what stands out, how little is dated."""
    items = activities.all
    if not items:
        yield "No activity is on record. Write down activities in the tables activities and series."
        return
    known = Counter(item.known for item in items)
    exact = known["exact"] + known["lasted"]
    yield (
        f"{many(len(items), 'activity', 'activities')} and series are on record"
        f"{_between(items)}. Known to the month, or from when to when: {exact:,}. Only known to "
        f"lie in a longer stretch: {known['within']:,}. Open at one end: {known['open']:,}. "
        f"Without any date: {known['undated']:,}."
    )
    yield _busiest(items)
    yield _most_attended(items)
    yield _vague(items)


def _between(items: Sequence[Item]) -> str:
    firsts = [item.first for item in items if item.first is not None]
    lasts = [item.last for item in items if item.last is not None]
    if not firsts or not lasts:
        return ""
    return f", between {_day(min(firsts))} and {_day(max(lasts))}"


def _busiest(items: Sequence[Item]) -> str | None:
    """The year in which most of what is known exactly began."""
    began = Counter(
        date.fromordinal(item.first).year
        for item in items
        if item.first is not None and item.known in ("exact", "lasted")
    )
    if not began:
        return None
    most = max(began.values())
    years = [str(year) for year in sorted(began) if began[year] == most]
    return (
        f"Of those whose begin is known, most began in {listed(years)} ({most:,}). That is what "
        "was written down with a date, and need not be what happened."
    )


def _most_attended(items: Sequence[Item]) -> str | None:
    most = max(item.attended for item in items)
    if not most:
        return None
    best = [item for item in items if item.attended == most]
    parties = many(most, "body or audience", "bodies and audiences")
    said = f" ({in_words(best[0].when)})" if len(best) == 1 and best[0].when else ""
    return (
        f"{parties[0].upper()}{parties[1:]} took part in {listed((b.name for b in best), few=3)}"
        f"{said}, the most on record."
    )


def _vague(items: Sequence[Item]) -> str | None:
    """The stretch that most share, of which nothing more is known."""
    stretches = Counter(item.when for item in items if item.known == "within")
    if not stretches:
        return None
    when, number = max(stretches.items(), key=lambda pair: (pair[1], pair[0]))
    if number < 2:
        return None
    return (
        f"Of {charts.out_of(number, len(items), 'activity', 'activities')} nothing more is known "
        f"than {in_words(when)}. So the chart shows no rise or fall of engagement: for that, write "
        "down when each was."
    )


def remarks(activities: Activities) -> Iterator[str]:
    """What is left out."""
    left_out = len(activities.all) - len(activities.shown)
    if left_out:
        yield (
            f"The map draws the {len(activities.shown):,} activities that began last, of those of "
            f"one day the most attended; {left_out:,} more are left out. `uegraph query "
            "engagement/activities-in-period` lists all of them."
        )
    undated = sum(item.known == "undated" for item in activities.all)
    if undated:
        noun = many(undated, "activity", "activities")
        yield f"In a box of its own: {noun} without a date."


def stories(activities: Activities, marks: Sequence[Mark]) -> tuple[Story, ...]:
    """The whole, what most took part in, and what is planned."""
    if not marks:
        return ()
    told = [Story(f"{many(len(marks), 'activity', 'activities')} and series, from the first on.")]
    best = max(marks, key=lambda mark: mark.rank)
    if best.rank:
        when = f", {best.when}" if best.when else ""
        told.append(Story(f"Most took part in “{best.name}”{when}.", charts.focus(best.id)))
    vague = sum(item.known in ("within", "open", "undated") for item in activities.shown)
    if vague:
        of = charts.out_of(vague, len(marks), "activity", "activities")
        told.append(Story(f"Of {of} nobody wrote down exactly when they were."))
    return tuple(told)


def receipt(activities: Activities, marks: Sequence[Mark]) -> Iterator[tuple[str, str]]:
    """The day of reference, and how much is drawn."""
    end = activities.end
    yield "told up to", day_in_words(date.fromordinal(end) if end else None)
    yield "activities drawn", f"{len(marks):,} of {len(activities.all):,}"


def _day(day: int) -> str:
    return day_in_words(date.fromordinal(day))
