import copy
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml

from exercises.actions.keep_pictures import keep_pictures
from exercises.actions.load_library import LibraryReport, load_library
from exercises.errors import BadLibrary
from exercises.models import Exercise, Item, Patient, Picture, Program, RevisionItem
from exercises.reads.library_files import EXERCISES, LAY_WORDS, PROTOCOLS, read_yaml
from exercises.rules.pictures import ExercisePicture
from exercises.terms import PictureKind
from tests import make

pytestmark = pytest.mark.django_db

Files = dict[str, dict[str, Any]]
Load = Callable[..., LibraryReport]

WHOLE = read_yaml(EXERCISES)
SMALL = [copy.deepcopy(entry) for entry in WHOLE["exercises"] if entry["slug"] in ("bridge", "clamshell")]
for one in SMALL:
    one |= {"progression": None, "regression": None}
SMALL[0]["progression"] = SMALL[1]["slug"]  # the second is inserted after the first that names it


@pytest.fixture
def files() -> Files:
    """A library of two exercises and one program, to be changed by a test."""
    program = {
        "slug": "hips",
        "name": "Hips",
        "for_whom": "Sore hips",
        "not_for": ["A fracture", "Any red flag: numbness, fever"],
        "phases": [
            {"name": "One", "goal": "Move", "days": [1, 7], "exercises": [{"slug": "bridge"}]},
            {
                "name": "Two",
                "goal": "Load",
                "days": [8, 9],
                "exercises": [{"slug": "bridge", "dose": {"reps": 3}}, {"slug": "clamshell"}],
            },
        ],
    }
    return copy.deepcopy(
        {
            "exercises": {"exercises": SMALL},
            "protocols": {"meta": {"metrics": {"pain_reports": "…"}}, "protocols": [program]},
            "lay_words": {"words": {"bum": {"exercises": ["bridge"]}}},
        }
    )


@pytest.fixture
def load(files: Files, tmp_path: Path) -> Load:
    """Writes the files as they are now and loads them."""

    def run(**options: Any) -> LibraryReport:
        paths = [tmp_path / f"{name}.yaml" for name in files]
        for path, content in zip(paths, files.values(), strict=True):
            path.write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
        return load_library(*paths, **{"now": make.NOW} | options)

    return run


def patient_with(slug: str) -> Patient:
    """A patient who has the program."""
    patient = make.patient()
    make.assignment(patient, Program.objects.shared().get(slug=slug))
    return patient


def version(patient: Patient) -> int:
    return Patient.objects.get(pk=patient.pk).plan_version


def test_the_whole_library_loads_and_a_second_run_changes_nothing() -> None:
    told: list[tuple[int, int]] = []
    first = load_library(
        EXERCISES,
        PROTOCOLS,
        LAY_WORDS,
        now=make.NOW,
        progress=lambda done, total, slug: told.append((done, total)),
    )
    assert (len(first.created), first.changed, first.unchanged, first.retired) == (74, [], [], [])
    assert told == [(done, 74) for done in range(1, 75)]
    before = [list(model.objects.order_by("pk").values()) for model in (Exercise, Program, Item)]
    second = load_library(now=make.NOW + timedelta(days=1))
    assert (second.created, second.changed, len(second.unchanged), second.retired) == ([], [], 74, [])
    assert [list(model.objects.order_by("pk").values()) for model in (Exercise, Program, Item)] == before


def test_an_unchanged_library_costs_three_queries(load: Load, django_assert_num_queries: Any) -> None:
    load()
    with django_assert_num_queries(3 + 2):  # shared exercises, shared programs, the clinics' own; a savepoint
        load()


def test_rows_hold_what_the_files_say(load: Load) -> None:
    load()
    bridge = Exercise.objects.get(slug="bridge")
    entry = SMALL[0]
    assert bridge.clinic is None
    assert bridge.texts["en"] == {
        "name": entry["name"],
        "steps": entry["steps"],
        "cautions": entry["cautions"],
        "stop_if": entry["stop_if"],
        "cue": entry["sms_cue"],
    }
    assert bridge.figure == entry["keyframes"]
    assert bridge.progression == Exercise.objects.get(slug="clamshell")
    assert Exercise.objects.get(slug="clamshell").dose["side"] == "each"
    program = Program.objects.get(slug="hips")
    assert program.not_for == ["A fracture", "Any red flag: numbness, fever"]
    one, two = program.phases.all()
    assert (one.first_day, one.last_day, two.first_day, two.last_day) == (1, 7, 8, 9)
    assert [item.dose["reps"] for item in two.items.all()] == [3, entry_dose(SMALL[1], "reps")]
    assert [item.order for item in two.items.all()] == [1, 2]


def entry_dose(entry: dict[str, Any], part: str) -> Any:
    return entry["default_dose"][part]


def test_a_changed_exercise_keeps_its_id_and_reaches_the_phones(load: Load, files: Files) -> None:
    load()
    before = Exercise.objects.get(slug="bridge")
    following, other = patient_with("hips"), make.patient()
    versions = version(following), version(other)
    files["exercises"]["exercises"][0]["steps"][0] = "Lie down first."
    report = load()
    assert (report.changed, sorted(report.unchanged)) == (["bridge"], ["clamshell", "hips"])
    after = Exercise.objects.get(slug="bridge")
    assert (after.pk, after.texts["en"]["steps"][0]) == (before.pk, "Lie down first.")
    assert (version(following), version(other)) == (versions[0] + 1, versions[1])


def test_who_no_longer_has_the_exercise_is_left_alone(load: Load, files: Files) -> None:
    load()
    patient = patient_with("hips")
    patient.assignments.update(ended_on=make.NOW.date())
    before = version(patient)
    files["exercises"]["exercises"][0]["steps"][0] = "Lie down first."
    load()
    assert version(patient) == before


def test_a_changed_program_leaves_what_is_prescribed(load: Load, files: Files) -> None:
    load()
    patient_with("hips")
    prescribed = list(RevisionItem.objects.order_by("pk").values())
    program = Program.objects.get(slug="hips")
    files["protocols"]["protocols"][0]["phases"][1]["exercises"].pop()
    files["protocols"]["protocols"][0]["phases"][0]["exercises"][0]["dose"] = {"reps": 2}
    report = load()
    assert report.changed == ["hips"]
    assert Program.objects.get(slug="hips").pk == program.pk
    assert [phase.items.count() for phase in program.phases.all()] == [1, 1]
    assert program.phases.all()[0].items.get().dose["reps"] == 2
    assert list(RevisionItem.objects.order_by("pk").values()) == prescribed


def test_a_changed_default_dose_changes_the_programs_that_take_it(load: Load, files: Files) -> None:
    load()
    files["exercises"]["exercises"][0]["default_dose"]["sets"] = 5
    assert load().changed == ["bridge", "hips"]
    assert {item.dose["sets"] for item in Item.objects.filter(exercise__slug="bridge")} == {5}


def test_what_the_files_no_longer_name_is_retired_and_may_come_back(load: Load, files: Files) -> None:
    load()
    gone = files["exercises"]["exercises"].pop(1)
    files["exercises"]["exercises"][0]["progression"] = None
    files["protocols"]["protocols"][0]["phases"][1]["exercises"].pop()
    report = load()
    assert report.retired == ["clamshell"]
    assert Exercise.objects.get(slug="clamshell").retired_at == make.NOW
    assert load(now=make.NOW + timedelta(days=1)).retired == []
    files["exercises"]["exercises"].append(gone)
    assert "clamshell" in load().changed
    assert Exercise.objects.get(slug="clamshell").retired_at is None


def test_new_lay_words_reach_the_clinics_own_exercises_and_no_phone(load: Load, files: Files) -> None:
    load()
    own = make.exercise(make.clinic(), muscles_primary=["gluteus maximus"])
    patient = patient_with("hips")
    before = version(patient)
    files["lay_words"]["words"]["posterior"] = {"muscles": ["gluteus maximus"]}
    assert "bridge" in load().changed
    for slug in (own.slug, "bridge"):
        assert " posterior" in Exercise.objects.get(slug=slug).search_text
    assert version(patient) == before


def test_another_clinics_exercise_of_the_same_slug_is_left_alone(load: Load) -> None:
    own = make.exercise(make.clinic(), slug="bridge", name="Ours")
    load()
    own.refresh_from_db()
    assert (own.name, own.retired_at) == ("Ours", None)


@pytest.mark.parametrize(
    ("label", "file", "path", "value", "named"),
    [
        ("a dose", "exercises", ("exercises", 1, "default_dose", "reps"), 0,
         "exercises.yaml: clamshell: default_dose.reps"),
        ("a joint", "exercises", ("exercises", 0, "keyframes", 1, "joints", "hip"), [1, 101],
         "exercises.yaml: bridge: keyframes[1].joints.hip"),
        ("no slug", "exercises", ("exercises", 1, "slug"), None, "exercises.yaml: exercises[1]: slug"),
        ("a link", "exercises", ("exercises", 0, "regression"), "no-such",
         "exercises.yaml: bridge: regression"),
        ("a phase", "protocols", ("protocols", 0, "phases", 1, "days"), [9, 9],
         "protocols.yaml: hips: phases[1].days"),
        ("a metric", "protocols", ("protocols", 0, "phases", 0, "progress_when"),
         {"all": [{"metric": "mood", "op": ">", "value": 1}]},
         "protocols.yaml: hips: phases[0].progress_when.all[0].metric"),
        ("a lay word", "lay_words", ("words", "bum"), {"muscles": ["wing"]}, "lay_words.yaml: bum: muscles"),
    ],
)  # fmt: skip
def test_a_malformed_file_is_refused_and_nothing_of_it_kept(
    load: Load, files: Files, label: str, file: str, path: tuple[Any, ...], value: Any, named: str
) -> None:
    load()
    rows = list(Exercise.objects.order_by("pk").values())
    files["exercises"]["exercises"][0]["name"] = "Another name"
    place: Any = files[file]
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    with pytest.raises(BadLibrary) as refused:
        load()
    assert named in refused.value.errors, label
    assert named in refused.value.detail
    assert list(Exercise.objects.order_by("pk").values()) == rows


@pytest.mark.parametrize(("file", "section"), [("exercises", "exercises"), ("protocols", "protocols")])
def test_a_slug_given_twice_is_refused(load: Load, files: Files, file: str, section: str) -> None:
    entries = files[file][section]
    entries.append(entries[-1])
    with pytest.raises(BadLibrary) as refused:
        load()
    assert list(refused.value.errors) == [f"{file}.yaml: {entries[-1]['slug']}: slug"]


@pytest.mark.parametrize(
    ("label", "text", "told"),
    [
        ("no YAML", "exercises: [", "exercises.yaml"),
        ("a key twice", "exercises: []\nexercises: []", "is given twice"),
        ("not UTF-8", b"\xff\xfe\x00", "exercises.yaml"),
        ("a list", "- 1", "exercises.yaml"),
        ("nothing", "", "exercises.yaml"),
        ("no entries", "exercises: {}", "exercises.yaml: exercises"),
        ("a tag that makes an object", "exercises: !!python/object/apply:os.getcwd []", "exercises.yaml"),
    ],
)
def test_a_file_that_cannot_be_read_is_named(
    tmp_path: Path, label: str, text: str | bytes, told: str
) -> None:
    path = tmp_path / "exercises.yaml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(BadLibrary) as refused:
        load_library(path, PROTOCOLS, LAY_WORDS, now=make.NOW)
    assert told in refused.value.detail, label


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadLibrary, match=r"none\.yaml"):
        load_library(tmp_path / "none.yaml", PROTOCOLS, LAY_WORDS, now=make.NOW)


def test_a_failure_half_way_keeps_nothing(load: Load) -> None:
    def fail(done: int, total: int, slug: str) -> None:
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        load(progress=fail)
    assert not Exercise.objects.exists()


def test_pictures_are_replaced_and_reach_the_phones(load: Load) -> None:
    load()
    following, other = patient_with("hips"), make.patient()
    versions = version(following), version(other)
    bridge = Exercise.objects.get(slug="bridge")
    old = [ExercisePicture(PictureKind.POSE, order, 960, 720, "Bridge", key="a") for order in (1, 2)]
    keep_pictures(bridge.pk, old)
    keep_pictures(bridge.pk, old[::-1])  # the same
    keep_pictures(bridge.pk, [replace(old[0], key="b")])
    assert list(Picture.objects.values_list("order", "width", "drawn_from")) == [(1, 960, "b")]
    assert (version(following), version(other)) == (versions[0] + 2, versions[1])
