"""A patient's whole record, for staff."""

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from backend import clock
from backend.api.assignments import AssignmentRow
from backend.api.check_ins import CheckInRow
from backend.api.concerns import ConcernRow
from backend.api.flares import FlareRow
from backend.api.patients import TextingRow, patient_seen_by
from backend.api.permissions import StaffCall
from exercises import terms
from exercises.reads.record import record


class RecordedMessage(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    direction = serializers.ChoiceField(choices=[term.value for term in terms.Direction])
    kind = serializers.CharField()
    body = serializers.CharField(allow_blank=True)
    media = serializers.ListField(
        child=serializers.CharField(),
        help_text="Of a text out the ids of the exercises shown, of a text in the provider's addresses.",
    )
    state = serializers.CharField(help_text="How far it got: written, sent, delivered, failed, received, …")
    error_code = serializers.CharField(allow_null=True)
    meaning = serializers.DictField(allow_null=True, help_text="What a text in was read as.")
    at = serializers.DateTimeField()


class RecordedReminder(serializers.Serializer[Any]):
    day = serializers.DateField(help_text="On the patient's own calendar.")
    time = serializers.CharField(help_text="HH:MM on the patient's own clock.")
    due_at = serializers.DateTimeField()
    state = serializers.ChoiceField(choices=[term.value for term in terms.ReminderState])
    held = serializers.CharField(allow_null=True, help_text="Why it did not go out.")
    rounds = serializers.ListField(
        child=serializers.IntegerField(), allow_null=True, help_text="First and last."
    )
    answered_at = serializers.DateTimeField(allow_null=True)


class RecordedAlert(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    kind = serializers.CharField()
    detail = serializers.CharField()
    raised_at = serializers.DateTimeField()
    closed_at = serializers.DateTimeField(allow_null=True)
    close_reason = serializers.CharField(allow_null=True)


class RecordedConsent(serializers.Serializer[Any]):
    channel = serializers.CharField()
    phone = serializers.CharField(help_text="The number it was given for.")
    wording_version = serializers.CharField()
    source = serializers.CharField(allow_blank=True)  # type: ignore[assignment]
    given_at = serializers.DateTimeField()
    revoked_at = serializers.DateTimeField(allow_null=True)
    revoked_because = serializers.CharField(allow_null=True)


class RecordedChange(serializers.Serializer[Any]):
    what = serializers.CharField()
    who = serializers.CharField(allow_null=True, help_text="null: the system itself.")
    at = serializers.DateTimeField()
    before = serializers.DictField()
    after = serializers.DictField()


class RecordTotals(serializers.Serializer[Any]):
    check_ins = serializers.IntegerField()
    messages = serializers.IntegerField()
    reminders = serializers.IntegerField()
    alerts = serializers.IntegerField()
    concerns = serializers.IntegerField()
    consents = serializers.IntegerField()
    changes = serializers.IntegerField()
    flares = serializers.IntegerField()


class RecordShown(serializers.Serializer[Any]):
    patient = serializers.UUIDField()
    texting = TextingRow()
    assignments = AssignmentRow(many=True)
    totals = RecordTotals(help_text="Of each list the newest thousand are shown; here is how many there are.")
    check_ins = CheckInRow(many=True)
    messages = RecordedMessage(many=True)
    reminders = RecordedReminder(many=True)
    alerts = RecordedAlert(many=True)
    concerns = ConcernRow(many=True)
    consents = RecordedConsent(many=True)
    changes = RecordedChange(many=True)
    flares = FlareRow(many=True)


class RecordCall(StaffCall):
    @extend_schema(summary="Read a patient's record", responses=RecordShown)
    def get(self, request: Request, patient_id: UUID) -> Response:
        """Everything kept about a patient, the newest first in each list."""
        return Response(record(patient_seen_by(request, patient_id), now=clock.now()))
