"""Files of N-Quads that never end, unpack without end, or are no files."""

from __future__ import annotations

import gzip
import os
import sys
from typing import TYPE_CHECKING

import pytest

from uegraph import ingest
from uegraph.errors import SourceError, StoreError
from uegraph.ingest.ready import pieces

if TYPE_CHECKING:
    from pathlib import Path

LINE = b'<http://e/s> <http://e/p> "o" <http://e/g> .\n'


def test_what_unpacks_to_far_more_than_a_graph_is_refused(tmp_path: Path) -> None:
    bomb = tmp_path / "bomb.nq.gz"
    with gzip.open(bomb, "wb") as file:
        for _ in range(100):
            file.write(b" " * (1 << 20))
    with pytest.raises(SourceError, match="far more"):
        for _ in pieces(bomb):
            pass


def test_what_repeats_itself_is_read(tmp_path: Path) -> None:
    packed = tmp_path / "like.nq.gz"
    packed.write_bytes(gzip.compress(LINE * 100_000))  # two hundred times smaller
    assert b"".join(pieces(packed)) == LINE * 100_000


@pytest.mark.skipif(
    sys.platform == "win32", reason="Windows has neither pipes nor devices as files"
)
def test_a_pipe_or_a_device_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.nq")
    (tmp_path / "zeros.nq").symlink_to("/dev/zero")
    for name in ("pipe.nq", "zeros.nq"):
        with pytest.raises(SourceError, match="not a file"):
            next(pieces(tmp_path / name))


# Formats whose readers fetch contexts, imports or entities; none of them is read under any name.
FETCHING = {
    "jsonld": '{"@context": "http://127.0.0.1:9/context", "@id": "http://e/s", "p": "o"}',
    "rdf": '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><rdf:RDF>&x;</rdf:RDF>',
    "ttl": "@prefix e: <http://e/> . e:s <http://www.w3.org/2002/07/owl#imports> <http://e/o> .",
    "html": '<script type="application/ld+json">{"@context": "http://127.0.0.1:9/"}</script>',
}


@pytest.mark.parametrize("kind", FETCHING)
def test_only_nquads_are_read_of_all_forms_of_rdf(kind: str, tmp_path: Path) -> None:
    named = tmp_path / f"data.{kind}"
    named.write_text(FETCHING[kind], encoding="utf-8")
    with pytest.raises(SourceError, match="is not a data set"):
        ingest.build([named], ":memory:")
    disguised = named.rename(tmp_path / "data.nq")
    with pytest.raises(StoreError, match="could not be loaded"):
        ingest.build([disguised], ":memory:")
