"""Amounts as people write them: printed in any form they read back, and nothing is guessed."""

# ruff: noqa: RUF001 - people write dashes of every kind

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from uegraph import shapes
from uegraph.ingest.amounts import UNKNOWN, Amount, read_amount
from uegraph.ingest.bounds import Places, places, rewrite
from uegraph.ingest.source import Fault
from uegraph.ingest.values import read_integer

if TYPE_CHECKING:
    from collections.abc import Callable

NUMBERS = st.integers(0, 10**12)
FORMS = {
    "exactly": ("{}", "exactly {}", "{} people", "{} attendees", "{}.0", " {} "),
    "more-than": ("over {}", "more than {}", ">{}", "> {}", "Over {} people"),
    "at-least": ("{}+", "at least {}", "≥ {}", ">= {}", "min. {}", "{} or more", "{}+ sign-ups"),
    "about": ("~{}", "approx {}", "approx. {}", "about {}", "c. {}", "c{}", "circa {}", "{} approx",
              "around {} people", "{} (est.)"),
    "up-to": ("up to {}", "max {}", "≤{}", "at most {}", "{} or fewer"),
    "fewer-than": ("<{}", "less than {}", "fewer than {}", "under {}"),
}  # fmt: skip
RANGES = ("{}-{}", "{} - {}", "{}–{}", "{} to {}", "between {} and {}", "from {} to {}")
PRINTED: tuple[Callable[[int], str], ...] = (
    str,
    lambda n: f"{n:,}",
    lambda n: f"{n:,}".replace(",", "\u00a0"),
)


def test_every_bound_has_its_forms() -> None:
    assert {*FORMS, "range"} == set(shapes.concepts("bound"))


@given(
    NUMBERS,
    st.sampled_from([(bound, form) for bound, forms in FORMS.items() for form in forms]),
    st.sampled_from(PRINTED),
)
def test_any_amount_in_any_form_reads_back(
    number: int, how: tuple[str, str], printed: Callable[[int], str]
) -> None:
    bound, form = how
    found = read_amount(form.format(printed(number)))
    if bound == "fewer-than" and not number:
        assert isinstance(found, Fault)
    else:
        assert found == Amount(number, bound)


@given(st.tuples(NUMBERS, NUMBERS), st.sampled_from(RANGES), st.sampled_from(PRINTED))
@example((1000, 10), "{}-{}", str)
@example((2010, 12), "{}-{}", str)
def test_any_range_in_any_form_reads_back(
    ends: tuple[int, int], form: str, printed: Callable[[int], str]
) -> None:
    low, high = ends
    found = read_amount(form.format(printed(low), printed(high)))
    if low <= high:
        assert found == Amount(low, "range", high)
    else:
        assert isinstance(found, Fault)
        # 2010-12 is also what a spreadsheet makes of 10-12.
        made = re.fullmatch(r"(19|20)\d\d[-–]1[0-2]", found.value)
        assert ("is a date" if made else "upside down") in found.message


@given(st.integers(0, 99_999), st.sampled_from(("k", " k", "K")))
def test_thousands_in_short(hundreds: int, mark: str) -> None:
    assert read_amount(f"{hundreds / 10:.1f}{mark}") == Amount(hundreds * 100, "exactly")


@given(st.text(max_size=90))
def test_any_text_is_an_amount_or_a_fault(text: str) -> None:
    found = read_amount(text)
    if isinstance(found, Amount):
        assert set(re.findall(r"\d+", text)), "a number from nothing is a guess"
    else:
        assert found.message
        assert found.remedy


PIECES = st.sampled_from(
    ["5", "60", "1,000", "over ", "about ", "+", "-", " to ", " and ", "(online)", " people", "k",
     "<", "~", " or more", ".", ".5", " ", "max ", "between ", "%", "x"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=7).map("".join))
def test_two_numbers_are_a_range_or_a_fault(text: str) -> None:
    found = read_amount(text)
    numbers = re.findall(r"\d+(?:,\d{3})*(?: \d{3}\b)*(?:\.\d+)?", text)
    if isinstance(found, Amount) and len(numbers) > 1:
        assert found.bound == "range"


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("60 (online)", Amount(60, "exactly", None, "'online' is left out")),
        ("around 30-40", Amount(30, "range", 40, "'around' is left out")),
        ("10-12 in person", Amount(10, "range", 12, "'in person' is left out")),
        ("about 1.5k", Amount(1500, "about")),
        ("2 million", Amount(2_000_000, "exactly")),
        ("1k–2k people", Amount(1000, "range", 2000)),
        ("50ish", Amount(50, "about")),
    ],
)
def test_rarer_forms(text: str, amount: Amount) -> None:
    assert read_amount(text) == amount


@pytest.mark.parametrize("text", ["TBD", "tbc", "N/A", "?", "-", "–", "none yet", "unknown"])
def test_what_is_not_known_is_told_apart(text: str) -> None:
    found = read_amount(text)
    assert isinstance(found, Fault)
    assert found.rule == UNKNOWN


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Oct 15", "write 10 to 15"),
        ("15-Oct", "write 10 to 15"),
        ("2024-10-05", "write 5 to 10"),
        ("2024-10-05T00:00:00", "write 5 to 10"),
        ("2015-10", "write 10 to 15"),
        ("5 and 6", "Write one number"),
        ("5 of 10", "Write one number"),
        ("30 (online) and 20 (in person)", "Write one number"),
        ("about 50+", "'about' and 'at-least'"),
        ("over 10-20", "says 'more-than'"),
        ("<0", "fewer than none"),
        ("-3", "less than 0"),
        ("20%", "is a share"),
        ("12.5", "not a whole number"),
        ("1.000", "not a whole number"),
        ("1,00", "several numbers"),
        ("5 per week", "the rest into the note"),
        ("60 (TBC)", "the rest into the note"),
        ("3 dozen", "the rest into the note"),
        ("two dozen", "Write it in digits"),
        ("none", "Write it in digits"),
        ("٣", "Write it in digits"),
        ("9" * 90, "too long"),
    ],
)
def test_what_is_refused_has_a_remedy(text: str, words: str) -> None:
    found = read_amount(text)
    assert isinstance(found, Fault)
    assert words in f"{found.message}. {found.remedy}"
    assert found.rule != UNKNOWN


# the row


def of(table: str) -> Places:
    columns = shapes.tables()[table].columns
    found = places(list(enumerate(columns, start=1)))
    assert found
    return found


def test_places_are_found_by_their_properties() -> None:
    tables = shapes.tables().values()
    found = {t.name for t in tables if places(list(enumerate(t.columns, start=1)))}
    assert found == {"reaches", "counts", "unnamed_parties"}
    reaches = shapes.tables()["reaches"].columns
    at = of("reaches")
    assert [reaches[n - 1].name for n in (at.number, at.bound, at.upper or 0)] == [
        "value", "bound", "upper value",
    ]  # fmt: skip


REACHES = Places(number=1, bound=2, upper=3, number_needed=True, bound_needed=True)
COUNTS = Places(number=1, bound=2, upper=None, number_needed=False, bound_needed=False)


@pytest.mark.parametrize(
    ("given_", "expected"),
    [
        (("180", "", ""), ("180", "exactly", "")),
        (("over 180", "", ""), ("180", "more-than", "")),
        (("over 180", "More than", ""), ("180", "More than", "")),
        (("180", "more-than", ""), ("180", "more-than", "")),
        (("150-200", "", ""), ("150", "range", "200")),
        (("150-200", "range", "200"), ("150", "range", "200")),
        (("150", "", "200"), ("150", "range", "200")),
        (("", "about", ""), ("", "about", "")),
        (("nonsense", "", ""), ("nonsense", "exactly", "")),  # one mistake is told once
        (("TBD", "", ""), ("TBD", "exactly", "")),
        (("", "", ""), ("", "exactly", "")),
    ],
)
def test_an_amount_fills_what_is_empty(
    given_: tuple[str, str, str], expected: tuple[str, str, str]
) -> None:
    before = ["id", *given_]
    texts, faults = rewrite(before, REACHES)
    assert (texts, faults) == (["id", *expected], [])
    assert before == ["id", *given_], "the list given stays as it is"


@pytest.mark.parametrize(
    ("given_", "at", "words"),
    [
        (("over 180", "about", ""), 2, "'about' contradicts the number 'over 180', which says"),
        (("150-200", "", "300"), 3, "'300' contradicts the number '150-200', which says '200'"),
        (("150-200", "exactly", ""), 2, "which says 'range'"),
    ],
)
def test_what_contradicts_an_amount_is_an_error(
    given_: tuple[str, str, str], at: int, words: str
) -> None:
    _, faults = rewrite(["id", *given_], REACHES)
    ((where, fault),) = faults
    assert (where, fault.severity) == (at, "error")
    assert words in fault.message


def test_what_is_left_out_is_a_warning() -> None:
    texts, faults = rewrite(["id", "60 (online)", "", ""], REACHES)
    assert texts == ["id", "60", "exactly", ""]
    assert [(at, fault.severity) for at, fault in faults] == [(1, "warning")]


def test_a_table_that_needs_no_bound_gets_none_for_a_plain_number() -> None:
    assert rewrite(["id", "5", ""], COUNTS) == (["id", "5", ""], [])
    assert rewrite(["id", "5+", ""], COUNTS) == (["id", "5", "at-least"], [])


def test_a_row_may_end_before_its_columns() -> None:
    assert rewrite(["id", "over 5"], REACHES) == (["id", "5", "more-than", ""], [])
    assert rewrite(["id"], COUNTS)[1] == []


def test_a_number_not_known_is_blank_where_it_may_be() -> None:
    texts, faults = rewrite(["id", "TBD", ""], COUNTS)
    assert texts == ["id", "", ""]
    assert [(at, fault.severity, fault.rule) for at, fault in faults] == [(1, "warning", UNKNOWN)]


def test_a_range_without_a_place_for_its_end_is_left_to_the_reader_of_the_cell() -> None:
    column = next(c for c in shapes.tables()["counts"].columns if c.name == "count")
    assert rewrite(["id", "5-9", ""], COUNTS) == (["id", "5-9", ""], [])
    found = read_integer("5-9", column)
    assert isinstance(found, Fault)
    assert found.message == "'5-9' says more than the number 5"
    assert "'range' up to 9" in found.remedy


@pytest.mark.parametrize("text", ["1,200", "1 200", "1\u00a0200", "1200.0", "1200", "1200 people"])
def test_whole_numbers_may_have_separators(text: str) -> None:
    column = next(c for c in shapes.tables()["audiences"].columns if c.name == "population")
    assert str(read_integer(text, column)).startswith('"1200"^^')


@pytest.mark.parametrize(
    "text", ["1,20", "1.200", "12.5", "1200+", "about 5", "60 (online)", "TBC"]
)
def test_a_cell_for_a_number_takes_nothing_more(text: str) -> None:
    column = next(c for c in shapes.tables()["audiences"].columns if c.name == "population")
    found = read_integer(text, column)
    assert isinstance(found, Fault)
    assert (found.value, found.rule) == (text, "")
