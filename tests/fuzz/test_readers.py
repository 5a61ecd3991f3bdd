"""A short run of the fuzzer: the same broken files every time."""

from __future__ import annotations

import pytest
from tests.fuzz import mutation
from tests.fuzz.readers import READ, REFUSED, attempt

SEEDS = range(300)


@pytest.mark.parametrize("make", [mutation.workbook, mutation.text])
def test_broken_files_are_read_or_refused(make: object) -> None:
    assert callable(make)
    how = [attempt(*make(seed)) for seed in SEEDS]
    # Both happen often; else the files are broken too little or too much to tell anything.
    assert how.count(READ) > 60
    assert how.count(REFUSED) > 60
