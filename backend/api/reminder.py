"""When a patient wants to be reminded."""

from datetime import date, timedelta
from typing import Any

from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from backend import clock
from backend.api.fields import Day, LocalTime, OneOf, Several, StrictSerializer, Whole, body_of
from backend.api.permissions import PatientCall, patient_of
from exercises.actions.reminders import MOST_TIMES_A_DAY, Wish, set_reminder
from exercises.models import ReminderSetting
from exercises.terms import Channel

A_YEAR = timedelta(days=366)


class ReminderBody(StrictSerializer):
    times = Several(child=LocalTime(), allow_empty=False, max_length=MOST_TIMES_A_DAY, unique=True)
    weekdays = Several(
        child=Whole(min_value=0, max_value=6),
        allow_empty=False,
        max_length=7,
        unique=True,
        help_text="0 is Monday.",
    )
    paused_until = Day(
        required=False, allow_null=True, default=None, help_text="The first date that is reminded again."
    )
    channel = OneOf(Channel, required=False, default=Channel.SMS)

    def validate_paused_until(self, day: date | None) -> date | None:
        if day is not None and not abs(day - self.context["now"].date()) <= A_YEAR:
            raise serializers.ValidationError("Choose a date within a year.")
        return day


class ReminderRow(serializers.Serializer[Any]):
    """`times` and `weekdays` are empty when none was set; `next_at` is null when no text will come."""

    times = serializers.ListField(child=LocalTime())
    weekdays = serializers.ListField(child=serializers.IntegerField(min_value=0, max_value=6))
    paused_until = serializers.DateField(allow_null=True)
    channel = serializers.ChoiceField(choices=[term.value for term in Channel])
    next_at = serializers.DateTimeField(allow_null=True)


_EXAMPLE = OpenApiExample(
    "Twice a day on working days",
    request_only=True,
    value={"times": ["08:30", "18:00"], "weekdays": [0, 1, 2, 3, 4], "paused_until": None, "channel": "sms"},
)


class ReminderCall(PatientCall):
    @extend_schema(summary="When I am reminded", responses=ReminderRow)
    def get(self, request: Request) -> Response:
        """The setting; empty lists when there is none yet."""
        setting = ReminderSetting.objects.filter(patient=patient_of(request)).first()
        return Response(_row(setting or ReminderSetting(times=[], weekdays=[], channel=Channel.SMS)))

    @extend_schema(
        summary="Choose when I am reminded", request=ReminderBody, responses=ReminderRow, examples=[_EXAMPLE]
    )
    def put(self, request: Request) -> Response:
        """Sets or replaces times (on the patient's own clock), weekdays and pause as a whole."""
        body = body_of(request, ReminderBody)
        wish = Wish(tuple(body["times"]), frozenset(body["weekdays"]), body["paused_until"])
        patient = patient_of(request)
        setting = set_reminder(patient, wish, by=patient.user, now=clock.now())
        return Response(_row(setting))


def _row(setting: ReminderSetting) -> dict[str, Any]:
    return {
        "times": setting.times,
        "weekdays": setting.weekdays,
        "paused_until": setting.paused_until,
        "channel": setting.channel,
        "next_at": setting.next_at,
    }
