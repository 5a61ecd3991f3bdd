"""The same graph in rdflib, behind the same door: what is asked of it, rdflib answers."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING

from uegraph.store import Store
from uegraph.store.embedded import EmbeddedStore
from uegraph.store.rows import Rows

if TYPE_CHECKING:
    from uegraph.store.guard import Reading
    from uegraph.store.killable import Limits


class RdflibStore(EmbeddedStore):
    """A graph whose questions rdflib answers.

    Attributes:
        dataset: The graph in rdflib.
        asked: How many questions it was asked.
    """

    def __init__(self, store: Store) -> None:
        assert isinstance(store, EmbeddedStore)
        super().__init__(store._engine, "rdflib", read_only=True)
        self.dataset = store.to_rdflib()
        self.asked = 0

    _texts = Store._texts  # not the embedded graph's short cut, but by way of _select

    def _select(self, reading: Reading, limits: Limits, *, trusted: bool) -> Rows:
        assert trusted
        assert limits.rows is None
        self.asked += 1
        # rdflib 7.6 warns of its own use of ``Dataset.default_context`` in every query.
        with warnings.catch_warnings(action="ignore", category=DeprecationWarning):
            result = self.dataset.query(reading.text)
            # A grouped query over nothing leaves it with one binding of nothing.
            found = [binding for binding in result.bindings if binding]
        names = list(result.vars or ())
        terms = [[row.get(name) for name in names] for row in found]
        texts = tuple(tuple("" if one is None else one.n3() for one in row) for row in terms)
        return Rows(tuple(map(str, names)), texts)
