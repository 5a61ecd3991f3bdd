"""What a map rests on and what it leaves out: the receipt that every file carries."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from uegraph import __version__, queries
from uegraph.dates import day_in_words, in_words
from uegraph.maps.legend import KINDS
from uegraph.maps.reading import CLASSES
from uegraph.namespaces import expand
from uegraph.words import listed, many

if TYPE_CHECKING:
    from collections.abc import Iterator

    from uegraph.maps.material import Material

_MORE: Final = {
    "ueg:Participation": ("participation", "participations"),
    "ueg:Relation": ("relation", "relations"),
    "ueg:Assessment": ("assessment", "assessments"),
    "foaf:Person": ("person", "people"),
    "foaf:Document": ("source", "sources"),
}
_OTHER: Final = ("other thing", "other things")


def receipt(material: Material) -> tuple[tuple[str, str], ...]:
    """The sources, what was left out and by what it was drawn: pairs of a word and a text."""
    return tuple(_lines(material))


def left_out(material: Material) -> str:
    """What is left out as private and how many of each kind; empty where nothing is.

    Only what is marked itself is counted; what it carries goes with it.
    """
    words = {expand(name): (kind, KINDS[kind].plural) for name, kind in CLASSES.items()}
    words |= {expand(name): word for name, word in _MORE.items()}
    types, order = material.reading.types, list(words)
    counts: Counter[tuple[str, str]] = Counter()
    for iri in material.reading.hidden:
        known = sorted((one for one in types.get(iri, ()) if one in words), key=order.index)
        counts[words[known[0]] if known else _OTHER] += 1
    ranked = [word for word in (*words.values(), _OTHER) if counts[word]]
    return listed(many(counts[word], *word) for word in ranked)


def _lines(material: Material) -> Iterator[tuple[str, str]]:
    for row in queries.ask(material.store, "evidence/sources"):
        if row["source_id"] not in material.reading.hidden:
            issued = in_words(row["issued"]) if row["issued"] else ""
            told = (issued, row["page"], row["licence"])
            yield f"Source: {row['name']}", " · ".join(part for part in told if part)
    yield "Last day on record", day_in_words(material.record.as_of)
    yield "Left out as private", left_out(material) or "nothing"
    if material.reading.people:
        yield "Left out as people", many(len(material.reading.people), "person", "people")
    if material.public:
        fields = material.reading.left_out
        told_of = listed(many(number, f"value of “{word}”", f"values of “{word}”")
                         for word, number in sorted(fields.items()))  # fmt: skip
        yield "Left out as for the team alone", told_of or "nothing"
        unpublished = many(len(material.unpublished), "assessment")
        yield "Left out as not published", unpublished if material.unpublished else "nothing"
        yield "Made for", "anybody: what is for the team alone is not in this file"
    yield "Drawn by", f"uegraph {__version__}"
