"""What can be asked of a network, as options that all of its commands share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, cast

import click

from uegraph.cli.options import Command, day, period

if TYPE_CHECKING:
    from collections.abc import Callable

    from uegraph.network import Asked

# Spelled here too, as the network is heavy; a test holds them together.
KINDS: Final = ("organisation", "audience", "theme", "activity")
LINKS: Final = ("both", "derived", "stated")
WEIGHINGS: Final = ("count", "newman", "recency", "role")


def _of(
    _context: click.Context, _option: click.Parameter, value: tuple[str, ...]
) -> tuple[str, ...]:
    return tuple(kind.strip() for text in value for kind in text.split(",") if kind.strip())


_OPTIONS: Final[tuple[tuple[tuple[str, ...], dict[str, Any]], ...]] = (
    (
        ("--of",),
        {
            "metavar": "KIND[,KIND]",
            "multiple": True,
            "callback": _of,
            "help": f"What is linked: one or two of {', '.join(KINDS)}.  [default: organisation]",
        },
    ),
    (
        ("--links",),
        {
            "type": click.Choice(LINKS),
            "default": "both",
            "show_default": True,
            "help": "Links that shared activities tell (derived), that sources state, or both.",
        },
    ),
    (
        ("--weight",),
        {
            "type": click.Choice(WEIGHINGS),
            "default": "count",
            "show_default": True,
            "help": "How a shared activity weighs: each the same, less with more bodies (newman), "
            "less the longer ago, or by the parts that the two had.",
        },
    ),
    (
        ("--theme", "themes"),
        {"metavar": "NAME", "multiple": True, "help": "Count only activities on this theme."},
    ),
    (
        ("--goal", "goals"),
        {"metavar": "NAME", "multiple": True, "help": "Count only activities for this goal."},
    ),
    (
        ("--place", "places"),
        {"metavar": "NAME", "multiple": True, "help": "Count only activities in this place."},
    ),
    (
        ("--period",),
        {
            "metavar": "WHEN",
            "callback": period,
            "help": "Count only what surely took place in this time: 2023, 2021-02/2024-04.",
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
        ("--as-of",),
        {
            "metavar": "YYYY-MM-DD",
            "callback": day,
            "help": "The day from which recency is measured.  [default: the end of the period, "
            "else the last day that the record tells of]",
        },
    ),
    (
        ("--directed",),
        {
            "is_flag": True,
            "help": "Keep the direction of stated links, such as who oversees whom; with "
            "--links stated.",
        },
    ),
    (
        ("--unnamed",),
        {
            "is_flag": True,
            "help": "Take parties that a source describes without naming as bodies too.",
        },
    ),
)


def top_option(meaning: str, *, default: int = 10) -> Callable[[Command], Command]:
    """``--top``: how many to list, with what that is."""
    return click.option(
        "--top",
        type=click.IntRange(1),
        default=default,
        show_default=True,
        metavar="N",
        help=meaning,
    )


def draws_option(purpose: str, *, none: str = "0 for never.") -> Callable[[Command], Command]:
    """``--draws``: how often to leave out some of the record, to what purpose, and what 0 does."""
    return click.option(
        "--draws",
        type=click.IntRange(0, 10_000),
        default=200,
        show_default=True,
        metavar="N",
        help=f"How often to leave out a tenth of the activities, {purpose}; {none}",
    )


def network_options(command: Command) -> Command:
    """What can be asked of a network, as options; the command gets them as keywords of `Asked`."""
    for names, settings in reversed(_OPTIONS):
        command = click.option(*names, **settings)(command)
    return command


def asked_of(options: dict[str, Any]) -> Asked:
    """The question that options ask: what was left out is not in it."""
    return cast(
        "Asked", {name: value for name, value in options.items() if value not in (None, (), False)}
    )
