"""May this reminder go out now? A row for each answer."""

from dataclasses import fields, replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import combinations
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from exercises.rules.reminding import DueReminder, retry_after, why_not
from exercises.terms import Held

DAY = date(2026, 11, 18)
VANCOUVER = ZoneInfo("America/Vancouver")


def at(
    hour: int, minute: int = 0, *, day: date = DAY, zone: ZoneInfo = VANCOUVER, second: int = 0
) -> datetime:
    """The instant of a time on the patient's clock."""
    return datetime.combine(day, time(hour, minute, second), zone).astimezone(UTC)


def due(**given: Any) -> DueReminder:
    """A reminder for 09:00 that may go."""
    facts: dict[str, Any] = {
        "due_at": at(9),
        "day": DAY,
        "zone": VANCOUVER,
        "allowed_from": time(8),
        "allowed_until": time(21),
        "lateness_limit": timedelta(hours=2),
    }
    return DueReminder(**facts | given)


# In the order in which the reasons are given.
REASONS: list[tuple[str, dict[str, Any], Held]] = [
    ("the clinic is not live", {"live": False}, Held.NOT_LIVE),
    ("consent was never given or was revoked", {"consented": False}, Held.NO_CONSENT),
    ("the number texted STOP", {"opted_out": True}, Held.OPTED_OUT),
    ("the number may not be the patient's", {"number_frozen": True}, Held.NUMBER_FROZEN),
    ("texts do not arrive at the number", {"unreachable": True}, Held.UNREACHABLE),
    ("the patient is archived", {"archived": True}, Held.ARCHIVED),
    ("a safety alert is open", {"open_safety_alert": True}, Held.OPEN_SAFETY_ALERT),
    ("no program runs", {"assigned": False}, Held.NO_ACTIVE_ASSIGNMENT),
    ("the program is held", {"held": True}, Held.HELD),
    ("it is a rest day", {"expected_rounds": 0}, Held.NOTHING_DUE),
    ("the patient paused", {"paused": True}, Held.PAUSED),
    ("it was reported already", {"open_rounds": 0}, Held.ALREADY_REPORTED),
    ("the reminder before it was answered", {"answered": True}, Held.ANSWERED),
    ("the reminder before it did not arrive", {"nothing_to_follow": True}, Held.REFUSED),
    ("the patient steadily does well", {"tapered": True}, Held.DOING_WELL),
    ("it is too late", {"lateness_limit": timedelta(minutes=-1)}, Held.TOO_LATE),
    ("it is quiet on the patient's clock", {"allowed_from": time(9, 1)}, Held.QUIET_HOURS),
    ("enough texts went out today", {"texts_today": 6}, Held.TOO_MANY_LATELY),
    ("nobody has answered for days", {"unanswered_days": 7, "silent_days": 7}, Held.SILENT),
]
SAID_ELSEWHERE = {
    Held.SETTING_CHANGED,  # the setting no longer has the slot's time
    Held.NUMBER_CHANGED,  # the patient has another number since it was written
    Held.FAULT,  # it could not be made
}


def test_nothing_wrong_means_it_may_go() -> None:
    assert why_not(due(), now=at(9)) is None


@pytest.mark.parametrize(("given", "reason"), [row[1:] for row in REASONS], ids=[row[0] for row in REASONS])
def test_why_a_reminder_is_held(given: dict[str, Any], reason: Held) -> None:
    assert why_not(due(**given), now=at(9)) == reason


def test_every_reason_has_its_row() -> None:
    assert {reason for _, _, reason in REASONS} | SAID_ELSEWHERE == set(Held)
    assert len(REASONS) + len(SAID_ELSEWHERE) == len(Held)


def test_every_fact_that_can_hold_a_reminder_has_its_row() -> None:
    facts = {field.name for field in fields(DueReminder)} - {
        "due_at",
        "day",
        "zone",
        "allowed_until",
        "texts_a_day",
        "texts_this_week",
        "texts_a_week",
    }
    assert facts == {name for _, given, _ in REASONS for name in given}


PAIRS = list(combinations(REASONS, 2))


@pytest.mark.parametrize(
    ("before", "after"), PAIRS, ids=[f"{before[2]} before {after[2]}" for before, after in PAIRS]
)
def test_of_two_reasons_the_first_is_given(
    before: tuple[str, dict[str, Any], Held], after: tuple[str, dict[str, Any], Held]
) -> None:
    assert why_not(due(**before[1] | after[1]), now=at(9)) == before[2]


SECOND = timedelta(seconds=1)
LATENESS = [
    ("on time", at(9), None),
    ("at the limit", at(11), None),
    ("a second after it", at(11) + SECOND, Held.TOO_LATE),
    ("a moment after it", at(11) + timedelta(microseconds=1), Held.TOO_LATE),
    ("before it is due", at(8, 30), None),
    ("the next morning", at(9) + timedelta(days=1), Held.TOO_LATE),
]


@pytest.mark.parametrize(("now", "reason"), [row[1:] for row in LATENESS], ids=[row[0] for row in LATENESS])
def test_lateness(now: datetime, reason: Held | None) -> None:
    assert why_not(due(), now=now) == reason


def test_a_reminder_never_goes_on_the_day_after_however_late_it_may_be() -> None:
    evening = due(
        due_at=at(23), allowed_from=time(0), allowed_until=time(0), lateness_limit=timedelta(hours=12)
    )
    assert why_not(evening, now=at(23, 59, second=59)) is None
    assert why_not(evening, now=at(23, 59, second=59) + SECOND) == Held.TOO_LATE


HOURS = [
    ("a second before they begin", time(9), time(21), at(8, 59, second=59), Held.QUIET_HOURS),
    ("when they begin", time(9), time(21), at(9), None),
    ("a second before they end", time(8), time(10), at(9, 59, second=59), None),
    ("when they end", time(8), time(10), at(10), Held.QUIET_HOURS),
    ("over midnight, in the evening", time(20), time(2), at(20), None),
    ("over midnight, at night", time(20), time(2), at(1, 59), None),
    ("over midnight, by day", time(20), time(2), at(12), Held.QUIET_HOURS),
    ("the whole day", time(0), time(0), at(3), None),
]


@pytest.mark.parametrize(
    ("begin", "end", "now", "reason"), [row[1:] for row in HOURS], ids=[row[0] for row in HOURS]
)
def test_allowed_hours(begin: time, end: time, now: datetime, reason: Held | None) -> None:
    reminder = due(due_at=now, allowed_from=begin, allowed_until=end)
    assert why_not(reminder, now=now) == reason


@pytest.mark.parametrize(
    ("zone", "reason"),
    [
        ("America/Vancouver", None),  # 09:00
        ("America/St_Johns", None),  # 13:30
        ("Pacific/Honolulu", Held.QUIET_HOURS),  # 07:00
        ("Asia/Kolkata", Held.QUIET_HOURS),  # 22:30
        ("Asia/Tokyo", Held.TOO_LATE),  # 02:00 of the next day
    ],
)
def test_quiet_hours_are_those_of_the_patient_s_own_clock(zone: str, reason: Held | None) -> None:
    assert why_not(due(zone=ZoneInfo(zone)), now=at(9)) == reason


@pytest.mark.parametrize(
    ("sent", "most", "reason"),
    [(0, 1, None), (1, 1, Held.TOO_MANY_LATELY), (5, 6, None), (7, 6, Held.TOO_MANY_LATELY)],
)
def test_texts_a_day(sent: int, most: int, reason: Held | None) -> None:
    assert why_not(due(texts_today=sent, texts_a_day=most), now=at(9)) == reason


@pytest.mark.parametrize(
    ("sent", "most", "reason"),
    [(0, 3, None), (2, 3, None), (3, 3, Held.TOO_MANY_LATELY), (9, 3, Held.TOO_MANY_LATELY)],
)
def test_texts_a_week(sent: int, most: int, reason: Held | None) -> None:
    assert why_not(due(texts_this_week=sent, texts_a_week=most), now=at(9)) == reason


@pytest.mark.parametrize(
    ("unanswered", "borne", "reason"),
    [
        (0, 7, None),
        (6, 7, None),
        (7, 7, Held.SILENT),
        (30, 7, Held.SILENT),
        (30, 0, None),
        (1, 1, Held.SILENT),
    ],
)
def test_days_without_an_answer(unanswered: int, borne: int, reason: Held | None) -> None:
    assert why_not(due(unanswered_days=unanswered, silent_days=borne), now=at(9)) == reason


def test_a_clock_set_back_does_not_make_a_reminder_late() -> None:
    autumn = date(2026, 11, 1)
    zone = ZoneInfo("America/New_York")
    reminder = replace(
        due(due_at=at(1, 30, day=autumn, zone=zone), day=autumn, zone=zone), allowed_from=time(0)
    )
    second_time = datetime(2026, 11, 1, 1, 30, tzinfo=zone, fold=1).astimezone(UTC)
    assert second_time - reminder.due_at == timedelta(hours=1)
    assert why_not(reminder, now=second_time) is None


@pytest.mark.parametrize(
    ("tries", "seconds"), [(0, 10), (1, 10), (2, 20), (3, 40), (4, 80), (7, 640), (8, 900), (10_000, 900)]
)
def test_the_wait_after_a_refusal_doubles_up_to_a_quarter_of_an_hour(tries: int, seconds: int) -> None:
    assert retry_after(tries, jitter=0) == timedelta(seconds=seconds)
    assert retry_after(tries, jitter=0.5) == timedelta(seconds=seconds) * 0.75
    assert retry_after(tries, jitter=1) == timedelta(seconds=seconds) / 2
