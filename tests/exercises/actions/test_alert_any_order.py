"""Danger told by text or note, STOP and START, second deliveries, crashes, refusals and closings in any order.

Whatever comes after what: each word of danger has one alert, open until a person closed it; the fixed text was tried
whatever the opt-out; and when it is refused or not heard of in two minutes, the alert says so and staff are told.
"""

from dataclasses import dataclass
from datetime import timedelta

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

from exercises.actions import receive
from exercises.actions.again import write_answers
from exercises.actions.alert import close_alert, take_on
from exercises.actions.check_in import CheckInGiven, record_check_in
from exercises.actions.delivery import Answered, record_report, settle_answers
from exercises.actions.notify import NOT_TAKEN_ON, escalate
from exercises.actions.receive import Inbound, receive_text
from exercises.actions.safety import CONFIRMED_WITHIN, NOT_REACHED, tell_unreached
from exercises.gateway import Accepted, Refused, Unknown
from exercises.models import Alert, Message, Notice
from exercises.rules.lifecycle import MessageState
from exercises.rules.sessions import SessionName, local_date
from exercises.terms import CheckInSource, Direction, MessageKind, Outcome, RefusalKind, Stage
from tests import make

DANGER = [
    "numb between my legs since this morning and cant pee",
    "STOP. I cant feel when I need to pee",
    "my calf is swollen hot and red since yesterday",
    "i want to end it all",
    "done 2, but chest pain and cant breathe since the needling",
]
PLAIN = ["STOP", "START", "done 3", "thanks", "HELP", "stop texting me please", "YES", "skip"]
PASSING = [timedelta(seconds=1), CONFIRMED_WITHIN, timedelta(minutes=20), timedelta(hours=3)]
LOST = {MessageState.REFUSED, MessageState.UNDELIVERED, MessageState.FAILED, MessageState.CANCELED}
UNHEARD = {MessageState.WRITTEN, MessageState.UNKNOWN, MessageState.ABSENT}


class Crashed(Exception):
    """The process dies: what it had not committed is gone."""


@dataclass
class Told:
    """A text as the provider handed it over, to be delivered as often as it likes."""

    inbound: Inbound
    is_danger: bool
    kept: bool = False


class AnyOrder(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.texts: list[Told] = []
        self.notes = 0

    @initialize(consent=st.booleans())
    def begin(self, consent: bool) -> None:
        self.turn = transaction.atomic()
        self.turn.__enter__()
        self.now = make.NOW
        self.clinic = make.clinic(notice_phone="+16045550901", escalation_phone="+16045550902")
        self.patient = make.patient(self.clinic, consent=consent)
        make.assignment(self.patient, now=self.now - timedelta(days=1))
        self.staff = make.staff(self.clinic).user

    def teardown(self) -> None:
        self.turn.__exit__(Crashed, Crashed(), None)

    @rule(by=st.sampled_from(PASSING))
    def time_passes(self, by: timedelta) -> None:
        """Nobody waits longer than a tick for what a scheduler does."""
        self.now += by
        tell_unreached(now=self.now)
        escalate(now=self.now)

    @rule(
        body=st.one_of(st.sampled_from(DANGER), st.sampled_from(PLAIN)),
        by_webhook=st.booleans(),
        overtaken=st.booleans(),
        crash=st.sampled_from([None, None, None, "_answer", "raise_safety_alert", "hear_of"]),
    )
    def text_comes(self, body: str, by_webhook: bool, overtaken: bool, crash: str | None) -> None:
        keyword = body if body in ("STOP", "START", "HELP") else ""
        inbound = Inbound(
            f"SM{len(self.texts)}",
            self.patient.phone,
            self.clinic.sender,
            body,
            keyword=keyword,
            answered_by_provider=bool(keyword),
            at=self.now - timedelta(minutes=3) if overtaken else None,
            overtaken=overtaken,
        )
        told = Told(inbound, body in DANGER)
        self.texts.append(told)
        self.deliver(told, by_webhook, crash)

    @precondition(lambda self: self.texts)
    @rule(which=st.integers(0, 99), by_webhook=st.booleans())
    def text_comes_again(self, which: int, by_webhook: bool) -> None:
        self.deliver(self.texts[which % len(self.texts)], by_webhook, None)

    def deliver(self, told: Told, by_webhook: bool, crash: str | None) -> None:
        with pytest.MonkeyPatch.context() as patch:
            if crash:

                def dies(*args: object, **kwargs: object) -> None:
                    raise Crashed

                patch.setattr(receive, crash, dies)
            try:
                receive_text(told.inbound, now=self.now, by_webhook=by_webhook)
            except Crashed:
                return
        told.kept = True

    @rule(body=st.sampled_from(DANGER), crash=st.booleans())
    def note_comes(self, body: str, crash: bool) -> None:
        given = CheckInGiven(
            client_id=make.new_id(),  # type: ignore[arg-type]
            session=SessionName(local_date(self.now, self.patient.timezone)),
            outcome=Outcome.DONE,
            note=body,
        )
        try:
            with transaction.atomic():
                record_check_in(self.patient, given, source=CheckInSource.APP, now=self.now)
                if crash:
                    raise Crashed
        except Crashed:
            return
        self.notes += 1

    @rule(answer=st.sampled_from(["taken", "21610", "not a number", "busy", "lost", "crash"]))
    def answers_go(self, answer: str) -> None:
        said = {
            "21610": Refused("21610", RefusalKind.OPTED_OUT),
            "not a number": Refused("21211", RefusalKind.NUMBER),
            "busy": Refused("20429", RefusalKind.RETRY_LATER),
            "lost": Unknown("timeout"),
        }
        for outgoing in write_answers(now=self.now, limit=9):
            if answer != "crash":
                reply = said.get(answer) or Accepted(f"SM{outgoing.message_id.hex}")
                settle_answers([Answered(outgoing.message_id, reply, outgoing.attempt)], now=self.now)

    @rule(word=st.sampled_from(["sent", "delivered", "failed", "undelivered"]), which=st.integers(0, 99))
    def report_comes(self, word: str, which: int) -> None:
        texts = list(Message.objects.out().filter(kind=MessageKind.SAFETY).order_by("created_at", "pk"))
        if texts:
            one = texts[which % len(texts)]
            code, kind = (
                ("30008", RefusalKind.RETRY_LATER) if word in ("failed", "undelivered") else ("", None)
            )
            sid = one.sid or f"SM{one.pk.hex}"
            record_report(one.pk, sid=sid, word=word, error_code=code, error_kind=kind, now=self.now)

    @rule(close=st.booleans(), which=st.integers(0, 99))
    def a_person_acts(self, close: bool, which: int) -> None:
        alerts = list(Alert.objects.open().filter(kind="safety").order_by("raised_at", "pk"))
        if alerts and close:
            close_alert(alerts[which % len(alerts)], reason="Phoned.", by=self.staff, now=self.now)
        elif alerts:
            take_on(alerts[which % len(alerts)], by=self.staff, now=self.now)

    @invariant()
    def each_danger_has_one_alert_that_only_a_person_closes(self) -> None:
        if not hasattr(self, "patient"):
            return
        alerts = Alert.objects.filter(kind="safety")
        for told in self.texts:
            if told.is_danger and told.kept:
                assert alerts.filter(message__sid=told.inbound.sid).count() == 1
        assert alerts.filter(message__isnull=True).count() == self.notes
        for alert in alerts:
            assert alert.patient_id == self.patient.pk
            assert alert.closed_at is None or alert.closed_by == self.staff
            assert Notice.objects.filter(alert=alert, stage=Stage.RAISED).count() == 1

    @invariant()
    def each_was_answered_and_who_was_not_reached_is_known(self) -> None:
        if not hasattr(self, "patient"):
            return
        for alert in Alert.objects.open().filter(kind="safety").select_related("answer"):
            answer = alert.answer
            assert answer is not None and answer.kind == MessageKind.SAFETY
            assert answer.direction == Direction.OUT and answer.their_number == self.patient.phone
            tell_unreached(now=self.now)
            alert.refresh_from_db()
            lost = answer.state in LOST
            unheard = answer.state in UNHEARD and answer.created_at <= self.now - CONFIRMED_WITHIN
            if lost or unheard:
                assert NOT_REACHED in alert.detail
                assert Notice.objects.filter(alert=alert, stage=Stage.NOT_REACHED).count() == 1
            late = alert.take_on_by is not None and alert.take_on_by <= self.now
            if alert.escalated_at is None and late:
                assert alert.taken_on_at is not None
            if alert.escalated_at is not None:
                assert NOT_TAKEN_ON in alert.detail
                assert Notice.objects.filter(alert=alert, stage=Stage.ESCALATED).count() == 1


@pytest.mark.django_db
def test_nothing_suppresses_the_alert() -> None:
    run_state_machine_as_test(
        AnyOrder,
        settings=settings(
            max_examples=12,
            stateful_step_count=20,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
