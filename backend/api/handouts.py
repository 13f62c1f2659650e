"""The paper twin of an assignment, for the clinic that gave it and for the patient who got it."""

from collections.abc import Mapping
from typing import Any, cast
from uuid import UUID

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from backend import clock
from backend.api.fields import OneOf, QuerySerializer, query_of
from backend.api.permissions import Call, IsPatient, IsStaff, patient_of, staff_of
from backend.pictures.paper.handout import handout_pdf
from backend.wiring import link_maker
from exercises.actions.links import link_on_paper
from exercises.errors import NotFound
from exercises.models import Assignment, User
from exercises.reads.handout import handout
from exercises.rules.paper import paper_of
from exercises.rules.wording import LANGUAGES
from exercises.terms import Paper

FILE_NAME = "home-program.pdf"
"""The same for everybody: a printer's queue shows it."""


class HandoutQuery(QuerySerializer):
    paper = OneOf(Paper, required=False, help_text="Left out: what is usual in the clinic's country.")
    language = serializers.ChoiceField(
        choices=list(LANGUAGES), required=False, help_text="Left out: the patient's."
    )


class PdfRenderer(BaseRenderer):
    media_type = "application/pdf"
    format = "pdf"
    charset = None
    render_style = "binary"

    def render(
        self,
        data: Any,
        accepted_media_type: str | None = None,
        renderer_context: Mapping[str, Any] | None = None,
    ) -> bytes:
        return bytes(data)


class HandoutCall(Call):
    permission_classes = (IsStaff | IsPatient,)
    renderer_classes = (PdfRenderer,)

    @extend_schema(
        summary="Print an assignment",
        parameters=[HandoutQuery],
        responses={(200, "application/pdf"): OpenApiTypes.BINARY},
    )
    def get(self, request: Request, assignment_id: UUID) -> Response:
        """The phase of today as a PDF to take home: pictures, doses, boxes to tick, when to stop, whom to call.

        Its QR code is the patient's personal link, made or renewed with each call. There is none while the number is
        frozen, or after the links were revoked. An assignment that has ended is not printed.
        """
        given, now = query_of(request, HandoutQuery), clock.now()
        assignment = _assignment_seen_by(request, assignment_id)
        patient = assignment.patient
        content = handout(assignment, language=given.get("language"), now=now)
        links = link_maker()
        token = link_on_paper(patient, by=cast(User, request.user), links=links, now=now)
        pdf = handout_pdf(
            content,
            link=links.url(token) if token else None,
            paper=given.get("paper") or paper_of(patient.clinic.country),
        )
        headers = {
            "Cache-Control": "private, no-store",
            "Content-Disposition": f'inline; filename="{FILE_NAME}"',
        }
        return Response(pdf, headers=headers)


def _assignment_seen_by(request: Request, assignment_id: UUID) -> Assignment:
    """With patient and clinic, when it is of the clinic of the staff or of the patient who calls. Raises NotFound."""
    found = Assignment.objects.select_related("patient__clinic").filter(pk=assignment_id)
    if hasattr(request.user, "staff"):
        found = found.filter(clinic=staff_of(request).clinic_id)
    else:
        found = found.filter(patient=patient_of(request))
    assignment = found.first()
    if assignment is None:
        raise NotFound
    return assignment
