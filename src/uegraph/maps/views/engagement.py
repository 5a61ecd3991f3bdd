"""Who took part in what: bodies, audiences and parties without a name, and the activities."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from uegraph.maps import telling
from uegraph.maps.drafting import Draft, degrees, groups_of, strengths
from uegraph.maps.legend import depth
from uegraph.maps.material import chosen_kinds
from uegraph.maps.scene import Scene
from uegraph.maps.views.collaboration import stories
from uegraph.words import listed, many

if TYPE_CHECKING:
    from collections.abc import Sequence

    from uegraph.maps.material import Asked, Material
    from uegraph.maps.scene import Group, Mark

PLAIN: Final = ("organisation", "unnamed party", "audience", "activity", "series")
KINDS: Final = (*PLAIN, "theme", "product", "goal")
_PARTIES: Final = frozenset({"organisation", "unnamed party", "audience"})
_ACTIVITIES: Final = frozenset({"activity", "series"})

READING: Final = (
    "Circles are bodies, hexagons parties without a name, diamonds audiences.",
    "Triangles are activities, and series of them where they point down.",
    "A line says what a source states: who had which part in what, and who belongs where.",
    "The larger a mark, the more others it is linked with.",
)


def scene(material: Material, asked: Asked) -> Scene:
    """The network of those who engage and what they took part in."""
    draft = drafted(material, chosen_kinds(asked, KINDS, PLAIN))
    places = draft.places
    pairs = ((places[link.start], places[link.end]) for link in draft.stated)
    placed, layout = draft.by_community(strengths(pairs, len(draft.drawn)))
    marks = draft.marks(placed)

    groups = groups_of(layout, marks, lambda head: f"Around {marks[head].name}")
    return Scene(
        view="engagement",
        title="Who took part in what",
        telling=_telling(material, draft, marks, groups),
        marks=marks,
        links=draft.links,
        groups=groups,
        stories=stories(marks),
        reading=READING,
    )


def drafted(material: Material, kinds: Sequence[str]) -> Draft:
    """All things of the kinds, and every stated link between two of them."""
    drawn = tuple(sorted(iri for iri, (kind, _) in material.points.items() if kind in kinds))
    shown, kept, beyond = set(drawn), [], dict[str, int]()
    for link in material.links:
        if link.start in shown and link.end in shown:
            kept.append(link)
            continue
        for end in {link.start, link.end} & shown:
            beyond[end] = beyond.get(end, 0) + 1
    return Draft(material, drawn, (), tuple(kept), degrees(drawn, kept), beyond)


def _telling(
    material: Material, draft: Draft, marks: Sequence[Mark], groups: Sequence[Group]
) -> tuple[str, ...]:
    shown = telling.drawn(marks)
    bodies = [mark for mark in shown if mark.kind not in _ACTIVITIES]
    return telling.paragraphs(
        f"The map shows {telling.by_kind(shown)}. {telling.middle(bodies)}",
        _parts(draft),
        telling.groups(groups, marks),
        telling.unreached(material),
        telling.alone(shown),
        telling.knowing(material, draft.links),
    )


def _parts(draft: Draft) -> str:
    """How many parts are on record, and what came of them."""
    parts = [link for link in draft.stated if link.kind == "participation"]
    if not parts:
        return ""
    joined = sum(link.statement in draft.material.joining for link in parts)
    kinds = {iri: kind for iri, (kind, _) in draft.material.points.items()}
    by_audiences = sum(kinds[link.start] == "audience" for link in parts)
    known = [link for link in parts if link.level]
    levels = listed(
        f"{sum(link.level == level for link in known):,} {level}"
        for level in dict.fromkeys(sorted({link.level for link in known}, key=depth))
    )
    are = "is" if len(parts) == 1 else "are"
    said = (
        f"{many(len(parts), 'part')} in activities {are} on record, {joined:,} of them taken, "
        f"{by_audiences:,} by audiences."
    )
    if known:
        said += f" How deeply is said of {len(known):,}: {levels}."
    return said
