"""Plain builders for tests: each makes a row that is right in itself, anything given overrides it."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from typing import Any
from uuid import uuid4

from knox.models import AuthToken

from exercises.actions.assign import assign_program
from exercises.actions.reminders import Wish, set_reminder
from exercises.models import (
    Assignment,
    Clinic,
    ClinicText,
    Consent,
    Exercise,
    Item,
    Patient,
    Phase,
    Picture,
    Program,
    ReminderSetting,
    Staff,
    User,
)
from exercises.rules.dose import Dose
from exercises.terms import PictureKind

_numbers = count(1)
NOW = datetime(2026, 11, 18, 17, 0, tzinfo=UTC)
"""A Wednesday, 09:00 in Vancouver."""


def clinic(**given: Any) -> Clinic:
    number = next(_numbers)
    fields: dict[str, Any] = {
        "name": f"Clinic {number}",
        "timezone": "America/Vancouver",
        "sender": f"+1604555{7000 + number % 1000:04d}" if number < 1000 else f"+1778555{number % 10000:04d}",
        "phone": "604 555 0199",
        "emergency_number": "911",
        "urgent_line": "811",
        "live": True,
    }
    return Clinic.objects.create(**fields | given)


def own_text(of: Clinic, name: str, body: str, *, language: str = "en") -> ClinicText:
    return ClinicText.objects.create(clinic=of, name=name, language=language, body=body, changed_at=NOW)


def staff(of: Clinic | None = None, **given: Any) -> Staff:
    password = given.pop("password", None)
    email = given.pop("email", f"staff{next(_numbers)}@demo.example")
    user = User.objects.create_user(email, password)
    names = {"first_name": "Pat", "last_name": f"Practitioner {next(_numbers)}"}
    return Staff.objects.create(user=user, clinic=of or clinic(), **names | given)


def patient(
    of: Clinic | None = None,
    *,
    zone: str = "America/Vancouver",
    consent: bool = True,
    signed_up: bool = True,
    **given: Any,
) -> Patient:
    number = next(_numbers)
    fields: dict[str, Any] = {
        "clinic": of or clinic(),
        "first_name": f"Demo{number}",
        "last_name": "Patient",
        "phone": f"+1604{2000000 + number}",
        "timezone": zone,
    }
    made = Patient.objects.create(**fields | given)
    if signed_up:
        made.user = User.objects.create_user()
        made.save(update_fields=["user"])
    if consent:
        Consent.objects.create(
            clinic=made.clinic,
            patient=made,
            phone=made.phone,
            wording_version="sms-1",
            source="intake form",
            given_at=NOW - timedelta(days=30),
        )
    return made


def token(user: User) -> str:
    """A sign-in of the user, for `Authorization: Token …`."""
    return str(AuthToken.objects.create(user)[1])


def exercise(of: Clinic | None = None, **given: Any) -> Exercise:
    name = given.pop("name", f"Bridge {next(_numbers)}")
    texts = {
        "name": name,
        "steps": ["Lift."],
        "cautions": ["Slowly."],
        "stop_if": ["It hurts."],
        "cue": "Lift.",
    }
    fields: dict[str, Any] = {
        "clinic": of,
        "slug": f"exercise-{next(_numbers)}",
        "name": name,
        "kind": "strengthen",
        "position": "supine",
        "sides": "bilateral",
        "regions": ["hip"],
        "muscles_primary": ["gluteus maximus"],
        "dose": Dose(sets=2, reps=10).plain(),
        "texts": {"en": texts},
        "search_text": name.lower(),
    }
    return Exercise.objects.create(**fields | given)


def picture(exercise: Exercise, **given: Any) -> Picture:
    """A drawn pose that was never drawn: its addresses are known, its files are not there."""
    fields: dict[str, Any] = {
        "kind": PictureKind.POSE,
        "order": 1,
        "width": 960,
        "height": 720,
        "alt": "Lifted hips.",
        "drawn_from": "0" * 32,
    }
    return Picture.objects.create(exercise=exercise, **fields | given)


def photograph(exercise: Exercise, *, order: int = 1, **given: Any) -> Picture:
    """A clinic's own, of one size, whose file is not there."""
    made = uuid4()
    file = {
        "path": f"own/{made}/{'0' * 32}.webp",
        "width": 640,
        "height": 480,
        "type": "image/webp",
        "bytes": 9,
    }
    fields: dict[str, Any] = {
        "id": made,
        "kind": PictureKind.PHOTO,
        "width": 640,
        "height": 480,
        "alt": "On the stairs.",
        "drawn_from": "",
        "files": [file],
    }
    return picture(exercise, order=order, **fields | given)


def program(
    of: Clinic | None = None,
    *,
    phases: Sequence[tuple[int, int, Sequence[Dose]]] = (
        (1, 28, (Dose(sets=2, reps=10), Dose(reps=3, hold_s=30))),
    ),
    exercises: Sequence[Exercise] | None = None,
    **given: Any,
) -> Program:
    """A program whose phases are (first day, last day, doses); each dose gets an exercise of its own."""
    number = next(_numbers)
    made = Program.objects.create(
        **{"clinic": of, "slug": f"program-{number}", "name": f"Program {number}"} | given
    )
    for place, (first, last, doses) in enumerate(phases, start=1):
        phase = Phase.objects.create(
            program=made, number=place, name=f"Phase {place}", first_day=first, last_day=last
        )
        for order, dose in enumerate(doses, start=1):
            which = exercises[order - 1] if exercises else exercise()
            Item.objects.create(phase=phase, exercise=which, order=order, dose=dose.plain())
    return made


def assignment(
    to: Patient,
    what: Program | None = None,
    *,
    starts_on: date | None = None,
    by: User | None = None,
    now: datetime = NOW,
) -> Assignment:
    by = by or staff(to.clinic).user
    start = starts_on or now.date()
    return assign_program(to, what or program(), starts_on=start, reminder=None, by=by, now=now)[0]


def reminder_setting(
    to: Patient, *times: time, weekdays: Sequence[int] = range(7), now: datetime = NOW
) -> ReminderSetting:
    wish = Wish(times or (time(9, 0),), frozenset(weekdays))
    return set_reminder(to, wish, by=None, now=now)


def new_id() -> str:
    return str(uuid4())
