"""What became of a text: the provider's answer to the call, its callbacks, and what its list tells later."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction

from exercises.actions.alert import raise_alert
from exercises.actions.lanes import reopen_lanes, stop_lane
from exercises.actions.numbers import alert_key, freeze_undelivered
from exercises.actions.opting import opt_out
from exercises.actions.send import ANSWER_WITHIN, text_at_once
from exercises.gateway import Accepted, Answer, Refused
from exercises.models import Clinic, Message, Patient, Reminder
from exercises.models.bulk import update_each
from exercises.reads.texting import has_consent
from exercises.rules.lifecycle import Event, MessageState, after, after_report, from_provider
from exercises.rules.pace import PROBE_EVERY
from exercises.rules.reminding import LONGEST_WAIT, retry_after
from exercises.terms import AlertKind, Held, MessageKind, RefusalKind, ReminderState, StopSource


@dataclass(frozen=True, slots=True)
class Answered:
    """What the provider said to the call that was attempt number `attempt` of a message."""

    message_id: UUID
    answer: Answer
    attempt: int


def settle_answers(answered: Sequence[Answered], *, now: datetime) -> None:
    """Keeps the provider's answers: what it took in one statement, the rest one by one.

    What a callback told before stands. An answer to an older attempt tells nothing of the newer one, unless
    it says that the provider has the text.
    """
    if not answered:
        return
    try:
        with transaction.atomic():
            plain = _settle_accepted(answered, now)
    except IntegrityError:  # an id that another row holds, for having been taken for its message
        plain = set()
    for one in answered:
        if one.message_id not in plain:
            settle_answer(one.message_id, one.answer, attempt=one.attempt, now=now)


def _settle_accepted(answered: Sequence[Answered], now: datetime) -> set[UUID]:
    """Binds the texts that were taken and of which nothing else is known; returns which these are."""
    taken = [
        (
            one.message_id,
            one.answer.sid,
            (from_provider(one.answer.state) or MessageState.ACCEPTED).value,
            False,
            now,
            None,
        )
        for one in answered
        if isinstance(one.answer, Accepted)
    ]
    names = ["sid", "state", "in_flight", "settled_at", "try_at"]
    # The keys find the rows; of the state as it is PostgreSQL would read all that are unsettled, for each of them.
    bound = update_each(Message, names, taken, only="sid IS NULL AND state || '' IN ('written', 'unknown')")
    if bound:
        reopen_lanes(Message.objects.filter(pk__among=bound).values("clinic"), now=now)
    return set(bound)


@transaction.atomic
def settle_answer(message_id: UUID, answer: Answer, *, attempt: int, now: datetime) -> None:
    """The same for one answer."""
    message = Message.objects.select_for_update(of=("self",)).select_related("clinic").get(pk=message_id)
    if message.sid is not None:
        return
    if isinstance(answer, Accepted):
        reported = from_provider(answer.state) or MessageState.ACCEPTED
        _bind(message, sid=answer.sid, reported=reported, named=True, now=now)
        reopen_lanes([message.clinic_id], now=now)
    elif attempt != message.attempts:
        return
    elif isinstance(answer, Refused):
        _refuse(message, answer, now)
    elif state := after(MessageState(message.state), Event.UNANSWERED):
        message.state = state
        message.save(update_fields=["state"])


@transaction.atomic
def record_report(
    message_id: UUID,
    *,
    sid: str,
    word: str,
    error_code: str = "",
    error_kind: RefusalKind | None = None,
    named: bool = True,
    now: datetime,
) -> bool:
    """Keeps a status the provider reported; states only move forward. False when nothing was kept.

    `error_kind` says what the error code is about, for a text that did not arrive. `named` is false where we
    only take the provider's message for ours, by its number, words and time.
    """
    message = (
        Message.objects.select_for_update(of=("self",)).select_related("clinic").filter(pk=message_id).first()
    )
    reported = from_provider(word)
    if message is None or reported is None:
        return False
    if message.sid is not None and message.sid != sid:
        return False
    before = (message.state, message.error_code)
    if not _bind(message, sid=sid, reported=reported, named=named, now=now, error_code=error_code):
        return False
    news = before != (message.state, message.error_code)
    if news and message.state == MessageState.DELIVERED:
        reopen_lanes([message.clinic_id], late=True, now=now)
        mark_reached(message.clinic, message.their_number)
    if news and error_kind is not None and message.state in _LOST:
        if error_kind == RefusalKind.RETRY_LATER and _lost_again_and_again(message):
            _mark_unreachable(message, error_code, now)
        mark_number(message, error_kind, error_code, late=True, now=now)
    return True


_LOST = (MessageState.UNDELIVERED, MessageState.FAILED)
LOST_IN_A_ROW = 3
"""So many texts lost in a row to one number, for reasons that might pass, make it unreachable."""


def _lost_again_and_again(message: Message) -> bool:
    newest = (
        Message.objects.out()
        .filter(clinic=message.clinic_id, their_number=message.their_number, sid__isnull=False)
        .order_by("-created_at")
        .values_list("state", flat=True)[:LOST_IN_A_ROW]
    )
    return len(newest) == LOST_IN_A_ROW and all(state in _LOST for state in newest)


def _bind(
    message: Message, *, sid: str, reported: MessageState, named: bool, now: datetime, error_code: str = ""
) -> bool:
    """Ties the text to the provider's id and moves its state forward; False when the id is another text's.

    Where the provider itself names the pair, a row that we only took for that message gives its id back.
    """
    if message.sid is None and (taken := Message.objects.filter(sid=sid).exclude(pk=message.pk).first()):
        if not (named and taken.sid_guessed):
            return False
        Message.objects.filter(pk=taken.pk).update(
            sid=None,
            sid_guessed=False,
            state=after(MessageState(taken.state), Event.GIVEN_BACK),
            settled_at=None,
        )
    was_absent = message.state == MessageState.ABSENT
    message.state = after_report(MessageState(message.state), reported)
    message.sid, message.sid_guessed = sid, not named
    message.in_flight, message.try_at = False, None
    message.settled_at = message.settled_at or now
    message.error_code = error_code[:12] or message.error_code
    try:
        with transaction.atomic():
            message.save(
                update_fields=[
                    *("state", "sid", "sid_guessed", "in_flight", "try_at", "settled_at", "error_code")
                ]
            )
    except IntegrityError:
        return False
    if was_absent and message.reminder_id:
        Reminder.objects.filter(pk=message.reminder_id, state=ReminderState.HELD).update(
            state=ReminderState.WRITTEN, held=""
        )
    return True


def _refuse(message: Message, answer: Refused, now: datetime) -> None:
    again = answer.kind in (RefusalKind.RETRY_LATER, RefusalKind.SENDER) and message.kind != MessageKind.CODE
    state = after(MessageState(message.state), Event.PUT_OFF if again else Event.REFUSED)
    if state is None:
        return
    message.state, message.in_flight, message.error_code = state, False, answer.code[:12]
    if again:
        wait = max(_wait(message, answer.kind), answer.wait or timedelta(0))
        message.try_at = now + min(wait, LONGEST_WAIT)
    else:
        message.try_at, message.settled_at = None, now
    message.save(update_fields=["state", "in_flight", "error_code", "try_at", "settled_at"])
    if not again and message.reminder_id:
        Reminder.objects.filter(pk=message.reminder_id).update(
            state=ReminderState.HELD, held=Held.REFUSED, settled_at=now
        )
    mark_number(message, answer.kind, answer.code, now=now)


def _wait(message: Message, kind: RefusalKind) -> timedelta:
    if kind == RefusalKind.SENDER:
        return PROBE_EVERY  # its lane is stopped, and tries a text so often
    return retry_after(message.attempts, jitter=message.pk.int % 1000 / 1000)


def mark_number(message: Message, kind: RefusalKind, code: str, *, late: bool = False, now: datetime) -> None:
    """Draws the consequence of a refusal: for the number, for the opt-out list, or for the clinic's sender."""
    if kind == RefusalKind.OPTED_OUT:
        opt_out(
            message.clinic,
            message.their_number,
            source=f"provider {code}",
            kind=StopSource.PROVIDER,
            now=now,
        )
    elif kind == RefusalKind.NUMBER:
        freeze_undelivered(message.clinic, message.their_number, code=code, now=now)
    elif kind == RefusalKind.SENDER:
        stop_lane(message.clinic, code, late=late, now=now)
    elif kind == RefusalKind.CONTENT:
        raise_alert(
            AlertKind.SENDING,
            clinic=message.clinic,
            patient=None,
            detail=f"The provider refused a text of ours for its content (code {code}). It was not sent.",
            key=f"sending:{kind}:{code}",
            now=now,
        )
    elif kind == RefusalKind.PICTURE:
        _say_without_picture(message, code, now)


def _say_without_picture(message: Message, code: str, now: datetime) -> None:
    """A text that was lost for its picture reached nobody: its words go again by themselves."""
    wanted = message.patient is None or has_consent(message.patient)
    if message.media and wanted and now - message.created_at <= ANSWER_WITHIN:
        text_at_once(
            message.clinic,
            MessageKind.ANSWER,
            to=message.their_number,
            body=message.body,
            patient=message.patient,
            now=now,
        )
    raise_alert(
        AlertKind.SENDING,
        clinic=message.clinic,
        patient=None,
        detail=f"The provider could not send a picture of ours (code {code}). Its text goes without it.",
        key=f"sending:picture:{code}",
        now=now,
    )


def _mark_unreachable(message: Message, code: str, now: datetime) -> None:
    reached = Patient.objects.on_number(message.clinic, message.their_number)
    for patient in reached.filter(unreachable_since__isnull=True).locked():
        Patient.objects.filter(pk=patient.pk).update(unreachable_since=now, unreachable_code=code[:12])
        raise_alert(
            AlertKind.UNREACHABLE,
            clinic=message.clinic,
            patient=patient,
            detail=f"Texts do not arrive at this number (code {code}). Ask for the right number.",
            key=alert_key(patient),
            now=now,
        )


def mark_reached(clinic: Clinic, number: str) -> None:
    """A text arrived there, or came from there: the number can be reached again. A frozen one stays frozen."""
    lost = Patient.objects.on_number(clinic, number).filter(unreachable_since__isnull=False)
    if lost.exists():
        found = [patient.pk for patient in lost.locked()]
        Patient.objects.filter(pk__in=found).update(unreachable_since=None, unreachable_code="")
