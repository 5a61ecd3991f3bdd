"""The command line: one command group a module, no logic.

Commands are imported when they are run, so that ``uegraph --help`` starts as fast as an empty
program. The one-line helps stand here for the same reason; a test holds them to the commands' own.
"""

from __future__ import annotations

import contextlib
import errno
import os
import sys
from typing import Final

import click

from uegraph import __version__
from uegraph.cli.later import Later
from uegraph.errors import InvalidSourceError, UegraphError, UnknownNameError

FOUND: Final = 1
USAGE: Final = 2
FAILED: Final = 3

COMMANDS: Final[dict[str, tuple[str, str]]] = {
    "demo": (
        "demo",
        "Build the shipped data set, answer questions, list gaps, draw maps, write a report.",
    ),
    "new": (
        "template",
        "Begin a data set of your own: settings, an empty workbook, what to do next.",
    ),
    "template": ("template", "Write the workbook to fill in: drop-downs, help, an example row."),
    "generate": (
        "generate",
        "Write an invented programme of engagement, of any size, like real ones.",
    ),
    "check": ("check", "Name every problem in a source, to the cell."),
    "import": ("imports", "Make a data set of a table that others laid out."),
    "build": ("build", "Load sources into a graph: all or nothing."),
    "duplicates": ("identity", "List what may be recorded twice, with a score and why."),
    "same": ("identity", "Decide that two things are one."),
    "different": ("identity", "Decide that two things are two, however alike their names."),
    "unsure": ("identity", "Note that nobody can tell yet whether two things are one."),
    "decisions": (
        "identity",
        "List what was decided to be the same or different, the newest last; or undo it.",
    ),
    "query": ("query", "List the named questions, or answer one."),
    "sparql": ("query", "Ask a SPARQL question of your own."),
    "coverage": ("gaps", "Say for each target whether it was engaged, and how that is known."),
    "gaps": (
        "gaps",
        "Rank who has not been engaged, with the reason for each and what to do next.",
    ),
    "explain": ("explain", "Show the receipt of a state, a figure or a fact."),
    "equality": ("equality", "Say how far each protected and wider group was engaged."),
    "areas": ("equality", "Say how far each nation and region was engaged."),
    "measures": ("measures", "Measure engagement: how recent, frequent, deep, shared and heavy."),
    "network": (
        "network",
        "Say who works with whom, who bridges, where it would break and whom to bring together.",
    ),
    "power-interest": ("assessments", "Place the assessed by power and interest."),
    "report": ("report", "Write the report for a steering group into one file."),
    "map": ("map", "Draw a map into one HTML file, or as a picture."),
    "backup": ("backup", "Write a graph into one file, to be restored and verified."),
    "restore": ("backup", "Make a graph again from its backup: all or nothing."),
    "verify": (
        "backup",
        "Say whether a graph or a backup is still what it was, each part with its hash.",
    ),
}


class Commands(Later):
    """The group of all commands; an error of ours becomes one message and an exit code."""

    def invoke(self, ctx: click.Context) -> object:
        """Run a command."""
        try:
            answer = super().invoke(ctx)
            if sys.stdout:  # none where whoever started the program closed it
                sys.stdout.flush()
        except OSError as error:
            if error.errno == errno.EPIPE:  # the reader has seen enough, as `head` does
                raise
            _abandon_stdout()
            what = error.filename or "the answer could not be written"
            _fail(f"{what}: {error.strerror or error}.")
            ctx.exit(FAILED)
        except InvalidSourceError as error:
            from uegraph.cli.answers import print_problems  # noqa: PLC0415 - only on a mistake

            print_problems(error.problems)
            _fail(str(error))
            ctx.exit(FOUND)
        except UnknownNameError as error:
            _fail(str(error))
            ctx.exit(USAGE)
        except UegraphError as error:
            _fail(str(error))
            ctx.exit(FAILED)
        except KeyboardInterrupt:  # click would exit with 1, as a check that found something
            click.echo("Stopped before it was done. Files and graphs are as they were.", err=True)
            ctx.exit(FAILED)
        return answer


def _fail(message: str) -> None:
    """One message on stderr; a name of a file in it cannot steer the terminal."""
    from uegraph.cli.answers import plain  # noqa: PLC0415 - only on a mistake

    lines = [plain(line) for line in f"Error: {message}".split("\n")]
    click.echo("\n".join(lines), err=True)


def _abandon_stdout() -> None:
    """Without this, Python tries once more to write what is left, and fails with a traceback."""
    with contextlib.suppress(OSError):  # whoever calls from Python may have put a text in its place
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@click.group(cls=Commands, table=COMMANDS, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="uegraph")
def main() -> None:
    """Who was engaged, on what, how deeply, and whom has nobody engaged?

    uegraph turns tables of organisations, audiences, themes and activities into a graph, and
    answers from it. Without --store, commands read the data set that comes with uegraph.

    Example: uegraph demo
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # A locale that lacks a character must not stop an answer half-way.
            stream.reconfigure(errors="replace")
