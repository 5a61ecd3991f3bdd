"""Two periods of made-up stories compared, and of random programmes by plain loops."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from tests.connections.routing.test_routes import met, told
from tests.coverage.programme import store_of
from tests.network.programmes import TOOK_PART, programme

from uegraph.connections.comparing.compare import Comparison, compare
from uegraph.dates.times import times
from uegraph.errors import DateError, ParameterError, UnknownNameError
from uegraph.network import read_network

if TYPE_CHECKING:
    from collections.abc import Mapping

YEAR = (date(2023, 1, 1), date(2023, 12, 31))
BODIES: dict[str, Any] = {"organisations": {slug: {} for slug in "abcdefg"}}
STORY = told(
    BODIES,
    met("ab-then", "2022", "a", "b"),
    met("ab-now", "2023-05", "a", "b"),
    met("ac-now", "2023", "a", "c"),
    met("ad-long-ago", "2019", "a", "d"),
    met("ad-now", "2023-06-01", "a", "d"),
    met("be-then", "2022-03", "b", "e"),
    met("bf-then", "2022", "b", "f"),
    met("bf-perhaps", "[2022..2024]", "b", "f"),
    met("cd-perhaps", "2021/2024", "c", "d"),
    met("cf-perhaps", None, "c", "f"),
)
WHOLE = {"completeness": {"all": {"stated_by": "a", "period": "2023", "when": "2024-02-01"}}}


def found(
    case: Mapping[str, Any], first: str = "2022", second: str = "2023", **asked: Any
) -> Comparison:
    with store_of(case) as opened:
        return compare(opened, first, second, **asked)


def links(of: Comparison) -> dict[str, tuple[str, bool]]:
    return {f"{row.one}{row.other}": (row.change, row.certain) for row in of.of("link")}


def test_each_link_is_told_once_with_what_became_of_it() -> None:
    of = found(STORY)
    assert links(of) == {
        "ab": ("kept", True),
        "ac": ("made", True),
        "ad": ("revived", True),
        "cd": ("kept", True),
        "be": ("not recorded again", True),
        "bf": ("not recorded again", False),
    }
    said = {f"{row.one}{row.other}": row.sentence for row in of.of("link")}
    assert said["ab"] == (
        "a and b are linked in 2022 by one shared activity, “ab-then” (2022), and in 2023 by one "
        "shared activity, “ab-now” (May 2023)."
    )
    assert said["ac"] == (
        "a and c are linked in 2023 by one shared activity, “ac-now” (2023); no earlier link is "
        "recorded."
    )
    assert said["ad"] == (
        "a and d are linked again in 2023 by one shared activity, “ad-now” (1 June 2023), after no "
        "recorded link in 2022; before that by one shared activity, “ad-long-ago” (2019)."
    )
    assert said["be"].endswith("no link is recorded in 2023, which does not say that it ended.")
    assert said["bf"].endswith("what is not dated well enough may link them in 2023 too.")
    assert [ground.said for ground in of.of("link", "revived")[0].grounds] == [
        "ad-long-ago", "ad-now",
    ]  # fmt: skip


def test_the_headline_and_the_remarks_say_what_is_open() -> None:
    of = found(STORY)
    assert of.headline.startswith(
        "From 2022 to 2023: 1 link made, 1 revived, 2 kept and 0 lost; 2 not recorded again, which "
        "is not known to be a loss. Dates that are not exact leave 1 of these open."
    )
    assert "1 pair may be linked in 2022 or 2023 by what is not dated well enough" in str(
        of.remarks
    )
    assert "2 activities may lie in 2022 too" in str(of.remarks)
    assert "Nobody states that all of 2023 is recorded" in str(of.remarks)


def test_silence_is_a_loss_only_where_the_record_is_stated_to_be_complete() -> None:
    of = found(told(STORY, WHOLE))
    assert links(of)["be"] == ("lost", True)
    assert links(of)["bf"] == ("not recorded again", False)
    assert "the record of that time is stated to be complete" in of.of("link", "lost")[0].sentence
    assert "That the record of 2023 is complete is the word of a." in of.remarks
    too_early = {"completeness": {"all": {"stated_by": "a", "period": "2023", "when": "2023-06"}}}
    of_one = {"completeness": {"all": {"stated_by": "a", "organisers": "a"}}}
    for claim in (too_early, of_one):
        assert links(found(told(STORY, claim)))["be"] == ("not recorded again", True)
    assert links(found(told(STORY, WHOLE), level="involve"))["be"][0] == "not recorded again"


def test_who_was_in_the_same_crowd_is_not_lost() -> None:
    crowd: dict[str, Any] = {"organisations": {f"guest-{n:02}": {} for n in range(60)}}
    everybody = [*crowd["organisations"], "b", "e"]
    case = told(STORY, WHOLE, crowd, met("fair", "2023", *everybody))
    assert links(found(case))["be"] == ("not recorded again", True)


def test_a_stated_link_is_never_lost_by_a_statement_about_activities() -> None:
    stated = {
        "relations": {
            "r": {"from": "a", "to": "g", "relation_type": "works-with", "when": "2022"},
            "undated": {"from": "f", "to": "g", "relation_type": "works-with"},
        }
    }
    of = found(told(STORY, WHOLE, stated))
    assert links(of)["ag"] == ("not recorded again", True)
    assert "fg" not in links(of)
    assert "1 stated link carries no date: it is in no period." in of.remarks
    assert of.of("link", "not recorded again")[0].sentence.startswith(
        "a and g were linked in 2022 by what is stated: works with"
    )


def test_bodies_are_new_back_gone_or_without_a_link() -> None:
    of = found(STORY)
    assert {row.one: (row.change, row.certain) for row in of.of("body")} == {
        "e": ("not recorded again", True),
        "f": ("not recorded again", False),
        "g": ("no recorded link", True),
    }
    more = told(STORY, met("ge-later", "2025", "g", "e"), met("x", "2020", "d", "g"))
    later = found(more, "2024", "2025")
    bodies = {row.one: row for row in later.of("body")}
    assert {name: bodies[name].change for name in "ge"} == {"g": "back", "e": "back"}
    assert bodies["g"].sentence == "g is linked with 1 other in 2025, not in 2024 but before."
    first = found(told(BODIES, met("then", "2022", "a", "b"), met("now", "2023", "c", "d")))
    assert [row.one for row in first.of("body", "new")] == ["c", "d"]


def test_totals_stand_side_by_side() -> None:
    figures = {row.change: (row.first, row.second) for row in found(STORY).of("total")}
    assert figures == {
        "activities": (4, 4),
        "linked": (6, 4),
        "links": (4, 4),
        "stated links": (0, 0),
        "links each": (8 / 6, 2.0),
        "largest part": (4, 4),
    }


def test_a_move_that_leaving_out_a_tenth_could_make_is_called_chance() -> None:
    often = [
        met(f"{star}{other}-{n}", year, star, other)
        for year, star in (("2022", "a"), ("2023", "b"))
        for other in set("abcdefg") - {star}
        for n in range(12)
    ]
    moved = found(told(BODIES, *often), by=["degree"], draws=100)
    ranks = {row.one: row for row in moved.of("rank")}
    assert (ranks["a"].change, ranks["b"].change) == ("down", "up")
    assert (ranks["a"].first, ranks["a"].second, ranks["a"].other) == (1, 2, "degree")
    assert "2 moves in rank are larger than leaving out a tenth of the activities" in moved.headline
    # Where one activity more or less decides, nobody moved for certain.
    hub = [met(f"hub-{other}", "2022", "a", other) for other in "bcdefg"]
    now = [met(f"now-{one}{other}", "2023", one, other) for one, other in ("ab", "bc", "ad")]
    thin = found(told(BODIES, *hub, *now), by=["degree"])
    assert {row.one: row.change for row in thin.of("rank")}["b"] == "within chance"
    assert not found(STORY, draws=0).of("rank")


def test_periods_that_cannot_be_compared_are_refused() -> None:
    for first, second, why in (
        ("2022", "2022-03", "have days in common"),
        ("2022", "2023/..", "is open"),
        ("../2022", "2023", "is open"),
    ):
        with pytest.raises(ParameterError, match=why):
            found(STORY, first, second)
    with pytest.raises(DateError):
        found(STORY, "2022", "soon")
    with pytest.raises(ParameterError, match="Leave the third out"):
        found(STORY, period="2020")
    with pytest.raises(ParameterError, match="Compare other kinds"):
        found(STORY, of=["organisation", "activity"])
    with pytest.raises(UnknownNameError, match="no measure 'fame'"):
        found(STORY, by=["fame"])


def test_nothing_dated_is_an_answer() -> None:
    of = found(BODIES)
    assert of.headline == (
        "No link is surely dated to 2022 or to 2023, so nothing can be compared."
    )
    assert len(of.of("body", "no recorded link")) == 7


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("kinds", [("organisation",), ("organisation", "audience")])
def test_compared_backwards_what_was_made_is_what_is_gone(
    seed: int, kinds: tuple[str, ...]
) -> None:
    with store_of(programme(seed)) as opened:
        there, back = (
            compare(opened, *periods, draws=0, of=kinds)
            for periods in (("2022", "2023"), ("2023", "2022"))
        )
        sides = [read_network(opened, of=kinds, period=year) for year in ("2022", "2023")]

    def pairs(of: Comparison, *changes: str) -> set[tuple[str, str]]:
        return {(row.one_id, row.other_id) for row in of.of("link", *changes)}

    gone = ("lost", "not recorded again")
    assert pairs(there, "made", "revived") == pairs(back, *gone)
    assert pairs(there, *gone) == pairs(back, "made", "revived")
    assert pairs(there, "kept") == pairs(back, "kept")
    assert len(pairs(there, *gone, "kept")) == sides[0].pairs
    assert len(pairs(there, "made", "revived", "kept")) == sides[1].pairs
    for name in ("links", "linked"):
        [one], [other] = (
            [row for row in of.of("total") if row.change == name] for of in (there, back)
        )
        assert (one.first, one.second) == (other.second, other.first)


@pytest.mark.parametrize("seed", range(20))
def test_what_may_lie_in_a_period_leaves_a_link_open(seed: int) -> None:
    case = programme(seed)
    with store_of(case) as opened:
        of = compare(opened, "2022", "2023", draws=0, links="derived")
    for row in of.of("link", "not recorded again"):
        whens = [case["activities"][name]["when"] for name in _shared(case, row.one, row.other)]
        touches = {times(when).touches(*YEAR) if when else "maybe" for when in whens}
        assert "yes" not in touches
        assert row.certain == ("maybe" not in touches)


def _shared(case: Mapping[str, Any], one: str, other: str) -> set[str]:
    """What two bodies took part in, of what is public and was held."""
    there: dict[str, set[str]] = {}
    for part in case["participations"].values():
        activity = case["activities"][part["activity"]]
        public = not part["private"] and not activity["private"]
        if part["outcome"] in TOOK_PART and activity["status"] == "held" and public:
            there.setdefault(part["activity"], set()).add(part["party"])
    return {name for name, parties in there.items() if {one, other} <= parties}
