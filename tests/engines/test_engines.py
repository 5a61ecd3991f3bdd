"""The same graph and the same questions on every engine, against the table of what is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.engines import record
from tests.engines.asking import DATA, shipped
from tests.engines.commands import COMMANDS, compared, embedded
from tests.engines.page import PAGE
from tests.engines.servers import ENGINES, engine

from uegraph.backup.making import hashes
from uegraph.errors import QueryLimitError, StoreError
from uegraph.queries import questions
from uegraph.store import build
from uegraph.store.remote import RemoteStore

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = [
    pytest.mark.server,
    pytest.mark.filterwarnings("ignore"),  # rdflib's, of literals that cases hold on purpose
]
# Two of many: all are run by ``python -m tests.engines``.
SOME = (("coverage", "--json"), ("explain", "Deaf people", "--scope", "audiences", "--json"))
# Oxigraph's server is the embedded engine behind a door: the small cases would try it twice.
ASKED = {"oxigraph": ("shipped",), "virtuoso": DATA}


@pytest.mark.parametrize("name", ENGINES)
def test_every_question_is_answered_as_the_table_says(name: str, tmp_path: Path) -> None:
    with engine(name, tmp_path) as url:
        with RemoteStore(url, read_only=False) as remote:
            remote.replace_graphs(shipped())
            assert hashes(remote) == hashes(shipped())
        same = {command: compared(url, command) for command in SOME}
        answers = record.measured(url, ASKED[name])
    assert len(answers) == len(questions()) * len(ASKED[name]) >= 140 * len(ASKED[name])
    unlike = {key for key in record.surprises(name, answers) if key[0][1] in ASKED[name]}
    assert not unlike
    doubtful = {question for question, data in record.others(answers) if data == "shipped"}
    assert len(doubtful & record.unsteady(name)) <= 4, doubtful
    assert all(command in COMMANDS and embedded(command)[0] == 0 for command in SOME)
    assert all(same.values()), same


def test_most_questions_have_an_answer_to_be_held_to() -> None:
    assert not record.unsteady("oxigraph")
    assert 10 < len(record.unsteady("virtuoso")) < len(questions()) / 3


def test_each_line_of_the_table_is_about_something() -> None:
    for row in record.known():
        assert row.question in questions()
        assert row.data in DATA
        assert row.engine in ENGINES
        assert row.whose
        assert row.why
        assert f"| {row.question} | {row.data} | {row.engine} |" in PAGE.read_text(encoding="utf-8")


NUMBERS = b"".join(b'<http://e/s%d> <http://e/p> "%d" <http://e/g> .\n' % (n, n) for n in range(60))


def test_virtuoso_cutting_an_answer_is_found_out(tmp_path: Path) -> None:
    with engine("virtuoso", tmp_path, most=50) as url, build(url, NUMBERS) as store:
        assert store.graphs() == {"http://e/g": 60}
        with pytest.raises(QueryLimitError, match="ResultSetMaxRows"):
            store.select("SELECT * WHERE { ?s ?p ?o }")
        with pytest.raises(StoreError, match=r"of the 60 statements"):
            store.dump()
        assert len(store.select("SELECT * WHERE { ?s ?p ?o }", limit=10)) == 10
