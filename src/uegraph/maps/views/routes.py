"""Who could introduce us to an audience or a body: routes from our teams, from left to right."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from uegraph.connections.naming import called
from uegraph.connections.routing.routes import Routes, routes, unreached
from uegraph.errors import ParameterError
from uegraph.maps import telling
from uegraph.maps.drafting import Draft, as_link
from uegraph.maps.material import tail
from uegraph.maps.scene import Frame, Link, Scene, Story
from uegraph.maps.stated import span
from uegraph.words import many

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from uegraph.connections.routing.routes import Route
    from uegraph.connections.routing.steps import Step
    from uegraph.maps.material import Asked, Material
    from uegraph.maps.scene import Mark
    from uegraph.network import Evidence

ACROSS: Final = 260.0
DOWN: Final = 110.0
TOP: Final = 5
_STARTS: Final = 12
_CALLED_ON: Final = "called on"
"""What every sentence on permission says; a test holds them together."""

READING: Final = (
    "Routes lead from our teams on the left to whom they are to reach on the right.",
    "Each line is a contact on record between two bodies; its details say what it rests on.",
)


def scene(material: Material, asked: Asked) -> Scene:
    """The routes to one audience or body.

    Raises:
        ParameterError: Nobody is named.
        UnknownNameError: Nobody is called so, or more than one.
    """
    if not asked.to:
        raise _nobody(material, asked)
    found = routes(material.store, asked.to, top=TOP, as_of=asked.as_of)
    target = found.rows[0].to_id
    known = [route for route in found.rows if route.legs]
    columns = _columns(material, known) if known else _apart(material, found, target)
    silent = sorted(
        {ground.id for route in known for leg in route.legs for ground in leg.grounds}
        & {iri for iri, (kind, _) in material.points.items() if kind in ("activity", "series")}
    )
    drawn = tuple(sorted(columns))
    draft = Draft(material, drawn, tuple(silent), (), _ranks(known), {})
    placed = _placed(material, columns, known)
    marks = draft.marks(placed)
    links = tuple(_links(material, known, draft.places))
    name = material.points[target][1]
    if material.public:
        found = _without_permission(found, name)
    return Scene(
        view="routes",
        title=f"Routes to {name}",
        telling=_telling(material, found, marks, links),
        marks=marks,
        links=links,
        frames=tuple(_heads(columns, target)),
        stories=_stories(known, target, name),
        reading=READING,
        remarks=found.remarks,
        fixed=True,
    )


def to_first(material: Material, wanted: Sequence[str]) -> str | None:
    """The first of those wanted to whom a route is on record; else whoever has the best one.

    Where no route leads to anybody who was not reached, the first audience by name.
    """
    points = material.points
    audiences = sorted((name, iri) for iri, (kind, name) in points.items() if kind == "audience")
    if not audiences:
        return None
    rows = [row for row in unreached(material.store, as_of=material.as_of).rows if row.legs]
    known = {row.to_id: row for row in rows}
    first = next((iri for iri in wanted if iri in known), None)
    return first or next(iter(known), audiences[0][1])


def _nobody(material: Material, asked: Asked) -> ParameterError:
    rows = unreached(material.store, as_of=asked.as_of).rows
    names = [f"'{row.to}'" for row in rows if row.steps is not None][:3]
    offer = f" Not reached, with a route on record: {', '.join(names)}." if names else ""
    return ParameterError(
        "The view 'routes' needs somebody to lead to: name an audience or a body with to (--to)."
        f"{offer}"
    )


def _without_permission(found: Routes, name: str) -> Routes:
    """The same without what anybody said of being called on, which is for the team alone."""
    headline = found.headline
    if _CALLED_ON in headline:
        headline = f"No route to {called(name)} is shown."
    return replace(
        found,
        headline=headline,
        rows=tuple(replace(row, permission="") for row in found.rows),
        remarks=tuple(said for said in found.remarks if _CALLED_ON not in said),
    )


def _columns(material: Material, known: Sequence[Route]) -> dict[str, int]:
    """The column of each body: how many steps it is from the start of the first route with it."""
    found: dict[str, int] = {}
    for route in known:
        for step, leg in enumerate(route.legs):
            for iri, column in ((leg.source_id, step), (leg.target_id, step + 1)):
                if iri in material.points:
                    found.setdefault(iri, column)
    target = known[0].to_id
    others = [column for iri, column in found.items() if iri != target]
    return {**found, target: max(others, default=0) + 1}


def _apart(material: Material, found: Routes, target: str) -> dict[str, int]:
    """Our teams and whom they are to reach, with nothing between."""
    net = material.network
    starts = {name: iri for iri, name in zip(net.points["iri"], net.names, strict=True)}
    ours = sorted(
        (starts[name] for name in found.starts if name in starts),
        key=lambda iri: (-int(net.degree[net.places[iri]]), material.points[iri][1]),
    )
    return {**dict.fromkeys(ours[:_STARTS], 0), target: 1}


def _ranks(known: Sequence[Route]) -> dict[str, int]:
    others: dict[str, set[str]] = defaultdict(set)
    for route in known:
        for leg in route.legs:
            others[leg.source_id].add(leg.target_id)
            others[leg.target_id].add(leg.source_id)
    return {iri: len(found) for iri, found in others.items()}


def _placed(
    material: Material, columns: Mapping[str, int], known: Sequence[Route]
) -> dict[str, dict[str, float]]:
    """Where each stands: beside the routes it is on, one above the other in its column."""
    rows: dict[str, list[int]] = defaultdict(list)
    for number, route in enumerate(known):
        for leg in route.legs:
            rows[leg.source_id].append(number)
            rows[leg.target_id].append(number)
        rows[route.to_id].append(number)
    height = {iri: sum(rows[iri]) / len(rows[iri]) if rows[iri] else 0.0 for iri in columns}
    placed = {}
    for column in sorted(set(columns.values())):
        least = -1.0
        members = (iri for iri, at in columns.items() if at == column)
        for iri in sorted(members, key=lambda one: (height[one], material.points[one][1], one)):
            least = max(height[iri], least + 1)  # a place of its own, beside its routes if free
            placed[iri] = {"x": column * ACROSS, "y": least * DOWN}
    return placed


def _links(material: Material, known: Sequence[Route], places: Mapping[str, int]) -> Iterator[Link]:
    legs = {(leg.source_id, leg.target_id): leg for route in known for leg in route.legs}
    taken = _taken(material)
    for (source, target), leg in sorted(legs.items()):
        if source in places and target in places:
            yield _link(material, leg, places, taken)
    stated = {(link.start, link.end): link for link in material.links if link.kind == "belonging"}
    for end in sorted({route.legs[-1].target_id for route in known}):
        target = known[0].to_id
        if end != target and end in places:
            within = stated.get((end, target)) or stated.get((target, end))
            start, last = places[end], places[target]
            plain = Link(start, last, "belonging", "bears on", stated=False)
            yield as_link(within, places) if within else plain


def _taken(material: Material) -> Mapping[tuple[str, str], tuple[Evidence, ...]]:
    """The passages that say that somebody took part in something."""
    found: dict[tuple[str, str], tuple[Evidence, ...]] = {}
    for link in material.links:
        if link.kind == "participation":
            pair = link.start, link.end
            found[pair] = tuple(sorted({*found.get(pair, ()), *link.evidence}))
    return found


def _link(
    material: Material,
    leg: Step,
    places: Mapping[str, int],
    taken: Mapping[tuple[str, str], tuple[Evidence, ...]],
) -> Link:
    told = {
        item
        for ground in leg.grounds
        for item in (
            material.reading.evidence.get(ground.id, ())
            if ground.stated
            else (
                *taken.get((leg.source_id, ground.id), ()),
                *taken.get((leg.target_id, ground.id), ()),
            )
        )
    }
    when, first, last = span(leg.when)
    through = tuple(
        sorted(
            places[ground.id] for ground in leg.grounds if ground.id in places and not ground.stated
        )
    )
    return Link(
        start=places[leg.source_id],
        end=places[leg.target_id],
        kind="contact",
        said="is in contact with",
        stated=leg.stated,
        when=when,
        first=first,
        last=last,
        weight=max(1, len(leg.grounds)),
        facts=(("contact", leg.sentence),),
        evidence=tuple(sorted(told)),
        through=through,
    )


def _heads(columns: Mapping[str, int], target: str) -> Iterator[Frame]:
    """What each column is, above it."""
    for column in sorted(set(columns.values())):
        text = "Our teams" if column == 0 else many(column, "step")
        text = "To reach" if column == columns[target] else text
        yield Frame("text", column * ACROSS, -DOWN * 0.8, text=text, look="title")


def _telling(
    material: Material,
    found: Routes,
    marks: Sequence[Mark],
    links: Sequence[Link],
) -> tuple[str, ...]:
    target, known = found.rows[0].to_id, [route for route in found.rows if route.legs]
    mark = next(mark for mark in marks if mark.id == target)
    reached = f"Coverage: {mark.state}. {mark.reason}" if mark.state else ""
    if not known:
        starts = telling.few([mark.name for mark in marks if mark.size and mark.id != target])
        ours = f"Shown are {called(mark.name)} and our teams: {starts}." if starts else ""
        return telling.paragraphs(found.headline, ours, reached)
    told = [f"Route {row.rank}: {row.sentence} {row.permission}".strip() for row in known]
    derived = sum(not link.stated for link in links)
    verb = "follows" if derived == 1 else "follow"
    shared = f"{many(derived, 'contact')} {verb} from activities in which both had a part"
    return telling.paragraphs(
        found.headline,
        *told,
        reached,
        telling.knowing(
            material, links, derived=shared if derived else "", what=("link", "stated")
        ),
    )


def _stories(known: Sequence[Route], target: str, name: str) -> tuple[Story, ...]:
    if not known:
        return ()
    best = known[0]
    return (
        Story(f"{many(len(known), 'route')} to {name}."),
        Story(best.sentence, f"f={tail(best.legs[0].source_id)}"),
        Story(f"Whom they lead to: {name}.", f"f={tail(target)}"),
    )
