"""What routes come to, in sentences: a headline, where a route breaks, and what is not known."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from uegraph.connections.naming import called
from uegraph.connections.routing.chains import Chain
from uegraph.words import listed, many

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from uegraph.connections.routing.routes import Route, Search
    from uegraph.connections.routing.ways_in import WayIn

SAID: Final[Mapping[str, str]] = {
    "out-of-scope": "it is out of scope on purpose",
    "conflict": "sources disagree on whether it was engaged",
    "engaged": "it has been engaged already",
    "shallow": "it has been reached already, but one way only or less deeply than asked",
    "stale": "it was engaged, but too long ago to count",
    "represented": "it was engaged only through a body that speaks for it",
    "attempted": "it was approached, and no more is recorded",
    "planned": "its engagement is planned",
    "known-gap": "a source states that it was not engaged",
    "inferred-gap": "it was not engaged, as the record is stated to be complete",
    "no-evidence": "whether it was engaged is not recorded, which is not a no",
    "": "whether it was engaged is not known",
}
"""The states of coverage as a clause."""

_FEW: Final = 3


def headline(asked: Search, target: str, state: str, rows: Sequence[Route]) -> str:
    """What was found to one target."""
    name = asked.telling.called(target)
    covered = f" By coverage, {SAID[state]}."
    if not rows:
        said = "" if _not_sought(asked, target) else f"No recorded route leads to {name}. "
        return f"{said}{broken(asked, target)}{covered}"
    steps = rows[0].steps or 0
    number = many(len(rows), "route")
    verb = "leads" if len(rows) == 1 else "lead"
    if steps == 1 and len(rows[0].through) == 1:
        how = f"{called(rows[0].through[0])} is in contact already"
    else:
        how = f"the best has {many(steps, 'step')}"
    return f"{number} {verb} from {_ours(asked)} to {name}; {how}.{covered}"


def headline_of_all(asked: Search, rows: Sequence[Route]) -> str:
    """What was found to all that were not reached."""
    if not asked.audiences:
        return "The graph holds no audience, so there is none to reach."
    if not rows:
        return "Every audience that was asked about is engaged or out of scope: no gap is recorded."
    there = [row for row in rows if row.steps is not None]
    direct = sum(row.steps == 1 for row in there)
    noun = many(len(rows), "audience")
    verb = "is" if len(rows) == 1 else "are"
    lacking = len(rows) - len(there)
    said = f"{noun} {verb} neither engaged nor out of scope. "
    if not there:
        return (
            f"{said}No route from {_ours(asked)} to {'it' if lacking == 1 else 'any'} is recorded."
        )
    said += f"A route from {_ours(asked)} is recorded to "
    said += f"{len(there):,} of them" if lacking else "it" if len(rows) == 1 else "each"
    said += f", to {direct:,} in a single step." if direct else "."
    return said + (f" To {lacking:,} no route is recorded." if lacking else "")


def broken(asked: Search, target: str) -> str:
    """Where a route to somebody breaks: the nearest end that is known."""
    if apart := _not_sought(asked, target):
        return apart
    ways = asked.known.ways_in(target)
    audience = target in asked.audiences
    if not asked.starts:
        return "Nobody is recorded as running an activity, so there is no team to start from."
    if not ways and asked.known.ways_in(target, withdrawn=True):
        return "All who could open the door asked not to be called on, and are not named."
    if not ways and audience:
        return (
            "Nobody is recorded as speaking for it or for a wider audience, nor as having met it "
            "or a part of it: first find out who speaks for it."
        )
    if not ways:
        return "No contact of it with anybody is recorded: first find out whom it works with."
    [(step, *_)] = asked.telling.steps([(Chain((ways[0].door.body,), 0, 1), ways[0])])
    by = part_of(asked, target, ways[0])
    others = len({way.door.body for way in ways}) - 1
    more = f" {many(others, 'more body', 'more bodies')} could open the door." if others else ""
    return (
        f"The nearest known end is this. {step.sentence}{by}{more} But no chain of recorded "
        f"contacts leads there from {_ours(asked)} in up to {many(asked.steps, 'step')}."
    )


def _not_sought(asked: Search, target: str) -> str:
    """Why no route is looked for; empty where one is."""
    name = asked.telling.called(target)
    if target in asked.starts:
        return f"{name} is named as one of ours, so no introduction is needed."
    if target in asked.known.withdrawn:
        return f"{name} asked not to be called on, so no route to it is offered."
    return ""


def part_of(asked: Search, target: str, way: WayIn) -> str:
    """That the way leads to another audience than the one meant; empty where it does not."""
    via, meant = asked.telling.called(way.via), asked.telling.called(target)
    if way.by == "narrower":
        return f" That is the narrower audience {via}, a part of {meant}."
    if way.by == "broader":
        return f" That is the wider audience {via}, not {meant} alone."
    return ""


def permission(asked: Search, bodies: Sequence[str]) -> str:
    """What those who would be called on said of it; ours are not asked."""
    others = [iri for iri in bodies if iri not in asked.starts]
    given = [asked.telling.called(iri) for iri in others if iri in asked.known.given]
    if not others:
        return ""
    if len(given) == len(others):
        return f"{listed(given)} gave permission to be called on."
    if not given:
        return "Nobody says whether they may be called on: ask first."
    silent = [asked.telling.called(iri) for iri in others if iri not in asked.known.given]
    return f"{listed(given)} gave permission to be called on; of {listed(silent)} nobody says."


def remarks(asked: Search, rows: Sequence[Route]) -> tuple[str, ...]:
    """What routes do not know."""
    return (*asked.known.bodies.remarks, *_remarks(asked, rows))


def _remarks(asked: Search, rows: Sequence[Route]) -> Iterator[str]:
    if not asked.chosen:
        number = many(len(asked.starts), "body that is", "bodies that are")
        ours = f"ours are here the {number} recorded as running an activity"
        none = "and no body is recorded as running an activity"
        yield f"No team was named{': ' + ours if asked.starts else ', ' + none}."
    withdrawn = sum(iri in asked.known.bodies.places for iri in asked.known.withdrawn)
    if withdrawn:
        noun = many(withdrawn, "body", "bodies")
        yield (
            f"{noun} asked not to be called on: no route leads through "
            f"{'it, and it is' if withdrawn == 1 else 'them, and they are'} not named."
        )
    if any((row.steps or 0) > len(row.through) for row in rows):
        yield (
            "A last step that leads to a wider or narrower audience, or through a party without a "
            "name, counts for more than one, as it does not quite lead there."
        )
    if any(row.undated for row in rows):
        yield ("Nobody says since when some of these steps hold, or whether they still do.")
    if any(row.steps is not None for row in rows):
        yield (
            "Of steps that are dated within a span the first day counts: the contact may be more "
            "recent, and is no older."
        )
        yield (
            "A contact between two bodies is not one between two people: who knows whom there is "
            "not recorded."
        )


def _ours(asked: Search) -> str:
    return listed(map(called, asked.names), few=_FEW) if asked.chosen else "our teams"
