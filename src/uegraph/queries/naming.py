"""What a user means by an IRI, a slug or a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from uegraph.errors import UnknownNameError
from uegraph.queries.library import nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


def named(
    names: Iterable[str],
    known: Mapping[str, str],
    what: str,
    *,
    hidden: frozenset[str] = frozenset(),
) -> tuple[str, ...]:
    """The IRIs that IRIs, slugs or names stand for; capitals make no difference to a name.

    Args:
        names: What the user wrote.
        known: The names of the things that can be meant, by IRI.
        what: What kind of thing is meant, in words.
        hidden: What is marked private: it goes by its IRI alone and is never offered.

    Raises:
        UnknownNameError: Nothing is called so, or more than one thing; near names are offered.
    """
    slugs: dict[str, list[str]] = {}
    called: dict[str, list[str]] = {}
    for iri in sorted(known.keys() - hidden):
        slugs.setdefault(iri.rpartition("/")[2], []).append(iri)
        called.setdefault(known[iri].casefold(), []).append(iri)
    return tuple(name if name in known else _one(name, slugs, called, what) for name in names)


def _holding(part: str, names: Iterable[str]) -> list[str]:
    """The first few names that hold a part of some length, such as one of their words."""
    return sorted(name for name in names if len(part) > 2 and part in name)[:3]


def _one(
    name: str, slugs: Mapping[str, list[str]], called: Mapping[str, list[str]], what: str
) -> str:
    found = slugs.get(name) or called.get(name.strip().casefold(), [])
    if len(found) == 1:
        return found[0]
    if found:
        raise UnknownNameError(
            f"'{name}' names more than one {what}. Give the IRI: {', '.join(found)}."
        )
    near, some = nearest(name, slugs), sorted(slugs)[:5]
    if not near:  # a slug may be far from the name that it stands for, as dbt is
        close = nearest(name.casefold(), called) or _holding(name.casefold(), called)
        near = [iri.rpartition("/")[2] for one in close for iri in called[one]]
    more = ", …" if len(slugs) > len(some) else ""
    offer = f"Known: {', '.join(some)}{more}." if some else "The graph holds none."
    if near:
        offer = f"Did you mean {' or '.join(near)}?"
    raise UnknownNameError(f"No {what} is called '{name}'. {offer}")
