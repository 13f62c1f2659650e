"""Texts the provider does not have: answers that wait to be sent, and such as it refused for a while."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from exercises.actions.alert import raise_alert
from exercises.actions.lanes import left_to_others, stopped_until, take_places
from exercises.actions.links import links_for
from exercises.actions.numbers import is_frozen
from exercises.actions.opting import is_opted_out
from exercises.actions.send import WAIT_FOR_THE_NUMBER, Written, outgoing_of
from exercises.gateway import Outgoing
from exercises.models import Message, Patient, Reminder
from exercises.models.bulk import is_any, update_each
from exercises.reads.reminding import Asking, asking, slips
from exercises.rules.lifecycle import Event, MessageState, moved_by
from exercises.rules.links import LinkMaker, has_hidden_token, with_token
from exercises.rules.pace import Waiting
from exercises.rules.reminding import why_not
from exercises.rules.texts import segments
from exercises.terms import AlertKind, Held, MessageKind, ReminderState

OFTEN = 3
"""A text tried so often leaves the next try of its sender to one that was never tried."""

WE_START = (MessageKind.REMINDER, MessageKind.CONCERN)
"""These go in the clinic's hours for texts, and are asked again each time whether they may."""


@transaction.atomic
def write_answers(*, now: datetime, limit: int) -> list[Outgoing]:
    """Takes up answers and safety texts, safety texts first: at any hour and past every queue.

    What is returned is committed and must be handed to the provider at once.
    """
    waiting = Message.objects.to_send(now).exclude(kind__in=WE_START)
    outgoing = []
    for message in (
        waiting.select_for_update(skip_locked=True, of=("self",))
        .select_related("clinic", "answers")
        .order_by("-kind", "try_at")[:limit]
    ):
        if reason := _too_late(message, now) or _answer_why_not(message):
            give_up(message, reason, now)
            if message.kind == MessageKind.NOTICE and reason == Held.OPTED_OUT:
                _say_that_staff_hear_nothing(message, now)
        elif take_off(message, now):
            outgoing.append(outgoing_of(message, now))
    return outgoing


def _say_that_staff_hear_nothing(message: Message, now: datetime) -> None:
    raise_alert(
        AlertKind.SENDING,
        clinic=message.clinic,
        patient=None,
        detail="The phone that is told of safety alerts has texted STOP and gets no notices: text START from it.",
        key="notice:phone",
        now=now,
    )


def write_again(*, now: datetime, limit: int, links: LinkMaker | None = None) -> Written:
    """Takes up reminders' texts that the provider does not have, and asks again whether they may still go.

    They keep the pace of their sender. What is outgoing is committed and must be handed to the provider at once.
    """
    waiting = Message.objects.to_send(now).filter(kind=MessageKind.REMINDER)
    if not is_any(waiting, by="try_at"):
        return Written([], Counter())
    return _write_again(waiting, now, limit, links)


@transaction.atomic
def _write_again(to_send: QuerySet[Message], now: datetime, limit: int, links: LinkMaker | None) -> Written:
    waiting = list(
        to_send.select_for_update(skip_locked=True, of=("self",))
        .select_related("clinic")
        .order_by("attempts", "try_at")[:limit]
    )
    if not waiting:
        return Written([], Counter())
    clinics = {message.clinic_id for message in waiting}
    stopped = stopped_until(clinics, now=now)
    others = clinics - set(stopped) - {message.clinic_id for message in waiting if message.attempts < OFTEN}
    stopped |= dict.fromkeys(left_to_others(others, now=now), now + WAIT_FOR_THE_NUMBER)
    _put_off([(message, stopped[message.clinic_id]) for message in waiting if message.clinic_id in stopped])
    waiting = [message for message in waiting if message.clinic_id not in stopped]
    facts = {one.slip.id: one for one in asking(slips(_reminders_of(waiting)))}
    allowed: dict[UUID, list[Message]] = defaultdict(list)
    held: Counter[Held] = Counter()
    for message in waiting:
        if reason := _too_late(message, now) or _reminder_why_not(message, facts, now):
            give_up(message, reason, now)
            held[reason] += 1
        else:
            allowed[message.clinic_id].append(message)
    due = {pk: one.slip.due_at for pk, one in facts.items()}
    outgoing = [
        outgoing_of(message, now, due_at=due.get(message.reminder_id) if message.reminder_id else None)
        for message in _admitted(allowed, now)
        if take_off(message, now)
    ]
    return Written(_with_links(outgoing, waiting, links, now), held)


def _with_links(
    outgoing: Sequence[Outgoing], messages: Sequence[Message], links: LinkMaker | None, now: datetime
) -> list[Outgoing]:
    """The texts with the links whose tokens are not kept. Where staff revoked one since, its place opens nothing."""
    patients = {
        message.pk: message.patient_id
        for message in messages
        if message.patient_id and has_hidden_token(message.body)
    }
    if links is None or not patients:
        return list(outgoing)
    wanted = {patients[text.message_id]: text.to for text in outgoing if text.message_id in patients}
    tokens = links_for(wanted, links=links, now=now)
    return [
        replace(
            text,
            body=with_token(text.body, tokens.get(patients[text.message_id]) or links.token(text.message_id)),
        )
        if text.message_id in patients
        else text
        for text in outgoing
    ]


def _reminders_of(messages: Sequence[Message]) -> QuerySet[Reminder]:
    return Reminder.objects.filter(pk__in=[message.reminder_id for message in messages])


def _admitted(allowed: dict[UUID, list[Message]], now: datetime) -> list[Message]:
    """Those that may go now by the pace of their sender; the others are put off."""
    waiting = {
        clinic: [
            Waiting(segments(message.body).count, message.try_at, message.send_before) for message in its
        ]
        for clinic, its in allowed.items()
    }
    if not waiting:
        return []
    admitted, queued = [], []
    clinics = {clinic: its[0].clinic for clinic, its in allowed.items()}
    for clinic, places in take_places(waiting, clinics, now=now).items():
        for message, place in zip(allowed[clinic], places, strict=True):
            if place is None:
                admitted.append(message)
            else:
                queued.append((message, place))
    _put_off(queued)
    return admitted


def _put_off(messages: Sequence[tuple[Message, datetime]]) -> None:
    update_each(Message, ["try_at"], [(message.pk, at) for message, at in messages])


def _too_late(message: Message, now: datetime) -> Held | None:
    return Held.TOO_LATE if message.send_before is not None and message.send_before <= now else None


def _reminder_why_not(message: Message, facts: dict[UUID, Asking], now: datetime) -> Held | None:
    one = facts[message.reminder_id]  # type: ignore[index]  # a reminder's text has one
    return Held.NUMBER_CHANGED if one.slip.phone != message.their_number else why_not(one.facts, now=now)


def _answer_why_not(message: Message) -> Held | None:
    """An answer goes at any hour, but not to a number that has opted out since, is frozen, or is another patient's now.

    The one confirmation of a STOP goes, and so does HELP; a safety text is tried whatever the opt-out. To a frozen
    number go these alone, the safety text only as an answer to a text from there, and the one apology.
    """
    number = message.their_number
    asked = message.answers.meaning if message.answers is not None else {}
    asked_for = asked.get("intent") in ("stop", "help")
    if not asked_for and message.kind != MessageKind.SAFETY and is_opted_out(message.clinic, number):
        return Held.OPTED_OUT
    answers_safety = message.kind == MessageKind.SAFETY and message.answers is not None
    to_staff = message.kind == MessageKind.NOTICE
    if not (asked_for or answers_safety or to_staff or asked.get("wrong_number")) and is_frozen(message):
        return Held.NUMBER_FROZEN
    moved = message.patient_id and not Patient.objects.present().filter(pk=message.patient_id, phone=number)
    return Held.NUMBER_CHANGED if moved else None


def give_up(message: Message, reason: Held, now: datetime) -> None:
    message.try_at, message.settled_at = None, now
    message.save(update_fields=["try_at", "settled_at"])
    if message.reminder_id:
        Reminder.objects.filter(pk=message.reminder_id).update(
            state=ReminderState.HELD, held=reason, settled_at=now
        )


def take_off(message: Message, now: datetime) -> bool:
    """Marks the text as in flight; False when another one to the number is (then it waits a little)."""
    others = Message.objects.filter(
        our_number=message.our_number, their_number=message.their_number, in_flight=True
    )
    if others.exists():
        Message.objects.filter(pk=message.pk).update(try_at=now + WAIT_FOR_THE_NUMBER)
        return False
    message.attempted_at, message.attempts = now, message.attempts + 1
    try:
        with transaction.atomic():
            taken = Message.objects.filter(pk=message.pk, state__in=moved_by(Event.TAKEN_UP)).update(
                state=MessageState.WRITTEN,
                in_flight=True,
                try_at=None,
                attempted_at=now,
                attempts=message.attempts,
            )
    except IntegrityError:
        # Another process took a text to this number off at the same moment.
        Message.objects.filter(pk=message.pk).update(try_at=now + WAIT_FOR_THE_NUMBER)
        return False
    return bool(taken)
