"""A patient's personal links, for staff: what there is, a new one, an end to all."""

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from backend import clock
from backend.api.patients import patient_seen_by
from backend.api.permissions import StaffCall, staff_of
from backend.wiring import link_maker
from exercises.actions.links import link_for, revoke_links
from exercises.reads.links import link_row, link_rows


class LinkRow(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    number = serializers.CharField(help_text="The phone it was made for; E.164.")
    opens = serializers.BooleanField(help_text="Whether it still works.")
    created_at = serializers.DateTimeField()
    expires_at = serializers.DateTimeField(help_text="Moves on while the link is used or sent.")
    last_used_at = serializers.DateTimeField(allow_null=True, help_text="To the hour.")
    revoked_at = serializers.DateTimeField(allow_null=True)
    revoked_by = serializers.CharField(
        allow_null=True, help_text="null with a `revoked_at`: replaced, or its number changed."
    )


class LinkMade(LinkRow):
    address = serializers.CharField(
        help_text="Opens the patient's plan of the day; shown in this answer alone."
    )


class LinksCall(StaffCall):
    @extend_schema(summary="List a patient's links", responses=LinkRow(many=True))
    def get(self, request: Request, patient_id: UUID) -> Response:
        """The patient's personal links, newest first, without their addresses."""
        return Response(link_rows(patient_seen_by(request, patient_id), now=clock.now()))

    @extend_schema(summary="Make a patient's link", request=None, responses={201: LinkMade})
    def post(self, request: Request, patient_id: UUID) -> Response:
        """The link to the patient's present number, made or renewed, for a paper or a call.

        Where links were revoked, texts carry this one again.
        """
        links, now = link_maker(), clock.now()
        patient = patient_seen_by(request, patient_id)
        link, token = link_for(patient, by=staff_of(request).user, links=links, now=now)
        made = {**link_row(link, now=now), "address": links.url(token)}
        return Response(made, status.HTTP_201_CREATED)

    @extend_schema(summary="Revoke a patient's links", request=None, responses={204: None})
    def delete(self, request: Request, patient_id: UUID) -> Response:
        """Ends them with the next request. No text carries one until staff make one again."""
        revoke_links(patient_seen_by(request, patient_id), by=staff_of(request).user, now=clock.now())
        return Response(status=status.HTTP_204_NO_CONTENT)
