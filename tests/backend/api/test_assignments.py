from datetime import date, timedelta
from typing import Any

import pytest

from backend import clock
from exercises.models import Assignment, Change, Patient, Program, ReminderSetting, Revision
from exercises.rules.dose import Dose
from exercises.rules.sessions import local_date
from tests import make
from tests.backend.api.calling import assert_problem, signed_in

pytestmark = pytest.mark.django_db


class Practice:
    """A patient of a clinic, a member of its staff signed in, and a program with two exercises."""

    def __init__(self) -> None:
        self.patient = make.patient()
        self.staff = make.staff(self.patient.clinic)
        self.client = signed_in(self.staff.user)
        self.program = make.program()
        self.today = local_date(clock.now(), self.patient.timezone)

    def assign(self, what: Program | None = None, **given: Any) -> Any:
        url = f"/api/v1/patients/{self.patient.pk}/assignments"
        return self.client.post(url, {"program": str((what or self.program).pk)} | given)

    def assigned(self, **given: Any) -> dict[str, Any]:
        answer = self.assign(**given)
        assert answer.status_code == 201, answer.json()
        row: dict[str, Any] = answer.json()
        return row

    def change(self, row: dict[str, Any], given: Any) -> Any:
        return self.client.patch(f"/api/v1/assignments/{row['id']}", given)


@pytest.fixture
def practice(db: None) -> Practice:
    return Practice()


def items(row: dict[str, Any]) -> list[dict[str, Any]]:
    return [item for phase in row["phases"] for item in phase["items"]]


def test_a_program_is_assigned_from_the_patients_own_today(practice: Practice) -> None:
    row = practice.assigned()
    assert row["program"] == {"id": str(practice.program.pk), "name": practice.program.name}
    assert (row["starts_on"], row["state"], row["day"]) == (practice.today.isoformat(), "active", 1)
    assert (row["revision"], row["phase"], row["ended_on"]) == (1, 1, None)
    assert [item["dose_sentence"] for item in items(row)] == ["2 × 10 reps", "3 × 30 s hold"]
    assert row["reminder"]["used"] is False
    url = f"/api/v1/patients/{practice.patient.pk}/assignments"
    listed = practice.client.get(url).json()
    assert listed["count"] == 1
    assert listed["results"] == [practice.client.get(f"/api/v1/assignments/{row['id']}").json()]
    assert listed["results"][0] == {name: value for name, value in row.items() if name != "reminder"}


def test_a_program_may_be_named_by_its_slug_and_the_clinics_own_goes_first(practice: Practice) -> None:
    shared = make.program(slug="back-care")
    url = f"/api/v1/patients/{practice.patient.pk}/assignments"
    assert practice.client.post(url, {"program": "back-care"}).json()["program"]["id"] == str(shared.pk)
    own = make.program(practice.patient.clinic, slug="back-care")
    assert practice.client.post(url, {"program": "back-care"}).json()["program"]["id"] == str(own.pk)


def test_the_reminder_seeds_the_setting_and_later_ones_leave_it_alone(practice: Practice) -> None:
    wish = {"times": ["18:00", "09:00"], "weekdays": [0, 2, 4]}
    row = practice.assigned(reminder=wish)
    assert row["reminder"]["used"] is True
    assert "09:00, 18:00" in row["reminder"]["detail"]
    again = practice.assign(make.program(), reminder={"times": ["12:00"], "weekdays": [1]}).json()
    assert again["reminder"]["used"] is False
    assert "already" in again["reminder"]["detail"]
    setting = ReminderSetting.objects.get(patient=practice.patient)
    assert (setting.times, setting.weekdays) == (["09:00", "18:00"], [0, 2, 4])
    assert setting.next_at is not None


@pytest.mark.parametrize(
    ("given", "fields"),
    [
        pytest.param({"program": "no-such-slug"}, ["program"], id="unknown slug"),
        pytest.param({"program": make.new_id()}, ["program"], id="unknown id"),
        pytest.param({"program": "Not a slug\x7f"}, ["program"], id="control character"),
        pytest.param({"program": 7}, ["program"], id="number for a program"),
        pytest.param({"program": None}, ["program"], id="null for a program"),
        pytest.param({"starts_on": "1900-01-01"}, ["starts_on"], id="start in 1900"),
        pytest.param({"starts_on": "9999-12-31"}, ["starts_on"], id="start in 9999"),
        pytest.param({"starts_on": "2026-02-30"}, ["starts_on"], id="no such date"),
        pytest.param(
            {"reminder": {"times": ["09:00"], "weekdays": []}}, ["reminder.weekdays"], id="no weekdays"
        ),
        pytest.param({"reminder": {"times": ["03:00"], "weekdays": [1]}}, ["reminder.times"], id="at night"),
        pytest.param(
            {"reminder": {"times": ["9"], "weekdays": [7]}}, ["reminder.times", "reminder.weekdays"], id="2"
        ),
        pytest.param({"reminder": []}, ["reminder"], id="reminder that is no object"),
        pytest.param({"starts": "2026-11-22"}, ["starts"], id="unknown field"),
    ],
)
def test_bad_input_names_the_field_and_assigns_nothing(
    practice: Practice, given: dict[str, Any], fields: list[str]
) -> None:
    assert_problem(practice.assign(**given), 400, "invalid", *fields)
    assert not Assignment.objects.exists()
    assert not ReminderSetting.objects.exists()


def test_another_clinics_program_is_as_good_as_none(practice: Practice) -> None:
    foreign = make.program(make.clinic())
    assert_problem(practice.assign(foreign), 400, "invalid", "program")
    assert_problem(practice.assign(program=foreign.slug), 400, "invalid", "program")


def test_what_cannot_be_assigned_is_refused_by_name(practice: Practice) -> None:
    practice.assigned()
    assert_problem(practice.assign(), 409, "already_assigned")
    assert_problem(practice.assign(make.program(phases=())), 409, "program_is_empty")
    Patient.objects.filter(pk=practice.patient.pk).update(archived_at=clock.now())
    assert_problem(practice.assign(make.program()), 409, "patient_is_archived")


def test_a_hold_lasts_until_it_is_resumed(practice: Practice) -> None:
    row = practice.assigned()
    until = (practice.today + timedelta(days=5)).isoformat()
    held = practice.change(row, {"hold": {"until": until, "reason": "Travelling."}}).json()
    assert (held["state"], held["holds"]) == ("held", [{"from": practice.today.isoformat(), "until": until}])
    assert practice.change(row, {"resume": True}).json()["state"] == "active"
    assert practice.change(row, {"hold": {}}).json()["holds"][-1]["until"] is None
    past = {"hold": {"until": practice.today.isoformat()}}
    assert_problem(practice.change(row, past), 400, "invalid", "hold.until")
    far = practice.change(row, {"hold": {"until": "9999-12-31"}})
    assert far.json()["state"] == "held"


def test_an_ended_assignment_cannot_be_changed_but_the_program_assigned_again(practice: Practice) -> None:
    row = practice.assigned()
    ended = practice.change(row, {"end": {"reason": "Goal reached."}}).json()
    assert (ended["state"], ended["ended_because"]) == ("ended", "Goal reached.")
    for change in (
        {"hold": {}},
        {"resume": True},
        {"end": {}},
        {"revision": 1, "remove": [items(row)[0]["id"]]},
    ):
        assert_problem(practice.change(row, change), 409, "assignment_has_ended")
    assert practice.assign().status_code == 201


def test_another_dose_makes_a_new_revision_and_leaves_the_rest_as_it_was(practice: Practice) -> None:
    row = practice.assigned()
    first, second = items(row)
    given = {
        "revision": 1,
        "doses": {first["id"].upper(): {"sets": 3, "load": "red band"}},
        "reason": "Stronger.",
    }
    revised = practice.change(row, given).json()
    assert revised["revision"] == 2
    assert [item["dose_sentence"] for item in items(revised)] == [
        "3 × 10 reps, red band",
        second["dose_sentence"],
    ]
    kept = Revision.objects.get(assignment=row["id"], number=2)
    assert (kept.reason, kept.made_by) == ("Stronger.", practice.staff.user)
    assert Revision.objects.get(assignment=row["id"], number=1).phases.get().items.count() == 2
    change = Change.objects.get(what="assignment.revised")
    assert (change.who, change.after["revision"]) == (practice.staff.user, 2)


def test_items_are_removed_added_and_so_replaced(practice: Practice) -> None:
    row = practice.assigned()
    first, second = items(row)
    new = make.exercise(slug="new-one", name="New one", dose=Dose(sets=2, reps=12).plain())
    added = {"phase": 1, "exercise": "new-one", "dose": {"sets": 4}, "weekdays": [4, 0], "note": "Slowly."}
    revised = practice.change(row, {"revision": 1, "remove": [first["id"]], "add": [added]}).json()
    assert [item["exercise"]["name"] for item in items(revised)] == [second["exercise"]["name"], "New one"]
    last = items(revised)[-1]
    assert last["exercise"]["id"] == str(new.pk)
    assert (last["dose_sentence"], last["weekdays"], last["note"]) == ("4 × 12 reps", [0, 4], "Slowly.")


def test_a_change_made_from_an_older_revision_is_refused_whatever_its_items(practice: Practice) -> None:
    row = practice.assigned()
    first = items(row)[0]["id"]
    assert practice.change(row, {"revision": 1, "doses": {first: {"sets": 3}}}).status_code == 200
    stale = practice.change(row, {"revision": 1, "doses": {first: {"sets": 4}}})
    assert_problem(stale, 409, "revision_is_stale")
    assert_problem(practice.change(row, {"revision": 9, "remove": [first]}), 409, "revision_is_stale")
    unknown = practice.change(row, {"revision": 2, "remove": [first]})
    assert_problem(unknown, 400, "invalid", f"remove.{first}")
    assert Revision.objects.filter(assignment=row["id"]).count() == 2


ITEM = "00000000-0000-4000-8000-000000000000"
"""Stands for the first item's id in the table below."""


@pytest.mark.parametrize(
    ("given", "fields"),
    [
        pytest.param({}, ["body"], id="nothing"),
        pytest.param({"resume": True, "end": {}}, ["body"], id="two kinds"),
        pytest.param({"doses": {ITEM: {"sets": 2}}}, ["body"], id="doses without a revision"),
        pytest.param({"hold": {}, "doses": {}}, ["doses"], id="hold with doses"),
        pytest.param({"resume": False}, ["resume"], id="resume false"),
        pytest.param({"resume": "yes"}, ["resume"], id="resume yes"),
        pytest.param({"hold": None}, ["hold"], id="hold null"),
        pytest.param({"hold": {"until": "soon"}}, ["hold.until"], id="hold until soon"),
        pytest.param({"revision": 1}, ["revision"], id="revision without a change"),
        pytest.param({"revision": "1", "remove": [ITEM]}, ["revision"], id="revision as text"),
        pytest.param({"revision": 10**30, "remove": [ITEM]}, ["revision"], id="revision beyond all numbers"),
        pytest.param(
            {"revision": 1, "doses": {ITEM: {"reps": 10_000}}}, [f"doses.{ITEM}.reps"], id="absurd dose"
        ),
        pytest.param({"revision": 1, "doses": {ITEM: {"sets": -1}}}, [f"doses.{ITEM}.sets"], id="below zero"),
        pytest.param(
            {"revision": 1, "doses": {ITEM: {"reps": None}}}, [f"doses.{ITEM}.reps"], id="no work left"
        ),
        pytest.param(
            {"revision": 1, "doses": {ITEM: {"tempo": 1}}}, [f"doses.{ITEM}.tempo"], id="unknown part"
        ),
        pytest.param(
            {"revision": 1, "doses": {ITEM: {"load": "\x00"}}}, [f"doses.{ITEM}.load"], id="null byte"
        ),
        pytest.param({"revision": 1, "doses": {"x": {"sets": 1}}}, ["doses.x"], id="no item"),
        pytest.param({"revision": 1, "doses": [1]}, ["doses"], id="doses as a list"),
        pytest.param({"revision": 1, "remove": ["x"]}, ["remove"], id="removed that is no id"),
        pytest.param(
            {"revision": 1, "add": [{"phase": 2, "exercise": "bridge"}]}, ["add.0.phase"], id="no phase"
        ),
        pytest.param(
            {"revision": 1, "add": [{"phase": 1, "exercise": "bridge"}]}, ["add.0.exercise"], id="unknown"
        ),
        pytest.param(
            {"revision": 1, "add": [{"phase": 1, "exercise": "known"}]}, ["add.0.exercise"], id="twice"
        ),
        pytest.param(
            {"revision": 1, "add": [{"phase": 1, "exercise": "other", "dose": {"sets": 0}, "weekdays": []}]},
            ["add.0.dose.sets", "add.0.weekdays"],
            id="bad dose and no weekdays",
        ),
    ],
)
def test_a_bad_change_names_the_field_and_changes_nothing(
    practice: Practice, given: dict[str, Any], fields: list[str]
) -> None:
    make.exercise(slug="other")
    known = make.exercise(slug="known")
    program = make.program(exercises=[known], phases=((1, 28, (Dose(reps=10),)),))
    row = practice.assign(program).json()
    first = items(row)[0]["id"]
    if isinstance(given.get("doses"), dict):
        given = given | {
            "doses": {first if key == ITEM else key: dose for key, dose in given["doses"].items()}
        }
    answer = practice.change(row, given)
    assert_problem(answer, 400, "invalid", *[field.replace(ITEM, first) for field in fields])
    assert Revision.objects.filter(assignment=row["id"]).count() == 1
    assert practice.client.get(f"/api/v1/assignments/{row['id']}").json()["state"] == "active"


def test_another_clinics_exercise_cannot_be_added(practice: Practice) -> None:
    row = practice.assigned()
    foreign = make.exercise(make.clinic())
    answer = practice.change(row, {"revision": 1, "add": [{"phase": 1, "exercise": str(foreign.pk)}]})
    assert_problem(answer, 400, "invalid", "add.0.exercise")


def test_removing_the_last_exercise_is_refused(practice: Practice) -> None:
    row = practice.assigned()
    answer = practice.change(row, {"revision": 1, "remove": [item["id"] for item in items(row)]})
    assert_problem(answer, 409, "program_is_empty")


def test_an_assignment_that_has_not_started_says_so(practice: Practice) -> None:
    start: date = practice.today + timedelta(days=3)
    row = practice.assigned(starts_on=start.isoformat())
    assert (row["state"], row["day"], row["phase"]) == ("not_started", -2, None)
