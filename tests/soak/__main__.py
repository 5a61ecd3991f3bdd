"""Many at once, for a while: does everybody get whole answers, and does nothing leak?

    python -m tests.soak --minutes 10 --readers 8 --seed 1

Readers of four kinds ask one graph in many ways while two processes build it over and over, others
back up, verify and restore it, draw it, take decisions and import. Each answer has to be wholly of
one version of the sources. After each of its rounds every process says what it takes by /proc. The
program ends with 1 when an answer was a mixture, anybody failed, anything grew or was left.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from tests.soak.measure import MORE_HANDLES, MORE_MEMORY, MORE_THREADS
from tests.soak.running import Found, soak, working_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence


_HEADINGS = ("process", "rounds", "MiB", "MiB at the end", "handles", "at the end", "threads",
             "at the end")  # fmt: skip


def table(found: Found) -> str:
    """What was found, as Markdown: a row a process, then what was done."""
    lines = [_row(_HEADINGS), _row(["---", *["---:"] * (len(_HEADINGS) - 1)])]
    for name, trend in found.trends.items():
        first, last = trend.first, trend.last
        cells = (
            name, found.rounds[name], f"{first.memory / 2**20:.1f}", f"{last.memory / 2**20:.1f}",
            first.handles, last.handles, first.threads, last.threads,
        )  # fmt: skip
        lines.append(_row(cells))
    done = ", ".join(f"{count:,} {what}" for what, count in sorted(found.done.items()))
    generations, size = found.most
    allowed = f"{MORE_MEMORY >> 20} MiB and a tenth more memory, {MORE_HANDLES} handles"
    lines += [
        "",
        f"Done: {done}.",
        f"The graph's folder: at most {generations} generations, {size / 2**20:.1f} MiB.",
        f"Allowed: {allowed}, {MORE_THREADS} threads, no child process, nothing left over.",
    ]
    faults = [f"FAULT: {fault}" for fault in found.faults]
    return "\n".join([*lines, *(faults or ["No fault."])])


def _row(cells: Iterable[object]) -> str:
    return f"| {' | '.join(map(str, cells))} |"


def _teller() -> Callable[[str], object]:
    """On a terminal one line that changes; else a line every now and then."""
    told = [0]

    def tell(text: str) -> None:
        told[0] += 1
        if sys.stderr.isatty():
            sys.stderr.write(f"\r\x1b[K{text}")
        elif told[0] % 60 == 1:
            sys.stderr.write(f"{text}\n")
        sys.stderr.flush()

    return tell


def main(arguments: Sequence[str] | None = None) -> int:
    """Soak, print the table, and say by the exit code whether all was well."""
    asking = argparse.ArgumentParser(prog="python -m tests.soak")
    asking.add_argument("--minutes", type=float, default=10.0)
    asking.add_argument("--readers", type=int, default=8)
    asking.add_argument("--seed", type=int, default=1)
    asking.add_argument("--folder", help="Where to work, such as on another disk.")
    asking.add_argument(
        "--leak", choices=["handles", "memory"], default="",
        help="Let one reader leak, to see that it is found.",
    )  # fmt: skip
    asked = asking.parse_args(arguments)
    with working_folder(asked.folder) as folder:
        found = soak(
            Path(folder), minutes=asked.minutes, readers=asked.readers, seed=asked.seed,
            leak=asked.leak, tell=_teller(),
        )  # fmt: skip
    sys.stderr.write("\n")
    sys.stdout.write(table(found) + "\n")
    return 1 if found.faults else 0


if __name__ == "__main__":
    sys.exit(main())
