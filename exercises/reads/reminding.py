"""What the question "may this reminder go out?" depends on, for a batch, in a fixed number of queries."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Q

from exercises.models import Alert, Consent, OptOut, Reminder
from exercises.reads.plans import plans_of, said_by
from exercises.rules.reminding import DueReminder
from exercises.rules.sessions import DayPlan, PlannedAssignment, Said, plan_day, rounds_asked, standing
from exercises.terms import AlertKind, Channel, NothingToday, ReminderState


@dataclass(frozen=True, slots=True)
class Asking:
    """A reminder with all that decides about it. `asked` is None when the setting no longer has its time."""

    reminder: Reminder
    facts: DueReminder
    asked: tuple[int, int] | None
    rounds: int


def asking(reminders: Sequence[Reminder]) -> list[Asking]:
    """The facts about these reminders, fetched with patient, clinic and setting. Seven queries."""
    if not reminders:
        return []
    patients = {reminder.patient_id for reminder in reminders}
    first_day = min(reminder.day for reminder in reminders)
    plans = plans_of(patients, since=first_day)
    said = said_by(patients, since=first_day, until=max(reminder.day for reminder in reminders))
    consented = set(
        Consent.objects.filter(
            patient__in=patients, channel=Channel.SMS, revoked_at__isnull=True
        ).values_list("patient", flat=True)
    )
    opted_out = opted_out_numbers((reminder.clinic_id, reminder.patient.phone) for reminder in reminders)
    alarmed = set(
        Alert.objects.open()
        .filter(patient__in=patients, kind=AlertKind.SAFETY)
        .values_list("patient", flat=True)
    )
    sent = Counter(
        Reminder.objects.filter(
            patient__in=patients, day__gte=first_day, state=ReminderState.WRITTEN
        ).values_list("patient", "day")
    )
    answer = []
    for reminder in reminders:
        patient = reminder.patient_id
        known = _Known(
            plans=plans.get(patient, []),
            said=said.get(patient, {}).get(reminder.day, ()),
            consented=patient in consented,
            opted_out=(reminder.clinic_id, reminder.patient.phone) in opted_out,
            alarmed=patient in alarmed,
            sent=sent[(patient, reminder.day)] - (reminder.state == ReminderState.WRITTEN),
        )
        answer.append(_asking(reminder, known))
    return answer


def opted_out_numbers(numbers: Iterable[tuple[UUID, str]]) -> set[tuple[UUID, str]]:
    """Those of the (clinic, number) pairs that are opted out now. One query."""
    wanted = set(numbers)
    clinics, phones = {clinic for clinic, _ in wanted}, {phone for _, phone in wanted}
    rows = OptOut.objects.filter(clinic__in=clinics, phone__in=phones, ended_at__isnull=True)
    return wanted & set(rows.values_list("clinic", "phone"))


@dataclass(frozen=True, slots=True)
class _Known:
    plans: Sequence[PlannedAssignment]
    said: Sequence[Said]
    consented: bool
    opted_out: bool
    alarmed: bool
    sent: int


def _asking(reminder: Reminder, known: _Known) -> Asking:
    clinic, patient, setting = reminder.clinic, reminder.patient, reminder.setting
    plan = plan_day(known.plans, reminder.day)
    asked = _asked(reminder, setting.times, plan)
    stands = standing(known.said, plan.rounds)
    open_rounds = sum(1 for stand in stands[asked[0] - 1 : asked[1]] if stand.said is None) if asked else 0
    paused = setting.paused_until is not None and reminder.day < setting.paused_until
    facts = DueReminder(
        due_at=reminder.due_at,
        day=reminder.day,
        zone=ZoneInfo(patient.timezone),
        allowed_from=clinic.allowed_from,
        allowed_until=clinic.allowed_until,
        lateness_limit=timedelta(minutes=clinic.lateness_minutes),
        live=clinic.live,
        consented=known.consented,
        opted_out=known.opted_out,
        unreachable=patient.unreachable_since is not None,
        archived=patient.archived_at is not None,
        assigned=plan.reason not in (NothingToday.NO_PROGRAM, NothingToday.NOT_STARTED, NothingToday.ENDED),
        expected_rounds=plan.rounds,
        held=plan.reason == NothingToday.HELD,
        paused=paused,
        open_rounds=open_rounds,
        open_safety_alert=known.alarmed,
        texts_today=known.sent,
        texts_a_day=clinic.texts_a_day,
    )
    return Asking(reminder, facts, asked, plan.rounds)


def _asked(reminder: Reminder, times: Sequence[str], plan: DayPlan) -> tuple[int, int] | None:
    at = f"{reminder.at:%H:%M}"
    if at not in times or not plan.rounds:
        return None
    ordered = sorted(times, key=time.fromisoformat)
    return rounds_asked(ordered.index(at) + 1, texts=len(ordered), rounds=plan.rounds)


def newest_reminder_to(clinic: UUID, number: str, *, at: datetime) -> Reminder | None:
    """The newest reminder that went to this number in the 24 hours before `at`; it is what a reply is about.

    The provider tells `at` in whole seconds, so the second it is in counts too.
    """
    gone = Q(message__sid__isnull=False) | Q(message__state__in=["written", "unknown"])
    return (
        Reminder.objects.filter(
            gone,
            clinic=clinic,
            message__clinic=clinic,
            message__their_number=number,
            message__created_at__gt=at - timedelta(hours=24),
            message__created_at__lt=at + timedelta(seconds=1),
            patient__archived_at__isnull=True,
        )
        .select_related("patient", "patient__clinic")
        .order_by("-message__created_at", "-due_at")
        .first()
    )
