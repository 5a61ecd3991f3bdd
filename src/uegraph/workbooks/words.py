"""The words of a workbook: its "Read me", its settings, and the help at each column."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from uegraph.namespaces import EDTF
from uegraph.workbooks.choices import Rows

if TYPE_CHECKING:
    from uegraph.shapes import Column
    from uegraph.workbooks.choices import Choice

TITLE: Final = "Engagement workbook"
READ_ME: Final = "Read me"
DATA_SET: Final = "Data set"
LISTS: Final = "Lists"
READ_ME_HEADINGS: Final = ("Part", "Topic", "In words", "Rows so far")
DATA_SET_HEADINGS: Final = ("Setting", "Value", "Help")
LISTS_HEADINGS: Final = ("List", "Value", "Meaning")
HOW: Final = "How to fill it in"
LONGEST_HINT: Final = 255  # what a spreadsheet shows beside a cell

ABOUT_DATA_SET: Final = "What the data set is called, and who keeps it. Fill it in once."
ABOUT_LISTS: Final = (
    "What each word of a drop-down means. To its right the names from your sheets are gathered "
    "for drop-downs that offer those of several sheets. Nothing is filled in there."
)
EXAMPLE_NOTE: Final = "This row shows how; it is not read. Delete it when you like."
EXAMPLE_ROW: Final = "The row with EXAMPLE here shows how a row looks; it is not read."
NOT_OFFERED: Final = (
    "This is not one of the values of the list. Choose one of them, or keep yours: the check "
    "will say whether it is understood."
)
NOT_WITHIN: Final = (
    "This number is not within the limits named beside the cell. Correct it, or keep it: the "
    "check will say what would be right."
)
ID_WITH_NAME: Final = (
    "A short name for the row in small letters, digits and hyphens, such as ons. May stay blank: "
    "then it is made from the name."
)
ID_WITHOUT_NAME: Final = (
    "A short name for the row in small letters, digits and hyphens. May stay blank: then it is "
    "made from the row."
)

TOPICS: Final = {
    "What this is": (
        "A place for whom you engaged, on what, when and how. Each sheet holds one kind of thing, "
        "one row each. uegraph reads it, names every mistake by its cell, and answers from it."
    ),
    "Where to start": (
        "With the sheets under “Start here”, in that order. Fill in the others when you have "
        "something for them; a sheet may stay empty."
    ),
    "Must be filled in": "Columns whose heading ends in * . All others may stay blank.",
    "Help": (
        "Choose a cell: what to write is shown beside it. The note at the heading says more, and "
        "the sheet “Lists” says what each word of a drop-down means."
    ),
    "Names, not ids": (
        "Where a row of another sheet is meant, write its name, acronym or id. The drop-down "
        "offers the names that are there already. The column Id may stay blank."
    ),
    "Several values": (
        "Part them by | as in: gather views|build relationships. The drop-down writes the first; "
        "type the others after it."
    ),
    "Dates": (
        "As well as you know them: 26 April 2024, Apr 2024, 2024; a span as 2022-10/2024-03. The "
        "cells are text, so that the spreadsheet does not turn Apr 2024 into 1 April."
    ),
    "Numbers": (
        "As you have them: 400, about 15, over 180, up to 50, 150-200. Leave a number that nobody "
        "knows blank."
    ),
    "Example rows": (
        "The row with EXAMPLE in the column Id shows how a row looks. It is not read. Delete it "
        "when you like; do not change it into a row of yours."
    ),
    "People": "Name bodies and groups, not private persons.",
    "Columns you do not need": (
        "Hide or delete them, but for those that end in * . Sheets that you do not need may be "
        "deleted too. Keep the names of sheets and headings."
    ),
    "Check it": (
        "Save the file and run: uegraph check FILE . Each problem is named by sheet and cell, with "
        "what would be right. Then run: uegraph build FILE"
    ),
}
ABOUT: Final = TOPICS["What this is"]

SETTINGS: Final = {
    "name": "A short name in small letters, digits and hyphens, such as housing-2024.",
    "title": "What the data set is called.",
    "publisher": "The body that keeps it.",
    "url": "Where it is published, if it is.",
    "licence": "The licence it is published under, as a web address.",
    "retrieved": "When its sources were read, such as 26 April 2024.",
    "base": "What the identifiers of its rows begin with; leave it blank if you do not know.",
    "dates": "The order of dates such as 3/4/2024: day first, or month first. Blank: day first.",
}


CSV_INTRODUCTION: Final = (
    "Each CSV file is a table, one row a thing. Fill in organisations, audiences, themes, "
    "activities and participations first; the others when you have something for them. "
    "`dataset.yml` says what the data set is called."
)
_IN_CSV: Final = {
    "Dates": (
        "As well as you know them: 26 April 2024, Apr 2024, 2024; a span as 2022-10/2024-03. A "
        "spreadsheet that opens a CSV file may change dates and codes and drop zeros in front: "
        "keep the data as a workbook if you work in one (uegraph template OUT.xlsx)."
    ),
    "Several values": "Part them by | as in: gather views|build relationships.",
    "Names, not ids": (
        "Where a row of another table is meant, write its name, acronym or id. The column Id may "
        "stay blank."
    ),
    "Check it": "Run: uegraph check FOLDER . Then run: uegraph build FOLDER",
}
_NOT_IN_CSV: Final = ("What this is", "Where to start", "Help", "Columns you do not need")
CSV_TOPICS: Final = {
    topic: _IN_CSV.get(topic, text) for topic, text in TOPICS.items() if topic not in _NOT_IN_CSV
}

NEXT_STEPS: Final = """\
# {title}

1. **Fill in** `{workbook}`: open it, read its first sheet, and start with the sheets under
   "Start here". `dataset.yml` says what the data set is called; change it as you like.

2. **Check** it as often as you wish. Every problem is named by sheet and cell, with what would be
   right:

   ```console
   $ uegraph check .
   ```

3. **Build** the graph once there is no error:

   ```console
   $ uegraph build . --store graph
   ```

4. **Ask** it: who was engaged, and whom has nobody engaged?

   ```console
   $ uegraph query --store graph
   $ uegraph coverage --store graph
   $ uegraph gaps --store graph
   ```

   Coverage and gaps speak of the rows of the sheet Scopes: fill in one for each question.

5. **Look** at it, in one file that works offline:

   ```console
   $ uegraph map map.html --store graph
   ```
"""


def hint(column: Column, offered: Choice | None) -> str:
    """What to write, short enough for the box beside a cell."""
    text = " ".join([column.description, *_ways(column, offered)]).strip()
    if len(text) <= LONGEST_HINT:
        return text
    cut = text[: LONGEST_HINT - 2]
    return f"{cut[: cut.rfind(' ')]} …"


def full_help(column: Column, offered: Choice | None, example: str, *, required: bool) -> str:
    """What to write, as the note at the heading says it, with an example."""
    must = "Must be filled in." if required else "May stay blank."
    lines = [column.description, *_ways(column, offered), must]
    if column.datatype == EDTF:
        lines.append("The cells are text, so that the date stays as you write it.")
    if example:
        lines.append(f"Example: {example}")
    return "\n".join(line for line in lines if line)


def _ways(column: Column, offered: Choice | None) -> list[str]:
    """How a value is given, after what it means."""
    ways = []
    if isinstance(offered, Rows):
        ways.append(f"Name a row of {offered.title[:1].lower()}{offered.title[1:]}.")
    elif column.scheme:
        ways.append("Choose from the list; the sheet Lists says what each word means.")
    if column.min_value is not None and column.max_value is not None:
        ways.append(f"A whole number from {column.min_value} to {column.max_value}.")
    if column.many and "|" not in column.description:
        ways.append("Several are parted by | .")
    return ways
