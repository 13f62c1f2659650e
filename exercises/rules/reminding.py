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
    are not reported yet. `texts_today` counts reminders already sent to the patient for the slot's day,
    `texts_this_week` for the seven days up to it. `unanswered_days` counts the days with texts since the
    patient was last heard of, `silent_days` is how many of them are borne (0: any number). `answered` and
    `nothing_to_follow` are said of a follow-up: its reminder was answered, or did not arrive. `tapered` is said of a
    patient who steadily does well.
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
    number_frozen: bool = False
    unreachable: bool = False
    archived: bool = False
    assigned: bool = True
    expected_rounds: int = 1
    held: bool = False
    paused: bool = False
    open_rounds: int = 1
    open_safety_alert: bool = False
    answered: bool = False
    nothing_to_follow: bool = False
    tapered: bool = False
    texts_today: int = 0
    texts_a_day: int = 6
    texts_this_week: int = 0
    texts_a_week: int = 42
    unanswered_days: int = 0
    silent_days: int = 0


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
        (reminder.number_frozen, Held.NUMBER_FROZEN),
        (reminder.unreachable, Held.UNREACHABLE),
        (reminder.archived, Held.ARCHIVED),
        (reminder.open_safety_alert, Held.OPEN_SAFETY_ALERT),
        (not reminder.assigned, Held.NO_ACTIVE_ASSIGNMENT),
        (reminder.held, Held.HELD),
        (reminder.expected_rounds == 0, Held.NOTHING_DUE),
        (reminder.paused, Held.PAUSED),
        (reminder.open_rounds == 0, Held.ALREADY_REPORTED),
        (reminder.answered, Held.ANSWERED),
        (reminder.nothing_to_follow, Held.REFUSED),
        (reminder.tapered, Held.DOING_WELL),
        (too_late, Held.TOO_LATE),
        (
            not within(local.time(), reminder.allowed_from, reminder.allowed_until),
            Held.QUIET_HOURS,
        ),
        (reminder.texts_today >= reminder.texts_a_day, Held.TOO_MANY_LATELY),
        (reminder.texts_this_week >= reminder.texts_a_week, Held.TOO_MANY_LATELY),
        (0 < reminder.silent_days <= reminder.unanswered_days, Held.SILENT),
    )
    return next((reason for applies, reason in checks if applies), None)


FIRST_WAIT = timedelta(seconds=10)
LONGEST_WAIT = timedelta(minutes=15)


def retry_after(tries: int, *, jitter: float) -> timedelta:
    """How long to wait after a refusal that may pass: 10 s, doubled each time, at most 15 minutes.

    `jitter` (0 to 1) takes up to half of it off, so that texts refused together do not come back together.
    """
    longest: timedelta = min(FIRST_WAIT * 2 ** min(max(tries, 1) - 1, 10), LONGEST_WAIT)
    return longest * (1 - jitter / 2)
