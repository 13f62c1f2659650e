"""A text from a patient's phone: kept, read, and answered. A second delivery changes nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import NAMESPACE_URL, uuid5
from zoneinfo import ZoneInfo

from django.db import IntegrityError, transaction

from exercises.actions.alert import raise_alert
from exercises.actions.check_in import CheckInGiven, is_high, record_check_in
from exercises.actions.delivery import mark_reached
from exercises.actions.keeping import hear_of
from exercises.actions.numbers import freeze_wrong_number, is_wrong_number
from exercises.actions.opting import is_opted_out, opt_in, opt_out
from exercises.actions.safety import raise_safety_alert, safety_text
from exercises.actions.send import ANSWER_WITHIN
from exercises.actions.snooze import put_off
from exercises.errors import Refusal
from exercises.models import CheckIn, Clinic, Message, Patient, Reminder
from exercises.reads.plans import plans_of
from exercises.reads.reminding import newest_reminder_to
from exercises.rules.lifecycle import MessageState
from exercises.rules.redflags import Screen, screen
from exercises.rules.replies import Intent, Reply, is_yes, read_reply
from exercises.rules.reply_commands import corrected, read_days, read_snooze
from exercises.rules.sessions import SessionName, local_date, plan_day
from exercises.rules.topics import read_topic
from exercises.rules.wording import STOPPED_TEXT, noted_text, say
from exercises.terms import AlertKind, CheckInSource, Direction, MessageKind, Outcome

RULES = "replies-5"
"""The version of the reading rules, kept with every text."""

LONGEST_BODY = 1600
LONGEST_NUMBER = 16
CORRECTED_WITHIN = timedelta(hours=24)
ASKED_ONCE_IN = timedelta(hours=24)
"""So long after one question back the next unclear text goes to a person."""

SHORT_WORDS = 4
"""A longer text that is not understood says something, and a person reads it at once."""

ANSWERS_AN_HOUR = 20
"""To one number; more than that is two machines talking."""

_PROVIDER_KEYWORDS = {
    "STOP": Reply(Intent.STOP),
    "START": Reply(Intent.START),
    "HELP": Reply(Intent.HELP),
}
_OUTCOMES = {Intent.DONE: Outcome.DONE, Intent.PARTIAL: Outcome.PART, Intent.SKIP: Outcome.SKIPPED}


_MAY_BE_WRONG_NUMBER = (Intent.WRONG_PERSON, Intent.UNKNOWN, Intent.QUESTION, Intent.STOP)
"""What may also say that the number is somebody else's."""


@dataclass(frozen=True, slots=True)
class Inbound:
    """One text as the provider hands it over.

    `keyword` is STOP, START or HELP when the provider itself took the text for one, whatever its words.
    `at` is when it was written, None: just now. `answered_by_provider`: it answers this text itself, so that
    we must not. `overtaken`: it came late, and the same number has said STOP or START since.
    """

    sid: str
    sender: str
    to: str
    body: str
    media: tuple[str, ...] = ()
    service: str = ""
    keyword: str = ""
    answered_by_provider: bool = False
    at: datetime | None = None
    overtaken: bool = False


@dataclass(frozen=True, slots=True)
class _Turn:
    """Who wrote, to whom, and what it is about."""

    clinic: Clinic
    number: str
    patient: Patient | None
    reminder: Reminder | None
    opted_out: bool
    text: Message
    at: datetime
    overtaken: bool
    corrects: bool
    frozen: bool


def clinic_reached(to: str, service: str = "") -> Clinic | None:
    """The clinic whose sender the text came to; else whose service, else who texted from that number before."""
    if clinic := Clinic.objects.filter(sender=to).first():
        return clinic
    if service and (
        clinic := Clinic.objects.filter(messaging_service=service).order_by("created_at").first()
    ):
        return clinic
    last = (
        Message.objects.out().filter(our_number=to).select_related("clinic").order_by("-created_at").first()
    )
    return last.clinic if last else None


def receive_text(inbound: Inbound, *, now: datetime, by_webhook: bool) -> Message | None:
    """Keeps and reads a text; returns our answer to it, None for none.

    With `by_webhook` the answer is handed over at once (the caller puts it into the response); otherwise
    it waits to be sent like any text. The same sid again returns the same answer and does nothing else.
    """
    clinic = clinic_reached(inbound.to, inbound.service)
    if clinic is None:
        return None
    try:
        with transaction.atomic():
            return _receive(clinic, inbound, now=now, by_webhook=by_webhook)
    except IntegrityError:
        known = Message.objects.filter(sid=inbound.sid).first()
        if known is None:
            raise
        answer = known.its_answer.first()
        # One that goes by a call, or went again by one, must not go with the response as well.
        return answer if answer is not None and answer.by_twiml and answer.attempts == 1 else None


def _receive(clinic: Clinic, inbound: Inbound, *, now: datetime, by_webhook: bool) -> Message | None:
    at = inbound.at or now
    reminder = newest_reminder_to(clinic.pk, inbound.sender, at=at)
    patients = list(Patient.objects.on_number(clinic, inbound.sender).select_related("clinic")[:2])
    patient = reminder.patient if reminder else (patients[0] if len(patients) == 1 else None)
    if patient is not None and patient.phone != inbound.sender:
        patient = patients[0] if len(patients) == 1 else None
        reminder = None
    text = Message.objects.create(
        clinic=clinic,
        patient=patient,
        direction=Direction.IN,
        kind=MessageKind.INBOUND,
        our_number=inbound.to,
        their_number=inbound.sender[:32],
        body=inbound.body.replace("\x00", "")[:LONGEST_BODY],
        media=list(inbound.media),
        sid=inbound.sid,
        state="received",
        created_at=now,
        settled_at=now,
    )
    turn = _Turn(
        clinic,
        inbound.sender,
        patient,
        reminder,
        is_opted_out(clinic, inbound.sender),
        text,
        at,
        inbound.overtaken,
        corrects=corrected(text.body) is not None,
        frozen=any(one.number_frozen_at for one in ([patient] if patient else patients)),
    )
    reply = _PROVIDER_KEYWORDS.get(inbound.keyword) or read_reply(corrected(text.body) or text.body)
    if is_yes(text.body) and turn.opted_out:
        reply = Reply(Intent.START)
    if inbound.media and not text.body.strip():
        reply = Reply(Intent.UNKNOWN, needs_human=True)
    found = screen(text.body)
    text.meaning = _meaning(reply, found)
    text.save(update_fields=["meaning"])
    mark_reached(clinic, inbound.sender)
    hear_of(one.pk for one in ([patient] if patient else patients))
    if found.flagged:
        return _safety_answer(turn, reply, found, now, by_webhook=by_webhook)
    words = _act(turn, reply, now)
    if words is None or inbound.answered_by_provider or not _may_answer(turn, reply, now):
        return None
    return _answer(turn, words, now, by_webhook=by_webhook)


def _meaning(reply: Reply, found: Screen) -> dict[str, object]:
    return {
        "rules": RULES,
        "intent": reply.intent,
        "pain": reply.pain,
        "completed": reply.completed,
        "safety_rules": found.rules_version,
        "urgency": found.urgency,
        "category": found.category,
    }


def _safety_answer(turn: _Turn, reply: Reply, found: Screen, now: datetime, *, by_webhook: bool) -> Message:
    """The fixed text, whatever the opt-out and the consent. What else the text says is kept as well."""
    alert = raise_safety_alert(
        found, turn.clinic, turn.patient, cause=turn.text.pk, message=turn.text, now=now
    )
    if reply.intent in (Intent.STOP, Intent.START, *_OUTCOMES, Intent.PAIN_ONLY):
        _act(turn, reply, now)
    language = turn.patient.language if turn.patient else turn.clinic.language
    words = safety_text(found, turn.clinic, language)
    alert.answer = _answer(turn, words, now, kind=MessageKind.SAFETY, by_webhook=by_webhook)
    alert.save(update_fields=["answer"])
    return alert.answer


def _may_answer(turn: _Turn, reply: Reply, now: datetime) -> bool:
    """After STOP only the one confirmation; without consent nothing; a stranger who wrote is answered.

    To a frozen number goes nothing but the one confirmation, the one apology and HELP.
    """
    if turn.frozen and "wrong_number" not in turn.text.meaning:
        return reply.intent in (Intent.STOP, Intent.HELP)
    if reply.intent in (Intent.STOP, Intent.START, Intent.HELP):
        return True
    if turn.opted_out or _answered_enough(turn, now):
        return False
    return turn.patient is None or _has_consent(turn.patient)


def _has_consent(patient: Patient) -> bool:
    return patient.consents.filter(revoked_at__isnull=True).exists()


def _act(turn: _Turn, reply: Reply, now: datetime) -> str | None:
    """Does what the text asks for; returns the words of the answer."""
    wrong = reply.intent in _MAY_BE_WRONG_NUMBER and is_wrong_number(turn.text)
    newly = wrong and freeze_wrong_number(turn.text, now=now)
    if reply.intent in (Intent.STOP, Intent.START, Intent.HELP):
        return _keyword(turn, reply, now)
    if wrong:
        return _apologize(turn) if newly else None
    words = _from_patient(turn, turn.patient, reply, now) if turn.patient and not turn.frozen else None
    if words is not None:
        return words
    _pass_on(turn, now)
    return _say(turn, "passed_on")


def _keyword(turn: _Turn, reply: Reply, now: datetime) -> str | None:
    """STOP, START and HELP, whoever sends them."""
    if reply.intent == Intent.HELP:
        return _say(turn, "help")
    if turn.overtaken:
        return None
    if reply.intent == Intent.STOP:
        topic = read_topic(turn.text.body)
        newly = opt_out(
            turn.clinic, turn.number, source=turn.text.body.strip() or "STOP", topic=topic, now=now
        )
        if reply.needs_human:
            _pass_on(turn, now)
        return _say(turn, STOPPED_TEXT[topic]) if newly else None
    opt_in(turn.clinic, turn.number, source=turn.text.body.strip(), now=now)
    if turn.patient is None or _has_consent(turn.patient):
        return _say(turn, "started")
    _pass_on(turn, now)
    return None


def _apologize(turn: _Turn) -> str:
    turn.text.meaning["wrong_number"] = True
    turn.text.save(update_fields=["meaning"])
    return _say(turn, "wrong_number")


def _from_patient(turn: _Turn, patient: Patient, reply: Reply, now: datetime) -> str | None:
    """What somebody we know says of their exercises; None when a person must read it."""
    if (days := _days_logged(turn, patient)) is not None:
        return _log(turn, patient, days, now)
    match reply.intent:
        case Intent.DONE | Intent.PARTIAL | Intent.SKIP | Intent.PAIN_ONLY:
            return _check_in(turn, patient, reply, now)
        case Intent.SNOOZE:
            return _later(turn, patient, reply, now)
        case Intent.UNKNOWN if _is_worth_asking(turn, reply, now):
            return _ask_back(turn, patient)
    return None


def _is_worth_asking(turn: _Turn, reply: Reply, now: datetime) -> bool:
    """Whether a short text that says nothing clear may be the answer to a reminder; asked once, then a person reads.

    Who may not be answered cannot be asked, so a person reads that too.
    """
    if reply.needs_human or turn.reminder is None or turn.reminder.answered_at is not None:
        return False
    if not _may_answer(turn, reply, now):
        return False
    lately = turn.at - ASKED_ONCE_IN
    asked = Message.objects.filter(
        clinic=turn.clinic, their_number=turn.number, created_at__gt=lately, meaning__asked=True
    )
    return 0 < len(turn.text.body.split()) <= SHORT_WORDS and not asked.exists()


def _ask_back(turn: _Turn, patient: Patient) -> str:
    turn.text.meaning["asked"] = True
    turn.text.save(update_fields=["meaning"])
    return say("asked_back", patient.language, {"first_name": patient.first_name})


def _answered_enough(turn: _Turn, now: datetime) -> bool:
    """Whether the number was answered so often that a machine must be at the other end."""
    lately = Message.objects.out().filter(
        clinic=turn.clinic,
        their_number=turn.number,
        kind=MessageKind.ANSWER,
        created_at__gt=now - timedelta(hours=1),
    )
    return lately.count() >= ANSWERS_AN_HOUR


def _pass_on(turn: _Turn, now: datetime) -> None:
    """A person must read it: an alert, one a text."""
    if turn.reminder is not None:
        Reminder.objects.filter(pk=turn.reminder.pk, answered_at__isnull=True).update(answered_at=now)
    raise_alert(
        AlertKind.MESSAGE,
        clinic=turn.clinic,
        patient=turn.patient,
        detail="A text that a person must read.",
        key=f"message:{turn.text.pk}",
        now=now,
        message=turn.text,
    )


def _check_in(turn: _Turn, patient: Patient, reply: Reply, now: datetime) -> str:
    outcome = _OUTCOMES.get(reply.intent)
    try:
        for session in _sessions_meant(turn, patient):
            given = CheckInGiven(
                client_id=uuid5(NAMESPACE_URL, f"{turn.text.pk}/{session}"),
                session=session,
                outcome=outcome,
                completed=reply.completed,
                pain=reply.pain,
                difficulty=reply.difficulty or "",
                reason=reply.reason or "",
                at=turn.at,
            )
            record_check_in(patient, given, source=CheckInSource.TEXT, now=now, message=turn.text)
    except Refusal:
        _pass_on(turn, now)
        return _say(turn, "passed_on")
    if reply.needs_human and not is_high(reply.pain, patient):
        _pass_on(turn, now)
    return noted_text(
        patient.language,
        first_name=patient.first_name,
        outcome=outcome,
        pain=reply.pain,
        high=is_high(reply.pain, patient),
        emergency_number=_emergency(turn.clinic),
    )


def _days_logged(turn: _Turn, patient: Patient) -> tuple[date, ...] | None:
    return read_days(turn.text.body, today=local_date(turn.at, patient.timezone))


def _log(turn: _Turn, patient: Patient, days: Sequence[date], now: datetime) -> str:
    """LOG Mon Tue: whole days done, told afterwards. Of days that ask for nothing any more it says nothing."""
    kept = []
    for day in days:
        session = SessionName(day)
        given = CheckInGiven(
            client_id=uuid5(NAMESPACE_URL, f"{turn.text.pk}/{session}"),
            session=session,
            outcome=Outcome.DONE,
            at=turn.at,
        )
        try:
            record_check_in(patient, given, source=CheckInSource.TEXT, now=now, message=turn.text)
        except Refusal:
            continue
        kept.append(f"{day:%a}")
    if not kept:
        return say("log_how", patient.language, {"first_name": patient.first_name})
    values = {"first_name": patient.first_name, "days": ", ".join(kept)}
    return say("logged", patient.language, values)


def _later(turn: _Turn, patient: Patient, reply: Reply, now: datetime) -> str:
    """Plans the text the patient asks for, and says when it comes."""
    if reply.needs_human:
        _pass_on(turn, now)
    elif turn.reminder is not None:
        Reminder.objects.filter(pk=turn.reminder.pk, answered_at__isnull=True).update(answered_at=now)
    wished = read_snooze(turn.text.body, now_local=turn.at.astimezone(ZoneInfo(patient.timezone)))
    comes = put_off(patient, turn.reminder, wished, now=now)
    values = {"first_name": patient.first_name}
    if comes.at is None:
        return say("snoozed_open", patient.language, values)
    if comes.as_asked:
        return say("snoozed", patient.language, values | {"time": f"{comes.at:%H:%M}"})
    return say("snoozed_next", patient.language, values | {"time": f"{comes.at:%a %H:%M}"})


def _sessions_meant(turn: _Turn, patient: Patient) -> list[SessionName]:
    """The rounds the newest reminder asked about, else the whole of the patient's today; for a correction, what was
    corrected."""
    if turn.corrects and (before := _reported_last(turn, patient)):
        return before
    reminder = turn.reminder
    if reminder is None or not reminder.first_round or not reminder.last_round:
        return [SessionName(local_date(turn.at, patient.timezone))]
    rounds = plan_day(plans_of([patient.pk]).get(patient.pk, []), reminder.day).rounds
    if reminder.first_round == 1 and reminder.last_round >= rounds:
        return [SessionName(reminder.day)]
    last = min(reminder.last_round, max(rounds, 1))
    return [SessionName(reminder.day, number) for number in range(min(reminder.first_round, last), last + 1)]


def _reported_last(turn: _Turn, patient: Patient) -> list[SessionName]:
    """The sessions that the newest text of the last day reported."""
    texts = CheckIn.objects.filter(
        patient=patient, message__isnull=False, received_at__gt=turn.at - CORRECTED_WITHIN
    )
    newest = texts.order_by("-id").values_list("message", flat=True).first()
    rows = texts.filter(message=newest).order_by("id").values_list("day", "round") if newest else ()
    return [SessionName(day, number) for day, number in rows]


def _emergency(clinic: Clinic) -> str:
    return clinic.emergency_number or "your emergency number"


def _say(turn: _Turn, name: str) -> str:
    clinic = turn.clinic
    language = turn.patient.language if turn.patient else clinic.language
    values = {
        "clinic": clinic.name,
        "phone": clinic.phone or clinic.sender,
        "emergency_number": _emergency(clinic),
    }
    return say(name, language, values)


def _answer(
    turn: _Turn,
    words: str,
    now: datetime,
    *,
    by_webhook: bool,
    kind: MessageKind = MessageKind.ANSWER,
) -> Message:
    """Our answer as a row. By webhook the provider may have it any moment, so its outcome is unknown."""
    service = turn.clinic.messaging_service
    return Message.objects.create(
        clinic=turn.clinic,
        patient=turn.patient,
        direction=Direction.OUT,
        kind=kind,
        our_number=turn.text.our_number if by_webhook or not service else service,
        their_number=turn.text.their_number,
        body=words,
        state=MessageState.UNKNOWN if by_webhook else MessageState.ABSENT,
        by_twiml=by_webhook,
        answers=turn.text,
        created_at=now,
        attempted_at=now if by_webhook else None,
        attempts=1 if by_webhook else 0,
        try_at=None if by_webhook else now,
        send_before=now + ANSWER_WITHIN,
    )
