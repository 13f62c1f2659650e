"""When a reminder is due, on clocks that jump forwards, backwards and over whole days."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exercises.rules.schedule import (
    Slot,
    Times,
    covered,
    instant_of,
    next_slot,
    send_by,
    slots_between,
    within,
)

ZONES = [
    "UTC",
    "America/Vancouver",
    "America/Toronto",
    "America/St_Johns",
    "America/Havana",
    "America/Asuncion",
    "America/Santiago",
    "America/Nuuk",
    "America/Scoresbysund",
    "Antarctica/Troll",
    "Europe/London",
    "Europe/Dublin",
    "Africa/Cairo",
    "Africa/Casablanca",
    "Asia/Beirut",
    "Asia/Gaza",
    "Asia/Kathmandu",
    "Australia/Sydney",
    "Australia/Lord_Howe",
    "Pacific/Chatham",
    "Pacific/Apia",
    "Pacific/Auckland",
]
FIRST_DAY, LAST_DAY = date(2026, 1, 1), date(2027, 12, 31)
EVERY_DAY = frozenset(range(7))
NIGHT = (time(0), time(0, 30), time(1, 30), time(2), time(2, 30), time(23, 30))
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


def days_from(first: date, last: date) -> list[date]:
    return [first + n * DAY for n in range((last - first).days + 1)]


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def all_slots(times: Times, first: date, last: date) -> list[Slot]:
    """The slots named for these dates, found by asking for the next one again and again."""
    found = []
    slot = next_slot(times, after=instant_of(first, time.min, times.zone) - 2 * DAY)
    while slot is not None and slot.day <= last:
        if slot.day >= first:
            found.append(slot)
        slot = next_slot(times, after=slot)
    return found


TRANSITIONS = [
    # label, zone, day, at, due in UTC
    ("an ordinary winter morning", "America/Vancouver", "2026-01-05", "09:00", "2026-01-05 17:00"),
    ("an ordinary summer morning", "America/Vancouver", "2026-07-06", "09:00", "2026-07-06 16:00"),
    ("spring gap in Toronto", "America/Toronto", "2026-03-08", "02:30", "2026-03-08 07:00"),
    ("first minute of that gap", "America/Toronto", "2026-03-08", "02:00", "2026-03-08 07:00"),
    ("last minute before that gap", "America/Toronto", "2026-03-08", "01:59", "2026-03-08 06:59"),
    ("first minute after that gap", "America/Toronto", "2026-03-08", "03:00", "2026-03-08 07:00"),
    ("the minute after that", "America/Toronto", "2026-03-08", "03:01", "2026-03-08 07:01"),
    ("autumn repeat in Toronto, first time", "America/Toronto", "2026-11-01", "01:30", "2026-11-01 05:30"),
    ("after that repeat", "America/Toronto", "2026-11-01", "02:00", "2026-11-01 07:00"),
    ("spring gap in London", "Europe/London", "2026-03-29", "01:30", "2026-03-29 01:00"),
    ("autumn repeat in London", "Europe/London", "2026-10-25", "01:15", "2026-10-25 00:15"),
    ("spring gap in London a year on", "Europe/London", "2027-03-28", "01:30", "2027-03-28 01:00"),
    ("Dublin, whose winter is the exception", "Europe/Dublin", "2026-03-29", "01:30", "2026-03-29 01:00"),
    ("gap in Sydney's spring", "Australia/Sydney", "2026-10-04", "02:30", "2026-10-03 16:00"),
    ("repeat in Sydney's autumn", "Australia/Sydney", "2026-04-05", "02:30", "2026-04-04 15:30"),
    ("half an hour's gap on Lord Howe", "Australia/Lord_Howe", "2026-10-04", "02:15", "2026-10-03 15:30"),
    ("just after it", "Australia/Lord_Howe", "2026-10-04", "02:30", "2026-10-03 15:30"),
    ("half an hour's repeat on Lord Howe", "Australia/Lord_Howe", "2026-04-05", "01:45", "2026-04-04 14:45"),
    ("Chatham's gap at 02:45", "Pacific/Chatham", "2026-09-27", "03:00", "2026-09-26 14:00"),
    ("Troll jumps two hours", "Antarctica/Troll", "2026-03-29", "02:30", "2026-03-29 01:00"),
    ("Troll repeats two hours", "Antarctica/Troll", "2026-10-25", "01:30", "2026-10-24 23:30"),
    ("a gap at midnight in Havana", "America/Havana", "2026-03-08", "00:15", "2026-03-08 05:00"),
    ("a repeat after midnight in Havana", "America/Havana", "2026-11-01", "00:15", "2026-11-01 04:15"),
    ("a gap at midnight in Santiago", "America/Santiago", "2026-09-06", "00:00", "2026-09-06 04:00"),
    ("a repeat before midnight in Santiago", "America/Santiago", "2026-04-04", "23:30", "2026-04-05 02:30"),
    ("the midnight after that repeat", "America/Santiago", "2026-04-05", "00:00", "2026-04-05 04:00"),
    ("a gap at midnight in Cairo", "Africa/Cairo", "2026-04-24", "00:30", "2026-04-23 22:00"),
    ("a gap at midnight in Beirut", "Asia/Beirut", "2026-03-29", "00:30", "2026-03-28 22:00"),
    ("a gap up to midnight in Nuuk", "America/Nuuk", "2026-03-28", "23:30", "2026-03-29 01:00"),
    ("Casablanca's clock back for Ramadan", "Africa/Casablanca", "2026-02-15", "02:30", "2026-02-15 01:30"),
    ("and forward again", "Africa/Casablanca", "2026-03-22", "02:30", "2026-03-22 02:00"),
    ("Kathmandu's quarter of an hour", "Asia/Kathmandu", "2026-06-01", "06:00", "2026-06-01 00:15"),
    ("the day that Apia skipped", "Pacific/Apia", "2011-12-30", "09:00", "2011-12-30 10:00"),
    ("the evening before it", "Pacific/Apia", "2011-12-29", "23:59", "2011-12-30 09:59"),
    ("the midnight after it", "Pacific/Apia", "2011-12-31", "00:00", "2011-12-30 10:00"),
    ("the day that Kwajalein skipped", "Pacific/Kwajalein", "1993-08-21", "12:00", "1993-08-21 12:00"),
]


@pytest.mark.parametrize(
    ("zone", "day", "at", "due"), [row[1:] for row in TRANSITIONS], ids=[row[0] for row in TRANSITIONS]
)
def test_the_instant_of_a_local_time(zone: str, day: str, at: str, due: str) -> None:
    instant = instant_of(date.fromisoformat(day), time.fromisoformat(at), ZoneInfo(zone))

    assert instant == utc(due)
    assert instant.tzinfo is UTC


@pytest.mark.parametrize("zone_name", ZONES)
def test_no_earlier_instant_shows_or_has_passed_the_local_time(zone_name: str) -> None:
    zone = ZoneInfo(zone_name)
    for day in days_from(FIRST_DAY, LAST_DAY):
        for at in (*NIGHT, time(12, 0, 30)):
            wall = datetime.combine(day, at)
            due = instant_of(day, at, zone)

            assert due.astimezone(zone).replace(tzinfo=None) >= wall
            for before in (timedelta(microseconds=1), 25 * MINUTE, 55 * MINUTE, 115 * MINUTE):
                assert (due - before).astimezone(zone).replace(tzinfo=None) < wall


def test_the_fold_of_a_chosen_time_says_nothing() -> None:
    day, zone = date(2026, 11, 1), ZoneInfo("America/Toronto")

    assert instant_of(day, time(1, 30, fold=1), zone) == instant_of(day, time(1, 30), zone)


@pytest.mark.parametrize("zone_name", ZONES)
def test_two_years_hold_one_slot_a_time_and_local_date(zone_name: str) -> None:
    times = Times(NIGHT, EVERY_DAY, ZoneInfo(zone_name))

    slots = all_slots(times, FIRST_DAY, LAST_DAY)

    assert [(s.day, s.at) for s in slots] == [(d, at) for d in days_from(FIRST_DAY, LAST_DAY) for at in NIGHT]
    assert all(one.due <= other.due for one, other in pairwise(slots))


chosen = st.builds(
    Times,
    times=st.lists(st.times(), min_size=1, max_size=4).map(tuple),
    weekdays=st.frozensets(st.integers(0, 6), min_size=1),
    zone=st.sampled_from(ZONES).map(ZoneInfo),
    paused_until=st.none() | st.dates(FIRST_DAY, LAST_DAY),
)
instants = st.integers(0, 2 * 365 * 24 * 60).map(lambda minutes: utc("2026-01-01") + minutes * MINUTE)


@settings(deadline=None)
@given(chosen, st.dates(FIRST_DAY, LAST_DAY))
def test_any_setting_yields_each_chosen_time_of_each_chosen_date_once(times: Times, first: date) -> None:
    last = first + 30 * DAY
    days = [
        day
        for day in days_from(first, last)
        if day.weekday() in times.weekdays and not (times.paused_until and day < times.paused_until)
    ]

    named = [(slot.day, slot.at) for slot in all_slots(times, first, last)]

    assert named == [(day, at) for day in days for at in sorted(set(times.times))]


@settings(deadline=None)
@given(chosen, instants)
def test_the_next_slot_is_later_and_none_lies_between(times: Times, now: datetime) -> None:
    slot = next_slot(times, after=now)

    assert slot is not None
    assert slot.due > now
    around = days_from(now.date() - 2 * DAY, slot.day)
    assert not [
        (day, at)
        for day in around
        for at in times.times
        if day.weekday() in times.weekdays
        and not (times.paused_until and day < times.paused_until)
        and now < instant_of(day, at, times.zone) < slot.due
    ]


@settings(deadline=None)
@given(chosen, instants, st.integers(0, 40))
def test_slots_between_are_those_that_next_slot_finds(times: Times, after: datetime, days: int) -> None:
    until = after + days * DAY
    found = list(slots_between(times, after=after, until=until))

    assert all(after < slot.due <= until for slot in found)
    previous: datetime | Slot = after
    for slot in found:
        assert next_slot(times, after=previous) == slot
        previous = slot
    following = next_slot(times, after=previous)
    assert following is not None
    assert following.due > until


def test_two_times_that_a_gap_maps_to_one_instant_both_come_once() -> None:
    toronto = Times((time(2, 30), time(2, 10), time(3, 0)), EVERY_DAY, ZoneInfo("America/Toronto"))
    end_of_gap = utc("2026-03-08 07:00")

    found = list(slots_between(toronto, after=utc("2026-03-08 06:00"), until=utc("2026-03-08 12:00")))

    assert [slot.at for slot in found] == [time(2, 10), time(2, 30), time(3, 0)]
    assert {slot.due for slot in found} == {end_of_gap}
    assert next_slot(toronto, after=end_of_gap) == Slot(
        date(2026, 3, 9), time(2, 10), utc("2026-03-09 06:10")
    ), "an instant stands for all slots due at it"


def test_a_skipped_day_is_reminded_when_it_is_over_and_keeps_its_name() -> None:
    apia = Times((time(9), time(18)), EVERY_DAY, ZoneInfo("Pacific/Apia"))

    found = list(slots_between(apia, after=utc("2011-12-30 09:00"), until=utc("2011-12-31 06:00")))

    assert [(slot.day.day, slot.at.hour, slot.due) for slot in found] == [
        (30, 9, utc("2011-12-30 10:00")),
        (30, 18, utc("2011-12-30 10:00")),
        (31, 9, utc("2011-12-30 19:00")),
        (31, 18, utc("2011-12-31 04:00")),
    ]


def test_a_clock_set_back_by_a_whole_day_reminds_once() -> None:
    """Alaska moved over the date line in 1867: 19 October, 15:33, was followed by 18 October, 15:33."""
    juneau = Times((time(9),), EVERY_DAY, ZoneInfo("America/Juneau"))

    found = list(slots_between(juneau, after=utc("1867-10-14 00:00"), until=utc("1867-10-22 00:00")))

    assert [slot.day.day for slot in found] == [15, 16, 17, 18, 19, 20, 21]
    assert len({slot.due for slot in found}) == 7


def test_a_weekly_time_is_found_though_its_date_comes_a_second_time() -> None:
    saturdays = Times((time(9),), frozenset({5}), ZoneInfo("America/Juneau"))

    slot = next_slot(saturdays, after=utc("1867-10-19 02:00"))  # the second 18 October, a Friday

    assert slot is not None
    assert slot.day == date(1867, 10, 26)


def test_a_weekly_time_that_has_just_passed_comes_in_seven_days() -> None:
    weekly = Times((time(9),), frozenset({0}), ZoneInfo("UTC"))

    slot = next_slot(weekly, after=utc("2026-11-23 09:00"))

    assert slot == Slot(date(2026, 11, 30), time(9), utc("2026-11-30 09:00"))


@pytest.mark.parametrize(
    ("times", "weekdays"),
    [((), EVERY_DAY), ((time(9),), frozenset()), ((), frozenset())],
    ids=["no time", "no weekday", "neither"],
)
def test_nothing_chosen_is_never_due(times: tuple[time, ...], weekdays: frozenset[int]) -> None:
    assert next_slot(Times(times, weekdays, ZoneInfo("UTC")), after=utc("2026-01-01 00:00")) is None


def test_slots_between_leave_out_the_first_instant_and_keep_the_last() -> None:
    daily = Times((time(9),), EVERY_DAY, ZoneInfo("UTC"))

    found = slots_between(daily, after=utc("2026-11-20 09:00"), until=utc("2026-11-22 09:00"))

    assert [slot.day.day for slot in found] == [21, 22]


def test_a_pause_ends_on_the_first_day_that_is_reminded_again() -> None:
    times = Times((time(9),), EVERY_DAY, ZoneInfo("UTC"), paused_until=date(2026, 12, 1))

    slot = next_slot(times, after=utc("2026-11-01 00:00"))

    assert slot is not None
    assert slot.day == date(2026, 12, 1)


@pytest.mark.parametrize("zone", ["UTC", "America/Vancouver", "Pacific/Apia"])
def test_a_pause_until_the_end_of_time_is_never_due(zone: str) -> None:
    times = Times((time(9), time(23, 59)), EVERY_DAY, ZoneInfo(zone), paused_until=date.max)

    assert next_slot(times, after=utc("2026-11-01 00:00")) is None


def test_a_time_given_twice_counts_once() -> None:
    twice = Times((time(9), time(9)), EVERY_DAY, ZoneInfo("UTC"))

    assert len(list(slots_between(twice, after=utc("2026-01-01 00:00"), until=utc("2026-01-02 00:00")))) == 1


def test_an_instant_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="aware"):
        next_slot(Times((time(9),), EVERY_DAY, ZoneInfo("UTC")), after=datetime(2026, 1, 1))  # noqa: DTZ001


HOURS = [
    ("in the middle", "12:00", "08:00", "21:00", True),
    ("the first minute counts", "08:00", "08:00", "21:00", True),
    ("the last does not", "21:00", "08:00", "21:00", False),
    ("the second before it does", "20:59:59", "08:00", "21:00", True),
    ("before", "07:59", "08:00", "21:00", False),
    ("over midnight, evening", "23:00", "20:00", "02:00", True),
    ("over midnight, night", "01:59", "20:00", "02:00", True),
    ("over midnight, ended", "02:00", "20:00", "02:00", False),
    ("over midnight, noon", "12:00", "20:00", "02:00", False),
    ("until midnight", "23:59", "08:00", "00:00", True),
    ("midnight itself is over", "00:00", "08:00", "00:00", False),
    ("equal ends mean the whole day", "03:00", "00:00", "00:00", True),
]


@pytest.mark.parametrize(
    ("local", "start", "end", "allowed"), [row[1:] for row in HOURS], ids=[row[0] for row in HOURS]
)
def test_allowed_hours(local: str, start: str, end: str, allowed: bool) -> None:
    assert within(*map(time.fromisoformat, (local, start, end))) is allowed


def test_covered_keeps_the_times_that_can_go_out() -> None:
    chosen_times = (time(21), time(8), time(6))

    assert covered(chosen_times, time(8), time(21)) == (time(8),)
    assert covered(chosen_times, time(20), time(7)) == (time(21), time(6))
    assert covered(chosen_times, time(10), time(12)) == ()


SEND_BY = [
    # label, zone, due UTC, lateness in minutes, allowed until, to be out before (UTC)
    ("lateness is the tightest", "UTC", "2026-11-22 09:00", 120, "21:00", "2026-11-22 11:00"),
    ("allowed hours are", "UTC", "2026-11-22 20:30", 120, "21:00", "2026-11-22 21:00"),
    ("the date is", "UTC", "2026-11-22 23:00", 120, "23:59:59", "2026-11-22 23:59:59"),
    ("until midnight", "UTC", "2026-11-22 23:00", 120, "00:00", "2026-11-23 00:00"),
    ("hours over midnight end with the date", "UTC", "2026-11-22 23:00", 120, "02:00", "2026-11-23 00:00"),
    ("on the patient's clock", "America/Vancouver", "2026-01-23 04:30", 120, "21:00", "2026-01-23 05:00"),
    ("after midnight in hours over midnight", "UTC", "2026-11-22 01:00", 120, "02:00", "2026-11-22 02:00"),
    ("a day of 25 hours", "America/Toronto", "2026-11-01 04:30", 2880, "23:00", "2026-11-02 04:00"),
    ("a date cut short in Nuuk", "America/Nuuk", "2026-03-29 00:30", 120, "23:30", "2026-03-29 01:00"),
]


@pytest.mark.parametrize(
    ("zone", "due", "minutes", "until", "before"),
    [row[1:] for row in SEND_BY],
    ids=[row[0] for row in SEND_BY],
)
def test_send_by(zone: str, due: str, minutes: int, until: str, before: str) -> None:
    found = send_by(
        utc(due),
        lateness_limit=minutes * MINUTE,
        zone=ZoneInfo(zone),
        allowed_until=time.fromisoformat(until),
    )

    assert found == utc(before)


@settings(deadline=None)
@given(chosen, st.times())
def test_what_is_sent_in_time_arrives_on_the_date_it_is_due(times: Times, allowed_until: time) -> None:
    slot = next_slot(times, after=utc("2026-01-01 00:00"))
    assert slot is not None

    end = send_by(slot.due, lateness_limit=DAY, zone=times.zone, allowed_until=allowed_until)

    assert slot.due < end
    last = end - timedelta(microseconds=1)
    assert last.astimezone(times.zone).date() == slot.due.astimezone(times.zone).date()
