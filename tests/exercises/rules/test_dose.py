"""Doses: which are sane, how one is changed, and how a person would say it."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from exercises.rules import dose as rules
from exercises.rules.dose import LIMITS, SIDES, BadDose, Dose, frequency, sentence

LIBRARY = Path(rules.__file__).parent.parent / "library" / "exercises.yaml"

SENTENCES = [
    ("repetitions", Dose(reps=10), "10 reps"),
    ("one repetition", Dose(reps=1), "1 rep"),
    ("sets of repetitions", Dose(sets=3, reps=10), "3 × 10 reps"),
    ("sets of one", Dose(sets=3, reps=1), "3 × 1 rep"),
    ("a hold, repeated", Dose(reps=3, hold_s=30), "3 × 30 s hold"),
    ("a hold, as sets", Dose(sets=2, hold_s=30, side="each"), "2 × 30 s hold, each side"),
    ("a hold, as sets of one", Dose(sets=2, reps=1, hold_s=30, side="each"), "2 × 30 s hold, each side"),
    ("one hold", Dose(hold_s=45), "1 × 45 s hold"),
    ("a hold of a minute", Dose(hold_s=60), "1 × 1 min hold"),
    ("a hold of a minute and a half", Dose(reps=2, hold_s=90), "2 × 1 min 30 s hold"),
    ("sets of repetitions held", Dose(sets=3, reps=10, hold_s=2), "3 × 10 reps, 2 s hold"),
    ("a bout", Dose(duration_s=600), "10 min"),
    ("an uneven bout", Dose(duration_s=95), "1 min 35 s"),
    ("bouts", Dose(sets=3, duration_s=60), "3 × 1 min"),
    ("a short bout", Dose(duration_s=10), "10 s"),
    ("left", Dose(reps=5, side="left"), "5 reps, left side"),
    ("right", Dose(reps=5, side="right"), "5 reps, right side"),
    (
        "load stands last",
        Dose(sets=2, reps=8, side="each", load="red band"),
        "2 × 8 reps, each side, red band",
    ),
    ("rest is not part of it", Dose(sets=2, reps=8, rest_s=60), "2 × 8 reps"),
]


@pytest.mark.parametrize(("dose", "words"), [row[1:] for row in SENTENCES], ids=[row[0] for row in SENTENCES])
def test_a_dose_is_said_as_a_person_would(dose: Dose, words: str) -> None:
    assert sentence(dose) == words


@pytest.mark.parametrize(
    ("per_day", "days_per_week", "words"),
    [
        (1, 7, "once a day"),
        (2, 7, "twice a day"),
        (3, 7, "3 times a day"),
        (1, 3, "once a day, 3 days a week"),
        (2, 1, "twice a day, 1 day a week"),
        (12, 6, "12 times a day, 6 days a week"),
    ],
)
def test_frequency(per_day: int, days_per_week: int, words: str) -> None:
    assert frequency(Dose(reps=1, per_day=per_day, days_per_week=days_per_week)) == words


@pytest.mark.parametrize("name", LIMITS)
def test_each_part_is_taken_up_to_its_limits_and_refused_beyond(name: str) -> None:
    low, high = LIMITS[name]
    base = {"reps": 5}
    for value in (low, high):
        assert getattr(Dose.read(base | {name: value}), name) == value
    for value in (low - 1, high + 1, -1, float(high), str(low), True, [low]):
        with pytest.raises(BadDose) as bad:
            Dose.read(base | {name: value})
        assert list(bad.value.errors) == [name], value
        assert name in str(bad.value)


@pytest.mark.parametrize(
    ("label", "given", "field"),
    [
        ("an unknown part", {"reps": 5, "weight": 3}, "weight"),
        ("an unknown side", {"reps": 5, "side": "both"}, "side"),
        ("a side that is no word", {"reps": 5, "side": ["left"]}, "side"),
        ("an empty side", {"reps": 5, "side": ""}, "side"),
        ("a long load", {"reps": 5, "load": "x" * 61}, "load"),
        ("a load that is a number", {"reps": 5, "load": 5}, "load"),
        ("a load that is nought", {"reps": 5, "load": 0}, "load"),
        ("a load that is false", {"reps": 5, "load": False}, "load"),
        ("a load that is a list", {"reps": 5, "load": []}, "load"),
        ("nothing to do", {"sets": 3}, "reps"),
        ("nothing at all", {}, "reps"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_dose_that_cannot_be_is_refused_by_its_part(label: str, given: dict[str, Any], field: str) -> None:
    with pytest.raises(BadDose) as bad:
        Dose.read(given)
    assert list(bad.value.errors) == [field]


def test_all_faults_are_named_at_once() -> None:
    with pytest.raises(BadDose) as bad:
        Dose.read({"reps": 10_000, "sets": 0, "side": "up", "load": 1, "x": 1})
    assert set(bad.value.errors) == {"reps", "sets", "side", "load", "x"}


OVERRIDES = [
    ("what is not said stays", {"reps": 8}, Dose(sets=3, reps=8, rest_s=30, load="band", per_day=2)),
    ("null clears what may be absent", {"rest_s": None}, Dose(sets=3, reps=10, load="band", per_day=2)),
    (
        "null keeps what every dose has",
        {"sets": None, "per_day": None, "days_per_week": None, "load": None},
        Dose(sets=3, reps=10, rest_s=30, load="band", per_day=2),
    ),
    ("an empty load takes it off", {"load": ""}, Dose(sets=3, reps=10, rest_s=30, per_day=2)),
    (
        "a hold in place of repetitions",
        {"reps": None, "hold_s": 20, "side": "each"},
        Dose(sets=3, hold_s=20, rest_s=30, side="each", load="band", per_day=2),
    ),
]


@pytest.mark.parametrize(
    ("given", "wanted"), [row[1:] for row in OVERRIDES], ids=[row[0] for row in OVERRIDES]
)
def test_parts_are_changed_over_another_dose(given: dict[str, Any], wanted: Dose) -> None:
    over = Dose(sets=3, reps=10, rest_s=30, load="band", per_day=2)
    assert Dose.read(given, over=over) == wanted
    assert over.reps == 10


def test_a_change_may_not_leave_nothing_to_do() -> None:
    with pytest.raises(BadDose):
        Dose.read({"reps": None}, over=Dose(sets=3, reps=10))


def doses() -> st.SearchStrategy[Dose]:
    numbers = {name: st.integers(low, high) for name, (low, high) in LIMITS.items()}
    optional = {name: st.none() | numbers[name] for name in ("reps", "hold_s", "rest_s", "duration_s")}
    always = {name: numbers[name] for name in ("sets", "per_day", "days_per_week")}
    words = {"side": st.sampled_from((None, *SIDES)), "load": st.text(max_size=60)}
    return st.builds(Dose, **always, **optional, **words).filter(
        lambda dose: dose.reps or dose.hold_s or dose.duration_s
    )


@given(doses())
def test_a_dose_survives_being_kept_as_plain_values(dose: Dose) -> None:
    assert Dose.read(dose.plain()) == dose
    assert Dose(**dose.plain()) == dose


@given(doses(), doses())
def test_a_whole_dose_replaces_a_whole_dose_but_for_what_it_leaves_out(dose: Dose, over: Dose) -> None:
    assert Dose.read(dose.plain(), over=over) == dose


@given(doses())
def test_every_dose_has_a_sentence_and_a_size(dose: Dose) -> None:
    assert "None" not in sentence(dose) + frequency(dose)
    assert sentence(dose).strip(", ")
    assert dose.size >= dose.work_s > 0


@pytest.mark.parametrize(
    ("smaller", "larger"),
    [
        (Dose(reps=10), Dose(sets=2, reps=10)),
        (Dose(reps=10), Dose(reps=10, per_day=2)),
        (Dose(reps=3, hold_s=20), Dose(reps=3, hold_s=30)),
        (Dose(reps=10, side="left"), Dose(reps=10, side="each")),
        (Dose(reps=10), Dose(duration_s=300)),
        (Dose(reps=10), Dose(reps=10, hold_s=5)),
    ],
)
def test_of_two_doses_the_one_with_more_work_a_day_is_larger(smaller: Dose, larger: Dose) -> None:
    assert smaller.size < larger.size


SENSIBLE = re.compile(
    r"(\d+ reps|\d+ × \d+ reps(, \d+ s hold)?|\d+ × (\d+ min( \d+ s)?|\d+ s) hold"
    r"|(\d+ × )?(\d+ min( \d+ s)?|\d+ s))(, each side)?(, [\w .,-]+)?"
)


def test_every_default_dose_of_the_library_reads_like_a_dose() -> None:
    said = {}
    for entry in yaml.safe_load(LIBRARY.read_text())["exercises"]:
        side = "each" if entry["sides"] == "per-side" else None
        said[entry["slug"]] = sentence(Dose.read(entry["default_dose"] | {"side": side}))
    assert len(said) >= 64
    assert {slug: words for slug, words in said.items() if not SENSIBLE.fullmatch(words)} == {}
    assert {slug for slug, words in said.items() if re.search(r"\b[1-9]\d{2,} s\b", words)} == set()


CUTS = [
    ("a length", Dose(duration_s=300), Dose(duration_s=200)),
    ("bouts keep their number", Dose(sets=3, duration_s=60), Dose(sets=3, duration_s=40)),
    ("repetitions, to the nearest whole", Dose(sets=2, reps=10), Dose(sets=2, reps=7)),
    ("repetitions held", Dose(reps=3, hold_s=30, per_day=4), Dose(reps=2, hold_s=30, per_day=4)),
    ("sets of one", Dose(sets=3, reps=1, hold_s=30), Dose(sets=2, reps=1, hold_s=30)),
    ("sets of a hold", Dose(sets=2, hold_s=30), Dose(hold_s=30)),
    ("one hold", Dose(hold_s=45), Dose(hold_s=30)),
    ("what cannot be less", Dose(reps=1), Dose(reps=1)),
]


@pytest.mark.parametrize(("dose", "cut"), [row[1:] for row in CUTS], ids=[row[0] for row in CUTS])
def test_a_dose_cut_by_a_third(dose: Dose, cut: Dose) -> None:
    assert dose.cut_by_a_third() == cut
