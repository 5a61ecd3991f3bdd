"""What a question names: a body or an audience, by its name, acronym, slug or IRI."""

from __future__ import annotations

from typing import TYPE_CHECKING

from uegraph.queries.naming import named

if TYPE_CHECKING:
    import polars as pl


def one_called(things: pl.DataFrame, name: str, what: str) -> str:
    """The IRI of the one that a name, acronym, slug or IRI stands for.

    Args:
        things: What can be meant: ``iri``, ``name`` and, where recorded, ``acronym``.
        name: What the user wrote.
        what: What kind of thing is meant, in words.

    Raises:
        UnknownNameError: Nothing is called so, or more than one thing.
    """
    known: dict[str, str] = dict(things.select("iri", "name").iter_rows())
    if "acronym" in things.columns and name not in known:
        short = things.filter(things["acronym"].str.to_lowercase() == name.strip().lower())
        if len(short) == 1:
            return str(short["iri"][0])
    return named([name], known, what)[0]
