"""The programs of the shared library and those the clinic added."""

from typing import Any
from uuid import UUID

from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from backend import clock
from backend.api.fields import Several, StrictSerializer, Text, Whole
from backend.api.library import DoseInput, DoseRow, entry_of, lines_of
from backend.api.paging import PAGE, page_of, page_shape
from backend.api.permissions import StaffCall, staff_of
from exercises.actions.own_library import add_program
from exercises.errors import NotFound
from exercises.models import Program
from exercises.reads.library import program_detail, program_rows, search_programs
from exercises.rules.catalogue import LONGEST_PROGRAM_DAYS, MOST_ITEMS, MOST_PHASES
from exercises.rules.fields import LONGEST_SLUG


class ItemInput(StrictSerializer):
    exercise = Text(help_text="Its id or slug.")
    dose = DoseInput(
        required=False, allow_null=True, help_text="What is left out is taken from the exercise."
    )
    weekdays = Several(
        child=Whole(min_value=0, max_value=6),
        required=False,
        allow_null=True,
        min_length=1,
        max_length=7,
        help_text="0 is Monday; null spreads the days of the dose evenly.",
    )
    note = Text(required=False, allow_null=True, allow_blank=True, max_length=240)


class PhaseInput(StrictSerializer):
    name = Text(max_length=120)
    goal = Text(required=False, allow_null=True, allow_blank=True, max_length=240)
    first_day = Whole(
        required=False,
        allow_null=True,
        min_value=1,
        max_value=LONGEST_PROGRAM_DAYS,
        help_text="Follows by itself.",
    )
    last_day = Whole(
        min_value=1,
        max_value=LONGEST_PROGRAM_DAYS,
        help_text="Counted from the program's first day, which is 1.",
    )
    items = ItemInput(many=True, required=False, allow_null=True, max_length=MOST_ITEMS)  # type: ignore[call-arg]


class ProgramInput(StrictSerializer):
    name = Text(max_length=120)
    slug = serializers.RegexField(
        "^[a-z0-9]+(-[a-z0-9]+)*$",
        required=False,
        max_length=LONGEST_SLUG,
        help_text="Made from the name by itself.",
    )
    for_whom = Text(required=False, allow_null=True, allow_blank=True, max_length=1000, layout=True)
    not_for = lines_of(20, 300)
    phases = PhaseInput(  # type: ignore[call-arg]
        many=True,
        required=False,
        allow_null=True,
        max_length=MOST_PHASES,
        help_text="They follow without gaps.",
    )
    education = lines_of(30, 500)
    review = Text(required=False, allow_null=True, allow_blank=True, max_length=1000, layout=True)
    source_ids = lines_of(20, 60)


class PhaseLine(serializers.Serializer[Any]):
    number = serializers.IntegerField()
    name = serializers.CharField()
    goal = serializers.CharField(allow_blank=True)
    first_day = serializers.IntegerField(help_text="Days count from 1, the program's first day.")
    last_day = serializers.IntegerField()
    exercises = serializers.IntegerField(help_text="How many.")


class ProgramRow(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    slug = serializers.CharField()
    name = serializers.CharField()
    for_whom = serializers.CharField(allow_blank=True)
    not_for = serializers.ListField(child=serializers.CharField())
    duration_days = serializers.IntegerField()
    own = serializers.BooleanField(help_text="Whether your clinic added it.")
    phases = PhaseLine(many=True)


class ProgramItem(serializers.Serializer[Any]):
    exercise = serializers.UUIDField()
    slug = serializers.CharField()
    name = serializers.CharField()
    dose = DoseRow()
    dose_sentence = serializers.CharField()
    frequency = serializers.CharField()
    weekdays = serializers.ListField(child=serializers.IntegerField(), allow_null=True)
    note = serializers.CharField(allow_blank=True)


class ProgramPhase(serializers.Serializer[Any]):
    number = serializers.IntegerField()
    name = serializers.CharField()
    goal = serializers.CharField(allow_blank=True)
    first_day = serializers.IntegerField()
    last_day = serializers.IntegerField()
    items = ProgramItem(many=True)
    progress_when = serializers.DictField(help_text="What must hold to move on.")
    regress_when = serializers.DictField(help_text="What leads back.")


class ProgramShown(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    slug = serializers.CharField()
    name = serializers.CharField()
    for_whom = serializers.CharField(allow_blank=True)
    not_for = serializers.ListField(child=serializers.CharField())
    duration_days = serializers.IntegerField()
    own = serializers.BooleanField(help_text="Whether your clinic added it.")
    phases = ProgramPhase(many=True)
    education = serializers.ListField(child=serializers.CharField())
    review = serializers.CharField(allow_blank=True)


class ProgramsCall(StaffCall):
    @extend_schema(summary="List programs", parameters=[PAGE], responses=page_shape(ProgramRow))
    def get(self, request: Request) -> Response:
        """The programs your clinic sees, by name, with a line on each phase."""
        return page_of(request, search_programs(staff_of(request).clinic_id), program_rows)

    @extend_schema(
        summary="Add a program of your clinic's own",
        request=ProgramInput,
        responses={201: ProgramShown},
        examples=[
            OpenApiExample(
                "Two phases",
                request_only=True,
                value={
                    "name": "Runner's calf",
                    "phases": [
                        {"name": "Calm down", "last_day": 14, "items": [{"exercise": "ankle-pumps"}]},
                        {
                            "name": "Build up",
                            "last_day": 42,
                            "items": [
                                {
                                    "exercise": "heel-raise",
                                    "dose": {"sets": 3, "reps": 12},
                                    "weekdays": [0, 2, 4],
                                }
                            ],
                        },
                    ],
                },
            )
        ],
    )
    def post(self, request: Request) -> Response:
        """No other clinic sees it. Without exercises it is a draft, which cannot be assigned."""
        me = staff_of(request)
        added = add_program(me.user, me.clinic, entry_of(request), now=clock.now())
        return Response(program_detail(added), status=201)


class OneProgramCall(StaffCall):
    @extend_schema(summary="Read a program", responses=ProgramShown)
    def get(self, request: Request, program_id: UUID) -> Response:
        """One program with its phases, exercises and full doses."""
        found = Program.objects.seen_by(staff_of(request).clinic_id).filter(pk=program_id).first()
        if found is None:
            raise NotFound
        return Response(program_detail(found))
