"""What the tiles show, in words: who is engaged on what, what is silent, what cannot be known."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

import polars as pl

from uegraph.dates import day_in_words
from uegraph.maps.scene import Mark, Story
from uegraph.maps.views import charts
from uegraph.words import listed, many, percents

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from uegraph.coverage import CoverageResult
    from uegraph.maps.material import Material
    from uegraph.maps.views.heat.rows import Part, Row

READING: Final = (
    "A row is an audience, a column a theme, and a tile the two together.",
    "A tile is whole where the audience was engaged on the theme, empty where nothing is known.",
    "The number in a tile counts the participations on record that bear on it.",
    "A dash stands where none is on record, which is not a no.",
    "At the end of a row stands on how many of the themes the audience was engaged.",
)


def telling(
    found: CoverageResult,
    rows: Sequence[Row],
    themes: Sequence[tuple[str, str]],
    counts: Mapping[str, int],
) -> Iterator[str]:
    """The paragraphs: how much is known, whom and what stands out."""
    pairs = sum(counts.values()) - counts.get("out of scope", 0)
    if not pairs:
        yield (
            "There is nothing to show yet: the map pairs each audience on record with each theme, "
            "and the record names none of the one or of the other. Write down both in the tables "
            "audiences and themes."
        )
        return
    engaged, silent = counts.get("engaged", 0), counts.get("no evidence", 0)
    share = percents(engaged / pairs, (engaged + silent) / pairs)
    yield (
        f"{many(len(rows), 'audience')} and {many(len(themes), 'theme')} make "
        f"{many(pairs, 'pair')}: {charts.tally(counts)}. So coverage is {share}: the lower "
        "figure takes silence for a no, the higher for a yes, and neither is known."
    )
    yield _foremost(rows, len(themes))
    yield _by_theme(found, themes)


def _foremost(rows: Sequence[Row], themes: int) -> str:
    """Who is engaged on the most themes, and how many are on record for none."""
    best = [row.name for row in rows if row.engaged and row.engaged == rows[0].engaged]
    silent = sum(not row.reached for row in rows)
    nothing = (
        f"On none of them anything is on record for {charts.out_of(silent, len(rows), 'audience')}."
    )
    if not best:
        return f"No audience is engaged on any theme. {nothing}"
    are = "is" if len(best) == 1 else "are"
    return (
        f"{listed(best, few=4)} {are} engaged on the most themes, "
        f"{rows[0].engaged:,} of {themes:,}. {nothing}"
    )


def _by_theme(found: CoverageResult, themes: Sequence[tuple[str, str]]) -> str:
    """On which themes audiences were engaged, and on which none was."""
    engaged = found.frame.filter(pl.col("state").cast(pl.String) == "engaged")
    per = Counter(engaged["theme"].to_list())
    some = [f"{name} ({per[iri]:,})" for iri, name in themes if per[iri]]
    none = [name for iri, name in themes if not per[iri]]
    said = f"Audiences engaged, by theme: {listed(some, few=8)}." if some else ""
    lacking = f"Nobody is known to have been engaged on {listed(none, few=8)}." if none else ""
    return " ".join(charts.sentences([said, lacking]))


def remarks(
    found: CoverageResult,
    parts: Sequence[Part],
    themes: Sequence[tuple[str, str]],
    material: Material,
) -> Iterator[str]:
    """What has no tile, and why."""
    left_out = sum(part.left_out for part in parts)
    if left_out:
        drawn = sum(len(part.rows) for part in parts)
        yield (
            f"The map draws {drawn:,} audiences; {left_out:,} more, with "
            f"{left_out * len(themes):,} pairs, are only counted. `uegraph coverage --of "
            "audience,theme` lists all of them."
        )
    more = len(_all(found, "theme", material)) - len(themes)
    if more > 0:
        yield f"{many(more, 'theme')} with less on record have no column."
    yield from (
        f"{missing.name}: a source tells of {missing.stated:,}, of which {missing.named:,} "
        "are named. Those without a name have no column or row."
        for missing in found.missing
    )
    done = [iri for iri, (kind, _) in material.points.items() if kind in ("activity", "series")]
    silent = sum(iri not in material.themes for iri in done)
    if silent:
        yield (
            f"{charts.out_of(silent, len(done), 'activity', 'activities')} and series name no "
            "theme, so whoever took part in them is in no tile."
        )


def _all(found: CoverageResult, kind: str, material: Material) -> list[str]:
    members = found.asked.members[found.kinds.index(kind)]
    return [iri for iri in members if iri in material.points]


def stories(marks: Sequence[Mark]) -> tuple[Story, ...]:
    """The whole, the tile with the most on record, and what is silent."""
    if not marks:
        return ()
    pairs = many(len(marks), "pair")
    told = [Story(f"Each tile is an audience on a theme: {pairs} on this map.")]
    best = max(marks, key=lambda mark: (mark.state == "engaged", mark.rank))
    if best.state == "engaged":
        told.append(
            Story(f"The most is on record for {best.name}. {best.reason}", charts.focus(best.id))
        )
    unseen = sum(mark.state in charts.UNSEEN for mark in marks)
    if unseen:
        told.append(
            Story(
                f"For {charts.out_of(unseen, len(marks), 'pair')} no engagement is on record.",
                "u=1",
            )
        )
    return tuple(told)


def receipt(
    found: CoverageResult, parts: Sequence[Part], counts: Mapping[str, int], drawn: int
) -> Iterator[tuple[str, str]]:
    """What was asked, and what was left out."""
    yield "day of reference", day_in_words(found.as_of)
    yield "level that counts as engaged", found.required_level
    yield "pairs", charts.tally(counts) or "none"
    yield "pairs drawn", f"{drawn:,} of {sum(counts.values()):,}"
    for part in parts:
        if part.left_out:
            yield f"left out of “{part.title.lower()}”", many(part.left_out, "audience")
