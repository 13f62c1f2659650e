"""What every action that changes something does besides: it waits its turn, keeps who changed what, bumps the plan."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import F

from exercises.models import Change, Clinic, Patient, ReminderSetting, User


def lock(patient: Patient) -> None:
    """Reads the patient anew and holds others' changes of it back until the transaction ends.

    Whoever changes a patient's data, consent, reminder setting or assignments takes this lock first, and
    others after it.
    """
    stored = Patient.objects.select_related("clinic").select_for_update(of=("self",), no_key=True)
    patient.refresh_from_db(from_queryset=stored)


def keep_change(
    what: str,
    *,
    clinic: Clinic | UUID,
    who: User | None,
    now: datetime,
    patient: Patient | UUID | None = None,
    subject: UUID | None = None,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> None:
    """Writes the change of record. `who` None is the system itself."""
    Change.objects.create(
        clinic_id=clinic if isinstance(clinic, UUID) else clinic.pk,
        patient_id=patient if patient is None or isinstance(patient, UUID) else patient.pk,
        who=who,
        at=now,
        what=what,
        subject=subject,
        before=_plain(before or {}),
        after=_plain(after or {}),
    )


def bump_plans(patients: Iterable[UUID]) -> None:
    """Raises the version of `today` of these patients: their phones fetch it anew."""
    Patient.objects.filter(pk__in=list(patients)).update(plan_version=F("plan_version") + 1)


def hear_of(patients: Iterable[UUID]) -> None:
    """These patients were heard of, or staff have found out: their days without an answer are counted anew."""
    ReminderSetting.objects.filter(patient__in=list(patients), unanswered_days__gt=0).update(
        unanswered_days=0
    )


def _plain(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _plain_value(value) for name, value in values.items()}


def _plain_value(value: Any) -> Any:
    if isinstance(value, (date, datetime, time)):
        return value.isoformat()
    return str(value) if isinstance(value, (UUID, Decimal)) else value
