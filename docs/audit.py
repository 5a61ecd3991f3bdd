"""Hold what is installed and pinned to the list of what uegraph depends on.

    python docs/audit.py

No network is asked: the list and the advisories stand in ``docs/dependencies/``, and whoever renews
a version looks both up again. The status is 1 where something differs, and each line says what to
do.
"""

from __future__ import annotations

import csv
import hashlib
import re
import sys
import tomllib
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import TYPE_CHECKING, Final

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from packaging.specifiers import SpecifierSet

ROOT: Final = Path(__file__).resolve().parents[1]
LISTS: Final = ROOT / "docs" / "dependencies"
VENDORED: Final = {
    "vis-network": ROOT / "src/uegraph/maps/vendor/VERSION",
    "dejavu-fonts-ttf": ROOT / "src/uegraph/maps/picture/fonts/VERSION",
}
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True, slots=True)
class Package:
    """Something that uegraph runs with.

    Attributes:
        kind: ``python``, ``javascript`` or ``font``; the last two are vendored.
        name: Its name, in the form that PEP 503 gives it.
        version: The version that the tests ran with.
        licence: Its licence as an SPDX expression.
        declared: The licence as its metadata states it; empty for what is vendored.
        purpose: What it is for, or which other package needs it.
        needs: The packages that it needs in turn.
        looked_at: The day on which its licence and its advisories were looked at.
    """

    kind: str
    name: str
    version: str
    licence: str
    declared: str
    purpose: str
    needs: tuple[str, ...]
    looked_at: str


@dataclass(frozen=True, slots=True)
class Advisory:
    """A hole that is known of some versions of a package.

    Attributes:
        name: The package.
        identifier: The identifier of the advisory.
        introduced: The first version that has the hole; 0 where every early one has.
        fixed: The first version without it.
    """

    name: str
    identifier: str
    introduced: str
    fixed: str

    def affects(self, version: str) -> bool:
        """Whether a version has the hole."""
        return Version(self.introduced) <= Version(version) < Version(self.fixed)


def packages(folder: Path = LISTS) -> list[Package]:
    """The packages listed."""
    return [
        Package(**{**row, "needs": tuple(row["needs"].split())})  # type: ignore[arg-type]
        for row in _rows(folder / "packages.csv")
    ]


def advisories(folder: Path = LISTS) -> list[Advisory]:
    """The advisories listed."""
    return [
        Advisory(row["name"], row["identifier"], row["introduced"], row["fixed"])
        for row in _rows(folder / "advisories.csv")
    ]


def pinned(path: Path = ROOT / "constraints.txt") -> dict[str, str]:
    """The exact versions that the tests ran with."""
    found = re.findall(r"^([A-Za-z0-9._-]+)==(\S+)$", path.read_text("utf-8"), re.MULTILINE)
    return {canonicalize_name(name): version for name, version in found}


def required(name: str = "uegraph") -> dict[str, set[str]]:
    """What a package needs at run time on this machine, and what each of these needs in turn."""
    found: dict[str, set[str]] = {}
    waiting = [(canonicalize_name(name), frozenset({""}))]
    while waiting:
        one, extras = waiting.pop()
        if one in found:
            continue
        needs = [need for need in _needs(distribution(one)) if _applies(need, extras)]
        found[one] = {canonicalize_name(need.name) for need in needs}
        waiting += [(canonicalize_name(n.name), frozenset({"", *n.extras})) for n in needs]
    return found


def problems(
    listed: Sequence[Package],
    known: Sequence[Advisory],
    pins: Mapping[str, str],
    needed: Mapping[str, set[str]],
) -> Iterator[str]:
    """What differs between the lists, the pins and what is installed."""
    names = {one.name: one for one in listed if one.kind == "python"}
    for name in sorted(needed.keys() - names.keys() - {"uegraph"}):
        yield f"{name} is needed at run time and not listed. Add it to packages.csv."
    for one in names.values():
        yield from _pinned_problems(one, pins)
        yield from _installed_problems(one, needed)
    for one in listed:
        for told in known:
            if told.name == one.name and told.affects(one.version):
                yield f"{one.name} {one.version} has {told.identifier}. Take {told.fixed} or later."
        if not all((one.version, one.licence, one.purpose, _DAY.fullmatch(one.looked_at))):
            yield f"{one.name}: a cell of packages.csv is blank. Fill it in."
    yield from _allowed_problems(known)


def _pinned_problems(one: Package, pins: Mapping[str, str]) -> Iterator[str]:
    pin = pins.get(one.name)
    if pin is None:
        yield f"{one.name} is listed and not in constraints.txt. Pin it, or take it off the list."
    elif pin != one.version:
        yield (
            f"{one.name} is {pin} in constraints.txt and {one.version} in packages.csv. Look at "
            "its licence and advisories again, then write the new version and the day."
        )


def _installed_problems(one: Package, needed: Mapping[str, set[str]]) -> Iterator[str]:
    try:
        found = distribution(one.name)
    except PackageNotFoundError:  # another system or Python needs it
        return
    if found.version != one.version:
        yield f"{one.name} {found.version} is installed, {one.version} is listed. Install that."
    elif declared(found) != one.declared:
        yield (
            f"{one.name} declares the licence '{declared(found)}', and '{one.declared}' is listed. "
            "Look at it again."
        )
    for name in sorted(needed.get(one.name, set()) - set(one.needs)):
        yield f"{one.name} needs {name}, which its row in packages.csv does not say. Add it."


def _allowed_problems(known: Sequence[Advisory]) -> Iterator[str]:
    """What pyproject.toml would let somebody install although a hole of it is known."""
    for need in direct():
        lowest = _lowest(need.specifier)
        for told in known:
            if told.name == canonicalize_name(need.name) and told.affects(lowest):
                yield f"pyproject.toml allows {need}, with {told.identifier}. Ask for {told.fixed}."


def vendored_problems(listed: Sequence[Package]) -> Iterator[str]:
    """What differs between vendored files and what is noted beside them and in the list."""
    others = {one.name: one for one in listed if one.kind != "python"}
    for name in sorted(others.keys() ^ VENDORED.keys()):
        yield f"{name} is either vendored and not listed, or listed and not vendored."
    for name, path in VENDORED.items():
        first, *_ = path.read_text("utf-8").splitlines()
        if name in others and first != f"{name} {others[name].version}":
            yield f"{path.name} says {first}, packages.csv {others[name].version}."
        for file, digest in hashes(path).items():
            if hashlib.sha256(file.read_bytes()).hexdigest() != digest:
                yield f"{file.relative_to(ROOT)} is not what {path.name} beside it says."


def hashes(path: Path) -> dict[Path, str]:
    """The files that a VERSION file notes, each with its SHA-256."""
    _, *lines = path.read_text("utf-8").splitlines()
    found = {}
    for line in lines:
        first, second = line.split()
        name, digest = ("vis-network.min.js", second) if first == "sha256" else (second, first)
        found[path.with_name(name)] = digest
    return found


def declared(found: Distribution) -> str:
    """The licence that a package's metadata states, whichever way it does."""
    said = found.metadata.json
    if expression := said.get("license_expression"):
        return str(expression)
    classed = [text for text in said.get("classifier", ()) if text.startswith("License ::")]
    if classed:
        return "; ".join(text.rpartition(" :: ")[2] for text in classed)
    return str(said.get("license") or "").partition("\n")[0]


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _needs(found: Distribution) -> list[Requirement]:
    return [Requirement(text) for text in found.requires or []]


def _applies(need: Requirement, extras: frozenset[str]) -> bool:
    return need.marker is None or any(need.marker.evaluate({"extra": one}) for one in extras)


def direct() -> list[Requirement]:
    """What uegraph itself asks for."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    return [Requirement(text) for text in settings["project"]["dependencies"]]


def _lowest(allowed: SpecifierSet) -> str:
    return next((one.version for one in allowed if one.operator in {">=", "==", "~="}), "0")


def main() -> int:
    """Say what differs; 1 where anything does."""
    listed, known = packages(), advisories()
    found = [*problems(listed, known, pinned(), required()), *vendored_problems(listed)]
    for line in found:
        sys.stderr.write(f"{line}\n")
    if not found:
        sys.stdout.write(f"{len(listed)} packages, {len(known)} advisories: nothing differs.\n")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
