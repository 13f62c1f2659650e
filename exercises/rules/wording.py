"""What we text. Plain words in GSM-7, one or two segments, no diagnosis, no treatment, no surname.

Placeholders: {clinic} {first_name} {which} {time} {days} {emergency_number} {urgent_line} {phone} {code}. A clinic
may replace the reminder's text. The safety line must be reviewed by a licensed clinician, as the texts as a whole.
"""

from collections.abc import Mapping

from exercises.rules.texts import fill, gsm_safe, segments
from exercises.terms import Topic

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
        "code": "{code} is your sign-in code for {clinic}. It works for 10 minutes. Never tell it to anybody.",
        "code_hidden": "(a sign-in code)",
        "stopped_exercise": "{clinic}: you will get no more exercise reminders from us. Reply START to get them again, "
        "STOP to end all texts.",
        "stopped_visits": "{clinic}: you will get no more texts about visits from us. Reply START to get them again, "
        "STOP to end all texts.",
        "wrong_number": "Sorry. We will not text this number again.",
    }
}


def say(name: str, language: str, values: Mapping[str, str]) -> str:
    """The text of that name in the language, English where there is none yet."""
    texts = TEXTS.get(language, TEXTS["en"])
    return gsm_safe(fill(texts.get(name, TEXTS["en"][name]), values))


def reminder_text(
    template: str, language: str, *, clinic: str, first_name: str, asked: tuple[int, int], rounds: int
) -> str:
    """The reminder for rounds `asked` (first and last) of a day of `rounds`; an empty template is the standard one."""
    values = {"clinic": clinic, "first_name": first_name, "which": _which(language, asked, rounds)}
    return gsm_safe(fill(template, values)) if template else say("reminder", language, values)


def usual_segments(template: str, language: str, *, clinic: str) -> int:
    """How many segments a reminder of this clinic takes as a rule."""
    text = reminder_text(template, language, clinic=clinic, first_name="Somebody", asked=(1, 1), rounds=1)
    return segments(text).count


def follow_up_text(
    language: str, *, clinic: str, first_name: str, asked: tuple[int, int], rounds: int
) -> str:
    """The one text after a reminder that stayed unanswered; a clinic's own template is for the reminder alone."""
    values = {"clinic": clinic, "first_name": first_name, "which": _which(language, asked, rounds)}
    return say("follow_up", language, values)


def _which(language: str, asked: tuple[int, int], rounds: int) -> str:
    """Which rounds are meant, where a day has several."""
    if rounds < 2:
        return ""
    first, last = asked
    name = "which_one" if first == last else "which_all" if asked == (1, rounds) else "which_some"
    return say(name, language, {"first": str(first), "last": str(last), "of": str(rounds)})


def noted_text(
    language: str,
    *,
    first_name: str,
    outcome: str | None,
    pain: int | None,
    high: bool,
    emergency_number: str,
) -> str:
    """The answer to a check-in by text: what was understood, so that a patient can correct it."""
    parts = [say(outcome, language, {})] if outcome else []
    if pain is not None:
        parts.append(say("pain", language, {"pain": str(pain)}))
    values = {"first_name": first_name, "noted": ", ".join(parts), "emergency_number": emergency_number}
    return say("noted_high_pain" if high else "noted", language, values)
