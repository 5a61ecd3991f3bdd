"""How long each engine takes for the same large graph: to load it, and to answer."""

from __future__ import annotations

import contextlib
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tests.engines.servers import engine

from uegraph import ingest
from uegraph.errors import UegraphError
from uegraph.queries import questions
from uegraph.store import open_store

if TYPE_CHECKING:
    from collections.abc import Iterator

_ASKED: Final = (
    "coverage/audiences-by-theme",
    "coverage/last-engagement",
    "coverage/engagements",
    "network/shared-activities",
    "engagement/timeline",
)
_TIMEOUT: Final = 300.0


def measure(source: Path) -> None:
    """Print a line of a table for each engine: seconds of wall time."""
    print("\t".join(["engine", "build", *_ASKED, "columns"]))  # noqa: T201
    for name in ("embedded", "oxigraph", "virtuoso"):
        with tempfile.TemporaryDirectory() as folder, _place(name, Path(folder)) as place:
            start = time.monotonic()
            ingest.build([source], place).store.close()
            times = [time.monotonic() - start, *_asking(place)]
        print("\t".join([name, *(f"{seconds:.1f}" for seconds in times)]), flush=True)  # noqa: T201


@contextlib.contextmanager
def _place(name: str, folder: Path) -> Iterator[str]:
    if name == "embedded":
        yield str(folder / "graph")
        return
    with engine(name, folder, buffers=170_000) as url:
        yield url


def _asking(place: str) -> Iterator[float]:
    """The seconds of each question, then of the two that coverage reads as columns."""
    with open_store(place) as store:
        for name in _ASKED:
            start = time.monotonic()
            try:
                store.select(questions()[name].text, timeout=_TIMEOUT, trusted=True)
            except UegraphError as error:
                print(f"{name}: {error}"[:300])  # noqa: T201
                yield float("nan")
                continue
            yield time.monotonic() - start
        start = time.monotonic()
        store.texts(*(questions()[f"coverage/{name}"].text for name in ("links", "engagements")))
        yield time.monotonic() - start
