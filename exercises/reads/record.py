"""A patient's record as staff read it, and the progress as the patient sees it."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from exercises.models import CheckIn, Flare, Patient, Reminder
from exercises.reads.assignments import assignment_rows
from exercises.reads.caseload import adherence_shown
from exercises.reads.concerns import ENTRIES_OF_ONE, concern_rows, concerns_of
from exercises.reads.plans import patterns_of, safety_pauses, said_by
from exercises.reads.texting import texting
from exercises.rules.adherence import adherence, streak
from exercises.rules.sessions import SessionName, local_date
from exercises.terms import Author, Direction

MOST_ROWS = 1000
"""Of each list the newest so many are shown; `totals` says how many there are."""


def record(patient: Patient, *, now: datetime) -> dict[str, Any]:
    """Everything kept about the patient, newest first in each list."""
    lists: dict[str, QuerySet[Any]] = {
        "check_ins": patient.check_ins.order_by("-id"),
        "messages": patient.messages.order_by("-created_at"),
        "reminders": patient.reminders.order_by("-due_at"),
        "alerts": patient.alerts.order_by("-raised_at"),
        "consents": patient.consents.order_by("-given_at"),
        "changes": patient.changes.order_by("-at").select_related("who"),
        "flares": patient.flares.order_by("-starts_on", "-id"),
    }
    assignments = list(patient.assignments.select_related("patient", "program").order_by("-created_at"))
    concerns = concerns_of(patient, reader=Author.STAFF)
    return {
        "patient": str(patient.pk),
        "texting": texting([patient])[patient.pk],
        "assignments": assignment_rows(assignments, now=now),
        "totals": {name: rows.count() for name, rows in {**lists, "concerns": concerns}.items()},
        "concerns": concern_rows(list(concerns[:MOST_ROWS]), most=ENTRIES_OF_ONE),
        **{name: [_SHOWN[name](row) for row in rows[:MOST_ROWS]] for name, rows in lists.items()},
    }


def check_in_since(patient_id: UUID, client_id: UUID, *, since: datetime) -> CheckIn | None:
    """The patient's check-in of that id, when it was received since then."""
    return CheckIn.objects.filter(patient=patient_id, client_id=client_id, received_at__gte=since).first()


def check_in_shown(row: CheckIn) -> dict[str, Any]:
    """A check-in as the API shows it."""
    return {
        "id": str(row.client_id),
        "session": str(SessionName(row.day, row.round)),
        "outcome": row.outcome,
        "completed": None if row.completed is None else float(row.completed),
        "reason": row.reason or None,
        "pain": row.pain,
        "difficulty": row.difficulty or None,
        "note": row.note,
        "items": row.items,
        "source": row.source,
        "at": _at(row.at),
        "received_at": _at(row.received_at),
    }


def _message(row: Any) -> dict[str, Any]:
    return {
        "id": str(row.pk),
        "direction": row.direction,
        "kind": row.kind,
        "body": row.body,
        "media": [named.partition("/")[0] for named in row.media]
        if row.direction == Direction.OUT
        else row.media,
        "state": row.state,
        "error_code": row.error_code or None,
        "meaning": row.meaning or None,
        "at": _at(row.created_at),
    }


def _reminder(row: Reminder) -> dict[str, Any]:
    return {
        "day": row.day.isoformat(),
        "time": f"{row.at:%H:%M}",
        "due_at": _at(row.due_at),
        "state": row.state,
        "held": row.held or None,
        "rounds": [row.first_round, row.last_round] if row.first_round else None,
        "answered_at": _at(row.answered_at),
    }


def _alert(row: Any) -> dict[str, Any]:
    return {
        "id": str(row.pk),
        "kind": row.kind,
        "detail": row.detail,
        "raised_at": _at(row.raised_at),
        "closed_at": _at(row.closed_at),
        "close_reason": row.close_reason or None,
    }


def _consent(row: Any) -> dict[str, Any]:
    return {
        "channel": row.channel,
        "phone": row.phone,
        "wording_version": row.wording_version,
        "source": row.source,
        "given_at": _at(row.given_at),
        "revoked_at": _at(row.revoked_at),
        "revoked_because": row.revoked_because or None,
    }


def _change(row: Any) -> dict[str, Any]:
    return {
        "what": row.what,
        "who": str(row.who) if row.who else None,
        "at": _at(row.at),
        "before": row.before,
        "after": row.after,
    }


def flare_shown(row: Flare) -> dict[str, Any]:
    """A flare as the API shows it; `until` is the first date on which the usual routine counts again."""
    return {
        "from": row.starts_on.isoformat(),
        "until": row.until.isoformat(),
        "source": row.source,
        "opened_at": row.opened_at.isoformat(),
    }


_SHOWN = {
    "check_ins": check_in_shown,
    "messages": _message,
    "reminders": _reminder,
    "alerts": _alert,
    "consents": _consent,
    "changes": _change,
    "flares": flare_shown,
}


def _at(instant: datetime | None) -> str | None:
    return instant.isoformat() if instant else None


def progress(patient: Patient, *, now: datetime, days: int) -> dict[str, Any]:
    """The last `days` local dates: how much was done, day by day, and the pain told."""
    today = local_date(now, patient.timezone)
    first = today - timedelta(days=days - 1)
    said = said_by([patient.pk], since=first).get(patient.pk, {})
    pauses = safety_pauses({patient.pk: patient.timezone}, since=now - timedelta(days=days + 1))
    done = adherence(
        patterns_of([patient.pk]).get(patient.pk, []),
        said,
        today=today,
        days=days,
        pauses=pauses.get(patient.pk, ()),
    )
    return {
        "adherence": adherence_shown(done, list(_reminders(patient, first)), since=first),
        "streak_days": streak(done),
        "days": [
            {
                "date": score.day.isoformat(),
                "expected": score.expected,
                "done": score.done,
                "pain": max(
                    (one.pain for one in said.get(score.day, ()) if one.pain is not None), default=None
                ),
            }
            for score in done.days
        ],
    }


def _reminders(patient: Patient, first: Any) -> Iterable[tuple[Any, bool]]:
    sent = Reminder.objects.sent().filter(patient=patient, day__gte=first)
    for day, answered in sent.values_list("day", "answered_at"):
        yield day, answered is not None
