"""Old or new, on a server that does one thing after the other and can stop between any two."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from uegraph.errors import StoreError
from uegraph.store import switching
from uegraph.store.addresses import STAGING, is_data
from uegraph.store.batches import batches

if TYPE_CHECKING:
    from collections.abc import Iterable

OLD = {"http://e/a": [b"a1"], "http://e/b": [b"b1", b"b2"], "http://e/other": [b"o"]}
NEW = {"http://e/a": [b"a3"], "http://e/b": [b"b4", b"b5"], "http://e/c": [b"c6"]}
BOTH = {**OLD, **NEW}


class Crash(BaseException):
    """The power went."""


class Server:
    """Graphs in a dictionary, changed step by step; it refuses, or dies, at a certain step."""

    location = "http://e/"

    def __init__(self, *, steps: int = 10**6, dies: bool = True, loses: bool = False) -> None:
        self.graphs = {name: list(lines) for name, lines in OLD.items()}
        self.left, self._dies, self._loses = steps, dies, loses

    def _step(self) -> None:
        if self.left == 0:
            raise Crash if self._dies else StoreError("refused")
        self.left -= 1

    def names(self) -> list[str]:
        return sorted(self.graphs)

    def sizes(self, graphs: Iterable[str]) -> dict[str, int]:
        return {name: len(self.graphs.get(name, [])) for name in graphs}

    def pairs(self, graph: str) -> dict[str, str]:
        found = [re.findall(r"<([^>]*)>", line.decode()) for line in self.graphs[graph]]
        return {subject: target for subject, _, target in found}

    def append(self, graph: str, lines: Iterable[bytes]) -> int:
        wanted = list(lines)
        for line in wanted[self._loses :]:
            self._step()
            self.graphs.setdefault(graph, []).append(line)
        return len(wanted)

    def change(self, update: str) -> None:
        for part in update.split(";\n"):
            self._step()
            first, *rest = re.findall(r"<([^>]*)>", part)
            if part.startswith("INSERT"):
                self.graphs[first] = [line.encode() for line in part.splitlines()[1:-1]]
            elif part.startswith("COPY"):
                self.graphs[rest[0]] = list(self.graphs[first])
            else:
                assert part.startswith("DROP SILENT")
                self.graphs.pop(first, None)

    @property
    def data(self) -> dict[str, list[bytes]]:
        return {name: lines for name, lines in self.graphs.items() if is_data(name)}


def steps_of_a_whole_switch() -> int:
    server = Server()
    switching.replace(server, NEW)
    assert server.graphs == BOTH
    return 10**6 - server.left


STEPS = steps_of_a_whole_switch()


def test_a_switch_has_steps_between_which_it_can_stop() -> None:
    assert STEPS > 10


@pytest.mark.parametrize("dies", [True, False])
@pytest.mark.parametrize("steps", range(STEPS))
def test_old_or_new_wherever_it_stops(steps: int, *, dies: bool) -> None:
    server = Server(steps=steps, dies=dies)
    with pytest.raises((Crash, StoreError)):
        switching.replace(server, NEW)
    if switching.PLAN in server.graphs:
        with pytest.raises(StoreError, match="being replaced"):
            switching.require_settled(server.location, server.names())
    else:
        assert server.data in (OLD, BOTH)
    server.left = 10**6
    switching.recover(server)
    assert server.graphs in (OLD, BOTH)
    switching.replace(server, NEW)
    assert server.graphs == BOTH


@pytest.mark.parametrize("steps", range(7))
def test_a_recovery_can_stop_as_well(steps: int) -> None:
    server = Server(steps=STEPS - 6)
    with pytest.raises(Crash):
        switching.replace(server, NEW)
    assert switching.PLAN in server.graphs
    server.left = steps
    with pytest.raises(Crash):
        switching.recover(server)
    server.left = 10**6
    switching.recover(server)
    assert server.graphs == BOTH


def test_a_server_that_drops_a_statement_is_found_out() -> None:
    server = Server(loses=True)
    with pytest.raises(StoreError, match="kept 0 of the 1 statements of http://e/a"):
        switching.replace(server, NEW)
    assert server.graphs == OLD


def test_only_data_is_data() -> None:
    assert is_data("https://w3id.org/uegraph/id/graph/gss-2024")
    for name in (f"{STAGING}1", switching.PLAN, "http://www.openlinksw.com/schemas/virtrdf#"):
        assert not is_data(name)


def test_batches_keep_what_belongs_together() -> None:
    lines = [b"_:x <p> <o> .\n", *(b"<s> <p> %d .\n" % n for n in range(7)), b"<s> <p> _:x .\n"]
    found = list(batches(lines, (3, 1000)))
    assert [len(batch) for batch in found] == [3, 3, 1, 2]
    assert found[-1] == [lines[0], lines[-1]]
    assert [len(batch) for batch in batches(lines[1:8], (100, 20))] == [2, 2, 2, 1]
    assert list(batches([], (3, 3))) == []
