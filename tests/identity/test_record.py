"""The file with decisions: written whole or not at all, nothing in it lost."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.identity.graphs import bodies, graph

from uegraph.errors import InvalidSourceError, ParameterError, ResourceError, UnknownNameError
from uegraph.identity import Record, decide, decided, records, standing, thing, undo
from uegraph.namespaces import ID

if TYPE_CHECKING:
    from pathlib import Path


def record(one: str, decision: str, other: str) -> Record:
    return Record(f"organisation/{one}", decision, f"organisation/{other}", "me", "2024-05-02")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "uegraph-decisions.csv"


def test_without_a_file_nothing_is_decided(path: Path) -> None:
    assert records(path) == []


def test_a_decision_is_a_row_the_newest_last(path: Path) -> None:
    decide(path, record("a", "same", "b"))
    decide(path, Record("organisation/c", "different", "organisation/d", "you, too", "2024", '"x"'))
    assert path.read_text(encoding="utf-8") == (
        "one,decision,other,decided_by,when,note\n"
        "organisation/a,same,organisation/b,me,2024-05-02,\n"
        'organisation/c,different,organisation/d,"you, too",2024,"""x"""\n'
    )
    assert [found.note for found in records(path)] == ["", '"x"']


def test_of_several_on_one_pair_the_newest_counts_and_the_others_are_kept(path: Path) -> None:
    for found in (record("a", "same", "b"), record("c", "same", "d"), record("b", "unsure", "a")):
        decide(path, found)
    assert len(records(path)) == 3
    assert [(r.one[-1], r.decision) for r in standing(records(path))] == [
        ("c", "same"),
        ("b", "unsure"),
    ]


def test_undo_takes_back_the_newest_and_leaves_the_one_before(path: Path) -> None:
    decide(path, record("a", "same", "b"))
    before = path.read_bytes()
    decide(path, record("b", "different", "a"))
    assert undo(path, "organisation/a", f"{ID}organisation/b").decision == "different"
    assert path.read_bytes() == before
    undo(path, "b", "a")
    assert records(path) == []
    with pytest.raises(ParameterError, match="no decision on organisation/a and organisation/b"):
        undo(path, "organisation/a", "organisation/b")


def test_what_contradicts_is_refused_and_nothing_is_written(path: Path) -> None:
    decide(path, record("a", "same", "b"))
    decide(path, record("b", "same", "c"))
    before = path.read_bytes()
    with pytest.raises(ParameterError, match="organisation/a same as organisation/b same as"):
        decide(path, record("a", "different", "c"))
    with pytest.raises(ParameterError, match="the same thing twice"):
        decide(path, record("a", "same", "a"))
    with pytest.raises(ParameterError, match="of two kinds"):
        decide(path, Record("organisation/a", "same", "theme/a"))
    assert path.read_bytes() == before


def test_an_undo_that_brings_back_a_contradiction_is_refused(path: Path) -> None:
    for found in (
        record("a", "different", "c"),
        record("a", "unsure", "c"),
        record("a", "same", "b"),
        record("b", "same", "c"),
    ):
        decide(path, found)
    with pytest.raises(ParameterError, match="Undo one of these first"):
        undo(path, "organisation/a", "organisation/c")
    assert len(records(path)) == 4


def test_a_file_that_is_something_else_is_left_as_it_is(path: Path) -> None:
    for text in (
        "name,code\na,b\n",
        "one,decision,other\na,same\n",
        "one,decision,other\na,sane,b\n",
        "PK\x03\x04",
    ):
        path.write_text(text, encoding="utf-8")
        with pytest.raises(InvalidSourceError):
            decide(path, record("a", "same", "b"))
        assert path.read_text(encoding="utf-8") == text
    with pytest.raises((InvalidSourceError, ResourceError)):
        decide(path.parent, record("a", "same", "b"))


def test_a_file_of_a_spreadsheet_is_read(path: Path) -> None:
    path.write_bytes(
        "\ufeffOne;Decision;Other;Decided by;When;Note\r\n"
        "organisation/a;same;organisation/b;me;;\r\n".encode()
    )
    decide(path, record("c", "same", "d"))
    assert [found.one for found in records(path)] == ["organisation/a", "organisation/c"]


@settings(deadline=None)
@given(st.lists(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Zs"]), max_size=9)))
def test_any_note_is_kept(tmp_path_factory: pytest.TempPathFactory, notes: list[str]) -> None:
    path = tmp_path_factory.mktemp("notes") / "d.csv"
    for at, note in enumerate(notes):
        decide(path, Record(f"theme/{at}", "different", f"theme/x{at}", "me", "2024", note))
    assert [found.note for found in records(path)] == [note.strip() for note in notes]


PROGRAM = """
import sys
from pathlib import Path
from uegraph.identity import Record, decide
print("ready", flush=True)
for at in range(10_000):
    decide(Path(sys.argv[1]), Record(f"theme/{at}", "different", f"theme/x{at}", "me", "2024", ""))
"""


@pytest.mark.parametrize("wait", [0.02, 0.11, 0.23])
def test_whoever_is_killed_leaves_the_old_file_or_the_new(path: Path, wait: float) -> None:
    done = subprocess.Popen([sys.executable, "-c", PROGRAM, str(path)], stdout=subprocess.PIPE)
    assert done.stdout is not None
    done.stdout.readline()
    while not path.exists():
        time.sleep(0.001)
    time.sleep(wait)
    done.send_signal(signal.SIGKILL)
    done.wait()
    done.stdout.close()
    found = records(path)
    assert [r.one for r in found] == [f"theme/{at}" for at in range(len(found))]
    assert found
    assert path.read_bytes().endswith(b"\n")


MANY = """
import sys
from pathlib import Path
from uegraph.identity import Record, decide
for at in range(25):
    decide(Path(sys.argv[1]), Record(f"theme/{sys.argv[2]}-{at}", "unsure", "theme/x", "me"))
"""


def test_of_those_who_decide_at_once_nobody_loses_a_row(path: Path) -> None:
    running = [subprocess.Popen([sys.executable, "-c", MANY, str(path), who]) for who in "abc"]
    assert [process.wait() for process in running] == [0, 0, 0]
    taken = [record.one for record in records(path)]
    assert sorted(taken) == sorted(f"theme/{who}-{at}" for who in "abc" for at in range(25))
    assert list(path.parent.iterdir()) == [path]


def test_a_link_in_the_place_of_the_lock_leads_nowhere(path: Path) -> None:
    other = path.parent / "letter.txt"
    other.write_bytes(b"mine")
    (path.parent / f".{path.name}.lock").symlink_to(other)
    with pytest.raises(ResourceError, match="could not be written"):
        decide(path, record("a", "same", "b"))
    assert other.read_bytes() == b"mine"


def test_a_folder_that_is_not_there_is_said_so(path: Path) -> None:
    with pytest.raises(ResourceError, match="could not be written: No such file"):
        decide(path / "nowhere" / "d.csv", record("a", "same", "b"))


def test_a_thing_is_named_by_its_id_or_any_name() -> None:
    store = graph(
        {"organisation/ons": ["Office for National Statistics", "The Office"], "theme/a": ["Age"]},
        acronyms={"organisation/ons": "ONS"},
    )
    whole = f"{ID}organisation/ons"
    for text in ("organisation/ons", "ons", "ONS", "the office", whole):
        assert thing(store, text) == whole
    assert thing(store, "age") == f"{ID}theme/a"
    with pytest.raises(UnknownNameError, match="Nothing in the graph is called 'herring'"):
        thing(store, "herring")
    with pytest.raises(ParameterError, match="name of several things"):
        thing(graph(bodies("Tate", "Tate")), "Tate")


def test_decided_pairs_are_those_of_the_file_and_of_the_data_sets() -> None:
    store = graph(bodies("Alpha", "Beta", "Gamma"))
    compares = "<https://w3id.org/uegraph/ns#compares{}> <{}organisation/{}> <{}graph/{}> .\n"
    for source in ("mine", "decisions"):
        other = {"mine": 1, "decisions": 2}[source]
        for part, number in (("", 0), ("With", other)):
            line = f"<{ID}decision/{source}> " + compares.format(part, ID, number, ID, source)
            store.load_nquads(line)
    by_name = Record("Beta", "unsure", "organisation/2")
    found = decided(store, [by_name, Record("organisation/0", "same", "organisation/gone")])
    pairs = {frozenset(iri.rpartition("/")[2] for iri in pair) for pair in found}
    assert pairs == {frozenset("01"), frozenset("12"), frozenset(["0", "gone"])}
