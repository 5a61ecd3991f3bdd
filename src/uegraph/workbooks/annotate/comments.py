"""The part of an Excel workbook that holds the notes of one sheet."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from lxml import etree

from uegraph.workbooks.annotate.notes import AUTHOR, MAX_CHARACTERS, without_ours

if TYPE_CHECKING:
    from collections.abc import Iterable

    from uegraph.workbooks.annotate.notes import Note

_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
_ESCAPED: Final = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_THREAD: Final = "tc="  # how Excel names the author of a comment that stands for a conversation


@dataclass(frozen=True, slots=True)
class Commented:
    """What became of the notes of one sheet.

    Attributes:
        added: Cells that have a note now and had none.
        removed: Cells whose note was one of an earlier run, and is no more.
        refused: Cells with a conversation, which has no room for a note.
        cleaned: Whether anything of an earlier run was there.
    """

    added: tuple[str, ...]
    removed: tuple[str, ...]
    refused: tuple[str, ...]
    cleaned: bool


class Comments:
    """The notes of one sheet, as the XML that holds them."""

    def __init__(self, root: etree._Element) -> None:
        self.root = root
        self._namespace = etree.QName(root).namespace or ""
        self._list = self._child(root, "commentList")
        self._authors = self._child(root, "authors", first=True)
        self._by_cell = {
            found.get("ref", "").upper(): found
            for found in self._list
            if self._is(found, "comment")
        }

    @classmethod
    def empty(cls, namespace: str) -> Comments:
        """No notes yet."""
        return cls(etree.fromstring(f'<comments xmlns="{namespace}"/>'))

    @property
    def cells(self) -> list[str]:
        """The cells that have a note."""
        return list(self._by_cell)

    def write(self, notes: Iterable[Note], threads: set[str]) -> Commented:
        """Take out what an earlier run wrote, and put in what is to be said now.

        Args:
            notes: What is to be said.
            threads: Cells with a conversation, which are left as they are.
        """
        before = set(self._by_cell)
        threads = threads | {cell for cell in before if self._is_thread(self._by_cell[cell])}
        cleaned = [cell for cell in sorted(before - threads) if self._clean(cell)]
        kept = set(self._by_cell)
        refused = []
        for note in notes:
            if note.cell in threads:
                refused.append(note.cell)
            else:
                self._say(note.cell, note.text)
        added = [cell for cell in self._by_cell if cell not in before]
        gone = sorted(before - kept - set(self._by_cell))
        return Commented(tuple(added), tuple(gone), tuple(refused), bool(cleaned))

    def _say(self, cell: str, text: str) -> None:
        comment = self._by_cell.get(cell)
        if comment is None:
            comment = etree.SubElement(self._list, self._name("comment"))
            comment.set("ref", cell)
            comment.set("authorId", str(self._author()))
            self._by_cell[cell] = comment
        body = self._child(comment, "text", first=True)
        there = "".join(found.text or "" for found in body.iter(self._name("t")))
        self._to_runs(body)
        text = f"\n{text}" if there else text
        room = max(MAX_CHARACTERS - len(there), 0)
        run = etree.Element(self._name("r"))
        self._text(run, text[:room])
        runs = [at for at, found in enumerate(body) if self._is(found, "r")]
        body.insert(runs[-1] + 1 if runs else 0, run)

    def _to_runs(self, body: etree._Element) -> None:
        """A text without formats becomes one piece of a text that may have several."""
        for plain in [found for found in body if self._is(found, "t")]:
            run = etree.Element(self._name("r"))
            body.replace(plain, run)
            run.append(plain)

    def _text(self, run: etree._Element, text: str) -> None:
        held = etree.SubElement(run, self._name("t"))
        held.set(_SPACE, "preserve")
        held.text = escaped(text)

    def _clean(self, cell: str) -> bool:
        """Take an earlier run's lines out of a note, and the note out if it held no others."""
        comment = self._by_cell[cell]
        ours = False
        for found in comment.iter(self._name("t")):
            if found.text and (rest := without_ours(found.text)) != found.text:
                found.text, ours = rest, True
        if not ours:
            return False
        if not any((found.text or "").strip() for found in comment.iter(self._name("t"))):
            self._list.remove(comment)
            del self._by_cell[cell]
            return True
        body = self._child(comment, "text")
        for run in body.findall(self._name("r")):
            if not (run.findtext(self._name("t")) or ""):
                body.remove(run)
        return True

    def _is_thread(self, comment: etree._Element) -> bool:
        authors = [found.text or "" for found in self._authors]
        at = comment.get("authorId", "")
        return at.isdecimal() and int(at) < len(authors) and authors[int(at)].startswith(_THREAD)

    def _author(self) -> int:
        for at, found in enumerate(self._authors):
            if found.text == AUTHOR:
                return at
        etree.SubElement(self._authors, self._name("author")).text = AUTHOR
        return len(self._authors) - 1

    def _child(self, parent: etree._Element, name: str, *, first: bool = False) -> etree._Element:
        found = parent.find(self._name(name))
        if found is None:
            found = etree.Element(self._name(name))
            parent.insert(0 if first else len(parent), found)
        return found

    def _name(self, name: str) -> str:
        return f"{{{self._namespace}}}{name}"

    def _is(self, element: etree._Element, name: str) -> bool:
        return element.tag == self._name(name)


def escaped(text: str) -> str:
    """A text of which a spreadsheet takes nothing for the code of a character.

    >>> escaped("_x0041_")
    '_x005F_x0041_'
    """
    return _ESCAPED.sub("_x005F_", text)
