"""A text from a patient's phone: kept, read, and answered. A second delivery changes nothing.

What is looked at first: danger, then the carriers' words, then the commands of a round that is followed by text, then
what the text reports.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction

from exercises.actions.alert import raise_alert, withdraw_alert
from exercises.actions.concerns import read_answers
from exercises.actions.delivery import mark_reached
from exercises.actions.guide import begin, close, guide_open_on, lead
from exercises.actions.keeping import hear_of
from exercises.actions.numbers import freeze_wrong_number, is_wrong_number
from exercises.actions.opting import is_opted_out, opt_in, opt_out
from exercises.actions.patient_commands import carry_out, resume
from exercises.actions.report import REPORTS, days_logged, later, log_days, report
from exercises.actions.safety import raise_safety_alert, safety_text
from exercises.actions.send import ANSWER_WITHIN
from exercises.actions.turn import (
    Turn,
    Words,
    answer_reminder,
    keep_in_thread,
    language_of,
    pass_on,
    words_of,
)
from exercises.actions.whose import Whose, whose_text
from exercises.models import Clinic, Message, Patient
from exercises.reads.clinic_texts import own_texts_of
from exercises.rules.guide import asks_for_more, asks_to_read, opens
from exercises.rules.lifecycle import MessageState
from exercises.rules.patient_commands import Command, CommandKind, read_command
from exercises.rules.redflags import Screen, screen
from exercises.rules.replies import Intent, Reply, is_thanks, is_yes, read_reply
from exercises.rules.reply_commands import corrected
from exercises.rules.sessions import local_date
from exercises.rules.texts import segments
from exercises.rules.topics import read_topic
from exercises.rules.wording import STOPPED_TEXT, one_of, spoken
from exercises.terms import AlertKind, Direction, GuideEnd, MessageKind, Topic

RULES = "replies-5"
"""The version of the reading rules, kept with every text."""

LONGEST_BODY = 1600
LONGEST_NUMBER = 16
MOST_ON_A_PHONE = 8
ASKED_ONCE_IN = timedelta(hours=24)
"""So long after one question back the next unclear text goes to a person."""

SHORT_WORDS = 4
"""A longer text that is not understood says something, and a person reads it at once."""

ANSWERS_AN_HOUR = 20
"""To one number; more than that is two machines talking."""

ANSWERS_AN_HOUR_GUIDED = 100
"""The same while a round is followed by text."""

_KEYWORDS = (Intent.STOP, Intent.START, Intent.HELP)
_PROVIDER_KEYWORDS = {intent.upper(): Reply(intent) for intent in _KEYWORDS}


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


def receive_text(
    inbound: Inbound,
    *,
    now: datetime,
    by_webhook: bool,
    picture_link: Callable[[UUID], str] | None = None,
) -> Message | None:
    """Keeps and reads a text; returns our answer to it, None for none.

    `picture_link` makes the address of an exercise's picture, for where it cannot go along; None: then there is none.

    With `by_webhook` the answer is handed over at once (the caller puts it into the response); otherwise
    it waits to be sent like any text. The same sid again returns the same answer and does nothing else.
    """
    clinic = clinic_reached(inbound.to, inbound.service)
    if clinic is None:
        return None
    try:
        with transaction.atomic():
            return _receive(clinic, inbound, picture_link, now=now, by_webhook=by_webhook)
    except IntegrityError:
        known = Message.objects.filter(sid=inbound.sid).first()
        if known is None:
            raise
        answer = known.its_answer.first()
        # One that goes by a call, or went again by one, must not go with the response as well.
        return answer if answer is not None and answer.by_twiml and answer.attempts == 1 else None


def _receive(
    clinic: Clinic,
    inbound: Inbound,
    picture_link: Callable[[UUID], str] | None,
    *,
    now: datetime,
    by_webhook: bool,
) -> Message | None:
    at = inbound.at or now
    body = inbound.body.replace("\x00", "")[:LONGEST_BODY]
    family = list(
        Patient.objects.on_number(clinic, inbound.sender)
        .select_related("clinic")
        .order_by("created_at", "pk")[:MOST_ON_A_PHONE]
    )
    asked = _asked_lately(clinic, inbound.sender, at)
    guide = guide_open_on(clinic.pk, inbound.sender)
    whose = whose_text(
        clinic, family, inbound.sender, body, guide=guide, unexplained=_waits_for_a_name(asked), at=at
    )
    if guide is not None and (whose.patient is None or guide.patient_id != whose.patient.pk):
        guide = None
    text = _keep(clinic, inbound, body, whose.patient, now)
    turn = Turn(
        clinic=clinic,
        number=inbound.sender,
        patient=whose.patient,
        reminder=whose.reminder,
        guide=guide,
        words=whose.words,
        text=text,
        at=at,
        opted_out=is_opted_out(clinic, inbound.sender),
        may_answer=False,
        overtaken=inbound.overtaken,
        corrects=corrected(whose.words) is not None,
        frozen=any(one.number_frozen_at for one in ([whose.patient] if whose.patient else family)),
        picture_link=picture_link,
        own=own_texts_of(clinic),
        among=whose.among,
    )
    turn = replace(turn, may_answer=_may_answer(turn, now))
    reply = _read(turn, inbound)
    found = screen(body)
    text.meaning = _meaning(reply, found)
    text.save(update_fields=["meaning"])
    mark_reached(clinic, inbound.sender)
    hear_of([whose.patient.pk] if whose.patient else [patient.pk for patient in family])
    if found.flagged:
        return _safety_answer(turn, reply, found, now, by_webhook=by_webhook)
    _no_longer_open(turn, whose, asked, now)
    words = _act(turn, reply, asked, now)
    if words is None or inbound.answered_by_provider:
        return None
    if not (turn.may_answer or _is_always_answered(turn, reply)):
        return None
    return _answer(turn, words, now, by_webhook=by_webhook)


def _keep(clinic: Clinic, inbound: Inbound, body: str, patient: Patient | None, now: datetime) -> Message:
    return Message.objects.create(
        clinic=clinic,
        patient=patient,
        direction=Direction.IN,
        kind=MessageKind.INBOUND,
        our_number=inbound.to,
        their_number=inbound.sender[:32],
        body=body,
        segments=segments(body).count,
        media=list(inbound.media),
        sid=inbound.sid,
        state="received",
        created_at=now,
        settled_at=now,
    )


def _read(turn: Turn, inbound: Inbound) -> Reply:
    if keyword := _PROVIDER_KEYWORDS.get(inbound.keyword):
        return keyword
    if is_yes(turn.words) and turn.opted_out:
        return Reply(Intent.START)
    if inbound.media and not inbound.body.strip():
        return Reply(Intent.UNKNOWN, needs_human=True)
    return read_reply(corrected(turn.words) or turn.words)


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


def _safety_answer(turn: Turn, reply: Reply, found: Screen, now: datetime, *, by_webhook: bool) -> Message:
    """The fixed text, whatever the opt-out and the consent. What else the text says is kept as well."""
    alert = raise_safety_alert(
        found, turn.clinic, turn.patient, cause=turn.text.pk, message=turn.text, now=now
    )
    if reply.intent in (Intent.STOP, Intent.START):
        _keyword(turn, reply, now)
    elif (
        turn.patient is not None
        and reply.intent in REPORTS
        and report(turn, turn.patient, reply, now) is None
    ):
        pass_on(turn, now)
    if turn.guide is not None:
        close(turn.guide, GuideEnd.STOPPED, now=now, message=turn.text)
    keep_in_thread(turn, now)
    language = turn.patient.language if turn.patient else turn.clinic.language
    words = Words(safety_text(found, turn.clinic, language))
    alert.answer = _answer(turn, words, now, kind=MessageKind.SAFETY, by_webhook=by_webhook)
    alert.save(update_fields=["answer"])
    return alert.answer


def _is_always_answered(turn: Turn, reply: Reply) -> bool:
    """The one confirmation, HELP, and the one apology unless that number has opted out."""
    if reply.intent is Intent.START and turn.frozen:
        return False
    return reply.intent in _KEYWORDS or ("wrong_number" in turn.text.meaning and not turn.opted_out)


def _may_answer(turn: Turn, now: datetime) -> bool:
    """After STOP only the one confirmation; without consent nothing; a stranger who wrote is answered.

    To a frozen number goes nothing but the one confirmation, the one apology and HELP.
    """
    if turn.frozen:
        return False
    if turn.opted_out or _answered_enough(turn, now):
        return False
    return turn.patient is None or _has_consent(turn.patient)


def _has_consent(patient: Patient) -> bool:
    return patient.consents.filter(revoked_at__isnull=True).exists()


def _answered_enough(turn: Turn, now: datetime) -> bool:
    """Whether the number was answered so often that a machine must be at the other end."""
    lately = Message.objects.out().filter(
        clinic=turn.clinic,
        their_number=turn.number,
        kind=MessageKind.ANSWER,
        created_at__gt=now - timedelta(hours=1),
    )
    return lately.count() >= (ANSWERS_AN_HOUR_GUIDED if turn.guide else ANSWERS_AN_HOUR)


def _act(turn: Turn, reply: Reply, asked: list[Message], now: datetime) -> Words | None:
    """Does what the text asks for; returns the answer, None for none."""
    wrong = reply.intent in _MAY_BE_WRONG_NUMBER and is_wrong_number(turn.text)
    newly = wrong and freeze_wrong_number(turn.text, now=now)
    if reply.intent in _KEYWORDS:
        said = _keyword(turn, reply, now)
        return Words(said) if said else None
    if wrong:
        return _apologize(turn) if newly else None
    if turn.among and _must_know_who(turn, reply) and turn.may_answer and not _waits_for_a_name(asked):
        return _ask_whose(turn, now)
    if turn.patient is not None and not turn.frozen:
        words = _from_patient(turn, turn.patient, reply, asked, now)
        if words is not None:
            return words
    if _is_thanks(turn):
        return None
    pass_on(turn, now)
    return Words(words_of(turn, "passed_on"))


def _is_thanks(turn: Turn) -> bool:
    """A thank-you while we wait for nothing: nobody has to read or to answer it."""
    waits = turn.reminder is not None and turn.reminder.answered_at is None
    return turn.patient is not None and not waits and is_thanks(turn.words)


def _keyword(turn: Turn, reply: Reply, now: datetime) -> str | None:
    """STOP, START and HELP, whoever sends them."""
    if reply.intent == Intent.HELP:
        return words_of(turn, "help")
    if turn.overtaken:
        return None
    if reply.intent == Intent.STOP:
        topic = read_topic(turn.words)
        newly = opt_out(
            turn.clinic, turn.number, source=turn.text.body.strip() or "STOP", topic=topic, now=now
        )
        if turn.guide is not None and topic is not Topic.VISITS:
            close(turn.guide, GuideEnd.STOPPED, now=now, message=turn.text)
        if reply.needs_human:
            pass_on(turn, now)
        return words_of(turn, STOPPED_TEXT[topic]) if newly else None
    newly = opt_in(turn.clinic, turn.number, source=turn.text.body.strip(), now=now)
    if not newly and turn.patient is not None and (words := resume(turn.patient, now=now)) is not None:
        return words
    if turn.patient is None or _has_consent(turn.patient):
        return words_of(turn, "started")
    pass_on(turn, now)
    return None


def _apologize(turn: Turn) -> Words:
    turn.text.meaning["wrong_number"] = True
    turn.text.save(update_fields=["meaning"])
    return Words(words_of(turn, "wrong_number"))


def _from_patient(
    turn: Turn, patient: Patient, reply: Reply, asked: list[Message], now: datetime
) -> Words | None:
    """What somebody we know says or asks for; None when a person must read it."""
    if turn.may_answer and (answer := _led(turn, patient, now)) is not None:
        return answer
    words = _told(turn, patient, reply, asked, now)
    return Words(words) if words is not None else None


def _led(turn: Turn, patient: Patient, now: datetime) -> Words | None:
    """What is led by a command: the program by text, what staff have answered, and the other commands."""
    if asks_for_more(turn.words) and (rest := _rest(turn)) is not None:
        return rest
    if (led := lead(turn, patient, now)) is not None:
        return led
    if opens(turn.words):
        return begin(turn, patient, now)
    if asks_to_read(turn.words):
        return _read_out(turn, patient, now)
    command = _command(turn)
    return _carried_out(turn, patient, command, now) if command else None


def _command(turn: Turn) -> Command | None:
    zone = turn.patient.timezone if turn.patient else turn.clinic.timezone
    return read_command(turn.words, today=local_date(turn.at, zone))


def _carried_out(turn: Turn, patient: Patient, command: Command, now: datetime) -> Words:
    """WHO, WHEN, TIME, PAUSE, FLARE or CALL. What else stands beside CALL is for staff to read."""
    if command.kind in (CommandKind.FLARE, CommandKind.CALL):
        answer_reminder(turn, now)
    if command.kind is CommandKind.CALL and len(turn.words.split()) > SHORT_WORDS:
        keep_in_thread(turn, now)
    return Words(carry_out(patient, command, turn.text, now=now))


def _read_out(turn: Turn, patient: Patient, now: datetime) -> Words:
    """What staff have answered and the patient has not read."""
    first, *rest = read_answers(patient, now=now) or [words_of(turn, "read_all")]
    return Words(first, rest=tuple(rest))


def _rest(turn: Turn) -> Words | None:
    """What was left of the newest text to that number, if it was too long for one."""
    newest = (
        Message.objects.out()
        .filter(clinic=turn.clinic, their_number=turn.number, created_at__gt=turn.at - ASKED_ONCE_IN)
        .order_by("-created_at")
        .first()
    )
    rest = newest.meaning.get("rest", ()) if newest else ()
    return Words(rest[0], rest=tuple(rest[1:])) if rest else None


def _told(turn: Turn, patient: Patient, reply: Reply, asked: list[Message], now: datetime) -> str | None:
    """What the text says of the exercises."""
    if (days := days_logged(turn, patient)) is not None:
        return log_days(turn, patient, days, now)
    if reply.intent in REPORTS:
        return report(turn, patient, reply, now)
    if reply.intent is Intent.SNOOZE:
        return later(turn, patient, reply, now)
    if reply.intent is Intent.UNKNOWN and _is_worth_asking(turn, reply, asked):
        return _ask(turn, "asked", words_of(turn, "asked_back"), now)
    return None


# --- one question back ---------------------------------------------------------------------------------------------


def _asked_lately(clinic: Clinic, number: str, at: datetime) -> list[Message]:
    """The texts of the last day from that number that were answered with a question, the newest first."""
    texts = Message.objects.filter(
        clinic=clinic, their_number=number, direction=Direction.IN, created_at__gt=at - ASKED_ONCE_IN
    )
    return [text for text in texts.order_by("-created_at") if {"asked", "asked_whose"} & text.meaning.keys()]


def _waits_for_a_name(asked: list[Message]) -> Message | None:
    return next((text for text in asked if text.meaning.get("asked_whose") == "open"), None)


def _is_worth_asking(turn: Turn, reply: Reply, asked: list[Message]) -> bool:
    """Whether a short text that says nothing clear may be the answer to a reminder; asked once, then a person reads.

    Who may not be answered cannot be asked, so a person reads that too; and so for those who are not texted in English,
    as the words of danger of other languages have not been tried on what patients truly write.
    """
    if (
        reply.needs_human
        or spoken(language_of(turn)) != "en"
        or turn.reminder is None
        or turn.reminder.answered_at is not None
    ):
        return False
    once = not any("asked" in text.meaning for text in asked)
    return turn.may_answer and once and 0 < len(turn.words.split()) <= SHORT_WORDS


def _must_know_who(turn: Turn, reply: Reply) -> bool:
    """Whether the text is something to be kept or done for one of a family."""
    if opens(turn.words) or asks_to_read(turn.words) or _command(turn) is not None:
        return True
    return not reply.needs_human and reply.intent in (*REPORTS, Intent.SNOOZE)


def _ask_whose(turn: Turn, now: datetime) -> Words:
    names = one_of(language_of(turn), turn.among)
    return Words(_ask(turn, "asked_whose", words_of(turn, "whose", names=names), now))


def _ask(turn: Turn, what: str, words: str, now: datetime) -> str:
    """Remembers that the text was answered with a question. A person sees it until the patient has answered that."""
    turn.text.meaning[what] = "open"
    turn.text.save(update_fields=["meaning"])
    raise_alert(
        AlertKind.MESSAGE,
        clinic=turn.clinic,
        patient=turn.patient,
        detail="A text that was not clear. The patient was asked back and has not answered yet.",
        key=f"message:{turn.text.pk}",
        now=now,
        message=turn.text,
    )
    return words


def _no_longer_open(turn: Turn, whose: Whose, asked: list[Message], now: datetime) -> None:
    """The patient has answered what was asked back: nobody needs to read that text any more."""
    for text in asked:
        answered = text.meaning.get("asked") == "open" or (whose.explained and text.pk == whose.explained.pk)
        if not answered:
            continue
        for what in ("asked", "asked_whose"):
            if what in text.meaning:
                text.meaning[what] = "answered"
        text.save(update_fields=["meaning"])
        withdraw_alert(
            turn.clinic, f"message:{text.pk}", reason="The patient has answered what was asked.", now=now
        )


# --- the answer ----------------------------------------------------------------------------------------------------


def _answer(
    turn: Turn,
    words: Words,
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
        body=words.text,
        segments=segments(words.text).count,
        media=list(words.media),
        meaning={"rest": list(words.rest)} if words.rest else {},
        state=MessageState.UNKNOWN if by_webhook else MessageState.ABSENT,
        by_twiml=by_webhook,
        answers=turn.text,
        created_at=now,
        attempted_at=now if by_webhook else None,
        attempts=1 if by_webhook else 0,
        try_at=None if by_webhook else now,
        send_before=now + ANSWER_WITHIN,
    )
