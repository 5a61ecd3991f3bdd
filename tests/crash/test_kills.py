"""A few kills of each sort; `python -m tests.crash.kills --times 300` makes many."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.crash.kills import ENDED, kill

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.skipif("sys.platform == 'win32'", reason="no process groups to be killed")
def test_what_is_killed_leaves_the_old_state_or_the_new(tmp_path: Path) -> None:
    found = kill(15, 2026, tmp_path, names=("build", "import", "decision", "map"))
    assert sum(count for (*_, left), count in found.items() if left != ENDED) == 15
    assert {name for name, *_ in found} == {"build", "import", "decision", "map"}
    assert {moment for _, moment, _ in found} >= {"anywhere", "all written", "swapped"}
