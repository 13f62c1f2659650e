"""Who calls: the sign-in behind `Authorization: Token …`. The calls that make one are in sign_in.py."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from knox.auth import TokenAuthentication
from knox.crypto import hash_token
from knox.models import AuthToken
from rest_framework.exceptions import AuthenticationFailed

from backend import clock
from exercises.models import User

LONGEST_TOKEN = 200


class TokenSignIn(TokenAuthentication):
    """The user of a token, with the patient or the member of staff and the clinic, in one query.

    The token is looked up by its digest, which is the key of the table. Refused are tokens that ran out,
    users that were deactivated, staff who left and patients who are archived.
    """

    def authenticate_credentials(self, token: bytes) -> tuple[User, AuthToken]:
        if len(token) > LONGEST_TOKEN or not token.isalnum():
            raise AuthenticationFailed("The token is wrong.")
        signed_in = (
            AuthToken.objects.select_related("user__patient__clinic", "user__staff__clinic")
            .filter(digest=hash_token(token.decode("ascii")))
            .first()
        )
        now = clock.now()
        if signed_in is None or (signed_in.expiry and signed_in.expiry <= now):
            raise AuthenticationFailed("The token is wrong or has run out.")
        if not may_sign_in(signed_in.user):
            raise AuthenticationFailed("This sign-in was ended.")
        _prolong(signed_in, now)
        return signed_in.user, signed_in


def may_sign_in(user: User) -> bool:
    """Whether the user is active, and a patient who is not archived or a member of staff who has not left."""
    patient, staff = getattr(user, "patient", None), getattr(user, "staff", None)
    left = (patient is not None and patient.archived_at is not None) or (
        staff is not None and not staff.active
    )
    return user.is_active and not left


def token_life(user: User) -> timedelta:
    """How long a device that is not used stays signed in."""
    if hasattr(user, "staff"):
        return timedelta(hours=settings.STAFF_TOKEN_HOURS)
    return timedelta(days=settings.PATIENT_TOKEN_DAYS)


def _prolong(signed_in: AuthToken, now: datetime) -> None:
    """A device in use stays signed in; written at most every twelfth of the token's life."""
    life = token_life(signed_in.user)
    if signed_in.expiry and signed_in.expiry - now < life * 11 / 12:
        AuthToken.objects.filter(pk=signed_in.pk).update(expiry=now + life)


def sign_in(user: User) -> dict[str, Any]:
    """Signs a device in; the token is shown this once and kept as a hash."""
    AuthToken.objects.filter(user=user, expiry__lte=clock.now()).delete()
    signed_in, token = AuthToken.objects.create(user, expiry=token_life(user))
    return {"token": token, "expiry": signed_in.expiry}
