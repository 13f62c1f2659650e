"""Send the reminders whose time has come, and texts the provider turned out not to have.

The order is the promise: claim with a lease, ask whether it may go, write and commit the message, only then
call the provider (outside of here, no transaction open), and settle what it answered. A process that dies
anywhere leaves either a claim that lapses or a message that is looked up before it may go again.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F

from exercises.actions.alert import raise_alert
from exercises.actions.opting import is_opted_out
from exercises.gateway import Outgoing
from exercises.models import Clinic, Message, Patient, Reminder
from exercises.reads.reminding import Asking, asking
from exercises.rules.lifecycle import MessageState
from exercises.rules.reminding import why_not
from exercises.rules.schedule import send_by
from exercises.rules.wording import reminder_text
from exercises.terms import AlertKind, Direction, Held, MessageKind, ReminderState

WAIT_FOR_THE_NUMBER = timedelta(seconds=10)
"""How long a text waits while another one to the same number is still in flight."""


@transaction.atomic
def claim_due(*, now: datetime, worker: UUID, lease: timedelta, limit: int) -> list[UUID]:
    """Claims due reminders for `worker` until the lease ends. Safe with any number of workers."""
    ids = list(
        Reminder.objects.claimable(now)
        .select_for_update(skip_locked=True, of=("self",))
        .order_by("try_at")
        .values_list("pk", flat=True)[:limit]
    )
    Reminder.objects.claimable(now).filter(pk__in=ids).update(
        state=ReminderState.CLAIMED, claimed_by=worker, try_at=now + lease, tries=F("tries") + 1
    )
    return ids


@transaction.atomic
def write_claimed(claimed: Sequence[UUID], *, now: datetime, worker: UUID) -> list[Outgoing]:
    """Holds those of the claimed reminders that must not go, writes the messages of the others, returns these.

    When it returns they are committed, each the only one in flight to its number; the caller must hand
    every one to the provider at once, and then call `settle_answer` with what it said.
    """
    reminders = list(
        Reminder.objects.filter(
            pk__in=claimed, claimed_by=worker, state=ReminderState.CLAIMED, try_at__gt=now
        )
        .select_for_update(of=("self",))
        .select_related("patient", "clinic", "setting")
        .order_by("due_at")
    )
    allowed = []
    for one in asking(reminders):
        reason = why_not(one.facts, now=now) or (Held.SETTING_CHANGED if one.asked is None else None)
        if reason:
            _hold(one.reminder, reason, now)
        else:
            allowed.append(one)
    return _write([_reminder_message(one, now) for one in allowed], allowed, now)


@transaction.atomic
def set_aside(reminder_id: UUID, *, now: datetime) -> None:
    """Holds a claimed reminder that cannot be read, so that it holds no other up, and tells staff."""
    reminder = (
        Reminder.objects.select_for_update().filter(pk=reminder_id, state=ReminderState.CLAIMED).first()
    )
    if reminder is None:
        return
    _hold(reminder, Held.FAULT, now)
    raise_alert(
        AlertKind.SENDING,
        clinic=reminder.clinic_id,
        patient=Patient.objects.get(pk=reminder.patient_id),
        detail="A reminder of this patient cannot be made. Look at the time zone and the program.",
        key=f"fault:{reminder.patient_id}",
        now=now,
    )


def _hold(reminder: Reminder, reason: Held, now: datetime) -> None:
    reminder.state, reminder.held, reminder.settled_at = ReminderState.HELD, reason, now
    reminder.save(update_fields=["state", "held", "settled_at"])


def sender_of(clinic: Clinic) -> str:
    return clinic.messaging_service or clinic.sender


def _reminder_message(one: Asking, now: datetime) -> Message:
    reminder, clinic = one.reminder, one.reminder.clinic
    assert one.asked is not None  # noqa: S101 - the others were held
    reminder.first_round, reminder.last_round = one.asked
    body = reminder_text(
        clinic.reminder_text,
        reminder.patient.language,
        clinic=clinic.name,
        first_name=reminder.patient.first_name,
        asked=one.asked,
        rounds=one.rounds,
    )
    latest = send_by(
        reminder.due_at,
        lateness_limit=one.facts.lateness_limit,
        zone=one.facts.zone,
        allowed_until=clinic.allowed_until,
    )
    return Message(
        clinic_id=clinic.pk,
        patient_id=reminder.patient_id,
        direction=Direction.OUT,
        kind=MessageKind.REMINDER,
        our_number=sender_of(clinic),
        their_number=reminder.patient.phone,
        body=body,
        state=MessageState.WRITTEN,
        in_flight=True,
        reminder=reminder,
        created_at=now,
        attempted_at=now,
        attempts=1,
        send_before=latest,
    )


def _write(messages: Sequence[Message], allowed: Sequence[Asking], now: datetime) -> list[Outgoing]:
    """Writes what can be written: one text a number. The reminders of the others wait a little."""
    Message.objects.bulk_create(messages, ignore_conflicts=True)
    written = set(
        Message.objects.filter(pk__in=[message.pk for message in messages]).values_list("pk", flat=True)
    )
    outgoing = []
    for message, one in zip(messages, allowed, strict=True):
        reminder = one.reminder
        if message.pk in written:
            reminder.state, reminder.settled_at = ReminderState.WRITTEN, now
            outgoing.append(outgoing_of(message, now))
        else:
            reminder.state, reminder.try_at = ReminderState.PLANNED, now + WAIT_FOR_THE_NUMBER
    Reminder.objects.bulk_update(
        [one.reminder for one in allowed], ["state", "settled_at", "try_at", "first_round", "last_round"]
    )
    return outgoing


def outgoing_of(message: Message, now: datetime) -> Outgoing:
    return Outgoing(
        message_id=message.pk,
        sender=message.our_number,
        to=message.their_number,
        body=message.body,
        media=tuple(message.media),
        valid_for=message.send_before - now if message.send_before else None,
        attempt=message.attempts,
    )


@transaction.atomic
def write_again(*, now: datetime, limit: int) -> list[Outgoing]:
    """Takes up texts the provider does not have: answers not sent yet, and such as it refused for a while.

    A reminder among them is asked again whether it may still go. As with `write_claimed`, what is
    returned is committed and must be handed to the provider at once.
    """
    waiting = list(
        Message.objects.to_send(now)
        .select_for_update(skip_locked=True, of=("self",))
        .select_related("clinic", "answers")
        .order_by("try_at")[:limit]
    )
    reminders = {
        reminder.pk: reminder
        for reminder in Reminder.objects.filter(
            pk__in=[message.reminder_id for message in waiting if message.reminder_id]
        ).select_related("patient", "clinic", "setting")
    }
    facts = {one.reminder.pk: one.facts for one in asking(list(reminders.values()))}
    outgoing = []
    for message in waiting:
        if message.send_before is not None and message.send_before <= now:
            reason: Held | None = Held.TOO_LATE
        elif message.reminder_id:
            moved = reminders[message.reminder_id].patient.phone != message.their_number
            reason = Held.NUMBER_CHANGED if moved else why_not(facts[message.reminder_id], now=now)
        else:
            reason = _answer_why_not(message)
        if reason:
            _give_up(
                message, reminders.get(message.reminder_id) if message.reminder_id else None, reason, now
            )
        elif _take_off(message, now):
            outgoing.append(outgoing_of(message, now))
    return outgoing


def _answer_why_not(message: Message) -> Held | None:
    """An answer goes at any hour, but not to a number that has opted out since or moved to another patient.

    The one confirmation of a STOP goes, and so does HELP; a safety text is tried whatever the opt-out.
    """
    number = message.their_number
    asked_for = message.answers is not None and message.answers.meaning.get("intent") in ("stop", "help")
    asked_for = asked_for or message.kind == MessageKind.SAFETY
    if not asked_for and is_opted_out(message.clinic, number):
        return Held.OPTED_OUT
    moved = message.patient_id and not Patient.objects.present().filter(pk=message.patient_id, phone=number)
    return Held.NUMBER_CHANGED if moved else None


def _give_up(message: Message, reminder: Reminder | None, reason: Held, now: datetime) -> None:
    message.try_at, message.settled_at = None, now
    message.save(update_fields=["try_at", "settled_at"])
    if reminder is not None:
        _hold(reminder, reason, now)


def _take_off(message: Message, now: datetime) -> bool:
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
            taken = Message.objects.filter(pk=message.pk, state=MessageState.ABSENT).update(
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
