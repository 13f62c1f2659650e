"""Clocks that jump, patients who travel, a server's clock set back, days that are missing: one text a slot."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo, available_timezones

import pytest

from exercises.actions.again import write_again
from exercises.actions.collect import collect
from exercises.actions.delivery import Answered, settle_answers
from exercises.actions.patients import change_patient
from exercises.actions.reminders import Wish, plan_due, set_reminder
from exercises.actions.send import claim_due, write_claimed
from exercises.actions.settle import mend_times, settle_unknown
from exercises.errors import Invalid
from exercises.gateway import Answer, Outgoing, Refused, Unknown
from exercises.models import Clinic, Lane, Message, Patient, Reminder, ReminderSetting
from exercises.rules.dose import Dose
from exercises.rules.schedule import Slot, Times, next_slot, slots_between
from exercises.terms import Held, RefusalKind, ReminderState
from tests import make
from tests.fakes import RecordingGateway
from tests.make import NOW

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
LEASE = timedelta(seconds=60)
EVERY_DAY = frozenset(range(7))
NIGHT = (time(0), time(0, 30), time(1, 30), time(2, 15), time(3), time(9), time(23, 30))
ANY_HOUR = {"allowed_from": time(0), "allowed_until": time(0)}


# --- the clock on the wall changes -------------------------------------------------------------------------
NOONS = [datetime(2026, 1, 1, 12, tzinfo=UTC) + number * DAY for number in range(2 * 365)]


def changes(zone: ZoneInfo) -> Iterator[date]:
    """The dates of 2026 and 2027 at whose noon (UTC) the zone's offset is another than the day before."""
    for week in range(0, len(NOONS) - 7, 7):
        if NOONS[week].astimezone(zone).utcoffset() != NOONS[week + 7].astimezone(zone).utcoffset():
            offsets = [noon.astimezone(zone).utcoffset() for noon in NOONS[week : week + 8]]
            days = zip(offsets, offsets[1:], NOONS[week + 1 :], strict=False)
            yield from (noon.date() for before, after, noon in days if before != after)


def planned(times: Times, begin: datetime, end: datetime) -> Iterator[Slot]:
    """What ticks every quarter of an hour find: a pointer at the next slot, moved on when its time has come."""
    slot = next_slot(times, after=begin)
    for number in range((end - begin) // (15 * MINUTE)):
        now = begin + number * 15 * MINUTE
        if slot is not None and slot.due <= now:
            yield slot
            yield from slots_between(times, after=slot, until=now)
            slot = next_slot(times, after=now)


def test_in_every_zone_of_the_world_a_night_of_change_has_each_slot_once() -> None:
    at, seen = (time(0), time(1, 30), time(2, 15), time(23, 30)), 0
    for name in sorted(available_timezones()):
        zone = ZoneInfo(name)
        for day in changes(zone):
            seen += 1
            noon = datetime.combine(day, time(12), tzinfo=UTC)
            named = [
                (slot.day, slot.at)
                for slot in planned(Times(at, EVERY_DAY, zone), noon - 2.5 * DAY, noon + 2 * DAY)
            ]
            inside = [(day + days * DAY, each) for days in (-1, 0, 1) for each in at]
            assert [one for one in named if one in inside] == inside, (name, day)
            assert len(set(named)) == len(named), (name, day)
    assert seen > 400


CHANGING = [
    # label, zone, the date of the change
    ("an hour that comes twice", "America/Toronto", date(2026, 11, 1)),
    ("a gap at midnight", "America/Havana", date(2027, 3, 14)),
    ("a gap before midnight", "America/Nuuk", date(2027, 3, 27)),
    ("half an hour that comes twice", "Australia/Lord_Howe", date(2027, 4, 4)),
    ("a gap of two hours", "Antarctica/Troll", date(2027, 3, 28)),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("zone", "day"), [row[1:] for row in CHANGING], ids=[row[0] for row in CHANGING])
def test_planning_ticks_through_a_night_of_change_write_each_slot_once(zone: str, day: date) -> None:
    begin = datetime.combine(day - DAY, time(12), tzinfo=UTC)
    make.reminder_setting(make.patient(make.clinic(**ANY_HOUR), zone=zone), *NIGHT, now=begin)
    for number in range(2 * 24 * 2):
        plan_due(now=begin + number * 30 * MINUTE)
    found = Counter(Reminder.objects.values_list("day", "at"))
    assert [found[(day, at)] for at in NIGHT] == [1] * len(NIGHT)
    assert max(found.values()) == 1


# --- the patient travels -----------------------------------------------------------------------------------
def send(now: datetime) -> list[Outgoing]:
    """What the scheduler does at one moment; returns the texts that are to be called."""
    plan_due(now=now)
    worker = uuid4()
    claimed = claim_due(now=now, worker=worker, lease=LEASE, limit=100)
    return write_claimed(claimed, now=now, worker=worker).outgoing


def call(gateway: RecordingGateway, texts: list[Outgoing], now: datetime) -> None:
    settle_answers([Answered(one.message_id, gateway.send(one), one.attempt) for one in texts], now=now)


def due_patient(clinic: Clinic | None = None, **given: Any) -> Patient:
    """Somebody reminded every day at 09:00, 17:00 UTC."""
    patient = make.patient(clinic or make.clinic(**ANY_HOUR), signed_up=False, **given)
    make.assignment(patient, make.program(phases=[(1, 60, [Dose(reps=5)])]), starts_on=NOW.date() - 7 * DAY)
    make.reminder_setting(patient, time(9), now=NOW - 2 * HOUR)
    return patient


MOVES = [
    # label, from, to
    ("an hour east", "America/Vancouver", "America/Edmonton"),
    ("three hours east", "America/Vancouver", "America/Toronto"),
    ("two hours west", "America/Vancouver", "Pacific/Honolulu"),
    ("west over the date line", "America/Vancouver", "Asia/Tokyo"),
    ("east over the date line", "Asia/Tokyo", "America/Vancouver"),
    ("from the last clock of the world to the first", "Pacific/Pago_Pago", "Pacific/Kiritimati"),
    ("and back, a whole day", "Pacific/Kiritimati", "Pacific/Honolulu"),
]


@pytest.mark.django_db
@pytest.mark.parametrize("minutes", [-90, -1, 0, 90])
@pytest.mark.parametrize(("home", "there"), [row[1:] for row in MOVES], ids=[row[0] for row in MOVES])
def test_a_patient_who_travels_around_the_slot_has_each_date_once_and_none_is_lost_silently(
    home: str, there: str, minutes: int
) -> None:
    patient, gateway = due_patient(zone=home), RecordingGateway(lambda: NOW)
    slot = next_slot(Times((time(9),), EVERY_DAY, ZoneInfo(home)), after=NOW)
    assert slot is not None
    make.reminder_setting(patient, time(9), now=slot.due - 1.5 * DAY)
    moves_at = slot.due + minutes * MINUTE
    for now in (slot.due - DAY, *([slot.due] if minutes >= 0 else [])):
        call(gateway, send(now), now)
    change_patient(patient, {"timezone": there}, by=None, now=moves_at)
    call(gateway, send(moves_at), moves_at)
    for _ in range(3):
        comes = ReminderSetting.objects.get().next_at
        assert comes is not None
        call(gateway, send(comes), comes)
    days = list(Reminder.objects.order_by("day").values_list("day", flat=True))
    assert days == [days[0] + number * DAY for number in range(len(days))]
    assert days[0] == slot.day - DAY
    texts = Counter(Message.objects.values_list("reminder__day", flat=True))
    assert max(texts.values()) == 1
    assert len(gateway.taken) + Reminder.objects.exclude(held="").count() == len(days)


# --- the server's clock is set back ------------------------------------------------------------------------
class Server:
    """A scheduler whose clock is set back by an hour when it wishes, and a provider that keeps its own time."""

    def __init__(self, *, provider_is_right: bool = True) -> None:
        self.now, self.provider_ahead, self.right = NOW, timedelta(0), provider_is_right
        self.answers: list[Answer] = []
        self.gateway = RecordingGateway(lambda: self.now + self.provider_ahead, self._answer)

    def _answer(self, outgoing: Outgoing) -> Answer | None:
        answer = self.answers.pop() if self.answers else None
        if isinstance(answer, Unknown) and answer.reason == "taken":
            self.gateway.take(outgoing)
        return answer

    def set_back(self) -> None:
        self.now -= HOUR
        self.provider_ahead = HOUR if self.right else timedelta(0)

    def run(self, minutes: int) -> None:
        for _ in range(minutes):
            mend_times(now=self.now, lease=LEASE)
            for _ in range(2):
                self.tick()
                self.now += MINUTE / 2

    def tick(self) -> None:
        again = write_again(now=self.now, limit=100).outgoing
        call(self.gateway, [*again, *send(self.now)], self.now)
        settle_unknown(self.gateway, now=self.now, look_up_after=MINUTE / 2, absent_after=3 * MINUTE)


def claimed(server: Server) -> None:
    plan_due(now=server.now)
    claim_due(now=server.now, worker=uuid4(), lease=LEASE, limit=100)


def written(server: Server) -> None:
    send(server.now)


def answered(*answers: Answer) -> Callable[[Server], None]:
    def tick(server: Server) -> None:
        server.answers = list(answers)
        server.tick()
        server.answers = []

    return tick


STAGES: dict[str, Callable[[Server], None]] = {
    "claimed": claimed,
    "written and never called": written,
    "called and not taken, nobody knows": answered(Unknown("dropped")),
    "called and taken, nobody knows": answered(Unknown("taken")),
    "refused for a while": answered(Refused("20429", RefusalKind.RETRY_LATER)),
    "the sender refused": answered(Refused("20003", RefusalKind.SENDER)),
    "taken": answered(),
}


@pytest.mark.django_db
@pytest.mark.parametrize("provider_is_right", [True, False])
@pytest.mark.parametrize("stage", STAGES)
def test_a_server_s_clock_set_back_by_an_hour_makes_nothing_wait_and_nothing_go_twice(
    stage: str, provider_is_right: bool
) -> None:
    patient, server = due_patient(), Server(provider_is_right=provider_is_right)
    STAGES[stage](server)
    server.set_back()
    server.run(minutes=6)
    assert [one.to for one in server.gateway.taken] == [patient.phone]
    assert Message.objects.get().sid == server.gateway.taken[0].sid


@pytest.mark.django_db
def test_who_waits_in_the_queue_or_for_the_number_does_not_wait_an_hour_more() -> None:
    clinic, server = make.clinic(**ANY_HOUR), Server()
    patients = [due_patient(clinic) for _ in range(10)]
    patients.append(due_patient(clinic, phone=patients[0].phone))
    server.tick()
    assert 0 < len(server.gateway.taken) < 11
    server.set_back()
    server.run(minutes=3)
    assert Counter(one.to for one in server.gateway.taken) == Counter(one.phone for one in patients)


@pytest.mark.django_db
def test_after_the_clock_was_set_back_the_next_texts_find_a_free_lane() -> None:
    clinic, server = make.clinic(**ANY_HOUR), Server()
    due_patient(clinic)
    server.tick()
    server.set_back()
    new = make.patient(clinic, signed_up=False)
    make.assignment(new)
    make.reminder_setting(new, time(8, 1), now=server.now)
    server.run(minutes=3)
    assert server.gateway.taken[-1].to == new.phone
    assert Lane.objects.get().free_at < server.now + MINUTE


@pytest.mark.django_db
def test_after_the_clock_was_set_right_the_provider_s_list_is_read_again_soon() -> None:
    patient, server = make.patient(), Server(provider_is_right=False)

    def read() -> int:
        every = MINUTE / 2
        return collect(
            server.gateway,
            now=server.now,
            answered_by_provider=lambda _, __: False,
            picture_link=str,
            every=every,
        )

    read()
    server.set_back()
    server.gateway.receive(patient.phone, patient.clinic.sender, "STOP")
    server.run(minutes=5)
    assert read() == 1


@pytest.mark.django_db
def test_what_was_planned_and_not_begun_goes_at_its_time_on_the_clock_that_is_set_back() -> None:
    patient, server = due_patient(), Server()
    plan_due(now=server.now)
    server.set_back()
    server.run(minutes=2)
    assert server.gateway.taken == []
    server.now = NOW
    server.run(minutes=2)
    assert [one.to for one in server.gateway.taken] == [patient.phone]


# --- nothing ran, and days that are seldom -----------------------------------------------------------------
@pytest.mark.django_db
def test_after_twenty_hours_without_a_scheduler_eight_times_a_day_are_one_text_at_most() -> None:
    patient = due_patient()
    make.reminder_setting(patient, *(time(hour) for hour in range(9, 17)), now=NOW - HOUR)
    plan_due(now=NOW)
    back = NOW + 20 * HOUR
    texts = [one for minutes in range(0, 60, 10) for one in send(back + minutes * MINUTE)]
    assert len(texts) <= 1
    assert Reminder.objects.count() == 8
    assert set(Reminder.objects.exclude(held="").values_list("held", flat=True)) == {Held.TOO_LATE}


@pytest.mark.django_db
def test_the_leap_day_is_a_day_like_any_other() -> None:
    begin = datetime(2028, 2, 27, 18, tzinfo=UTC)
    make.reminder_setting(make.patient(), time(9), now=begin)
    for hours in range(96):
        plan_due(now=begin + hours * HOUR)
    days = Reminder.objects.order_by("day").values_list("day", flat=True)
    assert list(days) == [date(2028, 2, 28), date(2028, 2, 29), date(2028, 3, 1), date(2028, 3, 2)]


QUIET = [
    # label, allowed from and until, chosen, what is said
    (
        "all of them",
        "08:00",
        "21:00",
        ["06:00", "22:30"],
        "06:00, 22:30: texts go out between 08:00 and 21:00 only.",
    ),
    (
        "one of them",
        "08:00",
        "21:00",
        ["09:00", "21:00"],
        "21:00: texts go out between 08:00 and 21:00 only.",
    ),
    ("hours over midnight", "20:00", "02:00", ["09:00"], "09:00: texts go out between 20:00 and 02:00 only."),
]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("begin", "end", "chosen", "said"), [row[1:] for row in QUIET], ids=[row[0] for row in QUIET]
)
def test_times_in_quiet_hours_are_refused_and_the_reason_names_them(
    begin: str, end: str, chosen: list[str], said: str
) -> None:
    hours = {"allowed_from": time.fromisoformat(begin), "allowed_until": time.fromisoformat(end)}
    patient = make.patient(make.clinic(**hours))
    with pytest.raises(Invalid) as refused:
        set_reminder(patient, Wish(tuple(map(time.fromisoformat, chosen)), EVERY_DAY), by=None, now=NOW)
    assert refused.value.errors == {"times": [said]}
    assert not ReminderSetting.objects.exists()


@pytest.mark.django_db
def test_times_that_became_quiet_later_are_held_with_that_reason_day_by_day() -> None:
    due_patient(make.clinic())
    Clinic.objects.update(allowed_from=time(10))
    assert [send(NOW + days * DAY) for days in range(3)] == [[], [], []]
    assert list(Reminder.objects.values_list("state", "held")) == [(ReminderState.HELD, Held.QUIET_HOURS)] * 3
    Clinic.objects.update(allowed_from=time(9))
    assert len(send(NOW + 3 * DAY)) == 1
