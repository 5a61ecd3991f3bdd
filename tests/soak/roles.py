"""What each process of a soak does, over and over: a round, a line that says what, and so on.

A role is a generator. After each of its rounds, when it is at rest, its process prints one line of
JSON: what was done, and how much memory, how many handles, threads and children it has by /proc.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tests.soak.measure import Sample
from tests.soak.versions import (
    MixtureError,
    Version,
    by_sha256,
    look,
    numbers,
    the_version,
)

from uegraph import imports, ingest, maps, network
from uegraph.backup import back_up, restore, verify
from uegraph.errors import QueryLimitError
from uegraph.export import networks
from uegraph.identity import Record, decide, records, undo
from uegraph.report import report
from uegraph.store import open_store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Round = Counter[str]
    Role = Callable[["Place"], Iterator[Round]]

_WAIT: Final = 300.0  # seconds for the other builder, who always ends
_PAUSE: Final = 0.1  # between two decisions, which people take more seldom
_ENDLESS: Final = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
_VERSIONS: Final = "versions.json"
_COMMANDS: Final = (
    ("query", "stakeholders/audiences", "-f", "csv"),
    ("coverage", "--of", "audience", "-f", "csv"),
    ("query", "stakeholders/audiences", "-f", "json"),
)


class Place:
    """Where a soak works, as each of its processes sees it."""

    def __init__(self, root: Path, name: str, leak: str) -> None:
        self.root = root
        self.name = name
        self.leak = leak
        self.store = root / "graph"
        self.chance = random.Random(f"{root.name} {name}")
        text = (root / _VERSIONS).read_text(encoding="utf-8")
        self.versions = [Version(**found) for found in json.loads(text)]
        self.kept: list[object] = []

    def file(self, name: str) -> Path:
        """A file of this process alone."""
        return self.root / f"{self.name}-{name}"


def write_versions(root: Path, versions: list[Version]) -> None:
    """Tell the processes what is known of the versions."""
    text = json.dumps([version.to_dict() for version in versions])
    (root / _VERSIONS).write_text(text, encoding="utf-8")


def opener(place: Place) -> Iterator[Round]:
    """Opens the graph twice, once from within the other, and asks both."""
    while True:
        with open_store(place.store) as one:
            first, asked = look(one, place.versions)
            with open_store(place.store) as other:
                _, more = look(other, place.versions)
            again, most = look(one, place.versions)
        if first != again:
            raise MixtureError("an open graph became another")
        _leak(place)
        yield Counter(answers=asked + more + most, openings=2)


def _leak(place: Place) -> None:
    """What a test plants, to see that it is found."""
    if place.leak == "handles":
        place.kept.append(open_store(place.store))
    elif place.leak == "memory":
        place.kept.append(bytearray(random.Random(1).randbytes(24 << 20)))


def keeper(place: Place) -> Iterator[Round]:
    """Opens the graph once, and goes on asking that view however often it is built anew."""
    with open_store(place.store) as store:
        first, asked = look(store, place.versions)
        yield Counter(answers=asked, openings=1)
        while True:
            again, asked = look(store, place.versions)
            if first != again:
                raise MixtureError("an open graph became another")
            yield Counter(answers=asked)


def stopped(place: Place) -> Iterator[Round]:
    """Asks as a stranger would: in processes of their own, some of which run out of time."""
    while True:
        with open_store(place.store) as store:
            _, asked = look(store, place.versions)
            for _ in range(3):
                try:
                    store.select(_ENDLESS, timeout=0.2)
                except QueryLimitError:
                    continue
                raise MixtureError("an endless query came to an end")
        yield Counter({"answers": asked, "openings": 1, "queries stopped": 3})


def commands(place: Place) -> Iterator[Round]:
    """Runs the program's commands, each of which opens the graph for itself."""
    while True:
        for command in _COMMANDS:
            said = _uegraph(*command, "--store", str(place.store)).stdout
            rows = [line for line in said.splitlines() if numbers([line])]
            version = the_version(rows, place.versions)
            if len({*rows}) < version.number:
                raise MixtureError(f"{command}: {rows}")
        yield Counter(answers=len(_COMMANDS), openings=len(_COMMANDS))


def builder(place: Place) -> Iterator[Round]:
    """Builds one version after another in this process, waiting for whoever builds."""
    while True:
        version = place.chance.choice(place.versions)
        waits: list[str] = []
        built = ingest.build([Path(version.source)], place.store, wait=_WAIT, waiting=waits.append)
        with built.store as store:
            if (built.triples, len(store)) != (version.triples, version.triples):
                raise MixtureError(f"built {built.triples}, not {version.triples} triples")
        yield Counter(builds=1, waits=len(waits))


def building_commands(place: Place) -> Iterator[Round]:
    """Builds by the command, each in a process of its own."""
    while True:
        version = place.chance.choice(place.versions)
        where = (version.source, "--store", str(place.store), "--wait", str(_WAIT))
        said = _uegraph("build", *where).stderr
        if f"{version.triples:,} triples" not in said:
            raise MixtureError(f"not {version.triples:,} triples: {said}")
        yield Counter(builds=1, waits="Another build is writing" in said)


def archivist(place: Place) -> Iterator[Round]:
    """Takes backups, restores them elsewhere, and verifies all three."""
    backup, again = place.file("backup.zip"), place.file("restored")
    while True:
        made = back_up(place.store, backup, replace=True)
        by_sha256(made.sha256, place.versions)
        restore(backup, again, replace=True)
        same = verify(again, against=backup)
        for found in (verify(place.store), verify(backup), same):
            by_sha256(found.sha256, place.versions)
            if not found.sound:
                raise MixtureError(f"not sound: {found}")
        if same.sha256 != made.sha256:
            raise MixtureError("what was restored is not what was backed up")
        yield Counter(backups=1, restores=1, verified=3)


def drawer(place: Place) -> Iterator[Round]:
    """Makes a map, a report and an export of one view."""
    page, paper, net = (place.file(name) for name in ("map.html", "report.html", "net.graphml"))
    while True:
        with open_store(place.store) as store:
            version, asked = look(store, place.versions)
            maps.make(store, "engagement").write(page)
            paper.write_text(report(store).to_html(), encoding="utf-8")
            drawn, _ = networks.with_measures(network.read_network(store))
            net.write_bytes(networks.to_file(drawn, "graphml"))
        for path in (page, paper):
            if numbers([path.read_text(encoding="utf-8")]) != {version.number}:
                raise MixtureError(f"{path.name} is not of version {version.number}")
        yield Counter(answers=asked, maps=1, reports=1, exports=1, openings=1)


def decider(place: Place) -> Iterator[Round]:
    """Takes a decision and takes back the one before, beside others; and imports beside others."""
    path, bodies = place.root / "decisions.csv", place.root / "bodies"
    imported = imports.table(place.root / f"{place.name}.csv", place.root / "mapping.yml")
    at = 0
    while True:
        ours = Record(f"theme/{place.name}-{at}", "different", "theme/other", place.name)
        decide(path, ours)
        if at:
            undo(path, f"theme/{place.name}-{at - 1}", "theme/other")
        if [found.one for found in records(path) if found.decided_by == place.name] != [ours.one]:
            raise MixtureError(f"{path.name} lost a decision of {place.name}")
        imported.write(bodies, replace=True)
        at += 1
        time.sleep(_PAUSE)
        yield Counter(decisions=2 if at > 1 else 1, imports=1)


ROLES: Final[dict[str, Role]] = {
    role.__name__: role
    for role in (
        opener, keeper, commands, stopped, builder, building_commands, archivist, drawer, decider,
    )
}  # fmt: skip


def _uegraph(*arguments: str) -> subprocess.CompletedProcess[str]:
    line = [sys.executable, "-m", "uegraph", *arguments]
    done = subprocess.run(line, capture_output=True, text=True, check=False)
    if done.returncode:
        raise MixtureError(f"{' '.join(arguments)}: {done.stderr}")
    return done


def main() -> int:
    """Do one role in this process until the file ``stop`` is there."""
    root, name, leak = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
    rounds = ROLES[name.partition("-")[0]](Place(root, name, leak))
    for done in rounds:
        sys.stdout.write(json.dumps({"done": done, **Sample.own().to_dict()}) + "\n")
        sys.stdout.flush()
        if (root / "stop").exists():
            break
    return 0


if __name__ == "__main__":
    sys.exit(main())
