"""The two views over a made-up programme worked out by hand, and over the shipped report."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING

import pytest
from tests.equality.made import TABLES, store_of

from uegraph import ingest, resources
from uegraph.equality import (
    AreaView,
    Characteristic,
    EqualityView,
    Group,
    Representation,
    areas,
    equality,
)
from uegraph.errors import UegraphError
from uegraph.namespaces import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from uegraph.equality import Area
    from uegraph.store import Store

NINE = [
    *("age", "disability", "gender reassignment", "marriage and civil partnership"),
    *("pregnancy and maternity", "race", "religion or belief", "sex", "sexual orientation"),
]
SILENT = "The ratio is not known: no number of its participants is recorded."


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return store_of(tmp_path_factory.mktemp("made") / "made")


@pytest.fixture(scope="module")
def report() -> Store:
    return ingest.build([resources.datasets()["gss-2024"]], ":memory:").store


def groups(rows: Iterable[Characteristic | Area]) -> dict[str, Group]:
    return {group.row.label: group for row in rows for group in row.groups}


def of(view: EqualityView | AreaView, name: str, kind: str = "attended") -> Representation:
    [found] = [one for one in groups(view.rows)[name].representations if one.kind == kind]
    return found


def states(view: EqualityView | AreaView) -> dict[str, str]:
    return {one.row.label: one.row.state for one in view.rows}


def everything(view: EqualityView | AreaView) -> str:
    """All that a view holds, in one text; mappings are no dataclasses and are named apart."""
    return json.dumps([asdict(row) for row in view.rows], default=str)


def test_a_group_against_all_who_came(made: Store) -> None:
    # 40 of 120 came; 49,000 of 100,000 live there: (1/3) / 0.49
    found = of(equality(made), "Men")
    assert (found.group.text, found.whole.text, found.activities) == ("40", "120", 1)
    assert found.ratio.low == found.ratio.high == pytest.approx(40 / 120 / 0.49)
    assert (found.ratio.text, found.reading) == ("0.68", "below")


def test_attendances_are_added_and_ranges_stay_open(made: Store) -> None:
    # 15 to 20 of 120 at the forum and 12 of 60 on the panel; the private meeting is left out
    found = of(equality(made), "Disabled people")
    assert (found.group.text, found.whole.text, found.activities) == ("27 to 32", "180", 2)
    assert found.ratio.low == pytest.approx(27 / 180 / 0.18)
    assert found.ratio.high == pytest.approx(32 / 180 / 0.18)
    assert (found.left_out, found.reading) == (1, "near")
    assert "people may be counted twice" in found.sentence


def test_numbers_of_two_kinds_are_two_ratios(made: Store) -> None:
    # at least 250 of about 400, which is read as 360 to 440, answered
    view = equality(made)
    found = of(view, "Women", "responses")
    assert (found.group.text, found.whole.text) == ("at least 250", "360 to 440")
    assert found.ratio.low == pytest.approx(250 / 440 / 0.51)
    assert found.ratio.high == pytest.approx(1 / 0.51)
    assert (found.share.text, found.reading) == ("56.8% to 100%", "open")
    assert "a tenth to either side" in found.sentence
    assert of(view, "Women").group.text == "80"


def test_a_small_group_is_not_shown_nor_its_ratio(made: Store) -> None:
    found = of(equality(made), "Deaf people")
    assert found.group.text == "fewer than 10"
    assert found.share.text == found.ratio.text == "not shown"
    figures = [found.group, found.share, found.ratio]
    assert {(figure.low, figure.high) for figure in figures} == {(None, None)}
    assert found.reading == "not shown"


def test_without_a_threshold_everything_is_shown(made: Store) -> None:
    found = of(equality(made, threshold=0), "Deaf people")
    assert found.group.text == "4"
    assert found.ratio.low == pytest.approx(4 / 120 / 0.012)


def test_two_groups_that_are_everybody_are_hidden_together(tmp_path: Path) -> None:
    reaches = TABLES["reaches"].replace("attended,80", "attended,111").replace(
        "attended,40", "attended,9"
    )  # fmt: skip
    view = equality(store_of(tmp_path / "made", reaches=reaches))
    assert of(view, "Men").group.text == "fewer than 10"
    assert of(view, "Women").group.text == of(view, "Women").ratio.text == "not shown"
    assert of(view, "Women", "responses").group.text == "at least 250"


def test_of_three_groups_that_are_everybody_the_two_smallest_are_hidden(tmp_path: Path) -> None:
    audiences = TABLES["audiences"] + "others,Others,residents,sex,,2000,census,\n"
    participations = TABLES["participations"]
    participations += "forum-others,forum,others,attendee,consult,two-way,attended\n"
    reaches = TABLES["reaches"].replace("attended,80", "attended,70")
    reaches = reaches.replace("attended,40", "attended,46")
    reaches += "forum-others-n,forum-others,attended,4,,exactly\n"
    tables = {"audiences": audiences, "participations": participations, "reaches": reaches}
    view = equality(store_of(tmp_path / "made", **tables))
    assert of(view, "Others").group.text == "fewer than 10"
    assert of(view, "Men").group.text == "not shown"
    assert of(view, "Women").group.text == "70"


def test_what_one_view_hides_the_other_does_not_tell(tmp_path: Path) -> None:
    audiences = TABLES["audiences"].replace(
        "women,Women,residents,sex,", "women,Women,residents,sex,wales"
    )
    reaches = TABLES["reaches"].replace("attended,80", "attended,111").replace(
        "attended,40", "attended,9"
    )  # fmt: skip
    store = store_of(tmp_path / "made", audiences=audiences, reaches=reaches)
    assert of(areas(store), "Women").group.text == "not shown"


def test_a_population_below_the_threshold_is_not_shown(tmp_path: Path) -> None:
    audiences = TABLES["audiences"].replace(",1200,", ",7,")
    found = groups(equality(store_of(tmp_path / "made", audiences=audiences)).rows)["Deaf people"]
    assert found.population.text == "fewer than 10"
    assert found.representations[0].prevalence.text == "not shown"


@pytest.mark.parametrize(
    ("name", "kind", "why"),
    [
        ("Blind people", "", SILENT),
        ("Carers", "responses", "its population is not recorded with a source"),
        ("Carers", "attended", "the records give more of the group than of all who were there"),
        ("Tenants in Wales", "attended", "nothing that it is part of has a population with a sour"),
    ],
)
def test_a_ratio_that_is_not_known_says_why(made: Store, name: str, kind: str, why: str) -> None:
    found = of(equality(made), name, kind)
    assert (found.ratio.text, found.reading) == ("not known", "not known")
    assert why in found.sentence


def test_without_the_number_of_all_there_is_no_ratio(tmp_path: Path) -> None:
    reaches = TABLES["reaches"].replace("forum-all,forum,attended,120,,exactly\n", "")
    found = of(equality(store_of(tmp_path / "made", reaches=reaches)), "Men")
    assert (found.group.text, found.whole.text) == ("65", "not known")
    assert "the number of all who took part beside them is not recorded" in found.sentence


def test_sources_that_differ_leave_both_possible(tmp_path: Path) -> None:
    reaches = TABLES["reaches"] + "again,forum-men,attended,45,,exactly\n"
    found = of(equality(store_of(tmp_path / "made", reaches=reaches)), "Men")
    assert found.group.text == "40 to 45"


def test_days_are_added_where_the_day_is_the_same(tmp_path: Path) -> None:
    reaches = "id,of,kind,value,bound,when\n"
    for name, of_, value, when in [
        ("a", "forum", 50, "2023-05-04"),
        ("b", "forum", 70, "2023-05-05"),
        ("c", "forum-men", 20, "2023-05-05"),
        ("d", "forum-women", 60, ""),
        ("e", "panel", 60, "2023-11-01"),
        ("f", "panel-disabled", 20, "2023-11-02"),
    ]:
        reaches += f"{name},{of_},attended,{value},exactly,{when}\n"
    view = equality(store_of(tmp_path / "made", reaches=reaches))
    assert (of(view, "Men").group.text, of(view, "Men").whole.text) == ("20", "70")
    assert (of(view, "Women").group.text, of(view, "Women").whole.text) == ("60", "120")
    assert of(view, "Disabled people").whole.text == "not known"  # of two different days


def test_a_part_is_not_counted_beside_its_whole(tmp_path: Path) -> None:
    activities = "id,name,type,when,status,part_of\n"
    activities += "fair,Fair,event,2023,held,\nforum,Forum,event,2023-05-04,held,fair\n"
    participations = TABLES["participations"].splitlines(keepends=True)
    kept = [participations[0], participations[2]]
    kept.append("fair-men,fair,men,attendee,consult,two-way,attended\n")
    reaches = (
        "id,of,kind,value,bound\na,fair,attended,500,exactly\nb,fair-men,attended,200,exactly\n"
    )
    reaches += "c,forum,attended,100,exactly\nd,forum-men,attended,90,exactly\n"
    found = of(
        equality(
            store_of(
                tmp_path / "made",
                activities=activities,
                participations="".join(kept),
                reaches=reaches,
            )
        ),
        "Men",
    )
    assert (found.group.text, found.whole.text, found.left_out) == ("200", "500", 0)


def test_who_only_organised_is_not_counted_as_taking_part(tmp_path: Path) -> None:
    participations = TABLES["participations"].replace("men,attendee", "men,organiser")
    view = equality(store_of(tmp_path / "made", participations=participations))
    assert [one.kind for one in groups(view.rows)["Men"].representations] == [""]


def test_what_is_private_is_nowhere(made: Store) -> None:
    for view in (equality(made, threshold=0), areas(made, threshold=0)):
        text = everything(view)
        for secret in ("Secret group", "Secret meeting", "7654321", "6543217"):
            assert secret not in text
    assert states(equality(made))["race"] == "engaged"  # it counts, and is not named


def test_a_time_may_be_asked_for(made: Store) -> None:
    view = equality(made, period="2023-11")
    assert view.period == "2023-11"
    assert of(view, "Disabled people").group.text == "12"
    assert states(view)["socio-economic background"] == "no-evidence"
    assert equality(made, as_of=date(2023, 6, 1)).as_of == date(2023, 6, 1)


def test_a_threshold_below_0_is_refused(made: Store) -> None:
    with pytest.raises(UegraphError, match="0 or more"):
        equality(made, threshold=-1)


def test_a_place_lies_in_others_and_may_be_named_alone(made: Store) -> None:
    view = areas(made)
    found = {one.row.label: one for one in view.rows}
    assert found["North West"].inside == ("United Kingdom", "England")
    assert (found["North West"].level, found["Wales"].level) == ("region", "nation")
    assert (found["Wales"].alone, found["Scotland"].alone) == (True, False)
    assert found["England"].alone is None
    assert (view.tallies["nation"].low, view.tallies["nation"].together) == (0.5, 1)
    names = [one.row.label for one in view.rows]
    assert names.index("England") < names.index("London") < names.index("Northern Ireland")


def test_the_report_on_the_nine_characteristics(report: Store) -> None:
    view = equality(report)
    nine = [one for one in view.rows if one.heading == "protected"]
    assert [one.row.label for one in nine] == NINE
    tally = view.tallies["protected"]
    assert tally.targets == 9
    assert tally.low is not None
    assert tally.low == sum(one.row.state == "engaged" for one in nine) / 9
    silent = {one.row.label for one in nine if one.row.state == "no-evidence"}
    # The report names neither these groups nor a body that speaks for them.
    assert silent >= {*NINE} - {"age", "disability"}
    for one in nine:
        if one.row.label in silent:
            assert not one.row.evidence
            assert "neither a yes nor a no" in one.row.reason
    assert groups(nine)["Deaf people"].row.state == "represented"
    # It counts nobody by group and has no population.
    for one in view.rows:
        for group in one.groups:
            assert [found.sentence for found in group.representations] == [SILENT]


def test_the_report_on_nations_and_regions(report: Store) -> None:
    view = areas(report)
    sizes = {name: tally.targets for name, tally in view.tallies.items()}
    assert sizes == {"nation": 4, "region": 9, "finer": 1}
    found = {one.row.label: one for one in view.rows}
    assert found["Greater Manchester"].inside == ("United Kingdom", "England", "North West")
    assert found["Wales"].alone
    # The report has neither name in it: whatever is told of them is told of others too.
    for name in ("Scotland", "Northern Ireland"):
        assert not found[name].alone


def test_a_graph_without_anything_knows_nothing(tmp_path: Path) -> None:
    store = store_of(tmp_path / "made", **{
        name: text.splitlines()[0] + "\n" for name, text in TABLES.items() if name != "sources"
    })  # fmt: skip
    view = equality(store)
    assert (view.tallies["protected"].low, view.tallies["protected"].high) == (0, 1)
    assert set(states(view).values()) == {"no-evidence"}


def test_a_person_has_no_characteristic_here(tmp_path: Path) -> None:
    """A graph from elsewhere may give a person one, against the shapes: it is in neither view."""
    store = store_of(tmp_path / "made")
    person, names = "<https://example.org/ann>", PREFIXES
    sex = f"<{names['scheme']}characteristic/sex>"
    part = "<https://example.org/part>"
    quads = {
        f"{person} <{names['rdf']}type> <{names['foaf']}Person>",
        f'{person} <{names["skos"]}prefLabel> "Ann Example"',
        f"{person} <{names['ueg']}characteristic> {sex}",
        f"{part} <{names['ueg']}party> {person}",
        f"{part} <{names['ueg']}activity> <{names['id']}activity/forum>",
        f"{part} <{names['ueg']}role> <{names['scheme']}role/attendee>",
        f"{part} <{names['ueg']}status> <{names['scheme']}participation-status/attended>",
    }
    store.load_nquads("".join(f"{quad} <https://example.org/graph> .\n" for quad in quads))
    for view in (equality(store, threshold=0), areas(store, threshold=0)):
        assert "Women" in everything(view) or isinstance(view, AreaView)
        assert "Ann Example" not in json.dumps(
            [[g.row.label for g in one.groups] for one in view.rows]
        )
        assert "example.org/ann" not in json.dumps(
            [asdict(one.row) for one in view.rows if isinstance(one, Characteristic)]
        )
