"""The queues of the senders: each clinic keeps its own pace, and one that is refused stops and goes on alone."""

import re
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, time, timedelta
from decimal import Decimal
from itertools import pairwise
from threading import Barrier
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from django.db import connection, transaction
from django.db.models import Min

from exercises.actions.again import write_again, write_answers
from exercises.actions.alert import close_alert
from exercises.actions.delivery import Answered, record_report, settle_answers
from exercises.actions.lanes import reserve_places, stop_lane, take_places
from exercises.actions.receive import Inbound, receive_text
from exercises.actions.reminders import plan_due
from exercises.actions.send import claim_due, write_claimed
from exercises.gateway import Answer, Outgoing, Refused
from exercises.models import Alert, Clinic, Lane, Message, Patient, Reminder, ReminderSetting
from exercises.rules.pace import Waiting
from exercises.terms import AlertKind, Held, RefusalKind, ReminderState
from tests import make
from tests.fakes import RecordingGateway
from tests.make import NOW

pytestmark = pytest.mark.django_db

LEASE, TICK = timedelta(seconds=60), timedelta(seconds=5)
SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)
AT_ONCE = 8
"""So many reminders a long code sends at once."""


def take(*clinics: tuple[Clinic, int], now: datetime = NOW) -> dict[str, list[float | None]]:
    """Places for so many texts of each clinic, in seconds from now, by the clinic's name."""
    waiting = {clinic.pk: [Waiting(1)] * texts for clinic, texts in clinics}
    with transaction.atomic():
        told = take_places(waiting, {clinic.pk: clinic for clinic, _ in clinics}, now=now)
    return {
        clinic.name: [None if place is None else (place - now).total_seconds() for place in told[clinic.pk]]
        for clinic, _ in clinics
    }


def test_each_clinic_keeps_its_own_pace() -> None:
    usual, own = make.clinic(name="usual"), make.clinic(name="own", texts_a_second=2)
    short = make.clinic(name="short", sender="21222")
    told = take((usual, 20), (own, 20), (short, 20))
    assert {name: places.count(None) for name, places in told.items()} == {"usual": 8, "own": 16, "short": 20}
    assert told["usual"][8:11] == [10.0, 11.25, 12.5]
    assert told["own"][16:18] == [10.0, 10.625]


def test_a_pace_goes_on_where_it_was_left() -> None:
    clinic = make.clinic(name="one")
    take((clinic, 20))
    lane = Lane.objects.get()
    assert (lane.free_at, lane.ends_at) == (NOW + 10 * SECOND, NOW + 25 * SECOND)
    assert take((clinic, 1), now=NOW + 5 * SECOND) == {"one": [20.0]}
    assert take((clinic, 1), now=NOW + MINUTE) == {"one": [None]}


def test_any_number_of_clinics_costs_a_fixed_number_of_queries(django_assert_max_num_queries: Any) -> None:
    clinics = [(make.clinic(), 2) for _ in range(20)]
    for _ in range(2):
        with django_assert_max_num_queries(6):  # savepoint and its end among them
            take(*clinics)


# --- the scheduler's day, in short -------------------------------------------------------------------------
def due_patients(clinic: Clinic, *minutes: int, of: int = 1) -> list[Patient]:
    """So many patients with a reminder at each of these minutes after nine."""
    by, program, made = make.staff(clinic).user, make.program(), []
    for minute in minutes:
        for _ in range(of):
            made.append(make.patient(clinic, signed_up=False))
            make.assignment(made[-1], program, by=by)
            make.reminder_setting(made[-1], time(9, minute), now=NOW - MINUTE)
    return made


class Provider(RecordingGateway):
    """Refuses the texts that `refuses` says, and keeps who was called when."""

    def __init__(self, refuses: Callable[[Outgoing], bool] = lambda _: False) -> None:
        super().__init__(now=lambda: self.at, answer=self._answer)
        self.refuses, self.at = refuses, NOW
        self.called: list[tuple[datetime, str]] = []

    def _answer(self, outgoing: Outgoing) -> Answer | None:
        self.called.append((self.at, outgoing.to))
        return Refused("20003", RefusalKind.SENDER) if self.refuses(outgoing) else None

    def texted(self) -> list[str]:
        return [one.to for one in self.taken]


def from_sender(clinic: Clinic) -> Callable[[Outgoing], bool]:
    return lambda outgoing: outgoing.sender == clinic.sender


def tick(provider: Provider, now: datetime) -> None:
    """What the scheduler does every five seconds: it goes on until nothing more may go."""
    provider.at, worker = now, uuid4()
    plan_due(now=now)
    hand_over(provider, write_answers(now=now, limit=50))
    while True:
        outgoing = write_again(now=now, limit=500).outgoing
        claimed = claim_due(now=now, worker=worker, lease=LEASE, limit=500)
        outgoing += write_claimed(claimed, now=now, worker=worker).outgoing
        hand_over(provider, outgoing)
        if not (claimed or outgoing):
            break


def hand_over(provider: Provider, texts: list[Outgoing]) -> None:
    answers = [Answered(text.message_id, provider.send(text), text.attempt) for text in texts]
    settle_answers(answers, now=provider.at)


def run(provider: Provider, begin: float, end: float) -> None:
    """From so many minutes after nine until before so many. Ticks at which nothing is due are left out."""
    now = NOW + begin * MINUTE
    while now < NOW + end * MINUTE:
        tick(provider, now)
        now = max(now + TICK, next_try() or now)


def next_try() -> datetime | None:
    found = (
        Reminder.objects.filter(state=ReminderState.PLANNED).aggregate(at=Min("try_at")),
        Message.objects.filter(state="absent").aggregate(at=Min("try_at")),
        ReminderSetting.objects.aggregate(at=Min("next_at")),
    )
    return min((one["at"] for one in found if one["at"]), default=None)


def phones(patients: list[Patient]) -> list[str]:
    return [patient.phone for patient in patients]


@pytest.fixture
def refused() -> Clinic:
    return make.clinic()


def test_a_sender_that_is_refused_stops_its_own_clinic_and_no_other(refused: Clinic) -> None:
    mine, others = due_patients(refused, 0, of=12), due_patients(make.clinic(), 0, 1, 2, 3, of=3)
    provider = Provider(from_sender(refused))
    run(provider, 0, 5)
    assert Counter(provider.texted()) == Counter(phones(others))
    assert list(Lane.objects.filter(stopped_at__isnull=False).values_list("clinic", "stopped_code")) == [
        (refused.pk, "20003")
    ]
    waiting = Reminder.objects.filter(clinic=refused)
    assert waiting.count() == len(mine)
    assert not waiting.filter(state=ReminderState.HELD).exists()


def test_while_it_is_refused_there_is_one_alert_and_one_try_a_minute(refused: Clinic) -> None:
    due_patients(refused, 0, 3, 6, of=5)
    provider = Provider(from_sender(refused))
    run(provider, 0, 10)
    tries = Counter(int((at - NOW) / MINUTE) for at, _ in provider.called)
    assert tries == {0: 5} | dict.fromkeys(range(1, 10), 1)
    alert = Alert.objects.get()
    assert (alert.kind, alert.clinic_id, alert.patient_id) == (AlertKind.SENDING, refused.pk, None)
    assert "20003" in alert.detail
    assert "Mended" not in alert.detail


def test_when_it_is_cured_all_that_waited_goes_by_itself_in_its_order(refused: Clinic) -> None:
    patients = due_patients(refused, 0, 2, 4, of=4)
    provider = Provider(from_sender(refused))
    run(provider, 0, 6)
    provider.refuses = lambda _: False
    run(provider, 6, 9)
    texted = provider.texted()
    assert Counter(texted) == Counter(phones(patients))
    group = {phone: number // 4 for number, phone in enumerate(phones(patients))}
    after_the_probe = [group[phone] for phone in texted[1:]]
    assert after_the_probe == sorted(after_the_probe)
    lane = Lane.objects.get()
    assert (lane.stopped_at, lane.stopped_code, lane.probe_at) == (None, "", None)
    assert re.search(r"Mended: texts go again since 2026-11-18 17:0[67] UTC\.", Alert.objects.get().detail)


def test_after_the_cure_the_pace_is_kept_and_nobody_new_goes_before_who_waited() -> None:
    clinic = make.clinic(texts_a_second=Decimal("0.1"))
    waited, new = phones(due_patients(clinic, 0, of=14)), phones(due_patients(clinic, 8, of=3))
    provider = Provider(from_sender(clinic))
    run(provider, 0, 6)
    provider.refuses = lambda _: False
    run(provider, 6, 12)
    assert Counter(provider.texted()) == Counter(waited + new)
    assert set(provider.texted()[:14]) == set(waited)
    went = sorted(one.at for one in provider.taken)
    for first, begin in enumerate(went):
        for place, end in enumerate(went[first:], start=1):
            # and the text that was tried, and the one that is begun
            assert place <= 0.1 * 0.8 * ((end - begin).total_seconds() + 10) + 2


def test_what_is_too_late_when_it_is_cured_is_held_and_says_so(refused: Clinic) -> None:
    refused.lateness_minutes = 10
    refused.save(update_fields=["lateness_minutes"])
    [early, late] = due_patients(refused, 0, 8)
    provider = Provider(from_sender(refused))
    run(provider, 0, 11)
    provider.refuses = lambda _: False
    run(provider, 11, 18)
    assert provider.texted() == [late.phone]
    assert Reminder.objects.get(patient=early).held == Held.TOO_LATE


def test_one_text_that_waits_alone_is_tried_often_enough_to_notice_the_cure(refused: Clinic) -> None:
    [patient] = due_patients(refused, 0)
    provider = Provider(from_sender(refused))
    run(provider, 0, 30)
    provider.refuses = lambda _: False
    run(provider, 30, 45)
    assert provider.texted() == [patient.phone]
    tries = [at for at, _ in provider.called]
    assert max(after - before for before, after in pairwise(tries)) < 2 * MINUTE


def test_an_alert_closed_while_nothing_is_mended_comes_again(refused: Clinic) -> None:
    due_patients(refused, 0)
    provider = Provider(from_sender(refused))
    run(provider, 0, 2)
    close_alert(Alert.objects.get(), reason="seen", by=make.staff(refused).user, now=NOW + 2 * MINUTE)
    run(provider, 2, 4)
    assert Alert.objects.open().filter(kind=AlertKind.SENDING).count() == 1
    assert Alert.objects.count() == 2


def test_an_answer_is_tried_all_the_same_and_opens_the_lane_when_it_goes(refused: Clinic) -> None:
    first, second = due_patients(refused, 0, of=2)
    provider = Provider(from_sender(refused))
    run(provider, 0, 0.4)
    provider.refuses = lambda _: False
    at = NOW + 30 * SECOND  # long before the next text may be tried
    receive_text(Inbound("SMin", first.phone, refused.sender, "help", at=at), now=at, by_webhook=False)
    run(provider, 0.5, 0.9)
    assert provider.texted()[0] == first.phone
    assert Counter(provider.texted()) == {first.phone: 2, second.phone: 1}


def test_those_whose_turn_would_come_too_late_take_no_place_from_those_after_them() -> None:
    """A text takes 25 seconds: of thirty at nine a dozen go in time, and then the lane is free again."""
    clinic = make.clinic(texts_a_second=Decimal("0.05"), lateness_minutes=5)
    due_patients(clinic, 0, of=30)
    after = phones(due_patients(clinic, 4, of=2))
    provider = Provider()
    run(provider, 0, 10)
    assert set(after) <= set(provider.texted())


def test_a_number_that_alone_is_refused_as_if_by_its_sender_holds_no_other_up(refused: Clinic) -> None:
    """As a region that is not enabled: its one text is tried again and again, and must not be every probe."""
    [abroad, *others] = due_patients(refused, 0, 1, 2, 3, 4, 5)
    provider = Provider(lambda outgoing: outgoing.to == abroad.phone)
    run(provider, 0, 15)
    assert Counter(provider.texted()) == Counter(phones(others))


def test_a_sender_whose_texts_are_taken_and_then_lost_is_not_believed_to_be_cured(refused: Clinic) -> None:
    """As without a registration: each create is accepted, and fails by its report a few seconds later."""
    due_patients(refused, 0, of=20)
    provider = Provider()
    for minutes in range(5):
        now = NOW + minutes * MINUTE
        tick(provider, now)
        for message in Message.objects.filter(state="queued"):
            record_report(
                message.pk,
                sid=message.sid or "",
                word="undelivered",
                error_code="30034",
                error_kind=RefusalKind.SENDER,
                now=now + 3 * SECOND,
            )
    assert len(provider.taken) <= AT_ONCE + 5
    assert Alert.objects.get().kind == AlertKind.SENDING


# --- several processes -------------------------------------------------------------------------------------
def side_by_side(work: Callable[[int], Any], threads: int) -> list[Any]:
    """Does the work in so many threads at once, each with a connection of its own."""
    barrier = Barrier(threads)

    def begin(number: int) -> Any:
        try:
            barrier.wait(10)
            return work(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(threads) as pool:
        return list(pool.map(begin, range(threads)))


@pytest.mark.django_db(transaction=True)
def test_processes_keep_the_pace_together() -> None:
    clinic = make.clinic(name="one")
    told = [places["one"] for places in side_by_side(lambda _: take((clinic, 5)), 4)]
    assert sum(places.count(None) for places in told) == AT_ONCE
    queued = sorted(place for places in told for place in places if place is not None)
    assert queued == [10 + 1.25 * number for number in range(12)]


@pytest.mark.django_db(transaction=True)
def test_processes_that_meet_in_many_lanes_do_not_wait_for_each_other_for_ever() -> None:
    clinics = [make.clinic() for _ in range(6)]

    def take_all(number: int) -> None:
        for again in range(10):
            some = clinics if (number + again) % 2 else clinics[::-1]
            take(*((clinic, 1) for clinic in some), now=NOW)

    side_by_side(take_all, 4)
    ends = {(lane.free_at - NOW, lane.ends_at - NOW) for lane in Lane.objects.all()}
    assert ends == {(10 * SECOND, 40 * 1.25 * SECOND)}


@pytest.mark.django_db(transaction=True)
def test_schedulers_side_by_side_write_no_more_than_the_pace_and_each_text_once() -> None:
    patients = due_patients(make.clinic(), 0, of=20)
    plan_due(now=NOW)

    def write(_: int) -> list[Outgoing]:
        outgoing, worker = [], uuid4()
        while claimed := claim_due(now=NOW, worker=worker, lease=LEASE, limit=3):
            outgoing += write_claimed(claimed, now=NOW, worker=worker).outgoing
        return outgoing

    written = [one.to for outgoing in side_by_side(write, 3) for one in outgoing]
    assert len(set(written)) == len(written) == AT_ONCE
    assert (
        Reminder.objects.filter(state=ReminderState.PLANNED, try_at__gt=NOW).count()
        == len(patients) - AT_ONCE
    )


# --- places given when reminders are planned ----------------------------------------------------------------
def reserved(clinic: Clinic, *slots: time, now: datetime = NOW) -> list[float | None]:
    with transaction.atomic():
        places = reserve_places({clinic.pk: slots}, now=now)[clinic.pk]
    return [None if place is None else (place - now).total_seconds() for place in places]


NINE, VANCOUVER = time(9), ZoneInfo("America/Vancouver")
NONE_GIVEN: dict[str, tuple[dict[str, Any], time]] = {
    "many are held where texts taper": ({"taper": True}, NINE),
    "texts stop going soon after the slot": ({"allowed_until": time(9, 4)}, NINE),
    "the day ends soon after the slot": ({"allowed_until": time(8), "allowed_from": time(7)}, time(23, 57)),
}


@pytest.mark.parametrize("why", NONE_GIVEN)
def test_no_place_is_given_before_it_is_asked_where(why: str) -> None:
    given, slot = NONE_GIVEN[why]
    clinic = make.clinic(**given)
    take((clinic, 0))
    assert reserved(clinic, slot, slot) == [None, None]


def test_the_places_of_a_minute_are_given_ahead_and_kept() -> None:
    clinic = make.clinic(name="one")
    assert reserved(clinic, NINE) == [None]  # it has no queue yet
    take((clinic, 0))
    assert reserved(clinic, *[NINE] * 50) == [*[1.25 * place for place in range(48)], None, None]
    assert take((clinic, 1)) == {"one": [60.0]}


def test_a_sender_that_is_refused_gives_no_places() -> None:
    clinic = make.clinic()
    stop_lane(clinic, "20003", late=False, now=NOW)
    assert reserved(clinic, NINE) == [None]


def test_a_template_that_cannot_be_filled_stops_no_planning() -> None:
    clinic = make.clinic()
    make.own_text(clinic, "reminder", "{nonsense} STOP")
    take((clinic, 0))
    assert reserved(clinic, NINE, NINE) == [0.0, 1.25]


def test_after_an_outage_who_is_too_late_takes_no_place_from_who_is_in_time() -> None:
    clinic = make.clinic(lateness_minutes=30, silent_days=0)
    for minutes in (40, 29):
        for _ in range(20):
            patient = make.patient(clinic, signed_up=False)
            make.assignment(patient, now=NOW - timedelta(days=2))
            at = (NOW - minutes * MINUTE).astimezone(VANCOUVER).time().replace(microsecond=0)
            make.reminder_setting(patient, at, now=NOW - timedelta(hours=2))
    take((clinic, 0), now=NOW - timedelta(hours=3))
    provider, now = Provider(), NOW
    while now < NOW + MINUTE:
        plan_due(now=now)
        tick(provider, now)
        now += TICK
    assert Counter(Reminder.objects.values_list("state", "held")) == {
        ("written", ""): 20,
        ("held", "too_late"): 20,
    }


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time")
def test_planning_waits_for_no_sender() -> None:
    clinic = make.clinic()
    take((clinic, 0))

    def beside() -> list[float | None]:
        try:
            return reserved(clinic, NINE)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool, transaction.atomic():
        take_places({clinic.pk: [Waiting(1)]}, {clinic.pk: clinic}, now=NOW)
        assert pool.submit(beside).result(timeout=5) == [None]
