"""STOP and START: they count for every patient reached at that number by that clinic's sender."""

from datetime import datetime

from django.db import transaction

from exercises.actions.alert import raise_alert
from exercises.actions.keeping import keep_change
from exercises.models import Clinic, OptOut, Patient
from exercises.terms import AlertKind


def is_opted_out(clinic: Clinic, number: str) -> bool:
    return OptOut.objects.filter(clinic=clinic, phone=number, ended_at__isnull=True).exists()


@transaction.atomic
def opt_out(clinic: Clinic, number: str, *, source: str, now: datetime) -> bool:
    """Ends all texts to the number; False when they had ended already."""
    if is_opted_out(clinic, number):
        return False
    entry = OptOut(clinic=clinic, phone=number, since=now, source=source[:24])
    OptOut.objects.bulk_create([entry], ignore_conflicts=True)
    for patient in Patient.objects.on_number(clinic, number):
        keep_change(
            "texts.stopped", clinic=clinic, who=None, now=now, patient=patient, after={"source": source}
        )
        raise_alert(
            AlertKind.OPTED_OUT,
            clinic=clinic,
            patient=patient,
            detail="Opted out of texts. Agree on another way, such as the app or paper.",
            key=f"opted-out:{patient.pk}",
            now=now,
        )
    return True


@transaction.atomic
def opt_in(clinic: Clinic, number: str, *, source: str, now: datetime) -> bool:
    """Takes the opt-out back; False when there was none."""
    ended = OptOut.objects.filter(clinic=clinic, phone=number, ended_at__isnull=True).update(ended_at=now)
    for patient in Patient.objects.on_number(clinic, number) if ended else ():
        keep_change(
            "texts.started", clinic=clinic, who=None, now=now, patient=patient, after={"source": source}
        )
    return bool(ended)
