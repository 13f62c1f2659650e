"""A program given to a patient, and what is changed about it afterwards."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from backend import clock
from backend.api.fields import Day, Flag, Id, Several, StrictSerializer, Text, Whole, body_of
from backend.api.library import DoseInput, DoseRow
from backend.api.paging import PAGE, page_of, page_shape
from backend.api.patients import PersonRow, patient_seen_by
from backend.api.permissions import StaffCall, staff_of
from backend.api.reminder import ReminderBody
from exercises.actions.assign import (
    AddedItem,
    assign_program,
    changed_phases,
    end_assignment,
    hold_assignment,
    resume_assignment,
    revise_assignment,
)
from exercises.actions.reminders import Wish
from exercises.errors import Invalid, NotFound
from exercises.models import Assignment, Patient, User
from exercises.reads.assignments import assignment_rows
from exercises.reads.naming import program_named
from exercises.rules.catalogue import MOST_ITEMS
from exercises.rules.sessions import local_date

KINDS_OF_CHANGE = ("hold", "resume", "end", "revision")
PARTS_OF_A_REVISION = ("doses", "remove", "add")


class NewAssignment(StrictSerializer):
    program = Text(max_length=80, help_text="Its id or slug.")
    starts_on = Day(required=False, help_text="On the patient's own calendar; today when left out.")
    reminder = ReminderBody(
        required=False, allow_null=True, help_text="Used when the patient has no reminder setting yet."
    )


class HoldInput(StrictSerializer):
    until = Day(required=False, allow_null=True, default=None, help_text="The first date that counts again.")
    reason = Text(required=False, allow_blank=True, default="", max_length=240)


class EndInput(StrictSerializer):
    reason = Text(required=False, allow_blank=True, default="", max_length=240)


class AddedInput(StrictSerializer):
    phase = Whole(min_value=1, max_value=1000, help_text="The phase's number; the item stands last in it.")
    exercise = Text(max_length=80, help_text="Its id or slug.")
    dose = DoseInput(required=False, default=dict, help_text="What is left out is taken from the exercise.")
    weekdays = Several(
        child=Whole(min_value=0, max_value=6),
        required=False,
        allow_null=True,
        default=None,
        allow_empty=False,
        max_length=7,
        unique=True,
        help_text="0 is Monday; null spreads the days of the dose evenly.",
    )
    note = Text(required=False, allow_blank=True, default="", max_length=240)


class AssignmentChange(StrictSerializer):
    """Exactly one of hold, resume, end and revision; `doses`, `remove` and `add` belong to a revision."""

    hold = HoldInput(required=False)
    resume = Flag(required=False, help_text="true ends the hold.")
    end = EndInput(required=False)
    revision = Whole(required=False, min_value=1, max_value=1_000_000, help_text="The one it was made from.")
    doses = serializers.DictField(
        child=DoseInput(), required=False, help_text="By item id: the parts of the dose that change."
    )
    remove = Several(child=Id(), required=False, max_length=1000, help_text="Ids of items.")
    add = AddedInput(many=True, required=False, max_length=MOST_ITEMS)  # type: ignore[call-arg]
    reason = Text(required=False, allow_blank=True, max_length=240, help_text="Why it was revised.")

    def validate(self, given: dict[str, Any]) -> dict[str, Any]:
        kinds = [kind for kind in KINDS_OF_CHANGE if kind in given]
        if len(kinds) != 1:
            raise serializers.ValidationError(f"Give exactly one of {', '.join(KINDS_OF_CHANGE)}.")
        if given.get("resume") is False:
            raise serializers.ValidationError({"resume": "Must be true."})
        parts = [part for part in PARTS_OF_A_REVISION if given.get(part)]
        if kinds == ["revision"] and not parts:
            raise serializers.ValidationError({"revision": "Say what changes: doses, remove or add."})
        if kinds != ["revision"]:
            words = "This belongs to a change of items: name the revision it was made from."
            strays = [name for name in (*PARTS_OF_A_REVISION, "reason") if name in given]
            if strays:
                raise serializers.ValidationError(dict.fromkeys(strays, words))
        return given


class AssignedItem(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    exercise = PersonRow()
    dose = DoseRow()
    dose_sentence = serializers.CharField(help_text="Such as: 2 × 30 s hold, each side.")
    frequency = serializers.CharField(help_text="Such as: twice a day.")
    weekdays = serializers.ListField(
        child=serializers.IntegerField(), allow_null=True, help_text="0 is Monday."
    )
    note = serializers.CharField(allow_blank=True)


class AssignedPhase(serializers.Serializer[Any]):
    number = serializers.IntegerField()
    name = serializers.CharField()
    goal = serializers.CharField(allow_blank=True)
    first_day = serializers.IntegerField(help_text="Days count from 1, the assignment's first day.")
    last_day = serializers.IntegerField()
    items = AssignedItem(many=True)


class HoldRow(serializers.Serializer[Any]):
    until = serializers.DateField(
        allow_null=True, help_text="The first date that counts again; null is open."
    )

    def get_fields(self) -> dict[str, Any]:
        return {"from": serializers.DateField(), **super().get_fields()}  # "from" is no name in Python


class AssignmentRow(serializers.Serializer[Any]):
    """A program given to a patient, with the newest revision of its items and doses."""

    id = serializers.UUIDField()
    patient = serializers.UUIDField()
    program = PersonRow()
    starts_on = serializers.DateField()
    last_day = serializers.DateField(help_text="Of the last phase.")
    ended_on = serializers.DateField(allow_null=True, help_text="The first date it no longer counts.")
    ended_because = serializers.CharField(allow_blank=True)
    state = serializers.ChoiceField(choices=["active", "not_started", "held", "ended"])
    day = serializers.IntegerField(help_text="The day today is, from 1; below that it has not started.")
    phase = serializers.IntegerField(allow_null=True, help_text="The number of the phase in force.")
    revision = serializers.IntegerField(help_text="Name it in a change of items.")
    revision_applies_from = serializers.DateField()
    holds = HoldRow(many=True)
    phases = AssignedPhase(many=True)


class ReminderUse(serializers.Serializer[Any]):
    used = serializers.BooleanField(help_text="Whether `reminder` became the patient's setting.")
    detail = serializers.CharField()


class AssignmentMade(AssignmentRow):
    reminder = ReminderUse()


_ASSIGN = OpenApiExample(
    "With reminders",
    request_only=True,
    value={
        "program": "acute-sciatica-extension",
        "starts_on": "2026-11-23",
        "reminder": {"times": ["09:00", "18:00"], "weekdays": [0, 1, 2, 3, 4, 5, 6]},
    },
)
_REVISE = OpenApiExample(
    "Another dose",
    request_only=True,
    value={
        "revision": 1,
        "doses": {"5f0c3a52-6d1e-4c3b-9a57-0e3b6c1f2d11": {"sets": 2, "reps": 8}},
        "reason": "Too much at once.",
    },
)
_HOLD = OpenApiExample(
    "Hold", request_only=True, value={"hold": {"until": "2026-12-01", "reason": "Travelling."}}
)


class AssignmentsCall(StaffCall):
    @extend_schema(
        summary="List a patient's assignments", parameters=[PAGE], responses=page_shape(AssignmentRow)
    )
    def get(self, request: Request, patient_id: UUID) -> Response:
        """Every program the patient was given, the newest first."""
        patient = patient_seen_by(request, patient_id)
        found = patient.assignments.select_related("patient", "program").order_by("-created_at", "id")
        return page_of(request, found, lambda chosen: assignment_rows(chosen, now=clock.now()))

    @extend_schema(
        summary="Assign a program", request=NewAssignment, responses={201: AssignmentMade}, examples=[_ASSIGN]
    )
    def post(self, request: Request, patient_id: UUID) -> Response:
        """Gives the program to the patient; its items and doses are frozen as they are now."""
        patient = patient_seen_by(request, patient_id)
        me, now = staff_of(request), clock.now()
        given = body_of(request, NewAssignment)
        program = program_named(given["program"], clinic_id=me.clinic_id)
        if program is None:
            raise Invalid.field("program", "There is no such program.")
        wish = _wish(given.get("reminder"))
        with told_beneath("reminder", "times", "weekdays", "paused_until"):
            assignment, used = assign_program(
                patient,
                program,
                starts_on=given.get("starts_on") or local_date(now, patient.timezone),
                reminder=wish,
                by=me.user,
                now=now,
            )
        row = assignment_rows([assignment], now=now)[0]
        return Response(row | {"reminder": _reminder_use(patient, wish, used=used)}, status=201)


class OneAssignmentCall(StaffCall):
    @extend_schema(summary="Read an assignment", responses=AssignmentRow)
    def get(self, request: Request, assignment_id: UUID) -> Response:
        """One assignment with the newest revision of its items and doses."""
        return Response(_row(request, assignment_id))

    @extend_schema(
        summary="Hold, resume, end or revise an assignment",
        request=AssignmentChange,
        responses=AssignmentRow,
        examples=[_HOLD, _REVISE],
    )
    def patch(self, request: Request, assignment_id: UUID) -> Response:
        """One kind of change a call. Other items or doses make a new revision.

        It applies from the patient's today, or from tomorrow when today already has a check-in.
        """
        assignment = _seen_by(request, assignment_id)
        _change(assignment, body_of(request, AssignmentChange), by=staff_of(request).user)
        return Response(_row(request, assignment_id))


def _change(assignment: Assignment, given: dict[str, Any], *, by: User) -> None:
    now = clock.now()
    if "hold" in given:
        with told_beneath("hold", "until"):
            hold_assignment(assignment, **given["hold"], by=by, now=now)
    elif "resume" in given:
        resume_assignment(assignment, by=by, now=now)
    elif "end" in given:
        end_assignment(assignment, **given["end"], by=by, now=now)
    else:
        made_from = given["revision"]
        phases = changed_phases(
            assignment,
            made_from=made_from,
            doses={name.lower(): dose for name, dose in given.get("doses", {}).items()},
            removed=[str(item) for item in given.get("remove", ())],
            added=[_added(one) for one in given.get("add", ())],
        )
        reason = given.get("reason", "")
        revise_assignment(assignment, phases, made_from=made_from, reason=reason, by=by, now=now)


def _added(given: dict[str, Any]) -> AddedItem:
    weekdays = None if given["weekdays"] is None else tuple(sorted(given["weekdays"]))
    return AddedItem(given["phase"], given["exercise"], given["dose"], weekdays, given["note"])


def _seen_by(request: Request, assignment_id: UUID) -> Assignment:
    """The assignment with patient and program, when it is of the caller's clinic. Raises NotFound."""
    found = Assignment.objects.select_related("patient", "program")
    assignment = found.filter(pk=assignment_id, clinic=staff_of(request).clinic_id).first()
    if assignment is None:
        raise NotFound
    return assignment


def _row(request: Request, assignment_id: UUID) -> dict[str, Any]:
    return assignment_rows([_seen_by(request, assignment_id)], now=clock.now())[0]


def _wish(given: Mapping[str, Any] | None) -> Wish | None:
    if given is None:
        return None
    return Wish(tuple(given["times"]), frozenset(given["weekdays"]), given["paused_until"])


def _reminder_use(patient: Patient, wish: Wish | None, *, used: bool) -> dict[str, Any]:
    if used and wish:
        times = ", ".join(f"{at:%H:%M}" for at in sorted(wish.times))
        detail = f"{patient.first_name} is reminded at {times}."
    elif wish:
        detail = "The patient has a reminder setting already; it was left as it is."
    else:
        detail = "No reminder was given; the patient's setting, if any, was left as it is."
    return {"used": used, "detail": detail}


@contextmanager
def told_beneath(name: str, *fields: str) -> Iterator[None]:
    """Names the faults of these fields as the body does: `times` within `reminder` is `reminder.times`."""
    try:
        yield
    except Invalid as bad:
        paths = {field: f"{name}.{field}" for field in fields}
        errors = {paths.get(field, field): words for field, words in bad.errors.items()}
        raise Invalid(bad.detail, errors=errors) from bad
