"""What can be asked of a network: between whom, by which links, on what, when, how deeply."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final, TypedDict

from uegraph.errors import ParameterError, UegraphError

if TYPE_CHECKING:
    from collections.abc import Sequence

POINT_KINDS: Final = ("organisation", "audience", "theme", "activity")
"""What can be linked, in the order in which two of them stand. Activities only beside another."""

LINKED_BY: Final = ("both", "derived", "stated")
"""By which links: what sources state, what shared activities tell, or both."""

WEIGHINGS: Final = ("count", "newman", "recency", "role")
"""How a shared activity weighs; see ``uegraph.network.projecting``."""


class Asked(TypedDict, total=False):
    """What can be asked of a network; what is left out is not restricted.

    Attributes:
        of: What is linked: one kind of ``POINT_KINDS``, or two.
        links: One of ``LINKED_BY``.
        weight: One of ``WEIGHINGS``.
        themes: Only activities on these themes or narrower ones count.
        goals: Only activities that contribute to these goals count.
        places: Only activities in these places or places inside them count.
        period: Only what surely took place in this time, as EDTF such as ``2023``.
        level: Only parts at this level or above, such as ``involve``.
        as_of: The day from which recency is measured; left out: the last day recorded.
        unnamed: Whether parties that a source describes but does not name are bodies too.
    """

    of: Sequence[str]
    links: str
    weight: str
    themes: Sequence[str]
    goals: Sequence[str]
    places: Sequence[str]
    period: str | None
    level: str | None
    as_of: date | None
    unnamed: bool
    directed: bool


def kinds_of(asked: Asked) -> tuple[str, ...]:
    """The kinds of point asked for, in their order.

    Raises:
        ParameterError: They are no kinds of point, too many, or activities alone.
    """
    given = [kind.strip().lower() for kind in asked.get("of") or ("organisation",)]
    unknown = [kind for kind in given if kind not in POINT_KINDS]
    if unknown:
        raise ParameterError(
            f"'{unknown[0]}' is nothing that a network links. Give one or two of "
            f"{', '.join(POINT_KINDS)}."
        )
    kinds = tuple(kind for kind in POINT_KINDS if kind in given)
    if len(given) > 2 or len(kinds) != len(given) or kinds == ("activity",):
        raise ParameterError(
            f"A network of {' and '.join(given)} cannot be made. Give one kind, or two different "
            f"ones; activities only beside another kind."
        )
    return kinds


def choice(asked: Asked, name: str, known: Sequence[str]) -> str:
    """One of a few words, the first where nothing was asked.

    Raises:
        ParameterError: It is none of them.
    """
    given = str(asked.get(name) or known[0])
    if given not in known:
        raise ParameterError(f"'{given}' is no choice of {name}. Give {', '.join(known)}.")
    return given


def refuse_unknown(asked: Asked) -> None:
    """Whatever is no question must not be taken for an answered one.

    Raises:
        ParameterError: One name stands where several can, or something is no text or no day.
        UegraphError: Something asked is not known.
    """
    unknown = sorted(asked.keys() - Asked.__annotations__.keys())
    if unknown:
        known = ", ".join(Asked.__annotations__)
        raise UegraphError(f"'{unknown[0]}' cannot be asked of a network. Known: {known}.")
    given: dict[str, object] = {**asked}
    for name in ("of", "themes", "goals", "places"):
        if isinstance(given.get(name), str):
            raise ParameterError(f"'{name}' takes a list of names: {name}=[{given[name]!r}].")
    if not isinstance(given.get("period") or "", str):
        raise ParameterError(f"'period' takes a text: period='{given['period']}'.")
    if not isinstance(given.get("as_of") or date.min, date):
        raise ParameterError("'as_of' takes a day: as_of=datetime.date(2024, 4, 26).")
