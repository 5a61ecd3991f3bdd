"""Workbooks and text tables as `uegraph check` reads them: broken, or made to do harm."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Final

from tests.fuzz import mutation, readers
from tests.fuzz.payloads import text
from tests.ingest.grids.crafted import excel, excel_parts, open_document, package, sheet_xml

from uegraph import ingest
from uegraph.ingest.grids import read_book
from uegraph.workbooks.annotate import annotate

if TYPE_CHECKING:
    import random
    from collections.abc import Callable
    from pathlib import Path

    from tests.fuzz.trap import Trap

ENTITY: Final = "<!DOCTYPE a [<!ENTITY x SYSTEM 'file://SECRET'><!ENTITY y SYSTEM 'URL'>]>"
LAUGHS: Final = (
    "<!DOCTYPE a [<!ENTITY a 'aaaaaaaaaa'>"
    + "".join(f"<!ENTITY {chr(98 + at)} '{f'&{chr(97 + at)};' * 10}'>" for at in range(9))
    + "]>"
)
RELATION: Final = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId{0}" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships/{1}" Target="{2}" TargetMode="External"/></Relationships>'
)


def door(trap: Trap) -> Callable[[random.Random], str]:
    """Reads a workbook or a text table."""

    def case(chance: random.Random) -> str:
        kind = chance.random()
        if kind < 0.35:
            return _held(*mutation.workbook(chance.randrange(1 << 30)))
        if kind < 0.55:
            return _held(*mutation.text(chance.randrange(1 << 30)))
        name, data = hostile(chance, trap)
        if kind < 0.9:
            return _held(name, data)
        path = trap.place / name
        path.write_bytes(data)
        return notes(path, chance)

    return case


def _held(name: str, data: bytes) -> str:
    """What is read of a file; each book has to hold to what every book promises."""
    book = read_book(data, name)
    readers.check(book)
    return str(book)[:200_000]


def notes(path: Path, chance: random.Random) -> str:
    """A workbook checked, and given back with notes where that can be done."""
    problems = ingest.examine([path]).problems
    out = path.with_name(f"notes-{chance.randrange(9)}{path.suffix}")
    annotate(path, problems, out, replace=True)
    return out.read_bytes().decode("latin-1") + "".join(map(str, problems))


def hostile(chance: random.Random, trap: Trap) -> tuple[str, bytes]:
    """A workbook that is well made, with something in it that is not."""
    ways = (_entities, _laughing, _linked, _formulas, _named, _bomb, _escaping, _shared, _lying)
    name, data = chance.choice(ways)(chance, trap)
    return name, data


def _row(*cells: str) -> str:
    held = "".join(f'<c t="inlineStr"><is><t>{_xml(cell)}</t></is></c>' for cell in cells)
    return f"<row>{held}</row>"


def _xml(cell: str) -> str:
    kept = "".join(one for one in cell if one >= " " and one not in "\ufffe\uffff")
    return kept.replace("&", "&amp;").replace("<", "&lt;").replace("]]>", "]]&gt;")


def _table(*names: str) -> str:
    return _row("id", "name") + "".join(_row(f"a{at}", name) for at, name in enumerate(names))


def _entities(chance: random.Random, trap: Trap) -> tuple[str, bytes]:
    parts = dict(excel_parts({"Sheet1": sheet_xml(_table("x"))}))
    return "entities.xlsx", package(_put(parts, chance, trap.fill(ENTITY)))


def _laughing(chance: random.Random, _: Trap) -> tuple[str, bytes]:
    parts = dict(excel_parts({"Sheet1": sheet_xml(_table("x"))}))
    return "laughs.xlsx", package(_put(parts, chance, LAUGHS))


def _put(
    parts: dict[str, str | bytes], chance: random.Random, doctype: str
) -> dict[str, str | bytes]:
    """A document type before the first element of some part, and an entity in its texts."""
    name = chance.choice([name for name in parts if name.endswith((".xml", ".rels"))])
    held = parts[name]
    xml = held.decode() if isinstance(held, bytes) else held
    start = xml.find("?>") + 2 if xml.startswith("<?xml") else 0
    entity = chance.choice(("&x;", "&y;", "&j;"))
    body = xml[start:].replace("<t>", f"<t>{entity}", 1)
    coded: str | bytes = xml[:start] + doctype + body
    if chance.random() < 0.2:
        coded = coded.encode("utf-16") if isinstance(coded, str) else coded
    return parts | {name: coded}


def _linked(chance: random.Random, trap: Trap) -> tuple[str, bytes]:
    parts = dict(excel_parts({"Sheet1": sheet_xml(_table("x"))}))
    kind = chance.choice(("externalLink", "worksheet", "sharedStrings", "styles", "image"))
    target = trap.fill(
        chance.choice(("URL", "file://SECRET", "../../outside/secret.csv", "SECRET"))
    )
    where = chance.choice(("xl/_rels/workbook.xml.rels", "xl/worksheets/_rels/sheet1.xml.rels"))
    parts[where] = RELATION.format(chance.randint(1, 4), kind, target)
    return "linked.xlsx", package(parts)


def _formulas(chance: random.Random, trap: Trap) -> tuple[str, bytes]:
    formula = _xml(trap.fill(text(chance)))
    cell = f'<row><c r="A1"><f>{formula}</f><v>1</v></c></row>'
    return "formulas.xlsx", excel(_table(trap.fill(text(chance))) + cell)


def _named(chance: random.Random, trap: Trap) -> tuple[str, bytes]:
    name = _xml(trap.fill(text(chance))).replace('"', "&quot;")
    cells = "".join(
        f"<table:table-row><table:table-cell office:value-type='string'><text:p>{_xml(cell)}"
        "</text:p></table:table-cell></table:table-row>"
        for cell in ("name", trap.fill(text(chance)))
    )
    return "named.ods", open_document(f'<table:table table:name="{name}">{cells}</table:table>')


def _bomb(chance: random.Random, _: Trap) -> tuple[str, bytes]:
    parts = dict(excel_parts({"Sheet1": sheet_xml(_table("x"))}))
    name = chance.choice(sorted(parts))
    held = parts[name]
    xml = held if isinstance(held, bytes) else held.encode()
    size = chance.choice((1 << 20, 40 << 20, 100 << 20))
    return "bomb.xlsx", package(parts | {name: xml + b" " * size})


def _escaping(chance: random.Random, trap: Trap) -> tuple[str, bytes]:
    parts = dict(excel_parts({"Sheet1": sheet_xml(_table("x"))}))
    name = trap.fill(
        chance.choice(("../../outside/ran", "MARK", "xl/../../outside/ran", "..\\ran"))
    )
    return "escaping.xlsx", package(parts | {name: b"evil"})


def _shared(chance: random.Random, _: Trap) -> tuple[str, bytes]:
    count = chance.choice((0, 1, 4_294_967_295, -1, 10**30))
    row = f'<row><c t="s"><v>{chance.choice((0, 1, -1, 10**30))}</v></c></row>' * 50
    data = excel(row, shared="<si><t>" + "A" * chance.choice((1, 30_000)) + "</t></si>")
    return "shared.xlsx", data.replace(b"uniqueCount=", f'count="{count}" uniqueCount='.encode())


def _lying(chance: random.Random, __: Trap) -> tuple[str, bytes]:
    """An archive whose directory says other sizes, names or offsets than there are."""
    data = bytearray(excel(_table("x")))
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as archive:
        start = archive.start_dir
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(start, len(data) - 4)
        data[at : at + 4] = chance.choice(
            (b"\xff\xff\xff\xff", b"\0\0\0\0", b"PK\1\2", b"\xff\0\0\1")
        )
    return "lying.xlsx", bytes(data)
