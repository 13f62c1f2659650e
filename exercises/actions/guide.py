"""The program by text: GO, then one exercise a text until DONE or EXIT. What was done becomes a check-in."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Q

from exercises.actions.check_in import CheckInGiven, record_check_in
from exercises.actions.keeping import lock
from exercises.actions.send import ANSWER_WITHIN, text_at_once
from exercises.actions.turn import Turn, Words, language_of, pass_on, session_of, shown, words_of
from exercises.errors import Refusal
from exercises.models import CheckIn, Exercise, Guide, Message, Patient
from exercises.models.bulk import is_any
from exercises.reads.clinic_texts import own_texts_of
from exercises.reads.texting import why_not_text
from exercises.reads.today import today
from exercises.rules.guide import PAUSE_ENDS_IT, Command, Step, Walk, leads
from exercises.rules.pictures import OTHER_SIDE
from exercises.rules.schedule import send_by
from exercises.rules.sessions import local_date
from exercises.rules.texts import MOST_SEGMENTS, gsm_safe, segments
from exercises.rules.wording import in_language, say
from exercises.terms import CheckInSource, GuideEnd, MessageKind, Outcome, Topic

_NO_STEPS = {"rest_day": "guide_rest_day", "held": "guide_held", "not_started": "guide_not_started"}
_GOES_ON = (Command.NEXT, Command.BACK, Command.HOW, Command.PICTURE)
"""What makes one that has been closed the same day go on."""


def guide_open_on(clinic: UUID, number: str, *, at: datetime) -> Guide | None:
    """The round that is followed on that phone, and was when a text was written `at` (told in whole seconds)."""
    opened = Guide.objects.open().filter(clinic=clinic, number=number, patient__phone=number)
    return opened.filter(opened_at__lte=at + timedelta(seconds=1)).first()


# --- beginning -----------------------------------------------------------------------------------------------------


def begin(turn: Turn, patient: Patient, now: datetime) -> Words:
    """The first exercise of the next round that is open, or of the one that was left: GO goes on where it was."""
    lock(patient)
    guide = Guide.objects.open().filter(patient=patient, number=turn.number).first()
    if guide is not None and _is_still_asked(guide, patient, now):
        return _step(turn, guide, _moved(guide, _walk(guide).resumed(), now), with_picture=True)
    close_others(turn, patient, now)
    plan = today(patient, now=now)
    if not plan["exercises"]:
        return Words(words_of(turn, _NO_STEPS.get(plan["reason"] or "", "guide_no_program")))
    if (left := _left_today(patient, turn, plan)) is not None:
        return _reopened(turn, left, Command.GO, now)
    number = next((one["round"] for one in plan["sessions"] if one["state"] == "open"), plan["rounds"])
    walk = Walk(_steps(plan, number))
    guide = Guide.objects.create(
        clinic=turn.clinic,
        patient=patient,
        number=turn.number,
        day=local_date(now, patient.timezone),
        round=number if plan["rounds"] > 1 else None,
        steps=walk.plain(),
        opened_at=now,
        last_at=now,
    )
    return _step(turn, guide, walk, with_picture=True, first=True)


def close_others(turn: Turn, patient: Patient, now: datetime) -> None:
    """Of one phone only one round is followed at a time, and of one patient only one on one phone."""
    others = Guide.objects.open().filter(clinic=turn.clinic)
    for guide in (*others.filter(number=turn.number), *others.filter(patient=patient)):
        close(guide, GuideEnd.LEFT, now=now, message=turn.text if guide.patient_id == patient.pk else None)


def _steps(plan: Mapping[str, Any], number: int) -> tuple[Step, ...]:
    """The exercises of that round of the day."""
    return tuple(
        Step(
            one["item"],
            one["exercise"],
            one["name"],
            one["dose_sentence"],
            one["cue"],
            side=one["dose"]["side"] if one["dose"]["side"] in OTHER_SIDE else "",
        )
        for one in plan["exercises"]
        if number in one["rounds"]
    )


def _left_today(patient: Patient, turn: Turn, plan: Mapping[str, Any]) -> Guide | None:
    """The round of today that was begun on this phone and left, if it is still what is asked for."""
    guide = _closed_last(patient, turn.number, date.fromisoformat(plan["date"]))
    if guide is None or guide.closed_because == GuideEnd.REPORTED or _walk(guide).is_through:
        return None
    number = guide.round or 1
    state = plan["sessions"][number - 1]["state"] if number <= plan["rounds"] else "done"
    return guide if _is_as_planned(guide, plan) and state in ("open", "part") else None


def _closed_last(patient: Patient, number: str, day: date) -> Guide | None:
    """The round of that day that was followed on that phone last and is closed."""
    closed = Guide.objects.filter(patient=patient, number=number, day=day, closed_at__isnull=False)
    return closed.order_by("-last_at", "-pk").first()


def _is_as_planned(guide: Guide, plan: Mapping[str, Any]) -> bool:
    """Whether its exercises and doses are those that the plan of its day has now."""
    asked = [(step.item, step.dose) for step in _steps(plan, guide.round or 1)]
    return asked == [(step.item, step.dose) for step in _walk(guide).steps]


# --- going on ------------------------------------------------------------------------------------------------------


def lead(turn: Turn, patient: Patient, now: datetime) -> Words | None:
    """What a command does in the round that is open, or was a moment ago; None when the text is no command of one."""
    command = leads(turn.words)
    if command is None:
        return None
    lock(patient)
    guide = Guide.objects.open().filter(pk=turn.guide.pk).first() if turn.guide else None
    if guide is None:
        return _go_on(turn, patient, command, now)
    if command is Command.PAINFUL:
        pass_on(turn, now)
    if command is not Command.EXIT and not _is_still_asked(guide, patient, now):
        close(guide, GuideEnd.LEFT, now=now, message=turn.text)
        return begin(turn, patient, now)
    return _led(turn, guide, command, now)


def _is_still_asked(guide: Guide, patient: Patient, now: datetime) -> bool:
    """Whether the round is what the plan asks for now: no hold, no open safety alert, no flare or revision since."""
    plan = today(patient, now=now)
    if plan["date"] != guide.day.isoformat():
        return bool(plan["exercises"]) or plan["reason"] == "rest_day"
    return _is_as_planned(guide, plan)


def _go_on(turn: Turn, patient: Patient, command: Command, now: datetime) -> Words | None:
    if command not in _GOES_ON:
        return None
    last = _closed_last(patient, turn.number, local_date(now, patient.timezone))
    if last is None or _walk(last).is_through:
        return None
    if not _is_still_asked(last, patient, now):
        return begin(turn, patient, now)
    if command is Command.HOW:
        return _how(turn, _walk(last))
    if command is Command.PICTURE:
        return _picture(turn, _walk(last))
    return _reopened(turn, last, command, now)


def _reopened(turn: Turn, guide: Guide, command: Command, now: datetime) -> Words:
    close_others(turn, guide.patient, now)
    guide.closed_at, guide.closed_because = None, ""
    guide.save(update_fields=["closed_at", "closed_because"])
    if command in (Command.GO, Command.NEXT):
        return _step(turn, guide, _moved(guide, _walk(guide).resumed(), now), with_picture=True)
    return _led(turn, guide, command, now)


def _led(turn: Turn, guide: Guide, command: Command, now: datetime) -> Words:
    walk = _walk(guide)
    match command:
        case Command.GO:
            return _step(turn, guide, _moved(guide, walk.resumed(), now), with_picture=True)
        case Command.NEXT:
            return _forward(turn, guide, walk, "done", now)
        case Command.SKIP:
            return _forward(turn, guide, walk, "skipped", now)
        case Command.PAINFUL:
            return _forward(turn, guide, walk.rated("hard"), "skipped", now)
        case Command.BACK:
            return _step(turn, guide, _moved(guide, walk.back(), now), with_picture=False)
        case Command.HOW:
            _moved(guide, walk, now)
            return _how(turn, walk)
        case Command.PICTURE:
            _moved(guide, walk, now)
            return _picture(turn, walk)
        case Command.HARD | Command.EASY:
            _moved(guide, walk.rated(command.value), now)
            return Words(words_of(turn, f"guide_{command.value}", exercise=walk.here.name))
        case Command.EXIT:
            return leave(turn, guide, now)


def _forward(turn: Turn, guide: Guide, walk: Walk, said: str, now: datetime) -> Words:
    ends = walk.is_last
    walk = _moved(guide, walk.forward(said), now)
    if ends:
        return Words(words_of(turn, "guide_last"))
    return _step(turn, guide, walk, with_picture=True)


def _walk(guide: Guide) -> Walk:
    return Walk.read(guide.steps, guide.place)


def _moved(guide: Guide, walk: Walk, now: datetime) -> Walk:
    guide.steps, guide.place, guide.last_at = walk.plain(), walk.place, now
    guide.save(update_fields=["steps", "place", "last_at"])
    return walk


def _step(turn: Turn, guide: Guide, walk: Walk, *, with_picture: bool, first: bool = False) -> Words:
    """One exercise in a text: its place, name and dose, its cue where there is room, and what to reply."""
    here = walk.here
    said = {
        "place": str(walk.place + 1),
        "of": str(len(walk.steps)),
        "exercise": here.name,
        "dose": here.dose,
    }
    name = "guide_first" if first else "guide_step"
    for cue in (f" {here.cue}" if here.cue else "", ""):
        text = words_of(turn, name, cue=cue, **said)
        words = shown(turn, text, here) if with_picture else Words(text)
        if segments(words.text).count <= MOST_SEGMENTS:
            break
    return words


def _picture(turn: Turn, walk: Walk) -> Words:
    text = words_of(turn, "guide_picture", exercise=walk.here.name)
    return shown(turn, text, walk.here)


def _how(turn: Turn, walk: Walk) -> Words:
    """The steps of the exercise, then when to stop and what to be careful about, in as many texts as it takes."""
    exercise = Exercise.objects.get(pk=walk.here.exercise)
    texts = in_language(exercise.texts, language_of(turn))
    lines = [
        words_of(turn, "guide_steps", exercise=texts["name"], text=" ".join(texts["steps"])),
        words_of(turn, "guide_stop_if", text="; ".join(texts["stop_if"])) if texts["stop_if"] else "",
        words_of(turn, "guide_careful", text=" ".join(texts["cautions"])) if texts["cautions"] else "",
    ]
    return Words(gsm_safe(" ".join(line for line in lines if line)))


# --- the end -------------------------------------------------------------------------------------------------------


def leave(turn: Turn, guide: Guide, now: datetime) -> Words:
    """EXIT: what was done is noted, and GO goes on with the rest."""
    walk = _walk(guide)
    close(guide, GuideEnd.LEFT, now=now, message=turn.text)
    if not walk.done:
        return Words(words_of(turn, "guide_left_none"))
    return Words(words_of(turn, "guide_left", done=str(walk.done), of=str(len(walk.steps))))


def close(guide: Guide, because: GuideEnd, *, now: datetime, message: Message | None = None) -> None:
    """Ends the round; what was done of it is kept as a check-in, unless the patient has reported it otherwise.

    Nothing is kept where nothing was done, or where the plan has changed so that the round is no more.
    """
    closed = Guide.objects.open().filter(pk=guide.pk).update(closed_at=now, closed_because=because)
    walk = _walk(guide)
    if not closed or because is GuideEnd.REPORTED or not walk.done:
        return
    if _is_told_whole(guide):
        return
    outcome = Outcome.DONE if walk.done == len(walk.steps) else Outcome.PART
    given = CheckInGiven(
        client_id=uuid5(NAMESPACE_URL, f"guide:{guide.pk}/{guide.last_at.isoformat()}/{because}"),
        session=session_of(guide),
        outcome=outcome,
        completed=walk.fraction,
        items=walk.said_of_items(),
        at=guide.last_at,
    )
    try:
        record_check_in(guide.patient, given, source=CheckInSource.TEXT, now=now, message=message)
    except Refusal:
        return


def _is_told_whole(guide: Guide) -> bool:
    """Whether the session was reported as done before the round began, or on another way than by text."""
    told = CheckIn.objects.filter(patient=guide.patient_id, day=guide.day, outcome=Outcome.DONE)
    apart = Q(received_at__lt=guide.opened_at) | ~Q(source=CheckInSource.TEXT)
    return told.filter(apart, Q(round=guide.round) | Q(round=None)).exists()


def report_round(guide: Guide, *, shown_is_done: bool, now: datetime) -> Walk:
    """Ends the round for a report of the patient's own, which the caller keeps; returns how it stands.

    With `shown_is_done` the exercise that was texted last is done too.
    """
    walk = _walk(guide)
    if shown_is_done and not walk.here.said:
        walk = _moved(guide, walk.forward("done"), now)
    close(guide, GuideEnd.REPORTED, now=now)
    return walk


def close_stale(*, now: datetime, limit: int = 100) -> int:
    """Closes the rounds nobody went on with, and says so where that is still welcome; returns how many."""
    stale = Guide.objects.open().filter(last_at__lte=now - PAUSE_ENDS_IT)
    if not is_any(stale, by="last_at"):
        return 0
    closed = 0
    for guide in stale.select_related("patient", "patient__clinic").order_by("last_at")[:limit]:
        with transaction.atomic():
            lock(guide.patient)
            if Guide.objects.open().filter(pk=guide.pk, last_at=guide.last_at).exists():
                close(guide, GuideEnd.TIMED_OUT, now=now)
                _tell_closed(guide, now)
                closed += 1
    return closed


def _tell_closed(guide: Guide, now: datetime) -> None:
    """One text, and only while texts are welcome: we start it, nobody has asked for it."""
    patient, walk = guide.patient, _walk(guide)
    clinic, local = patient.clinic, now.astimezone(ZoneInfo(patient.timezone))
    welcome = (
        walk.done
        and local.date() == guide.day
        and patient.phone == guide.number
        and why_not_text(patient, about=Topic.EXERCISE, now=now) is None
        and _is_still_asked(guide, patient, now)
        and not _is_told_whole(guide)
    )
    if welcome:
        values = {"first_name": patient.first_name, "done": str(walk.done), "of": str(len(walk.steps))}
        words = say("guide_timed_out", patient.language, values, own_texts_of(clinic))
        text = text_at_once(clinic, MessageKind.ANSWER, to=guide.number, body=words, patient=patient, now=now)
        zone = ZoneInfo(patient.timezone)
        text.send_before = send_by(
            now, lateness_limit=ANSWER_WITHIN, zone=zone, allowed_until=clinic.allowed_until
        )
        text.save(update_fields=["send_before"])
