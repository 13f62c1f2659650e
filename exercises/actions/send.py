"""Send the reminders whose time has come.

The order is the promise: claim with a lease, ask whether it may go, write and commit the message, only then
call the provider (outside of here, no transaction open), and settle what it answered. A process that dies
anywhere leaves either a claim that lapses or a message that is looked up before it may go again.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import F, QuerySet

from exercises.actions.alert import raise_alert
from exercises.actions.lanes import stopped_until, take_places
from exercises.actions.links import links_for
from exercises.gateway import Outgoing
from exercises.models import Clinic, Message, Patient, Reminder, ReminderSetting
from exercises.models.bulk import insert_each, is_any, update_each
from exercises.reads.clinic_texts import emergency_number
from exercises.reads.reminding import Asking, Slip, asking, slips
from exercises.rules.cadence import follow_up_at
from exercises.rules.lifecycle import MessageState
from exercises.rules.links import LinkMaker, without_token
from exercises.rules.pace import Waiting, taken_up_at
from exercises.rules.reminding import why_not
from exercises.rules.schedule import send_by
from exercises.rules.texts import segments
from exercises.rules.wording import flare_check_text, follow_up_text, reminder_text, with_link
from exercises.terms import AlertKind, Direction, Held, MessageKind, ReminderState

WAIT_FOR_THE_NUMBER = timedelta(seconds=10)
"""How long a text waits while another one to the same number is still in flight."""

ANSWER_WITHIN = timedelta(hours=2)
"""What is sent at once and could not go for so long does not go any more."""

SILENT_WORDS = (
    "No answer to the texts of {days} days in a row: they have stopped. Phone, and close this to go on."
)


@dataclass(frozen=True, slots=True)
class Written:
    """What became of a batch: the committed texts to hand over now, and how many were held for which reason."""

    outgoing: list[Outgoing]
    held: Counter[Held]


def claim_due(*, now: datetime, worker: UUID, lease: timedelta, limit: int) -> list[UUID]:
    """Claims due reminders for `worker` until the lease ends, those first that wait longest.

    Safe with any number of workers: each row is locked, and what another has locked is passed over. Of those
    that wait equally long a clinic's come together, so that a batch, and a worker, has few senders to ask for.
    """
    due = Reminder.objects.claimable(now)
    return _claim(due, now, worker, lease, limit) if is_any(due, by="try_at") else []


@transaction.atomic
def _claim(due: QuerySet[Reminder], now: datetime, worker: UUID, lease: timedelta, limit: int) -> list[UUID]:
    ids = list(
        due.select_for_update(skip_locked=True, of=("self",))
        .order_by("try_at", "clinic")
        .values_list("pk", flat=True)[:limit]
    )
    if ids:
        Reminder.objects.filter(pk__among=ids).update(
            claimed_by=worker, claimed_until=now + lease, tries=F("tries") + 1
        )
    return ids


@transaction.atomic
def write_claimed(
    claimed: Sequence[UUID], *, now: datetime, worker: UUID, links: LinkMaker | None = None
) -> Written:
    """Holds those of the claimed reminders that must not go, writes the messages of those that may go now.

    Whom the pace of the sender does not let through yet waits, planned, for its place. What is outgoing is
    committed, each the only text in flight to its number; the caller must hand every one to the provider at
    once, and then settle what it said. With `links` reminders end on the patient's, where the clinic wants that.
    """
    mine = slips(
        Reminder.objects.filter(
            pk__among=claimed, claimed_by=worker, state=ReminderState.PLANNED, claimed_until__gt=now
        )
        .select_for_update(of=("self",))
        .order_by("due_at")
    )
    stopped = stopped_until((slip.clinic_id for slip in mine), now=now)
    wait = [(slip.id, stopped[slip.clinic_id]) for slip in mine if slip.clinic_id in stopped]
    _put_back([(pk, probe_at, probe_at) for pk, probe_at in wait])
    held: dict[Held, list[Slip]] = defaultdict(list)
    allowed: dict[UUID, list[Asking]] = defaultdict(list)
    for one in asking([slip for slip in mine if slip.clinic_id not in stopped]):
        reason = why_not(one.facts, now=now) or (Held.SETTING_CHANGED if one.asked is None else None)
        if reason:
            held[reason].append(one.slip)
        else:
            allowed[one.clinic.pk].append(one)
    for reason, its_slips in held.items():
        _hold((slip.id for slip in its_slips), reason, now)
    _tell_of_silence(held.get(Held.SILENT, ()), now)
    return Written(
        _write(_admitted(_texts(allowed, links, now), now), now),
        Counter({reason: len(its) for reason, its in held.items()}),
    )


Texts = dict[UUID, list[tuple[Asking, Outgoing]]]
"""What may go, by clinic."""


def _texts(allowed: dict[UUID, list[Asking]], links: LinkMaker | None, now: datetime) -> Texts:
    urls: dict[UUID, str] = {}
    if links is not None:
        wanted = {
            one.slip.patient_id: one.slip.phone
            for its in allowed.values()
            for one in its
            if one.clinic.link_in_reminders
        }
        tokens = links_for(wanted, links=links, now=now) if wanted else {}
        urls = {patient: links.url(token) for patient, token in tokens.items()}
    return {
        clinic: [(one, _text(one, urls.get(one.slip.patient_id), now)) for one in its]
        for clinic, its in allowed.items()
    }


def _admitted(texts: Texts, now: datetime) -> list[tuple[Asking, Outgoing]]:
    """The texts of those that may go now by the pace of their sender; the others get their place."""
    waiting = {
        clinic: [
            Waiting(segments(text.body).count, one.slip.lane_at, now + (text.valid_for or timedelta(0)))
            for one, text in its
        ]
        for clinic, its in texts.items()
    }
    clinics = {clinic: its[0][0].clinic for clinic, its in texts.items()}
    admitted, queued = [], []
    for clinic, places in take_places(waiting, clinics, now=now).items() if waiting else ():
        for (one, text), place in zip(texts[clinic], places, strict=True):
            if place is None:
                admitted.append((one, text))
            else:
                queued.append((one.slip.id, taken_up_at(place, now=now), place))
    _put_back(queued)
    return admitted


def _put_back(reminders: Sequence[tuple[UUID, datetime, datetime]]) -> None:
    """Plans the reminders anew, each for its place in the queue."""
    rows = [(pk, try_at, place, None) for pk, try_at, place in reminders]
    update_each(Reminder, ["try_at", "lane_at", "claimed_until"], rows)


def _hold(reminders: Iterable[UUID], reason: Held, now: datetime) -> None:
    Reminder.objects.filter(pk__among=reminders).update(state=ReminderState.HELD, held=reason, settled_at=now)


def _tell_of_silence(silent: Sequence[Slip], now: datetime) -> None:
    """One alert a patient, once: a person must find out. Closing it lets the reminders go on."""
    for slip in {slip.patient_id: slip for slip in silent}.values():
        raise_alert(
            AlertKind.SILENT,
            clinic=slip.clinic_id,
            patient=Patient(pk=slip.patient_id),
            detail=SILENT_WORDS.format(days=slip.unanswered_days),
            key=f"silent:{slip.patient_id}",
            now=now,
        )


@transaction.atomic
def set_aside(reminder_id: UUID, *, now: datetime) -> None:
    """Holds a claimed reminder that cannot be read, so that it holds no other up, and tells staff."""
    reminder = (
        Reminder.objects.select_for_update().filter(pk=reminder_id, state=ReminderState.PLANNED).first()
    )
    if reminder is None:
        return
    _hold([reminder.pk], Held.FAULT, now)
    raise_alert(
        AlertKind.SENDING,
        clinic=reminder.clinic_id,
        patient=Patient.objects.get(pk=reminder.patient_id),
        detail="A reminder of this patient cannot be made. Look at the time zone and the program.",
        key=f"fault:{reminder.patient_id}",
        now=now,
    )


def sender_of(clinic: Clinic) -> str:
    return clinic.messaging_service or clinic.sender


def text_at_once(
    clinic: Clinic, kind: MessageKind, *, to: str, body: str, patient: Patient | None = None, now: datetime
) -> Message:
    """Writes a text that a scheduler hands over at its next look, at any hour and past every queue."""
    return Message.objects.create(
        clinic=clinic,
        patient=patient,
        direction=Direction.OUT,
        kind=kind,
        our_number=sender_of(clinic),
        their_number=to,
        body=body,
        segments=segments(body).count,
        state=MessageState.ABSENT,
        created_at=now,
        try_at=now,
        send_before=now + ANSWER_WITHIN,
    )


def _words(one: Asking, asked: tuple[int, int]) -> str:
    slip, clinic = one.slip, one.clinic
    if slip.checks_flare:
        return flare_check_text(
            slip.language,
            clinic=clinic.name,
            first_name=slip.first_name,
            emergency_number=emergency_number(clinic, slip.language),
            own=one.own,
        )
    words = follow_up_text if slip.follows_id else reminder_text
    return words(
        slip.language,
        clinic=clinic.name,
        first_name=slip.first_name,
        asked=asked,
        rounds=one.rounds,
        own=one.own,
    )


def _text(one: Asking, link: str | None, now: datetime) -> Outgoing:
    slip, clinic = one.slip, one.clinic
    assert one.asked is not None  # noqa: S101 - the others were held
    words = _words(one, one.asked)
    latest = send_by(
        slip.due_at,
        lateness_limit=one.facts.lateness_limit,
        zone=one.facts.zone,
        allowed_until=clinic.allowed_until,
    )
    return Outgoing(
        message_id=uuid4(),
        sender=sender_of(clinic),
        to=slip.phone,
        body=with_link(words, slip.language, link) if link else words,
        valid_for=latest - now,
        due_at=slip.due_at,
    )


def _write(admitted: Sequence[tuple[Asking, Outgoing]], now: datetime) -> list[Outgoing]:
    """Writes what can be written: one text a number. The reminders of the others wait a little."""
    if not admitted:
        return []
    written = set(_insert(admitted, now))
    gone = [one for one, text in admitted if text.message_id in written]
    rounds: dict[tuple[int, int] | None, list[UUID]] = defaultdict(list)
    for one in gone:
        rounds[one.asked].append(one.slip.id)
    for asked, ids in rounds.items():
        first, last = asked or (None, None)
        Reminder.objects.filter(pk__among=ids).update(
            state=ReminderState.WRITTEN, settled_at=now, first_round=first, last_round=last
        )
    if waiting := [one.slip.id for one, text in admitted if text.message_id not in written]:
        Reminder.objects.filter(pk__among=waiting).update(
            claimed_until=None, try_at=now + WAIT_FOR_THE_NUMBER
        )
    _count_days([one.slip for one in gone])
    _plan_follow_ups(gone, now)
    return [text for _, text in admitted if text.message_id in written]


def _insert(admitted: Sequence[tuple[Asking, Outgoing]], now: datetime) -> list[UUID]:
    """The ids of the texts that could be written; another text in flight to a number forbids it."""
    names = (
        "id",
        "clinic",
        "patient",
        "reminder",
        "our_number",
        "their_number",
        "body",
        "segments",
        "send_before",
    )
    rows = [
        (
            *(text.message_id, one.clinic.pk, one.slip.patient_id, one.slip.id),
            *(text.sender, text.to, without_token(text.body), segments(text.body).count),
            now + (text.valid_for or timedelta(0)),
        )
        for one, text in admitted
    ]
    return insert_each(
        Message,
        names,
        rows,
        same={
            "direction": Direction.OUT,
            "kind": MessageKind.REMINDER,
            "state": MessageState.WRITTEN,
            "in_flight": True,
            "created_at": now,
            "attempted_at": now,
            "attempts": 1,
            "media": [],
            "meaning": {},
            "error_code": "",
            "sid_guessed": False,
            "by_twiml": False,
        },
    )


def _count_days(gone: Sequence[Slip]) -> None:
    """One more day with a text and no answer yet, for those whose first text of the day it is."""
    first: dict[object, list[int]] = defaultdict(list)
    for slip in gone:
        if slip.last_text_day != slip.day:
            first[slip.day].append(slip.setting_id)
    for day, settings in first.items():
        ReminderSetting.objects.filter(pk__among=settings).update(
            unanswered_days=F("unanswered_days") + 1, last_text_day=day
        )


def _plan_follow_ups(gone: Sequence[Asking], now: datetime) -> None:
    """After the last text of the first day without an answer one more may go, where the clinic wants it."""
    follow_ups = []
    for one in gone:
        slip, clinic = one.slip, one.clinic
        if not clinic.follow_up_hours or slip.follows_id or slip.asked_for:
            continue
        at = follow_up_at(
            now,
            hours=clinic.follow_up_hours,
            day=slip.day,
            zone=one.facts.zone,
            allowed=(clinic.allowed_from, clinic.allowed_until),
            is_last_of_day=f"{slip.at:%H:%M}" >= max(slip.times),
            first_day_of_silence=one.facts.unanswered_days == 0,
        )
        if at is not None:
            follow_ups.append(
                Reminder(
                    clinic_id=slip.clinic_id,
                    patient_id=slip.patient_id,
                    setting_id=slip.setting_id,
                    follows_id=slip.id,
                    day=slip.day,
                    at=at.astimezone(one.facts.zone).time().replace(microsecond=0),
                    due_at=at,
                    try_at=at,
                )
            )
    Reminder.objects.bulk_create(follow_ups, ignore_conflicts=True)


def outgoing_of(message: Message, now: datetime, *, due_at: datetime | None = None) -> Outgoing:
    return Outgoing(
        message_id=message.pk,
        sender=message.our_number,
        to=message.their_number,
        body=message.body,
        media=tuple(message.media),
        valid_for=message.send_before - now if message.send_before else None,
        attempt=message.attempts,
        due_at=due_at,
    )
