"""N-Quads that are ready are loaded as they stand; what cannot be read leaves the old graph."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

import pytest

from uegraph import ingest, resources
from uegraph.errors import SourceError, StoreError
from uegraph.store import open_store

if TYPE_CHECKING:
    from pathlib import Path

LINE = "<https://x.example/a> <https://x.example/b> <https://x.example/c> <https://x.example/g> .\n"


def test_a_file_gives_what_its_tables_give(tmp_path: Path) -> None:
    shipped = list(resources.datasets().values())
    nquads = ingest.to_nquads(shipped)
    (tmp_path / "plain.nq").write_text(nquads, encoding="utf-8")
    (tmp_path / "packed.nq.gz").write_bytes(gzip.compress(nquads.encode()))
    expected = ingest.build(shipped, ":memory:").store.dump()
    for name in ("plain.nq", "packed.nq.gz"):
        assert ingest.build([tmp_path / name], ":memory:").store.dump() == expected


def test_it_stands_beside_tables(tmp_path: Path) -> None:
    (tmp_path / "more.nq").write_text(LINE)
    shipped = list(resources.datasets().values())
    built = ingest.build([*shipped, tmp_path / "more.nq"], ":memory:")
    assert built.graphs["https://x.example/g"] == 1
    assert built.triples == ingest.build(shipped, ":memory:").triples + 1


@pytest.mark.parametrize(
    ("name", "data", "error", "said"),
    [
        ("cut.nq.gz", gzip.compress(LINE.encode(), mtime=0)[:-9], SourceError, "not a whole .gz"),
        ("no.nq.gz", LINE.encode(), SourceError, "not a whole .gz"),
        ("broken.nq", b"<https://x.example/a> what\n", StoreError, "cannot be read|Parser|parse"),
    ],
    ids=["cut short", "not packed", "no N-Quads"],
)
def test_what_is_broken_leaves_the_old_graph(
    name: str, data: bytes, error: type[Exception], said: str, tmp_path: Path
) -> None:
    (tmp_path / "good.nq").write_text(LINE)
    ingest.build([tmp_path / "good.nq"], tmp_path / "graph").store.close()
    (tmp_path / name).write_bytes(data)
    with pytest.raises(error, match=said):
        ingest.build([tmp_path / name], tmp_path / "graph")
    with open_store(tmp_path / "graph") as store:
        assert store.graphs()["https://x.example/g"] == 1


def test_what_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"none\.nq cannot be read"):
        ingest.build([tmp_path / "none.nq"], ":memory:")


def test_there_are_no_cells_to_check(tmp_path: Path) -> None:
    (tmp_path / "x.nq").write_text(LINE)
    with pytest.raises(SourceError, match="no cells to check"):
        ingest.check([tmp_path / "x.nq"])
