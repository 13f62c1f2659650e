"""What a patient asks the service for in a word: WHO, WHEN, TIME 8:30, PAUSE 3 days, FLARE, CALL.

A command is the whole of a text, courtesies apart. Whoever says more is read by a person or as a report, so that no
worry is answered by a machine; CALL alone takes further words, for a person reads them. Red flags are looked for
before this, on every text.
"""

import re
from dataclasses import dataclass
from datetime import date, time, timedelta
from enum import StrEnum

from exercises.rules.replies import Intent, read_reply
from exercises.rules.reply_commands import read_times
from exercises.rules.reply_spelling import plain
from exercises.rules.reply_words import phrases

LONGEST_PAUSE = timedelta(days=14)
"""A longer pause is for the clinic to agree to; our own choice."""


class CommandKind(StrEnum):
    WHO = "who"
    WHEN = "when"
    TIME = "time"
    PAUSE = "pause"
    FLARE = "flare"
    CALL = "call"


@dataclass(frozen=True, slots=True)
class Command:
    """What is asked for. `times` are those TIME names, `until` is the first date after a PAUSE, `pain` stands beside
    FLARE; a TIME without times, or a PAUSE without a date, has to be asked for how it is meant."""

    kind: CommandKind
    times: tuple[time, ...] = ()
    until: date | None = None
    pain: int | None = None


def read_command(text: str, *, today: date) -> Command | None:
    """The command that `text` is; None when it is none. `today` is the patient's date."""
    said = f" {_ASIDE.sub('', plain(text)).strip()} "
    if _WHO.fullmatch(said):
        return Command(CommandKind.WHO)
    if _WHEN.fullmatch(said):
        return Command(CommandKind.WHEN)
    return _flare(said) or _time(said) or _pause(said, today) or _call(said, text)


_ASIDE = re.compile(r" (?:[.,;?]|please|thanks|thank you|hi|hello|hey|x+)(?= )")
"""Courtesies and punctuation, which change no command."""

_PRACTITIONER = "(?:physio|practitioner|clinician|chiropractor|chiro|osteopath|osteo)"
_WHO = re.compile(
    rf" (?:who|qui|quien|(?:(?:whos|who was) )?(?:my|the) {_PRACTITIONER}(?: name)?"
    rf"|whats (?:my|the) {_PRACTITIONER}s? name"
    r"|whos (?:looking after|treating|seeing) me|who (?:looks after|treats|sees) me|who am i seeing) "
)
_TEXTS = "(?:reminders|texts|messages)"
_WHEN = re.compile(
    rf" (?:when|quand|cuando|(?:when|what times?)(?: is| are| will)? (?:my|the)(?: next)? {_TEXTS}(?: times?)?"
    rf"(?: sets| due| coming)?|when do (?:i get|you send)(?: my| the)?(?: next)? {_TEXTS}"
    r"|when do you (?:remind|texts) me"
    rf"|(?:whats|what are|show)(?: me)? my(?: next)? (?:{_TEXTS}|(?:{_TEXTS} )?times?)|(?:my )?next {_TEXTS}"
    rf"|my (?:reminders )?times?|my {_TEXTS}) "
)
_FLARE = re.compile(
    r" (?:(?:im|i|have|ive|got|gotten|having|a|another|bad|big|really|very|just) )*"
    r"(?:flares?|flared|flareup|flaring|brote|poussee)(?: ups?)?"
    r"(?: (?:again|today|now|right now|bad|badly))*(?: (?:pain )?(?P<pain>10|\d)(?: / 10)?)? "
)
_TIME = re.compile(
    rf" (?:(?:change|sets|move) (?:my |the )?(?:reminders? |new )?(?:times?|{_TEXTS})|new times?|time|heure|hora)"
    r"(?: to| for| at)?(?P<times> .*)"
)
_CLOCKS_ONLY = re.compile(r"(?: (?:[\d.]+|and|at|am|pm|a|p|m|h|half|quarter|past|to|oclock|noon|midday))* ")
_PAUSE = re.compile(
    rf" (?:pause|paused|pausa|pausar)(?: (?:my |the |all )*(?:{_TEXTS}|exercises|program|everything))?"
    r"(?: for| durante| pendant)?(?P<how> .*)"
)
_NUMBER = r"(?P<count>\d{1,3}|an?|une?|una?|(?:a )?couple(?: of)?|(?:a )?few|the(?: next)?(?: \d{1,3})?)"
_LENGTH = re.compile(
    rf" (?:{_NUMBER} )?(?P<unit>days|weeks|months?|dias?|jours?|semanas?|semaines?|mes|mois)(?: off)? "
)
_DAYS = {"d": 1, "j": 1, "w": 7, "s": 7, "m": 30}
_UNTIL = re.compile(
    r" (?:until|till?|to)(?: next| this| on)?"
    r" (?P<day>tomorrow|weeks|(?:mon|tue|wed|thu|fri|sat|sun)(?:s|nes|rs|urs|ur)?(?:days?)?) "
)
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def _flare(said: str) -> Command | None:
    found = _FLARE.fullmatch(said)
    return Command(CommandKind.FLARE, pain=int(found["pain"]) if found["pain"] else None) if found else None


def _time(said: str) -> Command | None:
    found = _TIME.fullmatch(said)
    if found is None or not _CLOCKS_ONLY.fullmatch(found["times"]):
        return None
    return Command(CommandKind.TIME, times=read_times(found["times"]) or ())


def _pause(said: str, today: date) -> Command | None:
    found = _PAUSE.fullmatch(said)
    if found is None:
        return None
    how = found["how"]
    if re.fullmatch(r" (?:\d+ )?", how):
        return Command(CommandKind.PAUSE)
    if how == " today ":
        return Command(CommandKind.PAUSE, until=today + timedelta(days=1))
    until = _after(how, today) or _named(how, today)
    return Command(CommandKind.PAUSE, until=until) if until else None


def _after(how: str, today: date) -> date | None:
    """ "3 days", "a week": today is the first of them."""
    found = _LENGTH.fullmatch(how)
    if found is None:
        return None
    count = found["count"] or "a"
    digits = re.search(r"\d+", count)
    many = int(digits[0]) if digits else 2 if "couple" in count else 3 if "few" in count else 1
    return today + timedelta(days=many * _DAYS[found["unit"][0]]) if many else None


def _named(how: str, today: date) -> date | None:
    """ "until Monday": the next one, never today."""
    found = _UNTIL.fullmatch(how)
    if found is None:
        return None
    if found["day"] == "tomorrow":
        return today + timedelta(days=1)
    weekday = 0 if found["day"] == "weeks" else _WEEKDAYS.index(found["day"][:3])
    return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)


# --- CALL ------------------------------------------------------------------------------------------------------

_CALL = re.compile(r" (?:call|callback|call (?:about|re) .*) ")
_CALL_ME = phrases("""
    < call (me|back|us) | < appelez moi | < rappelez moi | < llamame | < llamenme
    < (can|could|would|will|may) (i|you|u|someone|anyone|sb|(the|my|a) (physio|clinic|practitioner)|they|he|she)
        (to )?(call me|give me a call|get a call|have a call|be called|call back)
    < (give|get) me a call | < (i )?(want|need|request|would like|d like|id like) (a|you to|someone to|the physio
        to)( phone)? call
""")
_CALL_ANYWHERE = phrases("call me | give me a call")
_NO_CALL = phrases(
    "(dont|not|never|no need to|stop|wont|didnt|tried to|will|gonna) ... call me | nobody called me"
)
_READ_BY_A_PERSON = (Intent.UNKNOWN, Intent.QUESTION, Intent.SNOOZE)


def _call(said: str, text: str) -> Command | None:
    asked = _CALL.fullmatch(said) or _CALL_ME.search(said)
    return Command(CommandKind.CALL) if asked and read_reply(text).intent in _READ_BY_A_PERSON else None


def asks_for_call(text: str) -> bool:
    """Whether a text that says something else as well, such as "done 3, please call me", asks for a call."""
    said = plain(text)
    return bool(_CALL_ANYWHERE.search(said)) and not _NO_CALL.search(said)
