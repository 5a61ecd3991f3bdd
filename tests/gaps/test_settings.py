"""The settings of the ranking: all of them can be shown, changed and read; nonsense is refused."""

from __future__ import annotations

import math
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from uegraph.coverage import STATES
from uegraph.errors import ParameterError, SourceError, UnknownNameError
from uegraph.gaps import (
    SETTINGS,
    SEVERITY,
    WEIGHTS,
    InvalidWeightsError,
    Weighting,
    read_weighting,
)
from uegraph.gaps.ranking import CLOSED
from uegraph.gaps.terms import TERMS


def read(folder: Path, text: str | bytes) -> Weighting:
    path = folder / "weights.yml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_weighting(path)


def faults(folder: Path, text: str | bytes) -> list[str]:
    with pytest.raises(InvalidWeightsError) as refused:
        read(folder, text)
    return [f"{p.row} {p.message} | {p.remedy}" for p in refused.value.problems]


def test_every_term_has_a_weight_and_every_gap_a_severity() -> None:
    assert tuple(WEIGHTS) == tuple(TERMS)
    assert sum(WEIGHTS.values()) == 100
    assert set(SEVERITY) == set(STATES) - set(CLOSED)


def test_no_published_severity_is_nothing_so_no_gap_scores_nothing() -> None:
    assert min(SEVERITY.values()) > 0


def test_every_setting_is_within_its_own_bounds() -> None:
    for section in SETTINGS.values():
        assert all(
            setting.allows(setting.default) and setting.meaning for setting in section.values()
        )


def test_what_is_shown_can_be_read_back(tmp_path: Path) -> None:
    changed = Weighting().changed(
        weights={"state": 12.5, "one_way": 0},
        severity={"stale": 0.05},
        limits={"months": 24, "people": 5000},
        stability={"draws": 200},
    )
    for weighting in (Weighting(), changed):
        assert read(tmp_path, weighting.to_yaml()) == weighting


def test_a_file_replaces_what_it_names_and_leaves_the_rest(tmp_path: Path) -> None:
    found = read(tmp_path, "weights:\n  equality duty: 30\nseverity:\n  no evidence: 0.75\n")
    assert found == Weighting().changed(
        weights={"equality_duty": 30}, severity={"no-evidence": 0.75}
    )
    assert found.weights["state"] == 40


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("weights:\n  poplation: 3\n", "2 'poplation' is not a known setting"),
        ("wieghts:\n  state: 3\n", "1 'wieghts' is not a known section"),
        ("weights:\n  state: many\n", "2 'many' is not a number for 'state' | Give a number from"),
        ("weights:\n  state: -3\n", "2 '-3' is not a number"),
        ("weights:\n  state: 1e3\n", "2 '1e3' is not a number"),
        ("weights:\n  state: .inf\n", "2 '.inf' is not a number"),
        ("weights:\n  state: 101\n", "2 The weight of 'state' is 101 | Give a number from 0 to"),
        ("severity:\n  stale: 2\n", "2 The severity of 'stale' is 2 | Give a number from 0 to 1."),
        ("limits:\n  months: 0\n", "2 The number of 'months' is 0 | Give a whole number from 1 to"),
        ("limits:\n  months: 2.5\n", "2 The number of 'months' is 2.5 | Give a whole number"),
        ("weights:\n  state: 1\n  state: 2\n", "3 'state' is given twice | Keep one."),
        ("weights: 3\n", "1 settings are expected here | Write `key: value` lines below."),
        ("weights:\n  state: [1]\n", "2 'state' must be one text"),
        ("", "0 does not hold `key: value` lines | Write such as `weights:`"),
        ("- 1\n", "0 does not hold `key: value` lines | Write such as `weights:`"),
        ("weights: &a\n  state: 1\nlimits: *a\n", "0 uses an alias"),
        ("weights: {state: 1", "1 is not valid YAML"),
        (b"\xff\xfe\x00", "0 is not UTF-8"),
        (b"#" * 300_000, "0 is larger than 256 KB"),
    ],
)
def test_every_fault_is_named_with_its_line(tmp_path: Path, text: str | bytes, said: str) -> None:
    found = faults(tmp_path, text)
    assert [one[: len(said)] for one in found] == [said]


def test_all_faults_are_named_at_once(tmp_path: Path) -> None:
    assert len(faults(tmp_path, "weights:\n  a: 1\n  state: x\nlimits:\n  months: 0\n")) == 3


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.one_of(st.text(), st.binary(), st.text(alphabet="weights: \n-{}[]&*!#'\"0123456789")))
def test_any_file_is_read_or_refused(tmp_path: Path, text: str | bytes) -> None:
    data = text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text
    try:
        found = read(tmp_path, data)
    except InvalidWeightsError as refused:
        faulty = refused.problems
    else:
        assert found == read(tmp_path, found.to_yaml())
        return
    assert faulty


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="Name a file of weights"):
        read_weighting(tmp_path / "none.yml")
    with pytest.raises(SourceError, match="Name a file of weights"):
        read_weighting(tmp_path)


@pytest.mark.parametrize("name", ["colour", "State", ""])
def test_an_unknown_term_is_refused(name: str) -> None:
    with pytest.raises(UnknownNameError, match="equality_duty"):
        Weighting().changed(weights={name: 1.0})


@pytest.mark.parametrize("weight", [-1.0, 100.5, math.inf, math.nan])
def test_a_weight_out_of_bounds_is_refused(weight: float) -> None:
    with pytest.raises(ParameterError, match="Give a number from 0 to 100"):
        Weighting().changed(weights={"state": weight})


@pytest.mark.parametrize("each", [0.1, 50.0])
def test_weights_too_small_or_large_together_are_refused(tmp_path: Path, each: float) -> None:
    with pytest.raises(ParameterError, match="add up to between 2 and 300"):
        Weighting().changed(weights=dict.fromkeys(WEIGHTS, each))
    lines = "".join(f"  {name}: {each}\n" for name in WEIGHTS)
    with pytest.raises(ParameterError, match="those published add up to 100"):
        read(tmp_path, f"weights:\n{lines}")


def test_weights_of_nothing_are_allowed() -> None:
    assert set(Weighting().changed(weights=dict.fromkeys(WEIGHTS, 0)).weights.values()) == {0}


def test_the_page_shows_every_term_with_its_weight_and_severity() -> None:
    page = (Path(__file__).parents[2] / "docs" / "gaps.md").read_text(encoding="utf-8")
    for name, setting in SETTINGS["weights"].items():
        assert f"| {name} | {setting.default} |" in page
    for state, severity in SEVERITY.items():
        assert f"{state.replace('-', ' ')} {severity:g}" in page


def test_the_example_of_the_page_is_read(tmp_path: Path) -> None:
    page = (Path(__file__).parents[2] / "docs" / "gaps.md").read_text(encoding="utf-8")
    [example] = re.findall(r"```yaml\n(.*?)```", page, re.DOTALL)
    assert read(tmp_path, example) == Weighting().changed(
        weights={"priority": 30}, severity={"no-evidence": 0.8}, limits={"months": 36}
    )
