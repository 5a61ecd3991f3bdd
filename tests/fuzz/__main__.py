"""Fuzzing every door by which something foreign enters, for a stated time.

    python -m tests.fuzz --seconds 600 --seed 2026

Each door gets an equal share of the time. A fault is named with its seed, which makes the same case
again: ``python -m tests.fuzz --door NAME --seed SEED --cases 1``.
"""

from __future__ import annotations

import argparse
import sys

from tests.fuzz.batch import DOORS, Counted, run


def main() -> int:
    """Fuzz for a while, and print a table; 1 where a fault was found."""
    asking = argparse.ArgumentParser(prog="python -m tests.fuzz")
    asking.add_argument("--seconds", type=float, default=600, help="For all doors together.")
    asking.add_argument("--seed", type=int, default=2026)
    asking.add_argument("--door", action="append", choices=DOORS, help="Only these doors.")
    asking.add_argument("--cases", type=int, default=0, help="So many for each door, not a time.")
    asked = asking.parse_args()
    doors = asked.door or DOORS
    share = asked.seconds / len(doors)
    found: dict[str, Counted] = {}
    for door in doors:
        sys.stderr.write(f"{door}\n")
        found[door] = run(door, asked.seed, count=asked.cases, seconds=share)
        for seed, told in found[door].faults:
            sys.stderr.write(f"{door}, seed {seed}: {told}\n")
    _print(found)
    return int(any(counted.faults for counted in found.values()))


def _print(found: dict[str, Counted]) -> None:
    sys.stdout.write(
        "| door | cases | read | refused | faults |\n| --- | --: | --: | --: | --: |\n"
    )
    rows = {
        door: (one.ways["read"], one.ways["refused"], len(one.faults))
        for door, one in found.items()
    }
    rows["**all**"] = tuple(map(sum, zip(*rows.values(), strict=True)))  # type: ignore[assignment]
    for door, numbers in rows.items():
        told = " | ".join(f"{number:,}" for number in (sum(numbers), *numbers))
        sys.stdout.write(f"| {door} | {told} |\n")


if __name__ == "__main__":
    sys.exit(main())
