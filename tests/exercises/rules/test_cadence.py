"""Fewer texts for who does well, and one more after silence: a row for each answer."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exercises.rules.cadence import GOOD_BAND, SETTLED_AFTER, follow_up_at, is_tapered
from exercises.rules.schedule import within

BEGAN = date(2026, 10, 5)
"""A Monday; three weeks later is Monday, 26 October."""
MONDAY, TUESDAY, WEDNESDAY, SUNDAY = (date(2026, 10, day) for day in (26, 27, 28, 25))
EVERY_DAY = frozenset(range(7))

TAPERED = [
    # label, day, weekdays, percent, is tapered
    ("settled and good, the first chosen weekday", MONDAY, EVERY_DAY, 100, False),
    ("settled and good, another one", TUESDAY, EVERY_DAY, 100, True),
    ("the first chosen one is a Wednesday", WEDNESDAY, frozenset({2, 4}), 100, False),
    ("after it", WEDNESDAY + timedelta(days=2), frozenset({2, 4}), 100, True),
    ("one day a week was chosen", TUESDAY, frozenset({1}), 100, False),
    ("just good enough", TUESDAY, EVERY_DAY, GOOD_BAND, True),
    ("not quite good enough", TUESDAY, EVERY_DAY, GOOD_BAND - 1, False),
    ("nothing done", TUESDAY, EVERY_DAY, 0, False),
    ("too little expected to speak of", TUESDAY, EVERY_DAY, None, False),
    ("a day before three weeks are over", SUNDAY, EVERY_DAY, 100, False),
    ("no weekday is chosen any more", TUESDAY, frozenset(), 100, False),
]


@pytest.mark.parametrize(
    ("day", "weekdays", "percent", "tapered"), [row[1:] for row in TAPERED], ids=[row[0] for row in TAPERED]
)
def test_who_is_tapered(day: date, weekdays: frozenset[int], percent: int | None, tapered: bool) -> None:
    assert is_tapered(day, weekdays, began_on=BEGAN, percent=percent) is tapered


@pytest.mark.parametrize("percent", [GOOD_BAND, 100])
@given(st.frozensets(st.integers(0, 6), min_size=1), st.integers(0, 60))
def test_every_week_keeps_one_of_the_chosen_days(percent: int, weekdays: frozenset[int], later: int) -> None:
    monday = BEGAN + SETTLED_AFTER + timedelta(weeks=later)
    days = [monday + timedelta(days=ahead) for ahead in range(7)]
    left = [day for day in days if day.weekday() in weekdays]
    kept = [day for day in left if not is_tapered(day, weekdays, began_on=BEGAN, percent=percent)]
    assert kept == left[:1]


VANCOUVER, TORONTO, LORD_HOWE = (
    ZoneInfo(name) for name in ("America/Vancouver", "America/Toronto", "Australia/Lord_Howe")
)
DAY = date(2026, 11, 18)


def at(text: str, zone: ZoneInfo = VANCOUVER, *, day: date = DAY, fold: int = 0) -> datetime:
    """The instant of a time on the patient's clock."""
    return datetime.combine(day, time.fromisoformat(text).replace(fold=fold), zone).astimezone(UTC)


def followed(went: str, **given: Any) -> datetime | None:
    asked: dict[str, Any] = {
        "hours": 3,
        "day": DAY,
        "zone": VANCOUVER,
        "allowed": (time(8), time(21)),
        "is_last_of_day": True,
        "first_day_of_silence": True,
    }
    return follow_up_at(at(went), **asked | given)


FOLLOW_UPS = [
    # label, the text went at, what is different, the follow-up goes at
    ("three hours later", "09:00", {}, "12:00"),
    ("to the second", "09:00:07", {}, "12:00:07"),
    ("the clinic wants none", "09:00", {"hours": 0}, None),
    ("another text comes today", "09:00", {"is_last_of_day": False}, None),
    ("it was silent yesterday too", "09:00", {"first_day_of_silence": False}, None),
    ("the last second that is allowed", "17:59:59", {}, "20:59:59"),
    ("when quiet hours begin", "18:00", {}, None),
    ("in the quiet hours", "20:30", {}, None),
    ("before they end in the morning", "03:00", {"allowed": (time(6, 1), time(21))}, None),
    ("when they have ended", "03:00", {"allowed": (time(6), time(21))}, "06:00"),
    ("the whole day is allowed", "20:59", {"allowed": (time(0), time(0))}, "23:59"),
    ("never after midnight", "21:00", {"allowed": (time(0), time(0))}, None),
    ("nor in hours that run over midnight", "23:30", {"hours": 1, "allowed": (time(20), time(2))}, None),
    ("though before midnight in such hours", "22:30", {"hours": 1, "allowed": (time(20), time(2))}, "23:30"),
    ("twelve hours later", "08:30", {"hours": 12}, "20:30"),
    ("sent late on another date than the slot's", "09:00", {"day": DAY - timedelta(days=1)}, None),
]


@pytest.mark.parametrize(
    ("went", "given", "goes"), [row[1:] for row in FOLLOW_UPS], ids=[row[0] for row in FOLLOW_UPS]
)
def test_when_a_follow_up_goes(went: str, given: dict[str, Any], goes: str | None) -> None:
    assert followed(went, **given) == (at(goes) if goes else None)


SPRING, AUTUMN, LORD_HOWE_SPRING = date(2026, 3, 8), date(2026, 11, 1), date(2026, 10, 4)
CHANGES = [
    # label, zone, day, the text went at, hours, the clock then shows
    ("over the gap of spring", TORONTO, SPRING, at("00:30", TORONTO, day=SPRING), 3, "04:30"),
    ("into the hour repeated in autumn", TORONTO, AUTUMN, at("00:30", TORONTO, day=AUTUMN), 2, "01:30"),
    ("over the hour repeated", TORONTO, AUTUMN, at("00:30", TORONTO, day=AUTUMN), 3, "02:30"),
    ("a day of 25 hours still ends", TORONTO, AUTUMN, at("21:30", TORONTO, day=AUTUMN), 2, "23:30"),
    ("with that day", TORONTO, AUTUMN, at("21:30", TORONTO, day=AUTUMN), 3, None),
    (
        "half an hour's gap",
        LORD_HOWE,
        LORD_HOWE_SPRING,
        at("01:30", LORD_HOWE, day=LORD_HOWE_SPRING),
        1,
        "03:00",
    ),
]


@pytest.mark.parametrize(
    ("zone", "day", "went", "hours", "shows"), [row[1:] for row in CHANGES], ids=[row[0] for row in CHANGES]
)
def test_hours_are_real_ones_when_the_clock_changes(
    zone: ZoneInfo, day: date, went: datetime, hours: int, shows: str | None
) -> None:
    goes = follow_up_at(
        went,
        hours=hours,
        day=day,
        zone=zone,
        allowed=(time(0), time(0)),
        is_last_of_day=True,
        first_day_of_silence=True,
    )
    if shows is None:
        assert goes is None
    else:
        assert goes == went + timedelta(hours=hours)
        assert f"{goes.astimezone(zone):%H:%M}" == shows


@given(
    st.integers(0, 24 * 60 - 1),
    st.integers(1, 12),
    st.times(),
    st.times(),
    st.sampled_from([VANCOUVER, TORONTO, LORD_HOWE, ZoneInfo("Pacific/Apia"), ZoneInfo("Asia/Kathmandu")]),
    st.dates(date(2026, 1, 1), date(2027, 12, 31)),
)
def test_a_follow_up_is_on_its_day_and_in_allowed_hours(
    minute: int, hours: int, begin: time, end: time, zone: ZoneInfo, day: date
) -> None:
    went = datetime.combine(day, time(minute // 60, minute % 60), zone).astimezone(UTC)
    goes = follow_up_at(
        went,
        hours=hours,
        day=day,
        zone=zone,
        allowed=(begin, end),
        is_last_of_day=True,
        first_day_of_silence=True,
    )
    local = (went + timedelta(hours=hours)).astimezone(zone)
    assert (goes is not None) == (local.date() == day and within(local.time(), begin, end))
