"""Numbers as people write them, as the cells that our tables have for them."""

from __future__ import annotations

from uegraph.imports.model import Complaint
from uegraph.ingest.amounts import UNKNOWN, read_amount
from uegraph.ingest.source import Fault


def read_number(text: str, heading: str) -> tuple[tuple[str, str, str] | None, Complaint | None]:
    """The number, bound and upper end of a text, and what is to be said of it.

    Args:
        text: Such as ``20+``, ``~15`` or ``150-200``; ``TBD`` gives no number, and no complaint.
        heading: The column of the file that it stands in.
    """
    found = read_amount(text)
    if isinstance(found, Fault):
        if found.rule == UNKNOWN:
            return None, None
        return None, Complaint(heading, found.message, found.remedy, True, "import:number")
    note = None
    if found.note:
        remedy = "Nothing is to be done if that does not matter."
        note = Complaint(heading, f"of '{text[:80]}' {found.note}", remedy, False, "import:number")
    upper = "" if found.upper is None else str(found.upper)
    return (str(found.value), found.bound, upper), note
