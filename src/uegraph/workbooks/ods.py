"""A planned workbook as .ods: the same sheets, drop-downs, notes and formats as in .xlsx.

Written as the XML of OpenDocument 1.3 itself, because the library for it that uegraph reads with
knows nothing of drop-downs.
"""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Final

from uegraph.ingest.grids.addresses import letters
from uegraph.workbooks import formulas, look, odsparts, words
from uegraph.workbooks.odsparts import element, text_bytes

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lxml.etree import _Element as Element

    from uegraph.workbooks.plan import Field, Page, Plan

_MIME: Final = "application/vnd.oasis.opendocument.spreadsheet"
_STAMP: Final = (1980, 1, 1, 0, 0, 0)


def write(plan: Plan) -> bytes:
    """The bytes of the workbook."""
    content = _Content(plan)
    parts = {
        "content.xml": text_bytes(content.document()),
        "styles.xml": text_bytes(odsparts.styles(content.pages_wide)),
        "meta.xml": text_bytes(odsparts.meta(plan)),
        "settings.xml": text_bytes(odsparts.settings(content.held)),
    }
    parts["META-INF/manifest.xml"] = text_bytes(odsparts.manifest(_MIME, parts))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        # Readers look for the kind of the file at a fixed place: first and not compressed.
        archive.writestr(zipfile.ZipInfo("mimetype", _STAMP), _MIME)
        for name, data in parts.items():
            info = zipfile.ZipInfo(name, _STAMP)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, data)
    return out.getvalue()


class _Content:
    """Builds ``content.xml``, and notes what the other parts must say of it."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.automatic = element("office:automatic-styles")
        self.validations = element("table:content-validations")
        self.ranges = element("table:database-ranges")
        self.held: dict[str, tuple[int, int]] = {}
        self.pages_wide: set[int] = set()
        self.known: dict[tuple[str, float | str], str] = {}

    def document(self) -> Element:
        """The whole of ``content.xml``."""
        sheet = element("office:spreadsheet")
        tables = [self._read_me()]
        if self.plan.settings is not None:
            tables.append(self._data_set())
        tables += [self._page(page) for page in self.plan.pages]
        tables.append(self._lists())
        sheet.extend([self.validations, *tables, self._names(), self.ranges])
        odsparts.add_cell_styles(self.automatic)
        return element(
            "office:document-content",
            {"office:version": "1.3"},
            odsparts.fonts(),
            self.automatic,
            element("office:body", {}, sheet),
        )

    def _names(self) -> Element:
        base = f"$'{words.READ_ME}'.$A$1"
        return element(
            "table:named-expressions",
            {},
            *(
                element(
                    "table:named-expression",
                    {
                        "table:name": name,
                        "table:base-cell-address": base,
                        "table:expression": formula,
                    },
                )
                for name, formula in formulas.names(self.plan, formulas.OPEN).items()
            ),
        )

    def _table(
        self,
        name: str,
        widths: Sequence[float],
        rows: Iterable[Element],
        *,
        top: int = 1,
        page: Page | None = None,
    ) -> Element:
        """A sheet: its columns, then its rows, of which the first ``top`` stay in sight."""
        wide, held = look.pages_wide(widths), page.held if page else 0
        self.pages_wide.add(wide)
        self.held[name] = (held, top)
        tab = look.tabs(self.plan)[page.table.group] if page else look.PLAIN_TAB
        style = self._style("table", f"{wide} {tab}")
        table = element("table:table", {"table:name": name, "table:style-name": style})
        styles = _styles(page) if page else ["body"] * len(widths)
        columns = [
            element(
                "table:table-column",
                {
                    "table:style-name": self._style("table-column", width),
                    "table:default-cell-style-name": style,
                },
            )
            for width, style in zip(widths, styles, strict=True)
        ]
        if held:
            table.append(element("table:table-header-columns", {}, *columns[:held]))
        table.extend(columns[held:])
        found = iter(rows)
        above = [next(found) for _ in range(top)]
        table.extend(above[:-1])
        table.append(element("table:table-header-rows", {}, above[-1]))
        table.extend(found)
        return table

    def _filter(self, name: str, sheet: str, columns: int, first: int, last: int) -> None:
        """The buttons that filter a table."""
        end = letters(columns - 1)
        address = f"'{sheet}'.A{first}:'{sheet}'.{end}{last}"
        self.ranges.append(
            element(
                "table:database-range",
                {
                    "table:name": name,
                    "table:target-range-address": address,
                    "table:display-filter-buttons": "true",
                },
            )
        )

    def _style(self, family: str, value: float | str) -> str:
        """The name of a style for a table, a column or a row, made when it is first needed."""
        place = (family, value)
        if place not in self.known:
            self.known[place] = f"{family}-{len(self.known)}"
            self.automatic.append(odsparts.layout_style(self.known[place], family, value))
        return self.known[place]

    def _row(self, height: float, *cells: Element, repeated: int = 1) -> Element:
        attributes = {"table:style-name": self._style("table-row", height)}
        if repeated > 1:
            attributes["table:number-rows-repeated"] = str(repeated)
        return element("table:table-row", attributes, *cells)

    def _read_me(self) -> Element:
        widths, lines = look.READ_ME_WIDTHS, self.plan.lines
        rows = [self._row(2 * look.LINE, _cell(self.plan.title, "title"))]
        rows.append(self._row(2 * look.LINE, *(_cell(h, "head") for h in words.READ_ME_HEADINGS)))
        for line in lines:
            cells = [
                _cell(line.part, "body"),
                _link(line.topic, line.sheet) if line.sheet else _cell(line.topic, "body"),
                _cell(line.text, "body"),
            ]
            if page := line.page:
                formula = formulas.count(page, formulas.OPEN)
                cells.append(_formula(formula, len(page.rows) * page.filled))
            rows.append(self._row(look.height([(line.text, widths[2])]), *cells))
        self._filter("read_me", words.READ_ME, len(widths), 2, len(rows))
        return self._table(words.READ_ME, widths, rows, top=2)

    def _data_set(self) -> Element:
        settings = self.plan.settings or {}
        heads = (_cell(head, "head") for head in words.DATA_SET_HEADINGS)
        rows = [self._row(2 * look.LINE, *heads)]
        for name, text in words.SETTINGS.items():
            value = settings.get(name, "")
            cells = (_cell(name, "body"), _cell(value, "text"), _cell(text, "body"))
            rows.append(self._row(look.height([(value, look.DATA_SET_WIDTHS[1])]), *cells))
        self._filter("data_set", words.DATA_SET, len(look.DATA_SET_WIDTHS), 1, len(rows))
        return self._table(words.DATA_SET, look.DATA_SET_WIDTHS, rows)

    def _page(self, page: Page) -> Element:
        widths = [field.width for field in page.fields]
        rules = [self._validation(page, at, field) for at, field in enumerate(page.fields)]
        styles = _styles(page)
        heads = [_cell(field.heading, "head", note=field.help) for field in page.fields]
        rows = [
            self._row(look.head_height([field.heading for field in page.fields], widths), *heads)
        ]
        for cells in page.rows:
            height = look.height(zip(cells, widths, strict=True))
            shown = "" if page.filled else "shown-"
            made = [
                _cell(text, shown + style, rule=rule, number=style == "number")
                for text, style, rule in zip(cells, styles, rules, strict=True)
            ]
            if shown:
                made[0].insert(0, odsparts.note(words.EXAMPLE_NOTE))
            rows.append(self._row(height, *made))
        blank = [_cell("", style, rule=rule) for style, rule in zip(styles, rules, strict=True)]
        rows.append(self._row(look.LINE + 3, *blank, repeated=page.last_row - len(rows)))
        self._filter(f"table_{page.table.name}", page.name, len(widths), 1, len(page.rows) + 1)
        return self._table(page.name, widths, rows, page=page)

    def _validation(self, page: Page, at: int, field: Field) -> str:
        """The rule of a column's cells, by the name that its cells give."""
        name = f"{page.table.name}-{at}"
        rule = odsparts.validation(name, f"'{page.name}'.{letters(at)}2", field)
        self.validations.append(rule)
        return name

    def _lists(self) -> Element:
        joined = self.plan.joined
        listed = formulas.list_rows(self.plan)
        columns = [formulas.gathered(choice, self.plan, formulas.OPEN) for choice in joined]
        heads = [_cell(head, "head") for head in words.LISTS_HEADINGS]
        names = [_cell(f"Names: {choice.title}", "head") for choice in joined]
        rows = [self._row(3 * look.LINE, *heads, _cell("", "body"), *names)]
        for at in range(max(len(listed), *map(len, columns))):
            known = listed[at] if at < len(listed) else ("", "", "")
            cells = [_cell(text, "body") for text in (*known, "")]
            for column in columns:
                formula, value = column[at] if at < len(column) else ("", "")
                cells.append(_formula(formula, value) if formula else _cell(value, "text"))
            rows.append(self._row(look.height([(known[2], look.LISTS_WIDTHS[2])]), *cells))
        self._filter("lists", words.LISTS, len(words.LISTS_HEADINGS), 1, len(listed) + 1)
        widths = [*look.LISTS_WIDTHS, *[30] * len(joined)]
        table = self._table(words.LISTS, widths, rows)
        printed = f"{words.LISTS}.A1:{words.LISTS}.C{len(listed) + 1}"
        table.set(odsparts.qualified("table:print-ranges"), printed)
        return table


def _styles(page: Page) -> list[str]:
    """The style of the cells of each column."""
    return ["number" if field.kind == "number" else "text" for field in page.fields]


def _cell(
    text: str, style: str, *, note: str = "", rule: str = "", number: bool = False
) -> Element:
    attributes = {"table:style-name": style}
    if rule:
        attributes["table:content-validation-name"] = rule
    if number and look.is_number(text):
        attributes |= {"office:value-type": "float", "office:value": text}
    elif text:
        attributes["office:value-type"] = "string"
    cell = element("table:table-cell", attributes)
    if note:
        cell.append(odsparts.note(note))
    cell.extend(odsparts.paragraphs(text))
    return cell


def _link(text: str, sheet: str) -> Element:
    target = {"xlink:type": "simple", "xlink:href": f"#'{sheet}'.A1"}
    link = element("text:a", target)
    link.text = text
    attributes = {"table:style-name": "link", "office:value-type": "string"}
    return element("table:table-cell", attributes, element("text:p", {}, link))


def _formula(formula: str, value: str | int) -> Element:
    attributes = {"table:formula": f"of:{formula}"}
    if isinstance(value, int):
        attributes |= {"table:style-name": "number", "office:value-type": "float"}
        attributes["office:value"] = str(value)
    else:
        attributes |= {"table:style-name": "text", "office:value-type": "string"}
        attributes["office:string-value"] = value
    return element("table:table-cell", attributes, *odsparts.paragraphs(str(value)))
