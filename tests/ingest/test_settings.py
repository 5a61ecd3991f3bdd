"""dataset.yml: what is refused, with its line and the remedy."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.ingest.samples import SETTINGS, folder

from uegraph import ingest

if TYPE_CHECKING:
    from pathlib import Path

BROKEN = {
    "unknown key": (f"{SETTINGS}licnce: x\n", 3, "'licnce' is not a known key", "'licence'?"),
    "key twice": (f"{SETTINGS}title: B\n", 3, "'title' is given twice", "Keep one"),
    "no title": ("name: d\n", 0, "'title' is missing", "Add a line"),
    "empty title": ("name: d\ntitle: ''\n", 0, "'title' is missing", "Add a line"),
    "bad name": ("name: My Data\ntitle: D\n", 1, "is not a slug", "my-data-2024"),
    "kept name": ("name: trace\ntitle: D\n", 1, "keeps for itself", "another name"),
    "list for text": ("name: d\ntitle: [a, b]\n", 2, "'title' must be one text", "one line"),
    "bad url": (f"{SETTINGS}url: see shelf\n", 3, "is not a web address", "https://"),
    "bad base": (f"{SETTINGS}base: https://example.org/x\n", 3, "neither '/' nor '#'", "such as"),
    "bad date": (f"{SETTINGS}retrieved: last week\n", 3, "is not a date", "2024-04-26"),
    "unknown table": (f"{SETTINGS}assertions: {{min: {{organistions: 1}}}}\n", 3,
                      "not a known table", "'organisations'?"),
    "unknown bound": (f"{SETTINGS}assertions: {{least: {{themes: 1}}}}\n", 3,
                      "not a known bound", "min"),
    "no number": (f"{SETTINGS}assertions: {{min: {{themes: some}}}}\n", 3,
                  "is not a number of rows", "10"),
    "flat assertions": (f"{SETTINGS}assertions: none\n", 3, "must hold", "indented"),
    "alias": (f"{SETTINGS}publisher: &a x\nurl: *a\n", 0, "alias", "Write each value out"),
    "deep": (SETTINGS + "publisher: " + "[" * 5_000, 0, "nests too deeply", "Write each value"),
    "tag": (f"{SETTINGS}publisher: !!python/object/apply:os.getcwd []\n", 3, "one text", "line"),
    "not YAML": ("name: d\n\ttitle: D\n", 2, "is not valid YAML", "name: my-data"),
    "not a mapping": ("- name\n- title\n", 1, "does not hold", "name and title"),
    "empty": ("", 0, "does not hold", "name and title"),
    "control character": ('name: d\ntitle: "a\\ud800b"\n', 2, "control character", "Delete"),
    "too large": (f"{SETTINGS}# {'x' * 300_000}\n", 0, "larger than 256 KB", ""),
}  # fmt: skip


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_file_is_one_problem_with_its_line(case: str, tmp_path: Path) -> None:
    settings, row, message, remedy = BROKEN[case]
    found = ingest.check([folder(tmp_path / "d", settings)])
    assert len(found) == 1, [str(problem) for problem in found]
    assert (found[0].file, found[0].row) == ("dataset.yml", row)
    assert message in found[0].message
    assert remedy in found[0].remedy


def test_binary_settings_are_one_problem(tmp_path: Path) -> None:
    place = folder(tmp_path / "d")
    (place / "dataset.yml").write_bytes(b"PK\x03\x04\x00")
    (found,) = ingest.check([place])
    assert (found.file, found.rule) == ("dataset.yml", "dataset:encoding")


def test_values_are_the_text_that_was_written(tmp_path: Path) -> None:
    settings = "name: no\ntitle: 2024\nretrieved: 2024-05-01\npublisher: 0x10\n"
    written = ingest.to_nquads([folder(tmp_path / "d", settings)])
    for text in ("dataset/no>", '"2024"', '"0x10"', '"2024-05-01"'):
        assert text in written
