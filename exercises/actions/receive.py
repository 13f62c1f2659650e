"""A text from a patient's phone: kept, read, and answered. A second delivery changes nothing.

What is looked at first: danger, then the carriers' words, then commands (those of a round that is followed by text
before the others), then what the text reports.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from exercises.actions.asking import asked_lately, no_longer_open, waits_for_a_name
from exercises.actions.delivery import mark_reached
from exercises.actions.guide import close, guide_open_on
from exercises.actions.keeping import hear_of
from exercises.actions.opting import is_opted_out
from exercises.actions.reply import KEYWORDS, act, keyword
from exercises.actions.report import REPORTS, report
from exercises.actions.safety import raise_safety_alert, safety_text
from exercises.actions.send import ANSWER_WITHIN
from exercises.actions.turn import Turn, Words, fitted, keep_in_thread, language_of, pass_on
from exercises.actions.whose import whose_text
from exercises.models import Clinic, Guide, Message, Patient
from exercises.reads.clinic_texts import own_texts_of
from exercises.reads.texting import has_consent
from exercises.rules.lifecycle import MessageState
from exercises.rules.links import without_token
from exercises.rules.pictures import LinkOf
from exercises.rules.redflags import Screen, screen
from exercises.rules.replies import Intent, Reply, is_yes, read_reply
from exercises.rules.reply_commands import corrected
from exercises.rules.texts import segments
from exercises.terms import Direction, GuideEnd, MessageKind

RULES = "replies-5"
"""The version of the reading rules, kept with every text."""

LONGEST_BODY = 1600
LONGEST_NUMBER = 16
MOST_ON_A_PHONE = 8

ANSWERS_AN_HOUR = 20
"""To one number; more than that is two machines talking."""

ANSWERS_AN_HOUR_GUIDED = 100
"""The same while a round is followed by text."""

_PROVIDER_KEYWORDS = {intent.upper(): Reply(intent) for intent in KEYWORDS}


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
    picture_link: LinkOf | None = None,
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
    picture_link: LinkOf | None,
    *,
    now: datetime,
    by_webhook: bool,
) -> Message | None:
    at = inbound.at or now
    body = without_token(inbound.body.replace("\x00", "")[:LONGEST_BODY])
    family = list(
        Patient.objects.on_number(clinic, inbound.sender).select_related("clinic").locked()[:MOST_ON_A_PHONE]
    )
    asked = tuple(asked_lately(clinic, inbound.sender, at))
    guide = guide_open_on(clinic.pk, inbound.sender, at=at)
    whose = whose_text(
        clinic, family, inbound.sender, body, guide=guide, unexplained=waits_for_a_name(asked), at=at
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
        at=whose.explained.created_at if whose.explained else at,
        opted_out=is_opted_out(clinic, inbound.sender),
        may_answer=False,
        overtaken=inbound.overtaken,
        corrects=corrected(whose.words) is not None,
        frozen=any(one.number_frozen_at for one in ([whose.patient] if whose.patient else family)),
        picture_link=picture_link,
        own=own_texts_of(clinic),
        among=whose.among,
        asked=asked,
    )
    turn = replace(turn, may_answer=_may_answer(turn, family, now))
    reply = _read(turn, inbound)
    found = screen(body)
    text.meaning = _meaning(reply, found)
    text.save(update_fields=["meaning"])
    mark_reached(clinic, inbound.sender)
    hear_of([whose.patient.pk] if whose.patient else [patient.pk for patient in family])
    if found.flagged:
        return _safety_answer(turn, reply, found, family, now, sure=whose.sure, by_webhook=by_webhook)
    no_longer_open(turn, reply, whose.explained, now)
    words = act(turn, reply, now)
    if words is None or inbound.answered_by_provider:
        return None
    if not (turn.may_answer or _is_always_answered(turn, reply)):
        return None
    return _answer(turn, fitted(turn, words), now, by_webhook=by_webhook)


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
    if taken_for := _PROVIDER_KEYWORDS.get(inbound.keyword):
        return taken_for
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


def _safety_answer(
    turn: Turn,
    reply: Reply,
    found: Screen,
    family: list[Patient],
    now: datetime,
    *,
    sure: bool,
    by_webhook: bool,
) -> Message:
    """The fixed text, whatever the opt-out and the consent. What else the text says is kept as well.

    Where nothing tells who of a family wrote, each of them has the alert, so that none is reminded meanwhile.
    """
    of: dict[object, Patient | None] = {turn.text.pk: turn.patient}
    if len(family) > 1 and not sure:
        of = {f"{turn.text.pk}/{one.pk}": one for one in family}
    alerts = [
        raise_safety_alert(found, turn.clinic, one, cause=cause, message=turn.text, now=now)
        for cause, one in of.items()
    ]
    if reply.intent in (Intent.STOP, Intent.START):
        keyword(turn, reply, now)
    elif (
        turn.patient is not None
        and not turn.frozen
        and reply.intent in REPORTS
        and report(turn, turn.patient, reply, now) is None
    ):
        pass_on(turn, now)
    if turn.guide is not None:
        close(turn.guide, GuideEnd.STOPPED, now=now, message=turn.text)
    keep_in_thread(turn, now)
    words = Words(safety_text(found, turn.clinic, language_of(turn)))
    answer = _answer(turn, words, now, kind=MessageKind.SAFETY, by_webhook=by_webhook)
    for alert in alerts:
        alert.answer = answer
        alert.save(update_fields=["answer"])
    return answer


def _is_always_answered(turn: Turn, reply: Reply) -> bool:
    """The one confirmation, HELP, and the one apology unless that number has opted out."""
    if reply.intent is Intent.START and turn.frozen:
        return False
    return reply.intent in KEYWORDS or ("wrong_number" in turn.text.meaning and not turn.opted_out)


def _may_answer(turn: Turn, family: Sequence[Patient], now: datetime) -> bool:
    """After STOP only the one confirmation; without consent nothing; a stranger who wrote is answered.

    To a frozen number goes nothing but the one confirmation, the one apology and HELP.
    """
    if turn.frozen:
        return False
    if turn.opted_out or _answered_enough(turn, now):
        return False
    known = [turn.patient] if turn.patient else family
    return not known or any(has_consent(one) for one in known)


def _answered_enough(turn: Turn, now: datetime) -> bool:
    """Whether the number was answered so often that a machine must be at the other end."""
    lately = Message.objects.out().filter(
        clinic=turn.clinic,
        their_number=turn.number,
        kind=MessageKind.ANSWER,
        created_at__gt=now - timedelta(hours=1),
    )
    return lately.count() >= (ANSWERS_AN_HOUR_GUIDED if _guided_lately(turn, now) else ANSWERS_AN_HOUR)


def _guided_lately(turn: Turn, now: datetime) -> bool:
    followed = Guide.objects.filter(clinic=turn.clinic, number=turn.number)
    return followed.filter(last_at__gt=now - timedelta(hours=1)).exists()


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
