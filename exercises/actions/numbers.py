"""Numbers that may not be the patient's: nothing about the patient goes there until staff have checked."""

from datetime import datetime

from django.db import transaction

from exercises.actions.alert import close_alert, raise_alert
from exercises.actions.keeping import keep_change, lock
from exercises.errors import PatientIsArchived
from exercises.models import Alert, Clinic, Message, Patient, User
from exercises.rules.wrong_number import says_wrong_number
from exercises.terms import AlertKind, FrozenBecause

WRONG_NUMBER = "Somebody wrote that this is a wrong number. Nothing goes there any more: check the number."
UNDELIVERED = (
    "Texts do not arrive at this number (code {code}). Nothing goes there any more: ask for the right number."
)


def alert_key(patient: Patient) -> str:
    """Of the one open alert about a patient's number."""
    return f"unreachable:{patient.pk}"


def is_wrong_number(text: Message) -> bool:
    """Whether a text in says that its number is not that of the patients who have it here."""
    names = Patient.objects.on_number(text.clinic, text.their_number).values_list("first_name", flat=True)
    return bool(known := list(names)) and says_wrong_number(text.body, known)


def is_frozen(text: Message) -> bool:
    """Whether the number of a text is frozen for its patient; of a text of nobody known, for anybody on it."""
    reached = Patient.objects.on_number(text.clinic, text.their_number).filter(number_frozen_at__isnull=False)
    return (reached.filter(pk=text.patient_id) if text.patient_id else reached).exists()


@transaction.atomic
def freeze_wrong_number(text: Message, *, now: datetime) -> bool:
    """Freezes the number for all of the clinic's patients on it and asks staff; False when it was already."""
    patients = list(Patient.objects.on_number(text.clinic, text.their_number))
    newly = [one for one in patients if one.number_frozen_because != FrozenBecause.WRONG_NUMBER]
    for patient in newly:
        _freeze(patient, FrozenBecause.WRONG_NUMBER, now)
    for patient in patients:
        raise_alert(
            AlertKind.UNREACHABLE,
            clinic=text.clinic,
            patient=patient,
            detail=WRONG_NUMBER,
            key=alert_key(patient),
            message=text,
            now=now,
        )
    return bool(newly)


@transaction.atomic
def freeze_undelivered(clinic: Clinic, number: str, *, code: str, now: datetime) -> None:
    """Freezes a number that the provider says cannot be texted: a number given up may become somebody else's."""
    for patient in Patient.objects.on_number(clinic, number).filter(number_frozen_at__isnull=True).locked():
        Patient.objects.filter(pk=patient.pk).update(unreachable_since=now, unreachable_code=code[:12])
        _freeze(patient, FrozenBecause.UNDELIVERED, now)
        raise_alert(
            AlertKind.UNREACHABLE,
            clinic=clinic,
            patient=patient,
            detail=UNDELIVERED.format(code=code),
            key=alert_key(patient),
            now=now,
        )


def _freeze(patient: Patient, because: FrozenBecause, now: datetime) -> None:
    Patient.objects.filter(pk=patient.pk).update(number_frozen_at=now, number_frozen_because=because)
    keep_change(
        "number.frozen",
        clinic=patient.clinic_id,
        who=None,
        now=now,
        patient=patient,
        after={"because": because},
    )


@transaction.atomic
def confirm_number(patient: Patient, *, by: User, now: datetime) -> None:
    """Staff have checked that the number is this patient's: texts go there again. Raises PatientIsArchived."""
    lock(patient)
    if patient.archived_at is not None:
        raise PatientIsArchived
    released = Patient.objects.filter(pk=patient.pk, number_frozen_at__isnull=False).update(
        number_frozen_at=None, number_frozen_because="", unreachable_since=None, unreachable_code=""
    )
    if released:
        keep_change("number.confirmed", clinic=patient.clinic_id, who=by, now=now, patient=patient)
        close_number_alert(patient, reason="The number was confirmed.", by=by, now=now)


def close_number_alert(patient: Patient, *, reason: str, by: User | None, now: datetime) -> None:
    for alert in Alert.objects.open().filter(clinic=patient.clinic_id, key=alert_key(patient)):
        close_alert(alert, reason=reason, by=by, now=now)
