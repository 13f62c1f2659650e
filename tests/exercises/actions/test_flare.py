"""A flare: two easier days, staff told once, and one text on the second day that asks how it is."""

from collections.abc import Sequence
from datetime import date, time, timedelta
from typing import Any
from uuid import uuid4

import pytest

from exercises.actions.assign import hold_assignment
from exercises.actions.check_in import CheckInGiven, record_check_in
from exercises.actions.flare import ASK_AGAIN, OFTEN_WORDS, end_flare, open_flare
from exercises.actions.reminders import Wish, plan_due, set_reminder
from exercises.actions.send import claim_due, write_claimed
from exercises.errors import NothingToEase, PatientIsArchived
from exercises.models import Alert, Change, CheckIn, Flare, Message, Patient, Reminder
from exercises.reads.plans import patterns_of, plans_of
from exercises.reads.record import progress
from exercises.reads.today import today, version
from exercises.rules.dose import Dose
from exercises.rules.rounds import day_rounds
from exercises.rules.sessions import SessionName, plan_day
from exercises.terms import AlertKind, CheckInSource, FlareSource, Held, ReminderState
from tests import make

pytestmark = pytest.mark.django_db

NOW = make.NOW
"""09:00 on the patients' clocks."""
TODAY = date(2026, 11, 18)
A_DAY = timedelta(days=1)
ONCE, THRICE = Dose(sets=2, reps=9), Dose(reps=12, per_day=3)


@pytest.fixture
def patient() -> Patient:
    """On day 11 of a program: in its second phase, three rounds a day."""
    made = make.patient()
    program = make.program(phases=[(1, 10, [ONCE]), (11, 40, [THRICE])])
    make.assignment(made, program, starts_on=TODAY - 10 * A_DAY)
    return made


def flared(patient: Patient, *, now: Any = NOW, source: FlareSource = FlareSource.TEXT) -> Flare:
    return open_flare(patient, source=source, now=now)[0]


def sent(now: Any) -> list[str]:
    """What the scheduler sends at `now` and soon after, for a text may have to wait for its place."""
    bodies = []
    plan_due(now=now)
    for at in (now, now + timedelta(seconds=10)):
        worker = uuid4()
        claimed = claim_due(now=at, worker=worker, lease=timedelta(minutes=1), limit=50)
        bodies += [text.body for text in write_claimed(claimed, now=at, worker=worker).outgoing]
        Message.objects.filter(in_flight=True).update(in_flight=False, state="sent", sid=uuid4().hex)
    return bodies


def test_today_and_tomorrow_are_easier_and_then_the_usual_routine_counts(patient: Patient) -> None:
    flare = flared(patient)
    assert (flare.starts_on, flare.until) == (TODAY, TODAY + 2 * A_DAY)
    plans, patterns = plans_of([patient.pk])[patient.pk], patterns_of([patient.pk])[patient.pk]
    days = [TODAY + n * A_DAY for n in (-1, 0, 1, 2)]
    assert [plan_day(plans, day).rounds for day in days] == [1, 1, 1, 3]
    assert [day_rounds(patterns, day).rounds for day in days] == [1, 1, 1, 3]


def test_today_shows_the_phase_before_and_until_when(patient: Patient) -> None:
    before = version(patient, today=TODAY)
    assert today(patient, now=NOW)["easier_until"] is None
    flared(patient)
    patient.refresh_from_db()
    shown = today(patient, now=NOW)
    assert shown["easier_until"] == "2026-11-20"
    assert shown["programs"][0]["phase"]["number"] == 1
    assert [one["dose"]["reps"] for one in shown["exercises"]] == [9]
    assert version(patient, today=TODAY) != before
    assert today(patient, now=NOW + 2 * A_DAY)["easier_until"] is None


def test_in_the_first_phase_today_shows_a_third_less() -> None:
    patient = make.patient()
    make.assignment(patient, make.program(phases=[(1, 10, [ONCE])]), starts_on=TODAY)
    flared(patient)
    shown = today(patient, now=NOW)
    assert [one["dose_sentence"] for one in shown["exercises"]] == ["2 × 6 reps"]


def test_today_costs_as_much_as_without_a_flare(patient: Patient, django_assert_max_num_queries: Any) -> None:
    flared(patient)
    with django_assert_max_num_queries(3):
        today(patient, now=NOW)


def test_a_check_in_is_for_the_easier_rounds_and_costs_no_more(
    patient: Patient, django_assert_max_num_queries: Any
) -> None:
    flared(patient)
    given = CheckInGiven(uuid4(), SessionName(TODAY), None, pain=3)
    with django_assert_max_num_queries(12):
        record_check_in(patient, given, source=CheckInSource.APP, now=NOW)


def test_so_many_sessions_are_expected_as_the_easier_routine_has(patient: Patient) -> None:
    flared(patient)
    days = progress(patient, now=NOW + 3 * A_DAY, days=4)["days"]
    assert [day["expected"] for day in days] == [1, 1, 3, 0]


def test_staff_are_told_once_and_asked_to_phone(patient: Patient) -> None:
    flared(patient)
    again, new = open_flare(patient, source=FlareSource.APP, now=NOW + A_DAY)
    assert (again.starts_on, new) == (TODAY, False)
    alert = Alert.objects.get()
    assert (alert.kind, alert.repeated_at) == (AlertKind.FLARE, None)
    assert ASK_AGAIN in alert.detail and OFTEN_WORDS not in alert.detail and "2026-11-19" in alert.detail


@pytest.mark.parametrize(("days", "told"), [(6, True), (7, False)])
def test_a_second_flare_in_seven_days_is_named(patient: Patient, days: int, told: bool) -> None:
    flared(patient)
    flared(patient, now=NOW + days * A_DAY)
    assert (OFTEN_WORDS in Alert.objects.get().detail) == told


def test_staff_who_open_it_are_not_told(patient: Patient) -> None:
    by = make.staff(patient.clinic).user
    open_flare(patient, source=FlareSource.STAFF, by=by, now=NOW)
    assert not Alert.objects.exists()
    assert Change.objects.get(what="flare.opened").who == by


def test_staff_may_end_it_and_the_usual_routine_counts_at_once(patient: Patient) -> None:
    by = make.staff(patient.clinic).user
    flared(patient)
    assert end_flare(patient, by=by, now=NOW + A_DAY)
    plans = plans_of([patient.pk])[patient.pk]
    assert [plan_day(plans, TODAY + n * A_DAY).rounds for n in (0, 1)] == [1, 3]
    assert not end_flare(patient, by=by, now=NOW + A_DAY)


def test_one_ended_on_its_first_day_leaves_no_trace_in_the_plan_and_may_come_again(patient: Patient) -> None:
    flared(patient)
    end_flare(patient, by=make.staff(patient.clinic).user, now=NOW)
    assert plan_day(plans_of([patient.pk])[patient.pk], TODAY).rounds == 3
    assert flared(patient).until == TODAY + 2 * A_DAY
    assert plan_day(plans_of([patient.pk])[patient.pk], TODAY).rounds == 1


def archived(patient: Patient) -> None:
    patient.archived_at = NOW
    patient.save(update_fields=["archived_at"])


def held(patient: Patient) -> None:
    by = make.staff(patient.clinic).user
    hold_assignment(patient.assignments.get(), until=None, reason="", by=by, now=NOW)


@pytest.mark.parametrize(("change", "refused"), [(archived, PatientIsArchived), (held, NothingToEase)])
def test_where_nothing_is_asked_there_is_nothing_to_ease(
    patient: Patient, change: Any, refused: type[Exception]
) -> None:
    change(patient)
    with pytest.raises(refused):
        flared(patient)
    assert not Flare.objects.exists()


# --- the text of the second day ------------------------------------------------------------------------------
CHECKS = "how is it today"
TOMORROW = NOW + A_DAY


def reminded(patient: Patient, *times: time, weekdays: Sequence[int] = range(7)) -> None:
    make.reminder_setting(patient, *(times or (time(9), time(18))), weekdays=weekdays)


def test_the_next_day_s_first_reminder_asks_how_it_is_once(patient: Patient) -> None:
    reminded(patient)
    flared(patient)
    assert sent(TOMORROW - timedelta(minutes=1)) == []
    (text,) = sent(TOMORROW)
    assert CHECKS in text
    assert sent(TOMORROW + timedelta(minutes=1)) == []
    (evening,) = sent(TOMORROW + timedelta(hours=9))
    assert CHECKS not in evening
    (after,) = sent(TOMORROW + A_DAY)
    assert CHECKS not in after


def test_it_asks_about_the_rounds_that_the_slot_asks_about(patient: Patient) -> None:
    reminded(patient)
    flared(patient)
    sent(TOMORROW)
    check = Reminder.objects.get(flare__isnull=False)
    assert (check.first_round, check.last_round) == (1, 1)


def test_it_goes_on_a_weekday_and_a_day_of_rest_without_reminders() -> None:
    patient = make.patient()
    program = make.program(phases=[(1, 40, [Dose(reps=10, days_per_week=1)])])
    make.assignment(patient, program, starts_on=TODAY)
    reminded(patient, weekdays=[TODAY.weekday()])
    flared(patient)
    assert len(sent(TOMORROW)) == 1


def test_it_goes_past_the_limit_of_a_day() -> None:
    clinic = make.clinic(texts_a_week=1)
    patient = make.patient(clinic)
    make.assignment(patient, starts_on=TODAY)
    reminded(patient, time(9, 30))
    flared(patient)
    half_past = NOW + timedelta(minutes=30)
    assert [len(sent(half_past + n * A_DAY)) for n in range(3)] == [1, 1, 0]


def test_whoever_told_their_pain_that_day_is_not_asked(patient: Patient) -> None:
    reminded(patient)
    flared(patient)
    given = CheckInGiven(uuid4(), SessionName(TODAY + A_DAY), None, pain=3)
    record_check_in(patient, given, source=CheckInSource.APP, now=TOMORROW - timedelta(hours=1))
    assert sent(TOMORROW) == []
    assert Reminder.objects.get(flare__isnull=False).held == Held.ALREADY_REPORTED


def test_work_reported_without_pain_does_not_answer_it(patient: Patient) -> None:
    reminded(patient)
    flared(patient)
    given = CheckInGiven(uuid4(), SessionName(TODAY + A_DAY), "done")  # type: ignore[arg-type]
    record_check_in(patient, given, source=CheckInSource.APP, now=TOMORROW - timedelta(hours=1))
    assert CheckIn.objects.get().completed == 1
    assert len(sent(TOMORROW)) == 1


def test_after_other_times_were_chosen_it_still_goes(patient: Patient) -> None:
    reminded(patient)
    flared(patient)
    set_reminder(patient, Wish((time(12),), frozenset(range(7))), by=None, now=NOW)
    (text,) = sent(TOMORROW)
    assert CHECKS in text


def test_once_it_was_ended_the_usual_reminder_goes_in_its_place(patient: Patient) -> None:
    reminded(patient)
    flared(patient)
    end_flare(patient, by=make.staff(patient.clinic).user, now=NOW)
    (text,) = sent(TOMORROW)
    assert CHECKS not in text


def test_once_it_was_ended_nothing_goes_on_a_weekday_without_reminders(patient: Patient) -> None:
    reminded(patient, weekdays=[TODAY.weekday()])
    flared(patient)
    end_flare(patient, by=make.staff(patient.clinic).user, now=NOW)
    assert sent(TOMORROW) == []
    assert Reminder.objects.get(flare__isnull=False).state == ReminderState.HELD


def test_opened_anew_the_same_day_it_asks_all_the_same(patient: Patient) -> None:
    reminded(patient)
    flared(patient)
    end_flare(patient, by=make.staff(patient.clinic).user, now=NOW)
    flared(patient)
    (text,) = sent(TOMORROW)
    assert CHECKS in text


def test_none_is_planned_for_who_paused(patient: Patient) -> None:
    make.reminder_setting(patient, time(9))
    set_reminder(patient, Wish((time(9),), frozenset(range(7)), TODAY + 3 * A_DAY), by=None, now=NOW)
    flared(patient)
    assert not Reminder.objects.filter(flare__isnull=False).exists()
