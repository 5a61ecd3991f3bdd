"""Dates as people write them: against strftime, against dateutil, and against themselves."""

# ruff: noqa: RUF001 - people write dashes of every kind

from __future__ import annotations

import calendar
from contextlib import suppress
from datetime import date

import pytest
from dateutil import parser
from hypothesis import given
from hypothesis import strategies as st

from uegraph.dates import Reading, in_words, interval, read
from uegraph.errors import DateError

DAYS = st.dates(date(1000, 1, 1), date(9998, 12, 31))
CENTURY = st.dates(date(1969, 1, 1), date(2068, 12, 31))  # what two digits can mean, by POSIX
FORMS = (
    "%Y-%m-%d", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M:%S", "%Y/%m/%d", "%d %B %Y", "%d %b %Y",
    "%d-%b-%Y", "%d/%b/%Y", "%d %b, %Y", "%a %d %b %Y", "%A, %d %B %Y", "%A %d %B %Y", "%B %d, %Y",
    "%b %d %Y", "%a, %B %d, %Y", "%d %B %Y, %H:%M",
)  # fmt: skip
NUMERIC = ("%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y", "%d/%m/%Y %H:%M")
SHORT = ("%d/%m/%y", "%d.%m.%y", "%d-%b-%y", "%d %b %y")
MONTHS = ("%Y-%m", "%B %Y", "%b %Y", "%b-%Y", "%m/%Y", "%B, %Y")


@given(DAYS, st.sampled_from(FORMS))
def test_every_form_of_strftime_reads_back(day: date, form: str) -> None:
    assert read(day.strftime(form)) == Reading(str(day))


@given(DAYS, st.sampled_from(FORMS))
def test_case_and_spaces_do_not_count(day: date, form: str) -> None:
    text = day.strftime(form)
    odd = f" {text.upper()}\n".replace(" ", " \u00a0")
    assert read(odd).edtf == read(text.lower()).edtf == str(day)


@given(DAYS, st.sampled_from(NUMERIC))
def test_numbers_are_read_as_dateutil_reads_them(day: date, form: str) -> None:
    text = day.strftime(form)
    found = read(text)
    assert found.edtf == str(day) == str(parser.parse(text, dayfirst=True).date())
    assert bool(found.note) == (day.day <= 12 and day.day != day.month)


@given(DAYS, st.booleans())
def test_an_order_that_was_declared_is_no_doubt(day: date, day_first: bool) -> None:
    text = day.strftime("%d/%m/%Y" if day_first else "%m/%d/%Y")
    found = read(text, day_first=day_first)
    assert found == Reading(str(day))
    assert found.edtf == str(parser.parse(text, dayfirst=day_first).date())


@given(DAYS.filter(lambda day: day.day > 12), st.booleans())
def test_an_order_that_is_the_only_one_possible_is_taken_and_told(
    day: date, day_first: bool
) -> None:
    text = f"{day:%d/%m/%Y}" if not day_first else f"{day:%m/%d/%Y}"
    found = read(text, day_first=day_first)
    assert found.edtf == str(day)
    assert found.note.endswith("month first" if day_first else "day first")


@given(CENTURY, st.sampled_from(SHORT))
def test_two_digits_of_a_year_are_read_and_told(day: date, form: str) -> None:
    found = read(day.strftime(form))
    assert found.edtf == str(day)
    assert in_words(str(day)) in found.note


@given(DAYS, st.sampled_from(MONTHS))
def test_a_month_stays_a_month(day: date, form: str) -> None:
    assert read(day.strftime(form)) == Reading(f"{day:%Y-%m}")


@given(st.tuples(DAYS, DAYS).map(sorted), st.sampled_from((" to ", " - ", "–", " until ")))
def test_spans_of_days(days: list[date], joint: str) -> None:
    first, last = days
    form = "%d %B %Y"
    text = f"{first.strftime(form)}{joint}{last.strftime(form)}"
    assert read(text) == Reading(f"{first}/{last}")
    if first.year == last.year:
        assert read(f"{first:%d %b}{joint}{last:%d %b %Y}") == Reading(f"{first}/{last}")
    if (first.year, first.month) == (last.year, last.month):
        assert read(f"{first:%d}{joint}{last:%d %b %Y}") == Reading(f"{first}/{last}")
    if (first.year, first.month) != (last.year, last.month):
        assert read(f"{first:%b %Y}{joint}{last:%B %Y}") == Reading(f"{first:%Y-%m}/{last:%Y-%m}")


@given(st.integers(1000, 9998))
def test_a_financial_year_is_from_april_to_march(year: int) -> None:
    short = f"{(year + 1) % 100:02}"
    expected = (date(year, 4, 1), date(year + 1, 3, 31))
    for text in (f"{year}/{short}", f"FY {year}/{short}", f"FY{year}-{short}", f"{year}–{short}"):
        found = read(text)
        days = interval(found.edtf)
        assert (days.earliest, days.latest) == expected
        assert ("financial year" in found.note) == (not text.startswith("FY"))
        assert not found.note or read(found.clear) == Reading(found.edtf)


@given(st.integers(1000, 9998), st.integers(1, 12))
def test_a_month_of_iso_is_never_a_financial_year(year: int, month: int) -> None:
    assert read(f"{year}-{month:02}") == Reading(f"{year}-{month:02}")


EXAMPLES = {
    "2024-04-26T10:00:00.000Z": "2024-04-26",
    "2024-04-26 9:40:00": "2024-04-26",
    "26th of April 2024": "2024-04-26",
    "Sept. 2023": "2023-09",
    "2024/4/3": "2024-04-03",
    "2024-4": "2024-04",
    "2022-10/2023-03": "2022-10/2023-03",
    "[2021-02..2024-04-26]": "[2021-02..2024-04-26]",
    "Oct 2022 to Mar 2023": "2022-10/2023-03",
    "October–December 2023": "2023-10/2023-12",
    "3-5 May 2024": "2024-05-03/2024-05-05",
    "3rd – 5th May 2024": "2024-05-03/2024-05-05",
    "3 May – 6 June 2024": "2024-05-03/2024-06-06",
    "26/04/2024-28/04/2024": "2024-04-26/2024-04-28",
    "2022-10-2023-03": "2022-10/2023-03",
    "2022-2024": "2022/2024",
    "from May 2022 to June 2022": "2022-05/2022-06",
    "between May and July 2022": "[2022-05..2022-07]",
    "Spring 2024": "2024-21",
    "autumn 2023": "2023-23",
    "autumn 2022": "[2022-09..2022-11]",
    "winter 2023/24": "[2023-12..2024-02]",
    "FY23/24": "[2023-04..2024-03]",
    "academic year 2023/24": "[2023-09..2024-08]",
    "c. 2023": "2023~",
    "circa May 2023": "2023-05~",
    "approx. 2023": "2023~",
    "May 2024 (TBC)": "2024-05?",
    "26 April 2024?": "2024-04-26?",
    "before 2020": "../2019",
    "before 1 March 2024": "../2024-02-29",
    "by March 2024": "../2024-03",
    "after 2020": "[2021..]",
    "since May 2022": "2022-05/..",
    "May 2022 onwards": "2022-05/..",
    "May 2022 – present": "2022-05/..",
    "2022-": "2022/..",
}


@pytest.mark.parametrize("text", EXAMPLES)
def test_examples_with_one_meaning(text: str) -> None:
    assert read(text) == Reading(EXAMPLES[text])


@pytest.mark.parametrize(
    ("text", "edtf", "note"),
    [
        ("Apr-24", "2024-04", "read as April 2024"),
        ("May '24", "2024-05", "read as May 2024"),
        ("26/04/69", "1969-04-26", "read as 26 April 1969"),
        ("03/04/2024", "2024-04-03", "read as 3 April 2024, day first"),
        ("04/26/2024", "2024-04-26", "read as 26 April 2024, month first"),
        ("01/10/2023 - 31/12/2023", "2023-10-01/2023-12-31",
         "read as 1 October 2023 to 31 December 2023, day first"),
        ("26/4/24 to 3/5/24", "2024-04-26/2024-05-03",
         "read as 26 April 2024 to 3 May 2024, day first"),
        ("Thu 26 Apr 2024", "2024-04-26", "read as 26 April 2024, which is a Friday"),
        ("2023-24", "[2023-04..2024-03]",
         "read as the financial year April 2023 to March 2024"),
        ("2022-24", "2022-24",
         "read as winter 2022; for the years from one to the other write 2022/2024"),
        ("2022–24", "2022/2024", "read as 2022 to 2024"),
        ("2023/2024", "2023/2024",
         "read as both years from January to December; for the financial year write 2023/24"),
        ("Q3 2024", "[2024-07..2024-09]",
         "read as July 2024 to September 2024, Q3 of the calendar year"),
        ("Q4 2023/24", "[2024-01..2024-03]",
         "read as January 2024 to March 2024, Q4 of the financial year"),
        ("H2 2024", "[2024-07..2024-12]",
         "read as July 2024 to December 2024, H2 of the calendar year"),
        ("winter 2023", "[2023-12..2024-02]", "read as December 2023 to February 2024"),
        ("early 2024", "[2024-01..2024-04]", "read as January 2024 to April 2024"),
        ("mid-2024", "[2024-05..2024-08]", "read as May 2024 to August 2024"),
        ("late May 2024", "2024-05", "read as May 2024"),
    ],
)  # fmt: skip
def test_what_has_two_meanings_is_told(text: str, edtf: str, note: str) -> None:
    found = read(text)
    assert (found.edtf, found.note) == (edtf, note)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("TBC", "Leave the cell blank until the date is known"),
        ("unknown", "Leave the cell blank"),
        ("45408", "Excel's number for 26 April 2024: write 2024-04-26"),
        ("45408.0", "Excel's number for 26 April 2024"),
        ("FY24", "may be either of two years. Write 2023/24 or 2024/25"),
        ("FY 2023/26", "is not one year"),
        ("Q3 FY 2024", "may be in either of two years"),
        ("spring 2023/24", "is not one season"),
        ("26 April", "has no year"),
        ("Apr 24", "has no year"),
        ("31 April 2024", "April 2024 has 30 days"),
        ("29/02/2023", "February 2023 has 28 days"),
        ("13/13/2024", "There is no month 13"),
        ("26/04/0024", "Write the year in full"),
        ("Nov – Feb 2024", "ends before it starts"),
        ("2024-05/2023", "ends before it starts"),
        ("26 avril 2024", "Write a day as 2024-04-26"),
        ("soon", "Write a day as 2024-04-26"),
        ("3 & 5 May 2024", "Write a day as 2024-04-26"),
        ("٣ May 2024", "Write a day as 2024-04-26"),
        ("before 9999-99", "Write a day as"),
        ("after 9999", "Write a day as 2024-04-26"),
        ("x" * 61, "is too long for a date"),
        ("", "Write a day as 2024-04-26"),
    ],
)
def test_what_is_refused_has_a_remedy(text: str, words: str) -> None:
    with pytest.raises(DateError) as caught:
        read(text)
    assert words in str(caught.value)
    assert str(caught.value).startswith(f"'{text[:60]}' ")


WORDS = st.sampled_from(
    ["26", "3", "04", "2024", "24", "45408", "April", "may", "Q3", "FY", "spring", "to", "-", "–",
     "/", ".", ",", "of", "the", "c.", "before", "since", "between", "and", "mid", "early", "th",
     "'", "?", "~", "[", "]", "..", "(TBC)", "T10:00", "Fri", "after", "onwards", "winter"]
)  # fmt: skip


@given(
    st.one_of(
        st.text(max_size=70), st.lists(st.one_of(WORDS, st.just(" ")), max_size=9).map("".join)
    ),
    st.booleans(),
)
def test_any_text_is_a_sound_date_or_a_date_error(text: str, day_first: bool) -> None:
    with suppress(DateError):
        found = read(text, day_first=day_first)
        days = interval(found.edtf)
        assert days.earliest or days.latest
        assert in_words(found.edtf)
        assert read(found.edtf).edtf == found.edtf, "what was read once is read the same again"


@pytest.mark.parametrize("month", range(1, 13))
def test_all_english_months_and_no_others(month: int) -> None:
    for name in (calendar.month_name[month], calendar.month_abbr[month]):
        assert read(f"{name} 2024").edtf == f"2024-{month:02}"
        with pytest.raises(DateError):
            read(f"{name}x 2024")
