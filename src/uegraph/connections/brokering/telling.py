"""One broker in sentences: the pairs it stands between, its roles, what its links rest on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from uegraph.connections.brokering.pairs import pairs_between, telling
from uegraph.connections.model import grounds
from uegraph.connections.naming import called, noun
from uegraph.connections.wording import resting
from uegraph.words import many, percent

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from uegraph.connections.brokering.pairs import Pairs
    from uegraph.connections.model import Ground
    from uegraph.metrics.network.brokerage import Brokerage
    from uegraph.metrics.network.grouping import Grouping
    from uegraph.metrics.network.model import Measured
    from uegraph.metrics.network.sensitivity import Sensitivity
    from uegraph.network import Network

_EXAMPLES: Final = 3
_SEVERAL: Final = {"community": "communities"}

# Where links have no direction, gatekeeper and representative are the same pairs.
_ROLES: Final = {
    "coordinator": "between two of its own {one} (coordinator)",
    "gatekeeper": "between its own {one} and another (gatekeeper and representative)",
    "liaison": "between two other {several} (liaison)",
    "itinerant": "between two of one other {one} (itinerant broker, or consultant)",
}


@dataclass(frozen=True, slots=True)
class Between:
    """Two that have no recorded link of their own, and are both linked with a broker.

    Attributes:
        one_id: The IRI of the one.
        one: Its name.
        one_group: Its sector, or by what else is grouped; None where nobody says.
        other_id: The IRI of the other.
        other: Its name.
        other_group: Its group.
        only: Whether nobody else is linked with both.
        one_grounds: What the broker's link with the one rests on.
        other_grounds: What its link with the other rests on.
        sentence: The same in words.
    """

    one_id: str
    one: str
    one_group: str | None
    other_id: str
    other: str
    other_group: str | None
    only: bool
    one_grounds: tuple[Ground, ...]
    other_grounds: tuple[Ground, ...]
    sentence: str


@dataclass(frozen=True, slots=True)
class Broker:
    """Somebody who links pairs that have no recorded link of their own.

    Attributes:
        rank: Its place by betweenness; equal ones share the best.
        best_rank: The better end of its ranks in nine of ten draws.
        worst_rank: The other end.
        id: Its IRI.
        name: Its name.
        group: Its sector, or by what else is grouped; None where nobody says.
        contacts: With how many it is linked.
        pairs: How many pairs of these have no recorded link of their own.
        across: How many of the pairs are of two groups; None where they are too many to look at.
        only: With how many of the pairs nobody else is linked with both; None alike.
        unknown: How many of the pairs have a role that is not known, for want of a group.
        roles: How many of the pairs are of each role of Gould and Fernandez, at least.
        share: For which share of all pairs of others the shortest way leads through it.
        effective_size: Its contacts, less how far they repeat each other.
        constraint: How far its contacts hold it; low is free.
        sentence: What it links, in words.
        roles_said: The roles in words.
        contacts_said: What its contacts are worth, in words.
        rank_said: How sure its rank is, in words.
        examples: A few pairs that tell most.
    """

    rank: int
    best_rank: int
    worst_rank: int
    id: str
    name: str
    group: str | None
    contacts: int
    pairs: int
    across: int | None
    only: int | None
    unknown: int
    roles: Mapping[str, int]
    share: float
    effective_size: float
    constraint: float
    sentence: str
    roles_said: str
    contacts_said: str
    rank_said: str
    examples: tuple[Between, ...]


@dataclass(frozen=True, slots=True)
class Telling:
    """All that is known of the brokers of a network, to tell of each.

    Attributes:
        net: The network, without directions.
        by: By what points are grouped.
        grouping: The groups of its points.
        roles: How often each point is a broker, and in which role.
        ranks: Where each ranks by betweenness, and how sure that is.
        size: The effective size of each point.
        held: The constraint on each.
        order: The place of each in the order of names.
    """

    net: Network
    by: str
    grouping: Grouping
    roles: Brokerage
    ranks: Sensitivity
    size: Measured
    held: Measured
    order: np.ndarray

    def broker(self, code: int) -> Broker:
        """A point as a broker."""
        found = pairs_between(self.net, code)
        across = None if found is None else int(found.across(self.grouping.codes).sum())
        only = None if found is None else int(found.only.sum())
        pairs = int(self.roles.total[code])
        ranks, roles = self.ranks, self.roles
        return Broker(
            rank=int(ranks.rank[code]),
            best_rank=int(ranks.low[code]),
            worst_rank=int(ranks.high[code]),
            id=self.net.points["iri"][code],
            name=self.net.points["name"][code],
            group=self._group(code),
            contacts=int(self.net.degree[code]),
            pairs=pairs,
            across=across,
            only=only,
            unknown=int(roles.not_known[code]),
            roles={name: int(counts[code]) for name, counts in roles.roles.items()},
            share=float(ranks.now.values[code]),
            effective_size=float(self.size.values[code]),
            constraint=float(self.held.values[code]),
            sentence=" ".join(self._sentences(code, pairs, found)),
            roles_said=self._roles(code, pairs),
            contacts_said=self._contacts(code),
            rank_said=ranks.told(code),
            examples=() if found is None else self._examples(code, found),
        )

    @property
    def groups(self) -> str:
        """What several groups are called."""
        return _SEVERAL.get(self.by, f"{self.by}s")

    def _group(self, code: int) -> str | None:
        number = int(self.grouping.codes[code])
        return self.grouping.names[number] if number >= 0 else None

    def _sentences(self, code: int, pairs: int, found: Pairs | None) -> Iterator[str]:
        name, several = called(self.net.points["name"][code]), noun(self.net)[1]
        number = many(pairs, "pair")
        text = f"{name} links {number} of {several} that have no recorded link of their own"
        if found is None:
            yield f"{text}."
        else:
            yield f"{text}{self._across(pairs, found)}."
            yield from _alone(pairs, int(found.only.sum()))
        about = "" if self.ranks.now.exact else "about "
        share = percent(float(self.ranks.now.values[code]))
        yield f"For {about}{share} of all pairs of others the shortest way leads through it."

    def _across(self, pairs: int, found: Pairs) -> str:
        """How many of the pairs are of two groups, and of which most."""
        chosen = found.chosen(found.across(self.grouping.codes))
        number = len(chosen.one)
        if not number:
            return ""
        ends = np.stack([self.grouping.codes[chosen.one], self.grouping.codes[chosen.other]])
        kinds, counts = np.unique(np.sort(ends, axis=0), axis=1, return_counts=True)
        most = int(np.argmax(counts))
        one, other = (self._quoted(self.grouping.names[group]) for group in kinds[:, most])
        which = "," if pairs == 1 else f", {number:,} of them" if number < pairs else ", all"
        how = f"most often between {one} and {other}, {counts[most]:,} times"
        if counts[most] == 1:
            how = f"such as {one} and {other}" if number > 1 else f"{one} and {other}"
        return f"{which} across {self.groups} ({how})"

    def _roles(self, code: int, pairs: int) -> str:
        """The roles in words, the most frequent first."""
        words = {"one": self.by, "several": self.groups}
        counts = {role: int(self.roles.roles[role][code]) for role in _ROLES}
        said = [
            f"{counts[role]:,} {_ROLES[role].format(**words)}"
            for role in sorted(_ROLES, key=lambda role: -counts[role])
            if counts[role]
        ]
        unknown = int(self.roles.not_known[code])
        if unknown:
            said.append(f"{unknown:,} not known, as a {self.by} is not recorded")
        return f"Of {many(pairs, 'pair')}: {'; '.join(said)}."

    def _contacts(self, code: int) -> str:
        """What its contacts are worth."""
        size, held = float(self.size.values[code]), float(self.held.values[code])
        return (
            f"Its {many(int(self.net.degree[code]), 'contact')} are worth {size:.1f} that do not "
            f"repeat each other (effective size). Constraint {held:.2f}: near 0 it is free to "
            "bring others together, near 1 its contacts hold it."
        )

    def _examples(self, code: int, found: Pairs) -> tuple[Between, ...]:
        few = telling(found, self.grouping.codes, self.order, _EXAMPLES)
        ends = np.stack([few.one, few.other], axis=1)
        # Of the two the one named first stands first.
        ends = np.take_along_axis(ends, np.argsort(self.order[ends], axis=1), axis=1).tolist()
        held = grounds(self.net, [(code, end) for pair in ends for end in pair])
        rests = zip(held[::2], held[1::2], strict=True)
        told = zip(ends, few.only.tolist(), rests, strict=True)
        return tuple(self._between(pair, only, both) for pair, only, both in told)

    def _between(
        self, pair: list[int], only: bool, both: tuple[tuple[Ground, ...], tuple[Ground, ...]]
    ) -> Between:
        names, iris = self.net.points["name"], self.net.points["iri"]
        one, other = pair
        text = f"{self._called(one)} and {self._called(other)}"
        text += ", whom nobody else links" if only else ""
        text += f": linked with the first by {resting(both[0], few=1)}; "
        text += f"with the second by {resting(both[1], few=1)}."
        return Between(
            iris[one], names[one], self._group(one), iris[other], names[other], self._group(other),
            only, *both, text,
        )  # fmt: skip

    def _called(self, code: int) -> str:
        group = self._group(code)
        name = called(self.net.points["name"][code])
        return f"{name} ({self._quoted(group)})" if group else name

    def _quoted(self, group: str) -> str:
        """A group in a sentence; the name of a community is no word of a sentence."""
        return f"“{called(group)}”" if self.by == "community" else called(group)


def _alone(pairs: int, only: int) -> Iterator[str]:
    """How many of the pairs nobody else links, in words."""
    if only == pairs:
        yield "Nobody else links " + ("them." if pairs == 1 else "any of these pairs.")
    elif only:
        yield f"{only:,} of these pairs {'is' if only == 1 else 'are'} linked by nobody else."
