"""A small foreign table and its mapping, made up; tests change a line and look what follows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from uegraph import imports

if TYPE_CHECKING:
    from pathlib import Path

TABLE = """\
Date,What,Where,Came,Who,Held?
03/04/2026,Quay meeting,Wales,20+,"Harbour Trust; Ana Low, Fishers' Union",Y
5 May 2026,Ferry forum,England,TBD,harbour trust,Y
2026-06,Night shift survey,,150-200,,N
"""
HEAD = """\
name: ferry
title: The ferry
url: https://harbour.example/
licence: https://harbour.example/licence
lists:
  bodies: [trust, union*]
"""
ROWS = """\
rows:
  event:
    table: activities
    name: What
    type: {constant: event}
    when: Date
    status: {column: "Held?", values: {Y: held, N: planned}}
    place: Where
  reach:
    table: reaches
    optional: yes
    of: {row: event}
    kind: {constant: attended}
    amount: Came
  body:
    table: organisations
    optional: yes
    name: {column: Who, split: [";", ","], keep: bodies}
    type: {constant: formal}
  took part:
    table: participations
    optional: yes
    activity: {row: event}
    party: {row: body}
    role: {constant: attendee}
    status: {constant: attended}
"""
MAPPING = HEAD + ROWS


def run(
    folder: Path, table: str | bytes = TABLE, mapping: str = MAPPING, *, name: str = "events.csv"
) -> imports.Imported:
    """What a table becomes under a mapping."""
    file, said = folder / name, folder / "mapping.yml"
    file.write_bytes(table if isinstance(table, bytes) else table.encode())
    said.write_text(mapping, encoding="utf-8")
    return imports.table(file, said)


def told(done: imports.Imported) -> list[tuple[int, str, str]]:
    """Each problem in short: row, heading, message."""
    return [(problem.row, problem.column, problem.message) for problem in done.problems]
