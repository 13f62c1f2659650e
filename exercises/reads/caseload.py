"""Whom to call first, and why: a clinic's patients ranked by need, in at most six queries whatever their number."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import (
    BooleanField,
    Count,
    Exists,
    ExpressionWrapper,
    Max,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
)

from exercises.models import Alert, Assignment, CheckIn, Concern, ConcernEntry, Message, Patient, Reminder
from exercises.reads.plans import patterns_of, said_by
from exercises.reads.texting import texting_of, with_texting
from exercises.rules.adherence import Adherence, adherence
from exercises.rules.alerting import Following, rank
from exercises.rules.rounds import PatternedAssignment
from exercises.rules.sessions import Interval, Said, local_date
from exercises.terms import AlertKind, Author, Direction

WINDOW_DAYS = 14
ANSWERED = ExpressionWrapper(Q(answered_at__isnull=False), output_field=BooleanField())
"""Whether, not when: an instant a row costs more than the rest of it."""

PATIENT_FIELDS = (
    *("pk", "first_name", "last_name", "timezone", "unreachable_since", "number_frozen_at", "created_at"),
    *("practitioner", "practitioner__first_name", "practitioner__last_name"),
    *("consented_at", "revoked_at", "opted_out_at", "heard_at", "checked_at", "was_assigned"),
    *("wrote_at", "unread_words"),
)


def caseload(clinic: UUID, *, now: datetime, practitioner: UUID | None = None) -> list[dict[str, Any]]:
    """The patients of the clinic, or of one practitioner, the neediest first."""
    wanted = Patient.objects.present().filter(clinic=clinic)
    if practitioner is not None:
        wanted = wanted.filter(practitioner=practitioner)
    patients = _patients(wanted)
    since = now.date() - timedelta(days=WINDOW_DAYS + 1)
    # A sub-select in each query: cheaper than hundreds of ids in it.
    ids = wanted.values_list("pk", flat=True)
    plans = patterns_of(ids, since=since)
    said = said_by(ids, since=since)
    alerts = _alerts(ids, now - timedelta(days=WINDOW_DAYS + 1))
    reminders = _reminders(ids, since)
    rows = [
        _row(patient, plans.get(patient.pk, []), said.get(patient.pk, {}), reminders[patient.pk], alerts, now)
        for patient in patients
    ]
    return [row for _, row in sorted(rows, key=lambda pair: pair[0])]


def _patients(patients: QuerySet[Patient]) -> list[Any]:
    """Rows with the fields of PATIENT_FIELDS, by name."""
    heard = Message.objects.filter(patient=OuterRef("pk"), direction=Direction.IN).values("patient")
    checked = CheckIn.objects.filter(patient=OuterRef("pk")).values("patient")
    wrote = Concern.objects.filter(patient=OuterRef("pk")).values("patient")
    unread = ConcernEntry.objects.filter(patient=OuterRef("pk")).of(Author.PATIENT).unread().values("patient")
    return list(
        with_texting(patients)
        .annotate(
            heard_at=Subquery(heard.annotate(last=Max("created_at")).values("last")),
            checked_at=Subquery(checked.annotate(last=Max("received_at")).values("last")),
            wrote_at=Subquery(wrote.annotate(last=Max("last_from_patient_at")).values("last")),
            unread_words=Subquery(unread.annotate(count=Count("pk")).values("count")),
            was_assigned=Exists(Assignment.objects.filter(patient=OuterRef("pk"))),
        )
        .order_by("last_name", "first_name", "pk")
        .values_list(*PATIENT_FIELDS, named=True)
    )


@dataclass
class _Alerts:
    """The open alerts of a patient, counted by kind, and the intervals a safety alert was open."""

    open: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    safety: list[tuple[datetime, datetime | None]] = field(default_factory=list)


def _alerts(patients: QuerySet[Patient, UUID], since: datetime) -> dict[UUID, _Alerts]:
    alerts: dict[UUID, _Alerts] = defaultdict(_Alerts)
    wanted = Q(closed_at__isnull=True) | Q(kind=AlertKind.SAFETY, closed_at__gte=since)
    for patient, kind, raised, closed in Alert.objects.filter(wanted, patient__in=patients).values_list(
        "patient", "kind", "raised_at", "closed_at"
    ):
        if closed is None:
            alerts[patient].open[kind] += 1
        if kind == AlertKind.SAFETY:
            alerts[patient].safety.append((raised, closed))
    return alerts


def _reminders(patients: QuerySet[Patient, UUID], since: date) -> dict[UUID, list[tuple[date, bool]]]:
    """The reminders that were sent since and not lost, oldest first, and whether each was answered."""
    sent: dict[UUID, list[tuple[date, bool]]] = defaultdict(list)
    for patient, day, answered in (
        Reminder.objects.sent()
        .filter(patient__in=patients, day__gte=since)
        .order_by("due_at")
        .annotate(was_answered=ANSWERED)
        .values_list("patient", "day", "was_answered")
    ):
        sent[patient].append((day, answered))
    return sent


def _unanswered(reminders: Sequence[tuple[date, bool]]) -> int:
    count = 0
    for _, answered in reversed(reminders):
        if answered:
            break
        count += 1
    return count


def _readings(said: Mapping[date, list[Said]]) -> list[Said]:
    """The pain told, by day and in the order it came; a text about several rounds counts once."""
    told = [one for _, spoken in sorted(said.items()) for one in spoken if one.pain is not None]
    return list({one.told_in or one.order: one for one in told}.values())


def _row(
    patient: Any,
    plans: Sequence[PatternedAssignment],
    said: Mapping[date, list[Said]],
    reminders: Sequence[tuple[date, bool]],
    all_alerts: dict[UUID, _Alerts],
    now: datetime,
) -> tuple[tuple[Any, ...], dict[str, Any]]:
    day = local_date(now, patient.timezone)
    zone = ZoneInfo(patient.timezone)
    alerts = all_alerts.get(patient.pk) or _Alerts()
    pauses = [
        Interval(raised.astimezone(zone).date(), closed.astimezone(zone).date() if closed else None)
        for raised, closed in alerts.safety
    ]
    done = adherence(plans, said, today=day, days=WINDOW_DAYS, pauses=pauses)
    assigned = any(plan.starts_on > day or plan.is_active(day) for plan in plans if not plan.is_over(day))
    pains = _readings(said)
    texting = texting_of(patient)
    found = rank(
        Following(
            adherence=done if assigned else Adherence(0, 0),  # nobody neglects a program that is over
            pains=[one.pain for one in pains if one.pain is not None],
            unanswered=_unanswered(reminders),
            texting=texting["state"],
            open_safety_alerts=alerts.open[AlertKind.SAFETY],
            open_pain_alerts=alerts.open[AlertKind.PAIN],
            open_message_alerts=alerts.open[AlertKind.MESSAGE],
            unread_words=patient.unread_words or 0,
            open_flare_alerts=alerts.open[AlertKind.FLARE],
            open_call_alerts=alerts.open[AlertKind.CALL],
            assigned=assigned,
            ended=patient.was_assigned,
        )
    )
    percent = done.percent
    place = (found.place, 101 if percent is None else percent, patient.last_name, patient.first_name)
    heard = (patient.heard_at, patient.checked_at, patient.wrote_at)
    contact = max((at for at in heard if at), default=None)
    return (*place, str(patient.pk)), {
        "patient": {"id": str(patient.pk), "first_name": patient.first_name, "last_name": patient.last_name},
        "practitioner": f"{patient.practitioner__first_name} {patient.practitioner__last_name}"
        if patient.practitioner
        else None,
        "need": found.need.value,
        "reason": found.reason,
        "adherence": adherence_shown(done, reminders, since=day - timedelta(days=WINDOW_DAYS - 1)),
        "last_pain": {"pain": pains[-1].pain, "day": pains[-1].day.isoformat()} if pains else None,
        "last_contact": contact.isoformat() if contact else None,
        "texting": texting,
        "programs": [plan.program for plan in plans if plan.is_active(day)],
        "open_alerts": sum(alerts.open.values()),
        "unread_words": patient.unread_words or 0,
    }


def adherence_shown(
    done: Adherence, reminders: Sequence[tuple[date, bool]], *, since: date
) -> dict[str, Any]:
    """Adherence with its denominator, and the response rate beside it: answered reminders ÷ sent."""
    asked = [answered for day, answered in reminders if day >= since]
    return {
        "days": len(done.days),
        "numerator": done.done,
        "denominator": done.expected,
        "percent": done.percent,
        "reminders_sent": len(asked),
        "reminders_answered": sum(asked),
        "response_rate": round(100 * sum(asked) / len(asked)) if asked else None,
    }
