"""Names that would be markup, formulas or endless do no harm, and stand where they belong."""

from __future__ import annotations

import io
import re
import zipfile

import docx
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html as pages
from tests.report import sample
from tests.report.reading import flat, of_docx, of_html, of_markdown, of_model, page_of, rendered

from uegraph.report.markdown import escaped
from uegraph.report.model import Column, Heading, Lines, Link, Paragraph, Report, Section, Table
from uegraph.report.wording import LONGEST, listed, sentence, shown
from uegraph.words import percent, percents

# What XML cannot hold is taken out where a name is made ready to be shown.
TEXTS = st.text(max_size=40).map(shown)


def one(text: str) -> Report:
    """A report that says one thing in every place."""
    columns = (Column(text), Column(text, "long"))
    table = Table(text, columns, ((text, Lines((text, text))), (Link(text, text), text)), text)
    blocks = (Heading(text), Paragraph(text), table)
    return Report(text, text, (Section("only", text, blocks),), text)


def test_hostile_names_are_no_markup_in_a_page(hostile: Report) -> None:
    text = hostile.to_html()
    page = page_of(text)
    assert page.xpath("//script | //img | //iframe | //b | //*[@onerror or @onload]") == []
    assert len(page.xpath("//style")) == len(page.xpath("//title[not(ancestor::svg)]")) == 1
    assert [at for at in page.xpath("//a/@href") if not at.startswith(("#", "https://"))] == []
    for name in ("script", "image", "title", "style", "formula", "template", "entity", "emoji"):
        assert shown(sample.HOSTILE[name]) in flat(page.text_content()), name


def test_hostile_names_are_no_markup_in_markdown(hostile: Report) -> None:
    text = hostile.to_markdown()
    page = page_of(f"<main>{rendered(text)}</main>")
    allowed = {"h1", "h2", "h3", "p", "ul", "li", "table", "thead", "tbody", "tr", "th", "td",
               "strong", "a", "blockquote", "main", "br"}  # fmt: skip
    assert {element.tag for element in page.iter()} == allowed
    assert [at for at in page.xpath("//a/@href") if not at.startswith("https://")] == []
    # GitHub makes links of bare addresses, and formulas of what stands between dollar signs.
    bare = re.sub(r"\]\(<[^>]*>\)", "", text)
    assert not re.search(r"(?i)https?://|(?<!\\)www\.|(?<!\\)\$", bare)
    for name in ("script", "pipes", "markdown", "address", "heading", "number", "template"):
        assert shown(sample.HOSTILE[name]) in flat(page.text_content()), name


def test_hostile_names_are_plain_text_in_a_document(hostile: Report) -> None:
    content = hostile.to_docx()
    document = docx.Document(io.BytesIO(content))
    said = flat(
        " ".join(
            [part.text for part in document.paragraphs]
            + [cell.text for table in document.tables for row in table.rows for cell in row.cells]
        )
    )
    for name in ("script", "pipes", "formula", "address", "heading", "template", "entity", "emoji"):
        assert shown(sample.HOSTILE[name]) in said, name
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        relations = archive.read("word/_rels/document.xml.rels").decode()
        body = archive.read("word/document.xml").decode()
    assert "javascript:" not in relations
    fields = set(re.findall(r'w:instr="([^"]*)"|<w:instrText[^>]*>([^<]*)', body))
    assert fields == set()


def test_a_name_without_end_is_cut_and_a_blank_one_breaks_nothing(hostile: Report) -> None:
    longest = sample.HOSTILE["long"]
    for text in (hostile.to_html(), hostile.to_markdown()):
        assert longest[: LONGEST - 1] in text
        assert longest[:601] not in text  # a sentence with such a name ends, too
        assert len(text) < 2_000_000


def test_orders_that_turn_text_round_are_taken_out(hostile: Report) -> None:
    for text in (hostile.to_html(), hostile.to_markdown()):
        assert not re.search("[\u202a-\u202e\u2066-\u2069]", text)
        assert "evil \u200f\u05e9\u05dc\u05d5\u05dd" in text


@settings(deadline=None, max_examples=40)
@given(TEXTS.filter(bool))
def test_any_name_reads_the_same_in_every_form(text: str) -> None:
    report = one(text)
    expected = of_model(report)
    for read in (of_html(report.to_html()), of_docx(report.to_docx())):
        assert read.headings == tuple(flat(head) for head in expected.headings)
        assert {flat(told) for told in expected.texts} <= read.texts
        rows = {flat(name): tuple(tuple(map(flat, row)) for row in told)
                for name, told in expected.tables.items()}  # fmt: skip
        assert read.tables == rows


@settings(deadline=None)
@given(TEXTS.filter(bool))
def test_any_name_is_text_in_markdown(text: str) -> None:
    page = page_of(f"<main>{rendered(escaped(text))}</main>")
    assert [element.tag for element in page.iter()] == ["main", "p"]
    assert flat(page.text_content()) == flat(text)


def test_markdown_reads_back_whole() -> None:
    report = one("a | b \\| *c* _d_ [e](f) <g> & `h` ~~i~~ 1. - # https://x.y $z$")
    expected = of_model(report)
    assert of_markdown(report.to_markdown()).tables == expected.tables


@given(st.text(max_size=400))
def test_what_is_shown_is_one_line_that_xml_can_hold(text: str) -> None:
    for made in (shown(text), sentence(text)):
        assert "\n" not in made
        pages.fragment_fromstring("<p></p>").text = made
    assert len(shown(text)) <= LONGEST


@given(st.floats(0, 1), st.floats(0, 1))
def test_a_share_reads_as_none_or_all_only_where_it_is(one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert (percent(low) == "0%") == (low == 0)
    assert (percent(high) == "100%") == (high == 1)
    assert percents(low, high).split(" to ")[0] == percent(low)


@given(st.lists(st.from_regex(r"[a-z]{1,4}(, [a-z]{1,3})?", fullmatch=True), max_size=12))
def test_a_list_in_a_sentence_names_or_counts_everybody(names: list[str]) -> None:
    said = listed(names, 5)
    assert all(name in said for name in names[:5])
    assert (f"{len(names) - 5} other" in said) == (len(names) > 5)


def test_a_hostile_title_stays_a_title() -> None:
    page = page_of(one(shown(sample.HOSTILE["title"])).to_html())
    assert page.xpath("//h1")[0].text_content() == sample.HOSTILE["title"]
