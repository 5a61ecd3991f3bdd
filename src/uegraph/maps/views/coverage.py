"""Which audience was engaged on which theme: gaps are links too, and are shown when asked for."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from uegraph.connections.naming import called
from uegraph.coverage import STATES, coverage, shareable
from uegraph.maps import telling
from uegraph.maps.drafting import Draft, groups_of, size_of, strengths
from uegraph.maps.material import tail
from uegraph.maps.scene import Group, Link, Scene, Story
from uegraph.network import Evidence
from uegraph.words import as_words, listed, many

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from uegraph.coverage import CoverageResult, CoverageRow
    from uegraph.maps.material import Asked, Material
    from uegraph.maps.scene import Mark

CELLS: Final = 4_000
"""Up to so many pairs of an audience and a theme each gap is a link; beyond they are counted."""

TITLE: Final = "Which audience was engaged on which theme"
NOTHING: Final = "The record holds no pair of an audience and a theme to be looked at."

BOX: Final = "Engaged on no theme, as far as anybody recorded"
NONE: Final = "No audience engaged on it, as far as anybody recorded"
_ACROSS: Final = 190.0
_BELOW: Final = 150.0

_PARTIAL: Final = frozenset({"shallow", "stale", "represented", "attempted", "planned", "conflict"})
_GAPS: Final = frozenset({"known-gap", "inferred-gap", "no-evidence"})

READING: Final = (
    "A diamond is an audience, a square a theme.",
    "An unbroken line: engaged on the theme. A dashed one: something less than that on record.",
    "Where there is no line, nobody recorded an engagement: that is neither a yes nor a no.",
    "These pairs can be shown too, as dotted lines.",
)


def scene(material: Material, asked: Asked) -> Scene:
    """The network of audiences and themes."""
    if not {"audience", "theme"} <= {kind for kind, _ in material.points.values()}:
        return Scene("coverage", TITLE, (NOTHING,), ())
    [result] = coverage(material.store, of=["audience", "theme"], as_of=asked.as_of)
    table = _table(material, result)
    drawn = tuple(sorted({iri for pair in table for iri in pair}))
    places = {iri: place for place, iri in enumerate(drawn)}
    links = tuple(_links(result, places))
    engaged = [link for link in links if link.kind != "gap"]
    others = Counter(end for link in engaged for end in (link.start, link.end))
    ranks = {iri: others[place] for iri, place in places.items()}
    lone = tuple(iri for iri in drawn if material.points[iri][0] == "theme" and not ranks[iri])
    draft = Draft(material, tuple(iri for iri in drawn if iri not in lone), (), (), ranks, {})
    at = draft.places
    pull = strengths(
        ((at[drawn[link.start]], at[drawn[link.end]]) for link in engaged), len(draft.drawn)
    )
    placed, layout = draft.by_community(pull)
    first = draft.marks(placed)

    groups = groups_of(layout, first, lambda head: f"Around {first[head].name}", BOX)
    apart, box = _lone(lone, groups, ranks, material)
    order = {mark.id: place for place, mark in enumerate((*first, *apart))}
    marks = tuple(_told(mark, material, table) for mark in (*first, *apart))
    links = tuple(
        replace(link, start=order[drawn[link.start]], end=order[drawn[link.end]]) for link in links
    )
    groups = (*groups, *(replace(one, heads=tuple(order[iri] for iri in lone[:3])) for one in box))
    return Scene(
        view="coverage",
        title=TITLE,
        telling=_telling(material, table, marks, links),
        marks=marks,
        links=links,
        groups=groups,
        stories=_stories(marks),
        reading=READING,
        remarks=_remarks(table, links),
    )


def _lone(
    lone: Sequence[str], groups: Sequence[Group], ranks: dict[str, int], material: Material
) -> tuple[tuple[Mark, ...], tuple[Group, ...]]:
    """The themes on which nobody is known to have been engaged, in a box below all else."""
    if not lone:
        return (), ()
    bottom = max((one.y + max(one.radius, one.high) for one in groups), default=0.0) + _BELOW
    left = -(len(lone) - 1) / 2 * _ACROSS
    marks = tuple(
        material.mark(iri, x=left + place * _ACROSS, y=bottom, group=len(groups), rank=ranks[iri])
        for place, iri in enumerate(sorted(lone, key=lambda iri: material.points[iri][1]))
    )
    wide = len(lone) / 2 * _ACROSS
    return marks, (Group(0, bottom, 0, wide, _ACROSS / 4, NONE, size=len(lone)),)


def _table(material: Material, result: CoverageResult) -> dict[tuple[str, str], str]:
    """The state of each pair of an audience and a theme that may be shown."""
    points = material.points
    rows = result.frame.select("audience", "theme", "state").iter_rows()
    return {
        (audience, theme): state
        for audience, theme, state in rows
        if audience in points and theme in points
    }


def _links(result: CoverageResult, places: dict[str, int]) -> Iterator[Link]:
    """A link for each pair with something on record; and for the others where they are few."""
    few = result.frame.height <= CELLS
    frame = result.frame.select("audience", "theme", "state").iter_rows()
    for number, (audience, theme, state) in enumerate(frame):
        shown = audience in places and theme in places and state != "out-of-scope"
        if shown and (few or state not in _GAPS):
            row = shareable(result.rows[number])
            if row is not None:
                yield _link(row, places[audience], places[theme])


def _link(row: CoverageRow, audience: int, theme: int) -> Link:
    kind = "engagement" if row.state == "engaged" else "partial"
    kind = "gap" if row.state in _GAPS else kind
    lead = next(iter(row.evidence), None)
    facts = [("state", as_words(row.state)), ("why", row.reason)]
    facts += [("remark", remark) for remark in row.remarks]
    said = {"engagement": "engaged on", "partial": as_words(row.state), "gap": as_words(row.state)}
    return Link(
        start=audience,
        end=theme,
        kind=kind,
        said=said[kind],
        stated=kind != "gap",
        level=lead.level if lead and kind == "engagement" else "",
        weight=max(1, len(row.evidence)),
        facts=tuple(facts),
        evidence=_evidence(row),
    )


def _evidence(row: CoverageRow) -> tuple[Evidence, ...]:
    told = [passage for item in row.evidence for passage in item.passages]
    told += [passage for stated in row.statements for passage in stated.passages]
    return tuple(sorted({Evidence(one.source, one.section, one.paragraph) for one in told}))


def _told(mark: Mark, material: Material, table: dict[tuple[str, str], str]) -> Mark:
    """An audience with the state of each theme, a theme with the number of each state."""
    points = material.points
    size = size_of(mark.kind, mark.rank)
    if mark.kind == "theme":
        states = Counter(state for (_, theme), state in table.items() if theme == mark.id)
        facts = [(as_words(state), many(states[state], "audience")) for state in _known(states)]
        return replace(mark, size=size, facts=(*facts, *mark.facts))
    mine = sorted(
        (points[theme][1], state) for (one, theme), state in table.items() if one == mark.id
    )
    return replace(mark, facts=(*((name, as_words(state)) for name, state in mine), *mark.facts))


def _known(states: Counter[str]) -> list[str]:
    return [state for state in STATES if states[state]]


def _telling(
    material: Material,
    table: dict[tuple[str, str], str],
    marks: Sequence[Mark],
    links: Sequence[Link],
) -> tuple[str, ...]:
    states = Counter(state for state in table.values() if state != "out-of-scope")
    total = states.total()
    if not total:
        return (NOTHING,)
    audiences = [mark for mark in marks if mark.kind == "audience"]
    themes = [mark for mark in marks if mark.kind == "theme"]
    none = [mark.name for mark in audiences if not mark.rank]
    silent = sum(states[state] for state in _GAPS)
    partial = sum(states[state] for state in _PARTIAL)
    cells = (
        f"{many(len(audiences), 'audience')} and {many(len(themes), 'theme')} make {total:,} "
        f"pairs in scope: {states['engaged']:,} engaged, {partial:,} with something less than "
        f"that on record, {silent:,} with nothing."
    )
    return telling.paragraphs(
        f"{cells} {_most(themes, 'audiences')} {_most(audiences, 'themes')}",
        _unreached(none, audiences),
        telling.reasons(as_words(state) for state in table.values()),
        telling.knowing(material, links, what=("pair", "engaged or approached")),
    )


def _most(marks: Sequence[Mark], others: str) -> str:
    first = [mark for mark in telling.drawn(marks) if mark.rank][:3]
    if not first:
        return ""
    told = listed(f"{called(mark.name)} ({mark.rank:,})" for mark in first)
    kind = "themes" if first[0].kind == "theme" else "audiences"
    return f"The {kind} with the most {others}: {told}."


def _unreached(none: Sequence[str], audiences: Sequence[Mark]) -> str:
    if not none:
        return "Each audience was engaged or approached on some theme."
    verb = "is" if len(none) == 1 else "are"
    return (
        f"Not reached: {len(none):,} of {many(len(audiences), 'audience')} {verb} not known to "
        f"have been engaged on any theme: {telling.few(none)}."
    )


def _stories(marks: Sequence[Mark]) -> tuple[Story, ...]:
    found = [Story("Each audience and each theme, with what is on record.")]
    themes = [mark for mark in telling.drawn(marks) if mark.kind == "theme" and mark.rank]
    if themes:
        said = f"{themes[0].name} has {many(themes[0].rank, 'audience')} on record."
        found.append(Story(said, f"f={tail(themes[0].id)}"))
    unseen = sum(mark.state in telling.UNSEEN for mark in marks)
    if unseen:
        who, verb = many(unseen, "audience"), "is" if unseen == 1 else "are"
        found.append(
            Story(f"{who} {verb} not known to have been engaged, on a theme or not.", "u=1")
        )
    return tuple(found)


def _remarks(table: dict[tuple[str, str], str], links: Sequence[Link]) -> tuple[str, ...]:
    shown = sum(link.kind == "gap" for link in links)
    gaps = sum(state in _GAPS for state in table.values())
    out = sum(state == "out-of-scope" for state in table.values())
    found = []
    if gaps > shown:
        found.append(
            f"{gaps - shown:,} pairs of which nothing is recorded are counted, not drawn as links."
        )
    if out:
        found.append(f"{many(out, 'pair')} {'is' if out == 1 else 'are'} out of scope on purpose.")
    return tuple(found)
