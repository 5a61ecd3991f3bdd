"""The three forms say the same, and are what they claim to be."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING

import docx
import pytest
from lxml import etree
from tests.report import sample
from tests.report.reading import Read, of_docx, of_html, of_markdown, of_model, page_of

from uegraph.report import report

if TYPE_CHECKING:
    from uegraph.report import Report

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def read_all(made: Report) -> dict[str, Read]:
    return {
        "html": of_html(made.to_html()),
        "md": of_markdown(made.to_markdown()),
        "docx": of_docx(made.to_docx()),
    }


def compare(made: Report) -> None:
    expected = of_model(made)
    for form, found in read_all(made).items():
        assert found.headings == expected.headings, form
        assert expected.texts - found.texts == set(), form
        assert found.tables == expected.tables, form


def test_all_forms_say_the_same(made: Report) -> None:
    expected = of_model(made)
    assert len(expected.tables) >= 15
    assert sum(len(rows) for rows in expected.tables.values()) > 100
    assert len(expected.texts) > 40
    compare(made)


def test_all_forms_say_the_same_of_hostile_names(hostile: Report) -> None:
    compare(hostile)


def test_the_same_graph_gives_the_same_bytes(made: Report) -> None:
    again = report(sample.shipped())
    assert again == made
    assert again.to_html() == made.to_html()
    assert again.to_markdown() == made.to_markdown()
    assert again.to_docx() == made.to_docx()


def test_every_table_and_figure_has_its_own_number(made: Report) -> None:
    captions = list(of_model(made).tables)
    for word in ("Table", "Figure"):
        numbers = [
            int(found[1]) for text in captions if (found := re.match(rf"{word} (\d+)\. ", text))
        ]
        assert numbers == list(range(1, len(numbers) + 1))
        assert len(numbers) >= 7


def test_a_page_has_no_script_and_no_address_that_a_browser_fetches(made: Report) -> None:
    text = made.to_html()
    page = page_of(text)
    assert page.xpath("//script | //img | //link | //iframe | //object | //*[@style]") == []
    assert [name for name in page.xpath("//@*") if "javascript:" in name] == []
    assert page.xpath("//@src | //@srcset | //@data") == []
    # The only addresses in the styles lead to patterns of the page itself.
    addresses = re.findall(r"url\(([^)]*)\)", text)
    assert addresses
    assert all(address.startswith('"#p-') for address in addresses)
    [policy] = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy


def test_a_page_is_built_for_readers_that_do_not_see_it(made: Report) -> None:
    page = page_of(made.to_html())
    assert len(page.xpath("//h1")) == 1
    assert page.xpath("//html/@lang") == ["en-GB"]
    assert len(page.xpath("//main")) == len(page.xpath("//header")) == 1
    assert all(page.xpath(f"//*[@id='{at[1:]}']") for at in page.xpath("//a/@href") if at[0] == "#")
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    for table in page.xpath("//table"):
        assert len(table.xpath("./caption")) == 1
        assert all(head.get("scope") == "col" for head in table.xpath("./thead//th"))
        assert all(head.get("scope") == "row" for head in table.xpath("./tbody//th"))
    drawings = page.xpath("//main//svg[not(@aria-hidden) and not(ancestor::*[@aria-hidden])]")
    assert len(drawings) >= 10
    for drawing in drawings:
        assert drawing.get("role") == "img"
        named = drawing.get("aria-labelledby").split()
        assert [child.get("id") for child in drawing[:2]] == named
        assert all(child.text.strip() for child in drawing[:2])


def test_every_chart_stands_beside_the_table_of_its_figures(made: Report) -> None:
    page = page_of(made.to_html())
    figures = page.xpath("//figure")
    assert len(figures) >= 7
    assert all(len(figure.xpath(".//table")) == 1 for figure in figures)


def test_a_document_has_headings_header_rows_a_language_and_no_maker(made: Report) -> None:
    content = made.to_docx()
    document = docx.Document(io.BytesIO(content))
    properties = document.core_properties
    assert (properties.title, properties.language) == (made.title, "en-GB")
    assert properties.author == properties.last_modified_by == properties.comments == ""
    assert properties.created is None
    assert properties.modified is None
    for table in document.tables:
        first = table.rows[0]._tr
        assert first.trPr is not None
        assert first.trPr.find(f"{WORD}tblHeader") is not None
        caption = table._tbl.tblPr.find(f"{WORD}tblCaption")
        assert caption is not None
        assert caption.get(f"{WORD}val")
    levels = [str(part.style.name) for part in document.paragraphs if part.style]
    assert levels.count("Title") == 1
    assert levels.count("Heading 1") == len(made.sections)
    langs = {found.get(f"{WORD}val") for found in document.styles.element.iter(f"{WORD}lang")}
    assert langs == {"en-GB"}


def test_the_parts_of_a_document_have_one_date_and_are_well_formed(made: Report) -> None:
    with zipfile.ZipFile(io.BytesIO(made.to_docx())) as archive:
        names = archive.namelist()
        assert names[0] == "[Content_Types].xml"
        assert {part.date_time for part in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not [name for name in names if "thumbnail" in name]
        for name in names:
            if name.endswith((".xml", ".rels")):
                etree.fromstring(archive.read(name))


@pytest.mark.parametrize("form", ["html", "md"])
def test_states_are_told_by_words_and_not_by_marks_alone(made: Report, form: str) -> None:
    read = read_all(made)[form]
    cells = {cell for rows in read.tables.values() for row in rows for cell in row}
    assert {"engaged", "no evidence", "represented, in part", "shallow"} <= cells
