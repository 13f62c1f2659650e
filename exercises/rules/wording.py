"""What we text. Plain words in GSM-7, one or two segments, no diagnosis, no treatment, no surname.

Placeholders: {clinic} {first_name} {which} {time} {days} {emergency_number} {urgent_line} {phone} {code}, and of the
answers to commands {practitioner} {slots} {times} {day} {from} {until} {most}. The English words stand here, those of
other languages in exercises/locale, and a clinic may replace what `own_texts` allows. The safety line must be reviewed
by a licensed clinician, as the texts as a whole.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from gettext import NullTranslations, translation
from pathlib import Path
from typing import Any

from exercises.rules.texts import MOST_SEGMENTS, fill, gsm_safe, segments, split
from exercises.terms import Outcome, Topic

LANGUAGES: Mapping[str, str] = {"en": "English", "fr": "français", "es": "español"}
"""Those we text in, by the first part of the language tag. Everybody else is texted in English."""

LOCALE = Path(__file__).resolve().parent.parent / "locale"

Own = Mapping[str, Mapping[str, str]]
"""A clinic's own texts, in the shape of TEXTS: by language, then by name."""

CONSENT_WORDINGS: Mapping[str, str] = {
    "sms-1": "I agree that {clinic} sends me text messages about my home exercises to this number: usually one for "
    "each reminder time that I choose, at most six reminders a day, and answers to what I text. Text messages are not "
    "encrypted, and others who see my phone may read them. My phone company may charge me for messages and data. I can "
    "reply STOP at any time to end them, and HELP for help; my care does not depend on my agreeing. I understand that "
    "texts are not watched around the clock and are not for emergencies: in an emergency I call {emergency number}.",
}
"""Every consent sentence that was ever in use, by its version: proof of what was agreed to. None changes or goes; a
changed sentence is a new version."""

CONSENT_WORDING = "sms-1"
"""The version in use, shown in docs/words.md; kept with every consent."""

STOPPED_TEXT: Mapping[Topic, str] = {
    Topic.ALL: "stopped",
    Topic.EXERCISE: "stopped_exercise",
    Topic.VISITS: "stopped_visits",
}
"""The name of the text that confirms a stop."""

SAFETY_LINE = "Not for emergencies. In an emergency call {emergency_number}."

TEXTS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "reminder": "{clinic}: time for your exercises{which}, {first_name}. "
        "Reply DONE or SKIP and your pain 0-10, like DONE 3. STOP ends texts.",
        "follow_up": "{clinic}: no answer yet, {first_name}. Done{which}? Reply DONE or SKIP and your pain 0-10. "
        "A short answer helps your clinic help you. STOP ends texts.",
        "which_one": " (round {first} of {of})",
        "which_some": " (rounds {first} to {last} of {of})",
        "which_all": " ({of} rounds today)",
        "noted": "Thank you, {first_name}. Noted: {noted}.",
        "noted_high_pain": "Thank you, {first_name}. Noted: {noted}. Your clinic will look at this. "
        + SAFETY_LINE,
        "snoozed": "OK, {first_name}. We will text you again at {time}.",
        "snoozed_next": "OK, {first_name}. Your next reminder comes {time}.",
        "snoozed_open": "OK, {first_name}. Reply DONE when you have done them, or LATER 2h to be reminded.",
        "logged": "Thank you, {first_name}. Noted as done: {days}.",
        "log_how": "Which days, {first_name}? Days of the last two weeks, like LOG Mon Tue Thu.",
        "asked_back": "Sorry, {first_name}, that was not clear to us. Reply DONE, PART or SKIP and your pain 0-10, "
        "like DONE 3. Or call your clinic.",
        "passed_on": "Thank you. Your text was passed on to {clinic} and a person will read it. "
        + SAFETY_LINE,
        "done": "done",
        "part": "part done",
        "skipped": "not this time",
        "pain": "pain {pain}",
        "stopped": "{clinic}: you will get no more texts from us. Reply START to begin again.",
        "started": "{clinic}: texts are on again. Reply STOP to end them, HELP for help.",
        "help": "{clinic}: exercise reminders by text. Questions: call {phone}. Reply STOP to end texts. "
        + SAFETY_LINE,
        "safety_back": "This could be serious. Stop your exercises. Go to the emergency department now or call "
        "{emergency_number}. Tell them: back pain with numbness or bladder, bowel or leg changes. Do not wait "
        "for a reply from us.",
        "safety_chest": "Breathing trouble or chest pain can be an emergency, also hours after needling. Call "
        "{emergency_number} now. Say if you had dry needling and where. Do not wait for a reply from us.",
        "safety_self_harm": "We are worried about you. Please call {emergency_number} now or go to the emergency "
        "department. You are not alone. A member of our team will try to phone you.",
        "safety_emergency": "This could be serious. Stop your exercises. Call {emergency_number} now or go to the "
        "emergency department. Do not wait for a reply from us.",
        "safety_same_day": "Please stop your exercises and call {phone} today, or {urgent_line} if we are closed. "
        "If you get numb between the legs, or cannot control pee or poo, go to the emergency department.",
        "safety_review": "Thank you. A physio will read this. Leave out what brings it on until we reply. If it gets "
        "worse fast call {urgent_line}. " + SAFETY_LINE,
        "notice_subject": "{clinic}: a safety alert waits",
        "notice_raised": "{clinic}: a safety alert needs a person now. Sign in, take it on and phone.",
        "notice_not_reached": "{clinic}: a safety text of ours did NOT arrive. Sign in, open the alert and phone now.",
        "notice_escalated": "{clinic}: nobody has taken a safety alert on in time. Sign in, take it on and phone now.",
        "whose": "Thank you. Is this about {names}? Reply with the first name.",
        "guide_first": "{place} of {of}: {exercise}. {dose}.{cue} Reply NEXT when done, HOW for the steps, PIC for the "
        "picture, EXIT to stop.",
        "guide_step": "{place} of {of}: {exercise}. {dose}.{cue} NEXT, BACK, HOW, PIC, HARD, EASY or EXIT.",
        "guide_picture": "{exercise}. NEXT when done, HOW for the steps.",
        "guide_steps": "{exercise}: {text}",
        "guide_careful": "Take care: {text}",
        "guide_stop_if": "Stop if: {text}.",
        "guide_hard": "Noted: {exercise} is hard. Your clinic will see it. Do only what is comfortable. NEXT goes on, "
        "SKIP leaves it out.",
        "guide_easy": "Noted: {exercise} is easy. Your clinic will see it. NEXT goes on.",
        "guide_pain": "Noted: pain {pain}. NEXT goes on, EXIT stops.",
        "guide_last": "That was the last one, {first_name}. Reply DONE and your pain 0-10, like DONE 3.",
        "guide_done_early": "Thank you, {first_name}. Noted: {noted}. Only this one? NEXT goes on with the rest.",
        "guide_left": "OK, {first_name}. Noted: {done} of {of} exercises. GO goes on with the rest today. "
        "You can add your pain, like PAIN 3.",
        "guide_left_none": "OK, {first_name}. Nothing is noted yet. GO begins again.",
        "guide_timed_out": "{first_name}, we noted {done} of {of} exercises for now. GO goes on with the rest today. "
        "STOP ends texts.",
        "guide_rest_day": "Today is a rest day, {first_name}. Nothing is planned. Reply WHEN for your reminder times.",
        "guide_held": "Your exercises are on hold, {first_name}. Questions: call {phone}.",
        "guide_not_started": "Your program has not begun yet, {first_name}. Questions: call {phone}.",
        "guide_no_program": "You have no program with us just now, {first_name}. Questions: call {phone}.",
        "read_all": "Nothing new to read, {first_name}. Questions: text us here or call {phone}.",
        "part_of": "{done} of {of} exercises",
        "more_tail": "MORE for the rest.",
        "code": "{code} is your sign-in code for {clinic}. It works for 10 minutes. Never tell it to anybody.",
        "code_hidden": "(a sign-in code)",
        # A personal link stands at the end, so that no full stop is taken for a part of it.
        "link": "Today's exercises: {link}",
        "concern_answered": "{clinic}: your clinic answered you, {first_name}. Reply READ to read it here or open the "
        "app.",
        "concern_answers": "{clinic}: {words}",
        "concern_all": "... Reply READ to read it all.",
        "concern_more": "... Reply MORE for the rest.",
        "no_emergency_number": "your emergency number",
        "one_of": "{some} or {last}",
        "weekday_0": "Mon",
        "weekday_1": "Tue",
        "weekday_2": "Wed",
        "weekday_3": "Thu",
        "weekday_4": "Fri",
        "weekday_5": "Sat",
        "weekday_6": "Sun",
        "stopped_exercise": "{clinic}: you will get no more exercise reminders from us. Reply START to get them again, "
        "STOP to end all texts.",
        "stopped_visits": "{clinic}: you will get no more texts about visits from us. Reply START to get them again, "
        "STOP to end all texts.",
        "wrong_number": "Sorry. We will not text this number again.",
        "flare_check": "{clinic}: how is it today, {first_name}? Reply your pain 0-10, like 4, or DONE 4 once your "
        "easier exercises are done. Reply CALL to be phoned. STOP ends texts. " + SAFETY_LINE,
        "flare_opened": "OK, {first_name}. Easier exercises count today and tomorrow, and {clinic} is told. Tomorrow "
        "at {time} we ask how it is. Reply CALL to be phoned. " + SAFETY_LINE,
        "flare_opened_unasked": "OK, {first_name}. Easier exercises count today and tomorrow, and {clinic} is told. "
        "Reply CALL to be phoned. " + SAFETY_LINE,
        "flare_known": "{first_name}, the easier exercises count already, up to and including {day}. "
        "Reply CALL to be phoned. " + SAFETY_LINE,
        "flare_waits": "Thank you, {first_name}. {clinic} is told and a person will look at it. No exercises count for "
        "you today. Reply CALL to be phoned. " + SAFETY_LINE,
        "call_asked": "OK, {first_name}. {clinic} is asked to phone you when it is open. " + SAFETY_LINE,
        "who": "{practitioner} at {clinic} looks after you, {first_name}. Phone {phone}, or reply CALL to be phoned.",
        "who_clinic": "{clinic} looks after you, {first_name}. Phone {phone}, or reply CALL to be phoned.",
        "when": "{first_name}, your next reminders: {slots}. Change them with TIME, like TIME 8:30 and 6 pm.",
        "when_none": "{first_name}, no reminders are set. Reply TIME and when you want them, like TIME 8:30 and 6 pm.",
        "when_paused": "{first_name}, your reminders are paused until {day}. Reply RESUME to have them again now.",
        "times_changed": "OK, {first_name}. Your reminders come at {times}. The next one: {slots}.",
        "times_how": "Which times, {first_name}? Reply like TIME 8:30 or TIME 8:30 am and 6 pm.",
        "times_quiet": "Sorry, {first_name}, texts go out between {from} and {until} only. Reply with other times, "
        "like TIME 8:30 and 6 pm.",
        "times_many": "Sorry, {first_name}, at most {most} times a day. Reply like TIME 8:30 and 6 pm.",
        "paused": "OK, {first_name}. No reminders until {day}. Reply RESUME to have them again before.",
        "pause_how": "For how long, {first_name}? Reply like PAUSE 3 days or PAUSE until Monday; at most {most} days.",
        "resumed": "OK, {first_name}. Your reminders are on again. The next one: {slots}.",
    }
}


def spoken(language: str) -> str:
    """The language somebody with this tag is texted in: fr for fr-CA, English where there are no texts."""
    first = language.split("-")[0].lower()
    return first if first in LANGUAGES else "en"


def in_language(texts: Mapping[str, Any], language: str) -> Any:
    """The texts of an exercise in that language, in fr for fr-CA, else in English."""
    return texts.get(language) or texts.get(language.split("-")[0]) or texts["en"]


@cache
def _catalogue(language: str) -> NullTranslations:
    return translation("django", LOCALE, [language], fallback=True)


def template_of(name: str, language: str, own: Own | None = None) -> str:
    """The text of that name before it is filled: the clinic's own, else the standard one of the language."""
    its = (own or {}).get(spoken(language), {})
    return its.get(name) or translated(name, TEXTS["en"][name], language)


def translated(name: str, english: str, language: str) -> str:
    """The wording of that name in the language's catalogue; `english` where there is none."""
    return _catalogue(spoken(language)).pgettext(name, english)


def say(name: str, language: str, values: Mapping[str, str], own: Own | None = None) -> str:
    """The text of that name in the language, English where there is none yet.

    Where a clinic's own text asks for a value that is not given, the standard one goes: no fault in it may hold a
    safety text back.
    """
    try:
        return gsm_safe(fill(template_of(name, language, own), values))
    except ValueError:
        if own is None:
            raise
        return say(name, language, values)


def weekday(language: str, day: date) -> str:
    """The short name of the weekday, such as Wed or mer."""
    return say(f"weekday_{day.weekday()}", language, {})


def one_of(language: str, names: Sequence[str]) -> str:
    """ "Ana, Ben or Cy". Two names or more."""
    return say("one_of", language, {"some": ", ".join(names[:-1]), "last": names[-1]})


def reminder_text(
    language: str,
    *,
    clinic: str,
    first_name: str,
    asked: tuple[int, int],
    rounds: int,
    own: Own | None = None,
) -> str:
    """The reminder for rounds `asked` (first and last) of a day of `rounds`."""
    return _about_rounds("reminder", language, clinic, first_name, asked, rounds, own)


def follow_up_text(
    language: str,
    *,
    clinic: str,
    first_name: str,
    asked: tuple[int, int],
    rounds: int,
    own: Own | None = None,
) -> str:
    """The one text after a reminder that stayed unanswered."""
    return _about_rounds("follow_up", language, clinic, first_name, asked, rounds, own)


def flare_check_text(
    language: str, *, clinic: str, first_name: str, emergency_number: str, own: Own | None = None
) -> str:
    """The text on the second day of a flare, in place of that day's first reminder."""
    values = {"clinic": clinic, "first_name": first_name, "emergency_number": emergency_number}
    return say("flare_check", language, values, own)


def _about_rounds(
    name: str,
    language: str,
    clinic: str,
    first_name: str,
    asked: tuple[int, int],
    rounds: int,
    own: Own | None,
) -> str:
    which = which_rounds(language, asked, rounds)
    return say(name, language, {"clinic": clinic, "first_name": first_name, "which": which}, own)


def usual_segments(language: str, *, clinic: str, own: Own | None = None, link: str = "") -> int:
    """How many segments a reminder of this clinic takes as a rule, with a link like that one where it has one."""
    text = reminder_text(language, clinic=clinic, first_name="Somebody", asked=(1, 1), rounds=1, own=own)
    return segments(with_link(text, language, link) if link else text).count


def which_rounds(language: str, asked: tuple[int, int], rounds: int) -> str:
    """Which rounds are meant, where a day has several."""
    if rounds < 2:
        return ""
    first, last = asked
    name = "which_one" if first == last else "which_all" if asked == (1, rounds) else "which_some"
    return say(name, language, {"first": str(first), "last": str(last), "of": str(rounds)})


def answered_text(
    language: str,
    *,
    clinic: str,
    first_name: str,
    answers: Sequence[str],
    detailed: bool,
    own: Own | None = None,
) -> str:
    """Tells that staff answered; only where they are wanted the answers themselves, cut after two segments."""
    if not detailed:
        return say("concern_answered", language, {"clinic": clinic, "first_name": first_name}, own)
    return answers_texts(language, clinic=clinic, answers=answers, rest="concern_all")[0]


def answers_texts(
    language: str, *, clinic: str, answers: Sequence[str], rest: str = "concern_more"
) -> list[str]:
    """The answers as texts of at most two segments each; all but the last end with how the rest is asked for."""
    words = say("concern_answers", language, {"clinic": clinic, "words": "\n".join(answers)})
    return split(words, most=MOST_SEGMENTS, ending=say(rest, language, {}))


def noted_text(
    language: str,
    *,
    first_name: str,
    outcome: str | None,
    pain: int | None,
    high: bool,
    emergency_number: str,
    part: tuple[int, int] | None = None,
    goes_on: bool = False,
    own: Own | None = None,
) -> str:
    """The answer to a check-in by text: what was understood, so that a patient can correct it.

    `part` is how many exercises of how many were done, where that is known. `goes_on`: all was reported as done in the
    middle of a round that is followed by text.
    """
    noted = what_is_noted(language, outcome=outcome, pain=pain, part=part)
    values = {"first_name": first_name, "noted": noted, "emergency_number": emergency_number}
    name = "noted_high_pain" if high else "guide_done_early" if goes_on else "noted"
    return say(name, language, values, own)


def what_is_noted(
    language: str, *, outcome: str | None, pain: int | None, part: tuple[int, int] | None = None
) -> str:
    parts = [say(outcome, language, {})] if outcome else []
    if outcome == Outcome.PART and part is not None:
        parts = [say("part_of", language, {"done": str(part[0]), "of": str(part[1])})]
    if pain is not None:
        parts.append(say("pain", language, {"pain": str(pain)}))
    return ", ".join(parts)


def with_link(text: str, language: str, link: str) -> str:
    """A reminder with the patient's personal link at its end, or as it is where that would take a third segment."""
    longer = f"{text} {say('link', language, {'link': link})}"
    return longer if segments(longer).count <= MOST_SEGMENTS else text
