"""A coverage scope made exact: whose coverage is asked, on what, since when, how deeply."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, TypedDict

from uegraph.coverage.calendar import UNITS, unit_of, units_between
from uegraph.dates import Interval, interval
from uegraph.dates.times import months_before
from uegraph.errors import ParameterError, UegraphError, UnknownNameError
from uegraph.namespaces import expand
from uegraph.queries.naming import named

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from uegraph.coverage.facts import Details, Facts

KINDS: Final = ("audience", "organisation", "characteristic", "place", "theme", *UNITS)
"""What a target can be, in the order in which the members of a target stand."""

AT_MOST: Final = 20_000_000
"""Targets of one scope: beyond, the arrays of states alone would fill a laptop's memory."""

MOST_UNITS: Final = 1_200
"""Calendar units of one scope, such as the months of a century: each is a pass over the record."""

_LEVEL: Final = "scheme:level"


class Asked(TypedDict, total=False):
    """What can be asked of coverage; what is left out is as the scope says.

    Attributes:
        scope: The slug, name or IRI of one recorded scope; every scope when left out.
        of: Instead of a recorded scope, one to three kinds of target.
        targets: Of a recorded scope the only targets to list, its figures staying those of the
            whole; with ``of`` the targets themselves.
        themes: Only activities on these themes or narrower ones count.
        types: Only activities of these types or narrower ones count.
        organisers: Only what these bodies organised counts.
        period: The period, as EDTF: ``2022``, ``2021-02/2024-04``.
        within: Months before the day of reference; what ended earlier is stale.
        level: The least level that counts as engaged, such as ``involve``.
        two_way: Whether only two-way engagement counts.
        units: Whether units and parts count for their whole.
        as_of: The day from which "recent" and "future" are measured.
    """

    scope: str | None
    of: Sequence[str]
    targets: Sequence[str] | None
    themes: Sequence[str]
    types: Sequence[str]
    organisers: Sequence[str]
    period: str | None
    within: int | None
    level: str | None
    two_way: bool | None
    units: bool | None
    as_of: date | None


@dataclass(frozen=True, slots=True)
class Scope:
    """What is asked: of whom, on what, since when, how deeply.

    Attributes:
        iri: Its IRI; empty where it was asked for without being recorded.
        kinds: What each target has one member of, in the order of ``KINDS``.
        members: For each kind its members, by name; of a calendar unit their EDTF.
        out_of_scope: Members all of whose targets are left out on purpose.
        all_of: The kinds of which no member was chosen, so that all of them are targets.
        as_of: The day from which "recent" and "future" are measured.
        limit: The day before which an engagement is stale; None where nothing goes stale.
    """

    iri: str
    name: str
    kinds: tuple[str, ...]
    members: tuple[tuple[str, ...], ...]
    out_of_scope: frozenset[str]
    all_of: frozenset[str]
    themes: frozenset[str]
    types: frozenset[str]
    organisers: frozenset[str]
    level: str
    rank: int
    two_way: bool
    units: bool
    period_text: str
    period: Interval
    stale_after: int | None
    as_of: date | None
    limit: date | None

    @property
    def size(self) -> int:
        """How many targets it has, those out of scope among them."""
        size = 1
        for members in self.members:
            size *= len(members)
        return size


def read_scopes(facts: Facts, asked: Asked) -> list[Scope]:
    """The scopes that are asked about, by name, blanks filled with what the model says of blanks.

    Raises:
        UnknownNameError: Something asked for, or named by a scope, is not there.
        ParameterError: The kinds do not go together.
        UegraphError: They make more targets than can be judged.
        DateError: A period is not a date.
    """
    if asked.get("of"):
        if asked.get("scope"):
            raise ParameterError("Ask for a recorded scope or for kinds of target, not for both.")
        return [_scope(facts, "", _ad_hoc(facts, asked), asked)]
    name = asked.get("scope")
    labels = {iri: str(told.get("name", ("",))[0]) for iri, told in facts.scopes.items()}
    chosen = sorted(facts.scopes) if name is None else named([name], labels, "coverage scope")
    found = [_scope(facts, iri, facts.scopes[iri], asked) for iri in chosen]
    return sorted(found, key=lambda scope: (scope.name, scope.iri))


def _ad_hoc(facts: Facts, asked: Asked) -> Details:
    """What is asked without being recorded, in the form of a recorded scope."""
    kinds = _ordered([kind.strip().lower() for kind in asked["of"]], "What is asked")
    known = {i: facts.name(i) for kind in kinds for i in _all_of(facts, kind, every=True)}
    return {
        "name": (" × ".join(kinds),),
        "target kind": kinds,
        "targets": named(asked.get("targets") or (), known, "target", hidden=facts.private),
    }


def _scope(facts: Facts, iri: str, told: Details, asked: Asked) -> Scope:
    what = f"The scope '{told.get('name', (iri,))[0]}'"
    kinds = _ordered([str(kind).rpartition("/")[2] for kind in told.get("target kind", ())], what)
    text = asked.get("period") or str(told.get("period", ("",))[0])
    period = interval(text) if text else Interval(None, None)
    if kinds[-1] in UNITS and not (period.earliest and period.latest):
        raise UegraphError(
            f"{what} asks for each {kinds[-1]} of a period that is open. "
            "Give one with both ends, such as 2021-02/2024-04."
        )
    members = tuple(_members(facts, kind, told, kinds, period) for kind in kinds)
    if kinds[-1] in UNITS and len(members[-1]) > MOST_UNITS:
        raise UegraphError(
            f"{what} asks for each of {len(members[-1]):,} {kinds[-1]}s, more than the "
            f"{MOST_UNITS:,} that are judged one after the other. Ask for a shorter period."
        )
    level = _level(facts, told, asked, what)
    months = asked.get("within")
    months = told.get("stale after months", (None,))[0] if months is None else months
    day = asked.get("as_of") or period.latest or facts.recorded_to
    scope = Scope(
        iri=iri,
        name=str(told.get("name", (iri.rpartition("/")[2],))[0]),
        kinds=kinds,
        members=members,
        out_of_scope=frozenset(told.get("out of scope", ())),
        all_of=frozenset(kind for kind in kinds if not _named_of(facts, kind, told, kinds)),
        themes=_chosen(facts, asked.get("themes"), told.get("themes", ()), "theme"),
        types=_chosen(facts, asked.get("types"), told.get("activity types", ()), "activity type"),
        organisers=_chosen(
            facts, asked.get("organisers"), told.get("organisers", ()), "organisation"
        ),
        level=level,
        rank=facts.concepts[level].rank or 0,
        two_way=_or(asked.get("two_way"), told.get("two-way", (False,))[0]),
        units=_or(asked.get("units"), told.get("count units", (False,))[0]),
        period_text=text,
        period=period,
        stale_after=months,
        as_of=day,
        limit=months_before(day, months) if months is not None and day else None,
    )
    if scope.size > AT_MOST:
        raise UegraphError(
            f"{what} has {scope.size:,} targets, more than the {AT_MOST:,} that can be judged at "
            "once. Name fewer targets, or ask for fewer kinds."
        )
    return scope


def _or(asked: bool | None, told: object) -> bool:
    return told is True if asked is None else asked


def _ordered(kinds: Sequence[str], what: str) -> tuple[str, ...]:
    """Kinds in their order, each known and once, at most one of them a calendar unit."""
    unknown = [kind for kind in kinds if kind not in KINDS]
    if unknown or not kinds:
        asked = f"targets of the kind '{unknown[0]}'" if unknown else "no kind of target"
        raise UnknownNameError(f"{what} has {asked}. Coverage is decided for: {', '.join(KINDS)}.")
    if len(set(kinds)) != len(kinds) or len(kinds) > 3 or len({*kinds} & {*UNITS}) > 1:
        raise ParameterError(
            f"{what} is a pairing of {' × '.join(kinds)}. A target has one to three members of "
            f"different kinds, and at most one of {', '.join(UNITS)}."
        )
    return tuple(kind for kind in KINDS if kind in kinds)


def _members(
    facts: Facts, kind: str, told: Details, kinds: tuple[str, ...], period: Interval
) -> tuple[str, ...]:
    """The members of a kind: units in their order, all others by name."""
    if kind in UNITS:
        return units_between(period, kind)
    apart = frozenset(i for i in told.get("out of scope", ()) if _is(facts, i, kind, kinds))
    members = (_named_of(facts, kind, told, kinds) or _all_of(facts, kind)) | apart
    return tuple(sorted(members, key=lambda iri: (facts.name(iri), iri)))


def _named_of(facts: Facts, kind: str, told: Details, kinds: tuple[str, ...]) -> frozenset[str]:
    """The targets of a kind that a scope names."""
    return frozenset(i for i in told.get("targets", ()) if _is(facts, i, kind, kinds))


def _is(facts: Facts, iri: str, kind: str, kinds: tuple[str, ...]) -> bool:
    """Whether a target is of a kind; one that nothing is known of is of the first kind."""
    known = facts.kinds.get(iri) or _scheme(facts, iri)
    return known == kind if known in kinds else kind == kinds[0]


def _scheme(facts: Facts, iri: str) -> str:
    concept = facts.concepts.get(iri)
    return concept.scheme if concept else ""


def _all_of(facts: Facts, kind: str, *, every: bool = False) -> frozenset[str]:
    """Everything of a kind that is a target where none is named.

    Of places those inside another, as the whole country is no gap; of characteristics the
    narrowest, and what audiences state. With ``every``, what can be named at all.
    """
    if kind == "characteristic":
        wider = facts.links.get("~broader", {})
        stated = facts.links.get("~characteristic", {})
        scheme = {iri for iri, concept in facts.concepts.items() if concept.scheme == kind}
        narrowest = frozenset(i for i in scheme if every or scheme.isdisjoint(wider.get(i, ())))
        return narrowest | {*stated}
    found = frozenset(iri for iri, other in facts.kinds.items() if other == kind)
    inside = facts.links.get("broader", {})
    alone = kind == "place" and not every
    return frozenset(iri for iri in found if iri in inside) if alone else found


def _chosen(
    facts: Facts, asked: Sequence[str] | None, told: Iterable[str], what: str
) -> frozenset[str]:
    """What is asked for, by name, else what the scope says."""
    if not asked:
        return frozenset(told)
    if what == "activity type":
        scheme = what.replace(" ", "-")
        known = {i: c.name for i, c in facts.concepts.items() if c.scheme == scheme}
    else:
        known = {iri: facts.name(iri) for iri, kind in facts.kinds.items() if kind == what}
    return frozenset(named(asked, known, what, hidden=facts.private))


def _level(facts: Facts, told: Details, asked: Asked, what: str) -> str:
    default = (expand(f"{_LEVEL}/consult"),)
    name = asked.get("level")
    ranked = {i: c.name for i, c in facts.concepts.items() if c.scheme == "level" and c.rank}
    recorded = str(told.get("required level", default)[0])
    level = named([name], ranked, "level")[0] if name else recorded
    if level not in facts.concepts or facts.concepts[level].rank is None:
        raise UnknownNameError(
            f"{what} requires the level {level}, which has no rank. "
            "Name a concept of the level scheme that has one."
        )
    return level


def as_single(scope: Scope, kind: str, members: Iterable[str]) -> Scope:
    """The same question asked of other targets of one kind."""
    return replace(
        scope, kinds=(kind,), members=(tuple(sorted(members)),), out_of_scope=frozenset()
    )


__all__ = ["KINDS", "Asked", "Scope", "as_single", "read_scopes", "unit_of"]
