"""Signing in and out: staff by e-mail and password, patients by a code sent to their phone."""

import re
import secrets
from functools import partial
from typing import Any

from django.conf import settings
from django.contrib.auth import authenticate
from drf_spectacular.utils import (
    OpenApiResponse,
    PolymorphicProxySerializer,
    extend_schema,
    extend_schema_field,
)
from rest_framework import serializers, status
from rest_framework.authentication import BaseAuthentication
from rest_framework.permissions import AllowAny, BasePermission, IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.throttling import BaseThrottle, ScopedRateThrottle

from backend import clock, wiring
from backend.api.fields import Id, Phone, StrictSerializer, Text, body_of
from backend.api.identity import may_sign_in, sign_in
from backend.api.later import run_later
from backend.api.permissions import Call
from exercises.actions.delivery import settle_answer
from exercises.actions.sign_in import CodeLimits, ask_for_code, redeem_code
from exercises.errors import WrongSignIn
from exercises.gateway import Outgoing


class StaffSignIn(StrictSerializer):
    email = serializers.EmailField(max_length=254)
    password = Text(max_length=256, trim_whitespace=False, style={"input_type": "password"})


class CodeAsked(StrictSerializer):
    phone = Phone()


@extend_schema_field({"type": "string", "pattern": "^[0-9]{6}$", "examples": ["042815"]})
class SixDigits(Text):
    def to_internal_value(self, data: Any) -> str:
        code = super().to_internal_value(data)
        if not re.fullmatch(r"[0-9]{6}", code):
            raise serializers.ValidationError("A code has six digits.")
        return code


class CodeGiven(StrictSerializer):
    phone = Phone()
    code = SixDigits()
    patient = Id(required=False, help_text="Which of several patients of the number signs in.")


class SignedIn(serializers.Serializer[Any]):
    token = serializers.CharField()
    expiry = serializers.DateTimeField(help_text="Moves on while the device is in use.")


class PatientOfNumber(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    first_name = serializers.CharField()
    clinic = serializers.CharField(help_text="The clinic's name.")


class PatientsOfNumber(serializers.Serializer[Any]):
    patients = PatientOfNumber(many=True)


class Sent(serializers.Serializer[Any]):
    detail = serializers.CharField()


class SignInCall(Call):
    """A call that needs no token and ignores a stale one; few of them are allowed a minute."""

    authentication_classes: tuple[type[BaseAuthentication], ...] = ()
    permission_classes: tuple[type[BasePermission], ...] = (AllowAny,)
    throttle_classes = (ScopedRateThrottle,)
    throttle_scope = "sign-in"


class StaffSignInCall(SignInCall):
    @extend_schema(summary="Sign a member of staff in", request=StaffSignIn, responses=SignedIn)
    def post(self, request: Request) -> Response:
        """E-mail and password for a token. Which of the two was wrong is not told.

        A second factor, once there is one, is asked for by 202 with `{"second_factor": …}` instead.
        """
        given = body_of(request, StaffSignIn)
        user: Any = authenticate(request._request, username=given["email"], password=given["password"])
        if user is None or not hasattr(user, "staff") or not may_sign_in(user):
            raise WrongSignIn
        return Response(sign_in(user))


class CodeCall(SignInCall):
    @extend_schema(summary="Ask for a sign-in code by text", request=CodeAsked, responses={202: Sent})
    def post(self, request: Request) -> Response:
        """A code of six digits goes to the phone. The answer is the same for unknown numbers."""
        phone = body_of(request, CodeAsked)["phone"]
        outgoing = ask_for_code(
            phone,
            code=f"{secrets.randbelow(1_000_000):06d}",
            address=BaseThrottle().get_ident(request) or "",
            limits=CodeLimits(settings.CODES_AN_HOUR_A_NUMBER, settings.CODES_AN_HOUR_AN_ADDRESS),
            now=clock.now(),
        )
        if outgoing is not None:
            _hand_over(outgoing)
        detail = "If this number belongs to a patient, a code was sent to it."
        return Response({"detail": detail}, status.HTTP_202_ACCEPTED)


def _hand_over(outgoing: Outgoing) -> None:
    work = partial(_send, outgoing)
    if settings.SEND_CODES_IN_BACKGROUND:
        run_later(work)
    else:
        work()


def _send(outgoing: Outgoing) -> None:
    answer = wiring.gateway().send(outgoing)
    settle_answer(outgoing.message_id, answer, attempt=outgoing.attempt, now=clock.now())


class TokenCall(SignInCall):
    """POST signs a patient in and needs no token; DELETE signs out whoever the token belongs to."""

    def get_authenticators(self) -> list[BaseAuthentication]:
        if self.request is not None and self.request.method == "DELETE":
            return [one() for one in Call.authentication_classes]
        return []

    def get_permissions(self) -> list[Any]:
        return [IsAuthenticated() if self.request.method == "DELETE" else AllowAny()]

    @extend_schema(
        summary="Sign a patient in with the code",
        request=CodeGiven,
        responses=OpenApiResponse(
            PolymorphicProxySerializer(
                component_name="SignedInOrPatients",
                serializers=[SignedIn, PatientsOfNumber],
                resource_type_field_name=None,
            ),
            description="The token; or, when the number belongs to several patients, who they are: "
            "repeat the call with `patient`. The code is not used up by that.",
        ),
    )
    def post(self, request: Request) -> Response:
        """A code works once, for ten minutes, and allows five tries."""
        given = body_of(request, CodeGiven)
        opened = redeem_code(given["phone"], given["code"], patient_id=given.get("patient"), now=clock.now())
        if opened.user is None:
            return Response({"patients": [_shown(patient) for patient in opened.patients]})
        return Response(sign_in(opened.user))

    @extend_schema(summary="Sign this device out", request=None, responses={204: None})
    def delete(self, request: Request) -> Response:
        """Ends the token that the call was made with, and no other."""
        request.auth.delete()
        return Response(status=status.HTTP_204_NO_CONTENT)


def _shown(patient: Any) -> dict[str, str]:
    return {"id": str(patient.pk), "first_name": patient.first_name, "clinic": patient.clinic.name}
