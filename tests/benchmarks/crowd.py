"""Many rows in a few statements: one row by the builders, and copies of it by the database, a PostgreSQL."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import uuid4

from backend.simulation.copies import FIRST_ID, copies, multiply, numbers
from exercises.models import CheckIn, Clinic, Message, Patient, Reminder, ReminderSetting
from exercises.rules.dose import Dose
from exercises.terms import CheckInSource, Direction, MessageKind, Outcome, ReminderState
from tests import make

NOW = make.NOW
CLINICS = 10
FASTEST = 1000
"""Segments a second, the most a clinic may set: the pace must not be what is measured."""
FAR = "timestamptz '2099-01-01 17:00+00'"


@dataclass(frozen=True, slots=True)
class Template:
    """The patient all others are copies of; it is never due itself."""

    patient: Patient
    setting: ReminderSetting
    clinics: list[Clinic]


def crowd(patients: int, *, due: int | None = None, clinics: int = CLINICS, days: int = 1) -> Template:
    """So many patients with a reminder setting for 09:00; the first `due` (None: all) come at NOW, the others never.

    Those who come have consented and follow a program, which began `days` before and goes on for long.
    """
    due = patients if due is None else due
    template = _template(clinics, days)
    comes = f"CASE WHEN n <= {due} THEN timestamptz '{NOW.isoformat()}' ELSE {FAR} END"
    multiply(
        template.patient,
        numbers(patients),
        some=numbers(due),
        clinic=f"({_array(template.clinics)})[mod(n, {clinics}) + 1]",
        setting={"next_at": comes},
    )
    ReminderSetting.objects.filter(pk=template.setting.pk).update(next_at=None, next_day=None, next_time=None)
    return template


def finished(template: Template, *, days: int) -> None:
    """A reminder on each of the `days` days before NOW, sent and delivered, for every patient of the crowd."""
    setting = template.setting
    before = NOW - timedelta(days=1)
    reminder = Reminder.objects.create(
        clinic_id=setting.clinic_id,
        patient_id=setting.patient_id,
        setting=setting,
        day=before.date(),
        at=before.time(),
        due_at=before,
        try_at=before,
        state=ReminderState.WRITTEN,
        settled_at=before,
        answered_at=before,
    )
    message = Message.objects.create(
        clinic_id=setting.clinic_id,
        patient_id=setting.patient_id,
        direction=Direction.OUT,
        kind=MessageKind.REMINDER,
        our_number=template.clinics[0].sender,
        their_number=template.patient.phone,
        body="Clinic: time for your exercises. Reply DONE, PART or SKIP and a pain number from 0 to 10.",
        sid=f"SM{uuid4().hex}",
        state="delivered",
        reminder=reminder,
        created_at=before,
        attempted_at=before,
        attempts=1,
        settled_at=before,
    )
    source = (
        "exercises_remindersetting AS s JOIN exercises_patient AS p ON p.id = s.patient_id "
        f"JOIN generate_series(1, {days}) AS n ON s.id > {FIRST_ID}"
    )
    name, at = "md5(s.id || ' ' || n)::uuid", _days_before("n")
    whose = {"id": name, "clinic_id": "s.clinic_id", "patient_id": "s.patient_id"}
    times = dict.fromkeys(("due_at", "try_at", "settled_at", "answered_at"), at)
    copies(Reminder, reminder, source, {"setting_id": "s.id", "day": f"({at})::date", **whose, **times})
    unlike = {"reminder_id": name, "their_number": "p.phone", "sid": "'SM' || md5(s.id || ' ' || n)"}
    times = dict.fromkeys(("created_at", "attempted_at", "settled_at"), at)
    copies(Message, message, source, {**unlike, **whose, **times})


def reported(template: Template, *, days: int) -> None:
    """A check-in on each of the `days` days before NOW, for every patient of the crowd."""
    patient = template.patient
    before = NOW - timedelta(days=1)
    check_in = CheckIn.objects.create(
        client_id=uuid4(),
        clinic_id=patient.clinic_id,
        patient=patient,
        day=before.date(),
        outcome=Outcome.DONE,
        completed=1,
        pain=2,
        source=CheckInSource.APP,
        at=before,
        received_at=before,
    )
    source = f"exercises_remindersetting AS s JOIN generate_series(1, {days}) AS n ON s.id > {FIRST_ID}"
    at = _days_before("n")
    values = {
        "client_id": "gen_random_uuid()",
        "clinic_id": "s.clinic_id",
        "patient_id": "s.patient_id",
        "day": f"({at})::date",
        "pain": "mod(n, 4)",
        **dict.fromkeys(("at", "received_at"), at),
    }
    copies(CheckIn, check_in, source, values)


def _template(clinics: int, days: int) -> Template:
    made = [make.clinic(texts_a_second=FASTEST, silent_days=0) for _ in range(clinics)]
    patient = make.patient(made[0])
    began = NOW - timedelta(days=days)
    program = make.program(phases=[(1, 400, (Dose(sets=2, reps=10), Dose(reps=3, hold_s=30)))])
    make.assignment(patient, program, starts_on=began.date(), now=began)
    return Template(patient, make.reminder_setting(patient, now=NOW - timedelta(hours=1)), made)


def _array(clinics: list[Clinic]) -> str:
    return f"ARRAY[{', '.join(repr(str(clinic.pk)) for clinic in clinics)}]::uuid[]"


def _days_before(days: str) -> str:
    return f"timestamptz '{NOW.isoformat()}' - interval '1 day' * {days}"
