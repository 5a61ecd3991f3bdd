"""Who could bring two sides together, such as two themes that no body works on both of.

A side is everybody who has to do with a theme, an audience or a sector. Who has to do with both is
the bridge already; else those come first who stand nearest to the side that they are not on: by
contacts there, and by work that is like the work there. The two orders are joined as those of
``pairs`` are.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Unpack

import numpy as np

from uegraph.connections.model import grounds
from uegraph.connections.naming import called
from uegraph.connections.suggesting.near import nearest, on_both
from uegraph.connections.suggesting.reasons import CONTACT, Reason
from uegraph.connections.suggesting.sides import Side, sides
from uegraph.connections.suggesting.suggest import TOP, UNMET, basis_of
from uegraph.connections.wording import amount
from uegraph.network import read_record
from uegraph.words import listed, many

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import polars as pl

    from uegraph.connections.suggesting.pairs import Basis
    from uegraph.network import Asked, Network
    from uegraph.store import Store

BRIDGING: Final = (
    "Bodies on both sides come first, by activities and statements on the side where they have "
    "fewer. Of the others two orders are joined: by contacts on the side that they are not on (for "
    "who is on neither: on the side where they have fewer), and by likeness of work with that side "
    "(cosine), so that what is high in both comes first. Contacts who are on both sides count on "
    "neither. In brackets stands what each thing rests on."
)

_NAMED: Final = 3


@dataclass(frozen=True, slots=True)
class Bridger:
    """A body that brings two sides together, or could.

    Attributes:
        rank: Its place, the first being 1; equal scores share one.
        name: Its name.
        id: Its IRI.
        stands: On which side it stands: ``both``, the name of one, or ``neither``.
        sentence: Why, in words.
        score: What orders those that are not on both sides.
        contacts: How many contacts it has on the side that it is not on.
        contacts_place: The place that this gives; None without one.
        likeness: How alike its work is to that of the other side, 0 to 1; None where not known.
        likeness_place: The place that this gives; None where it shares nothing with that side.
        reasons: What ties it to the sides, with what that rests on.
    """

    rank: int
    name: str
    id: str
    stands: str
    sentence: str
    score: float | None
    contacts: int | None
    contacts_place: int | None
    likeness: float | None
    likeness_place: int | None
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class Bridging:
    """Who brings two sides together, or could.

    Attributes:
        network: The network that was looked at.
        headline: The answer in a sentence.
        rule: How the order is made.
        rows: The bodies, first those that are on both sides.
        remarks: What the answer leaves out and does not know.
    """

    network: Network
    headline: str
    rule: str
    rows: tuple[Bridger, ...]
    remarks: tuple[str, ...]


def between(
    store: Store, one: str, other: str, *, top: int = TOP, **asked: Unpack[Asked]
) -> Bridging:
    """Who brings two themes, audiences or sectors together, or could.

    Args:
        store: The graph.
        one: A theme, audience or sector, by its name, slug or IRI.
        other: Another.
        top: How many bodies at most.
        asked: See ``Asked``; what is linked is always organisations.

    Raises:
        UnknownNameError: Something asked for is not there.
        ParameterError: What is asked for does not go together.
    """
    record = read_record(store)
    basis = basis_of(store, record, asked)
    return bridging(basis, sides(basis, record, (one, other)), top=top)


def bridging(basis: Basis, found: Sequence[Side], *, top: int = TOP) -> Bridging:
    """Who brings two sides together, or could, of what is known of a network.

    Args:
        basis: What is known.
        found: The two sides.
        top: How many bodies at most.
    """
    one, other = found
    both = on_both(basis, one, other)
    could = nearest(basis, one, other)
    rows = [*_told_both(basis, one, other, both[:top])]
    rows += _told(basis, one, other, could.head(top - len(rows)), after=len(both))
    return Bridging(
        network=basis.net,
        headline=_headline(one, other, both, len(could), len(rows)),
        rule=BRIDGING,
        rows=tuple(rows),
        remarks=(*basis.net.remarks, UNMET, *basis.apart.remarks, *_remarks(one, other)),
    )


def _told_both(basis: Basis, one: Side, other: Side, codes: Sequence[int]) -> Iterator[Bridger]:
    for rank, code in enumerate(codes, start=1):
        name, iri = basis.net.names[code], basis.net.points["iri"][code]
        reasons = _standing(basis, code, (one, other))
        said = " and ".join(_on(side, reasons) for side in (one, other))
        yield Bridger(
            rank=rank, name=name, id=iri, stands="both",
            sentence=f"{called(name)} already works {said}.",
            score=None, contacts=None, contacts_place=None, likeness=None, likeness_place=None,
            reasons=reasons,
        )  # fmt: skip


def _told(
    basis: Basis, one: Side, other: Side, could: pl.DataFrame, *, after: int
) -> Iterator[Bridger]:
    for row in could.iter_rows(named=True):
        code = row["code"]
        name, iri = basis.net.names[code], basis.net.points["iri"][code]
        mine = [(one,), (other,), ()][row["stands"]]
        far = [(other,), (one,), (one, other)][row["stands"]]
        standing = _standing(basis, code, mine)
        met = [(side, _contacts(basis, code, side.members & ~(one.members & other.members)))
               for side in far]  # fmt: skip
        alike = _alike(basis, code, far[0], one, other) if mine else ()
        yield Bridger(
            rank=row["rank"] + after, name=name, id=iri,
            stands=mine[0].name if mine else "neither",
            sentence=_sentence(name, mine, standing, met, alike),
            score=row["score"], contacts=row["contacts"], contacts_place=row["contacts_place"],
            likeness=row["likeness"], likeness_place=row["likeness_place"],
            reasons=(*standing, *(each for _, found in met for each in found), *alike),
        )  # fmt: skip


def _standing(basis: Basis, code: int, found: Sequence[Side]) -> tuple[Reason, ...]:
    """What puts a body on sides, with what that rests on."""
    told = basis.profiles.rests_on([code])
    return tuple(
        Reason(*basis.profiles.trait(feature), rests, ())
        for (_, feature), rests in told.items()
        if any(basis.profiles.features["id"][feature] in side.traits for side in found)
    )


def _contacts(basis: Basis, code: int, members: np.ndarray) -> tuple[Reason, ...]:
    """The contacts of a body among others, those with most behind the link first."""
    links = basis.contacts.neighbours
    there = links.indices[links.indptr[code] : links.indptr[code + 1]]
    codes = [int(each) for each in there if members[each]]
    rests = grounds(basis.net, [(code, each) for each in codes])
    names, iris = basis.net.names, basis.net.points["iri"]
    found = [
        Reason(CONTACT, iris[each], names[each], one=each_rests, other=())
        for each, each_rests in zip(codes, rests, strict=True)
    ]
    return tuple(sorted(found, key=lambda each: (-len(each.one), each.name, each.id)))


def _alike(basis: Basis, code: int, far: Side, one: Side, other: Side) -> tuple[Reason, ...]:
    """The themes and audiences that a body shares with a side, apart from those that make sides."""
    matrix, features = basis.profiles.telling, basis.profiles.features
    members = np.flatnonzero(far.members & ~(one.members & other.members))
    there = np.bincount(matrix[members].indices, minlength=matrix.shape[1])
    own = one.traits | other.traits
    reasons = [
        (int(there[feature]), Reason(*basis.profiles.trait(feature), rests, ()))
        for (_, feature), rests in basis.profiles.rests_on([code]).items()
        if there[feature] and features["id"][feature] not in own
    ]
    return tuple(each for _, each in sorted(reasons, key=lambda pair: (-pair[0], pair[1].name)))


def _on(side: Side, reasons: Sequence[Reason]) -> str:
    rests = dict.fromkeys(
        ground for each in reasons if each.id in side.traits for ground in each.one
    )
    return f"{side.words} ({amount([*rests])})" if rests else side.words


def _sentence(
    name: str,
    mine: Sequence[Side],
    standing: Sequence[Reason],
    met: Sequence[tuple[Side, Sequence[Reason]]],
    alike: Sequence[Reason],
) -> str:
    said = [f"works {_on(mine[0], standing)}" if mine else "is on neither side"]
    for side, found in met:
        if found:
            all_of = int(side.members.sum())
            number = "the one body" if all_of == 1 else f"{len(found):,} of the {all_of:,} bodies"
            working = f"that work{'s' if all_of == 1 else ''} {side.words}"
            said.append(f"is linked with {number} {working}: {_some(found)}")
    if alike:
        said.append(f"shares with that side: {_some(alike)}")
    return f"{called(name)} " + "; it ".join(said) + "."


def _some(reasons: Sequence[Reason]) -> str:
    return listed((f"{called(each.name)} ({amount(each.one)})" for each in reasons), few=_NAMED)


def _headline(one: Side, other: Side, both: Sequence[int], could: int, shown: int) -> str:
    sides = f"both {one.words} and {other.words}"
    if both:
        number, verb = many(len(both), "body", "bodies"), "works" if len(both) == 1 else "work"
        said = f"{number} already {verb} {sides}"
        more = f"; {could:,} more could bridge them" if could else ""
    else:
        said = f"No recorded body works {sides}"
        number = many(could, "body", "bodies")
        more = f"; {number} could bridge them" if could else ", and none is near to both"
    here = "here is the first" if shown == 1 else f"here are the first {shown:,}"
    first = f"; {here}" if shown < len(both) + could else ""
    return f"{said}{more}{first}."


def _remarks(one: Side, other: Side) -> Iterator[str]:
    for side in (one, other):
        if not side.members.any():
            yield f"No body is recorded that works {side.words}."
    yield "Who works on both sides need not have brought them together: the record does not tell."
