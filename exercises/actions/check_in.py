"""Keep what a patient says of a session."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from exercises.actions.alert import raise_alert
from exercises.actions.keeping import bump_plans, hear_of, lock
from exercises.actions.safety import answer_words
from exercises.errors import CheckInDiffers, Invalid, SessionNotExpected
from exercises.models import CheckIn, Message, Patient, Reminder
from exercises.reads.plans import plans_of
from exercises.rules.redflags import screen
from exercises.rules.sessions import (
    DayPlan,
    PlannedAssignment,
    SessionName,
    fraction,
    is_recent,
    local_date,
    plan_day,
)
from exercises.terms import AlertKind, CheckInSource, NothingToday, Outcome, ReminderState


@dataclass(frozen=True, slots=True)
class CheckInGiven:
    """A check-in as the phone sends it. `outcome` None is for a text that tells a pain score alone.

    `completed` 0 to 1 counts for a part; `at` is when it was done, aware (None: now). `items` are
    mappings of item, outcome, difficulty and reason.
    """

    client_id: UUID
    session: SessionName
    outcome: Outcome | None
    completed: float | None = None
    reason: str = ""
    pain: int | None = None
    difficulty: str = ""
    note: str = ""
    at: datetime | None = None
    items: Sequence[Mapping[str, Any]] = field(default=())

    def content(self) -> dict[str, Any]:
        """What two deliveries of one check-in must agree in."""
        return {
            "day": self.session.day,
            "round": self.session.round,
            "outcome": self.outcome,
            "completed": None if self.outcome is None else fraction(self.outcome, self.completed),
            "reason": self.reason,
            "pain": self.pain,
            "difficulty": self.difficulty,
            "note": self.note,
            "items": [dict(item) for item in self.items],
        }


def record_check_in(
    patient: Patient,
    given: CheckInGiven,
    *,
    source: CheckInSource,
    now: datetime,
    message: Message | None = None,
) -> tuple[CheckIn, bool]:
    """Keeps the check-in; True when it is new, False when the same one was kept before.

    Raises SessionNotExpected, CheckInDiffers (same id, other content) or Invalid (an item that is not
    the patient's). Work on a rest day is kept and counts in nothing.
    """
    known = CheckIn.objects.filter(patient=patient, client_id=given.client_id).first()
    if known is not None:
        return _same(known, given), False
    try:
        return _keep(patient, given, source=source, now=now, message=message), True
    except IntegrityError:
        return _same(CheckIn.objects.get(patient=patient, client_id=given.client_id), given), False


@transaction.atomic
def _keep(
    patient: Patient, given: CheckInGiven, *, source: CheckInSource, now: datetime, message: Message | None
) -> CheckIn:
    """Reads the program and keeps the check-in in one turn: a revision made meanwhile waits, or came before."""
    lock(patient)
    plans = plans_of([patient.pk])
    plan = _expected(patient, given.session, plans.get(patient.pk, []), now)
    _check_items(given, plan, plans.get(patient.pk, []))
    row = CheckIn(
        client_id=given.client_id,
        clinic_id=patient.clinic_id,
        patient=patient,
        source=source,
        message=message,
        at=given.at or now,
        received_at=now,
        **given.content(),
    )
    row.save(force_insert=True)
    _follow_up(patient, row, now)
    return row


def _same(known: CheckIn, given: CheckInGiven) -> CheckIn:
    content = given.content()
    differing = [name for name, value in content.items() if getattr(known, name) != value]
    if given.at is not None and given.at != known.at:
        differing.append("at")
    if differing:
        raise CheckInDiffers(errors={name: ["Differs from what was received before."] for name in differing})
    return known


def _expected(
    patient: Patient, session: SessionName, assignments: Sequence[PlannedAssignment], now: datetime
) -> DayPlan:
    plan = plan_day(assignments, session.day)
    recent = is_recent(session.day, today=local_date(now, patient.timezone))
    last = max(plan.rounds, 1)
    if (
        not recent
        or plan.reason == NothingToday.NO_PROGRAM
        or not 1 <= (1 if session.round is None else session.round) <= last
    ):
        raise SessionNotExpected
    return plan


def _check_items(given: CheckInGiven, plan: DayPlan, assignments: Sequence[PlannedAssignment]) -> None:
    if not given.items:
        return
    known = {
        str(item.id)
        for assignment in assignments
        for revision in assignment.revisions
        for phase in revision.phases
        for item in phase.items
    }
    errors = {
        f"items.{place}.item": ["There is no such item in this patient's program."]
        for place, item in enumerate(given.items)
        if str(item["item"]) not in known
    }
    if errors:
        raise Invalid(errors=errors)


def _follow_up(patient: Patient, row: CheckIn, now: datetime) -> None:
    bump_plans([patient.pk])
    hear_of([patient.pk])
    Reminder.objects.filter(
        patient=patient, day=row.day, state=ReminderState.WRITTEN, answered_at__isnull=True
    ).update(answered_at=now)
    found = screen(row.note)
    if found.flagged:
        answer_words(found, patient, cause=f"check-in:{row.pk}", now=now)
    if is_high(row.pain, patient):
        raise_alert(
            AlertKind.PAIN,
            clinic=patient.clinic_id,
            patient=patient,
            detail=f"Pain {row.pain} of 10 was reported for {row.day.isoformat()}.",
            key=f"pain:{patient.pk}",
            now=now,
            message=row.message,
        )


def is_high(pain: int | None, patient: Patient) -> bool:
    """Whether a pain score asks for a person (8 and over unless the clinic says otherwise; outcomes reference)."""
    return pain is not None and pain >= patient.clinic.pain_alert_from
