"""What a member of staff must look at."""

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from backend import clock
from backend.api.fields import (
    Id,
    OneOf,
    QueryFlag,
    QuerySerializer,
    StrictSerializer,
    Text,
    body_of,
    query_of,
)
from backend.api.paging import PAGE, page_of, page_shape
from backend.api.patients import PersonRow
from backend.api.permissions import StaffCall, staff_of
from exercises import terms
from exercises.actions.alert import close_alert, take_on
from exercises.reads.alerts import alert_rows, one_alert, search_alerts
from exercises.rules.redflags import Urgency


class AlertQuery(QuerySerializer):
    open = QueryFlag(required=False, default=True, help_text="false lists the closed ones instead.")
    kind = OneOf(terms.AlertKind, required=False)
    patient = Id(required=False)


class AlertMessage(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    body = serializers.CharField(allow_blank=True)
    received_at = serializers.DateTimeField()


class AlertAnswer(serializers.Serializer[Any]):
    body = serializers.CharField()
    state = serializers.CharField(help_text="How far it came, such as delivered or failed.")


class AlertRow(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    kind = serializers.ChoiceField(choices=[term.value for term in terms.AlertKind])
    detail = serializers.CharField()
    patient = PersonRow(allow_null=True)
    raised_at = serializers.DateTimeField()
    repeated_at = serializers.DateTimeField(
        allow_null=True, help_text="When it last came again; detail and message are then the newest."
    )
    message = AlertMessage(allow_null=True, help_text="The text it is about.")
    urgency = serializers.ChoiceField(
        choices=[urgency.value for urgency in Urgency if urgency != Urgency.NONE],
        allow_null=True,
        help_text="What the safety screen found; null for other alerts.",
    )
    answer = AlertAnswer(allow_null=True, help_text="The fixed safety text that went to the patient.")
    take_on_by = serializers.DateTimeField(
        allow_null=True, help_text="Unless a person takes it on before, the next one is told."
    )
    taken_on_at = serializers.DateTimeField(allow_null=True)
    taken_on_by = serializers.CharField(allow_null=True)
    escalated_at = serializers.DateTimeField(allow_null=True)
    closed_at = serializers.DateTimeField(allow_null=True)
    close_reason = serializers.CharField(allow_null=True)


class Closing(StrictSerializer):
    reason = Text(max_length=240, layout=True, help_text="In a few words, what was done.")


class AlertsCall(StaffCall):
    @extend_schema(summary="List alerts", parameters=[AlertQuery, PAGE], responses=page_shape(AlertRow))
    def get(self, request: Request) -> Response:
        """The alerts of your clinic, the newest first."""
        asked = query_of(request, AlertQuery)
        found = search_alerts(
            staff_of(request).clinic_id,
            is_open=asked["open"],
            kind=asked.get("kind"),
            patient_id=asked.get("patient"),
        )
        return page_of(request, found, alert_rows)


class TakeOnAlertCall(StaffCall):
    @extend_schema(summary="Take an alert on", request=None, responses=AlertRow)
    def post(self, request: Request, alert_id: UUID) -> Response:
        """Says that you look after it, so that nobody else is told. Who was first stands; it stays open."""
        me = staff_of(request)
        take_on(one_alert(me.clinic_id, alert_id), by=me.user, now=clock.now())
        return Response(alert_rows([one_alert(me.clinic_id, alert_id)])[0])


class CloseAlertCall(StaffCall):
    @extend_schema(summary="Close an alert", request=Closing, responses=AlertRow)
    def post(self, request: Request, alert_id: UUID) -> Response:
        """Closes an alert, saying what was done."""
        me = staff_of(request)
        alert = one_alert(me.clinic_id, alert_id)
        reason = body_of(request, Closing)["reason"]
        close_alert(alert, reason=reason, by=me.user, now=clock.now())
        return Response(alert_rows([one_alert(me.clinic_id, alert_id)])[0])
