"""Writes the bill of materials that the wheel carries: what uegraph is made of and runs with.

    python docs/sbom.py          # write docs/dependencies/uegraph.cdx.json
    python docs/sbom.py --check  # status 1 where it is not what the list gives

CycloneDX 1.6, made from ``docs/dependencies/packages.csv`` alone: the same list gives the same
bytes. Its time is the latest day on which a package was looked at, its serial number a hash of all
the rest.
"""

from __future__ import annotations

import sys
import tomllib
import uuid
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from cyclonedx.model import HashAlgorithm, HashType, Property
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentScope, ComponentType
from cyclonedx.model.license import LicenseExpression
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL

DOCS: Final = Path(__file__).resolve().parent
sys.path.insert(0, str(DOCS))

import audit  # noqa: E402 - found only once the folder is on the path

if TYPE_CHECKING:
    from collections.abc import Sequence

OUT: Final = audit.LISTS / "uegraph.cdx.json"
_KINDS: Final = {"python": "pypi", "javascript": "npm", "font": "npm"}
_SPACE: Final = uuid.UUID("6f1b3d1e-8c0a-5a53-9a3b-7d6c3c0e2a11")  # of uegraph's serial numbers


def text(listed: Sequence[audit.Package]) -> str:
    """The bill of materials of some packages, as JSON."""
    bom = _bom(listed, uuid.UUID(int=0))
    serial = uuid.uuid5(_SPACE, JsonV1Dot6(bom).output_as_string())
    return JsonV1Dot6(_bom(listed, serial)).output_as_string(indent=2) + "\n"


def _bom(listed: Sequence[audit.Package], serial: uuid.UUID) -> Bom:
    bom = Bom(serial_number=serial)
    bom.metadata.timestamp = datetime.fromisoformat(max(one.looked_at for one in listed)).replace(
        tzinfo=UTC
    )
    made = {one.name: _component(one) for one in listed}
    bom.metadata.component = _uegraph()
    for component in made.values():
        bom.components.add(component)
    bom.register_dependency(bom.metadata.component, [made[name] for name in _direct(listed)])
    for one in listed:
        bom.register_dependency(made[one.name], [made[name] for name in one.needs])
    return bom


def _uegraph() -> Component:
    project = _project()
    return Component(
        type=ComponentType.APPLICATION,
        name=project["name"],
        version=project["version"],
        bom_ref=f"pkg:pypi/{project['name']}@{project['version']}",
        purl=PackageURL("pypi", None, project["name"], project["version"]),
        licenses=[LicenseExpression(project["license"])],
        description=project["description"],
    )


def _component(one: audit.Package) -> Component:
    where = PackageURL(_KINDS[one.kind], None, one.name, one.version)
    component = Component(
        type=ComponentType.FILE if one.kind == "font" else ComponentType.LIBRARY,
        name=one.name,
        version=one.version,
        bom_ref=where.to_string(),
        purl=where,
        scope=ComponentScope.REQUIRED,
        licenses=[LicenseExpression(one.licence)],
        description=one.purpose,
    )
    if one.kind != "python":
        component.properties.add(Property(name="uegraph:vendored", value="true"))
        for path, digest in audit.hashes(audit.VENDORED[one.name]).items():
            component.components.add(_file(path, digest))
    return component


def _file(path: Path, digest: str) -> Component:
    name = path.relative_to(audit.ROOT / "src").as_posix()
    return Component(
        type=ComponentType.FILE,
        name=name,
        bom_ref=name,
        hashes=[HashType(alg=HashAlgorithm.SHA_256, content=digest)],
    )


def _direct(listed: Sequence[audit.Package]) -> list[str]:
    """What uegraph itself asks for, and what it carries with it."""
    asked = {need.name.lower() for need in audit.direct()}
    return [one.name for one in listed if one.name in asked or one.kind != "python"]


def _project() -> dict[str, Any]:
    found: dict[str, Any] = tomllib.loads((audit.ROOT / "pyproject.toml").read_text("utf-8"))
    return found["project"]  # type: ignore[no-any-return]


def main() -> int:
    """Write it, or compare it with what is there."""
    made = text(audit.packages())
    if OUT.exists() and OUT.read_text("utf-8") == made:
        return 0
    if "--check" in sys.argv[1:]:
        sys.stdout.write(f"Out of date: {OUT.name}. Run `make docs` and commit it.\n")
        return 1
    OUT.write_text(made, encoding="utf-8", newline="\n")
    sys.stdout.write(f"Written: {OUT.name}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
