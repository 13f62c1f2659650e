"""Planner, senders, crashes, look-ups, reports and opt-outs in any order, against a model: one text a slot, always.

The provider is a model of its own: what it took, when it shows it, whom it holds back. Time passes only where the
machine lets it pass. What every step must keep is checked after each, and at the end all is left to run: then
nothing may be left over.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from uuid import UUID, uuid4

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from exercises.actions.again import write_again, write_answers
from exercises.actions.delivery import Answered, record_report, settle_answers
from exercises.actions.receive import Inbound, receive_text
from exercises.actions.reminders import plan_due
from exercises.actions.send import claim_due, write_claimed
from exercises.actions.settle import settle_unknown
from exercises.gateway import Accepted, Answer, LookupFailed, Outgoing, ProviderMessage, Refused, Unknown
from exercises.models import Message, OptOut, Patient, Reminder, ReminderSetting
from exercises.rules.lifecycle import PROVIDER_STATES, Event, MessageState, after
from exercises.terms import Direction, MessageKind, RefusalKind, ReminderState
from tests import make

LEASE = timedelta(seconds=60)
LOOK_UP_AFTER, ABSENT_AFTER = timedelta(seconds=30), timedelta(minutes=3)
CALLED_WITHIN = timedelta(seconds=20)
SLOWEST = timedelta(seconds=26)
"""The provider finishes a call that we gave up on within this time."""
TIMES = (time(9), time(9, 30), time(13))
WORKERS = 3
STEP = {
    MessageState(word): step
    for step, words in enumerate(
        [
            ("accepted", "scheduled"),
            ("queued",),
            ("sending",),
            ("sent",),
            ("delivered", "undelivered", "failed", "canceled"),
            ("read",),
        ]
    )
    for word in words
}
"""How far a text is, by the provider's word."""
REPORTS = sorted(PROVIDER_STATES - {MessageState.SCHEDULED, MessageState.ACCEPTED})
PASSING = [timedelta(seconds=seconds) for seconds in (1, 12, 22, 31, 65, 185, 1000, 3700, 20_000)]


@dataclass
class Taken:
    """A text the provider has. It is in its list from `shown_at` on."""

    sid: str
    outgoing: Outgoing
    at: datetime
    shown_at: datetime
    state: str = "queued"


@dataclass
class Provider:
    """Takes texts and shows them, never to a number that sent it STOP. `down`: it cannot be asked."""

    now: datetime
    taken: list[Taken] = field(default_factory=list)
    stopped: set[str] = field(default_factory=set)
    down: bool = False

    def take(self, outgoing: Outgoing, *, late: timedelta = timedelta(0)) -> Answer:
        if outgoing.to in self.stopped:
            return Refused("21610", RefusalKind.OPTED_OUT)
        text = Taken(f"SM{len(self.taken):032x}", outgoing, self.now, self.now + late)
        self.taken.append(text)
        return Accepted(text.sid)

    def send(self, outgoing: Outgoing) -> Answer:
        return self.take(outgoing)

    def sent_to(self, number: str, *, since: datetime) -> list[ProviderMessage]:
        if self.down:
            raise LookupFailed("down")
        return [
            ProviderMessage(
                one.sid, Direction.OUT, one.outgoing.sender, number, one.outgoing.body, one.state, one.at
            )
            for one in self.taken
            if one.outgoing.to == number and one.shown_at <= self.now and one.at >= since
        ]

    def received_by(self, sender: str, *, since: datetime) -> list[ProviderMessage]:
        return []


@dataclass
class Worker:
    """What a scheduler process holds in its memory; a crash loses it."""

    id: UUID = field(default_factory=uuid4)
    claimed: list[UUID] = field(default_factory=list)
    outgoing: list[tuple[Outgoing, datetime]] = field(default_factory=list)


numbers = st.integers(0, 3)
workers = st.integers(0, WORKERS - 1)


class AnyOrder(RuleBasedStateMachine):
    @initialize(started=st.sampled_from([timedelta(0), timedelta(hours=3)]))
    def begin(self, started: timedelta) -> None:
        """Four patients of one clinic, two of them on one number."""
        self.turn = transaction.atomic()
        self.turn.__enter__()
        self.start = make.NOW - timedelta(minutes=1)
        self.provider = Provider(self.start)
        clinic = make.clinic(texts_a_second=1000, silent_days=0)
        by, program = make.staff(clinic).user, make.program()
        self.patients: list[Patient] = []
        for place in range(4):
            shared = {"phone": self.patients[2].phone} if place == 3 else {}
            patient = make.patient(clinic, signed_up=False, **shared)
            make.assignment(patient, program, by=by, now=self.start)
            make.reminder_setting(patient, *TIMES, now=self.start)
            self.patients.append(patient)
        self.workers = [Worker() for _ in range(WORKERS)]
        self.known: dict[UUID, tuple[MessageState, str | None]] = {}
        self.opted_out_at: dict[str, datetime] = {}
        self.texts_in = 0
        self.provider.now += started + timedelta(minutes=1)
        plan_due(now=self.now)

    @property
    def now(self) -> datetime:
        return self.provider.now

    # --- what happens --------------------------------------------------------------------------------------
    @rule(by=st.sampled_from(PASSING))
    def time_passes(self, by: timedelta) -> None:
        self.provider.now += by

    @rule()
    def plan(self) -> None:
        plan_due(now=self.now, limit=3)

    @rule(which=workers)
    def claim_and_write(self, which: int) -> None:
        self.claim(which, 5)
        self.write(which)

    @rule(which=workers, limit=st.integers(1, 5))
    def claim(self, which: int, limit: int) -> None:
        worker = self.workers[which]
        worker.claimed += claim_due(now=self.now, worker=worker.id, lease=LEASE, limit=limit)

    @rule(which=workers)
    def write(self, which: int) -> None:
        worker = self.workers[which]
        claimed, worker.claimed = worker.claimed, []
        self.hold(worker, write_claimed(claimed, now=self.now, worker=worker.id).outgoing)

    @rule(which=workers)
    def take_up_again(self, which: int) -> None:
        self.hold(self.workers[which], write_again(now=self.now, limit=5).outgoing)
        self.hold(self.workers[which], write_answers(now=self.now, limit=5))

    def hold(self, worker: Worker, outgoing: list[Outgoing]) -> None:
        for text in outgoing:
            kind = Message.objects.values_list("kind", flat=True).get(pk=text.message_id)
            assert kind != MessageKind.REMINDER or text.to not in self.opted_out_at, "texted after STOP"
        worker.outgoing += [(text, self.now) for text in outgoing]

    @precondition(lambda self: any(worker.outgoing for worker in self.workers))
    @rule(
        which=workers,
        what=st.sampled_from(
            ["taken", "taken", "answer lost", "taken late", "never came", "busy", "not a number", "crash"]
        ),
    )
    def call(self, which: int, what: str) -> None:
        at_it = [worker for worker in self.workers if worker.outgoing]
        worker = at_it[which % len(at_it)]
        outgoing, written = worker.outgoing.pop(0)
        if self.now - written > CALLED_WITHIN:
            answer: Answer | None = Refused("not-tried", RefusalKind.RETRY_LATER)
        elif what == "taken":
            answer = self.provider.take(outgoing)
        elif what in ("answer lost", "taken late"):
            late = SLOWEST if what == "taken late" else timedelta(0)
            took = self.provider.take(outgoing, late=late)
            answer = Unknown("dropped") if isinstance(took, Accepted) else took
        elif what == "never came":
            answer = Unknown("dropped")
        elif what == "busy":
            answer = Refused("20429", RefusalKind.RETRY_LATER)
        elif what == "not a number":
            answer = Refused("21211", RefusalKind.NUMBER)
        else:
            self.provider.take(outgoing)
            answer = None
            self.crash(self.workers.index(worker))
        if answer is not None:
            settle_answers([Answered(outgoing.message_id, answer, outgoing.attempt)], now=self.now)

    @rule(which=workers)
    def crash(self, which: int) -> None:
        self.workers[which] = Worker()

    @rule(down=st.booleans())
    def look_up(self, down: bool) -> None:
        self.provider.down = down
        settle_unknown(self.provider, now=self.now, look_up_after=LOOK_UP_AFTER, absent_after=ABSENT_AFTER)
        self.provider.down = False

    @precondition(lambda self: self.shown())
    @rule(which=st.integers(0, 50), state=st.sampled_from(REPORTS))
    def report(self, which: int, state: MessageState) -> None:
        """Any report of any text, in any order and as often as it likes."""
        shown = self.shown()
        text = shown[which % len(shown)]
        text.state = state.value
        record_report(text.outgoing.message_id, sid=text.sid, word=state.value, now=self.now)

    def shown(self) -> list[Taken]:
        return [one for one in self.provider.taken if one.shown_at <= self.now]

    @rule(which=numbers, words=st.sampled_from(["STOP", "START", "DONE 3", "hello"]))
    def patient_texts(self, which: int, words: str) -> None:
        """The provider hears STOP and START first, and answers them itself."""
        patient = self.patients[which]
        if words == "STOP":
            self.provider.stopped.add(patient.phone)
            self.opted_out_at.setdefault(patient.phone, self.now)
        elif words == "START":
            self.provider.stopped.discard(patient.phone)
            self.opted_out_at.pop(patient.phone, None)
        self.texts_in += 1
        receive_text(
            Inbound(
                f"SMin{self.texts_in}",
                patient.phone,
                patient.clinic.sender,
                words,
                answered_by_provider=words in ("STOP", "START"),
            ),
            now=self.now,
            by_webhook=False,
        )

    # --- what must hold after every step -------------------------------------------------------------------
    @invariant()
    def no_text_twice(self) -> None:
        if not hasattr(self, "provider"):
            return
        often = Counter(one.outgoing.message_id for one in self.provider.taken)
        assert not [text for text, times in often.items() if times > 1]

    @invariant()
    def no_state_backwards(self) -> None:
        if not hasattr(self, "known"):
            return
        for pk, word, sid in Message.objects.out().values_list("pk", "state", "sid"):
            state = MessageState(word)
            before, its_sid = self.known.get(pk, (state, sid))
            if its_sid is not None and its_sid == sid:
                assert before is state or STEP[before] < STEP[state], (before, state)
            elif its_sid is None:
                assert state in reachable(before), (before, state)
            self.known[pk] = state, sid

    @invariant()
    def an_id_is_bound_to_the_text_it_was_given_for(self) -> None:
        if not hasattr(self, "provider"):
            return
        meant = {one.sid: one.outgoing for one in self.provider.taken}
        for sid, to, body, guessed, pk in (
            Message.objects.out()
            .filter(sid__isnull=False)
            .values_list("sid", "their_number", "body", "sid_guessed", "pk")
        ):
            assert (meant[sid].to, meant[sid].body) == (to, body)
            assert guessed or meant[sid].message_id == pk

    # --- the end -------------------------------------------------------------------------------------------
    def teardown(self) -> None:
        if not hasattr(self, "turn"):
            return
        try:
            self.run_until_nothing_waits()
        finally:
            transaction.set_rollback(True)
            self.turn.__exit__(None, None, None)

    def run_until_nothing_waits(self) -> None:
        """A well provider and one scheduler, until every slot up to now is older than the lateness limit."""
        while plan_due(now=self.now):
            pass
        ReminderSetting.objects.update(next_at=None, next_day=None, next_time=None)
        last = self.now
        while self.now < last + timedelta(hours=3):
            self.crash(0)
            self.claim(0, 50)
            self.write(0)
            self.take_up_again(0)
            while self.workers[0].outgoing:
                self.call(0, "taken")
            self.look_up(down=False)
            self.no_text_twice()
            self.provider.now += timedelta(minutes=4)
        assert not Message.objects.unsettled().exists()
        assert not Message.objects.filter(try_at__isnull=False).exists()
        self.every_slot_is_accounted_for(last)

    def every_slot_is_accounted_for(self, until: datetime) -> None:
        taken = Counter(one.outgoing.message_id for one in self.provider.taken)
        for reminder in Reminder.objects.select_related("message"):
            assert reminder.state in (ReminderState.WRITTEN, ReminderState.HELD), reminder.state
            text = getattr(reminder, "message", None)
            if reminder.state == ReminderState.WRITTEN:
                assert taken[text.pk] == 1
            elif text is not None:
                assert taken[text.pk] == 0, (reminder.held, text.state)
        for patient in self.patients:
            slots = Counter(patient.reminders.values_list("day", "at"))
            assert set(slots.values()) <= {1}
            assert set(slots) == expected_slots(self.start, until)
        silenced = OptOut.objects.filter(ended_at__isnull=True).values_list("phone", flat=True)
        assert set(self.opted_out_at) <= set(silenced)


def reachable(state: MessageState) -> set[MessageState]:
    """Where a message without an id may be after one step of the machine, which may be several events of its life."""
    found: set[MessageState] = set()
    new = {state}
    while new:
        found |= new
        moved = {after(one, event) for one in new for event in Event if event is not Event.GIVEN_BACK}
        new = {one for one in moved if one is not None} - found
    return found | PROVIDER_STATES


def expected_slots(start: datetime, until: datetime) -> set[tuple[object, time]]:
    """Of a patient in Vancouver, in November: eight hours behind, no change of the clock."""
    local_start, local_end = (one - timedelta(hours=8) for one in (start, until))
    days = [local_start.date() + timedelta(days=n) for n in range((local_end - local_start).days + 2)]
    return {
        (day, at)
        for day in days
        for at in TIMES
        if local_start < datetime.combine(day, at, local_start.tzinfo) <= local_end
    }


@pytest.mark.django_db
def test_in_any_order_each_slot_is_one_text_or_held_and_nothing_is_left_over() -> None:
    run_state_machine_as_test(
        AnyOrder,
        settings=settings(
            max_examples=15,
            stateful_step_count=35,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
