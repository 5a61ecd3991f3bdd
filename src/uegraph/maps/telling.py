"""What a map shows, in sentences: who is in the middle, who is not reached, how anybody knows.

Somebody who reads only these can answer the same as somebody who looks at the picture.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from uegraph.connections.naming import called, ended, names_in_words
from uegraph.dates import in_words
from uegraph.maps.drafting import GATHERED
from uegraph.maps.legend import KINDS, STATES
from uegraph.words import listed, many

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from uegraph.maps.material import Material
    from uegraph.maps.scene import Group, Link, Mark

_FEW: Final = 5
_MIDDLE: Final = 3
UNSEEN: Final = frozenset(state for state, look in STATES.items() if look.unseen)
"""The states in which nobody is known to have engaged somebody."""

_UNSEEN: Final = {
    "no evidence": "of {} nothing is recorded, which is neither a yes nor a no",
    "known gap": "of {} a source states that nobody engaged {them}",
    "inferred gap": "of {} nothing is recorded in a record that is stated to be complete",
}


def drawn(marks: Iterable[Mark]) -> list[Mark]:
    """The marks that a reader sees, the most linked first."""
    seen = (mark for mark in marks if mark.size)
    return sorted(seen, key=lambda mark: (-mark.rank, mark.name, mark.id))


def by_kind(marks: Iterable[Mark]) -> str:
    """How many marks of each kind there are, in words."""
    counts = Counter(mark.kind for mark in marks)
    return listed(many(counts[kind], kind, KINDS[kind].plural) for kind in KINDS if counts[kind])


def middle(marks: Iterable[Mark]) -> str:
    """Who is in the middle, by how many others each is linked with."""
    first = [mark for mark in drawn(marks) if mark.rank][:_MIDDLE]
    if not first:
        return "Nobody is in the middle: no link is recorded."
    best = first[0]
    others = f"{called(best.name)} is linked with the most others: {best.rank:,}."
    rest = [f"{called(mark.name)} with {mark.rank:,}" for mark in first[1:]]
    return f"In the middle: {others}" + (f" Then come {listed(rest)}." if rest else "")


def groups(found: Sequence[Group], marks: Sequence[Mark]) -> str:
    """Which groups there are; empty where everybody is in one."""
    within = {place for place, group in enumerate(found) if group.name == GATHERED}
    outer = [
        group
        for group in found
        if group.radius and group.name != GATHERED and (group.parent < 0 or group.parent in within)
    ]
    if len(outer) < 2:
        return ""
    largest = sorted(outer, key=lambda group: (-group.size, group.name))[:_MIDDLE]
    told = [_group(group, marks[group.heads[0]].name) for group in largest]
    return f"Links make {many(len(outer), 'group')}; the largest: {'; '.join(told)}."


def _group(group: Group, first: str) -> str:
    foremost = "" if first in group.name else f", foremost {called(first)}"
    return f"{called(group.name)} ({many(group.size, 'mark')}{foremost})"


def alone(marks: Iterable[Mark]) -> str:
    """Who has no recorded link; empty where everybody has one."""
    without = sorted((mark for mark in marks if mark.size and not mark.rank), key=lambda m: m.name)
    if not without:
        return ""
    names = names_in_words([mark.name for mark in without], _FEW)
    verb = "has" if len(without) == 1 else "have"
    elsewhere = sum(bool(mark.beyond) for mark in without)
    said = f"{by_kind(without)} {verb} no recorded link to anybody shown here: {names}."
    if elsewhere:
        are = "is" if elsewhere == 1 else "are"
        said += f" {elsewhere:,} of them {are} linked with what this view leaves out."
    return f"{said} That is what the record holds, not what they do."


def unreached(material: Material) -> str:
    """Who is not known to have been engaged, over all that coverage asks about."""
    points = material.points
    asked = {iri: state for iri, state in material.states.items() if state != "out of scope"}
    unseen = {iri: state for iri, state in asked.items() if STATES[state].unseen}
    if not asked:
        return (
            "No scope says whom to reach and no engagement is on record, so this map does not say "
            "who was not reached."
        )
    who = "audiences and bodies that the record's scopes ask about"
    if material.assumed:
        who = "audiences and bodies on record (no scope says whom to reach)"
    if not unseen:
        return f"Each of the {len(asked):,} {who} has been engaged or approached at least."
    names = sorted(points[iri][1] for iri in unseen)
    verb = "is" if len(unseen) == 1 else "are"
    return (
        f"Not reached: of the {len(asked):,} {who}, {len(unseen):,} {verb} not known to have been "
        f"engaged: {names_in_words(names, _FEW)}. {reasons(unseen.values())}"
    )


def reasons(states: Iterable[str]) -> str:
    """What it means that so many are in states in which nobody is known to have been engaged."""
    counts = Counter(states)
    told = [
        _UNSEEN[state].format(f"{counts[state]:,}", them="it" if counts[state] == 1 else "them")
        for state in _UNSEEN
        if counts[state]
    ]
    if not told:
        return ""
    text = "; ".join(told)
    return ended(text[:1].upper() + text[1:])


def knowing(
    material: Material,
    links: Iterable[Link],
    *,
    derived: str = "",
    what: tuple[str, str] = ("link", "stated"),
    rests: Iterable[Link] = (),
) -> str:
    """How anybody knows: what is stated, what follows, and on which sources it rests.

    Args:
        material: What was read.
        links: The links.
        derived: What follows from what is stated, as a clause.
        what: What a stated link is called, and what it says.
        rests: Further links on which the map rests, such as those that join two bodies.
    """
    kept = [link for link in links if link.stated]
    citing = sum(bool(link.evidence) for link in kept)
    verb = "is" if len(kept) == 1 else "are"
    number = many(len(kept), what[0]) if kept else f"no {what[0]}"
    verb = verb if kept else "is"
    said = f"How we know: {number} {verb} {what[1]} on record"
    if kept:
        each = "each" if citing == len(kept) else f"{citing:,} of them"
        said += f", {each} with the passage that says so"
    said += f"; {derived}." if derived else "."
    names = {item.source for link in (*kept, *rests) for item in link.evidence}
    if not names:
        return f"{said} No source is cited: this is what the tables hold, and nobody else says it."
    dates = material.published
    told = [
        f"“{called(name)}” ({in_words(dates[name])})" if dates.get(name) else f"“{called(name)}”"
        for name in sorted(names)
    ]
    ground = (
        "It all rests on one source" if len(told) == 1 else f"It rests on {len(told):,} sources"
    )
    return f"{said} {ground}: {listed(told, few=3)}."


def paragraphs(*said: str) -> tuple[str, ...]:
    """The paragraphs that say something."""
    return tuple(text.strip() for text in said if text.strip())


def few(names: Collection[str]) -> str:
    """Names in a sentence, the first few where there are more."""
    return names_in_words(sorted(names), _FEW)
