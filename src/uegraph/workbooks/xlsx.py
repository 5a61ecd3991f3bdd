"""A planned workbook as .xlsx.

Same plan, same bytes: the date of creation is fixed and nothing else depends on the clock. Every
text is written as a text, so that no cell is ever run as a formula.
"""

from __future__ import annotations

import io
import math
from typing import TYPE_CHECKING, Any

from uegraph.workbooks import formulas, look, words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

    from uegraph.workbooks.plan import Field, Page, Plan


def write(plan: Plan) -> bytes:
    """The bytes of the workbook."""
    from xlsxwriter import Workbook  # noqa: PLC0415 - 60 ms, only where one is written

    out = io.BytesIO()
    options = {
        "in_memory": True,
        "default_format_properties": {"font_name": "Arial", "font_size": 11},
    }
    book = Workbook(out, options)
    book.set_properties(
        {
            "title": plan.title,
            "author": "uegraph",
            "created": look.CREATED,
            "comments": words.ABOUT,
        }
    )
    book.set_custom_property("Language", "en-GB")
    writer = _Writer(book, plan)
    writer.read_me()
    if plan.settings is not None:
        writer.data_set(plan.settings)
    for page in plan.pages:
        writer.page(page)
    writer.lists()
    for name, formula in formulas.names(plan, formulas.EXCEL).items():
        book.define_name(name, f"={formula}")
    book.close()
    return out.getvalue()


class _Writer:
    """Writes the sheets of one workbook."""

    def __init__(self, book: Workbook, plan: Plan) -> None:
        self.book = book
        self.plan = plan
        wrap = {"text_wrap": True, "valign": "top"}
        self.title = book.add_format({"bold": True, "font_size": 16})
        self.head = book.add_format(
            {**wrap, "bold": True, "font_color": "#FFFFFF", "bg_color": look.HEAD, "border": 1,
             "border_color": "#FFFFFF"}
        )  # fmt: skip
        self.body = book.add_format(wrap)
        self.text = book.add_format({**wrap, "num_format": "@"})
        self.number = book.add_format({**wrap, "num_format": "#,##0"})
        shown = {"italic": True, "bg_color": look.SHOWN}
        self.shown_text = book.add_format({**wrap, **shown, "num_format": "@"})
        self.shown_number = book.add_format({**wrap, **shown, "num_format": "#,##0"})
        self.link = book.add_format({**wrap, "font_color": look.LINK, "underline": 1})
        self.tabs = look.tabs(plan)

    def _sheet(
        self, name: str, widths: Sequence[float], *, held: int = 0, top: int = 1
    ) -> Worksheet:
        """A sheet with its columns, ready to be printed; ``top`` rows stay in sight."""
        sheet = self.book.add_worksheet(name)
        for at, width in enumerate(widths):
            sheet.set_column(at, at, width, self.body)
        sheet.freeze_panes(top, held)
        sheet.set_tab_color(look.PLAIN_TAB)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(look.pages_wide(widths), 0)
        sheet.repeat_rows(top - 1)
        if held:
            sheet.repeat_columns(0, held - 1)
        sheet.set_footer("&L&A&RPage &P of &N")
        return sheet

    def _table(self, sheet: Worksheet, name: str, top: int, rows: int, heads: list[str]) -> None:
        """Marks cells as a table, which screen readers announce and which grows by itself."""
        columns = [{"header": head, "header_format": self.head} for head in heads]
        options = {"name": name, "columns": columns, "style": "Table Style Light 15"}
        sheet.add_table(top, 0, top + max(rows, 1), len(heads) - 1, options)

    def read_me(self) -> None:
        """The first sheet: how to fill the workbook in, and its sheets with links."""
        widths = look.READ_ME_WIDTHS
        sheet = self._sheet(words.READ_ME, widths, top=2)
        sheet.write_string(0, 0, self.plan.title, self.title)
        sheet.set_row(0, 1.6 * look.LINE)
        sheet.set_row(1, 2 * look.LINE)
        lines = self.plan.lines
        self._table(sheet, "read_me", 1, len(lines), list(words.READ_ME_HEADINGS))
        for row, line in enumerate(lines, 2):
            sheet.set_row(row, look.height([(line.text, widths[2])]))
            sheet.write_string(row, 0, line.part, self.body)
            if line.sheet:
                address = f"internal:'{line.sheet}'!A1"
                sheet.write_url(row, 1, address, self.link, line.topic)
            else:
                sheet.write_string(row, 1, line.topic, self.body)
            sheet.write_string(row, 2, line.text, self.body)
            if page := line.page:
                formula = formulas.count(page, formulas.EXCEL)
                sheet.write_formula(row, 3, formula, self.number, len(page.rows) * page.filled)

    def data_set(self, settings: Mapping[str, str]) -> None:
        """The settings of the data set."""
        sheet = self._sheet(words.DATA_SET, look.DATA_SET_WIDTHS)
        self._table(sheet, "data_set", 0, len(words.SETTINGS), list(words.DATA_SET_HEADINGS))
        for row, (name, text) in enumerate(words.SETTINGS.items(), 1):
            sheet.write_string(row, 0, name, self.body)
            if value := settings.get(name):
                sheet.write_string(row, 1, value, self.text)
                sheet.set_row(row, look.height([(value, look.DATA_SET_WIDTHS[1])]))
            else:
                sheet.write_blank(row, 1, None, self.text)
            sheet.write_string(row, 2, text, self.body)

    def page(self, page: Page) -> None:
        """The sheet of one table."""
        widths = [field.width for field in page.fields]
        sheet = self._sheet(page.name, widths, held=page.held)
        sheet.set_tab_color(self.tabs[page.table.group])
        heads = [field.heading for field in page.fields]
        self._table(sheet, f"table_{page.table.name}", 0, len(page.rows), heads)
        sheet.set_row(0, look.head_height(heads, widths))
        sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{page.last_row}"})
        for at, field in enumerate(page.fields):
            self._field(sheet, page, at, field)
        for row, cells in enumerate(page.rows, 1):
            sheet.set_row(row, look.height(zip(cells, widths, strict=True)))
            for at, (field, text) in enumerate(zip(page.fields, cells, strict=True)):
                self._cell(sheet, (row, at), field, text, shown=not page.filled)
        if not page.filled:
            _note(sheet, 1, 0, words.EXAMPLE_NOTE)

    def _field(self, sheet: Worksheet, page: Page, at: int, field: Field) -> None:
        """What holds of a whole column: its format, its note, its drop-down."""
        form = self.number if field.kind == "number" else self.text
        sheet.set_column(at, at, field.width, form)
        _note(sheet, 0, at, field.help)
        sheet.data_validation(1, at, page.last_row - 1, at, _validation(field))

    def _cell(
        self, sheet: Worksheet, place: tuple[int, int], field: Field, text: str, *, shown: bool
    ) -> None:
        number = field.kind == "number"
        form: Format = self.number if number else self.text
        if shown:
            form = self.shown_number if number else self.shown_text
        if number and look.is_number(text):
            sheet.write_number(*place, int(text), form)
        elif text:
            sheet.write_string(*place, text, form)
        elif shown:
            sheet.write_blank(*place, None, form)

    def lists(self) -> None:
        """What each word means; to the right the names that stand in several sheets."""
        joined = self.plan.joined
        sheet = self._sheet(words.LISTS, [*look.LISTS_WIDTHS, *[30] * len(joined)])
        rows = formulas.list_rows(self.plan)
        self._table(sheet, "lists", 0, len(rows), list(words.LISTS_HEADINGS))
        for row, cells in enumerate(rows, 1):
            sheet.set_row(row, look.height([(cells[2], look.LISTS_WIDTHS[2])]))
            for at, text in enumerate(cells):
                sheet.write_string(row, at, text, self.body)
        sheet.print_area(0, 0, len(rows), 2)
        for at, choice in enumerate(joined, look.GATHERED_AT):
            sheet.write_string(0, at, f"Names: {choice.title}", self.head)
            found = formulas.gathered(choice, self.plan, formulas.EXCEL)
            for row, (formula, value) in enumerate(found, 1):
                if formula:
                    sheet.write_formula(row, at, formula, self.text, value)
                else:
                    sheet.write_string(row, at, value, self.text)


def _note(sheet: Worksheet, row: int, column: int, text: str) -> None:
    lines = sum(math.ceil((len(line) + 1) / 42) for line in text.split("\n"))
    size = {"width": 320, "height": 18 * lines + 12}
    sheet.write_comment(row, column, text, {**size, "font_size": 10, "author": "uegraph"})


def _validation(field: Field) -> dict[str, Any]:
    """The rule of a column's cells: a warning at most, so that one can always paste and go on."""
    title = field.heading.removesuffix(" *")[:32]
    rule: dict[str, Any] = {"input_title": title, "input_message": field.hint}
    least, most = field.limits
    if field.choice:
        rule |= {"validate": "list", "source": f"={field.choice.name}"}
        rule |= {"error_title": title, "error_message": words.NOT_OFFERED}
    elif least is not None and most is not None:
        rule |= {"validate": "integer", "criteria": "between", "minimum": least, "maximum": most}
    elif least is not None:
        rule |= {"validate": "integer", "criteria": ">=", "value": least}
    elif most is not None:
        rule |= {"validate": "integer", "criteria": "<=", "value": most}
    else:
        return rule | {"validate": "any", "show_error": False}
    if not field.choice:
        rule |= {"error_title": title, "error_message": words.NOT_WITHIN}
    return rule | {"error_type": "warning", "show_error": field.strict or not field.choice}
