"""Names that try to be something else than names, in every place where a text can stand."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

import pytest
from lxml import etree
from tests.maps.browser.opened import Opened, table_of

from uegraph.maps.page import render
from uegraph.maps.scene import Frame, Group, Link, Mark, Scene, Story
from uegraph.network import Evidence

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser
    from tests.maps.browser.conftest import Show

pytestmark = pytest.mark.browser

HOSTILE: Final = {
    "script": "</script><script>window.ran = 1; alert('x')</script><!--",
    "comment": "<!--<script>",
    "image": '<img src=x onerror="window.ran = 1; alert(1)">',
    "quotes": "\"'`; window.ran = 1; alert(1) //",
    "right to left": "\u202eevil\u202c \u200f\u05e9\u05dc\u05d5\u05dd\u2066x",
    "long": "Long name " * 1000,
    "one word": "Unbroken" * 1250,
    "emoji": "🧑‍🤝‍🧑 Families 🏳️‍🌈",
    "template": "{{ 7 * 7 }} ${window.ran = 1} {% raw %} <%= 1 %>",
    "prototype": "__proto__",
    "lines": "one\u2028two\u2029three\r\nfour\u0085",
    "entities": "&lt;b&gt; &amp;amp; &#x3c;script&#x3e;",
    "blank": " ",
    "tilde": "a~b~c",
}
FACTS: Final = (("website", "javascript:window.ran=1"), ("website", "https://x.test/?a=1&b=\"'"))


def full_of(text: str, iri: str = "") -> Scene:
    """A scene in which every text is this one, also the end of each IRI unless another is given."""
    said = (Evidence(text, text, 1),)
    facts = ((text, text), *FACTS)

    def mark(number: int, kind: str, size: float = 12) -> Mark:
        return Mark(f"urn:{number}:{iri or text}", kind, text, x=number * 120, size=size,
                    short=text, acronym=text, names=(text,), type=text, sector=text,
                    places=(text, "P"),
                    themes=(text, "T"), state="no evidence", reason=text, rank=2, when=text,
                    first=738000, last=739000, facts=facts, evidence=said, group=0)  # fmt: skip

    marks = (mark(0, "organisation"), mark(1, "audience"), mark(2, "activity", size=0),
             Mark("urn:other", "theme", "Plain", x=400, type="plain", sector="plain"))  # fmt: skip
    more: dict[str, Any] = {
        "level": text,
        "status": text,
        "when": text,
        "facts": facts,
        "evidence": said,
    }
    links = (Link(0, 1, "relation", text, **more), Link(0, 2, "participation", text, **more),
             Link(1, 2, "participation", text, **more), Link(0, 3, "gap", text))  # fmt: skip
    groups = (Group(60, 0, 200, name=text, heads=(0, 1), size=2),
              Group(400, 0, 0, wide=60, high=60, name=text, heads=(3,), size=1))  # fmt: skip
    frames = (Frame("text", 0, 200, text=text), Frame("box", -80, -80, 300, 80, text=text))
    return Scene(view="collaboration", title=text, telling=(text, text), marks=marks, links=links,
                 groups=groups, frames=frames, stories=(Story(text, iri or text), Story(text)),
                 reading=(text,), remarks=(text,), receipt=((text, text),))  # fmt: skip


def go_everywhere(opened: Opened) -> None:
    """Opens all that shows a text."""
    page = opened.page
    opened.run("uegraph.details.openLink('0')")
    opened.run("uegraph.details.openLink('0-1')")
    opened.run("uegraph.details.open(0)")
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    page.wait_for_selector("#links-table table")
    page.evaluate("document.getElementById('find').value = ''")
    page.focus("#find")
    page.keyboard.press("ArrowDown")
    opened.run("uegraph.point.openGroup(0)")
    opened.run("uegraph.story.go(0)")
    opened.run("uegraph.story.go(1)")
    page.evaluate("document.getElementById('link').click()")
    opened.run("(text) => uegraph.view.set({ theme: text, focus: 1, link: null })", "T")


def visible(text: str) -> str:
    return "".join(letter for letter in text if letter not in "\u202e\u202c\u2066")


@pytest.mark.parametrize(
    ("text", "width"),
    [
        *(pytest.param(text, 320, id=name) for name, text in HOSTILE.items()),
        *(pytest.param(HOSTILE[name], 1400, id=f"{name}, wide") for name in ("long", "one word")),
    ],
)
def test_a_hostile_text_is_shown_as_text_and_does_nothing(
    show: Show, text: str, width: int
) -> None:
    opened = show(full_of(text), width=width, height=800)
    page = opened.page
    go_everywhere(opened)
    assert page.text_content("#details-name") == visible(text)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.locator("img, iframe, object, form[action], main b").count() == 0
    links = page.eval_on_selector_all("#details a", "all => all.map((one) => one.protocol)")
    assert set(links) == {"https:"}
    assert opened.run("window.ran ?? null") is None
    assert opened.run("({}).evil ?? null") is None
    assert_files(opened, text)
    opened.clean()


def assert_files(opened: Opened, text: str) -> None:
    """The text is one in every file that is saved, too."""
    opened.run("uegraph.story.show('')")
    root = etree.fromstring(opened.run("uegraph.picture.svg()"))
    assert not [one for one in root.iter() if str(one.tag).endswith("script")]
    rows = table_of(opened.run("uegraph.tables.marksCsv()"))
    assert {row["Name"].removeprefix("'") for row in rows} == {visible(text), "Plain"}
    assert len(table_of(opened.run("uegraph.tables.linksCsv()"))) == 2
    stories = json.loads(opened.run("JSON.stringify(uegraph.story.stories())"))
    assert stories[0] == {"sentence": visible(text), "view": text}


def test_no_order_of_direction_is_in_the_page(show: Show) -> None:
    opened = show(full_of(HOSTILE["right to left"]))
    go_everywhere(opened)
    assert not {"\u202e", "\u2066"} & set(opened.page.inner_text("body"))


@pytest.mark.parametrize("text", ["\ud800", "a\udfffb", "\x00", "\x1b[31m", "\ufeff\ufffe"])
def test_letters_that_are_none_neither_break_the_file_nor_the_page(
    browser: Browser, tmp_path: Path, text: str
) -> None:
    path = tmp_path / "map.html"
    path.write_bytes(render(full_of(text, "x")).encode())
    opened = Opened(browser.new_page())
    opened.page.goto(path.as_uri())
    opened.ready()
    go_everywhere(opened)
    etree.fromstring(opened.run("uegraph.picture.svg()"))
    opened.clean()
    opened.page.close()


@pytest.mark.parametrize(
    "name", ["משרד האוצר (MoF)", "وزارة الصحة (MoH)", "ܫܠܡܐ", "Café 🧑‍🤝‍🧑", "日本 統計局"]
)
def test_a_name_of_any_script_keeps_its_letters_and_its_direction(show: Show, name: str) -> None:
    opened = show(full_of(name))
    opened.run("uegraph.details.open(0)")
    assert opened.page.text_content("#details-name") == name
    rightward = not name.startswith(("Café", "日本"))
    assert opened.run("name => uegraph.direction(name)", name) == ("rtl" if rightward else "ltr")
    side = opened.page.eval_on_selector(
        "#details-name bdi",
        """one => {
          const range = document.createRange();
          range.setStart(one.firstChild, 0);
          range.setEnd(one.firstChild, 1);
          return range.getBoundingClientRect().left > one.getBoundingClientRect().left + 4;
        }""",
    )
    assert side == rightward
