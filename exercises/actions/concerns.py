"""Concerns: a patient's words are kept as a thread, staff answer and close it, both sides read."""

from contextlib import suppress
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Q, QuerySet

from exercises.actions.alert import close_alert, raise_alert
from exercises.actions.keeping import hear_of, keep_change, lock
from exercises.actions.safety import answer_words
from exercises.errors import (
    AlertIsClosed,
    ConcernDiffers,
    ConcernIsClosed,
    Invalid,
    PatientIsArchived,
)
from exercises.models import Alert, AnswerNotice, Concern, ConcernEntry, Message, Patient, User
from exercises.reads.alerts import safety_key
from exercises.rules.redflags import screen
from exercises.rules.wording import answers_texts
from exercises.terms import AlertKind, Author, ConcernSource

TOLD_AFTER = timedelta(minutes=5)
"""So long after a first answer the patient is told, once, of all that were given."""

ANSWERED = "answered"
"""The reason with which an answer closes the alerts about what it answers."""


def note_concern(
    patient: Patient, body: str, *, message: Message | None = None, source: ConcernSource, now: datetime
) -> Concern:
    """Keeps a patient's words in the open thread, or opens one; the same `message` again changes nothing.

    Screens nothing and raises no alert: who received the words has done that.
    """
    given = message.pk if message else uuid4()
    return _note(patient, body, client_id=given, message=message, source=source, now=now)[0].concern


@transaction.atomic
def write_concern(
    patient: Patient, body: str, *, client_id: UUID, now: datetime
) -> tuple[ConcernEntry, bool]:
    """Keeps what a patient wrote in the app; True when it is new, False when the same was kept before.

    Words that may mean danger are answered like a text; others are told to staff as a message that waits. Raises
    ConcernDiffers (same id, other words).
    """
    entry, is_new = _note(patient, body, client_id=client_id, source=ConcernSource.APP, now=now)
    if not is_new:
        if entry.author != Author.PATIENT or entry.body != body:
            raise ConcernDiffers(errors={"body": ["Differs from what was received before."]})
        return entry, False
    hear_of([patient.pk])
    found = screen(body)
    if found.flagged:
        answer_words(found, patient, cause=cause_of(entry), now=now)
    else:
        raise_alert(
            AlertKind.MESSAGE,
            clinic=patient.clinic_id,
            patient=patient,
            detail="A concern that a person must read.",
            key=_key(entry.concern),
            now=now,
        )
    return entry, True


def cause_of(entry: ConcernEntry) -> str:
    """What the safety alert about these words has for its cause."""
    return f"concern:{entry.pk}"


def _key(concern: Concern) -> str:
    return f"concern:{concern.pk}"


@transaction.atomic
def _note(
    patient: Patient,
    body: str,
    *,
    client_id: UUID,
    message: Message | None = None,
    source: ConcernSource,
    now: datetime,
) -> tuple[ConcernEntry, bool]:
    lock(patient)
    kept = ConcernEntry.objects.filter(patient=patient, client_id=client_id)
    if known := kept.select_related("concern").first():
        return known, False
    concern, is_new = Concern.objects.get_or_create(
        patient=patient,
        closed_at=None,
        defaults={
            "clinic_id": patient.clinic_id,
            "source": source,
            "opened_at": now,
            "last_from_patient_at": now,
        },
    )
    if not is_new:
        concern.last_from_patient_at = now
        concern.save(update_fields=["last_from_patient_at"])
    entry = ConcernEntry.objects.create(
        client_id=client_id,
        concern=concern,
        patient=patient,
        author=Author.PATIENT,
        body=body,
        message=message,
        at=now,
    )
    return entry, True


@transaction.atomic
def answer_concern(
    concern: Concern, body: str, *, by: User, now: datetime, seen: UUID | None = None
) -> ConcernEntry:
    """Answers the thread: closes the alerts about what is answered, but no safety alert, and has the patient told.

    `seen` is the newest entry that who answers had before them (None: all there are); what came after it stays unread
    and its alert open. Raises Invalid, ConcernIsClosed or PatientIsArchived.
    """
    body = body.strip()
    if not body:
        raise Invalid.field("body", "Write an answer.")
    patient = _taken_up(concern)
    if patient.archived_at is not None:
        raise PatientIsArchived
    up_to = _read_by_staff(concern, seen, now)
    _close_alerts(concern, up_to, reason=ANSWERED, by=by, now=now)
    entry = ConcernEntry.objects.create(
        concern=concern, patient=patient, author=Author.STAFF, by=by, body=body, at=now
    )
    # Where a notice waits already, it tells of this answer too.
    AnswerNotice.objects.bulk_create(
        [AnswerNotice(patient=patient, first=entry, due_at=now + TOLD_AFTER)], ignore_conflicts=True
    )
    keep_change(
        "concern.answered", clinic=concern.clinic_id, who=by, now=now, patient=patient, subject=concern.pk
    )
    return entry


@transaction.atomic
def close_concern(
    concern: Concern, *, by: User, reason: str, now: datetime, seen: UUID | None = None
) -> Concern:
    """Closes the thread, and the alerts about it but no safety alert, with a reason.

    `seen` as for an answer. Raises Invalid without a reason, or when the patient has written since; ConcernIsClosed
    when somebody was faster.
    """
    reason = reason.strip()
    if not reason:
        raise Invalid.field("reason", "Say in a few words what was done.")
    patient = _taken_up(concern)
    up_to = _read_by_staff(concern, seen, now)
    if concern.entries.of(Author.PATIENT).filter(pk__gt=up_to).exists():
        raise Invalid.field("seen", "The patient has written since: read that first.")
    _close_alerts(concern, up_to, reason=reason, by=by, now=now)
    concern.closed_at, concern.closed_by, concern.close_reason = now, by, reason[:240]
    concern.save(update_fields=["closed_at", "closed_by", "close_reason"])
    keep_change(
        "concern.closed",
        clinic=concern.clinic_id,
        who=by,
        now=now,
        patient=patient,
        subject=concern.pk,
        after={"reason": reason},
    )
    return concern


def _taken_up(concern: Concern) -> Patient:
    """Locks the patient, reads the thread anew. Raises ConcernIsClosed."""
    patient = concern.patient
    lock(patient)
    concern.refresh_from_db(fields=["closed_at"])
    if concern.closed_at is not None:
        raise ConcernIsClosed
    return patient


@transaction.atomic
def mark_read(concern: Concern, *, seen: UUID, now: datetime) -> None:
    """Staff have read the thread up to the entry `seen`. Raises Invalid when it has none of that id."""
    _read_by_staff(concern, seen, now)


@transaction.atomic
def mark_answers_read(patient: Patient, *, seen: UUID, now: datetime) -> int:
    """The patient has read the answers up to the entry `seen`, in whichever thread; returns how many were new.

    Raises Invalid when there is no such entry.
    """
    lock(patient)
    last = ConcernEntry.objects.filter(patient=patient, client_id=seen).first()
    if last is None:
        raise Invalid.field("seen", "There is no such entry.")
    return _read(patient, last.pk, now)


@transaction.atomic
def read_answers(patient: Patient, *, now: datetime) -> list[str]:
    """The answers that the patient has not read, as texts of at most two segments; they are read now.

    Each but the last says how the rest is asked for. Empty when there is nothing to read.
    """
    lock(patient)
    unread = list(unread_answers(patient))
    if not unread:
        return []
    _read(patient, unread[-1].pk, now)
    answers = [entry.body for entry in unread]
    return answers_texts(patient.language, clinic=patient.clinic.name, answers=answers)


def unread_answers(patient: Patient) -> QuerySet[ConcernEntry]:
    """What staff answered and the patient has not read, oldest first."""
    return ConcernEntry.objects.filter(patient=patient).of(Author.STAFF).unread().order_by("pk")


def _read(patient: Patient, up_to: int, now: datetime) -> int:
    """Where nothing is left to read, nothing is left to tell."""
    unread = unread_answers(patient)
    read = unread.filter(pk__lte=up_to).update(read_at=now)
    if not unread.exists():
        AnswerNotice.objects.waiting().filter(patient=patient).update(settled_at=now)
    return read


def _read_by_staff(concern: Concern, seen: UUID | None, now: datetime) -> int:
    """Marks the patient's words read, up to the entry `seen`, None: all; returns the key of the last."""
    entries = concern.entries.order_by("pk")
    last = entries.filter(client_id=seen).first() if seen else entries.last()
    if last is None:
        raise Invalid.field("seen", "There is no such entry.")
    entries.of(Author.PATIENT).unread().filter(pk__lte=last.pk).update(read_at=now)
    return last.pk


def _close_alerts(concern: Concern, up_to: int, *, reason: str, by: User, now: datetime) -> None:
    """Closes the alerts that say that the words up to the entry `up_to` wait; none of kind safety."""
    words = concern.entries.of(Author.PATIENT)
    answered = words.filter(pk__lte=up_to)
    about = Q(message__in=answered.filter(message__isnull=False).values("message"))
    about |= Q(key__in=[safety_key(cause_of(entry)) for entry in answered.filter(message__isnull=True)])
    if not words.filter(pk__gt=up_to).exists():
        about |= Q(key=_key(concern))
    for alert in Alert.objects.open().filter(about, clinic=concern.clinic_id, kind=AlertKind.MESSAGE):
        with suppress(AlertIsClosed):
            close_alert(alert, reason=reason, by=by, now=now)
