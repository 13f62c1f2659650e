"""Patients sign in with a code sent to their phone. There is no password to forget."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection, transaction
from django.db.models import F
from django.utils.crypto import constant_time_compare, salted_hmac

from exercises.actions.keeping import lock
from exercises.actions.opting import is_opted_out
from exercises.actions.send import sender_of
from exercises.errors import WrongCode
from exercises.gateway import Outgoing
from exercises.models import Message, Patient, SignInCode, User
from exercises.rules.lifecycle import MessageState
from exercises.rules.texts import segments
from exercises.rules.wording import say
from exercises.terms import Direction, MessageKind

CODE_LIVES = timedelta(minutes=10)
MOST_TRIES = 5
KEPT = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class CodeLimits:
    """How many codes may be asked for in an hour, a phone number and an address."""

    a_number: int
    an_address: int


def _hash(phone: str, code: str) -> str:
    return salted_hmac("homestretch.sign-in", f"{phone}:{code}", algorithm="sha256").hexdigest()


def hash_address(address: str) -> str:
    return salted_hmac("homestretch.address", address, algorithm="sha256").hexdigest()


@transaction.atomic
def ask_for_code(
    phone: str, *, code: str, address: str, limits: CodeLimits, now: datetime
) -> Outgoing | None:
    """Keeps a code for the number and returns the text to send.

    None when there is nobody, when the number opted out of the clinic's texts or is frozen, or when too much was asked.
    `code` is six digits, made by the caller; here it is kept as a hash alone. Whoever asks must not
    learn which of the cases it was.
    """
    hour = now - timedelta(hours=1)
    asked = SignInCode.objects.filter(asked_at__gt=hour)
    hashed = hash_address(address)
    _one_at_a_time(f"number {phone}", f"address {hashed}")
    too_often = (
        asked.filter(phone=phone).count() >= limits.a_number
        or asked.filter(address_hash=hashed).count() >= limits.an_address
    )
    patients = (
        Patient.objects.present()
        .filter(phone=phone, number_frozen_at__isnull=True)
        .select_related("clinic")
        .order_by("created_at")
    )
    patient = next((one for one in patients if not is_opted_out(one.clinic, phone)), None)
    allowed = patient is not None and not too_often
    SignInCode.objects.create(
        phone=phone,
        code_hash=_hash(phone, code) if allowed else "",
        address_hash=hashed,
        asked_at=now,
        expires_at=now + CODE_LIVES,
    )
    if patient is None or too_often:
        return None
    clinic = patient.clinic
    body = say("code", patient.language, {"code": code, "clinic": clinic.name})
    message = Message.objects.create(
        clinic=clinic,
        patient=patient,
        direction=Direction.OUT,
        kind=MessageKind.CODE,
        our_number=sender_of(clinic),
        their_number=phone,
        body=say("code_hidden", patient.language, {}),
        segments=segments(body).count,
        state=MessageState.WRITTEN,
        created_at=now,
        attempted_at=now,
        attempts=1,
    )
    return Outgoing(message.pk, message.our_number, phone, body, valid_for=CODE_LIVES)


def _one_at_a_time(*names: str) -> None:
    """Others who ask for one of the same names wait until the transaction ends; SQLite has one writer anyway."""
    if connection.vendor != "postgresql":
        return
    keys = sorted(
        int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], signed=True) for name in set(names)
    )
    with connection.cursor() as cursor:
        for key in keys:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [key])


def forget_old_codes(*, now: datetime) -> int:
    """Deletes what was asked for over a day ago; returns how many. The limits look back an hour."""
    return SignInCode.objects.filter(asked_at__lt=now - KEPT).delete()[0]


@dataclass(frozen=True, slots=True)
class SignedIn:
    """`user` None: the number belongs to several patients, one of whom must be named."""

    user: User | None
    patients: tuple[Patient, ...]


def redeem_code(phone: str, code: str, *, patient_id: UUID | None, now: datetime) -> SignedIn:
    """The sign-in the code opens. Raises WrongCode. Only the newest code works: once, for 10 minutes, within 5 tries.

    Naming no patient where the number has several uses nothing up, so that the call can be repeated.
    """
    with transaction.atomic():
        known = (
            SignInCode.objects.select_for_update()
            .filter(phone=phone, expires_at__gt=now)
            .exclude(code_hash="")
            .order_by("-asked_at", "-pk")
            .first()
        )
        right = (
            known is not None
            and known.used_at is None
            and known.tries < MOST_TRIES
            and constant_time_compare(known.code_hash, _hash(phone, code))
        )
        if known is not None and not right:
            SignInCode.objects.filter(pk=known.pk).update(tries=F("tries") + 1)
    if known is None or not right:
        raise WrongCode
    patients = tuple(
        Patient.objects.present()
        .filter(phone=phone, number_frozen_at__isnull=True)
        .select_related("clinic", "user")
        .order_by("created_at")
    )
    chosen = [one for one in patients if patient_id in (None, one.pk)]
    if not chosen:
        raise WrongCode
    if len(chosen) > 1:
        return SignedIn(None, patients)
    return SignedIn(_sign_in(chosen[0], known, now), (chosen[0],))


@transaction.atomic
def _sign_in(patient: Patient, code: SignInCode, now: datetime) -> User:
    lock(patient)
    if patient.phone != code.phone or patient.archived_at is not None or patient.number_frozen_at is not None:
        raise WrongCode
    if not SignInCode.objects.filter(pk=code.pk, used_at__isnull=True).update(used_at=now):
        raise WrongCode
    if patient.user is None:
        patient.user = User.objects.create_user()
        patient.save(update_fields=["user"])
    return patient.user
