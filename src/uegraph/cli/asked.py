"""The options of every command that asks about coverage, spelled once."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, cast

import click

from uegraph.cli.options import Command, day, period

if TYPE_CHECKING:
    from uegraph.coverage import Asked

_MOST: Final = 3
_SPAN: Final = re.compile(r"(\d{1,4})\s*(m|months?|y|years?)?", re.IGNORECASE)


def _months(_context: click.Context, _option: click.Parameter, value: str | None) -> int | None:
    """The callback of ``--within``: months, from ``12m``, ``2y`` or ``18``."""
    if value is None:
        return None
    found = _SPAN.fullmatch(value.strip())
    if not found:
        raise click.BadParameter(
            f"'{value}' is no span of time. Write 12m for months, 2y for years."
        )
    years = (found[2] or "m").lower().startswith("y")
    return int(found[1]) * (12 if years else 1)


def _kinds(
    _context: click.Context, _option: click.Parameter, value: tuple[str, ...]
) -> tuple[str, ...]:
    """The callback of ``--of``: ``audience,theme`` and ``--of audience --of theme`` are one."""
    kinds = tuple(
        kind.strip() for text in value for kind in re.split(r"[,×]", text) if kind.strip()
    )
    if value and not kinds:
        raise click.BadParameter("Name what the targets are, such as audience or audience,theme.")
    if len(set(kinds)) < len(kinds) or len(kinds) > _MOST:
        raise click.BadParameter("A target has one to three members, each of another kind.")
    return kinds


_OPTIONS: Final[tuple[tuple[tuple[str, ...], dict[str, Any]], ...]] = (
    (("--scope",), {"metavar": "NAME", "help": "One recorded scope.  [default: every scope]"}),
    (
        ("--of",),
        {
            "metavar": "KIND[,KIND]",
            "multiple": True,
            "callback": _kinds,
            "help": "Instead of a recorded scope, what the targets are: audience, organisation, "
            "characteristic, place, theme, year, quarter, month; with several, each pairing.",
        },
    ),
    (
        ("--target", "targets"),
        {
            "metavar": "NAME",
            "multiple": True,
            "help": "Only this target of the scope, in the figures of the whole; with --of, "
            "the targets themselves. May be given several times.",
        },
    ),
    (
        ("--theme", "themes"),
        {"metavar": "NAME", "multiple": True, "help": "Count only what was on this theme."},
    ),
    (
        ("--type", "types"),
        {"metavar": "NAME", "multiple": True, "help": "Count only this kind of activity."},
    ),
    (
        ("--organiser", "organisers"),
        {"metavar": "NAME", "multiple": True, "help": "Count only what this body organised."},
    ),
    (
        ("--period",),
        {
            "metavar": "WHEN",
            "callback": period,
            "help": "Count only this time: 2023, 2023-04, 2021-02/2024-04.",
        },
    ),
    (
        ("--within",),
        {
            "metavar": "12m",
            "callback": _months,
            "help": "What ended longer before the day of reference is stale: 12m, 2y.",
        },
    ),
    (
        ("--level",),
        {
            "metavar": "LEVEL",
            "help": "The least that counts: inform, consult, involve, collaborate, empower.",
        },
    ),
    (
        ("--two-way/--any-way", "two_way"),
        {"default": None, "help": "Whether only two-way engagement counts."},
    ),
    (
        ("--units/--no-units", "units"),
        {"default": None, "help": "Whether units and parts of a body count, in part, for it."},
    ),
    (
        ("--as-of",),
        {
            "metavar": "YYYY-MM-DD",
            "callback": day,
            "help": "The day from which recent and future are measured.  [default: the end of "
            "the period, else the last day that the record tells of]",
        },
    ),
)


_WHOSE: Final = ("--scope", "--of", "--target")


def asked_options(command: Command) -> Command:
    """What can be asked of coverage, as options; the command gets them as keywords of `Asked`."""
    for names, settings in reversed(_OPTIONS):
        command = click.option(*names, **settings)(command)
    return command


def counting_options(command: Command) -> Command:
    """The same options but for those that say whose coverage is asked: what counts, and when."""
    for names, settings in reversed(_OPTIONS):
        if names[0] not in _WHOSE:
            command = click.option(*names, **settings)(command)
    return command


def asked_of(options: dict[str, Any]) -> Asked:
    """The question that options ask: what was left out is not in it."""
    if options.get("scope") and options.get("of"):
        raise click.UsageError("Ask for a recorded scope or for kinds of target, not for both.")
    given = {name: value for name, value in options.items() if value not in (None, ())}
    return cast("Asked", given)
