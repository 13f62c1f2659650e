"""A patient is told that staff answered: once for all answers of five minutes, in the clinic's hours for texts.

First the Message is committed, once a notice, then it is handed over like any text: a process that dies between
leaves a text that waits, or one that is looked up before it may go again.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction

from exercises.actions.again import give_up, take_off
from exercises.actions.concerns import unread_answers
from exercises.actions.keeping import lock
from exercises.actions.send import outgoing_of, text_at_once
from exercises.gateway import Outgoing
from exercises.models import AnswerNotice, ConcernEntry, Message, Patient
from exercises.models.bulk import is_any
from exercises.reads.clinic_texts import own_texts_of
from exercises.reads.texting import why_not_text
from exercises.rules.schedule import Times, next_slot, send_by
from exercises.rules.texts import segments
from exercises.rules.wording import answered_text
from exercises.terms import Held, MessageKind, Topic

ONE_DAY = timedelta(days=1)


def write_answer_notices(*, now: datetime, limit: int) -> list[Outgoing]:
    """Writes the notices that are due, and takes up their texts that the provider does not have.

    What is returned is committed and must be handed to the provider at once.
    """
    due = AnswerNotice.objects.due(now)
    if is_any(due, by="due_at"):
        for notice in due.select_related("patient").order_by("due_at")[:limit]:
            _write(notice, now)
    waiting = Message.objects.to_send(now).filter(kind=MessageKind.CONCERN)
    return _take_up(now, limit) if is_any(waiting, by="try_at") else []


@transaction.atomic
def _write(notice: AnswerNotice, now: datetime) -> None:
    """The text of one notice, or why there is none. Another process may have written it a moment ago."""
    patient = notice.patient
    lock(patient)
    waits = AnswerNotice.objects.due(now).filter(pk=notice.pk)
    if not waits.exists():
        return
    answers = unread_answers(patient).filter(pk__gte=notice.first_id)
    reason = why_not_text(patient, about=Topic.ALL, now=now)
    if reason == Held.QUIET_HOURS:
        waits.update(due_at=_hours_begin(patient, now))
    elif reason or not answers:
        waits.update(held=reason or "", settled_at=now)
    else:
        words = _words(patient, answers)
        message = text_at_once(
            patient.clinic, MessageKind.CONCERN, to=patient.phone, body=words, patient=patient, now=now
        )
        waits.update(message=message, settled_at=now)


@transaction.atomic
def _take_up(now: datetime, limit: int) -> list[Outgoing]:
    """Asks again whether they may go: the provider may have been away into the night, or the patient said STOP."""
    outgoing = []
    for message in (
        Message.objects.to_send(now)
        .filter(kind=MessageKind.CONCERN)
        .select_for_update(skip_locked=True, of=("self",))
        .select_related("clinic", "patient__clinic", "answer_notice")
        .order_by("try_at")[:limit]
    ):
        patient = message.patient
        assert patient is not None  # noqa: S101 - it is told to somebody
        reason = (
            Held.NUMBER_CHANGED
            if patient.phone != message.their_number
            else why_not_text(patient, about=Topic.ALL, now=now)
        )
        if reason == Held.QUIET_HOURS:
            message.try_at = _hours_begin(patient, now)
            message.save(update_fields=["try_at"])
        elif reason:
            give_up(message, reason, now)
            AnswerNotice.objects.filter(message=message).update(held=reason)
        elif not (answers := unread_answers(patient).filter(pk__gte=message.answer_notice.first_id)):
            give_up(message, Held.ANSWERED, now)  # read in the app meanwhile
        else:
            message.send_before = _hours_end(patient, now)
            message.body = _words(patient, answers)
            message.segments = segments(message.body).count
            message.save(update_fields=["send_before", "body", "segments"])
            if take_off(message, now):
                outgoing.append(outgoing_of(message, now))
    return outgoing


def _words(patient: Patient, answers: Iterable[ConcernEntry]) -> str:
    """As the patient wants it now: the answers themselves, or that there are some."""
    return answered_text(
        patient.language,
        clinic=patient.clinic.name,
        first_name=patient.first_name,
        answers=[answer.body for answer in answers],
        detailed=patient.detailed_texts,
        own=own_texts_of(patient.clinic),
    )


def _hours_begin(patient: Patient, now: datetime) -> datetime:
    """When texts may go again, on the patient's own clock."""
    opening = Times((patient.clinic.allowed_from,), frozenset(range(7)), ZoneInfo(patient.timezone))
    slot = next_slot(opening, after=now)
    return slot.due if slot else now + ONE_DAY


def _hours_end(patient: Patient, now: datetime) -> datetime:
    """Until when the provider may try, so that the text rings in no night."""
    zone, until = ZoneInfo(patient.timezone), patient.clinic.allowed_until
    return send_by(now, lateness_limit=ONE_DAY, zone=zone, allowed_until=until)
