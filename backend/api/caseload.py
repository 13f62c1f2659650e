"""Whom to call first."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from backend import clock
from backend.api.fields import QueryFlag, QuerySerializer, query_of
from backend.api.paging import PAGE, page_of, page_shape
from backend.api.patients import TextingRow
from backend.api.permissions import StaffCall, staff_of
from exercises import terms
from exercises.reads.caseload import caseload


class CaseloadQuery(QuerySerializer):
    mine = QueryFlag(required=False, default=False, help_text="true: only those you are responsible for.")


class CaseloadPatient(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    first_name = serializers.CharField()
    last_name = serializers.CharField()


class CaseloadAdherence(serializers.Serializer[Any]):
    days = serializers.IntegerField(help_text="Length of the window in days.")
    numerator = serializers.FloatField(help_text="Sum of the completed fractions of sessions.")
    denominator = serializers.IntegerField(help_text="Sessions expected; held days are not among them.")
    percent = serializers.IntegerField(allow_null=True, help_text="null where under 4 were expected.")
    reminders_sent = serializers.IntegerField()
    reminders_answered = serializers.IntegerField()
    response_rate = serializers.IntegerField(allow_null=True, help_text="Per cent; null where none was sent.")


class LastPain(serializers.Serializer[Any]):
    pain = serializers.IntegerField(help_text="0 to 10.")
    day = serializers.DateField()


class CaseloadRow(serializers.Serializer[Any]):
    patient = CaseloadPatient()
    practitioner = serializers.CharField(allow_null=True)
    need = serializers.ChoiceField(choices=[term.value for term in terms.Need])
    reason = serializers.CharField(help_text="Why the patient stands here, in words.")
    adherence = CaseloadAdherence()
    last_pain = LastPain(allow_null=True)
    last_contact = serializers.DateTimeField(
        allow_null=True, help_text="The last text or check-in that came."
    )
    texting = TextingRow()
    programs = serializers.ListField(child=serializers.CharField(), help_text="Those active today.")
    open_alerts = serializers.IntegerField()
    unread_words = serializers.IntegerField(help_text="Entries of concerns that no member of staff has read.")


class CaseloadCall(StaffCall):
    @extend_schema(
        summary="Whom to call first", parameters=[CaseloadQuery, PAGE], responses=page_shape(CaseloadRow)
    )
    def get(self, request: Request) -> Response:
        """The patients of your clinic, the neediest first, with adherence over the last 14 days."""
        me = staff_of(request)
        practitioner = me.pk if query_of(request, CaseloadQuery)["mine"] else None
        return page_of(request, caseload(me.clinic_id, now=clock.now(), practitioner=practitioner))
