"""The house on fire, for one seed; and the judge, who must be able to find fault."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from django.db import connection

from backend.sms.sandbox.ledger import Callback
from backend.sms.sandbox.ledger import Message as Noted
from tests.chaos.__main__ import told
from tests.chaos.decisions import Act, decide
from tests.chaos.evidence import Alert, CheckIn, Evidence, Opting, Slot, Step, Text
from tests.chaos.fire import burn
from tests.chaos.patients import WORDS, Means
from tests.chaos.stage import arena
from tests.chaos.verdict import verdict

SEED, PATIENTS, SECONDS = 1, 600, 20.0


# --- the decisions -------------------------------------------------------------------------------------------
def test_a_seed_decides_everything_and_another_seed_otherwise() -> None:
    assert decide(7, 500, 30.0) == decide(7, 500, 30.0)
    assert decide(7, 500, 30.0) != decide(8, 500, 30.0)


def test_in_a_few_seeds_everything_that_can_happen_does() -> None:
    events = [event for seed in range(8) for event in decide(seed, 500, 30.0).events]
    assert {event.act for event in events} == set(Act)
    said = {words.body for event in events if event.conversation for words in event.conversation.words}
    assert said == {words for all_words in WORDS.values() for words in all_words}


@pytest.mark.parametrize("seed", range(8))
def test_whatever_is_taken_down_comes_up_again(seed: int) -> None:
    ends = {Act.KILL: Act.START, Act.END: Act.START, Act.STALL: Act.GO_ON, Act.REFUSE: Act.REFUSE_NO_MORE}
    ends[Act.DATABASE_DOWN] = Act.DATABASE_UP
    down: dict[str, Act] = {}
    for event in decide(seed, 50, 30.0).events:
        if event.act in ends:
            name = event.name or str(event.act)
            assert name not in down
            down[name] = ends[event.act]
        elif event.act in ends.values():
            came = next(
                name for name, end in down.items() if end == event.act and name in (event.name, *ends)
            )
            del down[came]
    assert down == {}


# --- the judge -----------------------------------------------------------------------------------------------
CLINIC, SENDER, PHONE, SILENT = uuid4(), "+16045557001", "+12000000001", "+12000000002"
AT = datetime(2026, 11, 18, 17, 0, tzinfo=UTC)
DAY = date(2026, 11, 18)


def after(seconds: float) -> datetime:
    return AT + timedelta(seconds=seconds)


def noted(sid: str, seconds: float, **given: object) -> Noted:
    """A text in the provider's ledger, out to PHONE and delivered where nothing else is said."""
    fields = {
        **{"id": 0, "sid": sid, "direction": "out", "sender": SENDER, "recipient": PHONE, "body": "Time."},
        **{"media": (), "service": None, "origin": "api", "status": "delivered", "error_code": None},
        **{"created": after(seconds).timestamp(), "updated": 0.0, "sent": None, "callback": None},
        **{"fate": "delivered", "fate_code": None, "manner": "", "valid_for": 36000},
    }
    return Noted(**fields | given)  # type: ignore[arg-type]


def text(sid: str | None, **given: object) -> Text:
    fields = {
        **{"id": uuid4(), "clinic": CLINIC, "patient": None, "direction": "out", "kind": "reminder"},
        **{"our_number": SENDER, "their_number": PHONE, "body": "Time.", "sid": sid, "state": "delivered"},
        **{"error_code": "", "reminder": None, "answers": None, "intent": None, "try_at": None},
        "created_at": after(3),
    }
    return Text(**fields | given)  # type: ignore[arg-type]


def callback_of(one: Text) -> str:
    return f"http://127.0.0.1:8000/sms/status/{one.id}#rc=3&rp=ct,rt,5xx"


def calm() -> Evidence:
    """One patient was reminded and answered, another had texted STOP and was left alone."""
    first, second = (
        Slot(uuid4(), CLINIC, uuid4(), phone, setting, DAY, state, held)
        for phone, setting, state, held in ((PHONE, 1, "written", ""), (SILENT, 2, "held", "opted_out"))
    )
    reminder = text("SM1", reminder=first.id)
    done = text("SM2", direction="in", kind="inbound", body="DONE 3", state="received", intent="done")
    answer = text("SM3", kind="answer", body="Noted.", answers=done.id)
    stop = replace(done, id=uuid4(), sid="SM4", their_number=SILENT, body="stop stop", intent="stop")
    steps = [
        ("written", None, True, after(1)),
        ("queued", "SM1", False, after(1.2)),
        ("delivered", "SM1", False, after(2)),
    ]
    patient = {"direction": "in", "origin": "patient", "recipient": SENDER, "status": "received"}
    return Evidence(
        noted=[
            noted("SM1", 1.1, callback=callback_of(reminder)),
            noted("SM2", 3, sender=PHONE, body="DONE 3", **patient),
            noted("SM3", 3.2, body="Noted.", origin="twiml", callback=callback_of(answer)),
            noted("SM4", 0, sender=SILENT, body="stop stop", **patient),
        ],
        callbacks={"SM1": [Callback("sent", 0, None), Callback("delivered", 0, 200)]},
        due=[1, 2],
        clinics={SENDER: CLINIC},
        texts=[reminder, done, answer, stop],
        slots=[first, second],
        steps=[
            Step(place, reminder.id, state, sid, False, in_flight, 1, after(1), at)
            for place, (state, sid, in_flight, at) in enumerate(steps)
        ],
        optings=[Opting(1, CLINIC, SILENT, True, "stop stop", after(0.3))],
        check_ins=[CheckIn(1, first.patient, done.id, DAY)],
        alerts=[Alert("opted_out", second.patient, None)],
    )


def delivered(evidence: Evidence) -> tuple[Slot, Text, Noted]:
    """A reminder that was sent, reported as delivered, and is the only one of its number."""
    phones = [slot.phone for slot in evidence.slots]
    by_reminder = {one.reminder: one for one in evidence.texts if one.reminder}
    by_sid = {one.sid: one for one in evidence.noted}
    for slot in evidence.slots:
        one = by_reminder.get(slot.id)
        told = evidence.callbacks.get(str(one.sid), []) if one else []
        heard = any(call.status == "delivered" and call.http_status == 200 for call in told)
        if one and heard and one.state == "delivered" and phones.count(slot.phone) == 1:
            return slot, one, by_sid[str(one.sid)]
    raise AssertionError("no reminder was delivered")


def heard(evidence: Evidence) -> Text:
    """A text in that made a check-in."""
    made = {one.message for one in evidence.check_ins}
    return next(one for one in evidence.texts if one.id in made and one.body == "DONE 3")


def slot_doubled(evidence: Evidence) -> Evidence:
    _, _, taken = delivered(evidence)
    return replace(evidence, noted=[*evidence.noted, replace(taken, sid="SM999")])


def slot_doubled_by_another_reminder(evidence: Evidence) -> Evidence:
    slot, _, _ = delivered(evidence)
    return replace(evidence, slots=[*evidence.slots, replace(slot, id=uuid4())])


def slot_lost(evidence: Evidence) -> Evidence:
    _, _, taken = delivered(evidence)
    return replace(evidence, noted=[one for one in evidence.noted if one != taken])


def slot_never_planned(evidence: Evidence) -> Evidence:
    slot, _, _ = delivered(evidence)
    return replace(evidence, slots=[one for one in evidence.slots if one != slot])


def slot_forgotten(evidence: Evidence) -> Evidence:
    slot, _, _ = delivered(evidence)
    return replace(
        evidence, slots=[replace(one, state="planned") if one == slot else one for one in evidence.slots]
    )


def slot_held_for_no_reason(evidence: Evidence) -> Evidence:
    held = next(slot for slot in evidence.slots if slot.held == "opted_out")
    others = [slot for slot in evidence.slots if slot != held]
    return replace(evidence, slots=[*others, replace(held, held="too_late")])


def answer_doubled(evidence: Evidence) -> Evidence:
    taken = next(one for one in evidence.noted if one.origin == "twiml" and one.callback)
    return replace(evidence, noted=[*evidence.noted, replace(taken, sid="SM999")])


def text_in_lost(evidence: Evidence) -> Evidence:
    lost = heard(evidence)
    return replace(evidence, texts=[one for one in evidence.texts if one.id != lost.id])


def text_in_read_twice(evidence: Evidence) -> Evidence:
    return replace(evidence, texts=[*evidence.texts, replace(heard(evidence), id=uuid4())])


def check_in_lost(evidence: Evidence) -> Evidence:
    single = next(one for one in evidence.check_ins if one.message == heard_alone(evidence).id)
    return replace(evidence, check_ins=[one for one in evidence.check_ins if one != single])


def heard_alone(evidence: Evidence) -> Text:
    phones = [slot.phone for slot in evidence.slots]
    made = {one.message for one in evidence.check_ins}
    return next(one for one in evidence.texts if one.id in made and phones.count(one.their_number) == 1)


def check_in_doubled(evidence: Evidence) -> Evidence:
    return replace(evidence, check_ins=[*evidence.check_ins, replace(evidence.check_ins[0], id=-1)])


def state_backwards(evidence: Evidence) -> Evidence:
    _, one, _ = delivered(evidence)
    last = [step for step in evidence.steps if step.message == one.id][-1]
    return replace(evidence, steps=[*evidence.steps, replace(last, state="sent")])


def state_behind(evidence: Evidence) -> Evidence:
    _, behind, _ = delivered(evidence)
    return replace(
        evidence, texts=[replace(one, state="queued") if one == behind else one for one in evidence.texts]
    )


def texted_after_an_opt_out(evidence: Evidence) -> Evidence:
    slot, one, _ = delivered(evidence)
    attempts = [step.attempted_at for step in evidence.steps if step.message == one.id]
    attempted_at = min(at for at in attempts if at)
    stopped = Opting(-1, slot.clinic, slot.phone, True, "stop stop", attempted_at - timedelta(seconds=3))
    return replace(evidence, optings=[*evidence.optings, stopped])


def taken_long_after_an_opt_out(evidence: Evidence) -> Evidence:
    slot, one, taken = delivered(evidence)
    committed = max(step.committed for step in evidence.steps if step.message == one.id)
    stopped = Opting(-1, slot.clinic, slot.phone, True, "stop stop", committed)
    late = replace(taken, created=committed.timestamp() + 60)
    return replace(
        evidence,
        optings=[*evidence.optings, stopped],
        noted=[late if each == taken else each for each in evidence.noted],
    )


def two_calls_in_flight(evidence: Evidence) -> Evidence:
    _, one, _ = delivered(evidence)
    flying = next(step for step in evidence.steps if step.message == one.id and step.in_flight)
    another = replace(one, id=UUID(int=1), sid="SM998", reminder=None)
    return replace(
        evidence,
        texts=[*evidence.texts, another],
        steps=[*evidence.steps, replace(flying, id=flying.id + 1, message=another.id)],
    )


def last_word_not_heard(evidence: Evidence) -> Evidence:
    stopped = next(one for one in evidence.optings if one.stopped and one.source == "stop stop")
    later = max(one.committed for one in evidence.optings) + timedelta(seconds=1)
    return replace(
        evidence, optings=[*evidence.optings, replace(stopped, id=-1, stopped=False, committed=later)]
    )


def alarm_lost(evidence: Evidence) -> Evidence:
    """As though the text that was read as a report had told of danger."""
    one = heard(evidence)
    [danger] = WORDS[Means.DANGER]
    return replace(
        evidence,
        noted=[replace(each, body=danger) if each.sid == one.sid else each for each in evidence.noted],
    )


DOCTORED: dict[str, tuple[Callable[[Evidence], Evidence], str]] = {
    "a slot sent twice": (slot_doubled, "slot twice"),
    "a slot with two reminders": (slot_doubled_by_another_reminder, "slot lost or doubled"),
    "a slot whose text the provider never saw": (slot_lost, "slot lost: written"),
    "a slot without a reminder": (slot_never_planned, "slot lost or doubled"),
    "a reminder that nobody took up again": (slot_forgotten, "slot lost: still planned"),
    "a reminder held for no reason": (slot_held_for_no_reason, "slot lost: held as too_late"),
    "an answer sent twice": (answer_doubled, "answer twice"),
    "a text in that is lost": (text_in_lost, "text in lost"),
    "a text in that was read twice": (text_in_read_twice, "text in kept 2 times"),
    "a check-in that is lost": (check_in_lost, "check-in lost"),
    "a check-in that was made twice": (check_in_doubled, "check-in twice"),
    "a state that went backwards": (state_backwards, "state backwards: delivered to sent"),
    "a state that was not moved on": (state_behind, "state behind what we were told"),
    "a text after an opt-out": (texted_after_an_opt_out, "texted after an opt-out"),
    "a call long after an opt-out": (taken_long_after_an_opt_out, "text taken long after an opt-out"),
    "two calls at once to one number": (two_calls_in_flight, "two calls in flight"),
    "a last word that was not heard": (last_word_not_heard, "the last word was"),
    "danger of which nobody is told": (alarm_lost, "safety alert lost"),
}


def test_the_judge_finds_no_fault_where_there_is_none() -> None:
    assert verdict(calm()) == []


@pytest.mark.parametrize("fault", DOCTORED)
def test_the_judge_names_the_fault(fault: str) -> None:
    doctor, words = DOCTORED[fault]
    assert any(sentence.startswith(words) for sentence in verdict(doctor(calm())))


# --- the fire ------------------------------------------------------------------------------------------------
# It brings a PostgreSQL of its own: one of the two runs of the suite is enough.
if connection.vendor == "postgresql":

    @pytest.mark.process
    @pytest.mark.timeout(400)
    def test_nothing_is_lost_and_nothing_doubled_while_processes_are_killed_and_the_provider_misbehaves(
        tmp_path: Path,
    ) -> None:
        with arena() as cluster:
            outcome = burn(cluster, SEED, PATIENTS, seconds=SECONDS, folder=tmp_path, tell=lambda _: None)
        assert outcome.wrong == [], told(outcome, PATIENTS, SECONDS, tmp_path)
        least = {
            "texts out": PATIENTS * 3 // 4,
            "texts in": 50,
            "callbacks": PATIENTS,
            "faults": 50,
            "kills": 5,
        }
        assert {name: count for name, count in least.items() if outcome.counts[name] < count} == {}
