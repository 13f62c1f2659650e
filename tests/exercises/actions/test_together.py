"""Changes of one patient that come at the same moment: each waits its turn, none fails."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import time, timedelta
from functools import partial
from threading import Barrier, Event
from time import sleep
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection

from exercises.actions import check_in
from exercises.actions.answer_notices import write_answer_notices
from exercises.actions.assign import (
    GivenItem,
    GivenPhase,
    assign_program,
    hold_assignment,
    revise_assignment,
)
from exercises.actions.check_in import CheckInGiven, record_check_in
from exercises.actions.concerns import TOLD_AFTER, answer_concern, mark_answers_read, write_concern
from exercises.actions.patients import ConsentGiven, archive_patient, change_patient
from exercises.actions.reminders import Wish, set_reminder
from exercises.errors import Refusal
from exercises.models import (
    AnswerNotice,
    Assignment,
    Change,
    Concern,
    ConcernEntry,
    Consent,
    Message,
    Patient,
    ReminderSetting,
    Revision,
)
from exercises.reads.plans import plans_of
from exercises.rules.dose import Dose
from exercises.rules.sessions import SessionName
from exercises.terms import CheckInSource, Outcome
from tests import make
from tests.make import NOW

pytestmark = pytest.mark.django_db(transaction=True)
MORNING = Wish((time(9, 0),), frozenset(range(7)))


def together(patient: Patient, *works: Callable[[Patient], Any]) -> Counter[str]:
    """Does all of it at once, each with a row of its own as a request has; the codes of the refusals, or ""."""
    barrier = Barrier(len(works))

    def begin(work: Callable[[Patient], Any]) -> str:
        try:
            mine = Patient.objects.get(pk=patient.pk)
            barrier.wait(10)
            work(mine)
        except Refusal as refused:
            return refused.code
        finally:
            connection.close()
        return ""

    with ThreadPoolExecutor(len(works)) as pool:
        return Counter(pool.map(begin, works))


@pytest.mark.parametrize("again", range(3))
def test_consent_given_many_times_at_once_is_one_consent(again: int) -> None:
    patient = make.patient(consent=False)
    given = ConsentGiven(sms=True, source="intake form")
    giving = [lambda mine: change_patient(mine, {}, consent=given, by=None, now=NOW)] * 8
    assert together(patient, *giving) == {"": 8}
    assert Consent.objects.filter(patient=patient).count() == 1
    assert Change.objects.filter(what="consent.given").count() == 1


@pytest.mark.parametrize("again", range(3))
def test_a_first_reminder_set_many_times_at_once_is_one_setting(again: int) -> None:
    patient = make.patient()
    setting = [lambda mine: set_reminder(mine, MORNING, by=None, now=NOW)] * 8
    assert together(patient, *setting) == {"": 8}
    assert ReminderSetting.objects.filter(patient=patient).count() == 1


@pytest.mark.parametrize("again", range(3))
def test_programs_assigned_at_once_all_arrive_and_one_reminder_is_used(again: int) -> None:
    patient, by = make.patient(), make.staff().user
    programs = [make.program() for _ in range(6)]

    def giving(program: Any) -> Callable[[Patient], Any]:
        return lambda mine: assign_program(
            mine, program, starts_on=NOW.date(), reminder=MORNING, by=by, now=NOW
        )

    assert together(patient, *[giving(program) for program in programs]) == {"": 6}
    assert Assignment.objects.filter(patient=patient).count() == 6
    assert Change.objects.filter(what="reminder.set").count() == 1


def test_a_revision_waits_for_a_check_in_that_has_read_the_program(monkeypatch: pytest.MonkeyPatch) -> None:
    """The check-in is of a round that the revision takes away, so it is kept only before the revision."""
    patient, by = make.patient(), make.staff().user
    assignment = make.assignment(patient, make.program(phases=[(1, 28, [Dose(reps=5, per_day=2)])]))
    phases = [GivenPhase("One", "", 1, 28, (GivenItem(make.exercise(), Dose(reps=5)),))]
    given = CheckInGiven(uuid4(), SessionName(NOW.date(), 2), Outcome.DONE)
    read = Event()

    def slowly(*asked: Any) -> Any:
        plans = plans_of(*asked)
        read.set()
        sleep(0.3)
        return plans

    def revise(_: Patient) -> None:
        read.wait(10)
        mine = Assignment.objects.select_related("patient").get(pk=assignment.pk)
        revise_assignment(mine, phases, made_from=1, reason="", by=by, now=NOW)

    monkeypatch.setattr(check_in, "plans_of", slowly)
    report = partial(record_check_in, given=given, source=CheckInSource.APP, now=NOW)
    assert together(patient, report, revise) == {"": 2}
    assert Revision.objects.get(number=2).effective_on == NOW.date() + timedelta(days=1)


@pytest.mark.parametrize("again", range(3))
def test_what_comes_while_a_patient_is_archived_leaves_nothing_open(again: int) -> None:
    patient, by = make.patient(), make.staff().user
    held, program = make.assignment(patient), make.program()
    codes = together(
        patient,
        lambda mine: archive_patient(mine, by=by, now=NOW),
        lambda mine: assign_program(mine, program, starts_on=NOW.date(), reminder=MORNING, by=by, now=NOW),
        lambda mine: set_reminder(mine, MORNING, by=by, now=NOW),
        lambda mine: hold_assignment(held, until=None, reason="", by=by, now=NOW),
    )
    assert set(codes) <= {"", "patient_is_archived", "assignment_has_ended"}
    assert not Assignment.objects.open().filter(patient=patient).exists()
    assert not ReminderSetting.objects.filter(patient=patient, next_at__isnull=False).exists()


@pytest.mark.parametrize("again", range(3))
def test_words_sent_many_times_at_once_are_one_entry_of_one_thread(again: int) -> None:
    patient, client_id = make.patient(), uuid4()
    same = [lambda mine: write_concern(mine, "May I swim?", client_id=client_id, now=NOW)] * 4
    others = [lambda mine: write_concern(mine, "Or cycle?", client_id=uuid4(), now=NOW)] * 2
    assert together(patient, *same, *others) == {"": 6}
    assert (Concern.objects.count(), ConcernEntry.objects.count()) == (1, 3)


@pytest.mark.parametrize("again", range(3))
def test_however_many_schedulers_look_a_patient_is_told_once(again: int) -> None:
    patient, by = make.patient(), make.staff().user
    entry, _ = write_concern(patient, "May I swim?", client_id=uuid4(), now=NOW)
    answer_concern(entry.concern, "Yes.", by=by, now=NOW)
    sent: list[Any] = []
    looks = [lambda _: sent.extend(write_answer_notices(now=NOW + TOLD_AFTER, limit=50))] * 6
    assert together(patient, *looks) == {"": 6}
    assert (len(sent), Message.objects.filter(kind="concern").count()) == (1, 1)


@pytest.mark.parametrize("again", range(3))
def test_an_answer_that_comes_while_others_are_read_or_told_is_told_too(again: int) -> None:
    patient, by = make.patient(), make.staff().user
    entry, _ = write_concern(patient, "May I swim?", client_id=uuid4(), now=NOW)
    first = answer_concern(entry.concern, "Yes.", by=by, now=NOW)

    def answer(_: Patient) -> None:
        mine = Concern.objects.select_related("patient").get(pk=entry.concern_id)
        answer_concern(mine, "Slowly.", by=by, now=NOW)

    assert together(
        patient,
        answer,
        lambda mine: mark_answers_read(mine, seen=first.client_id, now=NOW),
        lambda _: write_answer_notices(now=NOW + TOLD_AFTER, limit=50),
    ) == {"": 3}
    told = Message.objects.filter(kind="concern").exists()
    assert told or AnswerNotice.objects.waiting().exists()
