"""Reading a large XML part once, from end to end, without keeping it.

What is looked for are places, as byte offsets, at which something can be put in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from xml.parsers import expat

if TYPE_CHECKING:
    from uegraph.workbooks.annotate.parts import Package


class Scanner:
    """Follows the elements of a part; each kind of part has a class below it.

    Attributes:
        at: Where in the part, in bytes, the tag begins that is being told.
        depth: How many elements are open around it.
    """

    def __init__(self) -> None:
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.namespace_prefixes = True
        self._parser.buffer_text = True
        self._parser.ordered_attributes = False
        self._parser.StartElementHandler = self._started
        self._parser.EndElementHandler = self._ended
        self._parser.StartDoctypeDeclHandler = self._refuse
        self.depth = 0
        self.wide = False

    @property
    def at(self) -> int:
        """Where the tag begins that is being told."""
        return self._parser.CurrentByteIndex

    def scan(self, package: Package, part: str) -> None:
        """Read a part.

        Raises:
            SourceError: It is not XML that a workbook may hold.
        """
        first = True
        try:
            for piece in package.pieces(part):
                self.wide = self.wide or (first and piece[:2] in (b"\xff\xfe", b"\xfe\xff"))
                first = False
                self._parser.Parse(piece, False)
            self._parser.Parse(b"", True)
        except expat.ExpatError as error:
            raise package.refusal(f"its part {part} is not XML") from error
        except _DoctypeError as error:
            raise package.refusal(f"its part {part} declares a document type") from error
        if self.wide:
            raise package.refusal(f"its part {part} is written in UTF-16")

    def start(self, name: str, prefix: str, attributes: dict[str, str]) -> None:
        """Told of each start tag; the depth is that of the element itself, the root's being 0."""

    def end(self, name: str) -> None:
        """Told of each end tag, with the depth of its element."""

    def _started(self, name: str, attributes: dict[str, Any]) -> None:
        local, prefix = _parts(name)
        self.start(local, prefix, attributes)
        self.depth += 1

    def _ended(self, name: str) -> None:
        self.depth -= 1
        self.end(_parts(name)[0])

    def _refuse(self, *_: object) -> None:
        raise _DoctypeError


class _DoctypeError(Exception):
    """The part declares entities or promises to."""


def _parts(name: str) -> tuple[str, str]:
    """An element's own name and its prefix with the colon, of what expat tells."""
    parts = name.split(" ")
    return (parts[1] if len(parts) > 1 else name), (f"{parts[2]}:" if len(parts) > 2 else "")
