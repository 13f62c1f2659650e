"""Add, change and archive patients; their consent."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from exercises.actions.keeping import bump_plans, keep_change, lock
from exercises.actions.links import end_links
from exercises.actions.numbers import close_number_alert
from exercises.actions.opting import set_stopped_topics
from exercises.actions.reminders import replan
from exercises.errors import Invalid, PatientIsArchived
from exercises.models import Clinic, Consent, Patient, ReminderSetting, Staff, User
from exercises.reads.consents import consent_events
from exercises.rules.phones import e164, zone_name
from exercises.rules.sessions import local_date
from exercises.rules.wording import CONSENT_WORDING
from exercises.terms import Channel, StopSource, Topic


@dataclass(frozen=True, slots=True)
class ConsentGiven:
    """That a patient agreed to texts, or took it back, and where that was said (such as "intake form")."""

    sms: bool
    source: str


_NAMES = {"first_name": "Say the first name.", "last_name": "Say the last name."}


def _checked(fields: Mapping[str, Any], clinic: Clinic) -> dict[str, Any]:
    """The fields in the form they are kept. Raises Invalid naming each that is not valid."""
    errors: dict[str, list[str]] = {}
    kept = dict(fields)
    if "skin_tone" in kept:
        kept["skin_tone"] = kept["skin_tone"] or ""
    for name, words in _NAMES.items():
        if name in kept:
            kept[name] = kept[name].strip()
            if not kept[name]:
                errors[name] = [words]
    readers = {
        "phone": lambda text: e164(text, country=clinic.country),
        "timezone": zone_name,
    }
    for name, read in readers.items():
        if name in kept:
            try:
                kept[name] = read(kept[name])
            except ValueError as why:
                errors[name] = [str(why)]
    practitioner = kept.get("practitioner")
    if practitioner is not None and (practitioner.clinic_id != clinic.pk or not practitioner.active):
        errors["practitioner"] = ["There is no such practitioner in this clinic."]
    if errors:
        raise Invalid(errors=errors)
    return kept


@transaction.atomic
def add_patient(
    clinic: Clinic,
    fields: Mapping[str, Any],
    *,
    consent: ConsentGiven | None,
    practitioner: Staff | None,
    by: User | None,
    now: datetime,
) -> Patient:
    """A new patient of the clinic. `fields` are first_name, last_name, phone, timezone, language,
    detailed_texts, skin_tone (None: the clinic's)."""
    kept = {"timezone": clinic.timezone, "language": clinic.language, "practitioner": practitioner, **fields}
    patient = Patient.objects.create(clinic=clinic, **_checked(kept, clinic))
    if consent is not None and consent.sms:
        _give_consent(patient, consent, by=by, now=now)
    keep_change("patient.added", clinic=clinic, who=by, now=now, patient=patient, subject=patient.pk)
    return patient


@transaction.atomic
def change_patient(
    patient: Patient,
    fields: Mapping[str, Any],
    *,
    consent: ConsentGiven | None = None,
    stopped_topics: Collection[Topic] | None = None,
    by: User | None,
    now: datetime,
) -> Patient:
    """Changes a patient's own data. A new number starts without consent, signs the devices out and ends links.

    `stopped_topics` are those of the number there is then; None leaves them.
    """
    lock(patient)
    if patient.archived_at is not None:
        raise PatientIsArchived
    kept = _checked(fields, patient.clinic)
    changed = {name: value for name, value in kept.items() if getattr(patient, name) != value}
    before = {name: getattr(patient, name) for name in changed}
    if "phone" in changed:
        changed |= {"unreachable_since": None, "unreachable_code": ""}
        changed |= {"number_frozen_at": None, "number_frozen_because": ""}
        _revoke(patient, by=by, now=now, because="phone number changed")
        close_number_alert(patient, reason="The number was changed.", by=by, now=now)
        sign_out(patient)
        end_links(patient, now=now)
    if changed:
        Patient.objects.filter(pk=patient.pk).update(**changed)
        bump_plans([patient.pk])
        patient.refresh_from_db()
        keep_change(
            "patient.changed",
            clinic=patient.clinic_id,
            who=by,
            now=now,
            patient=patient,
            subject=patient.pk,
            before={name: str(value) for name, value in before.items()},
            after={name: str(kept[name]) for name in before},
        )
    if "timezone" in changed:
        replan(patient, was=before["timezone"], now=now)
    if consent is not None:
        set_consent(patient, consent, by=by, now=now)
    if stopped_topics is not None:
        kind = StopSource.APP if by is not None and by == patient.user else StopSource.STAFF
        set_stopped_topics(patient, stopped_topics, kind=kind, by=by, now=now)
    return patient


@transaction.atomic
def take_out_consents(patient: Patient, *, by: User, now: datetime) -> list[dict[str, Any]]:
    """The proof of consent, for whoever must show it; that it was taken out is a change of record."""
    keep_change("consents.taken_out", clinic=patient.clinic_id, who=by, now=now, patient=patient)
    return consent_events(patient)


@transaction.atomic
def set_consent(patient: Patient, consent: ConsentGiven, *, by: User | None, now: datetime) -> None:
    in_force = patient.consents.filter(channel=Channel.SMS, revoked_at__isnull=True).exists()
    if consent.sms and not in_force:
        _give_consent(patient, consent, by=by, now=now)
    elif not consent.sms and in_force:
        _revoke(patient, by=by, now=now, because=consent.source or "revoked")
    else:
        return
    what = "consent.given" if consent.sms else "consent.revoked"
    keep_change(
        what, clinic=patient.clinic_id, who=by, now=now, patient=patient, after={"source": consent.source}
    )


def _give_consent(patient: Patient, consent: ConsentGiven, *, by: User | None, now: datetime) -> None:
    if not consent.source.strip():
        raise Invalid.field("consent.source", "Say where consent was given, such as: intake form.")
    Consent.objects.create(
        clinic_id=patient.clinic_id,
        patient=patient,
        channel=Channel.SMS,
        phone=patient.phone,
        wording_version=CONSENT_WORDING,
        source=consent.source.strip()[:80],
        given_at=now,
        recorded_by=by,
    )


def _revoke(patient: Patient, *, by: User | None, now: datetime, because: str) -> None:
    patient.consents.filter(revoked_at__isnull=True).update(
        revoked_at=now, revoked_because=because[:80], revoked_by=by
    )


def sign_out(patient: Patient) -> None:
    """Ends every device's sign-in; the next request is refused."""
    if patient.user is not None:
        patient.user.auth_token_set.all().delete()


@transaction.atomic
def archive_patient(patient: Patient, *, by: User, now: datetime) -> Patient:
    """Ends assignments, reminders, sign-ins and links. The record stays and can be read."""
    lock(patient)
    if patient.archived_at is not None:
        return patient
    today = local_date(now, patient.timezone)
    patient.assignments.filter(ended_on__isnull=True).update(ended_on=today, ended_because="patient archived")
    ReminderSetting.objects.filter(patient=patient).update(next_at=None, next_day=None, next_time=None)
    sign_out(patient)
    end_links(patient, now=now)
    patient.archived_at = now
    patient.save(update_fields=["archived_at"])
    bump_plans([patient.pk])
    keep_change(
        "patient.archived", clinic=patient.clinic_id, who=by, now=now, patient=patient, subject=patient.pk
    )
    return patient
