"""When a snooze asks for the next text, which days a LOG names, and what a correction corrects."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exercises.rules.replies import read_reply
from exercises.rules.reply_commands import corrected, is_fix, read_days, read_snooze

LONDON = ZoneInfo("Europe/London")
FIRST, LAST = datetime(2020, 1, 1), datetime(2035, 1, 1)  # noqa: DTZ001 - local times, a zone is given later
NOW = datetime(2026, 3, 18, 15, 10, tzinfo=LONDON)  # a Wednesday

SNOOZES = [
    # durations
    ("LATER 2h", "Wed 17:10"),
    ("later 1 hr", "Wed 16:10"),
    ("in an hour", "Wed 16:10"),
    ("remind me in an hour please", "Wed 16:10"),
    ("In 30 min", "Wed 15:40"),
    ("give me 45 minutes", "Wed 15:55"),
    ("half an hour", "Wed 15:40"),
    ("in an hour and a half", "Wed 16:40"),
    ("1.5 hours", "Wed 16:40"),
    ("1 and a half hours", "Wed 16:40"),
    ("in a couple of hours", "Wed 17:10"),
    ("a few hours", "Wed 18:10"),
    ("in two hours", "Wed 17:10"),
    ("5 more minutes", "Wed 15:15"),
    ("snooze 30", "Wed 15:40"),
    ("in 20", "Wed 15:30"),
    ("give me 10", "Wed 15:20"),
    # a clock time is the next one the clock will show
    ("at 6", "Wed 18:00"),
    ("remind me at 6", "Wed 18:00"),
    ("at 4", "Wed 16:00"),
    ("at 3", "Thu 15:00"),
    ("at 9", "Wed 21:00"),
    ("at 18:30", "Wed 18:30"),
    ("at 18.30", "Wed 18:30"),
    ("at 6.30", "Wed 18:30"),
    ("6:45pm", "Wed 18:45"),
    ("8pm", "Wed 20:00"),
    ("8 o'clock", "Wed 20:00"),
    ("at half 7", "Wed 19:30"),
    ("half past seven", "Wed 19:30"),
    ("quarter to 8", "Wed 19:45"),
    ("20 past 5", "Wed 17:20"),
    ("12 noon", "Thu 12:00"),
    ("at 7am", "Thu 07:00"),
    ("at work til 6", "Wed 18:00"),
    ("in a meeting until five, after that", "Wed 17:00"),
    ("around 9 tonight", "Wed 21:00"),
    ("at 14:00", "Thu 14:00"),
    ("text me at 7, pain 4", "Wed 19:00"),
    # parts of the day
    ("tonight", "Wed 19:00"),
    ("this evening", "Wed 19:00"),
    ("will do tonight 3", "Wed 19:00"),
    ("after work", "Wed 17:30"),
    ("when I get home", "Wed 17:30"),
    ("after dinner", "Wed 19:00"),
    ("before bed", "Wed 21:00"),
    ("this afternoon", "Wed 16:10"),  # it has begun
    ("after lunch", "Wed 16:10"),
    # another day
    ("tomorrow", "Thu 09:00"),
    ("2moro", "Thu 09:00"),
    ("tomorrow morning", "Thu 09:00"),
    ("tomorrow evening", "Thu 19:00"),
    ("tomorrow at 8", "Thu 08:00"),
    ("tomorrow at 6", "Thu 18:00"),
    ("tomorrow morning at 6", "Thu 06:00"),
    ("tomorrow 7pm", "Thu 19:00"),
    ("tomorrow after work", "Thu 17:30"),
    ("in the morning", "Thu 09:00"),
    ("on Saturday", "Sat 09:00"),
    ("wednesday", "Wed 09:00"),  # the next one
    ("friday evening", "Fri 19:00"),
    # no time, and the words that stand for one
    ("later", "Wed 17:10"),
    ("Later!", "Wed 17:10"),
    ("snooze", "Wed 17:10"),
    ("remind me again", "Wed 17:10"),
    ("in a bit", "Wed 16:10"),
    ("soon", "Wed 16:10"),
    ("in a min", "Wed 15:25"),
    ("sat down to dinner, later", "Wed 19:00"),
]


@pytest.mark.parametrize(("text", "local"), SNOOZES, ids=[ascii(text) for text, _ in SNOOZES])
def test_a_snooze_names_the_local_instant_of_the_next_text(text: str, local: str) -> None:
    instant = read_snooze(text, now_local=NOW)

    assert instant is not None
    assert instant.strftime("%a %H:%M") == local
    assert instant > NOW
    assert instant.tzinfo is LONDON


@pytest.mark.parametrize("text", ["not yet", "ok", "", "done 3", "pain 4", "will do"])
def test_a_text_that_names_no_time_is_left_to_the_caller(text: str) -> None:
    assert read_snooze(text, now_local=NOW) is None


def test_a_part_of_the_day_that_is_over_is_an_hour_from_now() -> None:
    late = NOW.replace(hour=21, minute=30)

    assert read_snooze("tonight", now_local=late) == late + timedelta(hours=1)


def test_an_hour_is_an_hour_when_the_clocks_change() -> None:
    before = datetime(2026, 3, 29, 0, 30, tzinfo=LONDON)  # at one they go to two

    later = read_snooze("in an hour", now_local=before)

    assert later is not None
    assert later.astimezone(UTC) - before.astimezone(UTC) == timedelta(hours=1)
    assert later.strftime("%H:%M") == "02:30"


def test_a_time_that_the_clock_skips_is_when_the_gap_ends() -> None:
    before = datetime(2026, 3, 28, 22, 0, tzinfo=LONDON)

    later = read_snooze("tomorrow at 1.30am", now_local=before)

    assert later is not None and later.strftime("%a %H:%M") == "Sun 02:00"


def test_a_zone_is_needed() -> None:
    with pytest.raises(ValueError, match="zone"):
        read_snooze("later", now_local=datetime(2026, 3, 18, 15, 10))  # noqa: DTZ001


@given(st.text(max_size=80), st.datetimes(FIRST, LAST))
def test_no_text_is_snoozed_into_the_past(text: str, wall: datetime) -> None:
    now = wall.replace(tzinfo=LONDON)

    instant = read_snooze("at 6 " + text, now_local=now)

    assert instant is None or instant.astimezone(UTC) > now.astimezone(UTC)


WEDNESDAY = date(2026, 3, 18)
LOGS = [
    ("LOG Mon Tue Thu", [12, 16, 17]),
    ("log monday, tues & thursday", [12, 16, 17]),
    ("Log: Wed", [18]),
    ("LOG yesterday", [17]),
    ("log today", [18]),
    ("log today and yesterday", [17, 18]),
    ("log the day before yesterday", [16]),
    ("LOG all week", [16, 17, 18]),
    ("log every day", [16, 17, 18]),
    ("LOG mon-wed", [16, 17, 18]),
    ("log fri to sun", [13, 14, 15]),
    ("log sat sun", [14, 15]),
    ("log last 3 days", [16, 17, 18]),
    ("logged mon mon", [16]),
    ("LOG", []),
    ("log my thing", []),
]


@pytest.mark.parametrize(("text", "days"), LOGS, ids=[text for text, _ in LOGS])
def test_log_names_days_up_to_today(text: str, days: list[int]) -> None:
    assert read_days(text, today=WEDNESDAY) == tuple(date(2026, 3, day) for day in days)


@pytest.mark.parametrize("text", ["done mon", "logic", "", "monday", "catalog"])
def test_other_texts_are_no_log(text: str) -> None:
    assert read_days(text, today=WEDNESDAY) is None


FIXES = [
    ("FIX DONE 3", "DONE 3"),
    ("fix: pain was 2 not 7", "pain was 2"),
    ("Fix - skip", "skip"),
    ("correction done 4", "done 4"),
    ("Correction: done, not skip", "done"),
    ("correct that to 3/10, not 8/10", "3/10"),
    ("oops I meant 4", "4"),
    ("sorry, meant to say done 3", "done 3"),
    ("typo! pain 3 instead of 8", "pain 3"),
    ("that should have been 2 of 4", "2 of 4"),
    ("make that a 3", "a 3"),
    ("change my last answer to done 2", "done 2"),
    ("fix my knee please", None),
    ("fix", None),
    ("sorry no", None),
    ("I meant to do them", None),
    ("make it stop", None),
    ("done 3", None),
    ("", None),
]


@pytest.mark.parametrize(("text", "rest"), FIXES, ids=[ascii(text) for text, _ in FIXES])
def test_a_correction_is_what_the_report_should_have_been(text: str, rest: str | None) -> None:
    assert corrected(text) == rest
    assert is_fix(text) is (rest is not None)


def test_a_correction_is_read_like_the_report_itself() -> None:
    assert read_reply(corrected("fix: pain was 2 not 7") or "").pain == 2
    assert read_reply(corrected("FIX DONE 3") or "") == read_reply("DONE 3")


@given(st.text(max_size=200))
def test_no_text_is_too_odd(text: str) -> None:
    read_days("LOG " + text, today=WEDNESDAY)
    corrected("FIX " + text)
