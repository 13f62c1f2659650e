"""A flare: two days of the easier routine, opened by the patient or by staff."""

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from backend import clock
from backend.api.patients import patient_seen_by
from backend.api.permissions import PatientCall, StaffCall, patient_of, staff_of
from exercises.actions.flare import end_flare, open_flare
from exercises.models import Flare
from exercises.reads.record import flare_shown
from exercises.terms import FlareSource


class FlareRow(serializers.Serializer[Any]):
    """On the patient's own calendar. One that was ended on its first day has `until` on that day."""

    until = serializers.DateField(help_text="The first date on which the usual routine counts again.")
    source = serializers.ChoiceField(choices=[term.value for term in FlareSource])  # type: ignore[assignment]
    opened_at = serializers.DateTimeField()

    def get_fields(self) -> dict[str, Any]:
        return {"from": serializers.DateField(), **super().get_fields()}  # "from" is no name in Python


class MyFlareCall(PatientCall):
    @extend_schema(summary="Report a flare", request=None, responses={201: FlareRow, 200: FlareRow})
    def post(self, request: Request) -> Response:
        """Today and tomorrow the easier routine counts, and staff are told. 200 when it did already.

        With reminders set, a text on the second day asks for the pain.
        """
        patient = patient_of(request)
        found = open_flare(patient, source=FlareSource.APP, by=patient.user, now=clock.now())
        return _answer(*found)


class FlareCall(StaffCall):
    @extend_schema(summary="Open a flare", request=None, responses={201: FlareRow, 200: FlareRow})
    def post(self, request: Request, patient_id: UUID) -> Response:
        """Today and tomorrow the easier routine counts. 200 when it did already."""
        patient = patient_seen_by(request, patient_id)
        by = staff_of(request).user
        return _answer(*open_flare(patient, source=FlareSource.STAFF, by=by, now=clock.now()))

    @extend_schema(summary="End a flare", request=None, responses={204: None})
    def delete(self, request: Request, patient_id: UUID) -> Response:
        """The usual routine counts again from today on; the same when no flare is open."""
        end_flare(patient_seen_by(request, patient_id), by=staff_of(request).user, now=clock.now())
        return Response(status=204)


def _answer(flare: Flare, is_new: bool) -> Response:
    return Response(flare_shown(flare), status=201 if is_new else 200)
