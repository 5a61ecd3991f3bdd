"""Who should talk: pairs of bodies without a recorded link that much speaks for.

Two things speak for a pair, and neither is the other's measure: contacts that both have, and work
that is alike. Each makes an order of its own; see ``pairs`` for how they are joined.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Unpack

import numpy as np

from uegraph.connections.asking import one_called
from uegraph.connections.naming import called
from uegraph.connections.suggesting.apart import Apart, changes, wholes
from uegraph.connections.suggesting.pairs import Basis, Found, best_pairs
from uegraph.connections.suggesting.profiles import COMMON, read_profiles
from uegraph.connections.suggesting.reasons import BRACKETS, Reason, reasons_of, sentence
from uegraph.errors import ParameterError
from uegraph.metrics.network.order import by_name
from uegraph.network import network_of, read_record
from uegraph.words import listed, many

if TYPE_CHECKING:
    from collections.abc import Iterator

    from uegraph.network import Asked, Network, Record
    from uegraph.store import Store

TOP: Final = 10
"""How many suggestions are made where nobody says how many."""

RULE: Final = (
    "Two orders are joined, so that what is high in both comes first: by common contacts, where a "
    "contact whom everybody knows counts little (Adamic-Adar), and by likeness of work, where an "
    "audience, theme, goal, activity type or place that few have counts much (cosine)."
)
_ALL_LINKS: Final = frozenset({"of", "weight", "as_of", "unnamed"})
"""What can be asked of a network that leaves no link out."""

UNMET: Final = "No recorded link does not mean that the two never met."


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Two bodies that should talk.

    Attributes:
        rank: Its place, the strongest being 1; equal scores share one.
        one: The first of the two, by name.
        one_id: Its IRI.
        other: The second.
        other_id: Its IRI.
        sentence: Why, in words.
        score: What orders the pairs; see the module.
        contacts: The Adamic-Adar score of their common contacts; 0 without one.
        contacts_place: The place that this gives; None without a common contact.
        likeness: How alike their recorded work is, 0 to 1; None where that of one is not known.
        likeness_place: The place that this gives; None where they share no theme or audience.
        reasons: What they have in common, with what it rests on.
        also: The pairs that this one would bring a step nearer, by their names; they have no row.
    """

    rank: int
    one: str
    one_id: str
    other: str
    other_id: str
    sentence: str
    score: float
    contacts: float
    contacts_place: int | None
    likeness: float | None
    likeness_place: int | None
    reasons: tuple[Reason, ...]
    also: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Suggestions:
    """Who should talk.

    Attributes:
        network: The network that was looked at.
        headline: The answer in a sentence.
        rule: How the order is made.
        rows: The pairs, the strongest first.
        remarks: What the answer leaves out and does not know.
    """

    network: Network
    headline: str
    rule: str
    rows: tuple[Suggestion, ...]
    remarks: tuple[str, ...]


def suggest(
    store: Store, *, top: int = TOP, whom: str | None = None, fold: bool = True,
    **asked: Unpack[Asked],
) -> Suggestions:  # fmt: skip
    """Which bodies should talk that have no recorded link, with the reasons.

    Left out are pairs that are linked in any way or at any time, by themselves or by bodies that
    they were before; parts of the same body; bodies that ended; and bodies whose permission is
    withdrawn.

    Args:
        store: The graph.
        top: How many pairs at most.
        whom: Only pairs of this body, by its name, acronym, slug or IRI.
        fold: Whether a pair that an earlier one would bring a step nearer has no row of its own.
        asked: See ``Asked``; what is linked is always organisations.

    Raises:
        UnknownNameError: Something asked for is not there.
        ParameterError: What is asked for does not go together.
    """
    record = read_record(store)
    basis = basis_of(store, record, asked)
    about = None if whom is None else body(basis.net, whom)
    return suggestions(basis, top=top, about=about, fold=fold)


def basis_of(store: Store, record: Record, asked: Asked) -> Basis:
    """What suggestions are made from, of what a graph records.

    Raises:
        ParameterError: Something other than bodies is to be linked.
    """
    if tuple(asked.get("of") or ("organisation",)) != ("organisation",):
        raise ParameterError("Suggestions are made between organisations alone. Leave --of out.")
    net = network_of(record, asked)
    every: Asked = {"unnamed": bool(asked.get("unnamed"))}
    same = asked.keys() <= _ALL_LINKS | {"links"} and asked.get("links", "both") == "both"
    whole = net if same else network_of(record, every)
    apart = Apart(whole, changes(store), wholes(record.stated))
    return Basis(net, read_profiles(store, record, net, asked), apart)


def body(net: Network, name: str) -> int:
    """The code of the body that a name, acronym, slug or IRI stands for.

    Raises:
        UnknownNameError: There is none, or more than one.
    """
    return net.places[one_called(net.points, name, "body")]


def suggestions(
    basis: Basis, *, top: int = TOP, about: int | None = None, fold: bool = True
) -> Suggestions:
    """Which bodies should talk, of what is known of a network.

    Args:
        basis: What is known.
        top: How many pairs at most.
        about: The code of a body; only its pairs.
        fold: Whether a pair that an earlier one would bring a step nearer has no row of its own.
    """
    found = best_pairs(basis, top=top, about=None if about is None else [about], fold=fold)
    return Suggestions(
        network=basis.net,
        headline=_headline(basis, found, about),
        rule=f"{RULE} {BRACKETS}",
        rows=_rows(basis, found, about),
        remarks=(*basis.net.remarks, *_remarks(basis, found)),
    )


def _rows(basis: Basis, found: Found, about: int | None) -> tuple[Suggestion, ...]:
    """The pairs with their reasons, the body asked about first, else that whose name is."""
    net, order = basis.net, by_name(basis.net)

    def turned(one: int, other: int) -> tuple[int, int]:
        first = one == about or (other != about and order[one] < order[other])
        return (one, other) if first else (other, one)

    ends = [turned(*pair) for pair in found.all.select("source", "target").iter_rows()]
    pairs = [turned(*pair) for pair in found.pairs.select("source", "target").iter_rows()]
    nearer = [[ends[place] for place in places] for places in found.also]
    why = reasons_of(net, basis.contacts, basis.profiles, pairs)
    iris, names = net.points["iri"], net.names
    return tuple(
        Suggestion(
            rank=row["rank"], one=names[one], one_id=iris[one], other=names[other],
            other_id=iris[other], sentence=sentence(names[one], names[other], reasons),
            score=row["score"], contacts=row["contacts"], contacts_place=row["contacts_place"],
            likeness=row["likeness"], likeness_place=row["likeness_place"], reasons=reasons,
            also=tuple((names[here], names[there]) for here, there in near),
        )
        for (one, other), reasons, row, near in zip(
            pairs, why, found.pairs.iter_rows(named=True), nearer, strict=True
        )
    )  # fmt: skip


def _headline(basis: Basis, found: Found, about: int | None) -> str:
    net, shown = basis.net, len(found.pairs)
    whom = "" if about is None else f" for {called(net.names[about])}"
    if about is not None and not basis.apart.free[about]:
        return f"Nothing is suggested{whom}: {_why_not(basis.apart, about)}."
    if not shown:
        return (
            f"Nothing is suggested{whom}: no pair without a recorded link has a theme, an audience "
            "or a contact in common, as far as is recorded."
        )
    least = "At least " if found.cut else ""
    verb = "has" if len(found.all) == 1 else "have"
    if about is None:
        said = f"{many(len(found.all), 'pair')} of bodies {verb} a reason to talk"
    else:
        number = many(len(found.all), "body", "bodies")
        said = f"{number} {verb} a reason to talk with {called(net.names[about])}"
    said = f"{least}{said} and no recorded link"
    if shown == len(found.all):
        return f"{said}."
    near = sum(map(len, found.also))
    by = "it" if shown == 1 else "them"
    rest = f"; {near:,} more would come a step nearer by {by}" if near else ""
    here = "Here is the first" if shown == 1 else f"Here are the first {shown:,}"
    return f"{said}. {here}{rest}."


def _why_not(apart: Apart, code: int) -> str:
    if apart.withdrawn[code]:
        return "its permission is withdrawn"
    if apart.closed[code]:
        return "it ended, or goes on as another body"
    return "a source describes it without a name"


def _remarks(basis: Basis, found: Found) -> Iterator[str]:
    """What suggestions leave out and do not know, a sentence each."""
    yield UNMET
    yield from basis.apart.remarks
    if found.one_house:
        verb = "is" if found.one_house == 1 else "are"
        yield f"{many(found.one_house, 'pair')} of parts of the same body {verb} left out."
    profiles = basis.profiles
    silent = basis.apart.free & (np.diff(profiles.telling.indptr) == 0)
    alone = silent & (basis.contacts.degree == 0)
    if (silent & ~alone).any():
        number = many(int((silent & ~alone).sum()), "body has", "bodies have")
        yield f"{number} no theme and no audience recorded: their contacts alone speak for them."
    if alone.any():
        number = many(int(alone.sum()), "body has", "bodies have")
        yield f"{number} no contact, theme or audience recorded: nothing speaks for or against."
    if profiles.common.any():
        names = profiles.features.filter(profiles.common)["name"].to_list()
        yield (
            f"More than {COMMON} bodies have to do with each of these, and to share one alone "
            f"makes no pair: {listed(map(called, names), few=5)}."
        )
    if found.cut:
        yield f"Of each order the first {found.cut:,} pairs were joined."
