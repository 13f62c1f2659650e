"""Who may call what: patients their own calls, staff those of their clinic."""

from typing import cast

from rest_framework.parsers import BaseParser
from rest_framework.permissions import BasePermission
from rest_framework.request import Request
from rest_framework.views import APIView

from backend.api.fields import StrictJson
from exercises.models import Patient, Staff, User
from exercises.terms import Role


class IsPatient(BasePermission):
    message = "This call is for patients."

    def has_permission(self, request: Request, view: APIView) -> bool:
        return request.user is not None and hasattr(request.user, "patient")


class IsStaff(BasePermission):
    message = "This call is for a clinic's staff."

    def has_permission(self, request: Request, view: APIView) -> bool:
        return request.user is not None and hasattr(request.user, "staff")


class IsAdministrator(BasePermission):
    message = "This call is for a clinic's administrators."

    def has_permission(self, request: Request, view: APIView) -> bool:
        staff = getattr(request.user, "staff", None)
        return staff is not None and staff.role == Role.ADMINISTRATOR


class Call(APIView):
    """What all calls have in common."""

    parser_classes: tuple[type[BaseParser], ...] = (StrictJson,)


class PatientCall(Call):
    """A call of a signed-in patient."""

    permission_classes = (IsPatient,)


class StaffCall(Call):
    """A call of a signed-in practitioner or administrator."""

    permission_classes = (IsStaff,)


class AdministratorCall(Call):
    """A call of a signed-in administrator of a clinic."""

    permission_classes = (IsAdministrator,)


def patient_of(request: Request) -> Patient:
    """The patient who calls, fetched with the clinic when the token was checked."""
    return cast(User, request.user).patient


def staff_of(request: Request) -> Staff:
    """The member of staff who calls, fetched with the clinic when the token was checked."""
    return cast(User, request.user).staff
