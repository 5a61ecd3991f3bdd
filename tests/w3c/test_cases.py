"""The W3C's cases, group by group, against the tables that say how each ends."""

from __future__ import annotations

import pytest
from tests.w3c import manifests, record
from tests.w3c.manifests import W3C

pytestmark = [
    pytest.mark.skipif(not W3C.is_dir(), reason=f"The suites are not beside the checkout: {W3C}"),
    # rdflib warns of every ill-typed literal, and the suites hold many on purpose.
    pytest.mark.filterwarnings("ignore"),
]
EVERY = (*record.groups(), *manifests.NOT_OFFERED)
FAILING = {row.case.rpartition("/")[0] for row in record.known() if row.whose == "Oxigraph"}
PAIRS = [
    (group, by)
    for group in record.groups()
    for by in record.runners(group)
    # rdflib only tells whose a failure of ours is; one update takes it ten seconds to read.
    if by != "rdflib" or group in FAILING
]


def test_no_group_of_the_suites_is_left_out() -> None:
    found = {path.parent.relative_to(manifests.SPARQL) for path in W3C.glob("sparql11/*/*")}
    suites = {str(folder) for folder in found} - {"."}
    suites |= {
        path.parent.relative_to(W3C / "shacl").as_posix()
        for path in W3C.glob("shacl/*/*/manifest.ttl")
    }
    assert suites == set(EVERY)


def test_the_groups_have_as_many_cases_as_the_table_says() -> None:
    found = {group: record.counted(group) for group in EVERY}
    assert found == record.sizes()
    assert sum(found[group] for group in record.groups()) > 600


@pytest.mark.parametrize(("group", "by"), PAIRS)
def test_each_case_ends_as_the_table_says(group: str, by: str) -> None:
    assert record.measured(group, by) == record.expected(group, by)
