"""A mapping is read strictly: each line that is wrong is named, with what would be right."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.imports.samples import HEAD, MAPPING, ROWS

from uegraph.imports.nodes import InvalidMappingError
from uegraph.imports.patterns import MAX_TEXT, PatternError, read_pattern, read_words
from uegraph.imports.reading import read_mapping
from uegraph.imports.texts import TextError, fill, read_text


def faults(text: str) -> list[tuple[int, str, str]]:
    """What is wrong with a mapping: line, message, remedy."""
    with pytest.raises(InvalidMappingError) as raised:
        read_mapping(text.encode(), "m.yml")
    assert all(problem.file == "m.yml" for problem in raised.value.problems)
    assert all(problem.severity == "error" for problem in raised.value.problems)
    return [(p.row, p.message, p.remedy) for p in raised.value.problems]


def test_a_mapping_is_read() -> None:
    mapping = read_mapping(MAPPING.encode(), "m.yml")
    assert [entry.name for entry in mapping.entries] == ["event", "reach", "body", "took part"]
    assert [entry.table.name for entry in mapping.entries] == [
        "activities", "reaches", "organisations", "participations",
    ]  # fmt: skip
    assert [entry.optional for entry in mapping.entries] == [False, True, True, True]
    assert mapping.day_first is None
    assert set(mapping.headings) == {"What", "Date", "Held?", "Where", "Came", "Who"}


# What is changed in the mapping; the text of the line that is to be named; message and remedy.
BROKEN = {
    "an unknown key": ("name: ferry", "nmae: ferry", "nmae", "'nmae' is not a known key",
                       "Did you mean 'name'?"),
    "an unknown column": ("    when: Date", "    wen: Date", "wen:",
                          "'wen' is not a known column of activities", "Did you mean 'when'?"),
    "an unknown table": ("table: reaches", "table: reach", "table: reach",
                         "'reach' is not a table that a row can become", "Tables are:"),
    "an unknown step": ("{constant: event}", "{konstant: event}", "konstant",
                        "'konstant' is not a known step", "Did you mean 'constant'?"),
    "no origin": ("{constant: event}", "{default: event}", "default",
                  "'type' says nowhere where its values come from", "column, text, constant"),
    "two origins": ("{constant: event}", "{constant: event, column: What}", "constant: event,",
                    "'type' says twice where its values come from", "Write one of"),
    "a key twice": ("title: The ferry", "title: The ferry\ntitle: Ferry", "title: Ferry",
                    "'title' is given twice", "Keep one."),
    "a name that is no slug": ("name: ferry", "name: The Ferry", "The Ferry",
                               "'The Ferry' is not a slug", "my-data"),
    "no address": ("url: https://harbour.example/", "url: harbour", "url: harbour",
                   "'harbour' is not a web address", "Write the whole address"),
    "a licence that is none": ("licence: https://harbour.example/licence", "licence: free",
                               "licence: free", "'free' is not a web address",
                               "Write the whole address"),
    "a reference to what comes later": ("of: {row: event}", "of: {row: body}", "of: {row: body}",
                                        "'body' is not the name of rows made before 'reach'",
                                        "Known here: event"),
    "a reference that does not fit": ("party: {row: body}", "party: {row: event}", "party: {row",
                                      "party cannot name a row of activities",
                                      "It takes organisations"),
    "what is needed is missing": ("    type: {constant: event}\n", "", "table: activities",
                                  "'event' does not say what type is, which is needed",
                                  "Add a line `type: …`"),
    "no number": ("    amount: Came\n", "", "table: reaches",
                  "'reach' does not say what value is, which is needed", "`amount: …`"),
    "a choice that is none": ("optional: yes\n    of", "optional: perhaps\n    of", "perhaps",
                              "'perhaps' is not a choice of 'optional'", "Write no or yes."),
    "a broken pattern": ("when: Date", "when: {column: Date, pattern: '('}", "pattern: '('",
                         "the pattern cannot be read: unclosed group", "Write such as"),
    "a broken text": ("when: Date", "when: {text: '{Date'}", "text: '{Date'",
                      "has a brace without a heading", "{Place}"),
    "a list for a text": ("title: The ferry", "title: [a, b]", "title: [a, b]",
                          "'title' must be one text", "Write it on one line."),
    "two reasons for several rows": (
        "    role: {constant: attendee}", "    role: {column: Who, split: [a]}", "split: [a]",
        "party and role may both have several values", "Let one of them"),
    "evidence is ours": ("    when: Date", "    evidence: Date", "evidence: Date",
                         "'evidence' is not a known column of activities", ""),
    "a row in passages": ("table: reaches", "table: passages", "table: passages",
                          "'passages' is not a table that a row can become", "Tables are:"),
    "no YAML": ("name: ferry", "name: [", "url:", "is not valid YAML", "Mend the line; put"),
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_each_line_that_is_wrong_is_named(name: str) -> None:
    before, after, marker, message, remedy = BROKEN[name]
    assert before in MAPPING
    broken = MAPPING.replace(before, after, 1)
    line = broken[: broken.index(marker)].count("\n") + 1
    found = [(at, said, better) for at, said, better in faults(broken) if message in said]
    assert [at for at, _, _ in found] == [line], found
    assert remedy in found[0][2]


def test_a_tag_builds_nothing() -> None:
    mapping = read_mapping(
        MAPPING.replace("when: Date", "when: !!python/object/apply:os.getcwd [Date]").encode(), "m"
    )
    rules = {filled.column.header: filled.rule for filled in mapping.entries[0].columns}
    assert rules["when"].headings == ("Date",)


def test_a_mapping_without_rows_or_settings_says_what_is_missing() -> None:
    assert [said for _, said, _ in faults("name: ferry\n")] == [
        "'licence' is missing", "'rows' is missing", "'title' is missing", "'url' is missing",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "data", [b"", b"[]", b"a", b"\xff\xfe", b"a: \x00", b"- " * 20, b"a" * 300_000, b"{" * 5000]
)
def test_what_is_no_mapping_is_refused_in_one_sentence(data: bytes) -> None:
    with pytest.raises(InvalidMappingError) as raised:
        read_mapping(data, "m.yml")
    assert raised.value.problems
    assert str(raised.value).endswith("Correct the lines named.")


def test_deep_nesting_and_laughing_aliases_are_refused_before_anything_is_built() -> None:
    assert faults("a: " + "[" * 2000 + "]" * 2000)
    laughs = "a: &a [x]\n" + "".join(f"b{n}: &b{n} [*a, *a]\n" for n in range(50))
    assert "alias" in faults(laughs)[0][1]


@settings(deadline=None)  # a busy machine is no fault
@given(st.text(max_size=200))
def test_any_text_is_read_or_refused(text: str) -> None:
    for content in (text, HEAD + text, MAPPING.replace("What", text), MAPPING + text):
        try:
            read_mapping(content.encode("utf-8", errors="replace"), "m.yml")
        except InvalidMappingError as error:
            assert error.problems  # noqa: PT017 - most texts are refused, some are not


def test_patterns_take_linear_time_whatever_they_say() -> None:
    evil = read_pattern(r"((a+)+)+$")
    assert evil.find("a" * 9_000 + "!") is None
    assert evil.group == 1
    assert read_pattern(r"\d+").find("in 2026") == "2026"
    assert read_pattern(r"in (\d+)").find("in 2026") == "2026"
    for text in ("(", "a{1000}{1000}{1000}", r"(?=x)", r"(a)\1", "x" * 301):
        with pytest.raises(PatternError, match=r"Write such as|Shorten it"):
            read_pattern(text)


def test_a_value_too_long_for_patterns_keeps_all_of_its_text() -> None:
    long = "y" + "x" * MAX_TEXT
    assert read_pattern("y").remove(long) == long
    assert read_pattern("y").remove(long[:-1]) == long[1:-1]
    assert not read_words(["end"]).stand_in("x " * MAX_TEXT + "end")


@pytest.mark.parametrize(
    ("step", "message"),
    [
        ("remove: [" + "x, " * 21 + "]", "'remove' has more than 20 patterns"),
        ("keep: [" + "x, " * 1_001 + "]", "there are more than 1,000 words"),
        ("containing: {a: [" + "x, " * 1_001 + "]}", "there are more than 1,000 words"),
    ],
)
def test_what_would_keep_the_program_busy_is_refused(step: str, message: str) -> None:
    rule = f"{{column: What, {step}}}"
    found = faults(MAPPING.replace("name: What", f"name: {rule}"))
    assert [said for _, said, _ in found] == [message]


@given(st.lists(st.text(min_size=1, max_size=8), min_size=1, max_size=5), st.text(max_size=30))
def test_words_are_looked_for_to_the_letter(words: list[str], value: str) -> None:
    found = read_words(words).stand_in(value)
    if found:
        assert any(word.strip().casefold().removesuffix("*") in value.casefold() for word in words)


def test_texts_with_headings() -> None:
    row = {"Place": "Cardiff", "URL": "", "Day": "1 May"}
    fills = {
        "Held in {Place}[; see {URL}]": "Held in Cardiff",
        "[{URL}: ]{Day}[ in {Place}]": "1 May in Cardiff",
        "Page {URL}": "",
        "plain": "plain",
    }
    for text, expected in fills.items():
        assert fill(read_text(text), row.__getitem__) == expected
    for text in ("{", "}", "[", "]", "{}", "[[a]]", "{a{b}}", "[{a]}"):
        with pytest.raises(TextError):
            read_text(text)


def test_headings_of_columns_compare_as_headings_do() -> None:
    changed = ROWS.replace("    place: Where", "    PLACE: Where\n    Feedback Published: Where")
    mapping = read_mapping((HEAD + changed).encode(), "m.yml")
    headers = [filled.column.header for filled in mapping.entries[0].columns]
    assert "place" in headers
    assert "feedback_published" in headers
