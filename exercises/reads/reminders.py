"""What became of the reminders: of a clinic's day, one by one, and what waits in all of the clinics."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.db.models import Case, Count, Min, Q, QuerySet, Value, When

from exercises.models import Heartbeat, Lane, Message, Reminder, ReminderSetting
from exercises.rules.lifecycle import LOST, MessageState
from exercises.terms import Held, MessageKind, ReminderState


class Fate(StrEnum):
    """What became of a reminder, as staff see it.

    `waiting`: it goes as soon as it may; `sent`: a text was handed over and is not lost, though the provider
    may not have told of it yet; `lost`: its text will not arrive, and nobody answered it.
    """

    WAITING = "waiting"
    SENT = "sent"
    HELD = "held"
    LOST = "lost"


HELD_BECAUSE: Mapping[Held, str] = {
    Held.NO_CONSENT: "The patient has not agreed to texts, or took it back.",
    Held.OPTED_OUT: "The number has stopped these texts.",
    Held.NUMBER_FROZEN: "The number may not be the patient's; an alert asks to check it.",
    Held.UNREACHABLE: "Texts do not arrive at the number.",
    Held.ARCHIVED: "The patient is archived.",
    Held.NO_ACTIVE_ASSIGNMENT: "No program was active that day.",
    Held.NOTHING_DUE: "It was a rest day.",
    Held.HELD: "The program was on hold.",
    Held.PAUSED: "The patient paused the reminders.",
    Held.ALREADY_REPORTED: "What it would have asked about was reported already.",
    Held.OPEN_SAFETY_ALERT: "A safety alert was open.",
    Held.QUIET_HOURS: "It was outside the clinic's hours for texts on the patient's clock.",
    Held.TOO_LATE: "It could not go out in time.",
    Held.TOO_MANY_LATELY: "The patient had got as many reminders as the clinic allows.",
    Held.SILENT: "The patient has not answered for days; an alert says so.",
    Held.DOING_WELL: "The patient steadily does well and is reminded less often.",
    Held.ANSWERED: "The reminder it was to follow up was answered.",
    Held.SETTING_CHANGED: "The patient's reminder times were changed.",
    Held.REFUSED: "The provider refused the text for good.",
    Held.NUMBER_CHANGED: "The patient's number was changed.",
    Held.FAULT: "It could not be made; an alert says so.",
    Held.NOT_LIVE: "The clinic was not live.",
}
"""Why a reminder did not go out, in a sentence for staff."""

_ABSENT = Q(message__state=MessageState.ABSENT)
_FATE = Case(
    When(state=ReminderState.HELD, then=Value(Fate.HELD)),
    When(~Q(state=ReminderState.WRITTEN) | _ABSENT, then=Value(Fate.WAITING)),
    When(message__state__in=LOST, answered_at__isnull=True, then=Value(Fate.LOST)),
    default=Value(Fate.SENT),
)


_SHOWN = (
    *("pk", "patient", "patient__first_name", "patient__last_name", "day", "at", "due_at", "follows"),
    *("fate", "state", "held", "try_at", "answered_at"),
    *("message__state", "message__error_code", "message__attempted_at", "message__try_at"),
)


def reminders_on(
    clinic_id: UUID, day: date, *, fate: Fate | None = None, practitioner: UUID | None = None
) -> QuerySet[Reminder, Any]:
    """The clinic's reminders whose slot has the local date `day`, as they were due; for `reminder_rows`.

    With `practitioner` only those of the patients that member of staff is responsible for.
    """
    found = _on(clinic_id, day, practitioner)
    if fate is not None:
        found = found.filter(fate=fate)
    return found.order_by("due_at", "pk").values_list(*_SHOWN, named=True)


def _on(clinic_id: UUID, day: date, practitioner: UUID | None) -> QuerySet[Any]:
    found = Reminder.objects.filter(clinic=clinic_id, day=day).annotate(fate=_FATE)
    return found if practitioner is None else found.filter(patient__practitioner=practitioner)


def reminder_rows(rows: Iterable[Any], *, stopped: bool) -> list[dict[str, Any]]:
    """The rows of `reminders_on`. No query. While the sender is `stopped` nobody knows when what waits will go."""
    return [_row(row, stopped) for row in rows]


def _row(row: Any, stopped: bool) -> dict[str, Any]:
    expected = None if stopped else _expected_at(row)
    return {
        "id": str(row.pk),
        "patient": {
            "id": str(row.patient),
            "first_name": row.patient__first_name,
            "last_name": row.patient__last_name,
        },
        "day": row.day.isoformat(),
        "time": f"{row.at:%H:%M}",
        "due_at": row.due_at.isoformat(),
        "is_follow_up": row.follows is not None,
        "state": row.fate,
        "held": _because(row.held) if row.held else None,
        "expected_at": expected.isoformat() if expected else None,
        "text": {
            "state": row.message__state,
            "error_code": row.message__error_code or None,
            "tried_at": row.message__attempted_at.isoformat(),
        }
        if row.message__state
        else None,
        "answered_at": row.answered_at.isoformat() if row.answered_at else None,
    }


def _because(reason: str) -> dict[str, str]:
    return {"code": reason, "reason": HELD_BECAUSE[Held(reason)]}


def _expected_at(row: Any) -> datetime | None:
    """When what waits may go; None for what is gone or held."""
    waits: dict[str, datetime | None] = {
        ReminderState.PLANNED: row.try_at,
        ReminderState.WRITTEN: row.message__try_at if row.fate == Fate.WAITING else None,
    }
    return waits.get(row.state)


def day_counts(clinic_id: UUID, day: date, *, practitioner: UUID | None = None) -> dict[str, Any]:
    """How many reminders of the day had which fate, and which reason held them. Two queries.

    `to_come` counts the patients whose next slot is on that day and not planned yet.
    """
    states, held = Counter[str](), Counter[str]()
    for fate, reason, count in (
        _on(clinic_id, day, practitioner).order_by().values_list("fate", "held").annotate(count=Count("pk"))
    ):
        states[fate] += count
        held[reason] += count
    del held[""]
    settings = ReminderSetting.objects.filter(clinic=clinic_id, next_day=day)
    if practitioner is not None:
        settings = settings.filter(patient__practitioner=practitioner)
    return {
        "states": {fate.value: states[fate] for fate in Fate},
        "held": [_because(reason) | {"count": count} for reason, count in sorted(held.items(), key=_most)],
        "to_come": settings.count(),
    }


def _most(counted: tuple[str, int]) -> tuple[int, str]:
    reason, count = counted
    return -count, reason


def queue_of(clinic_id: UUID, *, now: datetime) -> dict[str, Any]:
    """The queue of the clinic's sender: its end while there is one, and since when the sender is refused."""
    lane = Lane.objects.filter(clinic=clinic_id).first()
    ends_at = lane.ends_at if lane and lane.ends_at > now else None
    return {
        "ends_at": ends_at.isoformat() if ends_at else None,
        "stopped_at": lane.stopped_at.isoformat() if lane and lane.stopped_at else None,
        "stopped_code": lane.stopped_code or None if lane else None,
    }


@dataclass(frozen=True, slots=True)
class Backlog:
    """What is due and not done, in all clinics.

    A slot that is due is first `unplanned`, then `unsent`; `refused` counts the reminders whose text the
    provider does not have and that go again. `unsettled` texts are those whose outcome nobody knows, `stopped`
    the senders the provider refuses. `beat_at` is the newest heartbeat of a scheduler.
    """

    unplanned: int
    unsent: int
    refused: int
    oldest_due_at: datetime | None
    unsettled: int
    stopped: int
    beat_at: datetime | None


def backlog(*, now: datetime) -> Backlog:
    """Six queries, each on an index of what is not done alone."""
    unplanned = ReminderSetting.objects.due(now).aggregate(count=Count("pk"), oldest=Min("next_at"))
    unsent = Reminder.objects.filter(state=ReminderState.PLANNED, due_at__lte=now).aggregate(
        count=Count("pk"), oldest=Min("due_at")
    )
    refused = (
        Message.objects.out()
        .filter(kind=MessageKind.REMINDER, state=MessageState.ABSENT, try_at__isnull=False)
        .aggregate(count=Count("pk"), oldest=Min("reminder__due_at"))
    )
    oldest = [found["oldest"] for found in (unplanned, unsent, refused) if found["oldest"]]
    return Backlog(
        unplanned=unplanned["count"],
        unsent=unsent["count"],
        refused=refused["count"],
        oldest_due_at=min(oldest, default=None),
        unsettled=Message.objects.unsettled().count(),
        stopped=Lane.objects.filter(stopped_at__isnull=False).count(),
        beat_at=Heartbeat.objects.filter(name="scheduler").values_list("at", flat=True).first(),
    )
