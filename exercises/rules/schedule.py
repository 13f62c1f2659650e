"""When a reminder is due: local times of day on local dates, on the patient's own clock.

One rule answers every daylight-saving question: a local time is due at the first instant at which
the clock on the wall shows it or has passed it. So a time that a spring gap swallows is due when
the gap ends, and a time that occurs twice in autumn is due the first time. It also makes `due`
never decrease along (day, at), which is what lets the search below walk days in order.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

ONE_DAY = timedelta(days=1)
ONE_SECOND = timedelta(seconds=1)

# Every weekday comes within seven days of the first; one day more because a clock may be set back
# by a whole day (a move over the date line), which leaves two passed days at the start.
SEARCHED_DAYS = 9


@dataclass(frozen=True)
class Slot:
    """One reminder: `day` and `at` are what it is named for, on the patient's clock; `due` is UTC.

    A gap may push `due` past `at`, even into the next local date; the name stays.
    """

    day: date
    at: time
    due: datetime


@dataclass(frozen=True)
class Times:
    """What the patient chose: local times on weekdays (0 is Monday).

    `paused_until` is the first local date that is reminded again; None means not paused.
    A time given twice counts once.
    """

    times: tuple[time, ...]
    weekdays: frozenset[int]
    zone: ZoneInfo
    paused_until: date | None = None


def instant_of(day: date, at: time, zone: ZoneInfo) -> datetime:
    """The first instant, in UTC, at which a clock in `zone` shows `at` on `day` or has passed it."""
    wall = datetime.combine(day, at.replace(tzinfo=None, fold=0))
    first = _as_utc(wall, wall.replace(tzinfo=zone).utcoffset())
    second = _as_utc(wall, wall.replace(tzinfo=zone, fold=1).utcoffset())
    if first <= second:
        return first
    return _end_of_gap(wall, zone, before=second, after=first)


def next_slot(times: Times, *, after: datetime | Slot) -> Slot | None:
    """The first slot that is due later than the aware instant `after`, or that follows the slot `after`.

    Two chosen times may fall on one instant (both inside a gap). An instant stands for all slots
    due at it; to visit each of them once, pass the slot. None when no weekday or no time is chosen,
    or when nothing is left before the year 9999. Looks at no more than `SEARCHED_DAYS` dates.
    """
    earliest = after.day if isinstance(after, Slot) else _local(after, times.zone).date()
    if times.paused_until is not None:
        earliest = max(earliest, times.paused_until)
    for slot in _slots_from(earliest, times):
        if _follows(slot, after):
            return slot
    return None


def slots_between(times: Times, *, after: datetime | Slot, until: datetime) -> Iterator[Slot]:
    """Every slot that `next_slot` yields one after another, up to and including `until` (aware)."""
    slot = next_slot(times, after=after)
    while slot is not None and slot.due <= until:
        yield slot
        slot = next_slot(times, after=slot)


def within(local: time, allowed_from: time, allowed_until: time) -> bool:
    """Whether `local` lies in the allowed hours: from inclusive, until exclusive.

    The hours may run over midnight (20:00 to 02:00). Equal ends mean the whole day.
    """
    if allowed_from < allowed_until:
        return allowed_from <= local < allowed_until
    return local >= allowed_from or local < allowed_until


def covered(times: Iterable[time], allowed_from: time, allowed_until: time) -> tuple[time, ...]:
    """Those of the chosen local times that lie in the allowed hours; empty means none could ever go out."""
    return tuple(at for at in times if within(at, allowed_from, allowed_until))


def send_by(due: datetime, *, lateness_limit: timedelta, zone: ZoneInfo, allowed_until: time) -> datetime:
    """The instant (UTC) before which a reminder due at `due` has to be out, for the validity period.

    The earliest of: `due` plus the lateness limit, the end of the allowed hours, the end of the
    local date of `due`. Allowed hours that ended by `due` are taken to run over midnight; whether
    a text may go out at all is asked of `within`.
    """
    day = _local(due, zone).date()
    ends = [due.astimezone(UTC) + lateness_limit, instant_of(day + ONE_DAY, time.min, zone)]
    hours_end = instant_of(day, allowed_until, zone)
    if hours_end > due:
        ends.append(hours_end)
    return min(ends)


def _slots_from(earliest: date, times: Times) -> Iterator[Slot]:
    in_order = sorted(times.times)
    for ahead in range(SEARCHED_DAYS):
        if earliest.year == date.max.year:
            return
        day = earliest + ahead * ONE_DAY
        if day.weekday() in times.weekdays:
            for at in in_order:
                yield Slot(day, at, instant_of(day, at, times.zone))


def _follows(slot: Slot, after: datetime | Slot) -> bool:
    if isinstance(after, Slot):
        return (slot.due, slot.day, slot.at) > (after.due, after.day, after.at)
    return slot.due > after


def _end_of_gap(wall: datetime, zone: ZoneInfo, *, before: datetime, after: datetime) -> datetime:
    """The instant, later than `before`, at which the clock jumps over `wall`: always a whole second."""
    before, after = before.replace(microsecond=0), after.replace(microsecond=0)
    while after - before > ONE_SECOND:
        middle = (before + (after - before) / 2).replace(microsecond=0)
        if middle.astimezone(zone).replace(tzinfo=None) > wall:
            after = middle
        else:
            before = middle
    return after


def _as_utc(wall: datetime, offset: timedelta | None) -> datetime:
    if offset is None:
        raise ValueError("the zone has no offset")
    return (wall - offset).replace(tzinfo=UTC)


def _local(instant: datetime, zone: ZoneInfo) -> datetime:
    if instant.tzinfo is None:
        raise ValueError("an aware instant is needed")
    return instant.astimezone(zone)
