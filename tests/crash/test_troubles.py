"""Disk full, no rights, damage, other versions and clocks: one clear error, and the old stays."""

from __future__ import annotations

import hashlib
import os
import random
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.crash.scenes import DATA, Scene, file_state, litter, run, scenes, store_state, uegraph
from tests.programs import program

from uegraph.backup import restore, verify

if TYPE_CHECKING:
    from collections.abc import Sequence

SOURCE = Path(__file__).resolve().parents[2] / "src" / "uegraph"
NAMES = (
    *("build", "restore", "backup", "import", "decision", "map", "report"),
    *("network export graphml", "generate"),
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Scene]:
    """Every scene with its first state, in one folder."""
    root = tmp_path_factory.mktemp("scenes")
    found = {scene.name: scene for scene in scenes(root) if scene.name in NAMES}
    assert tuple(found) == NAMES
    for scene in found.values():
        run(*scene.commands[0])
    return found


def ask(line: Sequence[str], **environment: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | environment
    return subprocess.run(line, capture_output=True, text=True, check=False, env=environment)


def refused(done: subprocess.CompletedProcess[str], why: str) -> None:
    """One error that says why, and nothing of the program's inside."""
    said = " ".join(done.stderr.split())
    assert done.returncode == 3, said
    assert said.count("Error: ") == 1
    assert re.search(why, said), said
    assert "Traceback" not in said
    assert "panicked" not in said


@pytest.mark.skipif(os.name != "posix", reason="only POSIX limits the size of files")
@pytest.mark.parametrize("name", NAMES)
def test_a_full_disk_leaves_the_old(name: str, made: dict[str, Scene]) -> None:
    """The system refuses to let a file grow, as it refuses on a disk that is full."""
    scene = made[name]
    before = scene.state(scene.place)
    size = scene.place.stat().st_size if scene.place.is_file() else 100_000
    largest = {"decision": 0, "import": 1}.get(name, min(size // 2048, 40))
    line = ["bash", "-c", f'ulimit -f {largest}; exec "$@"', "-", *uegraph(scene.commands[1])]
    refused(ask(line), "File too large")
    assert scene.state(scene.place) == before
    assert not [path for path in litter(scene.place.parent) if path.suffix != ".lock"]


@pytest.mark.skipif(os.name != "posix", reason="rights are POSIX's")
@pytest.mark.parametrize("name", NAMES)
def test_a_folder_without_rights_leaves_the_old(name: str, made: dict[str, Scene]) -> None:
    scene = made[name]
    before = scene.state(scene.place)
    closed = scene.place if name in {"build", "restore"} else scene.place.parent
    rights = closed.stat().st_mode
    closed.chmod(0o555)
    try:
        refused(ask([*_without_power(), *uegraph(scene.commands[1])]), "Permission denied")
    finally:
        closed.chmod(rights)
    assert scene.state(scene.place) == before


def _without_power() -> list[str]:
    """For root, to whom rights do not apply, what takes that power from a program."""
    if os.geteuid() != 0:
        return []
    powers = "-dac_override,-dac_read_search"
    return [program("setpriv", "util-linux"), f"--bounding-set={powers}", f"--inh-caps={powers}"]


def test_damage_is_said_and_mended(made: dict[str, Scene], tmp_path: Path) -> None:
    """Files of the engine are cut, changed or deleted; the sums beside them know of each."""
    chance = random.Random(2026)
    whole = tmp_path / "one"
    shutil.copytree(made["build"].place, whole)
    was, backup = store_state(whole), made["backup"].place
    for attempt in range(6):
        broken = tmp_path / f"broken-{attempt}"
        shutil.copytree(whole, broken)
        _damage(broken, chance, attempt)
        assert not verify(broken).sound
        asked = ask(uegraph(("query", "evidence/graphs", "--store", str(broken))))
        if asked.returncode:
            refused(asked, "damaged.*Build it again from its sources, or restore a backup")
        restore(backup, broken, replace=True)
        assert store_state(broken) == was


def _damage(store: Path, chance: random.Random, attempt: int) -> None:
    kept = ("LOG", "LOCK")
    files = [path for path in sorted(store.glob("g-*/graph/*")) if not path.name.startswith(kept)]
    path = chance.choice([path for path in files if path.stat().st_size])
    data = bytearray(path.read_bytes())
    if attempt % 3 == 0:
        path.unlink()
        return
    if attempt % 3 == 1:
        del data[chance.randrange(len(data)) :]
    else:
        data[chance.randrange(len(data))] ^= 255
    path.write_bytes(data)


@pytest.mark.parametrize("layout", ["0", "2"])
def test_another_layout_is_refused_with_the_remedy(
    layout: str, made: dict[str, Scene], tmp_path: Path
) -> None:
    store = tmp_path / "store"
    shutil.copytree(made["build"].place, store)
    (store / "uegraph-store").write_text(f"{layout}\n", encoding="utf-8")
    before = sorted(store.rglob("*"))
    for line in (
        ("verify", str(store)),
        ("build", str(DATA), "--store", str(store)),
        ("restore", str(made["backup"].place), str(store), "--replace"),
    ):
        refused(ask(uegraph(line)), "has the layout .* Delete the folder and build it again")
    assert sorted(store.rglob("*")) == before


_CLOCK = """
import datetime, sys, time
class Back(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return cls(1999, 12, 31, 23, 59, 59, tzinfo=tz)
datetime.datetime = Back
then = time.gmtime(946684799)
time.time, time.time_ns = (lambda: 946684799.0), (lambda: 946684799 * 10**9)
time.localtime = time.gmtime = lambda *_: then
from uegraph.cli import main
main(sys.argv[1:])
"""


def test_two_time_zones_and_a_clock_set_back_give_the_same_bytes(
    made: dict[str, Scene], tmp_path: Path
) -> None:
    """The two zones are 25 hours apart, so that it is never the same day in both."""
    states = set()
    clock = [sys.executable, "-c", _CLOCK]
    for at, (zone, program_) in enumerate(
        (("Pacific/Kiritimati", []), ("Pacific/Pago_Pago", []), ("UTC", clock))
    ):
        folder = tmp_path / str(at)
        folder.mkdir()
        store, names = folder / "store", ("b.zip", "map.html", "report.html", "network.graphml")
        for line in (
            ("build", DATA, "--store", store),
            ("backup", store, folder / names[0]),
            ("map", folder / names[1], "--store", store),
            ("report", folder / names[2], "--store", store),
            ("network", "export", folder / names[3], "--store", store),
        ):
            words = tuple(map(str, line))
            done = ask([*program_, *words] if program_ else uegraph(words), TZ=zone)
            assert done.returncode == 0, done.stderr
        states.add((store_state(store), *(file_state(folder / name) for name in names)))
    assert len(states) == 1
    assert store_state(made["build"].place) in next(iter(states))


def test_who_reads_a_clock_is_known() -> None:
    """A day is read for a decision and for what lies ahead; all else measures how long to wait."""
    clock = re.compile(
        r"\b(?:datetime\.(?:utc)?now|date\.today|time\.(?:time|localtime|gmtime|strftime|"
        r"monotonic|perf_counter)(?:_ns)?)\("
    )
    found = {
        path.relative_to(SOURCE).as_posix(): set(clock.findall(path.read_text(encoding="utf-8")))
        for path in SOURCE.rglob("*.py")
    }
    days = {name for name, calls in found.items() if calls - {"time.monotonic("}}
    assert days == {"cli/identity.py", "cli/options.py"}


def test_states_tell_what_differs(tmp_path: Path) -> None:
    """The oracle of the kills, by hand: other bytes are another state."""
    (tmp_path / "a").write_bytes(b"whole")
    assert file_state(tmp_path / "a") == hashlib.sha256(b"whole").hexdigest()
    (tmp_path / "a").write_bytes(b"whol")
    assert file_state(tmp_path / "a") != hashlib.sha256(b"whole").hexdigest()
