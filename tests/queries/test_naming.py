"""What a name that nobody has could have meant."""

from __future__ import annotations

import pytest

from uegraph.errors import UnknownNameError
from uegraph.queries.naming import named

KNOWN = {
    "urn:x/organisation/dwp": "Department for Work and Pensions",
    "urn:x/organisation/nhs": "National Health Service",
    "urn:x/theme/health-and-social-care": "Health and Social Care",
    "urn:x/organisation/secret": "Department for Work and Secrets",
}


@pytest.mark.parametrize(
    ("name", "offer"),
    [
        ("dwpp", "Did you mean dwp?"),
        ("Departmnt for Work and Pensions", "Did you mean dwp?"),
        ("social", "Did you mean health-and-social-care?"),
        ("health", "Did you mean health-and-social-care or nhs?"),
        ("he", "Known: dwp, health-and-social-care, nhs."),
    ],
)
def test_near_names_are_offered_by_what_they_go_by(name: str, offer: str) -> None:
    hidden = frozenset({"urn:x/organisation/secret"})
    with pytest.raises(UnknownNameError) as caught:
        named([name], KNOWN, "thing", hidden=hidden)
    assert str(caught.value) == f"No thing is called '{name}'. {offer}"
