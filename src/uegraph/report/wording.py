"""The words of a report: names that are safe to show, shares, numbers and lists in sentences."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

from uegraph.dates import in_words
from uegraph.maps.wording import visible
from uegraph.words import as_words, many

if TYPE_CHECKING:
    from collections.abc import Sequence

    from uegraph.coverage import CoverageRow

LONGEST: Final = 160
"""The characters of a name that are shown; what is longer is a mistake or an attack."""

NO_NAME: Final = "(no name)"

_LICENCES: Final = {
    "nationalarchives.gov.uk/doc/open-government-licence/version/3": "Open Government Licence v3.0",
    "nationalarchives.gov.uk/doc/open-government-licence/version/2": "Open Government Licence v2.0",
    "opendatacommons.org/licenses/odbl/1-0": "Open Database License v1.0",
    "creativecommons.org/licenses/by/4.0": "Creative Commons Attribution 4.0",
    "creativecommons.org/licenses/by-sa/4.0": "Creative Commons Attribution-ShareAlike 4.0",
    "creativecommons.org/publicdomain/zero/1.0": "Creative Commons Zero 1.0",
}


def shown(text: str, longest: int = LONGEST) -> str:
    r"""A text on one line, without characters that no reader sees, cut where it is endless.

    A text in which nothing can be seen gets words that say so; no text stays none.

    >>> shown("a\x1b[31mb\u202ec\nd"), shown("Long name", 6), shown(" ")
    ('a�[31mbc d', 'Long…', '(no name)')
    """
    flat = re.sub(r"\s+", " ", visible(text)).strip()
    kept = "".join(c for c in flat if unicodedata.category(c) not in ("Cc", "Cs", "Co", "Cn"))
    if text and all(unicodedata.category(c) == "Cf" for c in kept):
        return NO_NAME
    return kept if len(kept) <= longest else kept[: longest - 1].rstrip() + "…"


def sentence(text: str) -> str:
    """A text of several sentences as `shown` shows a name, but longer, its quotation marks curved.

    >>> sentence("In 'A day', the body's own.").count("'")
    1
    """
    return re.sub(r"(?<!\w)'(.+?)'(?!\w)", "\u2018\\1\u2019", shown(text, 600))


def number(value: float) -> str:
    """A number with its thousands set apart.

    >>> number(12345), number(0.25)
    ('12,345', '0.25')
    """
    return f"{value:,}" if isinstance(value, int) else f"{value:,.3g}"


def quoted(name: str) -> str:
    """A name between quotation marks."""
    return f"\u2018{shown(name)}\u2019"


def listed(names: Sequence[str], most: int = 8) -> str:
    """Names in a sentence; those beyond ``most`` are counted. Names with commas get semicolons.

    >>> listed(["a", "b", "c"]), listed(["a", "b", "c", "d"], 2), listed(["a, or b", "c", "d"])
    ('a, b and c', 'a, b and 2 others', 'a, or b; c; and d')
    """
    kept = [shown(name) for name in names[:most]]
    if len(names) > most:
        kept.append(many(len(names) - most, "other"))
    if len(kept) < 2:
        return "".join(kept)
    if any("," in name for name in kept):
        return "; ".join(kept[:-1]) + f"; and {kept[-1]}"
    return ", ".join(kept[:-1]) + f" and {kept[-1]}"


def state_of(row: CoverageRow) -> str:
    """The state of a target as people read it, and whether it rests on a part of the target."""
    return as_words(row.state) + (", in part" if row.partial else "")


def capital(text: str) -> str:
    """A text with a capital letter at its start; the rest as it is."""
    return text[:1].upper() + text[1:]


def time_words(text: str) -> str:
    """A recorded time as people say it; ``not known`` for none."""
    return in_words(shown(text)) if text else "not known"


def licence_words(address: str) -> str:
    """The name of a well-known licence; of another its address.

    >>> licence_words("https://creativecommons.org/licenses/by/4.0/")
    'Creative Commons Attribution 4.0'
    """
    place = re.sub(r"^https?://(www\.)?", "", address).strip("/")
    return _LICENCES.get(place) or shown(address)
