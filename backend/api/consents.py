"""The proof of a patient's consent, to be read or kept as a table; and the check of the patient's number."""

import csv
import io
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.renderers import BaseRenderer, JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from backend import clock
from backend.api.patients import PatientRow, patient_row, patient_seen_by
from backend.api.permissions import StaffCall, staff_of
from exercises import terms
from exercises.actions.numbers import confirm_number
from exercises.actions.patients import take_out_consents

WHAT = ("consent_given", "consent_revoked", "stopped", "started")


class ConsentEvent(serializers.Serializer[Any]):
    what = serializers.ChoiceField(choices=WHAT)
    at = serializers.DateTimeField(help_text="In UTC.")
    at_clinic = serializers.DateTimeField(help_text="The same on the clinic's clock.")
    phone = serializers.CharField(help_text="E.164.")
    topic = serializers.ChoiceField(
        choices=[topic.value for topic in terms.Topic], allow_null=True, help_text="Of a stop or start."
    )
    kind = serializers.ChoiceField(
        choices=[kind.value for kind in terms.StopSource],
        allow_null=True,
        help_text="How a stop or start came.",
    )
    source = serializers.CharField(  # type: ignore[assignment]
        allow_blank=True,
        help_text="Where consent was given, why it was revoked, or the words that were texted.",
    )
    by = serializers.CharField(allow_null=True, help_text="Staff who recorded it; null: the patient did it.")
    wording_version = serializers.CharField(allow_null=True)
    wording = serializers.CharField(
        allow_null=True, help_text="The sentence of that version, as it stands before names are filled in."
    )


class ConsentProof(serializers.Serializer[Any]):
    patient = serializers.UUIDField()
    events = ConsentEvent(many=True, help_text="The oldest first.")


class CsvRenderer(BaseRenderer):
    """The events as a table. A cell that a spreadsheet would take for a formula gets an apostrophe."""

    media_type = "text/csv"
    format = "csv"
    charset = "utf-8"

    def render(
        self,
        data: Any,
        accepted_media_type: str | None = None,
        renderer_context: Mapping[str, Any] | None = None,
    ) -> str:
        table = io.StringIO()
        names = list(ConsentEvent().fields)
        rows = csv.DictWriter(table, names)
        rows.writeheader()
        for event in data["events"]:
            rows.writerow({name: _harmless(event[name]) for name in names})
        return table.getvalue()


def _harmless(cell: str | None) -> str:
    text = cell or ""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


class ConsentsCall(StaffCall):
    renderer_classes = (JSONRenderer, CsvRenderer)

    @extend_schema(
        summary="Take out the proof of consent",
        responses={(200, "application/json"): ConsentProof, (200, "text/csv"): str},
    )
    def get(self, request: Request, patient_id: UUID) -> Response:
        """All that was agreed to, revoked, stopped and begun again. That you took it out is kept.

        `?format=csv`, or `Accept: text/csv`, gives a table.
        """
        patient = patient_seen_by(request, patient_id)
        events = take_out_consents(patient, by=staff_of(request).user, now=clock.now())
        return Response({"patient": str(patient.pk), "events": events})


class ConfirmNumberCall(StaffCall):
    @extend_schema(summary="Confirm a patient's number", request=None, responses=PatientRow)
    def post(self, request: Request, patient_id: UUID) -> Response:
        """Says that you have checked that the frozen number is this patient's: texts go there again."""
        patient = patient_seen_by(request, patient_id)
        confirm_number(patient, by=staff_of(request).user, now=clock.now())
        return Response(patient_row(request, patient_id))
