"""Every link that a source states, with what it says, when it held and what it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from uegraph.dates import in_words
from uegraph.dates.times import times
from uegraph.namespaces import expand

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from uegraph.maps.reading import Reading
    from uegraph.network import Evidence

PLAIN: Final = (
    ("org:subOrganizationOf", "belonging", "part of"),
    ("org:unitOf", "belonging", "unit of"),
    ("org:memberOf", "belonging", "member of"),
    ("skos:broader", "belonging", "within"),
    ("ueg:belongsTo", "belonging", "belongs to"),
    ("ueg:occurrenceOf", "belonging", "occurrence of"),
    ("dcterms:isPartOf", "belonging", "part of"),
    ("ueg:representedBy", "representation", "represented by"),
    ("ueg:learntFrom", "theme", "learnt from"),
    ("dcterms:subject", "theme", "about"),
    ("ueg:producedBy", "product", "produced by"),
    ("dcterms:audience", "product", "made for"),
    ("ueg:about", "product", "about"),
    ("ueg:feedbackPublished", "product", "feedback in"),
    ("ueg:contributesTo", "goal", "contributes to"),
)
"""The properties that link two things: family of the link, and what it says."""

TURNED: Final = (("ueg:lead", "theme", "leads"), ("ueg:supportedBy", "theme", "supports"))
"""Those whose link starts at the value."""

_APART: Final = frozenset({"level", "status", "when"})


@dataclass(frozen=True, slots=True)
class Stated:
    """A link that a source states.

    Attributes:
        start: The IRI of the thing it leads from.
        end: The IRI of the thing it leads to.
        kind: Its family, one of ``legend.LINKS``.
        said: What it says, such as ``member of``.
        statement: The IRI of what carries its evidence.
        level: The level of engagement, in words.
        status: What came of it, in words.
        when: Its time in words.
        first: The first day on which it can have held, as an ordinal; None where open or unknown.
        last: The last one.
        facts: What else is known of it.
        evidence: The passages it rests on.
    """

    start: str
    end: str
    kind: str
    said: str
    statement: str
    level: str = ""
    status: str = ""
    when: str = ""
    first: int | None = None
    last: int | None = None
    facts: tuple[tuple[str, str], ...] = ()
    evidence: tuple[Evidence, ...] = ()


def span(when: str) -> tuple[str, int | None, int | None]:
    """A time in words, and the first and the last day on which it can have been.

    >>> span("2022-10")
    ('October 2022', 738429, 738459)
    >>> span("")
    ('', None, None)
    """
    if not when:
        return "", None, None
    known = times(when)
    first, last = (day.toordinal() if day else None for day in (known.began_from, known.ended_by))
    return in_words(when), first, last


def read_links(reading: Reading) -> tuple[Stated, ...]:
    """All stated links between two points, by IRI, each once and none from a point to itself."""
    found = (
        link for part in (_participations, _relations, _changes, _plain) for link in part(reading)
    )
    points = reading.points
    kept = {
        (link.start, link.end, link.kind, link.said, link.statement): link
        for link in found
        if link.start != link.end and link.start in points and link.end in points
    }
    return tuple(kept[key] for key in sorted(kept))


def _participations(reading: Reading) -> Iterator[Stated]:
    """Who took part in what; a part is as old as what it is a part in."""
    spans = {thing: span(when) for thing, when in reading.first("ueg:when").items()}
    [activity, role] = (reading.first(name) for name in ("ueg:activity", "ueg:role"))
    for statement, party in next(reading.pairs("ueg:party")):
        said = reading.names.get(role.get(statement, ""))
        if said and statement in activity:
            yield _told(
                reading, (party, activity[statement], "participation", said, statement),
                spans.get(activity[statement], span("")),
            )  # fmt: skip


def _relations(reading: Reading) -> Iterator[Stated]:
    end, kind = reading.first("ueg:to"), reading.first("ueg:relationType")
    spans = reading.first("ueg:when")
    for statement, start in next(reading.pairs("ueg:from")):
        said = reading.names.get(kind.get(statement, ""))
        if said and statement in end:
            when = span(spans.get(statement, ""))
            yield _told(reading, (start, end[statement], "relation", said, statement), when)


def _changes(reading: Reading) -> Iterator[Stated]:
    """Which body became which."""
    before, after = reading.pairs("org:originalOrganization", "org:resultingOrganization")
    kind, spans = reading.first("ueg:changeType"), reading.first("ueg:when")
    became: dict[str, list[str]] = {}
    for statement, body in after:
        became.setdefault(statement, []).append(body)
    for statement, start in before:
        said = reading.names.get(kind.get(statement, ""))
        when = span(spans.get(statement, ""))
        for end in became.get(statement, ()) if said else ():
            yield _told(reading, (start, end, "relation", said or "", statement), when)


def _plain(reading: Reading) -> Iterator[Stated]:
    judged = _judged(reading)
    named = (*PLAIN, *TURNED)
    for (name, kind, said), pairs in zip(
        named, reading.pairs(*(name for name, *_ in named)), strict=True
    ):
        turned = (name, kind, said) in TURNED
        for thing, value in pairs:
            mark = " (judged)" if (thing, expand(name)) in judged else ""
            start, end = (value, thing) if turned else (thing, value)
            evidence = reading.evidence.get(thing, ())
            yield Stated(start, end, kind, said + mark, thing, evidence=evidence)


def _judged(reading: Reading) -> frozenset[tuple[str, str]]:
    """What editors judged; not told where that is for the team alone."""
    if expand("ueg:judged") in reading.internal:
        return frozenset()
    return frozenset(next(reading.pairs("ueg:judged")))


def _told(
    reading: Reading,
    link: tuple[str, str, str, str, str],
    when: tuple[str, int | None, int | None],
) -> Stated:
    statement = link[-1]
    facts = reading.facts.get(statement, ())
    known: Mapping[str, str] = dict(reversed(facts))
    return Stated(
        *link,
        level=known.get("level", ""),
        status=known.get("status", ""),
        when=when[0],
        first=when[1],
        last=when[2],
        facts=tuple(pair for pair in facts if pair[0] not in _APART),
        evidence=reading.evidence.get(statement, ()),
    )
