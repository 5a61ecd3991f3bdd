"""Bad input: one clear message with place and remedy, exit 1 or 3, and the old graph untouched."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from uegraph.cli.answers import print_rows

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "data" / "gss-2024"


def uegraph(*arguments: str | Path, stdin: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "uegraph", *map(str, arguments)],
        input=stdin,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    store = tmp_path_factory.mktemp("store") / "graph"
    done = uegraph("build", DATA, "--store", store)
    assert done.returncode == 0, done.stderr
    return store


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return Path(shutil.copytree(DATA, tmp_path / "mine"))


def edit(name: str, old: str, new: str) -> Callable[[Path], object]:
    """A change of one table that must really change it."""

    def change(folder: Path) -> None:
        text = (folder / name).read_text(encoding="utf-8")
        assert old in text
        (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")

    return change


def cycle(folder: Path) -> None:
    (folder / "places.csv").write_text(
        "id,name,broader,evidence\na,A,b,mentoring-1\nb,B,a,mentoring-1\n"
        "greater-manchester,Greater Manchester,a,mentoring-1\n",
        encoding="utf-8",
    )


MISTAKES: dict[str, tuple[Callable[[Path], object], int, list[str]]] = {
    "a missing column": (
        edit("themes.csv", "id,name,", "id,title,"),
        1,
        ["themes.csv", "row 1", "name", "title"],
    ),
    "an unknown audience": (
        edit("participations.csv", ",expert-users,", ",expert-usrs,"),
        1,
        ["participations.csv", "row ", "party", "expert-usrs", "expert-users"],
    ),
    "a cycle": (cycle, 1, ["places.csv", "row 2", "broader", "a", "b"]),
    "a bad date": (
        edit("activities.csv", ",2022-10,", ",2022-31,"),
        1,
        ["activities.csv", "row ", "when", "2022-31", "2024-04-26"],
    ),
    "a binary file": (
        lambda folder: (folder / "goals.csv").write_bytes(b"PK\x03\x04\x00\x01\x02" * 40),
        1,
        ["goals.csv", "CSV"],
    ),
    "an empty file": (
        lambda folder: (folder / "goals.csv").write_bytes(b""),
        1,
        ["goals.csv", "empty"],
    ),
    "no settings": (lambda folder: (folder / "dataset.yml").unlink(), 3, ["dataset.yml"]),
    "no folder": (shutil.rmtree, 3, ["mine"]),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_named_and_nothing_is_loaded(mistake: str, data: Path, built: Path) -> None:
    make, code, words = MISTAKES[mistake]
    before = uegraph("query", "evidence/graphs", "--store", built, "-f", "csv").stdout
    make(data)
    for done in (uegraph("check", data), uegraph("build", data, "--store", built)):
        said = done.stdout + done.stderr
        assert done.returncode == code, said
        assert "Traceback" not in said
        # A file's problems stand below its name, up to the next blank line.
        parts = [" ".join(part.split()) for part in said.split("\n\n")]
        named = [part for part in parts if all(word in part for word in words)]
        assert named, said
    assert uegraph("query", "evidence/graphs", "--store", built, "-f", "csv").stdout == before


def test_a_file_that_is_no_query_is_refused(built: Path, tmp_path: Path) -> None:
    (tmp_path / "q.rq").write_bytes(b"\xff\xfe\x00SELECT")
    for text in ("SELECT nothing", "", "DROP ALL", "SELECT * { SERVICE <http://x/> { ?s ?p ?o } }"):
        done = uegraph("sparql", "-", "--store", built, stdin=text)
        assert done.returncode == 3
        assert "Traceback" not in done.stderr
        assert done.stderr.startswith("Error: ")
    done = uegraph("sparql", tmp_path / "q.rq", "--store", built)
    assert done.returncode == 3
    assert "UTF-8" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "code", "word"),
    [
        (["query", "stakeholders/membrs"], 2, "stakeholders/members"),
        (["query", "stakeholders/members", "-p", "grup=gss"], 2, "group"),
        (["query", "stakeholders/members", "-p", "group"], 2, "NAME=VALUE"),
        (["query", "stakeholders/members", "-p", "group=gsss"], 2, "gss"),
        (["coverage", "--scope", "audience"], 2, "audiences"),
        (["gaps", "-w", "equalty=2"], 2, "equality"),
        (["gaps", "-w", "state=much"], 2, "TERM=NUMBER"),
        (["coverage", "--as-of", "yesterday"], 2, "yesterday"),
        (["map", "no/such/folder/map.html"], 3, "no/such/folder"),
        (["gaps", "--store", "no-such-folder"], 3, "uegraph build"),
        (["gaps", "--store", "http://127.0.0.1:9"], 3, "127.0.0.1:9"),
    ],
)
def test_wrong_names_are_answered_with_the_right_ones(
    arguments: list[str], code: int, word: str, built: Path
) -> None:
    where = [] if "--store" in arguments else ["--store", str(built)]
    done = uegraph(*arguments, *where)
    assert done.returncode == code, done.stderr
    assert word in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(
    sys.platform != "linux", reason="/dev/full is Linux's device that is always full"
)
def test_a_full_disk_is_one_line(built: Path) -> None:
    for arguments in (["query"], ["gaps", "-f", "json", "--store", str(built)]):
        with Path("/dev/full").open("w", encoding="utf-8") as full:
            done = subprocess.run(
                [sys.executable, "-m", "uegraph", *arguments],
                stdout=full,
                stderr=subprocess.PIPE,
                text=True,
                check=False,
            )
        assert done.returncode == 3
        assert "could not be written" in done.stderr
        assert "Traceback" not in done.stderr


def test_no_answer_is_needed_where_nobody_listens(built: Path, tmp_path: Path) -> None:
    rows = f"--store {built} --decisions {tmp_path / 'd.csv'} --by me"
    command = f"{sys.executable} -m uegraph unsure audience/experts audience/communities {rows} >&-"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr
    assert done.returncode == 0, done.stderr


def test_a_reader_who_stops_early_is_no_error(built: Path) -> None:
    done = subprocess.run(
        ["bash", "-c", f"{sys.executable} -m uegraph map - --store {built} | head -c 20"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.startswith("<!DOCTYPE html>")
    assert "Traceback" not in done.stderr


HOSTILE = [
    "=HYPERLINK(1)", "@SUM(A1)", "<img src=x onerror=alert(1)>", "[a](javascript:b)", "a|b",
    "\x1b[31mred", "\u202egnp.exe", "line\nbreak", "emoji \U0001f600", "אב",
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_does_no_harm_in_any_form(
    text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [{"name": text}]
    print_rows(rows, ["name"], "json")
    assert json.loads(capsys.readouterr().out) == rows
    print_rows(rows, ["name"], "csv")
    cell = list(csv.reader(io.StringIO(capsys.readouterr().out, newline="")))[1][0]
    assert cell.removeprefix("'") == text
    assert cell[0] not in "=+-@"
    for form in ("table", "md"):
        print_rows(rows, ["name"], form)
        shown = capsys.readouterr().out
        assert not {"\x1b", "\u202e"} & set(shown)
        assert len(shown.splitlines()) == 3
        if form == "md":
            assert not re.search(r"(?<!\\)[<\[]", shown)


def test_a_table_has_names_and_the_other_forms_have_ids(
    capsys: pytest.CaptureFixture[str],
) -> None:
    rows = [{"name": "Office for National Statistics", "name_id": "organisation/ons"}]
    for form in ("table", "csv", "json", "md"):
        print_rows(rows, ["name", "name_id"], form)
        assert ("organisation/ons" in capsys.readouterr().out) is (form != "table")
    print_rows(rows, ["name_id"], "table")
    assert "organisation/ons" in capsys.readouterr().out


@pytest.mark.parametrize("command", ["coverage", "gaps"])
def test_a_graph_without_a_scope_is_told_what_it_lacks(command: str, tmp_path: Path) -> None:
    (tmp_path / "dataset.yml").write_text("name: own\ntitle: Own\n")
    (tmp_path / "audiences.csv").write_text("name\nTenants\n")
    assert uegraph("build", tmp_path, "--store", tmp_path / "graph").returncode == 0
    done = uegraph(command, "--store", tmp_path / "graph", "--json")
    assert (done.returncode, json.loads(done.stdout)) == (0, [])
    assert "add a row to the table 'scopes'" in done.stderr


def test_the_name_of_a_file_cannot_steer_the_terminal(tmp_path: Path) -> None:
    done = uegraph("check", tmp_path / "red\x1b[31m\u202ename")
    assert done.returncode == 3
    assert "\x1b" not in done.stderr
    assert "\u202e" not in done.stderr
    assert "does not exist" in done.stderr
