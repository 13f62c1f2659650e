"""What a patient says of their exercises by text: kept as check-ins, corrected, logged afterwards, put off."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import NAMESPACE_URL, uuid5
from zoneinfo import ZoneInfo

from exercises.actions.check_in import CheckInGiven, is_high, record_check_in
from exercises.actions.guide import report_round
from exercises.actions.snooze import put_off
from exercises.actions.turn import Turn, answer_reminder, pass_on, session_of, words_of
from exercises.errors import Refusal
from exercises.models import CheckIn, Guide, Patient
from exercises.reads.clinic_texts import emergency_number
from exercises.reads.plans import plans_of
from exercises.rules.guide import Walk
from exercises.rules.replies import Intent, Reply
from exercises.rules.reply_commands import read_days, read_snooze
from exercises.rules.sessions import SessionName, local_date, plan_day
from exercises.rules.wording import noted_text, weekday
from exercises.terms import CheckInSource, Outcome

CORRECTED_WITHIN = timedelta(hours=24)

OUTCOMES = {Intent.DONE: Outcome.DONE, Intent.PARTIAL: Outcome.PART, Intent.SKIP: Outcome.SKIPPED}
REPORTS = (*OUTCOMES, Intent.PAIN_ONLY)


def report(turn: Turn, patient: Patient, reply: Reply, now: datetime) -> str | None:
    """Keeps what the text says of a session; the words of the answer, None when a person must read it."""
    if turn.guide is not None and not turn.corrects:
        return _report_of_guide(turn, turn.guide, patient, reply, now)
    return _kept(turn, patient, reply, _sessions_meant(turn, patient), now)


def _report_of_guide(turn: Turn, guide: Guide, patient: Patient, reply: Reply, now: datetime) -> str | None:
    """A report in the middle of a round that is followed by text is about that round, and ends it; a pain does not."""
    if reply.intent is Intent.PAIN_ONLY:
        words = _kept(turn, patient, reply, [session_of(guide)], now)
        if words is None or is_high(reply.pain, patient):
            return words
        return words_of(turn, "guide_pain", pain=str(reply.pain))
    walk = report_round(guide, shown_is_done=reply.intent is Intent.DONE, now=now)
    return _kept(turn, patient, _as_walked(reply, walk), [session_of(guide)], now, walk=walk)


def _as_walked(reply: Reply, walk: Walk) -> Reply:
    """DONE is all that was not left out; "can't go on" after some of it is a part."""
    if reply.intent is Intent.DONE and walk.left_out:
        part = 1 - walk.left_out / len(walk.steps)
        return replace(reply, intent=Intent.PARTIAL if part else Intent.SKIP, completed=round(part, 2))
    if reply.intent is Intent.SKIP and walk.done:
        return replace(reply, intent=Intent.PARTIAL, completed=walk.fraction)
    return reply


def _kept(
    turn: Turn,
    patient: Patient,
    reply: Reply,
    sessions: Sequence[SessionName],
    now: datetime,
    *,
    walk: Walk | None = None,
) -> str | None:
    """Keeps the report for these sessions, with what was said of each exercise where a round was followed by text."""
    outcome = OUTCOMES.get(reply.intent)
    try:
        for session in sessions:
            given = CheckInGiven(
                client_id=uuid5(NAMESPACE_URL, f"{turn.text.pk}/{session}"),
                session=session,
                outcome=outcome,
                completed=reply.completed,
                pain=reply.pain,
                difficulty=reply.difficulty or "",
                reason=reply.reason or "",
                at=turn.at,
                items=walk.said_of_items() if walk else (),
            )
            record_check_in(patient, given, source=CheckInSource.TEXT, now=now, message=turn.text)
    except Refusal:
        return None
    high = is_high(reply.pain, patient)
    if reply.needs_human and not high:
        pass_on(turn, now)
    return noted_text(
        patient.language,
        first_name=patient.first_name,
        outcome=outcome,
        pain=reply.pain,
        high=high,
        emergency_number=emergency_number(turn.clinic, patient.language),
        part=_part(walk, reply),
        goes_on=outcome is Outcome.DONE and walk is not None and not walk.is_through,
        own=turn.own,
    )


def _part(walk: Walk | None, reply: Reply) -> tuple[int, int] | None:
    """How many exercises of the round are done, as the report says; None where it was not followed by text."""
    if walk is None or reply.completed is None:
        return None
    return round(reply.completed * len(walk.steps)), len(walk.steps)


def days_logged(turn: Turn, patient: Patient) -> tuple[date, ...] | None:
    return read_days(turn.words, today=local_date(turn.at, patient.timezone))


def log_days(turn: Turn, patient: Patient, days: Sequence[date], now: datetime) -> str:
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
        kept.append(weekday(patient.language, day))
    if not kept:
        return words_of(turn, "log_how")
    return words_of(turn, "logged", days=", ".join(kept))


def later(turn: Turn, patient: Patient, reply: Reply, now: datetime) -> str:
    """Plans the text the patient asks for, and says when it comes; who has no reminders is told how to get some."""
    lost = False
    if reply.pain is not None:
        pain = replace(reply, intent=Intent.PAIN_ONLY, needs_human=False)
        lost = _kept(turn, patient, pain, _sessions_meant(turn, patient), now) is None
    if reply.needs_human or lost:
        pass_on(turn, now)
    else:
        answer_reminder(turn, now)
    wished = read_snooze(turn.words, now_local=turn.at.astimezone(ZoneInfo(patient.timezone)))
    comes = put_off(patient, turn.reminder, wished, now=now)
    if comes.at is None:
        return words_of(turn, "snoozed_open" if comes.has_times else "when_none")
    if comes.as_asked:
        return words_of(turn, "snoozed", time=f"{comes.at:%H:%M}")
    return words_of(turn, "snoozed_next", time=f"{weekday(patient.language, comes.at)} {comes.at:%H:%M}")


def _sessions_meant(turn: Turn, patient: Patient) -> list[SessionName]:
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


def _reported_last(turn: Turn, patient: Patient) -> list[SessionName]:
    """The sessions that the newest text of the last day reported."""
    texts = CheckIn.objects.filter(
        patient=patient, message__isnull=False, received_at__gt=turn.at - CORRECTED_WITHIN
    )
    newest = texts.order_by("-id").values_list("message", flat=True).first()
    rows = texts.filter(message=newest).order_by("id").values_list("day", "round") if newest else ()
    return [SessionName(day, number) for day, number in rows]
