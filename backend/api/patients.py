"""The practitioner's calls about patients: who they are, whether texts reach them, their record."""

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from backend import clock
from backend.api.fields import (
    Flag,
    Id,
    Language,
    OneOf,
    QueryFlag,
    QuerySerializer,
    Several,
    StrictSerializer,
    Text,
    Zone,
    body_of,
    query_of,
)
from backend.api.paging import PAGE, page_of, page_shape
from backend.api.permissions import StaffCall, staff_of
from exercises import terms
from exercises.actions.patients import ConsentGiven, add_patient, archive_patient, change_patient
from exercises.errors import Invalid
from exercises.models import Patient, Staff
from exercises.reads.patients import one_patient, patient_rows, search_patients

TONE_HELP = "Of the figure in the pictures; null: as the clinic has it."


class PractitionerId(Id):
    """The id of a member of the caller's clinic, read as that person."""

    def to_internal_value(self, data: Any) -> Staff:  # type: ignore[override]
        clinic_id = staff_of(self.context["request"]).clinic_id
        found = Staff.objects.filter(
            pk=super().to_internal_value(data), clinic=clinic_id, active=True
        ).first()
        if found is None:
            raise serializers.ValidationError("There is no such practitioner in this clinic.")
        return found


class ConsentInput(StrictSerializer):
    sms = Flag(help_text="Whether the patient agreed to texts; false takes it back.")
    source = Text(  # type: ignore[assignment]
        max_length=80, allow_blank=True, default="", help_text="Where it was said, such as: intake form."
    )


class StoppedTopics(Several):
    """The topics of which no text goes to the number."""

    def __init__(self, **given: Any):
        help_text = (
            "No texts about these go to the number, for everybody on it. Only START ends a texted STOP."
        )
        super().__init__(
            child=OneOf(terms.Topic), max_length=len(terms.Topic), unique=True, help_text=help_text, **given
        )


class PatientChanges(StrictSerializer):
    first_name = Text(max_length=80, required=False)
    last_name = Text(max_length=80, required=False)
    phone = Text(
        max_length=40,
        required=False,
        help_text="Like +16045550101; without + it is read as in the clinic's country.",
    )
    timezone = Zone(required=False, help_text="The clinic's when left out of a new patient.")
    language = Language(required=False, help_text="The clinic's when left out of a new patient.")
    detailed_texts = Flag(
        required=False,
        help_text="Whether the clinic's answers themselves go by text; false: that there is one.",
    )
    skin_tone = OneOf(terms.SkinTone, required=False, allow_null=True, help_text=TONE_HELP)
    practitioner = PractitionerId(
        required=False,
        allow_null=True,
        help_text="Who is responsible; null is nobody. For a new patient: you.",
    )
    consent = ConsentInput(required=False, help_text="Without consent no text goes out but a sign-in code.")
    stopped_topics = StoppedTopics(required=False)
    archived = Flag(required=False, help_text="true archives; it stands alone and cannot be undone here.")


class NewPatient(PatientChanges):
    first_name = Text(max_length=80)
    last_name = Text(max_length=80)
    phone = Text(
        max_length=40, help_text="Like +16045550101; without + it is read as in the clinic's country."
    )
    archived = None  # type: ignore[assignment]
    stopped_topics = None  # type: ignore[assignment]


class PatientQuery(QuerySerializer):
    search = Text(
        required=False, allow_blank=True, default="", max_length=120, help_text="Parts of the name."
    )
    archived = QueryFlag(required=False, default=False, help_text="true lists the archived ones instead.")


class PersonRow(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    name = serializers.CharField()


class TextingRow(serializers.Serializer[Any]):
    state = serializers.ChoiceField(choices=[term.value for term in terms.TextingState])
    since = serializers.DateTimeField()


class PatientRow(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    first_name = serializers.CharField()
    last_name = serializers.CharField()
    phone = serializers.CharField(help_text="E.164.")
    phone_national = serializers.CharField(help_text="As people of its country write it.")
    timezone = serializers.CharField()
    language = serializers.CharField()
    detailed_texts = serializers.BooleanField(help_text="The clinic's answers themselves go by text.")
    skin_tone = serializers.ChoiceField(
        choices=[tone.value for tone in terms.SkinTone], allow_null=True, help_text=TONE_HELP
    )
    practitioner = PersonRow(allow_null=True)
    archived_at = serializers.DateTimeField(allow_null=True)
    texting = TextingRow(help_text="Whether the texts about exercises arrive.")
    stopped_topics = serializers.ListField(
        child=serializers.ChoiceField(choices=[topic.value for topic in terms.Topic])
    )


class PatientsCall(StaffCall):
    @extend_schema(summary="List patients", parameters=[PatientQuery, PAGE], responses=page_shape(PatientRow))
    def get(self, request: Request) -> Response:
        """The patients of your clinic, by last name."""
        asked = query_of(request, PatientQuery)
        clinic = staff_of(request).clinic
        return page_of(request, search_patients(clinic.pk, **asked), patient_rows)

    @extend_schema(summary="Add a patient", request=NewPatient, responses={201: PatientRow})
    def post(self, request: Request) -> Response:
        """Adds a patient to your clinic."""
        me, given = staff_of(request), body_of(request, NewPatient)
        practitioner, consent = given.pop("practitioner", me), _consent(given)
        patient = add_patient(
            me.clinic, given, consent=consent, practitioner=practitioner, by=me.user, now=clock.now()
        )
        return Response(patient_row(request, patient.pk), status=201)


class OnePatientCall(StaffCall):
    @extend_schema(summary="Read a patient", responses=PatientRow)
    def get(self, request: Request, patient_id: UUID) -> Response:
        """One patient, archived or not."""
        return Response(patient_row(request, patient_id))

    @extend_schema(summary="Change or archive a patient", request=PatientChanges, responses=PatientRow)
    def patch(self, request: Request, patient_id: UUID) -> Response:
        """Changes a patient, or archives one.

        A new phone number starts without consent and signs the patient's devices out. Archiving ends
        assignments, reminders and sign-ins and keeps the record.
        """
        patient = patient_seen_by(request, patient_id)
        given = body_of(request, PatientChanges)
        by, now = staff_of(request).user, clock.now()
        if _wants_archiving(given, patient):
            archive_patient(patient, by=by, now=now)
        elif given:
            consent, topics = _consent(given), given.pop("stopped_topics", None)
            change_patient(patient, given, consent=consent, stopped_topics=topics, by=by, now=now)
        return Response(patient_row(request, patient_id))


def patient_seen_by(request: Request, patient_id: UUID) -> Patient:
    """The patient, when the caller's clinic has one of that id. Raises NotFound."""
    return one_patient(staff_of(request).clinic_id, patient_id)


def patient_row(request: Request, patient_id: UUID) -> dict[str, Any]:
    """The patient as the calls about one show it. Raises NotFound."""
    return patient_rows([patient_seen_by(request, patient_id)])[0]


def _consent(given: dict[str, Any]) -> ConsentGiven | None:
    consent = given.pop("consent", None)
    return None if consent is None else ConsentGiven(**consent)


def _wants_archiving(given: dict[str, Any], patient: Patient) -> bool:
    """Whether the body asks to archive; takes `archived` out of it. Raises Invalid where that cannot be."""
    archived = given.pop("archived", None)
    if archived is False and patient.archived_at is not None:
        raise Invalid.field("archived", "Archiving cannot be undone here.")
    if archived and given:
        raise Invalid.field("archived", "Archive in a call of its own, without other changes.")
    return bool(archived)
