"""A short run of every door's fuzzer: the same cases every time. `make fuzz` is the long one."""

from __future__ import annotations

import random
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.fuzz.batch import DOORS, attempt, run
from tests.fuzz.trap import CaughtError, Trap

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="the limits of memory and time are Linux's"
)
CASES = {
    "query": 200, "parameters": 40, "nquads": 40, "models": 40, "workbooks": 10, "annotated": 10,
    "mappings": 30, "archives": 8, "paths": 10, "servers": 25, "tables": 60, "pages": 2,
}  # fmt: skip


def test_every_door_has_cases() -> None:
    modules = {path.stem for path in (Path(__file__).parent / "doors").glob("*.py")}
    assert modules == set(DOORS) == set(CASES)


@pytest.mark.parametrize("door", DOORS)
def test_nothing_comes_through_a_door_that_does_not_belong(door: str) -> None:
    found = run(door, 1, count=CASES[door])
    assert found.faults == []
    assert found.ways.total() == CASES[door]


@pytest.fixture(scope="module")
def trap(tmp_path_factory: pytest.TempPathFactory) -> Trap:
    return Trap(tmp_path_factory.mktemp("trap") / "here")


def _call(trap: Trap) -> str:
    with pytest.raises((urllib.error.URLError, ConnectionError)):
        urllib.request.urlopen(trap.url, timeout=5)
    return ""


def _run(trap: Trap) -> str:
    subprocess.run(["true"], check=True)
    return str(trap)


MISDEEDS: dict[str, Callable[[Trap], str]] = {
    "the secret was opened": lambda trap: trap.secret.read_text()[:0],
    "the secret was told": lambda trap: trap.token,
    "the network was reached": _call,
    "a program was started": _run,
    "something outside was changed": lambda trap: str(trap.mark.write_text("x")),
    "ZeroDivisionError": lambda _: str(1 // 0),
}


@pytest.mark.parametrize("told", MISDEEDS)
def test_each_misdeed_is_caught(told: str, trap: Trap) -> None:
    how, found = attempt(trap, lambda _: MISDEEDS[told](trap), 1)
    assert how == "fault"
    assert told in found
    assert attempt(trap, lambda chance: str(chance.random()), 1) == ("read", "")


def test_a_trap_that_caught_something_says_so_once(trap: Trap) -> None:
    trap.secret.read_bytes()
    with pytest.raises(CaughtError, match="opened"):
        trap.look()
    trap.look()


def test_a_process_that_dies_is_a_fault_of_the_case_that_it_was_at(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A door that ends its process at its third case, and fills the memory at its fifth."""
    package = tmp_path / "tests" / "fuzz" / "doors"
    package.mkdir(parents=True)
    (package / "deadly.py").write_text(
        "import os\n"
        "def door(trap):\n"
        "    def case(chance):\n"
        "        at = chance.random()\n"
        f"        if at == {random.Random(3).random()!r}: os.kill(os.getpid(), 11)\n"
        f"        if at == {random.Random(5).random()!r}: return 'x' * (1 << 40)\n"
        "        return ''\n"
        "    return case\n",
        encoding="utf-8",
    )
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    found = run("deadly", 1, count=6)
    assert [seed for seed, _ in found.faults] == [3, 5]
    assert "status -11" in found.faults[0][1]
    assert "MemoryError" in found.faults[1][1]
    assert found.ways["read"] == 4
