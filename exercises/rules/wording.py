"""What we text. Plain words in GSM-7, one or two segments, no diagnosis, no treatment, no surname.

Placeholders: {clinic} {first_name} {which} {time} {days} {emergency_number} {urgent_line} {phone} {code}, and of the
answers to commands {practitioner} {slots} {times} {day} {from} {until} {most}. A clinic may replace the reminder's
text. The safety line must be reviewed by a licensed clinician, as the texts as a whole.
"""

from collections.abc import Mapping

from exercises.rules.texts import fill, gsm_safe, segments

CONSENT_WORDING = "sms-1"
"""The version of the consent sentence shown in docs/words.md; kept with every consent."""

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


def flare_check_text(language: str, *, clinic: str, first_name: str, emergency_number: str) -> str:
    """The text on the second day of a flare, in place of that day's first reminder."""
    values = {"clinic": clinic, "first_name": first_name, "emergency_number": emergency_number}
    return say("flare_check", language, values)


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
