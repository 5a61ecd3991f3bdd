"""Real tables, laid out by others, become data sets; every row ends as data or as a named problem.

The tables stand beside the checkout, in ``../shared/real``; without them these tests cannot run.
The mappings are ours. Counts are compared with those of the standard library's reader, and what
became of awkward rows with what a person reads in them.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from uegraph import imports, ingest
from uegraph.namespaces import expand

MAPPINGS = Path(__file__).parent / "mappings"
REAL = Path(__file__).resolve().parents[3] / "shared" / "real"
FILES = {
    "odd_2017": "opendataday/events_2017.csv",
    "odd_2019": "opendataday/events_2019.csv",
    "odd_2020": "opendataday/events_2020.csv",
    "odd_2021": "opendataday/events_2021.csv",
    "odd_2024": "opendataday/events_2024.csv",
    "govuk_organisations": "govuk_orgs/govuk_organisations_lineage.csv",
    "local_authorities_eng": "govuk_orgs/local-authority-eng.csv",
    "local_authorities_wales": "govuk_orgs/principal-local-authority.csv",
}
EVENTS = [name for name in FILES if name.startswith("odd_")]
# What a reader of the file finds: rows, and among them those from which no event can be made.
ROWS = {
    "odd_2017": (346, {5, 60, 76, 194, 251, 264, 283, 286, 341, 347}),  # no programme
    "odd_2019": (326, {12}),  # the event's name is TBD
    "odd_2020": (308, set()),
    "odd_2021": (327, {152}),  # a control character in the name
    "odd_2024": (296, set()),
    "govuk_organisations": (1254, set()),
    "local_authorities_eng": (367, set()),
    "local_authorities_wales": (22, set()),
}
Row = dict[str, str]


def table(name: str) -> Path:
    path = REAL / FILES[name]
    if not path.is_file():
        pytest.skip(f"The table is not beside the checkout: ../shared/real/{FILES[name]}")
    return path


@cache
def imported(name: str) -> imports.Imported:
    return imports.table(table(name), MAPPINGS / f"{name}.yml")


@cache
def source(name: str) -> dict[int, Row]:
    """The rows of a file as the standard library reads them, numbered as a spreadsheet does."""
    with table(name).open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    headings = rows[0]
    return {
        number: {heading: text.strip() for heading, text in zip(headings, cells, strict=True)}
        for number, cells in enumerate(rows[1:], start=2)
        if any(cells)
    }


def of_row(name: str, number: int) -> dict[str, list[Row]]:
    """What names a row of the file as its evidence, by table."""
    tables = imported(name).tables
    passage = next(row["id"] for row in tables["passages"] if row["paragraph"] == str(number))
    found = {
        table: [row for row in rows if passage in row.get("evidence", "").split("|")]
        for table, rows in tables.items()
    }
    return {table: rows for table, rows in found.items() if rows}


def test_every_file_has_a_mapping() -> None:
    assert {path.stem for path in MAPPINGS.glob("*.yml")} == set(FILES)
    assert len(FILES) == 8


@pytest.mark.parametrize("name", FILES)
def test_every_row_ends_as_data_or_as_a_named_problem(name: str) -> None:
    done, rows = imported(name), source(name)
    expected, lost = ROWS[name]
    assert (done.counts.read, set(done.left_out)) == (expected, lost)
    assert len(rows) + done.counts.blank == expected
    data = [int(row["paragraph"]) for row in done.tables["passages"]]
    assert len(data) == len(set(data)) == done.counts.data
    assert set(data) | lost == set(rows)
    assert not set(data) & lost
    assert (
        done.counts.data + done.counts.problem + done.counts.skipped + done.counts.blank == expected
    )
    errors = {problem.row for problem in done.problems if problem.severity == "error"}
    assert errors == lost


@pytest.mark.parametrize("name", FILES)
def test_every_problem_names_a_place_of_the_file_and_a_remedy(name: str) -> None:
    headings = next(iter(source(name).values()))
    for problem in imported(name).problems:
        assert problem.file == Path(FILES[name]).name
        assert problem.row in source(name)
        assert problem.message
        assert problem.remedy.endswith((".", "?", ")"))
        if problem.column:
            assert problem.column in headings
            assert re.fullmatch(rf"[A-Z]+{problem.row}", problem.cell)


@pytest.mark.parametrize("name", FILES)
def test_every_row_made_leads_back_to_rows_of_the_file(name: str) -> None:
    tables = imported(name).tables
    passages = {row["id"]: int(row["paragraph"]) for row in tables["passages"]}
    section = {row["section"] for row in tables["passages"]}
    assert section == {Path(FILES[name]).name}
    for table, rows in tables.items():
        assert len({row["id"] for row in rows}) == len(rows)
        for row in rows if table not in ("sources", "passages") else ():
            assert row["evidence"]
            assert {passages[one] for one in row["evidence"].split("|")} <= set(source(name))


@pytest.mark.parametrize("name", FILES)
def test_what_is_made_is_free_of_errors_and_builds(name: str, tmp_path: Path) -> None:
    done = imported(name)
    done.write(tmp_path / "made")
    problems = ingest.check([tmp_path / "made"])
    assert [str(problem) for problem in problems if problem.severity == "error"] == []
    # What is left is told of the foreign file, too, each at a row of it.
    rules = Counter(problem.rule for problem in problems)
    told = Counter(problem.rule for problem in done.problems)
    assert all(told[rule] == number for rule, number in rules.items())
    built = ingest.build([tmp_path / "made"], ":memory:")
    assert built.rows == {table: len(rows) for table, rows in done.tables.items()}


@pytest.mark.parametrize("name", FILES)
def test_the_same_file_gives_the_same_bytes(name: str) -> None:
    again = imports.table(table(name), MAPPINGS / f"{name}.yml")
    assert again.files == imported(name).files
    assert again.problems == imported(name).problems


def test_five_layouts_become_one_graph(tmp_path: Path) -> None:
    for name in EVENTS:
        imported(name).write(tmp_path / name)
    built = ingest.build([tmp_path / name for name in EVENTS], ":memory:")
    assert built.rows["activities"] == sum(ROWS[name][0] - len(ROWS[name][1]) for name in EVENTS)
    answer = built.store.select(
        f"""SELECT DISTINCT ?file ?row WHERE {{
          ?body <{expand("skos:prefLabel")}> "Open Knowledge Nepal" ;
            <{expand("dcterms:source")}> ?passage .
          ?passage <{expand("ueg:section")}> ?file ; <{expand("ueg:paragraph")}> ?row
        }}""",
        trusted=True,
    )
    opened = {(row["file"], int(str(row["row"]))) for row in answer.to_dicts()}
    named = {
        (Path(FILES[name]).name, number)
        for name in EVENTS
        for number, row in source(name).items()
        if "Open Knowledge Nepal" in re.split(r"[,;\n]\s*", row[organisers(name)])
    }
    assert named
    assert named <= opened


def organisers(name: str) -> str:
    return next(heading for heading in source(name)[2] if heading.casefold().startswith("organi"))


# Events


@pytest.mark.parametrize("name", EVENTS)
def test_each_row_is_one_event_under_its_name_and_place(name: str) -> None:
    headings = {key.casefold().replace("_", " "): key for key in source(name)[2]}
    title = headings.get("program") or headings["event name"]
    place = headings["place"]
    made = {
        int(row["evidence"].rpartition("-")[2]): row["name"]
        for row in imported(name).tables["activities"]
    }
    for number, row in source(name).items():
        if number not in ROWS[name][1]:
            where = f", {row[place]}" if row[place] else ""
            assert made[number].removeprefix("'") == f"{row[title]}{where}"
    assert len(made) == ROWS[name][0] - len(ROWS[name][1])


UNREADABLE = {
    "odd_2017": {188: "100/120", 228: "100 + live stream", 312: "11 and growing",
                 244: "90 stundents    20 mentors"},
    "odd_2019": {},
    "odd_2020": {},
    "odd_2021": {180: "+100"},
}  # fmt: skip


@pytest.mark.parametrize("name", UNREADABLE)
def test_each_number_of_people_is_kept_or_told(name: str) -> None:
    heading = next(key for key in source(name)[2] if "articipants" in key)
    told = {
        problem.row: source(name)[problem.row][heading]
        for problem in imported(name).problems
        if problem.column == heading
    }
    assert told == UNREADABLE[name]
    with_number = {
        number
        for number, row in source(name).items()
        if re.search(r"\d", row[heading]) and number not in told and number not in ROWS[name][1]
    }
    made = imported(name).tables["reaches"]
    assert {int(row["evidence"].rpartition("-")[2]) for row in made} == with_number
    for row in made:
        written = source(name)[int(row["evidence"].rpartition("-")[2])][heading]
        found = re.findall(r"\d+", written)
        assert [row["value"], *filter(None, [row.get("upper_value")])] == found


def test_the_ways_to_write_a_number() -> None:
    made = {
        source("odd_2017")[int(row["evidence"].rpartition("-")[2])]["Number of Participants"]: (
            row["kind"], row["bound"], row["value"], row.get("upper_value", ""),
        )
        for row in imported("odd_2017").tables["reaches"]
    }  # fmt: skip
    assert made["20+"] == ("attended", "at-least", "20", "")
    assert made["~ 100"] == ("attended", "about", "100", "")
    assert made["up to 50"] == made["Up to 50"] == ("attended", "up-to", "50", "")
    assert made["150-200"] == ("attended", "range", "150", "200")
    assert made["100 - 150"] == ("attended", "range", "100", "150")
    assert made["30- 50"] == ("attended", "range", "30", "50")
    assert made["Greater than 100"] == ("attended", "more-than", "100", "")
    assert made["9 organizations"] == ("organisations", "exactly", "9", "")
    assert "TBD" not in made
    assert "TBC" not in made


PARTIES = {
    # Read in the file by eye: bodies named in the row; whether others are named who are no bodies.
    "odd_2017": {
        2: ([], True),  # two people
        4: (["Connected Development [CODE]"], False),
        17: ([], True),  # a person with a handle
        26: ([], True),  # two handles
        28: (["ITC calamandrei"], False),  # the row above, once more
        56: (["Universidad del Caribe", "Ingeniería en Datos e Inteligencia Organizacional"], True),
        191: (["Code for Ibaraki", "Mito Arts Foundation"], True),  # a city without "of"
        217: (["Linked Open Data Challenge Japan Committee", "Linked Open Data Initiative"], True),
        228: (["Regione Umbria"], False),
        268: ([], False),  # "OK Lab", of which city is not said
    },
    "odd_2019": {
        2: ([], False),  # an address that was taken out
        3: (['NGO "Infoculture"', "Internet Initiatives Development Fund"], False),
        5: ([], True),
        8: ([], False),  # a web address
        29: (["Code for Curitiba"], False),
        122: (["Regional Information Technology Promotion Council for Chiba", "Code for Chiba",
               "Code for Nagareyama", "Code for Matsudo"], True),
        284: (["北九州市", "Code For Kitakyusyu"], False),  # host and supporter, marked as such
        290: (["Code for ふじのくに", "三島市"], False),
        315: ([], True),
        326: ([], True),  # two sentences that tell who organises
    },
    "odd_2020": {
        2: (["Department of monitoring and coordination of the open data portal"], False),
        8: (["Global Open Initiative"], True),  # with two people
        9: ([], False),
        221: (["e-Government Program Yesser"], False),
        230: ([], True),
        245: ([], True),  # a person and a project in another language
        251: (["Edo State ICTA Open Data Team"], False),
        256: ([], False),
        262: ([], True),  # a whole sentence
        270: (["Code for Niigata"], False),
    },
    "odd_2021": {
        3: (["Hawa Feminist Coalition", "Microsoft"], True),  # organiser, and who paid
        4: ([], True),
        59: ([], True),  # "Cities of …" is no name of a body
        83: (["Global Open Data for Agriculture and Nutrition"], True),
        107: ([], True),
        155: (["City of Los Angeles"], True),
        176: (["LAB.mg", "Laboratório de inovação em governo de Minas Gerais",
               "Minas Gerais Laboratory of Public Innovation"], False),
        180: ([], True),
        248: (["Open Data Lab Zambia"], True),
        320: (["泉州らへんでオープンデータとGISを楽しむ会", "泉大津市立北公民館サポーターチーム"],
              False),
    },
    "odd_2024": {
        2: (["International Open Data Day 2024 @ Yokohama Executive Committee"], False),
        3: (["Prefeitura de Mogi das Cruzes"], False),
        17: (["The e-Government Unit at the Presidency of the Government"], True),
        20: (["Benin Youth Biodiversity Network & Carrefour Living Lab"], False),
        32: ([], True),
        110: (["一般社団法人モノづくりXプログラミング for Japan"], False),  # noqa: RUF001 - as it is
        116: ([], False),  # keys struck at random
        140: ([], True),
        161: ([], False),
        284: (["泉大津市立北公民館サポーターチーム", "泉州らへんでオープンデータとGISを楽しむ会",
               "和歌山大学岸和田サテライト友の会"], True),
    },
}  # fmt: skip


@pytest.mark.parametrize("name", PARTIES)
def test_who_organised_awkward_events(name: str) -> None:
    assert len(PARTIES[name]) == 10
    for number, (bodies, others) in PARTIES[name].items():
        found = of_row(name, number)
        assert [row["name"] for row in found.get("organisations", [])] == bodies, number
        assert len(found.get("unnamed_parties", [])) == others, number
        organisers = found.get("participations", [])
        paid = len(found.get("relations", []))
        assert len(organisers) == len(bodies) + others - paid, number
        assert {row["role"] for row in organisers} <= {"organiser"}


def test_the_same_body_in_several_rows_is_one() -> None:
    rows = [
        row for row in imported("odd_2019").tables["organisations"] if row["name"] == "SocialTIC"
    ]
    assert rows == []  # its name does not say that it is a body
    nepal = next(
        row
        for row in imported("odd_2021").tables["organisations"]
        if row["name"] == "Open Knowledge Nepal"
    )
    said = [
        n for n, row in source("odd_2021").items() if "Open Knowledge Nepal" in row["organisers"]
    ]
    assert nepal["evidence"].split("|") == [f"odd-2021-row-{number}" for number in said]
    assert len(said) >= 2


def test_dates_formats_reports_and_funders_of_2021() -> None:
    done, rows = imported("odd_2021"), source("odd_2021")
    events = {int(row["evidence"].rpartition("-")[2]): row for row in done.tables["activities"]}
    for number, event in events.items():
        assert event["when"] == (rows[number]["event_date"] or "2021")
        assert event["format"] == ("online" if rows[number]["online"] == "True" else "in-person")
        assert bool(event["feedback_published"]) == bool(rows[number]["event_report_url"])
    funded = Counter(row["mini_grant_funder"] for row in rows.values() if row["mini_grant_funder"])
    assert Counter(row["from"] for row in done.tables["relations"]) == {
        name.casefold(): number for name, number in funded.items()
    }


# Registers of bodies


def test_every_body_of_the_register_has_its_code_and_its_name() -> None:
    tables, rows = imported("govuk_organisations").tables, source("govuk_organisations").values()
    codes = {row["organisation"]: row["code"] for row in tables["identifiers"]}
    bodies = {codes[row["id"]]: row for row in tables["organisations"]}
    assert set(bodies) == {row["gb_gor"] for row in rows}
    for row in rows:
        title = row["title"] if row["title"].isascii() else bodies[row["gb_gor"]]["name"]
        assert bodies[row["gb_gor"]]["name"] == title
        assert bodies[row["gb_gor"]].get("acronym", "") == row["abbreviation"]


def test_titles_that_were_read_in_the_wrong_encoding_are_put_right_and_told() -> None:
    told = [p for p in imported("govuk_organisations").problems if p.rule == "import:encoding"]
    assert {problem.row for problem in told} == {325, 492, 575, 1110, 1154, 1221}
    names = {row["name"] for row in imported("govuk_organisations").tables["organisations"]}
    assert "Treasury Solicitor\u2019s Department" in names
    assert "Victoria Climbié Inquiry" in names


def test_what_became_of_closed_bodies() -> None:
    tables, rows = imported("govuk_organisations").tables, source("govuk_organisations")
    kinds = {"changed_name": "renamed", "merged": "merged", "split": "split",
             "replaced": "replaced", "no_longer_exists": "abolished"}  # fmt: skip
    slugs = {row["slug"] for row in rows.values()}
    expected = {
        (kinds[row["closed_status"]], row["slug"].replace("_-", "-"),
         "|".join(one for one in row["superseding"].split(";") if one in slugs),
         row["closed_at"] or f"../{row['updated_at']}")
        for row in rows.values()
        if row["closed_status"] in kinds
    }  # fmt: skip
    made = {(r["type"], r["before"], r["after"], r["when"]) for r in tables["change_events"]}
    assert made == expected
    assert len(made) == len(tables["change_events"]) == 520


def test_parents_of_bodies() -> None:
    tables, rows = imported("govuk_organisations").tables, source("govuk_organisations")
    slugs = {row["slug"] for row in rows.values()}
    parents = {row["slug"]: row["parents"].split(";") for row in rows.values() if row["parents"]}
    one = {slug: found[0] for slug, found in parents.items() if len(found) == 1}
    made = {row["id"]: row["part_of"] for row in tables["organisations"] if row.get("part_of")}
    assert made == {slug: parent for slug, parent in one.items() if parent in slugs}
    several = {(up, slug) for slug, found in parents.items() if len(found) > 1 for up in found}
    assert {(row["from"], row["to"]) for row in tables["relations"]} == several
    unknown = {
        p.row for p in imported("govuk_organisations").problems if "scotland-office" in p.message
    }
    assert unknown == {90, 891}  # the list names it and has no entry for it


SPOTS: dict[str, dict[int, dict[str, Row]]] = {
    "govuk_organisations": {
        2: {"change_events": {"type": "renamed", "when": "../2025-07-30"}},
        90: {"organisations": {"acronym": "BCS", "part_of": "", "type": "public-body"}},
        298: {"change_events": {
            "type": "split",
            "after": "department-for-communities-northern-ireland"
            "|department-for-infrastructure-northern-ireland"
            "|department-of-agriculture-environment-and-rural-affairs-northern-ireland"}},
        596: {"organisations": {"part_of": "", "acronym": "IPA"},
              "change_events": {"type": "replaced", "when": "2025-04-01"}},
        605: {"change_events": {"type": "abolished", "after": "department-for-education"}},
        632: {"organisations": {"note": "Status on GOV.UK: closed, devolved; "
                                        "read from the entry of 2021-04-15."}},
        686: {"change_events": {"type": "renamed", "when": "2021-09-20"}},
        830: {"organisations": {"acronym": "Ofcom", "type": "formal"},
              "identifiers": {"list": "gb-gor", "code": "OT385"}},
        1154: {"organisations": {"name": "Treasury Solicitor\u2019s Department"}},
        1221: {"organisations": {"id": "victoria-climbi-inquiry"}},
    },
    "local_authorities_eng": {
        2: {"organisations": {"name": "Buckinghamshire Council", "place": "england", "note": ""}},
        3: {"organisations": {"name": "Buckinghamshire County Council",
                              "note": "Abolished on 2020-03-31."}},
        4: {"organisations": {"description": "Non-metropolitan district council"}},
        8: {"organisations": {"name": "Bournemouth, Christchurch and Poole Council"}},
        9: {"organisations": {"name": "Dorset Council", "alternative_names": "Dorset Council"}},
    },
    "local_authorities_wales": {
        2: {"organisations": {
            "name": "Rhondda Cynon Taf County Borough Council",
            "alternative_names": "Cyngor Bwrdeistref Sirol Rhondda Cynon Taf|Rhondda Cynon Taff"
            "|Rhondda Cynon Taf"}},
        6: {"identifiers": {"list": "gb-pla", "code": "SWA"},
            "organisations": {"place": "wales", "note": "Since 1996-04-01."}},
        7: {"organisations": {"alternative_names": "Cyngor Sir Powys|Powys"}},
    },
}  # fmt: skip


@pytest.mark.parametrize("name", SPOTS)
def test_what_became_of_awkward_rows(name: str) -> None:
    for number, tables in SPOTS[name].items():
        found = of_row(name, number)
        for table, cells in tables.items():
            assert len(found[table]) == 1, number
            assert {key: found[table][0].get(key, "") for key in cells} == cells, number


@pytest.mark.parametrize(
    ("name", "key"),
    [("local_authorities_eng", "local-authority-eng"),
     ("local_authorities_wales", "principal-local-authority")],
)  # fmt: skip
def test_every_local_authority_has_its_code_and_names(name: str, key: str) -> None:
    tables, rows = imported(name).tables, source(name).values()
    names = {row["id"]: row for row in tables["organisations"]}
    made = {row["code"]: names[row["organisation"]] for row in tables["identifiers"]}
    assert set(made) == {row[key] for row in rows}
    for row in rows:
        body = made[row[key]]
        assert body["name"] == row["official-name"]
        assert row["name"] in body["alternative_names"].split("|")
        assert ("Abolished" in body.get("note", "")) == bool(row["end-date"])


def test_london_boroughs_are_in_london() -> None:
    tables, rows = (
        imported("local_authorities_eng").tables,
        source("local_authorities_eng").values(),
    )
    london = {
        row["official-name"] for row in rows if row["local-authority-type"] in ("LBO", "CC", "SRA")
    }
    assert {row["name"] for row in tables["organisations"] if row["place"] == "london"} == london
    assert len(london) == 34


@pytest.mark.parametrize("name", FILES)
def test_a_draft_of_every_file_runs(name: str, tmp_path: Path) -> None:
    expected = imported(name).counts.read
    draft = tmp_path / "draft.yml"
    draft.write_text(imports.draft(table(name)), encoding="utf-8")
    done = imports.table(table(name), draft)
    assert done.counts.read == expected
    assert done.counts.data >= expected - 11
    main = "activities" if name in EVENTS else "organisations"
    assert len(done.tables[main]) >= expected - 11
