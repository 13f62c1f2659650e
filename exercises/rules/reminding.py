"""May this reminder go out now? One question, answered from plain values."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from exercises.rules.schedule import within
from exercises.terms import Held


@dataclass(frozen=True, slots=True)
class DueReminder:
    """Everything the question depends on.

    `expected_rounds` is how many sessions the slot's day has, `open_rounds` how many of those asked about
    are not reported yet. `texts_today` counts reminders already sent to the patient for the slot's day.
    """

    due_at: datetime
    day: date
    zone: ZoneInfo
    allowed_from: time
    allowed_until: time
    lateness_limit: timedelta
    live: bool = True
    consented: bool = True
    opted_out: bool = False
    unreachable: bool = False
    archived: bool = False
    assigned: bool = True
    expected_rounds: int = 1
    held: bool = False
    paused: bool = False
    open_rounds: int = 1
    open_safety_alert: bool = False
    texts_today: int = 0
    texts_a_day: int = 6


def why_not(reminder: DueReminder, *, now: datetime) -> Held | None:
    """The reason this reminder must not go out at `now` (aware), or None when it may.

    Quiet hours are judged on the patient's own clock.
    """
    local = now.astimezone(reminder.zone)
    too_late = now - reminder.due_at > reminder.lateness_limit or local.date() > reminder.day
    checks = (
        (not reminder.live, Held.NOT_LIVE),
        (not reminder.consented, Held.NO_CONSENT),
        (reminder.opted_out, Held.OPTED_OUT),
        (reminder.unreachable, Held.UNREACHABLE),
        (reminder.archived, Held.ARCHIVED),
        (reminder.open_safety_alert, Held.OPEN_SAFETY_ALERT),
        (not reminder.assigned, Held.NO_ACTIVE_ASSIGNMENT),
        (reminder.held, Held.HELD),
        (reminder.expected_rounds == 0, Held.NOTHING_DUE),
        (reminder.paused, Held.PAUSED),
        (reminder.open_rounds == 0, Held.ALREADY_REPORTED),
        (too_late, Held.TOO_LATE),
        (
            not within(local.time(), reminder.allowed_from, reminder.allowed_until),
            Held.QUIET_HOURS,
        ),
        (reminder.texts_today >= reminder.texts_a_day, Held.TOO_MANY_LATELY),
    )
    return next((reason for applies, reason in checks if applies), None)


def retry_after(tries: int) -> timedelta:
    """How long to wait after a refusal that may pass: 30 s, doubled each time, at most 15 minutes."""
    return min(timedelta(seconds=30 * 2 ** min(tries, 6)), timedelta(minutes=15))
