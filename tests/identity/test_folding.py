"""Names that say the same in different writing have the same form."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from uegraph.identity.folding import fold_short, forms


def text(name: str) -> str:
    return forms(name)[0].text


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Department for Culture, Media & Sport", "dept. for culture media and sports"),
        ("HM Treasury", "Her Majesty's Treasury"),
        ("HM Treasury", "H.M. Treasury"),
        ("HM Treasury", "H M Treasury"),
        ("UK Space Agency", "United Kingdom Space Agency"),
        ("The National Archives", "National Archives"),
        ("Network Rail Limited", "Network Rail Ltd"),
        (
            "Government Actuary\N{RIGHT SINGLE QUOTATION MARK}s Department",
            "Government Actuarys Dept",
        ),
        ("Department of Justice (NI)", "Department of Justice (Northern Ireland)"),
        ("Nothern Ireland Office", "Northern Ireland Office"),
        ("Ministry of Defense", "Ministry of Defence"),
        ("World Health Organization", "World Health Organisation"),
        ("Youth Justice Board for England & Wales", "Youth Justice Board for England and Wales"),
        ("Llywodraeth Cymru", "Government of Wales"),
        ("Café Ltd", "Cafe"),
    ],
)
def test_writings_of_one_name_have_one_form(one: str, other: str) -> None:
    assert text(one) == text(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Welsh Office", "Wales Office"),
        ("Department for Education", "Department of Education (Northern Ireland)"),
        ("Government Communications Headquarters", "Government Communication Service"),
        ("HS2", "HS1"),
    ],
)
def test_names_of_two_bodies_keep_two_forms(one: str, other: str) -> None:
    assert text(one) != text(other)


def test_a_short_form_in_brackets_is_set_aside() -> None:
    form = forms("Department for Education (DfE)")[0]
    assert (form.text, form.short) == ("department education", "dfe")
    assert forms("High Speed Two (HS2) Limited")[0].short == "hs2"


def test_a_short_form_in_the_middle_is_of_something_else() -> None:
    assert forms("Regional Department for Education (DfE) Directors")[0].short == ""


def test_an_acronym_keeps_its_last_letter() -> None:
    assert forms("DCMS")[0].single == "dcms"
    assert fold_short("HMPPS") == "hmpps"


def test_each_side_of_a_stroke_is_a_name() -> None:
    found = forms("Natural Resources Wales / Cyfoeth Naturiol Cymru")
    assert [form.text for form in found] == ["natural resource wales", "cyfoeth naturiol wales"]


def test_what_follows_formerly_is_not_the_name() -> None:
    assert text("Mining Remediation Authority (formerly the Coal Authority)") == (
        text("Mining Remediation Authority")
    )
    assert text("Ofqual, part of the DfE") == "ofqual"


def test_places_and_numbers_are_kept_apart() -> None:
    form = forms("North Wales Board (2018 to 2021)")[0]
    assert (set(form.nations), set(form.directions)) == ({"wales"}, {"north"})
    assert form.numbers == {"2018", "2021"}


@given(st.text(max_size=400) | st.text("ab()[]/|&. -'&1 ONS", max_size=40))
def test_any_text_has_a_form(name: str) -> None:
    assert forms(name)
