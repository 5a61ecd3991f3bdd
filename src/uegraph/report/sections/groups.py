"""Equality and areas: the protected and wider groups, the nations and regions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from uegraph.equality import areas as view_areas
from uegraph.equality import equality as view_equality
from uegraph.report.model import Bar, Bars, Column, Heading, Lines, Paragraph, Section, Table
from uegraph.report.wording import capital, listed, number, sentence, shown, state_of
from uegraph.words import as_words, many, percents

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from uegraph.coverage import CoverageRow
    from uegraph.equality import Area, Characteristic, Group, Tally
    from uegraph.report.material import Material
    from uegraph.report.model import Block

_HEADINGS: Final = {
    "protected": "Protected characteristics (Equality Act 2010)",
    "inclusion": "Wider inclusion groups",
    "nation": "Nations",
    "region": "Regions of England",
    "finer": "Finer places",
    "not said": "Said of a heading, and of no one characteristic under it",
}
_AREAS: Final = "Nations, regions and places"
_LEVELS: Final = {"nation": "Nation", "region": "Region", "finer": "Finer place"}
_NOT_ALONE: Final = "All of this concerns other places as well."
_MANY: Final = 8  # groups in one row
_TOGETHER: Final = 20  # places in one row, of which the same is to be said


def equality(read: Material) -> Section | None:
    """The protected characteristics and wider groups; None where nobody recorded an audience."""
    if not read.counts.get("audience"):
        return None
    view = view_equality(read.store, threshold=read.asked.threshold, as_of=read.asked.as_of)
    groups = [group for one in view.rows for group in one.groups]
    blocks = [
        Paragraph(_lead(view.tallies, "characteristic"), lead=True),
        _bars("Share of characteristics that are engaged", view.tallies),
        *_characteristics(view.rows),
        *_ratios(groups, view.threshold),
    ]
    return Section("equality", "Equality", tuple(blocks))


def areas(read: Material) -> Section | None:
    """The nations, regions and finer places; None where no place is recorded."""
    if not (read.counts.get("activity") or read.counts.get("organisation")):
        return None
    view = view_areas(read.store, threshold=read.asked.threshold, as_of=read.asked.as_of)
    if not view.rows:
        return None
    groups = [group for one in view.rows for group in one.groups]
    if all(one.row.state == "no-evidence" for one in view.rows):
        text = f"For none of {many(len(view.rows), 'nation or region', 'nations and regions')} "
        said = Paragraph(f"{text}is anything recorded. That is not a no.", lead=True)
        return Section("areas", _AREAS, (said,))
    blocks = [
        Paragraph(_lead(view.tallies, "place"), lead=True),
        Paragraph(
            "A place counts as engaged when somebody in it or for it took part. What was held for "
            "the whole country counts for no one part of it."
        ),
        _bars("Share of places that are engaged", view.tallies),
        _places(view.rows),
        *_ratios(groups, view.threshold),
    ]
    return Section("areas", _AREAS, tuple(blocks))


def _lead(tallies: Mapping[str, Tally], noun: str) -> str:
    targets = sum(tally.targets for tally in tallies.values())
    silent = sum(tally.counts.get("no-evidence", 0) for tally in tallies.values())
    engaged = sum(tally.counts.get("engaged", 0) for tally in tallies.values())
    partial = sum(tally.partial for tally in tallies.values())
    part = f" ({number(partial)} in a part only)" if partial else ""
    rest = f"; for {number(silent)} there is no evidence, which is not a no." if silent else "."
    verb = "is" if engaged == 1 else "are"
    return f"Of {many(targets, noun)}, {number(engaged)} {verb} engaged{part}{rest}"


def _bars(title: str, tallies: Mapping[str, Tally]) -> Bars:
    asked = [(_heading(name), tally) for name, tally in tallies.items() if tally.targets]
    columns = (
        Column("Which"), Column("How many", "number"), Column("Engaged", "number"),
        Column("No evidence", "number"), Column("Coverage", "number"),
    )  # fmt: skip
    rows = tuple(
        (
            name,
            number(tally.targets),
            number(tally.counts.get("engaged", 0)),
            number(tally.counts.get("no-evidence", 0)),
            percents(tally.low, tally.high),
        )
        for name, tally in asked
    )
    bars = tuple(
        Bar(name, tally.low or 0, tally.high or 0, percents(tally.low, tally.high))
        for name, tally in asked
    )
    unknown = "No evidence: engaged or not, nobody knows"
    return Bars(title, "Engaged", unknown, bars, Table(title, columns, rows))


def _heading(name: str) -> str:
    return _HEADINGS.get(name, capital(as_words(name)))


def _characteristics(found: Sequence[Characteristic]) -> Iterator[Block]:
    columns = (
        Column("Characteristic"), Column("State", "state"), Column("What is recorded", "long"),
        Column("Groups"),
    )  # fmt: skip
    for heading in dict.fromkeys(one.heading for one in found):
        rows = tuple(
            (
                capital(shown(one.row.label)),
                state_of(one.row),
                _recorded(one.row),
                _groups(one.groups),
            )
            for one in found
            if one.heading == heading
        )
        yield Table(_heading(heading), columns, rows)


def _groups(groups: Sequence[Group]) -> Lines:
    said = [f"{shown(group.row.label)} ({state_of(group.row)})" for group in groups[:_MANY]]
    if len(groups) > _MANY:
        said.append(f"and {many(len(groups) - _MANY, 'other')}")
    return Lines(tuple(said) or ("none recorded",))


def _recorded(row: CoverageRow) -> str:
    """The reason of a state with its remarks; short where there is nothing to say."""
    if row.state == "no-evidence":
        return sentence(" ".join(("Nothing.", *row.remarks)))
    return sentence(" ".join((row.reason, *row.remarks)))


def _places(found: Sequence[Area]) -> Table:
    groups: dict[tuple[str, ...], list[str]] = {}
    for one in found:
        said = (_LEVELS[one.level], state_of(one.row), _recorded(one.row), _shared(one))
        groups.setdefault(said, []).append(one.row.label)
    columns = (
        Column("Place"), Column("Level"), Column("State", "state"),
        Column("What is recorded", "long"),
    )  # fmt: skip
    rows = tuple(
        (listed(names, _TOGETHER), level, state, Lines(tuple(text for text in said if text)))
        for (level, state, *said), names in groups.items()
    )
    return Table("Places, those of which the same is recorded together", columns, rows)


def _shared(one: Area) -> str:
    return _NOT_ALONE if one.alone is False else ""


def _ratios(groups: Iterable[Group], threshold: int) -> Iterator[Block]:
    """Whether groups took part as much as their share of the population would suggest."""
    found = {group.row.target: group for group in groups}
    known = [
        (group, one)
        for group in found.values()
        for one in group.representations
        if one.ratio.low is not None or one.ratio.high is not None
    ]
    if not found:
        return
    yield Heading("Participation beside share of the population")
    if not known:
        yield Paragraph(
            f"Not known for any of {many(len(found), 'group')}: it takes a recorded population "
            "with its source, and numbers of those who took part."
        )
        return
    columns = (
        Column("Group"), Column("Counted"), Column("Share of those counted", "number"),
        Column("Share of population", "number"), Column("Ratio", "number"), Column("Reading"),
    )  # fmt: skip
    rows = tuple(
        (
            shown(group.row.label), shown(one.kind), shown(one.share.text),
            shown(one.prevalence.text), shown(one.ratio.text), shown(one.reading),
        )
        for group, one in known
    )  # fmt: skip
    note = f"Counts of people below {threshold}, and what would give them away, are not shown."
    yield Table("Participation-to-prevalence ratio", columns, rows, note)
