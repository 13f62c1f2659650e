"""Does what a patient asks for in a word, and answers in one text: WHO, WHEN, TIME, PAUSE, FLARE, CALL, RESUME."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from itertools import islice
from uuid import NAMESPACE_URL, uuid5

from django.db import transaction

from exercises.actions.alert import raise_alert
from exercises.actions.check_in import CheckInGiven, record_check_in
from exercises.actions.flare import open_flare, tell_of_flare
from exercises.actions.reminders import MOST_TIMES_A_DAY, Wish, set_reminder, times_of
from exercises.errors import Invalid, NothingToEase, SessionNotExpected
from exercises.models import Alert, Message, Patient, Reminder, ReminderSetting
from exercises.reads.clinic_texts import emergency_number, own_texts_of
from exercises.rules.patient_commands import LONGEST_PAUSE, Command, CommandKind
from exercises.rules.schedule import ONE_DAY, slots_between
from exercises.rules.sessions import SessionName, local_date
from exercises.rules.wording import say, weekday
from exercises.terms import AlertKind, CheckInSource, FlareSource

SLOTS_TOLD = 3
LOOKED_AHEAD = timedelta(days=400)
EVERY_DAY = frozenset(range(7))


def carry_out(patient: Patient, command: Command, text: Message | None, *, now: datetime) -> str:
    """Does what the command asks for; returns the words of the answer. `text` is the text it came in."""
    match command.kind:
        case CommandKind.WHO:
            return who_text(patient)
        case CommandKind.WHEN:
            return when_text(patient, now=now)
        case CommandKind.TIME:
            return change_times(patient, command.times, now=now)
        case CommandKind.PAUSE:
            return pause_reminders(patient, command.until, now=now)
        case CommandKind.FLARE:
            return flare_up(patient, text, pain=command.pain, now=now)
        case CommandKind.CALL:
            return ask_for_call(patient, text, now=now)


def who_text(patient: Patient) -> str:
    """Who is responsible for the patient, by the name the clinic shows; the clinic alone where nobody is."""
    practitioner = patient.practitioner
    if practitioner is None or not practitioner.active:
        return _say("who_clinic", patient)
    return _say("who", patient, practitioner=str(practitioner))


def when_text(patient: Patient, *, now: datetime) -> str:
    """The next reminders on the patient's own clock, or why none comes."""
    setting = _setting(patient)
    if setting is None:
        return _say("when_none", patient)
    if setting.paused_until is not None and _is_paused(setting, patient, now):
        return _say("when_paused", patient, day=_day(patient, setting.paused_until))
    return _say("when", patient, slots=_next_slots(setting, patient, now))


def change_times(patient: Patient, times: Sequence[time], *, now: datetime) -> str:
    """Reminds at these local times from now on, on the same weekdays as before; without a setting on all of them."""
    if not times:
        return _say("times_how", patient)
    setting = _setting(patient)
    weekdays = frozenset(setting.weekdays) if setting else EVERY_DAY
    wish = Wish(tuple(times), weekdays, setting.paused_until if setting else None)
    try:
        setting = set_reminder(patient, wish, by=None, now=now)
    except Invalid:
        clinic = patient.clinic
        if len(times) > MOST_TIMES_A_DAY:
            return _say("times_many", patient, most=str(MOST_TIMES_A_DAY))
        hours = {"from": f"{clinic.allowed_from:%H:%M}", "until": f"{clinic.allowed_until:%H:%M}"}
        return _say("times_quiet", patient, **hours)
    slots = _next_slots(setting, patient, now, most=1)
    return _say("times_changed", patient, times=", ".join(setting.times), slots=slots)


def pause_reminders(patient: Patient, until: date | None, *, now: datetime) -> str:
    """No reminders before the local date `until`. Without one, and past the longest pause, it is asked for."""
    setting = _setting(patient)
    if setting is None:
        return _say("when_none", patient)
    today = local_date(now, patient.timezone)
    if until is None or not today < until <= today + LONGEST_PAUSE:
        return _say("pause_how", patient, most=str(LONGEST_PAUSE.days))
    set_reminder(patient, _wish(setting, until), by=None, now=now)
    return _say("paused", patient, day=_day(patient, until))


def resume(patient: Patient, *, now: datetime) -> str | None:
    """Ends a pause; None when there is none."""
    setting = _setting(patient)
    if setting is None or not _is_paused(setting, patient, now):
        return None
    setting = set_reminder(patient, _wish(setting, None), by=None, now=now)
    return _say("resumed", patient, slots=_next_slots(setting, patient, now, most=1))


@transaction.atomic
def flare_up(patient: Patient, text: Message | None, *, pain: int | None = None, now: datetime) -> str:
    """Opens a flare and tells staff. A `pain` told with it is kept, and raises what it raises."""
    told = pain is not None and _keep_pain(patient, text, pain, now)
    try:
        flare, is_new = open_flare(patient, source=FlareSource.TEXT, message=text, now=now)
    except NothingToEase:
        words = "Reports a flare, and no program is active."
        words += f" Pain {pain} of 10." if pain is not None and not told else ""
        tell_of_flare(patient, words, message=text, now=now)
        return _say("flare_waits", patient)
    if Alert.objects.open().filter(patient=patient, kind=AlertKind.SAFETY).exists():
        return _say("flare_waits", patient)
    if not is_new:
        tell_of_flare(patient, "Reports the flare again.", message=text, now=now)
        return _say("flare_known", patient, day=_day(patient, flare.until - ONE_DAY))
    check = Reminder.objects.filter(flare=flare).first()
    return (
        _say("flare_opened", patient, time=f"{check.at:%H:%M}")
        if check
        else _say("flare_opened_unasked", patient)
    )


def _keep_pain(patient: Patient, text: Message | None, pain: int, now: datetime) -> bool:
    """The pain as a check-in without work; False where no session of today is known to hold it."""
    session = SessionName(local_date(now, patient.timezone))
    cause = text.pk if text else f"{patient.pk}/{now.isoformat()}"
    given = CheckInGiven(uuid5(NAMESPACE_URL, f"{cause}/flare"), session, None, pain=pain, at=now)
    try:
        record_check_in(patient, given, source=CheckInSource.TEXT, now=now, message=text)
    except SessionNotExpected:
        return False
    return True


def ask_for_call(patient: Patient, text: Message | None, *, now: datetime) -> str:
    """Staff are told that the patient wants to be phoned, one open alert a patient; the words stand beside it."""
    raise_alert(
        AlertKind.CALL,
        clinic=patient.clinic_id,
        patient=patient,
        detail="Asks to be phoned.",
        key=f"call:{patient.pk}",
        now=now,
        message=text,
    )
    return _say("call_asked", patient)


def _setting(patient: Patient) -> ReminderSetting | None:
    return ReminderSetting.objects.filter(patient=patient).first()


def _wish(setting: ReminderSetting, paused_until: date | None) -> Wish:
    times = tuple(time.fromisoformat(at) for at in setting.times)
    return Wish(times, frozenset(setting.weekdays), paused_until)


def _is_paused(setting: ReminderSetting, patient: Patient, now: datetime) -> bool:
    return setting.paused_until is not None and local_date(now, patient.timezone) < setting.paused_until


def _next_slots(setting: ReminderSetting, patient: Patient, now: datetime, *, most: int = SLOTS_TOLD) -> str:
    """ "Wed 18:00, Thu 09:00"."""
    slots = slots_between(times_of(setting, patient.timezone), after=now, until=now + LOOKED_AHEAD)
    language = patient.language
    return ", ".join(f"{weekday(language, slot.day)} {slot.at:%H:%M}" for slot in islice(slots, most))


def _day(patient: Patient, day: date) -> str:
    """ "Mon 23": never so far off that the month is needed."""
    return f"{weekday(patient.language, day)} {day.day}"


def _say(name: str, patient: Patient, **more: str) -> str:
    clinic = patient.clinic
    values = {
        "clinic": clinic.name,
        "first_name": patient.first_name,
        "phone": clinic.phone or clinic.sender,
        "emergency_number": emergency_number(clinic, patient.language),
    }
    return say(name, patient.language, values | more, own_texts_of(clinic))
