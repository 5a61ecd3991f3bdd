"""Why two bodies should talk, in words: what both do, whom both know, and what that rests on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from uegraph.connections.model import Ground, grounds
from uegraph.connections.naming import called
from uegraph.connections.suggesting.profiles import TELLING, TRAITS
from uegraph.connections.wording import amount
from uegraph.words import listed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from uegraph.connections.suggesting.profiles import Profiles
    from uegraph.network import Network

CONTACT: Final = "contact"
"""The kind of a reason that is a body which both are linked with."""

TOLD: Final = (*TELLING, CONTACT)
"""The kinds of reason that a sentence tells; the others count for likeness alone."""

BRACKETS: Final = "In brackets stands what each rests on: for the first body; for the second."

_NAMED: Final = 3
_WORDS: Final = {"audience": "both work with {}", "theme": "both work on {}",
                 CONTACT: "both are linked with {}, who could introduce them"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reason:
    """Something that two bodies have in common.

    Attributes:
        kind: One of ``TRAITS``, or ``contact``.
        id: The IRI of the trait or contact.
        name: Its name.
        one: What it rests on for the first of the two.
        other: What it rests on for the second.
    """

    kind: str
    id: str
    name: str
    one: tuple[Ground, ...]
    other: tuple[Ground, ...]

    @property
    def words(self) -> str:
        """Its name with what it rests on, such as ``Health (2 activities; 1 stated)``."""
        return f"{called(self.name)} ({amount(self.one)}; {amount(self.other)})"

    @property
    def evidence(self) -> tuple[Ground, ...]:
        """Everything that it rests on, each once."""
        return tuple(dict.fromkeys((*self.one, *self.other)))


def reasons_of(
    net: Network, contacts: Network, profiles: Profiles, pairs: Sequence[tuple[int, int]]
) -> list[tuple[Reason, ...]]:
    """What the two of each pair have in common, the rarest first within each kind.

    Args:
        net: The network whose links tell what a contact rests on.
        contacts: The same with only the links over which somebody can introduce others.
        profiles: What is recorded of each point.
        pairs: Codes.
    """
    told = profiles.rests_on(code for pair in pairs for code in pair)
    common = [_common(contacts, pair) for pair in pairs]
    legs = [(end, code) for pair, codes in zip(pairs, common, strict=True)
            for code in codes for end in pair]  # fmt: skip
    known = dict(zip(legs, grounds(net, legs), strict=True))
    iris, names = net.points["iri"], net.names
    found = []
    for pair, codes in zip(pairs, common, strict=True):
        met = [
            Reason(CONTACT, iris[code], names[code], known[pair[0], code], known[pair[1], code])
            for code in codes
        ]
        found.append((*_shared(profiles, told, pair), *met))
    return found


def _common(contacts: Network, pair: tuple[int, int]) -> list[int]:
    """Whom both are linked with; who has fewest other contacts tells most, and comes first."""
    links = contacts.neighbours
    one, other = (links.indices[links.indptr[code] : links.indptr[code + 1]] for code in pair)
    names, degree = contacts.points["name"], contacts.degree
    both: list[int] = np.intersect1d(one, other).tolist()
    return sorted(both, key=lambda code: (degree[code], names[code], code))


def _shared(
    profiles: Profiles, told: dict[tuple[int, int], tuple[Ground, ...]], pair: tuple[int, int]
) -> list[Reason]:
    matrix, having = profiles.matrix, np.bincount(profiles.matrix.indices)
    one, other = (matrix.indices[matrix.indptr[code] : matrix.indptr[code + 1]] for code in pair)
    both = np.intersect1d(one, other).tolist()
    rows = {code: profiles.trait(code) for code in both}
    order = sorted(
        both, key=lambda code: (TRAITS.index(rows[code][0]), having[code], rows[code][2])
    )
    return [Reason(*rows[code], told[pair[0], code], told[pair[1], code]) for code in order]


def sentence(one: str, other: str, reasons: Sequence[Reason]) -> str:
    """Two bodies, that no link is recorded, and the reasons why they should talk."""
    said = []
    for kind in TOLD:
        some = [reason.words for reason in reasons if reason.kind == kind]
        if some:
            said.append(_WORDS[kind].format(listed(some, few=_NAMED)))
    why = "; ".join(said)
    return f"{called(one)} and {called(other)} have no recorded link, but {why}."
