"""The demo clinic: plainly made-up people with some history, and one patient who is texted within a minute."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from uuid import NAMESPACE_URL, uuid5
from zoneinfo import ZoneInfo

from django.db import transaction

from exercises.actions.assign import assign_program
from exercises.actions.check_in import CheckInGiven, record_check_in
from exercises.actions.delivery import mark_number
from exercises.actions.patients import ConsentGiven, add_patient, change_patient
from exercises.actions.reminders import Wish, set_reminder
from exercises.models import Clinic, Message, Patient, Program, Reminder, Staff, User
from exercises.rules.adherence import window
from exercises.rules.schedule import instant_of
from exercises.rules.sessions import SessionName, local_date
from exercises.terms import (
    CheckInSource,
    Difficulty,
    Direction,
    MessageKind,
    Outcome,
    RefusalKind,
    ReminderState,
    Role,
)

PASSWORD = "homestretch-demo"  # noqa: S105 - documented on purpose, for the demo alone
PRACTITIONER = "practitioner@demo.example"
OPERATOR = "operator@demo.example"
SENDER = "+16045550100"
LOOP_PHONE = "+16045550101"
"""The patient who is texted within a minute; the zone is chosen so that it is daytime there."""

DAYTIME_ZONES = (
    "America/Vancouver",
    "America/Toronto",
    "Europe/London",
    "Asia/Kolkata",
    "Asia/Tokyo",
    "Pacific/Auckland",
)


@dataclass(frozen=True)
class Demo:
    """A demo patient. `days` tells the last days, oldest first: d done, p part, s skipped, . nothing said;
    `pains` are scores told with them, in turn."""

    first_name: str
    last_name: str
    phone: str
    zone: str
    program: str
    days: str = ""
    pains: Sequence[int] = ()
    unreachable: bool = False


PEOPLE = (
    Demo(
        "Demo-Ana",
        "Alder",
        LOOP_PHONE,
        "America/Vancouver",
        "subacute-sciatica-build",
        "ddpdd.dd",
        (4, 4, 3, 3, 2),
    ),
    Demo(
        "Demo-Ben",
        "Birch",
        "+16045550102",
        "America/Vancouver",
        "piriformis-deep-gluteal",
        "d.d.....",
        (3, 3),
    ),
    Demo(
        "Demo-Cleo",
        "Cedar",
        "+14165550103",
        "America/Toronto",
        "stenosis-flexion",
        "dddsdddddd",
        (5, 4, 4, 3),
    ),
    Demo(
        "Demo-Dev",
        "Dogwood",
        "+16045550104",
        "America/Vancouver",
        "acute-sciatica-extension",
        "dddppss",
        (3, 3, 4, 6, 7),
    ),
    Demo("Demo-Eva", "Elm", "+16045550105", "America/Vancouver", "hip-abductor-strength", ".........."),
    Demo(
        "Demo-Finn", "Fir", "+16045550106", "America/Vancouver", "hamstring-tightness", "sdss.s.d.s", (2, 2)
    ),
    Demo(
        "Demo-Gia",
        "Ginkgo",
        "+14165550107",
        "America/Toronto",
        "maintenance-walk-run",
        "dddddddddddd",
        (1, 1, 0),
    ),
    Demo(
        "Demo-Hal",
        "Hazel",
        "+14165550108",
        "America/Toronto",
        "irritable-sciatica-settle",
        "dd",
        (6, 6),
        unreachable=True,
    ),
)


@transaction.atomic
def make_demo(*, now: datetime) -> str:
    """Makes the demo once; later calls only point the demo reminder at the next minute. Needs the library."""
    known = Patient.objects.filter(phone=LOOP_PHONE, clinic__sender=SENDER).select_related("clinic").first()
    if known is not None:
        _remind_soon(known, now)
        return (
            "The demo clinic is there already; its reminder comes within a minute, unless today is reported."
        )
    clinic = Clinic.objects.create(
        name="Demo Clinic",
        timezone="America/Vancouver",
        sender=SENDER,
        phone="604 555 0199",
        emergency_number="911",
        urgent_line="811",
        notice_phone="+16045550190",
        notice_email="on-call@demo.example",
        escalation_email="lead@demo.example",
        texts_a_day=24,
        live=True,
    )
    user = User.objects.create_user(PRACTITIONER, PASSWORD)
    staff = Staff.objects.create(
        user=user, clinic=clinic, role=Role.PRACTITIONER, first_name="Demo", last_name="Practitioner"
    )
    User.objects.create_superuser(OPERATOR, PASSWORD)
    for person in PEOPLE:
        _add(person, staff, now)
    _remind_soon(Patient.objects.select_related("clinic").get(clinic=clinic, phone=LOOP_PHONE), now)
    return f"Made the demo clinic with {len(PEOPLE)} patients."


def _add(person: Demo, staff: Staff, now: datetime) -> None:
    days = len(person.days)
    began = now - timedelta(days=days)
    patient = add_patient(
        staff.clinic,
        {
            "first_name": person.first_name,
            "last_name": person.last_name,
            "phone": person.phone,
            "timezone": person.zone,
            "language": "en",
        },
        consent=ConsentGiven(sms=True, source="demo"),
        practitioner=staff,
        by=staff.user,
        now=began,
    )
    assign_program(
        patient,
        Program.objects.shared().get(slug=person.program),
        starts_on=local_date(began, person.zone),
        reminder=Wish((time(9, 0),), frozenset(range(7))),
        by=staff.user,
        now=began,
    )
    _history(person, patient, now)
    set_reminder(patient, Wish((time(9, 0),), frozenset(range(7))), by=staff.user, now=now)


def _history(person: Demo, patient: Patient, now: datetime) -> None:
    """What was texted and told on the days before today."""
    outcomes = {"d": Outcome.DONE, "p": Outcome.PART, "s": Outcome.SKIPPED}
    pains = iter(person.pains)
    today = local_date(now, person.zone)
    for day, letter in zip(window(today - timedelta(days=1), len(person.days)), person.days, strict=True):
        due = instant_of(day, time(9, 0), ZoneInfo(person.zone))
        message = _reminded(patient, due)
        if letter in outcomes:
            given = CheckInGiven(
                client_id=uuid5(NAMESPACE_URL, f"demo/{patient.pk}/{day}"),
                session=SessionName(day),
                outcome=outcomes[letter],
                pain=next(pains, None),
                difficulty=Difficulty.OK,
            )
            at = due + timedelta(minutes=40)
            record_check_in(patient, given, source=CheckInSource.TEXT, now=at)
    if person.unreachable:
        mark_number(message, RefusalKind.NUMBER, "30005", now=now - timedelta(days=1))


def _reminded(patient: Patient, due: datetime) -> Message:
    setting = patient.reminder_setting
    zone = ZoneInfo(patient.timezone)
    reminder = Reminder.objects.create(
        clinic=patient.clinic,
        patient=patient,
        setting=setting,
        day=due.astimezone(zone).date(),
        at=time(9, 0),
        due_at=due,
        try_at=due,
        state=ReminderState.WRITTEN,
        settled_at=due,
        first_round=1,
        last_round=1,
    )
    return Message.objects.create(
        clinic=patient.clinic,
        patient=patient,
        direction=Direction.OUT,
        kind=MessageKind.REMINDER,
        our_number=SENDER,
        their_number=patient.phone,
        body="(a demo reminder)",
        state="delivered",
        reminder=reminder,
        created_at=due,
        attempted_at=due,
        attempts=1,
        settled_at=due,
    )


def _remind_soon(patient: Patient, now: datetime) -> None:
    """Sets the reminder to the next full minute, in a zone where it is daytime."""
    soon = now.replace(second=0, microsecond=0) + timedelta(minutes=1)
    clinic = patient.clinic
    for zone in DAYTIME_ZONES:
        at = soon.astimezone(ZoneInfo(zone)).time()
        if clinic.allowed_from <= at < time(clinic.allowed_until.hour - 1, 0):
            break
    change_patient(patient, {"timezone": zone}, by=None, now=now)
    set_reminder(patient, Wish((at,), frozenset(range(7))), by=None, now=now)
