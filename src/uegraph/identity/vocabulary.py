"""Words of public bodies' names: which are one word, which say little, which tell bodies apart.

Only words that the names of bodies in the United Kingdom are made of; nothing here is about one
body. Words are folded: small letters, no plural.
"""

from __future__ import annotations

from typing import Final


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _lines(text: str) -> dict[str, str]:
    """Every further word of a line, to the line's first."""
    lines = (line.split() for line in text.split("\n") if line)
    return {word: first for first, *others in lines for word in others}


NOISE: Final = _words(
    "a an and at by for from in its of on or the to with y yr cic inc limited llp ltd plc"
)
SAME: Final = _lines("""
association assoc
centre center
commission comm
committee cttee ctte
defence defense
department dept dep dpt
government govt gov llywodraeth
institute inst
international intl
labour labor
ministry min
national natl nat
organisation organization org
program programme
statistic stats
university univ uni
england lloegr
scotland alba
uk gb britain prydain
wales cymru
1 one
2 two
3 three
4 four
5 five
10 ten
""")
"""Spellings, short forms and Welsh, each to the word that stands for all of them."""

NATIONS: Final = {"uk": "uk", "englandandwales": "england"} | _lines("""
england england english
ireland ireland irish
northernireland northernireland
scotland scotland scottish
wales wales welsh
""")
DIRECTIONS: Final = _lines("""
north north northern
south south southern
east east eastern
west west western
""")
LONG_NATIONS: Final = ("scotland", "scottish", "england", "english")
"""Those long enough to be known when they are misspelt."""

SORTS: Final = _words("""
agency archive assembly assistance association authority bank board bureau centre college
commission commissioner committee company conference corporation council court department
directorate division executive forum foundation fund group hub inquiry inspectorate institute
library ministry museum network office officer ombudsman organisation panel parliament partnership
profession review school secretariat service society street survey team trade tribunal trust union
unit university
""")
"""What sort of body it is. Names that differ in it alone are those of two bodies."""

BODIES: Final = _words("""
assembly association bank board college commission commissioner committee council court foundation
forum fund inquiry inspectorate institute ombudsman panel parliament society tribunal trust union
university
""")
"""Sorts that make a body of its own of any name, as the Cabinet Office Board is no Office."""

COMMON: Final = SORTS | _words("""
british business general government health local national public research royal social state
statistic statistical uk
""")
"""Words that say little in any list, also in one too short to show it."""

TURNING: Final = _words("anti deputy former joint non shadow sub vice")
"""Words that make another body of the one named."""

SLIGHT: Final = {"hm": 0.3, "uk": 0.4, "england": 0.5, "englandandwales": 0.3}
"""Words that people leave out, with what they are worth beside their rareness."""

NEAR: Final = {
    frozenset(("department", "ministry")): 0.85,
    # The Welsh Office is not the Wales Office.
    frozenset(("scottish", "scotland")): 0.6,
    frozenset(("welsh", "wales")): 0.6,
    frozenset(("english", "england")): 0.6,
}
"""Pairs of words that may stand for each other, with how likely it is."""
