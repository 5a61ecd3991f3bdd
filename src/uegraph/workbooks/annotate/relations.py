"""How the parts of an Office workbook refer to each other, and what kind each is said to be.

References:
    ECMA-376 part 2, Open Packaging Conventions.
"""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from lxml import etree

from uegraph.workbooks.annotate.parts import to_xml

if TYPE_CHECKING:
    from uegraph.workbooks.annotate.parts import Package

_RELATIONS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES: Final = "http://schemas.openxmlformats.org/package/2006/content-types"
_TYPES_PART: Final = "[Content_Types].xml"
_EMPTY: Final = f'<Relationships xmlns="{_RELATIONS}"/>'.encode()


@dataclass(frozen=True, slots=True)
class Relation:
    """A reference from a part to another one of the workbook.

    Attributes:
        id: The name by which the part speaks of it.
        kind: The last word of its type, such as ``comments``, the same in both editions of the
            standard.
        target: The name of the part referred to.
    """

    id: str
    kind: str
    target: str


def relations(package: Package, part: str) -> list[Relation]:
    """What a part, or with an empty name the whole package, refers to inside the workbook."""
    name = _relations_part(part)
    if name not in package:
        return []
    return [
        Relation(
            found.get("Id", ""),
            found.get("Type", "").rpartition("/")[2],
            _resolved(part, found.get("Target", "")),
        )
        for found in package.tree(name).iter(f"{{{_RELATIONS}}}Relationship")
        if found.get("TargetMode") != "External"
    ]


def relate(package: Package, part: str, kind: str, target: str) -> str:
    """Let a part refer to another; the name of the reference.

    Args:
        package: The workbook.
        part: The part that refers.
        kind: The whole type of the reference.
        target: The part referred to.
    """
    name = _relations_part(part)
    root = package.tree(name) if name in package else etree.fromstring(_EMPTY)
    taken = {found.get("Id") for found in root}
    number = next(n for n in range(1, len(taken) + 2) if f"rId{n}" not in taken)
    relative = posixpath.relpath(target, posixpath.dirname(part) or ".")
    added = etree.SubElement(root, f"{{{_RELATIONS}}}Relationship")
    added.set("Id", f"rId{number}")
    added.set("Type", kind)
    added.set("Target", relative)
    package.change(name, to_xml(root))
    return f"rId{number}"


def forget_relations(package: Package, part: str) -> None:
    """Let a part refer to nothing, as its new content does."""
    if _relations_part(part) in package:
        package.change(_relations_part(part), _EMPTY)


def declare(package: Package, part: str, content_type: str) -> None:
    """Say of what kind a new part is."""
    root = package.tree(_TYPES_PART)
    ending = part.rpartition(".")[2].lower()
    for found in root.iter(f"{{{_TYPES}}}Default"):
        known = found.get("Extension", "").lower(), found.get("ContentType")
        if known == (ending, content_type):
            return
    added = etree.SubElement(root, f"{{{_TYPES}}}Override")
    added.set("PartName", f"/{part}")
    added.set("ContentType", content_type)
    package.change(_TYPES_PART, to_xml(root))


def _relations_part(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _resolved(part: str, target: str) -> str:
    """A target, which may be written relative to its part or from the root, as a part's name."""
    target = unquote(target.replace("\\", "/"))
    joined = target if target.startswith("/") else posixpath.join(posixpath.dirname(part), target)
    return posixpath.normpath("/" + joined).lstrip("/")
