import copy
from typing import Any

import pytest

from exercises.reads.library_files import EXERCISES, LAY_WORDS, PROTOCOLS, read_library, read_yaml
from exercises.rules.catalogue import BadEntry, KnownExercise, content_hash, read_exercise, read_program
from exercises.rules.dose import Dose
from exercises.rules.fields import with_dots
from exercises.rules.lay_words import folded, read_lay_words, search_text

BRIDGE = next(entry for entry in read_yaml(EXERCISES)["exercises"] if entry["slug"] == "bridge")
SLUGS = {"bridge", BRIDGE["progression"], BRIDGE["regression"]}
KNOWN = {
    "bridge": KnownExercise("1", Dose(sets=3, reps=10, rest_s=30)),
    "clam": KnownExercise("2", Dose(reps=8, side="each")),
    "also-bridge": KnownExercise("1", Dose(reps=10)),
}
METRICS = ("adherence_pct", "safety_flags")
PROGRAM: dict[str, Any] = {
    "slug": "hips",
    "name": "Hips",
    "for_whom": "Sore hips.",
    "not_for": ["A fresh fracture"],
    "duration_days": 21,
    "phases": [
        {
            "name": "Start",
            "goal": "Move",
            "days": [1, 7],
            "exercises": [{"slug": "bridge", "dose": {"reps": 5}, "note": "Easy"}],
            "progress_when": {
                "all": [{"metric": "adherence_pct", "op": ">=", "value": 60, "window_days": 7}]
            },
            "regress_when": {"any": [{"metric": "safety_flags", "op": ">=", "value": 1}]},
        },
        {
            "name": "Build",
            "goal": "Load",
            "days": [8, 21],
            "exercises": [{"slug": "bridge"}, {"slug": "clam", "weekdays": [4, 0]}],
        },
    ],
}


def changed(entry: dict[str, Any], path: str, value: Any) -> dict[str, Any]:
    """A copy of the entry with the value at a dotted path replaced; `...` takes the key away."""
    result = copy.deepcopy(entry)
    *before, last = [int(step) if step.isdigit() else step for step in path.split(".")]
    place: Any = result
    for step in before:
        place = place[step]
    if value is ...:
        del place[last]
    else:
        place[last] = value
    return result


def test_the_files_that_come_with_it_are_right() -> None:
    library = read_library(EXERCISES, PROTOCOLS, LAY_WORDS)
    assert (len(library.exercises), len(library.programs)) == (64, 10)
    assert len(library.lay_words) >= 60


def test_an_exercise_is_read_with_its_sides_in_the_dose() -> None:
    entry = read_exercise(BRIDGE, where="", known=SLUGS)
    assert (entry.slug, entry.cue, entry.dose.side) == ("bridge", BRIDGE["sms_cue"], None)
    per_side = read_exercise(changed(BRIDGE, "sides", "per-side"), where="", known=SLUGS)
    assert per_side.dose.side == "each"


@pytest.mark.parametrize(
    ("label", "path", "value", "field"),
    [
        ("a key is missing", "name", ..., "name"),
        ("a key nobody knows", "colour", "red", "colour"),
        ("a name of blanks", "name", "  ", "name"),
        ("a name too long", "name", "x" * 121, "name"),
        ("a null byte", "name", "Bri\0dge", "name"),
        ("half of a surrogate pair", "name", "Bridge \ud800", "name"),
        ("a line break in a step", "steps.1", "Up\nand down", "steps[1]"),
        ("a step that is a number", "steps.0", 5, "steps[0]"),
        ("no steps", "steps", [], "steps"),
        ("steps as one text", "steps", "Lift.", "steps"),
        ("no stop rule", "stop_if", [], "stop_if"),
        ("a slug with blanks", "slug", "the bridge", "slug"),
        ("a slug of no text", "slug", 5, "slug"),
        ("an unknown kind", "kind", "pilates", "kind"),
        ("an unknown position", "position", "flying", "position"),
        ("unknown sides", "sides", "both", "sides"),
        ("a kind that is a list", "kind", ["stretch"], "kind"),
        ("an absurd dose", "default_dose.reps", 10_000, "default_dose.reps"),
        ("a dose below zero", "default_dose.rest_s", -1, "default_dose.rest_s"),
        ("a dose of true", "default_dose.sets", True, "default_dose.sets"),
        ("an unknown part of a dose", "default_dose.speed", 3, "default_dose.speed"),
        ("a load with a null byte", "default_dose.load", "red\0", "default_dose.load"),
        ("a load that is a list", "default_dose.load", [], "default_dose.load"),
        ("no dose", "default_dose", None, "default_dose"),
        ("muscles as a list", "muscles", ["hamstrings"], "muscles"),
        ("an unknown progression", "progression", "no-such", "progression"),
        ("a regression to itself", "regression", "bridge", "regression"),
        ("a joint outside the box", "keyframes.1.joints.hip", [50, 100.5], "keyframes[1].joints.hip"),
        ("a joint of one number", "keyframes.1.joints.hip", [50], "keyframes[1].joints.hip"),
        ("a joint of NaN", "keyframes.1.joints.hip", [50, float("nan")], "keyframes[1].joints.hip"),
        ("a joint of text", "keyframes.1.joints.hip", ["50", 1], "keyframes[1].joints.hip"),
        ("a missing joint", "keyframes.0.joints.near_knee", ..., "keyframes[0].joints.near_knee"),
        ("an unknown joint", "keyframes.0.joints.tail", [1, 1], "keyframes[0].joints.tail"),
        ("a name twice", "keyframes.1.name", BRIDGE["keyframes"][0]["name"], "keyframes[1].name"),
        ("an unknown view", "keyframes.0.view", "below", "keyframes[0].view"),
        ("no floor", "keyframes.0.floor_y", None, "keyframes[0].floor_y"),
        ("sides not yes or no", "keyframes.0.both_sides", "yes", "keyframes[0].both_sides"),
        ("crossing not yes or no", "keyframes.0.crosses", 1, "keyframes[0].crosses"),
        ("an arrow of four points", "keyframes.0.arrows", [[[1, 1]] * 4], "keyframes[0].arrows"),
        ("an unknown prop", "keyframes.0.props.0.type", "sofa", "keyframes[0].props[0].type"),
        ("no keyframes", "keyframes", [], "keyframes"),
    ],
)  # fmt: skip
def test_a_malformed_exercise_is_refused_by_field(label: str, path: str, value: Any, field: str) -> None:
    with pytest.raises(BadEntry) as refused:
        read_exercise(changed(BRIDGE, path, value), where="here", known=SLUGS)
    assert (label, refused.value.field) == (label, field)
    assert refused.value.words


@pytest.mark.parametrize("entry", [None, [], "bridge", 5, {}])
def test_what_is_no_entry_is_refused_by_its_place(entry: Any) -> None:
    with pytest.raises(BadEntry) as refused:
        read_exercise(entry, where="exercises[3]")
    assert refused.value.slug == "exercises[3]"
    with pytest.raises(BadEntry):
        read_program(entry, where="protocols[0]", known=KNOWN)


def test_every_fault_of_an_entry_is_told_at_once() -> None:
    entry = changed(changed(BRIDGE, "kind", "pilates"), "default_dose.reps", 0)
    with pytest.raises(BadEntry) as refused:
        read_exercise(entry, where="")
    assert {with_dots(path) for path in refused.value.faults} == {"kind", "default_dose.reps"}


def test_a_strange_key_is_told_in_characters_that_can_be_sent() -> None:
    with pytest.raises(BadEntry) as refused:
        read_exercise(BRIDGE | {"\ud800" * 200: 1, "name": ""}, where="")
    for path in refused.value.faults:
        with_dots(path).encode()
    assert len(refused.value.field) <= 60


def test_the_hash_follows_the_content_and_nothing_else() -> None:
    first = read_exercise(BRIDGE, where="")
    again = read_exercise(dict(reversed(list(BRIDGE.items()))), where="")
    other = read_exercise(changed(BRIDGE, "steps.0", "Lie down."), where="")
    assert content_hash(first) == content_hash(again) != content_hash(other)
    assert len(content_hash(first)) == 64


def test_a_program_has_full_doses_and_follows_on() -> None:
    program = read_program(PROGRAM, where="", known=KNOWN, metrics=METRICS)
    first, second = program.phases
    assert first.items[0].dose == Dose(sets=3, reps=5, rest_s=30)
    assert (second.first_day, second.last_day) == (8, 21)
    assert [item.exercise for item in second.items] == ["1", "2"]
    assert second.items[1].weekdays == (0, 4)


@pytest.mark.parametrize(
    ("label", "path", "value", "field"),
    [
        ("a gap", "phases.1.days", [9, 21], "phases[1].days"),
        ("an overlap", "phases.1.days", [7, 21], "phases[1].days"),
        ("a start after day 1", "phases.0.days", [2, 7], "phases[0].days"),
        ("an end before the start", "phases.1.days", [8, 7], "phases[1].days"),
        ("a day 0", "phases.0.days", [0, 7], "phases[0].days[0]"),
        ("ten thousand days", "phases.1.days", [8, 10_000], "phases[1].days[1]"),
        ("one day alone", "phases.1.days", [8], "phases[1].days"),
        ("no days", "phases.1.days", ..., "phases[1].last_day"),
        ("another length than the phases'", "duration_days", 22, "duration_days"),
        ("no phases", "phases", [], "phases"),
        ("no exercises", "phases.0.exercises", [], "phases[0].exercises"),
        ("an unknown exercise", "phases.0.exercises.0.slug", "no", "phases[0].exercises[0].slug"),
        ("an exercise twice", "phases.1.exercises.1.slug", "also-bridge", "phases[1].exercises[1].slug"),
        ("a bad override", "phases.0.exercises.0.dose.reps", 0, "phases[0].exercises[0].dose.reps"),
        ("a dose of nothing", "phases.0.exercises.0.dose.reps", None, "phases[0].exercises[0].dose.reps"),
        ("a dose that is a list", "phases.0.exercises.0.dose", [1], "phases[0].exercises[0].dose"),
        ("no weekday", "phases.1.exercises.1.weekdays", [], "phases[1].exercises[1].weekdays"),
        ("a weekday 7", "phases.1.exercises.1.weekdays", [7], "phases[1].exercises[1].weekdays"),
        ("a metric", "phases.0.regress_when.any.0.metric", "mood", "phases[0].regress_when.any[0].metric"),
        ("an unknown operator", "phases.0.progress_when.all.0.op", "=>", "phases[0].progress_when.all[0].op"),
        ("a value of text", "phases.0.regress_when.any.0.value", "1", "phases[0].regress_when.any[0].value"),
        ("any where all is meant", "phases.0.progress_when", {"any": []}, "phases[0].progress_when.any"),
        ("a contraindication that is a list", "not_for.0", [], "not_for[0]"),
    ],
)  # fmt: skip
def test_a_malformed_program_is_refused_by_field(label: str, path: str, value: Any, field: str) -> None:
    with pytest.raises(BadEntry) as refused:
        read_program(changed(PROGRAM, path, value), where="", known=KNOWN, metrics=METRICS)
    assert (label, refused.value.field) == (label, field)
    assert refused.value.slug == "hips"


def test_a_clinics_own_draft_needs_neither_phases_nor_exercises() -> None:
    assert read_program({"slug": "d", "name": "D"}, where="", known={}, own=True).phases == ()
    phases = [{"name": "One", "last_day": 7}, {"name": "Two", "last_day": 9, "items": []}]
    draft = read_program({"slug": "d", "name": "D", "phases": phases}, where="", known={}, own=True)
    assert [(phase.first_day, phase.last_day) for phase in draft.phases] == [(1, 7), (8, 9)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Child's pose", ["childs", "pose"]),
        ("Child\u2019s  POSE", ["childs", "pose"]),
        ("Press-up", ["press", "up"]),
        ("Étirement ischio-jambiers", ["etirement", "ischio", "jambiers"]),
        ("90/90 %_\\", ["90", "90"]),
        (" \0\n", []),
    ],
)
def test_words_are_compared_without_case_accents_and_marks(text: str, words: list[str]) -> None:
    assert folded(text) == words


def test_lay_words_lead_strongly_to_what_an_exercise_is_for() -> None:
    table = {
        "hammies": {"muscles": ["hamstrings"]},
        "bum": {"muscles": ["gluteus maximus"]},
        "pelvic lift": {"exercises": ["bridge"]},
        "tummy": {"regions": ["core"]},
    }
    text = search_text(
        slug="bridge",
        name="Bridge",
        kind="strengthen",
        position="supine",
        regions=["buttock"],
        primary=["gluteus maximus"],
        secondary=["hamstrings"],
        equipment=[],
        lay_words=read_lay_words(table),
    )
    assert text.startswith(" bridge |")
    assert " bum" in text and " pelvic" in text and " lift" in text
    assert " ~hammies" in text and " hammies" not in text
    assert "tummy" not in text


@pytest.mark.parametrize(
    ("label", "leads"),
    [
        ("an unknown muscle", {"muscles": ["wing"]}),
        ("an unknown exercise", {"exercises": ["no-such"]}),
        ("an unknown key", {"bones": ["femur"]}),
        ("nothing", {}),
        ("no mapping", "hamstrings"),
        ("a list that is none", {"muscles": "hamstrings"}),
    ],
)
def test_a_lay_word_must_lead_somewhere_known(label: str, leads: Any) -> None:
    known = {"muscles": {"hamstrings"}, "regions": {"hip"}, "exercises": {"bridge"}}
    with pytest.raises(BadEntry) as refused:
        read_lay_words({"hammies": leads}, known=known)
    assert (label, refused.value.slug) == (label, "hammies")
