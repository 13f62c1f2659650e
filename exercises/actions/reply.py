"""What a text does: it stops or starts texts, asks for something, reports, or goes to a person."""

from datetime import datetime

from exercises.actions.asking import ask, is_worth_asking, waits_for_a_name
from exercises.actions.commands import is_command, led, rest_of
from exercises.actions.guide import close
from exercises.actions.numbers import freeze_wrong_number, is_wrong_number
from exercises.actions.opting import opt_in, opt_out
from exercises.actions.patient_commands import ask_for_call, resume
from exercises.actions.report import REPORTS, days_logged, later, log_days, report
from exercises.actions.turn import Turn, Words, language_of, pass_on, words_of
from exercises.models import Patient
from exercises.reads.texting import has_consent
from exercises.rules.patient_commands import asks_for_call
from exercises.rules.replies import Intent, Reply, is_thanks
from exercises.rules.reply_commands import says_more_than_days
from exercises.rules.texts import MOST_SEGMENTS, segments
from exercises.rules.topics import read_topic
from exercises.rules.wording import STOPPED_TEXT, one_of
from exercises.terms import GuideEnd, Topic

KEYWORDS = (Intent.STOP, Intent.START, Intent.HELP)
"""Who sends these is answered, known or not."""

_MAY_BE_WRONG_NUMBER = (Intent.WRONG_PERSON, Intent.UNKNOWN, Intent.QUESTION, Intent.STOP)
"""What may also say that the number is somebody else's."""


def act(turn: Turn, reply: Reply, now: datetime) -> Words | None:
    """Does what the text asks for; returns the answer, None for none."""
    wrong = reply.intent in _MAY_BE_WRONG_NUMBER and is_wrong_number(turn.text)
    newly = wrong and freeze_wrong_number(turn.text, now=now)
    if reply.intent in KEYWORDS:
        said = keyword(turn, reply, now)
        return Words(said) if said else None
    if wrong:
        return _apologize(turn) if newly else None
    if turn.may_answer and (rest := rest_of(turn)) is not None:
        return rest
    if turn.among and _must_know_who(turn, reply) and turn.may_answer and not waits_for_a_name(turn.asked):
        return _ask_whose(turn, now)
    if turn.patient is not None and not turn.frozen:
        words = _from_patient(turn, turn.patient, reply, now)
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


def _must_know_who(turn: Turn, reply: Reply) -> bool:
    """Whether the text is something to be kept or done for one of a family."""
    if is_command(turn):
        return True
    return not reply.needs_human and reply.intent in (*REPORTS, Intent.SNOOZE)


def _ask_whose(turn: Turn, now: datetime) -> Words:
    names = one_of(language_of(turn), turn.among)
    return Words(ask(turn, "asked_whose", words_of(turn, "whose", names=names), now))


def keyword(turn: Turn, reply: Reply, now: datetime) -> str | None:
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
    if turn.patient is None or has_consent(turn.patient):
        return words_of(turn, "started")
    pass_on(turn, now)
    return None


def _apologize(turn: Turn) -> Words:
    turn.text.meaning["wrong_number"] = True
    turn.text.save(update_fields=["meaning"])
    return Words(words_of(turn, "wrong_number"))


def _from_patient(turn: Turn, patient: Patient, reply: Reply, now: datetime) -> Words | None:
    """What somebody we know says or asks for; None when a person must read it."""
    if turn.text.media:
        pass_on(turn, now)  # a picture came along, and only a person can look at it
    if turn.may_answer and (answer := led(turn, patient, now)) is not None:
        return answer
    words = _told(turn, patient, reply, now)
    return Words(words) if words is not None else None


def _told(turn: Turn, patient: Patient, reply: Reply, now: datetime) -> str | None:
    """What the text says of the exercises."""
    days = days_logged(turn, patient)
    if days and (reply.pain is not None or reply.needs_human or reply.intent is Intent.SKIP):
        return None
    if days is not None:
        if says_more_than_days(turn.words):
            pass_on(turn, now)
        return log_days(turn, patient, days, now)
    if reply.intent in REPORTS:
        return _with_call(turn, patient, report(turn, patient, reply, now), now)
    if reply.intent is Intent.SNOOZE:
        return later(turn, patient, reply, now)
    if reply.intent is Intent.UNKNOWN and is_worth_asking(turn, reply):
        return ask(turn, "asked", words_of(turn, "asked_back"), now)
    return None


def _with_call(turn: Turn, patient: Patient, words: str | None, now: datetime) -> str | None:
    """ "Done 3, please call me" asks for a call as well; the answer says both where there is room."""
    if words is None or not asks_for_call(turn.words):
        return words
    both = f"{words} {ask_for_call(patient, turn.text, now=now)}"
    return both if segments(both).count <= MOST_SEGMENTS else words
