"""How often is enough: fewer texts for who does well, one more after silence, and then a person.

That texts may be fewer once the exercises are a habit is an inference from studies of adherence, not a
finding about any dose of reminders; so a clinic has to ask for it.
"""

from collections.abc import Set
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from exercises.rules.schedule import within

SETTLED_AFTER = timedelta(days=21)
"""So long after the program began a patient may count as settled."""

GOOD_BAND = 80
"""From this percentage of sessions done adherence is good (weekly bands: good 80 and over)."""


def is_tapered(day: date, weekdays: Set[int], *, began_on: date, percent: int | None) -> bool:
    """Whether a reminder of `day` may be left out because the patient steadily does well.

    Then only the first of the `weekdays` (0 is Monday) of each week is reminded: those chosen on which something
    is due. `percent` is the
    adherence of the last weeks, None where too little was expected to speak of.
    """
    settled = day - began_on >= SETTLED_AFTER and percent is not None and percent >= GOOD_BAND
    return settled and day.weekday() != min(weekdays, default=day.weekday())


def follow_up_at(
    went_at: datetime,
    *,
    hours: int,
    day: date,
    zone: ZoneInfo,
    allowed: tuple[time, time],
    is_last_of_day: bool,
    first_day_of_silence: bool,
) -> datetime | None:
    """When one more text follows a reminder that went at `went_at`, if it stays unanswered; None for never.

    Only the last reminder of a day is followed up, once in a silence, on the same local date and within
    the `allowed` hours (from, until) of the patient's own clock.
    """
    if not hours or not is_last_of_day or not first_day_of_silence:
        return None
    at = went_at + timedelta(hours=hours)
    local = at.astimezone(zone)
    return at if local.date() == day and within(local.time(), *allowed) else None
