"""The one way in which a reader stops: a sentence and a remedy."""

from __future__ import annotations

from typing import Final

SAVE_AGAIN: Final = "Open it in the spreadsheet, save it under a new name, and use that file."
SAVE_AS_XLSX: Final = "Open it in the spreadsheet and save it as “Excel workbook (.xlsx)”."


class RefusedError(Exception):
    """A file that is not read at all; it never leaves this package.

    Attributes:
        message: What is wrong, as it follows the name of the file.
        remedy: What to do.
        rule: The name of the rule broken.
    """

    def __init__(self, message: str, remedy: str, rule: str = "book:format") -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy
        self.rule = rule


def damaged(detail: str = "") -> RefusedError:
    """The file is cut off or broken."""
    what = "is cut off or damaged" + (f" ({detail})" if detail else "")
    return RefusedError(what, f"Copy or download it again. Or: {SAVE_AGAIN}", "book:damaged")


def too_large(what: str) -> RefusedError:
    """The file breaks a limit."""
    remedy = "Split it into several workbooks, or delete what is not data."
    return RefusedError(what, remedy, "book:size")
