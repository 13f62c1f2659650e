"""Fills an empty database with patients who follow a program. Runs in a process with the settings of the others."""

from datetime import time, timedelta
from zoneinfo import ZoneInfo

from django.core.management import call_command

from backend import clock
from exercises.models import (
    Assignment,
    Clinic,
    Consent,
    Patient,
    ReminderSetting,
    Revision,
    RevisionItem,
    RevisionPhase,
)
from tests import make
from tests.benchmarks.crowd import FASTEST, copies
from tests.chaos.patients import BY_SERVICE, CLINICS, FIRST_SETTING, SERVICE, phone_of, sender_of
from tests.standin import noon_zone

MIDNIGHT = time(0, 0)


def fill(patients: int) -> None:
    """So many copies of one patient, none of them due yet: each has a slot today, about an instant far away."""
    call_command("migrate", verbosity=0)
    clinics = [_clinic(number) for number in range(CLINICS)]
    patient, setting = _template(clinics[0])
    assignment = Assignment.objects.get(patient=patient)
    revision = Revision.objects.get(assignment=assignment)
    phase = RevisionPhase.objects.get(revision=revision)
    people = ", ".join(f"({n}, '{phone_of(n)}')" for n in range(1, patients + 1))
    everyone, number, phone = (
        f"(VALUES {people}) AS people (n, phone)",
        f"{FIRST_SETTING} + n",
        "people.phone",
    )
    keys = ", ".join(f"'{clinic.pk}'" for clinic in clinics)
    person, assigned = "md5('patient' || n)::uuid", "md5('assignment' || n)::uuid"
    whose = {"clinic_id": f"(ARRAY[{keys}]::uuid[])[mod(n / 10, {CLINICS}) + 1]", "patient_id": person}
    who = {"id": person, "clinic_id": whose["clinic_id"], "phone": phone, "user_id": "NULL"}
    far = "timestamptz '2099-01-01 12:00+00'"
    copies(Patient, patient, everyone, who)
    copies(ReminderSetting, setting, everyone, {"id": number, "next_at": far, **whose})
    copies(Consent, patient.consents.get(), everyone, {"phone": phone, **whose})
    copies(Assignment, assignment, everyone, {"id": assigned, **whose})
    copies(Revision, revision, everyone, {"id": number, "assignment_id": assigned})
    copies(RevisionPhase, phase, everyone, {"id": number, "revision_id": number})
    for item in phase.items.all():
        copies(RevisionItem, item, everyone, {"id": "gen_random_uuid()", "phase_id": number})
    ReminderSetting.objects.filter(pk=setting.pk).update(next_at=None, next_day=None, next_time=None)


def _clinic(number: int) -> Clinic:
    return make.clinic(
        name=f"Clinic {number}",
        sender=sender_of(number),
        messaging_service=SERVICE if number == BY_SERVICE else "",
        texts_a_second=FASTEST,
        allowed_from=MIDNIGHT,
        allowed_until=MIDNIGHT,
    )


def _template(clinic: Clinic) -> tuple[Patient, ReminderSetting]:
    now = clock.now()
    zone = noon_zone(now)
    patient = make.patient(clinic, zone=zone)
    make.assignment(patient, starts_on=now.astimezone(ZoneInfo(zone)).date(), now=now)
    at = (now - timedelta(minutes=1)).astimezone(ZoneInfo(zone)).time().replace(second=0, microsecond=0)
    return patient, make.reminder_setting(patient, at, now=now - timedelta(hours=1))
