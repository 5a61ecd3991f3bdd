"""Dates in cells: the term is EDTF, and a doubt is a warning beside it."""

from __future__ import annotations

import pytest

from uegraph import shapes
from uegraph.ingest.source import Fault
from uegraph.ingest.values import dated, literal
from uegraph.namespaces import EDTF, expand


def column(path: str) -> shapes.Column:
    columns = (column for table in shapes.tables().values() for column in table.columns)
    return next(column for column in columns if column.path == expand(path))


def test_a_date_with_one_meaning_is_a_term() -> None:
    found = dated("26 April 2024", column("ueg:when"), day_first=True)
    assert found == (literal("2024-04-26", EDTF), None)


@pytest.mark.parametrize(
    ("text", "day_first", "edtf", "message"),
    [
        ("03/04/2024", None, "2024-04-03", "'03/04/2024' is read as 3 April 2024, day first"),
        ("04/26/2024", True, "2024-04-26", "'04/26/2024' is read as 26 April 2024, month first"),
        ("Apr-24", True, "2024-04", "'Apr-24' is read as April 2024"),
    ],
)
def test_a_doubt_is_a_warning_beside_the_term(
    text: str, day_first: bool | None, edtf: str, message: str
) -> None:
    term, fault = dated(text, column("ueg:when"), day_first=day_first)
    assert term == literal(edtf, EDTF)
    setting = ", or set dates to 'day first' in the settings" if day_first is None else ""
    remedy = f"If that is right, write {edtf}{setting}."
    assert fault == Fault("", message, remedy, "cell:date", "warning")


@pytest.mark.parametrize(("day_first", "edtf"), [(True, "2024-04-03"), (False, "2024-03-04")])
def test_an_order_that_was_declared_is_no_doubt(day_first: bool, edtf: str) -> None:
    found = dated("03/04/2024", column("ueg:when"), day_first=day_first)
    assert found == (literal(edtf, EDTF), None)


@pytest.mark.parametrize("text", ["soon", "c. 2023. Perhaps", "TBC", "45408", "2024-02-30"])
def test_no_date_is_a_fault_with_its_remedy(text: str) -> None:
    term, fault = dated(text, column("ueg:when"), day_first=True)
    assert term is None
    assert fault
    assert fault.value == text
    assert fault.message.startswith(f"'{text}' is ")
    assert fault.remedy.endswith(".")
    assert dated(text, column("ueg:when"), None) == (None, fault)


def test_a_financial_year_has_a_way_to_be_clear() -> None:
    _, fault = dated("2023-24", column("ueg:when"), None)
    assert fault
    assert fault.remedy == "If that is right, write FY 2023/24."
    assert dated("FY 2023/24", column("ueg:when"), None)[1] is None


def test_a_year_in_a_column_for_periods_lasts_all_year() -> None:
    assert dated("2023/24", column("ueg:period"), day_first=True)[0] == literal(
        "2023-04/2024-03", EDTF
    )
    assert dated("2023/24", column("ueg:when"), day_first=True)[0] == literal(
        "[2023-04..2024-03]", EDTF
    )
    told = "[2023-04..2024-03]"
    assert dated(told, column("ueg:period"), day_first=True) == (literal(told, EDTF), None)
