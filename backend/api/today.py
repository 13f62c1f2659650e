"""Today: asked for all day long, and answered with 304 as long as nothing changed."""

from typing import Any

from django.utils.http import parse_etags
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from backend import clock
from backend.api.library import DoseRow, PictureRow
from backend.api.me import MyClinic
from backend.api.permissions import PatientCall, patient_of
from backend.pictures.addresses import addresses
from exercises.reads.today import today, version
from exercises.rules.sessions import local_date
from exercises.terms import Kind, NothingToday, Outcome, Position


class PhaseToday(serializers.Serializer[Any]):
    number = serializers.IntegerField()
    name = serializers.CharField()
    goal = serializers.CharField(allow_blank=True)
    first_day = serializers.IntegerField(help_text="Days count from 1, the assignment's first day.")
    last_day = serializers.IntegerField()


class ProgramToday(serializers.Serializer[Any]):
    assignment = serializers.UUIDField()
    name = serializers.CharField()
    day = serializers.IntegerField(help_text="The day of the assignment, from 1.")
    phase = PhaseToday()


class SessionToday(serializers.Serializer[Any]):
    session = serializers.CharField(help_text="The name to report it by, such as 2026-11-22/1.")
    round = serializers.IntegerField()
    state = serializers.ChoiceField(choices=["open", *(outcome.value for outcome in Outcome)])
    completed = serializers.FloatField(allow_null=True)
    pain = serializers.IntegerField(allow_null=True)


class ExerciseToday(serializers.Serializer[Any]):
    item = serializers.UUIDField(help_text="The name to report it by.")
    exercise = serializers.UUIDField()
    slug = serializers.CharField()
    name = serializers.CharField()
    kind = serializers.ChoiceField(choices=[kind.value for kind in Kind])
    position = serializers.ChoiceField(choices=[position.value for position in Position])
    equipment = serializers.ListField(child=serializers.CharField())
    muscles = serializers.ListField(child=serializers.CharField())
    programs = serializers.ListField(child=serializers.CharField())
    dose = DoseRow()
    dose_sentence = serializers.CharField(help_text="Such as: 2 × 30 s hold, each side.")
    frequency = serializers.CharField()
    note = serializers.CharField(allow_blank=True)
    cue = serializers.CharField(help_text="The movement in one line, as a text has it.", allow_blank=True)
    steps = serializers.ListField(child=serializers.CharField())
    cautions = serializers.ListField(child=serializers.CharField())
    stop_if = serializers.ListField(child=serializers.CharField())
    pictures = PictureRow(many=True)
    rounds = serializers.ListField(child=serializers.IntegerField(), help_text="The rounds it stands in.")
    done_rounds = serializers.ListField(child=serializers.IntegerField())
    done = serializers.BooleanField()


class Today(serializers.Serializer[Any]):
    date = serializers.DateField(help_text="The patient's own date.")
    timezone = serializers.CharField()
    version = serializers.CharField(help_text="Changes whenever the answer does; part of the ETag.")
    reason = serializers.ChoiceField(
        choices=[reason.value for reason in NothingToday],
        allow_null=True,
        help_text="Why there are no exercises; null when there are.",
    )
    easier_until = serializers.DateField(
        allow_null=True,
        help_text="In a flare the phase before counts, or a third less; from this date on the usual one.",
    )
    programs = ProgramToday(many=True)
    rounds = serializers.IntegerField()
    sessions = SessionToday(many=True)
    exercises = ExerciseToday(many=True)
    clinic = MyClinic()


def _header(name: str, description: str) -> OpenApiParameter:
    return OpenApiParameter(name, str, OpenApiParameter.HEADER, description=description, response=[200, 304])


class TodayCall(PatientCall):
    @extend_schema(
        summary="Today's exercises",
        parameters=[
            OpenApiParameter(
                "If-None-Match", str, OpenApiParameter.HEADER, description="The ETag of the answer one has."
            ),
            _header("ETag", "Changes whenever the answer does."),
        ],
        responses={200: Today, 304: OpenApiResponse(description="Unchanged.")},
    )
    def get(self, request: Request) -> Response:
        """What is due today on the patient's own calendar; `reason` says why when nothing is."""
        patient, now = patient_of(request), clock.now()
        tag = f'"{version(patient, today=local_date(now, patient.timezone))}"'
        headers = {"ETag": f"W/{tag}", "Cache-Control": "private, no-cache", "Vary": "Authorization"}
        known = {one.removeprefix("W/") for one in parse_etags(request.headers.get("If-None-Match", ""))}
        if known & {tag, "*"}:
            return Response(status=status.HTTP_304_NOT_MODIFIED, headers=headers)
        return Response(today(patient, now=now, addresses=addresses), headers=headers)
