"""What a reader asks about: the thing that a name, acronym, slug or IRI stands for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from uegraph.errors import UnknownNameError
from uegraph.namespaces import short
from uegraph.queries import Param
from uegraph.queries.names import things

if TYPE_CHECKING:
    from uegraph.store import Store

_GIVEN: Final = ", which was given for 'what'"


def _param(kinds: tuple[str, ...] = (), schemes: tuple[str, ...] = ()) -> Param:
    return Param("what", "what", "iri", "What to explain.", "", False, kinds, schemes)


# What can be a target is looked for first: 'Wales' is the place, whatever else is called so.
_TARGETS: Final = _param(
    ("audience", "organisation", "place", "theme"), ("place", "characteristic", "theme")
)
_SCOPES: Final = _param(("scope",))
_ANYTHING: Final = _param()


def thing_called(store: Store, text: str, private: frozenset[str]) -> str:
    """The IRI of what is asked about.

    Raises:
        UnknownNameError: Nothing is called so; near names are offered, none of them private. Or
            what is called so is marked private.
        ParameterError: Several things are called so.
    """
    plain = text.strip()
    if not plain:
        raise UnknownNameError("An empty name names nothing. Write a name, kind/slug or an IRI.")
    looked_for = [_ANYTHING] if set(plain) & {"/", ":"} else [_TARGETS, _SCOPES, _ANYTHING]
    for place, param in enumerate(looked_for, start=1):
        try:
            found = things(store, param, plain)
        except UnknownNameError as error:
            if place == len(looked_for):
                raise UnknownNameError(_offer(plain, str(error), private)) from error
        else:
            return _shown(plain, found, private)
    raise AssertionError("the last of the places either has it or refuses it")


def _shown(text: str, found: list[str], private: frozenset[str]) -> str:
    kept = [iri for iri in found if iri not in private]
    if not kept:
        raise UnknownNameError(
            f"'{text}' is marked private, so nothing about it is shown. "
            "`uegraph query evidence/private` lists what is."
        )
    return kept[0]


def _offer(text: str, message: str, private: frozenset[str]) -> str:
    """Near names, unless one of them is private; a name is never given away by a mistyped one."""
    if any(short(iri) in message for iri in private):
        return f"Nothing in the graph is called '{text}'. `uegraph query` can list what there is."
    return message.replace(_GIVEN, "")
