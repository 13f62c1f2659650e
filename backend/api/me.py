"""The patient's own calls: who I am, what I was given, how I am doing."""

from collections.abc import Mapping
from typing import Any, ClassVar

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from backend import clock
from backend.api.assignments import AssignmentRow
from backend.api.caseload import CaseloadAdherence
from backend.api.fields import (
    Flag,
    Language,
    OneOf,
    QuerySerializer,
    QueryWhole,
    StrictSerializer,
    Zone,
    body_of,
    query_of,
)
from backend.api.paging import PAGE, page_of, page_shape
from backend.api.patients import TONE_HELP, StoppedTopics, TextingRow
from backend.api.permissions import PatientCall, patient_of
from exercises import terms
from exercises.actions.patients import change_patient
from exercises.models import Patient
from exercises.reads.assignments import assignment_rows
from exercises.reads.record import progress
from exercises.reads.texting import stopped_topics, texting
from exercises.rules.phones import national
from exercises.terms import SkinTone

_CLINICS = "Only the clinic changes this."


class MeBody(StrictSerializer):
    not_here: ClassVar[Mapping[str, str]] = dict.fromkeys(
        ("first_name", "last_name", "phone", "clinic"), _CLINICS
    )
    timezone = Zone(required=False)
    language = Language(required=False)
    detailed_texts = Flag(
        required=False,
        help_text="Whether the clinic's answers themselves come by text; false: only that there is one.",
    )
    skin_tone = OneOf(SkinTone, required=False, allow_null=True, help_text=TONE_HELP)
    stopped_topics = StoppedTopics(required=False)


class MyClinic(serializers.Serializer[Any]):
    name = serializers.CharField()
    phone = serializers.CharField(allow_blank=True)
    emergency_number = serializers.CharField(allow_blank=True)
    urgent_line = serializers.CharField(allow_blank=True)


class Me(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    first_name = serializers.CharField()
    last_name = serializers.CharField()
    phone = serializers.CharField(help_text="E.164.")
    phone_national = serializers.CharField(help_text="As people of its country write it.")
    timezone = serializers.CharField()
    language = serializers.CharField()
    detailed_texts = serializers.BooleanField(help_text="The clinic's answers themselves come by text.")
    skin_tone = serializers.ChoiceField(
        choices=[tone.value for tone in SkinTone], allow_null=True, help_text=TONE_HELP
    )
    clinic = MyClinic()
    practitioner = serializers.CharField(allow_null=True, help_text="The name of who is responsible.")
    texting = TextingRow(help_text="Whether the texts about exercises arrive.")
    stopped_topics = serializers.ListField(
        child=serializers.ChoiceField(choices=[topic.value for topic in terms.Topic])
    )


class MeCall(PatientCall):
    @extend_schema(summary="Who I am", responses=Me)
    def get(self, request: Request) -> Response:
        """The patient, the clinic with its numbers, and whether texts arrive."""
        return Response(_me(patient_of(request)))

    @extend_schema(summary="Change my time zone, language, pictures or topics", request=MeBody, responses=Me)
    def patch(self, request: Request) -> Response:
        """A new time zone moves the reminders to its clock. Name and number are the clinic's to change."""
        patient, given = patient_of(request), body_of(request, MeBody)
        topics = given.pop("stopped_topics", None)
        changed = change_patient(patient, given, stopped_topics=topics, by=patient.user, now=clock.now())
        return Response(_me(changed))


def _me(patient: Patient) -> dict[str, Any]:
    clinic = patient.clinic
    return {
        "id": str(patient.pk),
        "first_name": patient.first_name,
        "last_name": patient.last_name,
        "phone": patient.phone,
        "phone_national": national(patient.phone),
        "timezone": patient.timezone,
        "language": patient.language,
        "detailed_texts": patient.detailed_texts,
        "skin_tone": patient.skin_tone or None,
        "clinic": {
            "name": clinic.name,
            "phone": clinic.phone,
            "emergency_number": clinic.emergency_number,
            "urgent_line": clinic.urgent_line,
        },
        "practitioner": str(patient.practitioner) if patient.practitioner else None,
        "texting": texting([patient])[patient.pk],
        "stopped_topics": stopped_topics(patient),
    }


class MyAssignmentsCall(PatientCall):
    @extend_schema(summary="What I was given", parameters=[PAGE], responses=page_shape(AssignmentRow))
    def get(self, request: Request) -> Response:
        """Every program the patient was given, the newest first."""
        found = patient_of(request).assignments.select_related("patient", "program")
        return page_of(
            request,
            found.order_by("-created_at", "id"),
            lambda chosen: assignment_rows(chosen, now=clock.now()),
        )


class ProgressQuery(QuerySerializer):
    days = QueryWhole(required=False, default=14, min_value=1, max_value=90)


class DayRow(serializers.Serializer[Any]):
    date = serializers.DateField()
    expected = serializers.IntegerField()
    done = serializers.FloatField()
    pain = serializers.IntegerField(allow_null=True)


class Progress(serializers.Serializer[Any]):
    adherence = CaseloadAdherence()
    streak_days = serializers.IntegerField()
    days = DayRow(many=True)


class ProgressCall(PatientCall):
    @extend_schema(summary="How I am doing", parameters=[ProgressQuery], responses=Progress)
    def get(self, request: Request) -> Response:
        """The last days up to today, on the patient's own calendar: expected, done, and the pain told."""
        days = query_of(request, ProgressQuery)["days"]
        return Response(progress(patient_of(request), now=clock.now(), days=days))
